"""Whether two tellings are of the same story: by the names, the figures and the rare words they share. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviewer.analysis import figures
from interviewer.analysis.listed import listed
from interviewer.terms import PLAIN, content

_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]{2,}\b")
"""A capital inside a sentence."""
_NO_NAME = frozenset(
    listed(
        "January February March April May June July August September October November December Monday Tuesday Wednesday "
        "Thursday Friday Saturday Sunday English Christmas Easter"
    )
)
_SMALL = 3
"""Numbers up to this are in every story."""
_PLAIN_COUNT = 20
"""The same for numbers without a unit."""
_FEWEST_WORDS = 8
"""Rare words below which a telling is too short to be known again."""
_ALIKE, _ALIKE_WITHOUT = 0.4, 0.67
"""Shares of the shorter telling's rare words, with a name or two figures in common and without."""


@dataclass(frozen=True, slots=True)
class Print:
    """What a story is known by."""

    names: frozenset[str]
    figures: frozenset[tuple[float, str]]
    words: frozenset[str]


@lru_cache(maxsize=128)
def story_print(sentences: tuple[str, ...]) -> Print:
    """Kept for the stories of earlier rounds, which are held against every answer."""
    text = " ".join(sentences)
    names = frozenset(name for name in _NAME.findall(text) if name not in _NO_NAME)
    told = frozenset(
        (f.value, f.unit)
        for sentence in sentences
        for f in figures.find(sentence)
        if f.value is not None and f.kind not in ("date", "label") and _exact(f.value, f.unit)
    )
    words = frozenset(w for w in content(text) if not w.startswith("#") and w not in PLAIN and len(w) > 3)
    return Print(names, told, words)


def _exact(value: float, unit: str) -> bool:
    """Whether a figure is one's own: no half, no third, no count of a few."""
    if unit in ("", "share", "times"):
        return value > _PLAIN_COUNT
    return value > _SMALL


def retold(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both tell the same story.

    Two exact figures or a name in common, and two fifths of the shorter one's rare words; or two thirds of them.
    Stories of one working life share about a quarter.
    """
    a, b = story_print(tuple(one)), story_print(tuple(other))
    shared, least = len(a.words & b.words), min(len(a.words), len(b.words))
    if least < _FEWEST_WORDS:
        return False
    exact = len(a.figures & b.figures) >= 2 or bool(a.names & b.names)
    return shared >= (_ALIKE if exact else _ALIKE_WITHOUT) * least
