"""Figures of a sentence or two that cannot all be true: a rate and its count, a change and its two ends, a sample
and what it is said to show. Pure; silent wherever it is not plain which figures belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from interviewer.analysis import figures
from interviewer.analysis.figures import Figure
from interviewer.guardrails import power

Kind = Literal["rate", "change", "sample"]

CLOSE = 0.1
"""Relative difference that rounding in speech explains."""
_POINTS = 1.0
"""Percentage points that rounding in speech explains."""
_LINK = re.compile(
    r"\b(?:that's|that is|that was|that makes|which is|which was|which makes|makes|meaning|comes to|came to|so|or|i mean|"
    r"in other words|roughly|about)\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\b(?:of|out of) (?:the |our |those |these |all )*$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:about |around |roughly |nearly |over |an? )*$", re.IGNORECASE)
_TO = re.compile(
    r"^(?: \w+){0,3},? (?:down |up |back )?to (?:about |around |roughly |just |only |under |nearly |an? )*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:cut|drop|fall|fell|reduc|decreas|sav|less|fewer|faster|slower|lower|higher|shorter|down|increas|rise|rose|gain|up|"
    r"more|improv|growth|grew|chang|by)\w*\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"^\s*(?:of|in|on) (?:the|our|all|those|these|my|their|every|a)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"\b(?:sav(?:ed|es|ing)|cut|by|difference of|gain(?:ed)?(?: of)?|won(?: back)?)(?: \w+ly)? "
    r"(?:about |around |nearly |almost |them |us |people )*$",
    re.IGNORECASE,
)
_DIFFERENT = re.compile(
    r"^\s*(?:less|fewer|lower|higher|more|shorter|longer|faster|saved|off)\b", re.IGNORECASE
)
_DETECT = re.compile(
    r"\b(?:detect|see|show|pick up|find|tell|notice|prove|resolve|measure)\b[^.;?]{0,50}$", re.IGNORECASE
)
_BASE = re.compile(
    r"\b(?:baseline|base rate|rate|conversion|convert(?:ed|ing)?|starting|started|from)\b[^.;,]{0,25}$",
    re.IGNORECASE,
)
_PER_ARM = re.compile(r"\b(?:per|each|every|in each|in either) (?:arm|side|group|variant|branch)\b|\ban? (?:arm|side)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clash:
    """Two things said, as they were said, that cannot both be true."""

    kind: Kind
    first: str
    second: str


def clashes(text: str, rate: float | None = None) -> Iterator[Clash]:
    """Every clash inside a sentence or two neighbours.

    Args:
        rate: the rate a test starts from, percent, where the sheet gives one and the speaker does not.
    """
    found = [
        f
        for f in figures.find(text)
        if f.kind in ("measure", "duration", "headcount") and f.value is not None
    ]
    yield from _rates(text, found)
    yield from _changes(text, found)
    yield from _samples(text, found, rate)


# ---------------------------------------------------------------- a rate and what it was counted from
def _rates(text: str, found: list[Figure]) -> Iterator[Clash]:
    shares = [f for f in found if f.unit == "percent"]
    for part, said, end, value in _parts(text, found):
        for share in shares:
            if share.offset < end and share.end > part.offset:
                continue
            between = text[end : share.offset] if share.offset >= end else text[share.end : part.offset]
            linked = len(between) < 60 and (_LINK.search(between) or re.fullmatch(r"[,:]? ?", between))
            wrong = abs(100 * value - float(share.value or 0)) > max(_POINTS, CLOSE * float(share.value or 0))
            if linked and wrong and not _figures_in(found, between, text):
                yield Clash("rate", said, share.text)


def _parts(text: str, found: list[Figure]) -> Iterator[tuple[Figure, str, int, float]]:
    """Counts given with their whole: the first figure, the words, where they end, the share."""
    for figure in found:
        if figure.unit == "share" or " of " in figure.text or " in " in figure.text:
            numbers = re.split(r" (?:times )?(?:out of|of the|of|in)(?: every)? ", figure.text)
            if (
                len(numbers) == 2
                and figures.number(numbers[1])
                and figure.value is not None
                and figure.value <= 1
            ):
                yield figure, figure.text, figure.end, figure.value
    for whole, part in pairwise(found):
        plain = whole.unit not in ("percent", "times", "share") and part.unit not in (
            "percent",
            "times",
            "share",
        )
        if not plain or not _OF_ALL.search(text[: whole.offset]) or not whole.value or not part.value:
            continue
        if part.value < whole.value and part.offset - whole.end < 30:
            yield whole, f"{part.text} of {whole.text}", part.end, part.value / whole.value


def _figures_in(found: list[Figure], between: str, text: str) -> bool:
    start = text.find(between) if between else 0
    return any(start <= f.offset < start + len(between) for f in found)


# ---------------------------------------------------------------- a change and its two ends
def _changes(text: str, found: list[Figure]) -> Iterator[Clash]:
    for before, after in pairwise(found):
        unit = before.unit or after.unit
        if after.unit not in (unit, "") or not before.value or after.value is None:
            continue
        if not _FROM.search(text[: before.offset]) or not _TO.match(text[before.end : after.offset]):
            continue
        ends = f"from {before.text} to {after.text}"
        reached = after.value * _left_out(before, after)
        for told in found:
            if told in (before, after) or not _is_change(text, told, unit):
                continue
            if _goes_on(text, told, before, after) and not _agrees(told, before.value, reached, unit):
                yield Clash("change", ends, told.text)


def _left_out(before: Figure, after: Figure) -> float:
    """The scale that the second figure leaves to the first: "from 410 million to 460"."""
    return next(
        (many for word, many in _SCALES.items() if word in before.text and word not in after.text), 1.0
    )


_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "lakh": 1e5, "crore": 1e7}


def _goes_on(text: str, told: Figure, before: Figure, after: Figure) -> bool:
    """Whether what lies between is of the same thing: no "but", no second subject after an "and"."""
    if told.end <= before.offset:
        return not re.search(r"\b(?:but|while|and|whereas|though)\b|[;.]", text[told.end : before.offset])
    between = text[after.end : told.offset]
    return not re.search(
        r"\b(?:but|while|whereas|though|plus|also)\b|\band (?!(?:so |that |it |this |we |i |which |thus |then )*"
        r"(?:was|is|saved?|cut|that's|makes|made|came|a|by|about)\b)",
        between,
        re.IGNORECASE,
    )


def _is_change(text: str, told: Figure, unit: str) -> bool:
    """Whether the figure is told as the size of a change, and of no part of something."""
    before, after = text[max(0, told.offset - 28) : told.offset], text[told.end : told.end + 28]
    if _PART_OF.match(after) or _FROM.search(before) or re.search(r"\bto (?:about )?$", before):
        return False
    if told.unit == "times":
        return told.text.isalpha() and told.text.lower() not in ("twice", "double", "triple")
    if told.unit == "percent":
        return bool(_CHANGE.search(before) or _CHANGE.search(after.split(",")[0]))
    return told.unit == unit and bool(_DIFFERENCE.search(before) or _DIFFERENT.match(after))


def _agrees(told: Figure, before: float, after: float, unit: str) -> bool:
    value, moved = float(told.value or 0), abs(after - before)
    if told.unit == "times":
        ratio = after / before
        return any(abs(value - r) <= 0.2 * r for r in (ratio, 1 / ratio if ratio else ratio))
    if told.unit == "percent":
        ways = [100 * moved / before, *([100 * moved / after] if after else [])]
        ways += [moved] if unit == "percent" else []
        return any(abs(value - way) <= max(2 * _POINTS, CLOSE * way) for way in ways)
    return abs(value - moved) <= CLOSE * max(moved, value)


# ---------------------------------------------------------------- a sample and what it is said to show
def _samples(text: str, found: list[Figure], rate: float | None) -> Iterator[Clash]:
    arms = [f for f in found if f.value and f.value >= 10 and _PER_ARM.search(text[f.offset : f.end + 24])]
    effects = [f for f in found if f.unit == "percent" and f.value and _DETECT.search(text[: f.offset])]
    for arm in arms:
        for effect in effects:
            base = next(
                (
                    f
                    for f in found
                    if f.unit == "percent" and f is not effect and _BASE.search(text[: f.offset])
                ),
                None,
            )
            start = float(base.value or 0) if base is not None else (rate or 0.0)
            if not 0 < start < 100 or arm.value is None or effect.value is None:
                continue
            if effect.value / 100 < (1 - CLOSE) * power.short_effect(start / 100, int(arm.value)):
                yield Clash("sample", f"{arm.text} {_arm_word(text, arm)}".strip(), effect.text)


def _arm_word(text: str, arm: Figure) -> str:
    said = _PER_ARM.search(text[arm.offset : arm.end + 24])
    return said[0] if said and said[0].lower() not in arm.text.lower() else ""
