"""One change that would move the verdict: what was said, and what to say instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QTextLayout
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.rows import Row
from desktop.words import tr
from interviewer import captions
from interviewer.report import Change

Laid = tuple[QTextLayout, float, float]


class ChangeCard(Row):
    """A column with no edges: title and gain, what it moves, the quote with its time, the better words."""

    def __init__(
        self, number: int, change: Change, *, playable: bool = True, parent: QWidget | None = None
    ) -> None:
        span = (change.said.start, change.said.end) if change.said else None
        said = tr(" You said {quote}", quote=captions.quoted(change.said.quote)) if change.said else ""
        spoken = tr(
            "{number}. {title}, plus {gain:.2f}, {moves}.{said} Better: {better}",
            number=number,
            title=change.title,
            gain=change.gain,
            moves=change.moves,
            said=said,
            better=change.better,
        )
        super().__init__(spoken, span, playable=playable, parent=parent)
        self._number, self._change = number, change
        self._beside: Sequence[ChangeCard] = (self,)
        if self.button is not None:  # here the quote itself is pressed
            self.button.hide()
            self.setMouseTracking(True)

    def stand_beside(self, cards: Sequence[ChangeCard]) -> None:
        """These, this one among them, are of one width and stand in a row: their better words begin on one line."""
        self._beside = cards

    # ------------------------------------------------------------ shape
    def _title(self, width: int) -> Laid:
        look = theme.current()
        text = f"{self._number}. {self._change.title}"
        return paint.lay_out(text, look.font("heading"), 24, max(80, width - 64))

    def _moves(self, width: int) -> Laid:
        return paint.lay_out(self._change.moves, theme.current().font("small"), 16, width)

    def _said(self, width: int) -> Laid:
        text = captions.quoted(self._change.said.quote) if self._change.said else ""
        return paint.lay_out(text, theme.current().font("transcript"), 24, width)

    def _better(self, width: int) -> Laid:
        font = theme.current().font("transcript")
        return paint.lay_out(captions.quoted(self._change.better), font, 24, max(80, width - 16))

    def _said_top(self, width: int) -> float:
        return self._title(width)[2] + 4 + self._moves(width)[2] + 16

    def _time_fits(self, width: int) -> bool:
        """Whether the time stands behind the quote's last words or needs a line of its own."""
        layout, _, _ = self._said(width)
        last = layout.lineAt(layout.lineCount() - 1)
        return last.naturalTextWidth() + 44 <= width

    def _said_bottom(self, width: int) -> float:
        top = self._said_top(width)
        if self._change.said is None:
            return top
        return top + self._said(width)[2] + (0 if self._time_fits(width) else 20) + 12

    def _better_top(self, width: int) -> float:
        return max(card._said_bottom(width) for card in self._beside)

    def height_for(self, width: int) -> int:
        return round(self._better_top(width) + self._better(width)[2])

    def quote_rect(self) -> QRectF:
        top = self._said_top(self.width())
        return QRectF(0, top, self.width(), self._said_bottom(self.width()) - top - 12)

    def _over_quote(self, event: QMouseEvent) -> bool:
        return self.button is not None and self.quote_rect().contains(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._over_quote(event):
            self.play()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._over_quote(event)
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    # ------------------------------------------------------------ paint
    def paintEvent(self, _event: object) -> None:
        self.draw(paint.painter(self))

    def draw(self, p: QPainter) -> None:
        look, width = theme.current(), self.width()
        self._put(p, self._title(width), 0, 0, "text")
        gain = f"+{self._change.gain:.2f}"
        paint.draw_line(p, (width, 0), gain, "heading", look.colour("accent"), align="right")
        self._put(p, self._moves(width), 0, self._title(width)[2] + 4, "text3")
        if self._change.said is not None:
            self._draw_said(p, width)
        top = self._better_top(width)
        better = self._better(width)
        p.setPen(Qt.PenStyle.NoPen)
        p.fillRect(QRectF(0, top, 2, better[2]), look.colour("accent"))
        self._put(p, better, 16, top, "text")

    def _draw_said(self, p: QPainter, width: int) -> None:
        top = self._said_top(width)
        said = self._said(width)
        self._put(p, said, 0, top, "text" if self._heard else "text2")
        if self.span is None:
            return
        last = said[0].lineAt(said[0].lineCount() - 1)
        fits = self._time_fits(width)
        at = (last.naturalTextWidth() + 6, top + said[2] - 20) if fits else (0.0, top + said[2] + 2)
        paint.draw_line(p, at, captions.clock(self.span[0]), "small", theme.current().colour("text3"))

    @staticmethod
    def _put(p: QPainter, laid: Laid, left: float, top: float, colour: str) -> None:
        p.setPen(theme.current().colour(colour))
        laid[0].draw(p, QPointF(left, top))
