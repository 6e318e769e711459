"""A question with what came of it: the words that were heard, and the sections of the answer on a strip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.rows import FactRow
from desktop.widgets.timing_bars import draw_section
from desktop.words import tr
from interviewer import captions
from interviewer.analysis.findings import Section
from interviewer.report import Answer, Asked

MARKS: dict[str, paint.Mark] = {
    "answered": "full",
    "partly": "half",
    "dodged": "dodged",
    "unanswered": "open",
}
STRIP, NARROWEST, GAP = 18, 18.0, 2
"""Pixels: a strip's height, the least a section takes, what lies between two."""


class AnswerRow(FactRow):
    """Time, question, outcome, what was heard; under it the sections in their shares, and how long it took."""

    def __init__(
        self, asked: Asked, answer: Answer | None, *, playable: bool = True, parent: QWidget | None = None
    ) -> None:
        """`answer` is None in reports of before every answer was kept."""
        heard = answer.heard if answer else None
        words = captions.quoted(heard.quote) if heard else asked.note
        self._answer = answer
        self._parts = _parts(answer)
        super().__init__(
            asked.text,
            words,
            (asked.sample, max(asked.answer_end, asked.sample)),
            mark=MARKS[asked.outcome],
            word=captions.OUTCOME[asked.outcome],
            playable=playable,
            parent=parent,
        )
        told = ", ".join(f"{part.value} {seconds:.0f} s" for part, seconds in self._parts)
        if told:
            self.setAccessibleDescription(tr("Sections of the answer: {told}", told=told))

    def _strip(self) -> float:
        return STRIP + 10 if self._parts else 0

    def height_for(self, width: int) -> int:
        (_, text), _, (_, note) = self._laid(width)
        return max(44, round(max(text, note + self._strip())) + 24)

    def play_middle(self) -> float:
        return 22.5

    def draw(self, p: QPainter) -> None:
        look = theme.current()
        text, outcome, note = self._columns(self.width())
        (main, _), _, (words, tall) = self._laid(self.width())
        top = 12.0
        if self.span is not None:
            paint.draw_line(p, (0, top), captions.clock(self.span[0]), "small", look.colour("text3"), line=20)
        self._draw_laid(p, main, 48, top, "text")
        assert self._mark is not None
        paint.draw_mark(p, QPointF(48 + text + 7, top + 10), self._mark)
        ink = look.colour("accent" if self._mark in {"dodged", "open"} else "text2")
        paint.draw_line(p, (48 + text + 24, top), self._word, "label", ink)
        left = 48.0 + text + outcome
        self._draw_laid(p, words, left, top, "text2")
        if self._parts:
            self._draw_strip(p, left, top + tall + 8, note - 16)

    def _draw_strip(self, p: QPainter, left: float, top: float, room: float) -> None:
        assert self._answer is not None
        seconds = sum(spent for _, spent in self._parts)
        shown = captions.length(seconds)
        look = theme.current()
        wide = room - paint.text_width(shown, look.font("small")) - 12
        spare = wide - GAP * (len(self._parts) - 1) - NARROWEST * len(self._parts)
        x = left
        for part, spent in self._parts:
            own = NARROWEST + max(0.0, spare) * spent / seconds
            draw_section(p, part, QRectF(x, top, own, STRIP))
            x += own + GAP
        paint.draw_line(p, (x + 8, top + 1), shown, "small", look.colour("text3"))


def _parts(answer: Answer | None) -> tuple[tuple[Section, float], ...]:
    """Each named section of the answer with its seconds, in the order of a story."""
    if answer is None or answer.timing is None:
        return ()
    seconds = answer.timing.seconds
    return tuple((part, seconds[part]) for part in captions.SECTIONS if seconds.get(part, 0) > 0)
