"""Practice: what is not ready, the days until the interview, and beside them the drills and cards that come first."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.pages.base import Page
from desktop.pages.practice_parts import narrowed
from desktop.practice_view import DayRow, PracticeView, days_from
from desktop.widgets import paint
from desktop.widgets.controls import Button, Label, Marks, Rule
from desktop.widgets.drawn_list import HEIGHT_OF_TWO, DrawnList
from desktop.widgets.due_bars import DueBars
from desktop.widgets.layout import Scroll, boxed, clear, column, headed, row
from desktop.words import tr
from interviewer.practice.plan import Item

_RIGHT = 432


class PracticePage(Page):
    """Shows a PracticeView."""

    item_wanted = Signal(str, str)
    """What kind of task, and the principle it is for."""
    drill_wanted = Signal(str)
    """A drill's subject."""
    drills_wanted = Signal()
    cards_wanted = Signal()
    date_typed = Signal(str)

    title = "Practice"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = Label("", "title", wrap=True, balance=True)
        self._missing, self._days = column(), column()
        self._missing_head = Label("Not ready", "heading")
        self._beyond = Label("", "label", "accent", weight=400, wrap=True)
        self._date = QLineEdit()
        self._date.setPlaceholderText(tr("29 November"))
        self._date.setAccessibleName(tr("Day of the interview"))
        self._date.setFixedWidth(168)
        self._date.editingFinished.connect(self._on_date)
        self._date_words = Label("", "small", "text3", wrap=True)
        self._list = DrawnList("Drills, weakest first")
        self._list.chosen.connect(self.drill_wanted)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._cards = Label("", "lead")
        self._cards_words = Label("", "label", "text2", weight=400, wrap=True)
        self._bars = DueBars()
        self._start_cards = Button("Go through the cards", "plain", "C")
        self._start_cards.clicked.connect(self.cards_wanted)
        self.setLayout(self._lay_out())
        for key, act in (("C", self._cards_key), ("D", self.drills_wanted.emit)):
            QShortcut(QKeySequence(key), self, act)

    def _lay_out(self) -> QVBoxLayout:
        when = column(
            Label("Interview", "label"),
            6,
            row(self._date, 16, self._date_words, align=Qt.AlignmentFlag.AlignVCenter),
        )
        left = column(
            24, self._headline, 20, when, 28, self._missing_head, 6, self._missing, 28, Label("The days", "heading"),
            10, self._days, 10, self._beyond, 32, None,
        )  # fmt: skip
        left.setContentsMargins(self.margin, 0, 32, 0)
        every = Button("All drills", "link", "D")
        every.clicked.connect(self.drills_wanted)
        right = column(
            28, headed(Label("Drills, weakest first", "heading"), every), 8, self._list, 28, Rule(), 24,
            Label("Flash cards", "heading"), 8, self._cards, 2, self._cards_words, 4, self._bars, 12,
            row(self._start_cards, None), 32, None,
        )  # fmt: skip
        right.setContentsMargins(32, 0, self.margin, 0)
        side = Scroll(boxed(right))
        side.setFixedWidth(_RIGHT)
        sides = row(Scroll(narrowed(left)), Rule(upright=True), side)
        sides.setStretch(0, 1)
        return column(sides)

    # ------------------------------------------------------------ showing
    def show_view(self, view: PracticeView) -> None:
        self._headline.setText(view.headline)
        clear(self._missing)
        for words in view.not_ready:
            line = row(column(3, Marks("open", "not ready"), None), 12, Label(words, "body", wrap=True))
            line.setStretch(2, 1)
            self._missing.addSpacing(8)
            self._missing.addLayout(line)
        self._missing_head.setVisible(bool(view.not_ready))
        clear(self._days)
        for day in view.days:
            self._days.addWidget(_Day(day, self.item_wanted))
        if view.days:
            self._days.addWidget(Rule())
        self._beyond.setText(view.beyond)
        self._beyond.setVisible(bool(view.beyond))
        if not self._date.hasFocus():
            self._date.setText(view.interview)
        self._date_words.setText(view.date_words)
        self._list.draw_rows(view.drills)
        self._list.setFixedHeight(HEIGHT_OF_TWO * max(1, len(view.drills)) + 4)
        self._cards.setText(view.cards.headline)
        self._cards_words.setText(view.cards.words)
        self._start_cards.setEnabled(view.cards.ready)
        today = QDate.currentDate().toPython()
        self._bars.setVisible(any(view.by_day))
        self._bars.set_days(view.by_day, days_from(today, len(view.by_day)))  # type: ignore[arg-type]
        if self.hasFocus():
            self._to_list()

    def entered(self) -> None:
        self._to_list()

    def enter(self) -> bool:
        if self._list.current():
            self.drill_wanted.emit(self._list.current())
        return True

    def _to_list(self) -> None:
        if self._list.count():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cards_key(self) -> None:
        if self._start_cards.isEnabled():
            self.cards_wanted.emit()

    def _on_date(self) -> None:
        self.date_typed.emit(self._date.text())


class _Day(QWidget):
    """One day: its name at the left, what it holds beside it; each thing can be pressed."""

    def __init__(self, day: DayRow, wanted: SignalInstance) -> None:
        super().__init__()
        items = column()
        for item in day.items:
            line = _ItemLine(item)
            line.clicked.connect(lambda _=False, i=item: wanted.emit(i.task, i.target))
            items.addWidget(line)
        name = column(9, Label(day.name, "label"), Label(day.minutes, "small", "text3"), None)
        body = row(boxed(name, width=120), boxed(items))
        body.setStretch(1, 1)
        self.setLayout(column(Rule(), 2, body, 4))


class _ItemLine(QPushButton):
    """A thing to do, with its minutes at the right; underlined under the mouse."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self._item = item
        self.setFixedHeight(36)
        self.setAccessibleName(tr("{words}, {minutes} minutes", words=item.words, minutes=item.minutes))
        self.setProperty("focusRadius", 4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: object) -> None:
        look, p = theme.current(), paint.painter(self)
        minutes = tr("{minutes} min", minutes=self._item.minutes)
        kept = paint.draw_line(p, (self.width(), 9), minutes, "small", look.colour("text3"), align="right")
        words = paint.elided(self._item.words, look.font("body"), self.width() - kept - 20)
        wide = paint.draw_line(p, (0, 7), words, "body", look.colour("text"))
        if self.underMouse():
            p.fillRect(0, 28, round(wide), 1, look.colour("text"))
