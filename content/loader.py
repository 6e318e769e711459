"""One YAML file to one validated model, or every problem in it as a readable sentence."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from content.checks import check
from content.errors import ContentFieldError, ContentFilesError
from content.expectations import expected, field_names, shown
from content.source import Loc, Source, parse

Model = TypeVar("Model", bound=BaseModel)

_CUSTOM = ("value_error", "assertion_error")


@dataclass(frozen=True)
class Loaded(Generic[Model]):
    """A validated file, with its source kept for errors that are found later."""

    value: Model
    source: Source


def load_file(path: Traversable, model: type[Model]) -> Model:
    """Read and validate one file. Raises ContentFilesError with every problem in it."""
    return load_source(path, model).value


def load_source(path: Traversable, model: type[Model]) -> Loaded[Model]:
    """As `load_file`, with the line numbers. Raises ContentFilesError with every problem in it."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ContentFilesError(
            [ContentFieldError(path.name, None, "", f"cannot be read ({reason})")]
        ) from None
    source = parse(path.name, raw)
    try:
        value = model.model_validate(source.data)
    except ValidationError as error:
        raise ContentFilesError(_problems(source, model, error)) from None
    faults = [source.problem(loc, problem) for loc, problem in check(value)]
    if faults:
        raise ContentFilesError(faults)
    return Loaded(value, source)


def _problems(source: Source, model: type[BaseModel], error: ValidationError) -> list[ContentFieldError]:
    found: dict[tuple[str, str], ContentFieldError] = {}
    for detail in error.errors(include_url=False):
        loc: Loc = tuple(step for step in detail["loc"] if step != "[key]")
        problem = source.problem(loc, _sentence(model, loc, dict(detail)))
        found.setdefault((problem.field, problem.problem), problem)
    return sorted(found.values(), key=lambda problem: problem.line or 0)


def _sentence(model: type[BaseModel], loc: Loc, detail: dict[str, Any]) -> str:
    kind = detail["type"]
    if kind in _CUSTOM:
        return str(detail["ctx"]["error"])
    if kind == "missing":
        return f"is missing; it must be {expected(model, loc)}"
    if kind == "extra_forbidden":
        return _unknown(model, loc)
    if detail["loc"][-1] == "[key]":
        return f"is not a name that can stand here; it must be {expected(model, loc, key=True)}"
    return f"must be {expected(model, loc)}, not {shown(detail['input'])}"


def _unknown(model: type[BaseModel], loc: Loc) -> str:
    names = field_names(model, loc[:-1])
    close = difflib.get_close_matches(str(loc[-1]), names, n=1, cutoff=0.6)
    if close:
        return f"is not a field here; did you mean '{close[0]}'?"
    return f"is not a field here; the fields are {', '.join(names)}"
