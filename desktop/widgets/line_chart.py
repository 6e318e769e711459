"""A chart of lines over two axes, in the tokens: hairlines, figures in small type, one thing in ember."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.text import Align

_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 12.0, 26.0, 44.0
Scale = Literal["even", "log"]


@dataclass(frozen=True, slots=True)
class Line:
    """Points in the axes' own units, left to right."""

    name: str
    points: tuple[tuple[float, float], ...]
    quiet: bool = False
    """Drawn thin and grey."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on one of the axes, drawn across the chart with its words."""

    axis: Literal["x", "y"]
    value: float
    words: str
    main: bool = False
    """In ember: there is one at most."""
    right: bool = False
    """Of a level mark: its words stand at the right end, where the line is out of their way."""


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    words: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    scale: Scale = "even"


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn, and the sentence that says it."""

    said: str
    x: Axis
    y: Axis
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    dots: tuple[Dot, ...] = ()


class LineChart(QWidget):
    """As wide as there is room, 208 high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self.setMinimumWidth(280)
        self.setFixedHeight(208)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart) -> None:
        self._chart = chart
        self.setAccessibleName(chart.said)
        self.update()

    # ------------------------------------------------------------ places
    def _field(self) -> QRectF:
        return QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM)

    @staticmethod
    def _share(axis: Axis, value: float) -> float:
        """0 to 1 along the axis, cut off at its ends."""
        low, high, at = axis.low, axis.high, value
        if axis.scale == "log":
            low, high, at = math.log(low), math.log(high), math.log(max(value, axis.low))
        return min(1.0, max(0.0, (at - low) / (high - low)))

    def _at(self, x: float, y: float) -> QPointF:
        field, chart = self._field(), self._chart
        assert chart is not None
        return QPointF(
            field.left() + self._share(chart.x, x) * field.width(),
            field.bottom() - self._share(chart.y, y) * field.height(),
        )

    # ------------------------------------------------------------ paint
    def paintEvent(self, _event: QPaintEvent) -> None:
        chart = self._chart
        if chart is None:
            return
        p = paint.painter(self)
        self._draw_axes(p, chart)
        for mark in sorted(chart.marks, key=lambda m: m.main):
            self._draw_mark(p, mark)
        for line in chart.lines:
            self._draw_line(p, line, chart)
        self._draw_names(p, chart.lines)
        for dot in chart.dots:
            self._draw_dot(p, dot)

    def _draw_axes(self, p: QPainter, chart: Chart) -> None:
        look, field = theme.current(), self._field()
        for value, words in chart.y.ticks:
            y = self._at(chart.x.low, value).y()
            p.fillRect(QRectF(field.left(), round(y), field.width(), 1), look.colour("line"))
            at = (field.left() - 8, y - look.line_height("small") / 2)
            paint.draw_line(p, at, words, "small", look.colour("text3"), align="right")
        for value, words in chart.x.ticks:
            x = self._at(value, chart.y.low).x()
            p.fillRect(QRectF(round(x), field.bottom(), 1, 4), look.colour("outline"))
            align: Align = "right" if x > field.right() - 16 else "centre"
            paint.draw_line(p, (x, field.bottom() + 6), words, "small", look.colour("text3"), align=align)
        paint.draw_line(p, (0, 0), chart.y.words, "small", look.colour("text2"))
        foot = (field.right(), field.bottom() + 24)
        paint.draw_line(p, foot, chart.x.words, "small", look.colour("text2"), align="right")

    def _draw_line(self, p: QPainter, line: Line, chart: Chart) -> None:
        look, path = theme.current(), QPainterPath()
        inside = [self._at(x, y) for x, y in line.points if chart.y.low <= y <= chart.y.high]
        for number, point in enumerate(inside):
            if number:
                path.lineTo(point)
            else:
                path.moveTo(point)
        ink = look.colour("text3" if line.quiet else "text")
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(
            QPen(
                ink, 1.25 if line.quiet else 2, Qt.PenStyle.DashLine if line.quiet else Qt.PenStyle.SolidLine
            )
        )
        p.drawPath(path)

    def _draw_names(self, p: QPainter, lines: Sequence[Line]) -> None:
        """On top at the right, with a stretch of the line before each."""
        look = theme.current()
        x = self._field().right()
        if len(lines) < 2:
            return
        for line in reversed(lines):
            ink = look.colour("text3" if line.quiet else "text")
            x -= paint.draw_line(p, (x, 0), line.name, "small", look.colour("text2"), align="right") + 6
            style = Qt.PenStyle.DashLine if line.quiet else Qt.PenStyle.SolidLine
            p.setPen(QPen(ink, 1.25 if line.quiet else 2, style))
            p.drawLine(QPointF(x - 18, 8.5), QPointF(x, 8.5))
            x -= 36

    def _draw_mark(self, p: QPainter, mark: Mark) -> None:
        chart, field, look = self._chart, self._field(), theme.current()
        assert chart is not None
        ink = look.colour("accent" if mark.main else "outline")
        word = look.colour("accent" if mark.main else "text2")
        p.setPen(
            QPen(ink, 1.5 if mark.main else 1, Qt.PenStyle.SolidLine if mark.main else Qt.PenStyle.DotLine)
        )
        if mark.axis == "x":
            x = self._at(mark.value, chart.y.low).x()
            p.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()))
            right = x > field.center().x()
            at = (x - 6 if right else x + 6, field.top() + 2)
            paint.draw_line(p, at, mark.words, "small", word, align="right" if right else "left")
            return
        y = self._at(chart.x.low, mark.value).y()
        p.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
        at = (field.right() - 6 if mark.right else field.left() + 6, y - look.line_height("small"))
        paint.draw_line(p, at, mark.words, "small", word, align="right" if mark.right else "left")

    def _draw_dot(self, p: QPainter, dot: Dot) -> None:
        look, at = theme.current(), self._at(dot.x, dot.y)
        p.setPen(QPen(look.colour("bg"), 2))
        p.setBrush(look.colour("text"))
        p.drawEllipse(at, 5, 5)
        right = at.x() > self._field().right() - 60
        place = (at.x() - 8 if right else at.x() + 9, at.y() - look.line_height("small"))
        paint.draw_line(p, place, dot.words, "small", look.colour("text"), align="right" if right else "left")


def round_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round values between two ends, at most `most`."""
    if high <= low:
        return [low]
    raw = (high - low) / max(1, most - 1)
    size = 10 ** math.floor(math.log10(raw))
    step = next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(n * step, 12) for n in range(first, math.floor(high / step + 1e-9) + 1)]
