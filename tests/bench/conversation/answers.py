"""What the sound says about one answer: whether it was cut off, and how long the interviewer took. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.conversation.held import Held, Placed, Said, ThinkingPause
from tests.bench.conversation.journal import own_figures
from tests.bench.conversation.lines import Line, first_word
from tests.bench.conversation.sound import Burst

AFTER_PAUSE = 1.5
"""Seconds after the end of a thinking pause in which a sound of the interviewer's is put down to that pause."""
PATIENCE = 60.0
"""Seconds after an answer in which the interviewer's answer is waited for."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """The interviewer began to speak before the answer was over."""

    at: float
    pause: float | None
    """Wanted length of the thinking pause it is put down to; None elsewhere."""
    by_cut_in: bool
    """Hotseat calls the line a cut-in."""


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    """One answer, measured."""

    system: str
    part: str
    case: str
    kind: str
    """opening or reply."""
    voice: str
    seconds: float
    cut_off: CutOff | None
    pauses: tuple[float, ...]
    """Wanted lengths of the thinking pauses up to the first cut-off, that one too."""
    gap: float | None
    """From the true end to the interviewer's first sound; None after a cut-off, or where none came."""
    word_gap: float | None
    how: str
    """How the probe's first word was found; see `lines.FirstWord`."""
    own_gap: float | None = None
    """The journal's figures for the same."""
    own_word_gap: float | None = None
    own_end: float | None = None
    """From the true end to the journal's end of the answer."""
    line: str = ""
    """What the interviewer answered."""
    line_kind: str = ""
    """Hotseat's purpose of it: a cut-in that came when the answer was over is one still."""


def cut_off(placed: Placed, sounds: Sequence[Burst], lines: Sequence[Line]) -> CutOff | None:
    """The first sound of the interviewer's that begins within the answer."""
    within = next((burst.start for burst in sounds if placed.start < burst.start < placed.end), None)
    if within is None:
        return None
    paused = [p for p in placed.pauses if p.start < within <= p.end + AFTER_PAUSE]
    line = max((x for x in lines if x.at <= within + 0.3), key=lambda x: x.at, default=None)
    return CutOff(within, paused[-1].wanted if paused else None, line is not None and line.kind == "cut_in")


def pauses_tested(pauses: Sequence[ThinkingPause], cut: CutOff | None) -> tuple[float, ...]:
    """The pauses that were there to be taken for the end: those before the first cut-off, and its own."""
    return tuple(p.wanted for p in pauses if cut is None or p.start < cut.at)


def figure(
    held: Held, said: Said, *, system: str, part: str, case: str, kind: str, voice: str
) -> AnswerFigure | None:
    """One answer of a conversation; None where the recording does not hold it whole."""
    placed = held.placed(said)
    if placed is None:
        return None
    cut = cut_off(placed, held.sounds, held.lines)
    until = min(held.next_said(said), placed.end + PATIENCE)
    gap, word, how, next_line = None, None, "", None
    if cut is None:
        first = next((b.start for b in held.sounds if placed.end <= b.start < until), None)
        gap = None if first is None else first - placed.end
        found = first_word(held.pieces, held.lines, placed.end, until)
        word, how = (found.at - placed.end, found.how) if found else (None, "")
        next_line = next((x for x in held.lines if x.asks and placed.end - 0.3 < x.at < until), None)
    own = own_figures(held.entries, placed.end, held.offset) if held.entries and cut is None else None
    return AnswerFigure(
        system, part, case, kind, voice, placed.end - placed.start, cut, pauses_tested(placed.pauses, cut), gap, word, how,
        own.first_sound if own else None, own.first_word if own else None, own.ended_after if own else None,
        next_line.text if next_line else "", next_line.kind if next_line else "",
    )  # fmt: skip
