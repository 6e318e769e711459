"""A story's sections as one low bar: letters in the sections' own colours."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.room_view import Span
from desktop.widgets import paint
from desktop.widgets.section_bar import clock, letter
from desktop.words import tr

HEIGHT, GAP, LEAST = 18, 2, 12
"""Pixels: the bar, between two sections, and the least a section that was told takes."""


class StoryBar(QWidget):
    """Nothing told is an outline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans: tuple[Span, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_spans(self, spans: tuple[Span, ...]) -> None:
        self._spans = spans
        parts = [f"{span.section} {clock(span.end_s - span.start_s)}" for span in spans]
        self.setAccessibleName("Sections: " + ", ".join(parts) if parts else tr("Nothing told yet"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(344, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, p = theme.current(), paint.painter(self)
        if not self._spans:
            p.setPen(look.colour("line"))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, HEIGHT - 1), 3, 3)
            return
        p.setPen(Qt.PenStyle.NoPen)
        whole = sum(span.end_s - span.start_s for span in self._spans)
        room = self.width() - GAP * (len(self._spans) - 1) - LEAST * len(self._spans)
        x = 0.0
        for span in self._spans:
            width = LEAST + room * (span.end_s - span.start_s) / whole
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.section(span.section))
            p.drawRoundedRect(QRectF(x, 0, width, HEIGHT), 3, 3)
            ink = look.section_ink(span.section)
            paint.draw_line(
                p,
                (x + width / 2, 0),
                letter(span.section),
                "small",
                ink,
                weight=600,
                align="centre",
                line=HEIGHT,
            )
            x += width + GAP
