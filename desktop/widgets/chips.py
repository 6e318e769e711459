"""The claims ledger as chips: the edge and the mark are the state, and the words say it too."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.room_view import ClaimChip
from desktop.widgets import paint
from desktop.widgets.layout import Flow, clear
from desktop.words import tr

ORDER = {"open": 0, "contradicted": 1, "unprobed": 2, "held": 3}
_MARKS: dict[str, paint.Mark] = {
    "open": "open",
    "contradicted": "unequal",
    "unprobed": "half",
    "held": "full",
}


class Chip(QWidget):
    """One figure: its mark, its text, and what is known or missing."""

    def __init__(self, claim: ClaimChip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claim = claim
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{claim.text}, {claim.status}" + (f", {claim.note}" if claim.note else ""))
        self.setToolTip(f"{claim.text} {claim.note}".strip())

    def claim(self) -> ClaimChip:
        return self._claim

    def _widths(self) -> tuple[float, float, float]:
        """Of the mark, the text and the note."""
        look = theme.current()
        note = paint.text_width(self._claim.note, look.font("label", 400)) if self._claim.note else 0.0
        mark = 14.0 if self._claim.status == "contradicted" else 12.0
        return mark, paint.text_width(self._claim.text, look.font("label", 500)), note

    def sizeHint(self) -> QSize:
        mark, text, note = self._widths()
        width = 11 + mark + 8 + text + (6 + note if note else 0) + 13
        return QSize(math.ceil(width), theme.current().size("chip"))

    def minimumSizeHint(self) -> QSize:
        return QSize(72, theme.current().size("chip"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        status = self._claim.status
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if status == "open":
            pen = QPen(look.colour("accent"), 1, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3.0, 2.0])
            p.setPen(pen)
            p.setBrush(Qt.BrushStyle.NoBrush)
        else:
            p.setPen(QPen(look.colour("outline" if status == "contradicted" else "line"), 1))
            p.setBrush(look.colour("surface"))
        radius = shape.height() / 2
        p.drawRoundedRect(shape, radius, radius)
        self._paint_words(p)

    def _paint_words(self, p: QPainter) -> None:
        look = theme.current()
        mark, text, note = self._widths()
        ink = look.colour("text") if self._claim.status == "contradicted" else None
        middle = QPointF(11 + mark / 2, self.height() / 2)
        paint.draw_mark(p, middle, _MARKS[self._claim.status], size=mark, ink=ink)
        left, top = 11 + mark + 8, self.height() / 2 - 10
        room = self.width() - left - 13
        words = paint.elided(self._claim.text, look.font("label", 500), room)
        paint.draw_line(p, (left, top), words, "label", look.colour("text"), weight=500)
        if note and room - text - 6 >= min(note, 24):
            words = paint.elided(self._claim.note, look.font("label", 400), room - text - 6)
            paint.draw_line(p, (left + text + 6, top), words, "label", look.colour("text3"), weight=400)


class ClaimsLedger(QWidget):
    """All chips in the order open, contradicted, unprobed, held; what does not fit is counted."""

    def __init__(self, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claims: tuple[ClaimChip, ...] = ()
        self._most = most
        self._flow = Flow(gap=8, parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Claims"))

    def set_claims(self, claims: tuple[ClaimChip, ...]) -> None:
        if claims == self._claims:
            return
        self._claims = claims
        clear(self._flow)
        for claim in self.shown():
            self._flow.addWidget(Chip(claim))
        self.updateGeometry()

    def shown(self) -> list[ClaimChip]:
        """The chips drawn: the most pressing ones, within a state in the order they were said."""
        return sorted(self._claims, key=lambda claim: ORDER[claim.status])[: self._most]
