"""Progress: what is at the bar and what is not, habits against their targets, what comes back, days of practice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.pages.base import Page
from desktop.pages.promised import promised
from desktop.progress_view import ProgressView
from desktop.widgets.controls import Button, Label, Rule, Segmented
from desktop.widgets.layout import Scroll, boxed, clear, column, headed, row
from desktop.widgets.progress_charts import HabitRow, MistakeRow, PracticeCalendar, TrendChart

_RIGHT = 368
_GAP = 64
_NARROW = 1100
"""Pixels below which two charts stand side by side, not three."""
_LOW, _TALLER, _HIGHER = 740, 400, 56
"""Pixels of height that the page needs at the least; the most by which a chart and a habit's row grow where there is
more: three fifths of it go to the charts, where it shows how steep a way was."""
_WIDEST, _ASIDE = 2720, 560
"""The width beyond which the columns stay together, and the widest right column."""
_PROMISES = (
    ("Each dimension", "Its score over your sessions, against the dotted bar of your level."),
    ("Habits", "Set-up length, action share, I and we, hedges and fillers, each against its target."),
    ("What comes back", "Mistakes that were noticed in more than one session."),
    ("Practice", "The days you sat down, as dots. Days off are just days off."),
)


class ProgressPage(Page):
    """`show_view` fills it. Left and right choose between dimensions and principles."""

    practise = Signal()
    """Do what Today would start."""

    title = "Progress"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = ProgressView(0)
        self._chosen = ""
        self._across = 3
        self._habit_rows: list[HabitRow] = []
        self._mistake_rows: list[MistakeRow] = []
        self._headline = Label("", "title", wrap=True, balance=True)
        self._detail = Label("", "body", "text2", wrap=True)
        self._choice = QVBoxLayout()
        self._charts = QGridLayout()
        self._charts.setContentsMargins(0, 0, 0, 0)
        self._charts.setHorizontalSpacing(32)
        self._charts.setVerticalSpacing(8)
        self._habits = column()
        self._mistakes = column()
        self._sum = Label("", "label", "text2", weight=400)
        self._calendar = PracticeCalendar()
        self._some = boxed(self._lay_out())
        self._none = boxed(self._lay_out_empty())
        self.setLayout(column(Scroll(boxed(column(self._some, self._none)))))
        self.show_view(self._view)

    def _lay_out(self) -> QVBoxLayout:
        words = boxed(column(self._headline, 6, self._detail))
        head = row(words, 32, column(4, self._choice, None))
        head.setStretchFactor(words, 1)
        band = Label("The band is the target", "small", "text3")
        left = column(
            self._charts, 20, headed(Label("Habits", "heading"), band), 12, Rule(), self._habits, None
        )
        order = Label("oldest to newest", "small", "text3")
        right = column(
            headed(Label("Comes back", "heading"), order),
            12,
            Rule(),
            self._mistakes,
            40,
            Rule(),
            20,
            headed(Label("Practice", "heading"), self._sum),
            16,
            self._calendar,
            12,
            Label("A larger dot is a longer day. Days off are just days off.", "small", "text3", wrap=True),
            None,
        )
        self._right = boxed(right, width=_RIGHT)
        sides = row(boxed(left), _GAP, self._right)
        sides.setStretch(0, 1)
        made = column(head, 24, sides, None)
        self._whole = made
        return made

    def _lay_out_empty(self) -> QVBoxLayout:
        start = Button("Start the first round", "primary", "Enter")
        start.clicked.connect(self.practise)
        made = column(
            Label("Here your rounds add up.", "display", wrap=True),
            16,
            Label("After the first one, this page shows:", "lead", "text2", wrap=True),
            32,
            promised(_PROMISES),
            32,
            row(start, None),
            None,
        )
        made.setContentsMargins(self.margin, 48, self.margin, 32)
        return made

    # ------------------------------------------------------------ showing
    def show_view(self, view: ProgressView) -> None:
        self._view = view
        self._some.setVisible(view.sessions > 0)
        self._none.setVisible(view.sessions == 0)
        self._headline.setText(view.headline)
        self._detail.setText(view.detail)
        self._offer([name for name, _ in view.groups])
        clear(self._habits)
        self._habit_rows = [HabitRow(habit) for habit in view.habits]
        for habit in self._habit_rows:
            self._habits.addWidget(habit)
        clear(self._mistakes)
        self._mistake_rows = [MistakeRow(mistake) for mistake in view.mistakes]
        for mistake in self._mistake_rows:
            self._mistakes.addWidget(mistake)
        if view.mistakes_words:
            self._mistakes.addLayout(column(10, Label(view.mistakes_words, "body", "text2", wrap=True)))
        self._calendar.set_days(view.days)
        self._draw_charts()
        self._sum.setText(view.practice_words)

    def _offer(self, names: list[str]) -> None:
        clear(self._choice)
        self._chosen = self._chosen if self._chosen in names else (names[0] if names else "")
        if len(names) > 1:
            choice = Segmented([(name, _short(name)) for name in names], self._chosen, name="Charts")
            choice.changed.connect(self._choose)
            self._choice.addWidget(choice)

    def _choose(self, name: str) -> None:
        self._chosen = name
        self._draw_charts()
        self.announce(f"{name}: {', '.join(chart.accessibleName() for chart in self.charts())}")

    def charts(self) -> list[TrendChart]:
        """The charts shown, in reading order."""
        items = (self._charts.itemAt(number) for number in range(self._charts.count()))
        return [
            chart for item in items if item is not None and isinstance(chart := item.widget(), TrendChart)
        ]

    def _draw_charts(self) -> None:
        clear(self._charts)
        trends = dict(self._view.groups).get(self._chosen, ())
        self._across = self._columns(len(trends))
        for number, trend in enumerate(trends):
            self._charts.addWidget(TrendChart(trend), number // self._across, number % self._across)
        for number in range(3):
            self._charts.setColumnStretch(number, 1 if number < self._across else 0)
        self._charts.setHorizontalSpacing(32)
        self._stretch()

    def _columns(self, charts: int) -> int:
        """Two or four charts make a square; otherwise as many stand side by side as there is room for."""
        return 2 if self.width() < _NARROW or charts in (2, 4) else 3

    def _stretch(self) -> None:
        """A large window gives its room to what is drawn."""
        margin = max(self.margin, (self.width() - _WIDEST) // 2)
        inside = self.width() - 2 * margin
        aside = min(_ASIDE, _RIGHT + max(0, inside - 1800) // 4)
        self._whole.setContentsMargins(margin, 24, margin, 12)
        self._right.setFixedWidth(aside)
        charts, habits = self.charts(), self._habit_rows
        width = (inside - _GAP - aside - 32 * (self._across - 1)) / self._across
        rows = [charts[at : at + self._across] for at in range(0, len(charts), self._across)]
        free = max(0, self.height() - _LOW)
        for charts in rows:
            lines = max(chart.name_lines(width) for chart in charts)
            for chart in charts:
                chart.grow(min(_TALLER, free * 3 // 5 // len(rows)), lines)
        for habit in habits:
            habit.grow(min(_HIGHER, free * 2 // 5 // len(habits)))
        for mistake in self._mistake_rows:
            mistake.grow(min(16, free // 30))
        self._calendar.grow(min(22, free // 24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._across != self._columns(len(self.charts())):
            self._draw_charts()
        else:
            self._stretch()

    def enter(self) -> bool:
        if not self._view.sessions:
            self.practise.emit()
        return not self._view.sessions


def _short(name: str) -> str:
    """A table's last word tells it from the others: "Framework", "Scorecard"."""
    return name.rsplit(maxsplit=1)[-1].capitalize()
