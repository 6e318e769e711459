"""Text to the pieces that are synthesised one by one. Pure."""

from __future__ import annotations

import re

ABBREVIATIONS = (
    "e.g.",
    "i.e.",
    "etc.",
    "vs.",
    "approx.",
    "mr.",
    "mrs.",
    "ms.",
    "dr.",
    "st.",
    "no.",
    "inc.",
    "ltd.",
    "u.s.",
)
"""A full stop in these ends no sentence, unless a paragraph ends with it."""

LONGEST = 220
"""Characters, some 14 s of speech. Longer pieces are cut at a clause, so that the first sound comes soon."""

_END = re.compile(r"(?<=[.?!…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_CLAUSE = re.compile(r"(?<=[;:,—])\s+")


def split_sentences(text: str) -> list[str]:
    """Sentences in order, each stripped and not empty; joined by spaces they are the text again."""
    pieces: list[str] = []
    for paragraph in text.split("\n"):
        words = " ".join(paragraph.split())
        for sentence in _sentences(words):
            pieces.extend(_clauses(sentence))
    return pieces


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        piece = text[start : match.end()].strip()
        if piece.lower().endswith(ABBREVIATIONS):
            continue
        found.append(piece)
        start = match.end()
    found.append(text[start:].strip())
    return [s for s in found if s]


def _clauses(sentence: str) -> list[str]:
    """The sentence, or where it is too long, clauses packed as full as they may be."""
    if len(sentence) <= LONGEST:
        return [sentence]
    packed = [""]
    for clause in _CLAUSE.split(sentence):
        if packed[-1] and len(packed[-1]) + len(clause) >= LONGEST:
            packed.append("")
        packed[-1] = f"{packed[-1]} {clause}".strip()
    return packed
