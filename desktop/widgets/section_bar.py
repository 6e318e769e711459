"""The section bar: what part of the answer each second went to, against the 50-second mark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import motion, theme
from desktop.room_view import Span
from desktop.widgets import paint
from desktop.words import tr

HEIGHT, LOW = 112, 92
"""Pixels, and without the seconds under the names."""
_BAR_TOP, _BAR_HEIGHT = 30, 20
_GAP = 3


def clock(seconds: float) -> str:
    """Seconds as "1:42"."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


class SectionBar(QWidget):
    """Filled means heard, outlined means not yet; the letter or the name is always there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans: tuple[Span, ...] = ()
        self._now = 0.0
        self._length = 150.0
        self._fill = 1.0
        self._low = False
        self._setup: float = theme.tokens()["target"]["set_up_seconds"]
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_answer(self, spans: tuple[Span, ...], now_s: float, length_s: float) -> None:
        """Show the sections heard so far; a new section fills in over 240 ms."""
        length = max(length_s, 30.0 * -(-now_s // 30.0))
        if (spans, int(now_s * 4), length) == (self._spans, int(self._now * 4), self._length):
            return
        added = len(spans) > len(self._spans)
        self._spans, self._now, self._length = spans, now_s, length
        self.setAccessibleName(self.sentence())
        if added:
            motion.glide(self, motion.milliseconds("section_fill"), self._set_fill)
        self.update()

    def set_low(self, low: bool) -> None:
        """Take less height: the seconds of each section are only in the bar's own length then."""
        if low != self._low:
            self._low = low
            self.setFixedHeight(LOW if low else HEIGHT)
            self.update()

    def sentence(self) -> str:
        """The bar in words, for screen readers."""
        heard = self.seconds()
        parts = [
            f"{name} {clock(heard[name])}" if name in heard else tr("{name} not yet", name=name)
            for name in theme.SECTIONS
        ]
        return tr("Sections at {at}: ", at=clock(self._now)) + ", ".join(parts)

    def seconds(self) -> dict[str, float]:
        """Seconds heard of each section."""
        total: dict[str, float] = {}
        for span in self._spans:
            if span.section in theme.SECTIONS:
                total[span.section] = total.get(span.section, 0.0) + span.end_s - span.start_s
        return total

    def sizeHint(self) -> QSize:
        return QSize(776, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(480, self.height())

    def _set_fill(self, part: float) -> None:
        self._fill = part
        self.update()

    def _x(self, seconds: float) -> float:
        return seconds / self._length * self.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        self._paint_bar(p)
        self._paint_marks(p)
        self._paint_legend(p)

    def _paint_bar(self, p: QPainter) -> None:
        look = theme.current()
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.colour("raised"))
        p.drawRoundedRect(QRectF(0, _BAR_TOP, self.width(), _BAR_HEIGHT), 4, 4)
        for number, span in enumerate(self._spans):
            last = number == len(self._spans) - 1
            left, right = self._x(span.start_s), self._x(span.end_s)
            if last:
                right = left + (right - left) * self._fill
            width = right - left - (0 if last else _GAP)
            if width < 1 or span.section not in theme.SECTIONS:
                continue
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.section(span.section))
            p.drawRoundedRect(QRectF(left, _BAR_TOP, width, _BAR_HEIGHT), 3, 3)
            if width >= 20:
                self._paint_letter(p, left + (9 if number == 0 else 8), span.section)

    @staticmethod
    def _paint_letter(p: QPainter, left: float, section: str) -> None:
        ink = theme.current().section_ink(section)
        paint.draw_line(p, (left, _BAR_TOP), letter(section), "small", ink, weight=600, line=_BAR_HEIGHT)

    def _paint_marks(self, p: QPainter) -> None:
        look = theme.current()
        at = self._x(self._setup)
        now = self._x(self._now)
        half = paint.text_width("set-up ends by 0:50", look.font("small")) / 2
        p.setPen(QPen(look.colour("bg"), 6))
        p.drawLine(QPointF(at, 20), QPointF(at, 58))
        p.setPen(QPen(look.colour("text"), 2))
        p.drawLine(QPointF(at, 20), QPointF(at, 58))
        clear = self._now <= 0 or abs(now - at) > half + 24
        words = tr("set-up ends by {at}", at=clock(self._setup))
        if clear:
            paint.draw_line(p, (at, 1), words, "small", look.colour("text2"), align="centre")
        if self._now > 0:
            self._paint_now(p, now)
        if now < self.width() - 70:
            end = clock(self._length)
            paint.draw_line(p, (self.width(), 1), end, "small", look.colour("text3"), align="right")

    def _paint_now(self, p: QPainter, x: float) -> None:
        look = theme.current()
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.colour("accent"))
        p.drawPolygon(QPolygonF([QPointF(x - 5, 22), QPointF(x + 5, 22), QPointF(x, 29)]))
        text = clock(self._now)
        half = paint.text_width(text, look.font("small", 500)) / 2
        middle = min(max(x, half), self.width() - half)
        paint.draw_line(p, (middle, 1), text, "small", look.colour("accent"), weight=500, align="centre")

    def _paint_legend(self, p: QPainter) -> None:
        look = theme.current()
        heard = self.seconds()
        current = self._spans[-1].section if self._spans else ""
        for number, name in enumerate(theme.SECTIONS):
            left = self.width() / 5 * number
            square = QRectF(left, 75, 10, 10)
            if name in heard:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(look.section(name))
                p.drawRoundedRect(square, 2, 2)
            else:
                p.setPen(QPen(look.section(name), 1.5))
                p.setBrush(Qt.BrushStyle.NoBrush)
                p.drawRoundedRect(square.adjusted(0.25, 0.25, -0.25, -0.25), 2, 2)
            ink = look.colour("text" if name in heard else "text3")
            weight = 600 if name == current else 500
            paint.draw_line(p, (left + 18, 70), name.capitalize(), "label", ink, weight=weight)
            if not self._low:
                below = clock(heard[name]) if name in heard else "not yet"
                paint.draw_line(p, (left + 18, 90), below, "label", look.colour("text3"), weight=400)


def letter(section: str) -> str:
    """S, T, A, R or L."""
    letters: dict[str, str] = theme.tokens()["section"]["letters"]
    return next((short for short, name in letters.items() if name == section), "")
