"""The third column of Today: the plan as two weeks of dots and what is next, or how a round goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.view import Plan, PlanDay, PlanLine
from desktop.widgets import paint
from desktop.widgets.controls import Label, Rule
from desktop.widgets.layout import boxed, clear, column, row
from desktop.words import tr

_HOW = (
    "Two minutes to set out your story.",
    "The interviewer asks and probes, out loud.",
    "A report that quotes you, and what to change.",
)
_LETTERS = ("M", "T", "W", "T", "F", "S", "S")
_MARKED = {"now": "Today", "round": "A whole round", "practice": "Practice", "done": "Done"}
_TALL = 400
"""Height from which on all lines stand there; below it today's and the next whole round's."""


class PlanColumn(QWidget):
    """The plan where there is one; else how a round goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Label("", "heading")
        self._subtitle = Label("", "body", "text2", wrap=True)
        self._days = PlanDots()
        self._lines = column(spacing=8)
        self._shown: list[QWidget] = []
        self._mock = 1
        self.setLayout(
            column(Rule(), 20, self._heading, 4, self._subtitle, 16, self._days, self._lines, None)
        )
        self._days.hide()

    def show_plan(self, plan: Plan | None) -> None:
        clear(self._lines)
        self._heading.setText(plan.title if plan else "How a round goes")
        self._subtitle.setText(plan.subtitle if plan else "About twenty-five minutes, start to report.")
        self._days.show_days(plan.days if plan else ())
        self._shown = []
        marks = [line.mark for line in plan.lines] if plan else []
        self._mock = marks.index("round") if "round" in marks else 1
        if plan is None:
            for number, words in enumerate(_HOW, 1):
                self._lines.addWidget(_line(Label(str(number), "label", "text3", width=24), words, "label"))
            return
        for entry in plan.lines:
            self._shown.append(_line(_PlanMark(entry), entry.text, "small", 10))
            self._lines.addWidget(self._shown[-1])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The dots say how the days go; all lines stand beside them only where there is room."""
        self._days.spread(min(16, max(0, self.height() - _TALL) // 30))
        every = self.height() >= _TALL or self._days.isHidden()
        for number, line in enumerate(self._shown):
            line.setVisible(every or number in (0, self._mock))


def _line(mark: QWidget, words: str, role: str, gap: int = 0) -> QWidget:
    text = Label(words, role, "text2", weight=400, wrap=True)
    line = row(column(mark, None), gap, text)
    line.setStretchFactor(text, 1)
    return boxed(line)


class PlanDots(QWidget):
    """A week a row: full where there was practice, a ring where it is planned, a diamond for the interview."""

    TOP, ROW, STEP = 24, 28, 36

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[PlanDay, ...] = ()
        self._row = self.ROW
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: Sequence[PlanDay]) -> None:
        self._days = tuple(days)
        self.setVisible(bool(days))
        self.spread(self._row - self.ROW)
        told = (_told(day) for day in self._days)
        self.setAccessibleName(tr("Plan: ") + (", ".join(each for each in told if each) or tr("no day yet")))
        self.update()

    def spread(self, pixels: int) -> None:
        """Set the rows so much further apart, and the days of a week in the same measure."""
        self._row = self.ROW + pixels
        self.setFixedHeight(self.TOP + self._row * (len(self._days) // 7) + 16)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(7 * self.STEP, self.height())

    def middle(self, number: int) -> QPointF:
        """Of a day's mark."""
        step = min(52 + 2 * (self._row - self.ROW), (self.width() - 18) / 6)
        return QPointF(9 + step * (number % 7), self.TOP + self._row * (number // 7) + self._row / 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        ink = theme.current().colour("text3")
        for number, letter in enumerate(_LETTERS):
            paint.draw_line(p, (self.middle(number).x(), 0), letter, "small", ink, align="centre")
        for number, day in enumerate(self._days):
            self._paint_day(p, self.middle(number), day)

    def _paint_day(self, p: QPainter, middle: QPointF, day: PlanDay) -> None:
        look = theme.current()
        if day.mark == "interview":
            _draw_diamond(p, middle, "accent" if day.today else "text")
            return
        if day.mark == "done":
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.colour("text2"))
            p.drawEllipse(middle, 4.5 if day.today else 8, 4.5 if day.today else 8)
        if day.today:
            _draw_now(p, middle, 7.5)
        elif day.mark == "off":
            paint.draw_mark(p, middle, "point", ink=look.colour("text3"))
        elif day.mark != "done":
            _draw_planned(p, middle, 8, full=day.mark == "round")


class _PlanMark(QWidget):
    """A ring in ember for now, one with its middle for a whole round, an empty one, a full one for done."""

    def __init__(self, line: PlanLine) -> None:
        super().__init__()
        self._mark = line.mark
        self.setFixedSize(14, 16)
        self.setAccessibleName(tr(_MARKED[line.mark]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        middle = QPointF(7, 8)
        if self._mark == "now":
            _draw_now(p, middle, 5)
        elif self._mark == "done":
            paint.draw_mark(p, middle, "full")
        else:
            _draw_planned(p, middle, 6, full=self._mark == "round")


def _told(day: PlanDay) -> str:
    """ "29 November the interview"; empty where nothing is."""
    said = {
        "off": tr("today") if day.today else "",
        "done": tr("practised"),
        "practice": tr("planned"),
        "round": tr("a whole round"),
        "interview": tr("the interview"),
    }[day.mark]
    return tr("{day} {when:%B} {said}", day=day.when.day, when=day.when, said=said) if said else ""


def _draw_now(p: QPainter, middle: QPointF, radius: float) -> None:
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(theme.current().colour("accent"), 3))
    p.drawEllipse(middle, radius, radius)


def _draw_planned(p: QPainter, middle: QPointF, radius: float, *, full: bool) -> None:
    """A ring; with its middle where it is a whole round."""
    outline = theme.current().colour("outline")
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(outline, 1.2))
    p.drawEllipse(middle, radius, radius)
    if full:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(outline)
        p.drawEllipse(middle, radius / 2, radius / 2)


def _draw_diamond(p: QPainter, middle: QPointF, colour: str) -> None:
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(theme.current().colour(colour), 1.6))
    p.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in ((0, -9), (9, 0), (0, 9), (-9, 0))]))
