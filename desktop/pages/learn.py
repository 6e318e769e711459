"""Learn: the principles, the most asked about first, with what is listened for, what is asked, and the way to the guide."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.guide_view import Entry
from desktop.pages.base import Page
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.drawn_list import DrawnList, DrawnRow
from desktop.widgets.guide_parts import beside, captioned, spaced, words
from desktop.widgets.layout import Scroll, boxed, clear, column, row
from desktop.words import tr

_LIST = 440
_SHARE = 0.4
"""Of a narrow page, for the list."""


class LearnPage(Page):
    """`show_entries` fills it. Enter opens the guide of the row, P practises."""

    open_guide = Signal(str)
    """A competency's id."""
    practise = Signal(str)
    """A round's id."""

    title = "Learn"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, Entry] = {}
        self._shown = ""
        self._count = Label("", "label", "text3", weight=400)
        self._list = PrincipleList()
        self._list.picked.connect(self._show)
        self._list.chosen.connect(lambda _: self.press())
        self._name = Label("", "title", wrap=True, balance=True)
        self._often = Label("", "label", "text3", weight=400, wrap=True)
        self._line = Label("", "lead", "text2", wrap=True)
        self._open = Button("Read the guide", "primary", "Enter")
        self._open.clicked.connect(self.press)
        self._practise = Button("Practise this", "plain", "P")
        self._practise.clicked.connect(self._practise_now)
        self._round = Label("", "small", "text3", wrap=True)
        self._more = column()
        self.setLayout(self._lay_out())
        QShortcut(QKeySequence("P"), self, self._practise_now)

    def _lay_out(self) -> QVBoxLayout:
        buttons = row(self._open, 16, self._practise, None, align=Qt.AlignmentFlag.AlignVCenter)
        inside = column(
            self._name, 8, self._often, 16, self._line, 24, buttons, 12, self._round, 32, self._more, None
        )
        inside.setContentsMargins(32, 24, 4, 32)
        content = boxed(inside)
        content.setMaximumWidth(860)
        across = row(content, None)
        across.setStretch(0, 1000)
        self._scroll = Scroll(boxed(across))
        self._left = boxed(column(self._list))
        body = row(self._left, 24, Rule(upright=True), self._scroll)
        body.setStretch(3, 1)
        head = row(Label("Learn", "title"), None, column(None, self._count, 4))
        made = column(24, head, 16, Rule(), body)
        made.setStretch(4, 1)
        made.setContentsMargins(self.margin, 0, self.margin, 0)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(min(_LIST, round(_SHARE * self.width())))

    # ------------------------------------------------------------ showing
    def show_entries(self, found: tuple[Entry, ...]) -> None:
        self._entries = {entry.id: entry for entry in found}
        guides = sum(entry.guide is not None for entry in found)
        principles = sum(entry.principle is not None for entry in found)
        self._count.setText(
            tr(
                "{principles} principles, the most asked about first, {guides} with a guide",
                principles=principles,
                guides=guides,
            )
        )
        self._shown = ""
        self._list.draw_rows([_drawn(entry) for entry in found])

    def shown(self) -> str:
        """Id of the entry whose detail is shown."""
        return self._shown

    def entered(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, entry_id: str) -> None:
        if entry_id == self._shown:
            return
        self._shown = entry_id
        entry = self._entries[entry_id]
        self._name.setText(entry.name)
        self._often.setText(entry.about if entry.principle is not None else "")
        self._often.setVisible(entry.principle is not None)
        self._line.setText(entry.guide.one_line if entry.guide is not None else "")
        self._line.setVisible(entry.guide is not None)
        self._open.setVisible(entry.guide is not None)
        self._practise.setEnabled(entry.practice is not None)
        self._round.setText(
            tr(
                "Practise with the round “{title}”, {duration_minutes} minutes.",
                title=entry.practice.title,
                duration_minutes=entry.practice.duration_minutes,
            )
            if entry.practice is not None
            else "No round is about this yet."
        )
        clear(self._more)
        _fill(self._more, entry)
        self._scroll.verticalScrollBar().setValue(0)

    # ------------------------------------------------------------ acts
    def press(self) -> None:
        """Open the guide of what is shown."""
        entry = self._entries.get(self._shown)
        if entry is not None and entry.guide is not None:
            self.open_guide.emit(entry.guide.id)

    def enter(self) -> bool:
        self.press()
        return True

    def _practise_now(self) -> None:
        entry = self._entries.get(self._shown)
        if entry is not None and entry.practice is not None:
            self.practise.emit(entry.practice.id)


class PrincipleList(DrawnList):
    """By id; P is the page's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Principles and guides", parent)

    def passes_on(self, text: str) -> bool:
        return text.lower() in {"p", "?"}


def _drawn(entry: Entry) -> DrawnRow:
    rank = f"{entry.principle.rank}. " if entry.principle is not None else ""
    ink = "text2" if entry.guide is not None else "text3"
    spoken = f"{rank}{entry.name}, {entry.has}, {entry.about}"
    return DrawnRow(entry.id, f"{rank}{entry.name}", entry.about, entry.has, ink, spoken, "", 112)


def _fill(into: QVBoxLayout, entry: Entry) -> None:
    principle = entry.principle
    if principle is None:
        if entry.guide is not None:
            into.addWidget(words(entry.guide.definition))
        return
    into.addWidget(Label("What an interviewer writes down", "heading"))
    into.addSpacing(12)
    into.addWidget(Rule())
    for line in principle.listens_for:
        into.addSpacing(12)
        into.addWidget(words(line))
        into.addSpacing(12)
        into.addWidget(Rule())
    into.addSpacing(32)
    direct = [words(q, "transcript", "text") for q in principle.direct_questions]
    hidden = [words(q, "transcript", "text") for q in principle.indirect_questions]
    into.addLayout(
        beside(
            captioned("Questions that name it", spaced(direct, 10)),
            captioned("Questions that hide it", spaced(hidden, 10)),
        )
    )
