"""The parts of the opening question in the report, told or not; and so what lifts an answer at the company."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.widgets import paint
from desktop.widgets.rows import FactRow
from interviewer import captions
from interviewer.report import PartHeard

_MARKS: dict[str, paint.Mark] = {"told": "full", "asked": "half", "dodged": "dodged", "open": "empty"}


def part_rows(parts: Iterable[PartHeard], *, playable: bool) -> list[FactRow]:
    """One row a part: its name, what came of it, and the sentence that tells it."""
    return [_row(part, captions.PART[part.how], playable) for part in parts]


def lift_rows(parts: Iterable[PartHeard], *, playable: bool) -> list[FactRow]:
    """One row for each thing that lifts an answer: its name, whether it was told, and the words."""
    return [_row(part, captions.lift_word(part), playable) for part in parts]


def _row(part: PartHeard, word: str, playable: bool) -> FactRow:
    return FactRow(
        part.name,
        captions.quoted(part.quote) if part.quote else "",
        (part.start, part.end) if part.quote else None,
        mark=_MARKS[part.how],
        word=word,
        playable=playable,
    )
