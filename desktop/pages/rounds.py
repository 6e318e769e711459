"""All rounds: find one, see what it listens for and how it is scored, choose company and level, start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.pages.base import Page
from desktop.pages.round_detail import RoundDetailPanel
from desktop.view import RoundDetail, RoundRow, RoundsView
from desktop.widgets.controls import Label, Rule
from desktop.widgets.layout import boxed, column, row
from desktop.widgets.round_list import RoundList
from desktop.widgets.search_field import SearchField
from desktop.words import tr

_LIST = 440


def matches(entry: RoundRow, words: str) -> bool:
    """Every word of the search occurs somewhere in the row's texts."""
    text = " ".join(
        (entry.title, entry.summary, entry.field, entry.company_name, entry.level_name, entry.difficulty)
    ).casefold()
    return all(word in text for word in words.casefold().split())


class RoundsPage(Page):
    """Search and filters, the list, and the round that is picked."""

    start = Signal(str, str, str)
    start_typed = Signal(str, str, str)
    """round id, company id, level id."""

    title = "Rounds"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounds: dict[str, RoundDetail] = {}
        self._search = SearchField("Find a round", "Find a round: a word of its title, field or company")
        self._search.textChanged.connect(self._filter)
        self._search.leave.connect(self._to_list)
        self._company = self._chooser("Company", "Every company")
        self._level = self._chooser("Level", "Every level")
        self._difficulty = self._chooser("Difficulty", "Any difficulty")
        self._count = Label("", "label", "text3", weight=400)
        self._detail = RoundDetailPanel()
        self._detail.start.connect(self.start)
        self._detail.start_typed.connect(self.start_typed)
        self._list = RoundList()
        self._list.picked.connect(self._show_detail)
        self._list.chosen.connect(lambda _: self._detail.press())
        self._none = Label("", "body", "text2", wrap=True)
        self.setLayout(self._lay_out())
        QShortcut(QKeySequence("/"), self, self.look_for_a_round)
        QShortcut(QKeySequence("T"), self, self._detail.press_typed)

    def _lay_out(self) -> QVBoxLayout:
        filters = row(self._search, self._company, self._level, self._difficulty, spacing=12)
        filters.setStretch(0, 1)
        left = column(
            row(Label("Rounds", "title"), None, column(None, self._count, 4)),
            16,
            boxed(filters, name="Find a round"),
        )
        self._left = boxed(column(self._none, self._list), width=_LIST)
        body = row(self._left, 24, Rule(upright=True), self._detail)
        body.setStretchFactor(self._detail, 1)
        body.setContentsMargins(self.margin, 0, 0, 0)  # the detail's scroll bar stands in the margin
        above = column(24, left, 16, Rule())
        above.setContentsMargins(self.margin, 0, self.margin, 0)
        made = column(above, body)
        made.setStretchFactor(body, 1)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(min(_LIST, self.width() // 3))

    def _chooser(self, name: str, every: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.addItem(every, "")
        box.setMinimumWidth(168)
        box.currentIndexChanged.connect(lambda _: self._filter())
        return box

    # ------------------------------------------------------------ showing
    def show_view(self, view: RoundsView) -> None:
        kept = self._list.current()
        self._rounds = {detail.row.round_id: detail for detail in view.rounds}
        rows = [detail.row for detail in view.rounds]
        _offer(self._company, {r.company: r.company_name for r in rows})
        _offer(self._level, {r.level: r.level_name for r in rows})
        present = {r.difficulty for r in rows}
        _offer(self._difficulty, {d: d.capitalize() for d in ("easy", "medium", "hard") if d in present})
        self._filter()
        if kept:
            self.pick(kept)

    def pick(self, round_id: str) -> None:
        """Show a round's detail; clears the filters if they hide it."""
        if round_id in self._rounds and not self._list.select(round_id):
            self._search.clear()
            for box in (self._company, self._level, self._difficulty):
                box.setCurrentIndex(0)
            self._list.select(round_id)

    def look_for_a_round(self) -> None:
        """Put the cursor into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def entered(self) -> None:
        self._to_list()

    def shown(self) -> list[str]:
        """Ids of the rounds that pass the search and the filters."""
        return self._list.ids()

    def _filter(self, *_: object) -> None:
        rows = [d.row for d in self._rounds.values() if self._passes(d.row)]
        self._list.show_rows(rows)
        self._list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.setText(
            "\nNo round fits. Take a filter away or search for another word." if self._rounds else ""
        )
        total = len(self._rounds)
        self._count.setText(
            tr("{total} rounds", total=total)
            if len(rows) == total
            else tr("{count} of {total} rounds", count=len(rows), total=total)
        )
        if not rows:
            self._detail.show_detail(None)

    def _passes(self, entry: RoundRow) -> bool:
        wanted = (
            (self._company.currentData(), entry.company),
            (self._level.currentData(), entry.level),
            (self._difficulty.currentData(), entry.difficulty),
        )
        return matches(entry, self._search.text()) and all(not want or want == has for want, has in wanted)

    def _show_detail(self, round_id: str) -> None:
        self._detail.show_detail(self._rounds.get(round_id))

    def _to_list(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def _offer(box: QComboBox, choices: dict[str, str]) -> None:
    """Fill a filter, keeping what was chosen; a filter with one choice is of no use and hides."""
    chosen = box.currentData()
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for choice, name in choices.items():
        box.addItem(name, choice)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
    box.setVisible(len(choices) > 1)
