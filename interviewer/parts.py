"""The parts of a question that asks for several things at once: which have been told, and which is asked for next.

Pure: the same story gives the same answer. A part is told by the first sentence that points to it (one of its
cues) and holds, it or the one after, every kind of evidence the part needs. In the answer to its own question the
cues are not needed: what it is about has been said. Each part is asked for once.

The usual probes go first: a pressing one always, and one between two parts, until the time that is left is only
just enough for the parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from content.schema import EvidenceKind, Part
from interviewer.analysis import figures
from interviewer.analysis.cues import cues
from interviewer.analysis.findings import AnswerAnalysis, Sentence
from interviewer.probes import SECONDS_FOR_A_PROBE, Choice
from interviewer.report import How, PartHeard

_ENOUGH_WORDS = 6
"""Of an answer to a part that needs no evidence: fewer than this tell nothing."""
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(
    rf"\b(?:in|since|until|till|from|to|of|early|late|mid|by|last|this|next|end of|through) {_MONTH}\b|\b{_MONTH} "
    rf"(?:the )?(?:\d|[a-z]+(?:st|nd|rd|th)\b)|\b(?:\d+|[a-z]+)(?:st|nd|rd|th) of {_MONTH}\b|\b(?:19|20)\d\d\b"
    r"|\b(?:[Qq][1-4]|[Qq]uarter (?:one|two|three|four)|(?:first|second|third|fourth|last) quarter)\b"
    r"|\b(?:in|last|that|this|since|of) (?:the )?(?:early |late )?(?:spring|summer|autumn|fall|winter)\b"
    r"|\b(?:nineteen|twenty) (?:hundred|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day the\b"
)
_MONEY = re.compile(
    r"[$£€₹]\s?\d|\b(?:dollars?|euros?|pounds?|rupees?|lakhs?|crores?|cents?|quid|bucks?|grand)\b",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    r"\bhave to (?:look|check|ask|think)\b|\b(?:can't|couldn't|cannot) (?:say|tell|think|remember)\b|\b(?:don't|not) (?:know|remember|sure)\b",
    re.IGNORECASE,
)
"""Not a lesson, though it is said with "I would"."""
_WORDS = re.compile(
    r"[\"“]|\b(?:said|told \w+|asked|wrote|words were|put it),? (?:that )?[a-z]", re.IGNORECASE
)
_FACETS = {
    "own_act": ("OWN_ACT", "COMMIT_ACT", "PERSIST"),
    "other_side": ("OTHER_SIDE", "PUSHBACK"),
    "evidence": ("EVIDENCE",),
    "decision": ("DECISION",),
    "commitment": ("COMMIT_ACT",),
    "outcome": ("OUTCOME",),
    "customer": ("CUSTOMER",),
    "reflection": ("REFLECT",),
}
_MEASURED = {"OUTCOME", "EVIDENCE", "BASELINE"}
"""Facets of a sentence whose figure is more than the size of a team."""
_SEEN: dict[str, Callable[[str], bool]] = {
    "date": lambda text: _DATE.search(text) is not None,
    "role": lambda text: "role" in cues(text),
    "figure": lambda text: any(figure.kind == "measure" for figure in figures.find(text)),
    "money": lambda text: _MONEY.search(text) is not None,
    "words": lambda text: _WORDS.search(text) is not None,
    "reflection": lambda text: "reflect" in cues(text) and not _PUT_OFF.search(_plain(text)),
}
"""What a sentence's wording gives away by itself."""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of a story."""

    analysis: AnswerAnalysis
    asked_for: Part | None = None
    """The part it was asked about; None for the account and for answers to probes."""


def heard(parts: Sequence[Part], answers: Iterable[Told], story: int = 0) -> tuple[PartHeard, ...]:
    """What came of each part in one story, in the round's order. `answers` in the order given."""
    told = tuple(answers)
    return tuple(_heard(part, told, story) for part in parts)


def first_with(kind: EvidenceKind, analyses: Iterable[AnswerAnalysis]) -> Sentence | None:
    """The first sentence that holds this kind of evidence; of figures, the first that measures something if one does."""
    found = [(a, place) for a in analyses for place in range(len(a.sentences)) if _holds(kind, a, place)]
    if kind == "figure":
        found.sort(key=lambda at: not _MEASURED & set(at[0].facets[at[1]] if at[0].facets else ()))
    return next((analysis.sentences[place] for analysis, place in found), None)


def due(
    parts: Sequence[Part],
    answers: Iterable[Told],
    choices: Sequence[Choice],
    seconds_left: float,
    *,
    probed: bool,
) -> Part | None:
    """The part to ask for now, if it is a part's turn.

    Args:
        choices: the probes that are due, most urgent first.
        seconds_left: until the wrap-up begins.
        probed: the last question was a probe, so that a part does not follow a part while there are probes.
    """
    if not parts or seconds_left < SECONDS_FOR_A_PROBE:
        return None
    found = heard(parts, answers)
    open_ones = [part for part, came in zip(parts, found, strict=True) if came.how == "open"]
    if not open_ones:
        return None
    short = seconds_left < SECONDS_FOR_A_PROBE * (len(open_ones) + 1)
    if not choices or short or (probed and not choices[0].pressing):
        return open_ones[0]
    return None


def came_of(part: Part, analysis: AnswerAnalysis) -> Literal["answered", "dodged"]:
    """Whether the answer to a part's own question tells it."""
    return "answered" if _in_reply(part, analysis) is not None else "dodged"


# ---------------------------------------------------------------- where it is told
def _heard(part: Part, answers: Sequence[Told], story: int) -> PartHeard:
    asked = False
    for told in answers:
        for_it = told.asked_for is not None and told.asked_for.id == part.id
        asked = asked or for_it
        sentence = _in_reply(part, told.analysis) if for_it else _unasked(part, told.analysis)
        if sentence is not None:
            how: How = "asked" if asked else "told"
            return PartHeard(part.id, part.name, how, sentence.text, sentence.start, sentence.end, story)
    return PartHeard(part.id, part.name, "dodged" if asked else "open", story=story)


def _unasked(part: Part, analysis: AnswerAnalysis) -> Sentence | None:
    """The first sentence that points to it and holds what it needs."""
    pointer = _pointer(part.heard_as)
    for index, sentence in enumerate(analysis.sentences):
        pointed = pointer is None or pointer.search(_plain(sentence.text))
        if pointed and _missing(part, analysis, range(index, index + 2)) == 0:
            return sentence
    return None


def _in_reply(part: Part, analysis: AnswerAnalysis) -> Sentence | None:
    """The sentence of the answer to its question that tells most of it; None where what it needs is not there."""
    sentences = analysis.sentences
    if not sentences or _missing(part, analysis, range(len(sentences))):
        return None
    pointer = _pointer(part.heard_as)
    pointed = [s for s in sentences if pointer is not None and pointer.search(_plain(s.text))]
    if not part.evidence:
        longest = max(sentences, key=lambda s: len(s.text.split()))
        return pointed[0] if pointed else longest if len(longest.text.split()) >= _ENOUGH_WORDS else None
    best = min(range(len(sentences)), key=lambda place: _missing(part, analysis, range(place, place + 1)))
    return sentences[best]


def _missing(part: Part, analysis: AnswerAnalysis, places: range) -> int:
    """How many kinds of evidence none of these sentences holds."""
    inside = [place for place in places if place < len(analysis.sentences)]
    return sum(not any(_holds(kind, analysis, place) for place in inside) for kind in part.evidence)


def _holds(kind: str, analysis: AnswerAnalysis, place: int) -> bool:
    if kind in _SEEN and _SEEN[kind](analysis.sentences[place].text):
        return True
    if kind == "reflection" and _PUT_OFF.search(_plain(analysis.sentences[place].text)):
        return False
    facets = analysis.facets[place] if place < len(analysis.facets) else ()
    return any(facet in facets for facet in _FACETS.get(kind, ()))


@lru_cache(maxsize=128)
def _pointer(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """One of the phrases, as whole words; None where there are none."""
    if not phrases:
        return None
    return re.compile(rf"(?<![\w'])(?:{'|'.join(re.escape(_plain(phrase)) for phrase in phrases)})(?![\w'])")


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")
