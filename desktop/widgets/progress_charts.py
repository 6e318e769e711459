"""The progress page's drawings: a score over sessions, a habit against its band, what comes back, days of practice."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop import theme
from desktop.progress_view import Day, Habit, Mistake, Trend
from desktop.widgets import paint
from desktop.words import tr

LOW, HIGH = 1.0, 4.0
_CHART = 108
_VALUE = 40
"""Pixels kept for the newest score beside a chart's name."""
_DAYS = ("M", "T", "W", "T", "F", "S", "S")


class TrendChart(QWidget):
    """Name and newest score; below them the line, and the bar as dots. What is below the bar is in full text."""

    TOP, BELOW, LINE = 34, 6, 20

    def __init__(self, trend: Trend, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trend = trend
        self._lines = 1
        self.setFixedHeight(_CHART)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        scores = ", ".join(
            tr("{score:.1f} on {day}", score=score, day=day)
            for score, day in zip(trend.scores, trend.days, strict=True)
        )
        where = "below the bar" if trend.weak else "at the bar"
        self.setAccessibleName(f"{trend.name}: {trend.scores[-1]:.1f}, {where}, {trend.bar:.1f}")
        self.setAccessibleDescription(tr("Oldest first: {scores}", scores=scores))

    def sizeHint(self) -> QSize:
        return QSize(224, self.height())

    def grow(self, pixels: int, lines: int = 1) -> None:
        """Higher than at the least, by so much, and with room for a name of so many lines."""
        self._lines = lines
        self.setFixedHeight(_CHART + pixels + self.LINE * (lines - 1))

    def name_lines(self, width: float) -> int:
        """How many lines the name takes, at most two, in a chart of this width."""
        return 1 if paint.text_width(self._trend.name, self._name_font()) <= width - _VALUE else 2

    def _name_font(self) -> QFont:
        return theme.current().font("label", 600 if self._trend.weak else 500)

    def _y(self, score: float) -> float:
        top = self.TOP + self.LINE * (self._lines - 1)
        room = self.height() - top - self.BELOW
        return top + (HIGH - score) / (HIGH - LOW) * room

    def points(self) -> list[QPointF]:
        """One per session, the newest at the right."""
        scores = self._trend.scores
        if len(scores) == 1:
            return [QPointF(self.width() - 6, self._y(scores[0]))]
        step = (self.width() - 8) / (len(scores) - 1)
        return [QPointF(2 + step * n, self._y(score)) for n, score in enumerate(scores)]

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def _tell(self, event: QHelpEvent) -> None:
        at = min(range(len(self._trend.scores)), key=lambda n: abs(self.points()[n].x() - event.pos().x()))
        words = f"{self._trend.days[at]}: {self._trend.scores[at]:.1f}"
        QToolTip.showText(event.globalPos(), words, self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, trend = theme.current(), self._trend
        p = paint.painter(self)
        value = f"{trend.scores[-1]:.1f}"
        width = float(self.width())
        paint.draw_line(p, (width, 0), value, "heading", look.colour("text"), align="right", line=20)
        self._paint_name(p, width - _VALUE)
        _dotted(p, width, round(self._y(trend.bar)) + 0.5)
        points = self.points()
        pen = QPen(look.colour("text" if trend.weak else "text3"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        p.setPen(pen)
        p.drawPolyline(points)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.colour("accent"))
        p.drawEllipse(points[-1], 4, 4)

    def _paint_name(self, p: QPainter, width: float) -> None:
        name, font = tr(self._trend.name), self._name_font()
        laid, _, _ = paint.lay_out(name, font, self.LINE, width)
        p.setPen(theme.current().colour("text"))
        for number in range(min(self._lines, laid.lineCount())):
            line = laid.lineAt(number)
            last = number == self._lines - 1
            words = name[line.textStart() :] if last else name[line.textStart() :][: line.textLength()]
            p.setFont(font)
            at = QPointF(0, self.LINE * number + paint.baseline(font, self.LINE))
            p.drawText(at, paint.elided(words.strip(), font, width))


class HabitRow(QWidget):
    """Name and target, the newest value, and a dot per session against the band that is the target."""

    def __init__(self, habit: Habit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._habit = habit
        self.grow(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        where = "on target" if habit.within else "off target"
        self.setAccessibleName(f"{habit.name}: {habit.value} {habit.unit}, {where}, {habit.target}")
        before = ", ".join(f"{point:.1f}".removesuffix(".0") for point in habit.points)
        self.setAccessibleDescription(tr("Oldest first: {before}", before=before))

    def grow(self, pixels: int) -> None:
        """Higher than at the least, by so much."""
        self.setFixedHeight(56 + pixels)

    def sizeHint(self) -> QSize:
        return QSize(736, self.height())

    def _scale(self) -> tuple[float, float]:
        """The lowest and highest value drawn: every point and the band, with some air."""
        low = min((*self._habit.points, self._habit.band[0]))
        high = max((*self._habit.points, self._habit.band[1]))
        air = (high - low) * 0.06 or 1.0
        return low - (air if low > 0 else 0.0), high + air

    def _y(self, value: float) -> float:
        low, high = self._scale()
        return 8 + (high - value) / (high - low) * (self.height() - 17)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, habit = theme.current(), self._habit
        p = paint.painter(self)
        top = (self.height() - 56) // 2
        paint.draw_line(p, (0, top + 9), habit.name, "body", look.colour("text"), weight=500)
        paint.draw_line(p, (0, top + 30), habit.target, "small", look.colour("text3"))
        at = 196.0
        at += paint.draw_line(p, (at, top + 12), habit.value, "spoken", look.colour("text"), weight=500) + 5
        paint.draw_line(p, (at, top + 22), habit.unit, "small", look.colour("text3"))
        self._paint_dots(p)
        p.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))

    def _paint_dots(self, p: QPainter) -> None:
        look, habit = theme.current(), self._habit
        left, right = 340.0, float(self.width())
        top, bottom = self._y(habit.band[1]), self._y(habit.band[0])
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.colour("raised"))
        p.drawRoundedRect(QRectF(left, top, right - left, max(6.0, bottom - top)), 2, 2)
        count = len(habit.points)
        step = (right - left - 12) / max(1, count - 1)
        for number, value in enumerate(habit.points):
            x = right - 6 - step * (count - 1 - number)
            newest = number == count - 1
            p.setBrush(look.colour("accent" if newest else "text2"))
            size = 4.0 if newest else 2.5
            p.drawEllipse(QPointF(x, self._y(value)), size, size)


class MistakeRow(QWidget):
    """What was noticed, a dot per session that had it, and in how many it was."""

    def __init__(self, mistake: Mistake, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mistake = mistake
        self._count = tr("{sum} of {count}", sum=sum(mistake.seen), count=len(mistake.seen))
        self.grow(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        newest = "in the newest too" if mistake.seen[-1] else "not in the newest"
        self.setAccessibleName(
            tr("{name}: in {count} sessions, {newest}", name=mistake.name, count=self._count, newest=newest)
        )

    def grow(self, pixels: int) -> None:
        """Higher than at the least, by so much."""
        self.setFixedHeight(40 + pixels)

    def sizeHint(self) -> QSize:
        return QSize(368, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        right, middle = float(self.width()), self.height() // 2
        paint.draw_line(
            p, (right, middle - 9), self._count, "small", look.colour("text3"), align="right", line=18
        )
        start = right - 52 - 13 * len(self._mistake.seen)
        p.setPen(Qt.PenStyle.NoPen)
        for number, seen in enumerate(self._mistake.seen):
            size = 4.5 if seen else 1.5
            p.setBrush(look.colour("text" if seen else "text3"))
            p.drawEllipse(QPointF(start + 13 * number + 6.5, middle), size, size)
        name = paint.elided(self._mistake.name, look.font("body", 500), start - 12)
        paint.draw_line(p, (0, middle - 10), name, "body", look.colour("text"), weight=500)
        p.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))


class PracticeCalendar(QWidget):
    """A week a row; a larger dot is a longer day, today has a ring, days off and days to come hardly show."""

    ROW, TOP, LEFT = 34, 26, 76
    """Of a day at the least; it grows with the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[Day, ...] = ()
        self._row = self.ROW
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_days(())

    def set_days(self, days: Sequence[Day]) -> None:
        self._days = tuple(days)
        self.grow(self._row - self.ROW)
        done = [
            tr("{day} {when:%B} {minutes:.0f} minutes", day=day.when.day, when=day.when, minutes=day.minutes)
            for day in days
            if day.minutes
        ]
        self.setAccessibleName("Practice: " + (", ".join(done) or "no day yet"))
        self.update()

    def grow(self, pixels: int) -> None:
        """Each week higher than at the least, by so much."""
        self._row = self.ROW + pixels
        self.setFixedHeight(self.TOP + self._row * (len(self._days) // 7))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(368, self.height())

    def _middle(self, number: int) -> QPointF:
        step = (self.width() - self.LEFT - 12) / 6.4
        return QPointF(
            self.LEFT + 16 + step * (number % 7), self.TOP + self._row * (number // 7) + self._row / 2
        )

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def _tell(self, event: QHelpEvent) -> None:
        for number, day in enumerate(self._days):
            away = self._middle(number) - QPointF(event.pos())
            if abs(away.x()) < 16 and abs(away.y()) < 16 and day.minutes:
                words = tr(
                    "{day} {when:%B}: {part} min",
                    day=day.when.day,
                    when=day.when,
                    part=max(1, round(day.minutes)),
                )
                QToolTip.showText(event.globalPos(), words, self)
                return
        QToolTip.hideText()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        for number, letter in enumerate(_DAYS):
            at = (self._middle(number).x(), 0.0)
            paint.draw_line(p, at, letter, "small", look.colour("text3"), align="centre")
        for number, day in enumerate(self._days):
            middle = self._middle(number)
            if number % 7 == 0:
                words = f"{day.when.day} {day.when:%b}"
                paint.draw_line(p, (0, middle.y() - 8), words, "small", look.colour("text3"))
            self._paint_day(p, middle, day)

    def _paint_day(self, p: QPainter, middle: QPointF, day: Day) -> None:
        look = theme.current()
        p.setPen(Qt.PenStyle.NoPen)
        if day.minutes:
            p.setBrush(look.colour("text2"))
            size = _size(day.minutes)
            p.drawEllipse(middle, size, size)
        elif not day.today:
            p.setBrush(_faint(look.colour("text3"), day.ahead))
            p.drawEllipse(middle, 1.5, 1.5)
        if day.today:
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(look.colour("accent"), 2.5))
            size = max(7.0, _size(day.minutes) + 4 if day.minutes else 7.0)
            p.drawEllipse(middle, size, size)


def _size(minutes: float) -> float:
    """Radius of a day's dot: its area grows with the time, up to an hour."""
    return 4.0 + 8.0 * math.sqrt(min(1.0, minutes / 60))


def _faint(colour: QColor, ahead: bool) -> QColor:
    made = QColor(colour)
    made.setAlphaF(0.5 if ahead else 1.0)
    return made


def _dotted(p: QPainter, width: float, level: float) -> None:
    dots = QPen(theme.current().colour("text3"), 1, Qt.PenStyle.CustomDashLine)
    dots.setDashPattern([2, 4])
    p.setPen(dots)
    p.drawLine(QPointF(0, level), QPointF(width, level))
