"""One round before it is started: what it is about, how it is scored, where people go wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.view import AtCompany, Choice, RoundDetail, RoundTable, RoundTrap
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.layout import Scroll, boxed, clear, column, headed, row
from desktop.words import tr

_LINE, _WIDEST, _BESIDE = 824, 1400, 1000
"""Pixels: the longest line of text, all of the panel, and from where on two tables stand side by side."""


class RoundDetailPanel(QWidget):
    """Scrolls; the choices and Start stay in the first screen."""

    start = Signal(str, str, str)
    start_typed = Signal(str, str, str)
    """The same, answered by the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail: RoundDetail | None = None
        self._title = Label("", "title", wrap=True, balance=True)
        self._meta = Label("", "label", "text3", weight=400, wrap=True)
        self._focus = Label("", "lead", "text2", wrap=True)
        self._company = Chooser("Company")
        self._company.chosen.connect(self._show_more)
        self._level = Chooser("Level")
        self._start = Button("Start", "primary", "Enter")
        self._start.clicked.connect(self.press)
        typed = Button("Type instead", "quiet", "T", name="Start, and type the answers instead of speaking")
        typed.clicked.connect(self.press_typed)
        self._more = column()
        choices = row(self._company, 24, self._level)
        choices.setStretch(0, 1)
        choices.setStretch(2, 1)
        chosen = boxed(choices)
        for narrow in (self._focus, chosen):
            narrow.setMaximumWidth(_LINE)
        inside = column(
            self._title,
            8,
            self._meta,
            16,
            self._focus,
            24,
            chosen,
            24,
            row(self._start, 16, typed, None),
            40,
            self._more,
            None,
        )
        inside.setContentsMargins(32, 24, theme.current().margin, 32)
        self._content = QWidget()
        self._content.setLayout(inside)
        self._content.setMaximumWidth(_WIDEST)
        outer = QWidget()
        across = row(self._content, None)
        across.setStretch(0, 1000)
        outer.setLayout(across)
        self._scroll = Scroll(outer)
        self.setLayout(column(self._scroll))

    def show_detail(self, detail: RoundDetail | None) -> None:
        self._content.setVisible(detail is not None)
        if detail is None or detail == self._detail:
            self._detail = detail
            return
        self._detail = detail
        entry = detail.row
        self._title.setText(entry.title)
        parts = (entry.field, tr("{minutes} minutes", minutes=entry.minutes), entry.difficulty)
        self._meta.setText(", ".join(part for part in parts if part))
        self._focus.setText(detail.focus)
        self._company.offer(detail.companies, detail.company or entry.company)
        self._level.offer(detail.levels, detail.level or entry.level)
        self._show_more()
        self._scroll.verticalScrollBar().setValue(0)

    def _show_more(self, *_: object) -> None:
        """What the company that is chosen makes of the round."""
        if self._detail is not None:
            clear(self._more)
            at = {each.company: each for each in self._detail.at}.get(self._company.value())
            _fill(self._more, self._detail, at, self._company.name())

    def press(self) -> None:
        """Start the round that is shown, with the company and level chosen."""
        if self._detail is not None:
            self.start.emit(self._detail.row.round_id, self._company.value(), self._level.value())

    def press_typed(self) -> None:
        """Start without a microphone: answers come from the keyboard."""
        if self._detail is not None:
            self.start_typed.emit(self._detail.row.round_id, self._company.value(), self._level.value())


class Chooser(QWidget):
    """A choice with a sentence on what it changes."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._box = QComboBox()
        self._box.setAccessibleName(name)
        self._box.currentIndexChanged.connect(self._say)
        self._box.activated.connect(lambda _: self.chosen.emit(self.value()))
        self._words = Label("", "small", "text3", wrap=True)
        self.setLayout(column(Label(name, "label", "text3"), 4, self._box, 8, self._words, None))

    def offer(self, choices: tuple[Choice, ...], chosen: str) -> None:
        self._choices = choices
        self._box.clear()
        for choice in choices:
            self._box.addItem(choice.name, choice.choice_id)
        self._box.setCurrentIndex(max(0, self._box.findData(chosen)))
        self._say()

    def value(self) -> str:
        return str(self._box.currentData() or "")

    def name(self) -> str:
        """Of what is chosen."""
        return self._box.currentText()

    def _say(self, *_: object) -> None:
        number = self._box.currentIndex()
        words = self._choices[number].words if 0 <= number < len(self._choices) else ""
        self._words.setText(words)
        self._box.setAccessibleDescription(words)


def _fill(into: QVBoxLayout, detail: RoundDetail, at: AtCompany | None, company: str) -> None:
    if detail.tests:
        into.addWidget(_block("What it listens for", _lines(detail.tests)))
    if at is not None and at.lifts:
        into.addWidget(_block(tr("What lifts an answer at {company}", company=company), _lines(at.lifts)))
    if at is not None and at.asks:
        into.addWidget(_block(tr("What {company} asks about first", company=company), _lines((at.asks,))))
    tables = at.tables if at is not None else detail.tables
    into.addWidget(_Tables([_block(each.name, _table(each), "percent of the score") for each in tables]))
    if detail.traps:
        into.addWidget(_block("Where people go wrong", _traps(detail.traps)))


class _Tables(QWidget):
    """Side by side where the window is wide, otherwise one below the other."""

    def __init__(self, blocks: Sequence[QWidget]) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        for block in blocks:
            self._line.addWidget(block, 1, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if beside else down)
        self._line.setSpacing(48 if beside else 0)


def _block(heading: str, inside: QLayout, aside: str = "") -> QWidget:
    return boxed(
        column(
            headed(Label(heading, "heading"), Label(aside, "label", "text3", weight=400)),
            12,
            Rule(),
            inside,
            32,
        ),
        name=heading,
    )


def _lines(words: tuple[str, ...]) -> QVBoxLayout:
    made = column(8)
    for line in words:
        made.addWidget(Label(line, "body", "text2", wrap=True))
        made.addSpacing(4)
    return made


def _table(table: RoundTable) -> QVBoxLayout:
    made = column()
    for entry in table.rows:
        name = row(
            Label(entry.name, "body", weight=500),
            None,
            Label(f"{entry.weight}%", "label", "text2", weight=400),
        )
        words = row(Label(entry.definition, "label", "text2", weight=400, wrap=True), 64)
        words.setStretch(0, 1)
        made.addLayout(column(12, name, 2, words, 12, Rule()))
    return made


def _traps(traps: tuple[RoundTrap, ...]) -> QVBoxLayout:
    made = column()
    for trap in traps:
        made.addLayout(
            column(
                12,
                Label(trap.name, "body", weight=500, wrap=True),
                2,
                Label(trap.description, "label", "text2", weight=400, wrap=True),
                4,
                Label(trap.fix, "label", weight=400, wrap=True),
                12,
                Rule(),
            )
        )
    return made
