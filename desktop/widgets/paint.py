"""Drawing that several widgets share: lines of text on the token grid, key caps, marks, ticks."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.words import tr

Mark = Literal["full", "half", "empty", "open", "dodged", "unequal", "tick", "point"]


def painter(widget: QWidget) -> QPainter:
    """A painter with smooth edges; the caller ends it (or lets it go out of scope)."""
    made = QPainter(widget)
    made.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    return made


def baseline(font: QFont, line: int) -> float:
    """Pixels from a line box's top to its baseline, with half the leading above, as browsers place it."""
    metrics = QFontMetricsF(font)
    ascent, descent = round(metrics.ascent()), round(metrics.descent())
    return math.floor((line - ascent - descent) / 2) + ascent


def text_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(tr(text))


def elided(text: str, font: QFont, width: float) -> str:
    """`text`, or its beginning with an ellipsis where it is wider than `width` pixels."""
    return QFontMetricsF(font).elidedText(tr(text), Qt.TextElideMode.ElideRight, max(0.0, width))


def draw_line(
    p: QPainter,
    at: tuple[float, float],
    text: str,
    role: str,
    colour: QColor,
    *,
    weight: int | None = None,
    align: Literal["left", "centre", "right"] = "left",
    line: int | None = None,
) -> float:
    """One line of text, `at` its left, middle or right and its line box's top. Returns its width."""
    x, top = at
    text = tr(text)
    look = theme.current()
    font = look.font(role, weight)
    width = QFontMetricsF(font).horizontalAdvance(text)
    left = x - {"left": 0.0, "centre": width / 2, "right": width}[align]
    p.setFont(font)
    p.setPen(colour)
    p.drawText(QPointF(left, top + baseline(font, line or look.line_height(role))), text)
    return width


def lay_out(
    text: str, font: QFont, line: int, width: float, *, wrap: bool = True
) -> tuple[QTextLayout, float, float]:
    """Break `text` at `width`, each line box `line` high. Returns the layout, its width and height."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap if wrap else QTextOption.WrapMode.ManualWrap)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    top, widest, base = 0.0, 0.0, baseline(font, line)
    layout.beginLayout()
    while (row := layout.createLine()).isValid():
        row.setLineWidth(width)
        row.setPosition(QPointF(0, top + base - row.ascent()))
        widest = max(widest, row.naturalTextWidth())
        top += line
    layout.endLayout()
    return layout, widest, max(top, float(line))


def key_cap_width(text: str) -> float:
    font = theme.current().font("small", 500)
    return max(22.0, math.ceil(text_width(text, font)) + 14.0)


def draw_key_cap(p: QPainter, left: float, middle: float, text: str, *, edge: QColor, ink: QColor) -> float:
    """A key's little cap, 22 high, centred on `middle`. Returns its width."""
    width = key_cap_width(text)
    p.setPen(QPen(edge, 1))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(QRectF(left + 0.5, round(middle - 11) + 0.5, width - 1, 21), 4, 4)
    at = (left + width / 2, round(middle - 11) + 1)
    draw_line(p, at, text, "small", ink, weight=500, align="centre", line=20)
    return width


def draw_mark(
    p: QPainter, centre: QPointF, kind: Mark, *, size: float = 14, ink: QColor | None = None
) -> None:
    """Full, half and empty mean held, partly and open; `open` and `dodged` are in ember."""
    look = theme.current()
    accent = kind in {"open", "dodged"}
    colour = ink or look.colour("accent" if accent else "outline" if kind == "empty" else "text2")
    p.save()
    p.translate(centre)
    p.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colour, size * 0.112)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    p.setPen(pen)
    _MARKS[kind](p, size, colour)
    p.restore()


def _full(p: QPainter, size: float, colour: QColor) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(colour)
    p.drawEllipse(QPointF(0, 0), size * 0.43, size * 0.43)


def _ring(p: QPainter, size: float, colour: QColor) -> None:
    p.drawEllipse(QPointF(0, 0), size * 0.378, size * 0.378)


def _half(p: QPainter, size: float, colour: QColor) -> None:
    _ring(p, size, colour)
    radius = size * 0.378
    side = QPainterPath(QPointF(0, -radius))
    side.arcTo(QRectF(-radius, -radius, 2 * radius, 2 * radius), 90, 180)
    p.fillPath(side, colour)


def _dodged(p: QPainter, size: float, colour: QColor) -> None:
    _ring(p, size, colour)
    p.drawLine(QPointF(-size * 0.17, size * 0.17), QPointF(size * 0.17, -size * 0.17))


def _unequal(p: QPainter, size: float, colour: QColor) -> None:
    reach, gap = size * 0.42, size * 0.14
    p.drawLine(QPointF(-reach, -gap), QPointF(reach, -gap))
    p.drawLine(QPointF(-reach, gap), QPointF(reach, gap))
    p.drawLine(QPointF(size * 0.21, -size * 0.36), QPointF(-size * 0.21, size * 0.36))


def _tick(p: QPainter, size: float, colour: QColor) -> None:
    pen = p.pen()
    pen.setWidthF(1.8)
    p.setPen(pen)
    step = size / 14
    corners = ((-5.5, 0.0), (-2.0, 3.5), (5.5, -4.5))
    p.drawPolyline([QPointF(x * step, y * step) for x, y in corners])


def _point(p: QPainter, size: float, colour: QColor) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(colour)
    p.drawEllipse(QPointF(0, 0), size * 0.14, size * 0.14)


_MARKS = {
    "full": _full,
    "half": _half,
    "empty": _ring,
    "open": _ring,
    "dodged": _dodged,
    "unequal": _unequal,
    "tick": _tick,
    "point": _point,
}
