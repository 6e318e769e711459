"""How long each section took, above how long it takes in a well-told answer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from interviewer import captions
from interviewer.analysis.findings import Section, Timing

LABELS = 120
GAP = 3


class TimingBars(QWidget):
    """60 high: your row filled, with names or letters; the target's row outlined."""

    section_chosen = Signal(str)

    def __init__(self, timing: Timing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timing = timing
        self._heard = {
            part: timing.seconds[part] for part in captions.SECTIONS if timing.seconds.get(part, 0) > 0
        }
        self.setFixedHeight(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = ", ".join(f"{part.value} {seconds:.0f} s" for part, seconds in self._heard.items())
        self.setAccessibleName(f"Your answer, {captions.clock_of_seconds(timing.total_seconds)}: {told}")

    def _parts(self, shares: Mapping[Section, float]) -> list[tuple[Section, QRectF]]:
        """A box for each section along the width; heights are set by the caller."""
        room = self.width() - LABELS - GAP * (len(shares) - 1)
        total = sum(shares.values())
        placed, x = [], float(LABELS)
        for part, share in shares.items():
            wide = room * share / total
            placed.append((part, QRectF(x, 0, wide, 0)))
            x += wide + GAP
        return placed

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for part, box in self._parts(self._heard):
            if box.left() <= event.position().x() <= box.right() and event.position().y() <= 30:
                self.section_chosen.emit(part.value)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        you = f"You, {captions.clock_of_seconds(self._timing.total_seconds)}"
        paint.draw_line(p, (0, 7), you, "label", look.colour("text"))
        for part, box in self._parts(self._heard):
            self._draw_heard(p, part, QRectF(box.left(), 4, box.width(), 26))
        paint.draw_line(p, (0, 39), "Target", "label", look.colour("text3"), weight=400)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for part, box in self._parts(captions.TARGET_SHARE):
            p.setPen(QPen(look.section(part.value), 1.5))
            p.drawRoundedRect(QRectF(box.left() + 0.75, 42.75, box.width() - 1.5, 12.5), 3, 3)

    def _draw_heard(self, p: QPainter, part: Section, box: QRectF) -> None:
        look = theme.current()
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.section(part.value))
        p.drawRoundedRect(box, 3, 3)
        font = look.font("small", 600)
        name = part.value.capitalize()
        if paint.text_width(name, font) > box.width() - 12:
            name = captions.LETTER[part]
        if paint.text_width(name, font) <= box.width() - 4:
            inset = min(8.0, (box.width() - paint.text_width(name, font)) / 2)
            at = (box.left() + inset, box.top() + 5)
            paint.draw_line(p, at, name, "small", look.section_ink(part.value), weight=600)
