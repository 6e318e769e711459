"""The candidate's own clauses, fit to stand in a new sentence: whole, without their fillers, verbatim."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from interviewer.analysis import figures
from interviewer.analysis.cues import count

MOST = 22
"""Words of a clause that somebody can still say in one breath."""
LEAST = 4

_FILLER = re.compile(
    r"^(?:(?:and|so|but|yeah|yes|no|well|okay|ok|um|uh|er|right|now|also|then|sure|like|honestly|actually|basically|"
    r"anyway|obviously|i mean|you know|i guess|i suppose|i'd say|i think|of course|in the end|to be honest|that said)"
    r"(?:,| |$) ?)+",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?<=[,;:]) (?!(?:um|uh|you know|like|right)\b)")
_BEGINS = re.compile(
    r"^(?:(?:and|but|so|because|since|while|when|after|once|until|as soon as|if) )?"
    r"(?:i|we|you|she|he|they|it|there|this|that's|that was|nobody|everybody|somebody|my|our|her|his|their|your)\b(?!, )",
    re.IGNORECASE,
)
"""A clause that has its own subject in front, so that it can stand alone."""
_JOINED = re.compile(r"^(?:and|but|because|so) (?!then\b|so on\b|the rest\b)[a-z]", re.IGNORECASE)
_BECAUSE = re.compile(r"^(?:because|since) (?=\w)", re.IGNORECASE)
_HANGS = re.compile(
    r"(?:,|\b(?:and|but|so|because|or|that|the|a|of|to|which|who|with|for)|[^\w%’'\"”)])+$", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|does|do|can|could|would|will|should|might|must|went|said|told|came|got|gave|"
    r"took|made|wrote|sent|saw|knew|thought|felt|left|kept|held|built|found|rang|ran|began|broke|chose|cut|drove|fell|"
    r"grew|heard|hit|led|let|lost|meant|met|paid|put|read|rose|sat|set|shut|slept|sold|spent|spoke|stood|stuck|taught|"
    r"threw|understood|won|wore|brought|bought|caught|sank|flew|cost|costs|means|looks|\w{3,}ed|\w+(?:'d|'s|'ve|n't))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",? \b(?:who|which|whose|where|that)\b.*$", re.IGNORECASE)


def clause(text: str, focus: tuple[str, ...] = ()) -> str:
    """The clauses of a sentence that hold most of the cues in `focus` ("figure" among them), or all of it.

    No filler in front, no full stop behind. Empty where nothing of it can stand alone in `MOST` words.
    """
    whole = _tidied(text)
    if len(whole.split()) <= MOST:
        return whole if _stands(whole) else ""
    fitting = [one for one in _spans(text) if len(one.split()) <= MOST and _stands(one)]
    return max(fitting, key=lambda one: (told(one, focus), -len(one.split())), default="")


def sentence(text: str) -> str:
    """A clause as a sentence of its own: a capital in front, a full stop behind."""
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.?!' else '.'}" if text else ""


def _stands(text: str) -> bool:
    """Whether it says something by itself: a verb outside of what only describes somebody."""
    return len(text.split()) >= LEAST and bool(_VERB.search(_ASIDE.sub("", text)))


def begins(text: str) -> bool:
    """Whether a clause in the middle of a sentence could as well be its beginning."""
    return bool(_BEGINS.match(text) or _JOINED.match(text))


def _spans(text: str) -> Iterator[str]:
    """Runs of neighbouring clauses of which the first can begin a sentence."""
    parts = clauses(text)
    for first, opening in enumerate(parts):
        if first and not begins(opening):
            continue
        for last in range(first + 1, len(parts) + 1):
            yield _tidied(" ".join(parts[first:last]))


def _tidied(text: str) -> str:
    bare = _BECAUSE.sub("", _FILLER.sub("", " ".join(text.split())))
    bare = _FILLER.sub("", bare)
    return _HANGS.sub("", bare).strip()


def clauses(text: str) -> list[str]:
    """A sentence's clauses, each with the comma behind it: joined by spaces they are the sentence again."""
    return _JOINT.split(text)


def told(text: str, focus: Collection[str]) -> int:
    """How much of what is in `focus` the words tell: its cues, and its figures ("figure") twice."""
    held = sum(count(name, text) for name in focus if name != "figure")
    if "figure" in focus:
        held += 2 * len([found for found in figures.find(text) if found.kind == "measure"])
    return held
