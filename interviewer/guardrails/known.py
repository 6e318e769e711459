"""What is known before a round begins, and what is said in it can be held against. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["baseline", "threshold", "measured", "limit", "rate", "told"]


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A figure of a guardrail sheet, or one that was told in an earlier round."""

    text: str
    """As it is said back: "38 percent"."""
    value: float
    unit: str
    """As in the ledger of figures: "percent", "minutes", a counted noun; may be empty."""
    about: str
    """What it measures."""
    role: Role
    """On a sheet, which of a KPI's figures it is; `rate` is the one a test starts from. In a round, `told`."""
    where: str
    """The sheet's name, or what the round was about."""
    quote: str = ""
    """The sentence it was told in; empty for a sheet."""


@dataclass(frozen=True, slots=True)
class KnownStory:
    """A story that was told in an earlier round."""

    where: str
    """What it was told for: a principle."""
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that one round is held against."""

    figures: tuple[KnownFigure, ...] = ()
    stories: tuple[KnownStory, ...] = ()


NOTHING_KNOWN = Known()
