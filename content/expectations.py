"""What a field of the schema takes, in words: "a whole number from 1 to 100"."""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from content.codes import CodeList
from content.source import Loc

_Type = tuple[Any, list[Any]]
"""An annotation without its Annotated and its None, and its constraints."""


def field_names(model: type[BaseModel], loc: Loc) -> list[str]:
    """The fields that can stand at a place."""
    annotation, _ = _at(model, loc)
    return list(annotation.model_fields) if _is_model(annotation) else []


def expected(model: type[BaseModel], loc: Loc, key: bool = False) -> str:
    """What can stand at a place (with `key`, what can be a name there)."""
    if key:
        return _phrase(*_bare(get_args(_at(model, loc[:-1])[0])[0], []))
    return _phrase(*_at(model, loc))


def shown(value: Any) -> str:
    """What was found instead, short enough for a sentence."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"{str(value).lower()} (put it between quotes if it is text)"
    if isinstance(value, int | float):
        return f"{value}"
    if isinstance(value, dict):
        return "fields (put text that holds a colon and a space between quotes)"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = str(value)
    return "empty text" if not text else f"'{text}'" if len(text) <= 40 else f"'{text[:37]}...'"


def _at(model: type[BaseModel], loc: Loc) -> _Type:
    here: _Type = (model, [])
    for step in loc:
        here = _step(here[0], step)
    return here


def _step(annotation: Any, step: int | str) -> _Type:
    if _is_model(annotation):
        info: FieldInfo | None = annotation.model_fields.get(str(step))
        return _bare(info.annotation, info.metadata) if info else (Any, [])
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple:
        return _bare(arguments[0], [])
    if get_origin(annotation) is dict:
        return _bare(arguments[1], [])
    return Any, []


def _bare(annotation: Any, metadata: list[Any]) -> _Type:
    constraints = list(metadata)
    if get_origin(annotation) is Annotated:
        annotation, *extra = get_args(annotation)
        for item in extra:
            constraints += item.metadata if isinstance(item, FieldInfo) else [item]
    if get_origin(annotation) in (Union, types.UnionType):
        present = [option for option in get_args(annotation) if option is not type(None)]
        return _bare(present[0], constraints)
    return annotation, constraints


def _phrase(annotation: Any, constraints: list[Any]) -> str:
    least = _limit(constraints, "min_length")
    if _is_model(annotation):
        return f"fields ({', '.join(annotation.model_fields)})"
    if get_origin(annotation) is Literal:
        return f"one of {', '.join(str(option) for option in get_args(annotation))}"
    if get_origin(annotation) is tuple:
        return f"a list of at least {least}" if least else "a list"
    if get_origin(annotation) is dict:
        return "fields"
    if annotation in (int, float):
        noun = "a whole number" if annotation is int else "a number"
        return f"{noun}{_range(constraints)}"
    return _text_phrase(constraints)


def _range(constraints: list[Any]) -> str:
    """ " from 1 to 100", " above 0 and below 100", ", 1 or more"."""
    low, high, above, below = (_number(_limit(constraints, name)) for name in ("ge", "le", "gt", "lt"))
    if low and high:
        return f" from {low} to {high}"
    if low:
        return f", {low} or more" + (f" and below {below}" if below else "")
    upper = f"at most {high}" if high else f"below {below}" if below else ""
    told = " and ".join(part for part in (f"above {above}" if above else "", upper) if part)
    return f" {told}" if told else ""


def _number(limit: float | None) -> str:
    """As people write it; empty for no limit."""
    return "" if limit is None else f"{limit:,.0f}" if abs(limit) >= 10_000 else f"{limit:g}"


def _text_phrase(constraints: list[Any]) -> str:
    for item in constraints:
        if isinstance(item, AfterValidator) and isinstance(item.func, CodeList):
            return f"a {item.func.kind}"
    if _limit(constraints, "pattern"):
        return "an id (lower-case words or numbers joined by hyphens, or all by underscores)"
    return "text"


def _limit(constraints: list[Any], name: str) -> Any:
    return next((getattr(item, name) for item in constraints if hasattr(item, name)), None)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
