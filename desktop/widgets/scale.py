"""The overall score on the scale from 1 to 4, with the bar of the level."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.text import Align
from desktop.words import tr
from interviewer import captions
from interviewer.report import Report

WIDTH = 344
TRACK = 70
"""Pixels from the top to the track."""


class Scale(QWidget):
    """104 high; the figure above, the track with the bar's ember line beneath, names of levels under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(WIDTH, 104))
        self._report: Report | None = None

    def show_report(self, report: Report) -> None:
        self._report = report
        if not report.scored:
            self.setAccessibleName(
                tr("Not scored; the bar for {level} is {bar:.2f}", level=report.level, bar=report.bar)
            )
            return
        side = tr("at or above" if report.overall >= report.bar else "below")
        self.setAccessibleName(
            tr(
                "{overall:.2f} of 4, {side} the bar of {bar:.2f} for {level}",
                overall=report.overall,
                side=side,
                bar=report.bar,
                level=report.level,
            )
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._report is None:
            return
        look, report = theme.current(), self._report
        p = paint.painter(self)
        wide = paint.draw_line(
            p, (0, 0), captions.mark(report, report.overall), "display", look.colour("text")
        )
        of = tr("of 4, the bar is {bar:.2f}", bar=report.bar)
        beside = of if report.scored else tr("not scored; the bar is {bar:.2f}", bar=report.bar)
        paint.draw_line(p, (wide + 12, 17), beside, "body", look.colour("text2"))
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.colour("raised"))
        p.drawRoundedRect(QRectF(0, TRACK, WIDTH, 6), 3, 3)
        if report.scored:
            p.setBrush(look.colour("text"))
            p.drawRoundedRect(QRectF(0, TRACK, max(6.0, self._x(report.overall)), 6), 3, 3)
        p.fillRect(QRectF(round(self._x(report.bar)) - 1, TRACK - 8, 2, 22), look.colour("accent"))
        for value, text in captions.scale_marks(report):
            x = self._x(value)
            align: Align = "left" if x < 20 else "right" if x > WIDTH - 24 else "centre"
            paint.draw_line(p, (x, TRACK + 18), text, "small", look.colour("text3"), align=align)

    @staticmethod
    def _x(value: float) -> float:
        return (min(4.0, max(1.0, value)) - 1) / 3 * WIDTH
