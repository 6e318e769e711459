"""One YAML file to one validated model, or every problem in it as a readable sentence."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

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


def load_source(path: Traversable, model: type[Model], name: str = "") -> Loaded[Model]:
    """As `load_file`, with the line numbers. Raises ContentFilesError with every problem in it.

    `name` is what errors call the file, where that is not its own name.
    """
    name = name or path.name
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ContentFilesError([ContentFieldError(name, None, "", f"cannot be read ({reason})")]) from None
    source = parse(name, raw)
    try:
        value = model.model_validate(source.data)
    except ValidationError as error:
        raise ContentFilesError(_problems(source, model, error)) from None
    faults = [source.problem(loc, problem) for loc, problem in check(value)]
    if faults:
        raise ContentFilesError(faults)
    return Loaded(value, source)


def _problems(source: Source, model: type[BaseModel], error: ValidationError) -> list[ContentFieldError]:
    details = error.errors(include_url=False)
    found: dict[tuple[str, str], ContentFieldError] = {}
    for detail in details:
        if _follows_from_another(model, detail, details):
            continue
        loc = _place(detail)
        problem = source.problem(loc, _sentence(model, loc, detail))
        found.setdefault((problem.field, problem.problem), problem)
    return sorted(found.values(), key=lambda problem: problem.line or 0)


def _place(detail: ErrorDetails) -> Loc:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _follows_from_another(model: type[BaseModel], detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether this is another problem's shadow: pydantic does not count faulty items, and a misspelt field is
    also a missing one."""
    place = detail["loc"]
    if detail["type"] == "too_short":
        return any(other["loc"][: len(place)] == place for other in details if other is not detail)
    if detail["type"] == "missing":
        strangers = [other["loc"] for other in details if other["type"] == "extra_forbidden"]
        return any(loc[:-1] == place[:-1] and _meant(model, loc) == place[-1] for loc in strangers)
    return False


def _sentence(model: type[BaseModel], loc: Loc, detail: ErrorDetails) -> str:
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
    meant = _meant(model, loc)
    if meant:
        return f"is not a field here; did you mean '{meant}'?"
    return f"is not a field here; the fields are {', '.join(field_names(model, loc[:-1]))}"


def _meant(model: type[BaseModel], loc: Loc) -> str:
    """The field an unknown one is a misspelling of, or nothing."""
    names = field_names(model, loc[:-1])
    return next(iter(difflib.get_close_matches(str(loc[-1]), names, n=1, cutoff=0.7)), "")
