"""Whether two tellings are of the same story: by the names, the figures and the rare words they share. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Print:
    """What a story is known by."""

    names: frozenset[str]
    figures: frozenset[tuple[float, str]]
    words: frozenset[str]


def story_print(sentences: Sequence[str]) -> Print:
    text = " ".join(sentences)
    names = frozenset(name for name in _NAME.findall(text) if name not in _NO_NAME)
    told = frozenset(
        (f.value, f.unit)
        for sentence in sentences
        for f in figures.find(sentence)
        if f.value is not None and f.kind not in ("date", "label") and (f.value > _SMALL or f.value < 1)
    )
    words = frozenset(w for w in content(text) if not w.startswith("#") and w not in PLAIN and len(w) > 3)
    return Print(names, told, words)


def retold(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both tell the same story.

    Three exact figures, or two with a name, say so; without figures, the names and two thirds of the shorter one's
    rare words.
    """
    a, b = story_print(one), story_print(other)
    numbers, people = len(a.figures & b.figures), len(a.names & b.names)
    shared, least = len(a.words & b.words), min(len(a.words), len(b.words))
    if numbers >= 3 or (numbers >= 2 and people):
        return shared >= 5
    return bool(least >= 12 and shared >= 2 * least / 3 and (people or numbers or shared >= 0.8 * least))
