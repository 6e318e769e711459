"""Frozen dataclasses to JSON and back, for the journal and the exports."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, TypeVar, cast, get_args

from interviewer import events

T = TypeVar("T")


@lru_cache(maxsize=1)
def _known() -> dict[str, type]:
    """Every class a journal may hold, by name."""
    return {kind.__name__: kind for union in (events.Input, events.Command) for kind in get_args(union)}


def _make_adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


_adapter: Callable[[Any], Any] = cache(_make_adapter)


def dumps(value: object) -> str:
    """Compact JSON of a frozen dataclass."""
    return cast(bytes, _adapter(type(value)).dump_json(value)).decode()


def to_plain(value: object) -> Any:
    """The same as plain lists, dicts and numbers."""
    return _adapter(type(value)).dump_python(value, mode="json")


def loads(kind: type[T], text: str) -> T:
    """The reverse of `dumps`.

    Raises:
        ValueError: the text does not describe a `kind`.
    """
    return cast(T, _adapter(kind).validate_json(text))


def load_event(name: str, text: str) -> Any:
    """An input or command by its class name.

    Raises:
        KeyError: no such class; the journal was written by a newer version.
        ValueError: the text does not describe it.
    """
    return loads(_known()[name], text)
