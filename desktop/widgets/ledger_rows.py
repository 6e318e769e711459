"""Rows of the traps of a round and of the figures that were given."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.room_view import ClaimChip
from desktop.widgets import paint
from desktop.widgets.chips import Chip
from desktop.widgets.rows import Row
from desktop.words import tr
from interviewer import captions
from interviewer.analysis.findings import Claim
from interviewer.report import TrapResult

OUTCOME = 84
"""Pixels kept at the right for a mark and its word."""


class TrapRow(Row):
    """A trap that was met, with its fix and moment; or one that was avoided, in one line."""

    def __init__(self, trap: TrapResult, *, playable: bool = True, parent: QWidget | None = None) -> None:
        span = (trap.evidence.start, trap.evidence.end) if trap.evidence and trap.met else None
        word = captions.trap_word(trap)
        said = (
            tr(" You said {quote}", quote=captions.quoted(trap.evidence.quote))
            if span and trap.evidence
            else ""
        )
        spoken = f"{trap.name}: {word}. {trap.fix if trap.met else ''}{said}"
        super().__init__(spoken.strip(), span, playable=playable, parent=parent)
        self._trap, self._word = trap, word

    def _fix(self, width: int):  # type: ignore[no-untyped-def]
        font = theme.current().font("label", 400)
        return paint.lay_out(self._trap.fix, font, 20, max(80, width - 44 - 52))

    def height_for(self, width: int) -> int:
        return 40 + round(self._fix(width)[2]) if self._trap.met and self._trap.fix else 44

    def play_middle(self) -> float:
        return 30.5 if self._trap.met and self._trap.fix else 22.5

    def time_rect(self) -> QRectF:
        return QRectF(self.content_width() - 48, 31, 48, 20)

    def draw(self, p: QPainter) -> None:
        look, right = theme.current(), float(self.content_width())
        top = 9 if self._trap.met and self._trap.fix else 12
        weight, ink = (500, "text") if self._trap.met else (400, "text2")
        word_ink = look.colour("accent" if self._trap.met else "text2")
        mark: paint.Mark = "open" if self._trap.met else "full" if self._trap.tested else "empty"
        paint.draw_mark(p, QPointF(right - OUTCOME + 7, top + 11), mark)
        paint.draw_line(p, (right - OUTCOME + 24, top), self._word, "label", word_ink, line=22)
        room = right - OUTCOME - 16
        font = look.font("body", weight)
        name = paint.elided(self._trap.name, font, room)
        paint.draw_line(p, (0, top), name, "body", look.colour(ink), weight=weight, line=22)
        if self._trap.met and self._trap.fix:
            p.setPen(look.colour("text2"))
            self._fix(self.width())[0].draw(p, QPointF(0, 31))
            self.draw_time(p, right, 31, 20)


class ClaimRow(Row):
    """A figure as a chip, its edge the state, and the words it was given in."""

    def __init__(self, claim: Claim, *, playable: bool = True, parent: QWidget | None = None) -> None:
        spoken = f"{claim.text}, {claim.status}, {captions.claim_note(claim)}. {captions.quoted(claim.quote)}"
        super().__init__(spoken, (claim.start, claim.end), playable=playable, parent=parent)
        self._quote = captions.quoted(claim.quote)
        self._chip = Chip(ClaimChip(claim.id, claim.text, claim.status, captions.claim_note(claim)), self)
        self._chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hint = self._chip.sizeHint()
        self._chip.setGeometry(0, 8, min(hint.width(), self.content_width() - 56), hint.height())

    def time_rect(self) -> QRectF:
        return QRectF(self.content_width() - 48, 0, 48, self.height())

    def draw(self, p: QPainter) -> None:
        look, right = theme.current(), float(self.content_width())
        left = self._chip.width() + 16
        room = right - 56 - left
        if room > 60:
            shown = paint.elided(self._quote, look.font("label", 400), room)
            paint.draw_line(p, (left, 12.5), shown, "label", look.colour("text2"), weight=400)
        self.draw_time(p, right, 12.5, 20)
