"""All sessions: find one by any words said in it, open its report or replay, rename, export, delete, recover it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.pages.base import Page
from desktop.pages.promised import promised
from desktop.pages.session_detail import SessionDetailPanel
from desktop.sessions_view import SessionRow, SessionsView, matches, size_words
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.fields import Chooser
from desktop.widgets.layout import boxed, column, row
from desktop.widgets.search_field import SearchField
from desktop.widgets.session_list import SessionList
from desktop.words import tr
from interviewer.word_search import Found

_DETAIL = 432
_STILL_MS = 120
"""Milliseconds without another letter until what was said is searched."""
_PROMISES = (
    ("What was said", "Both voices, and every word as text that can be searched and put right."),
    ("Its report", "The verdict with the sentences behind it, and what would move it most."),
    ("Your notes", "Written or said at a moment of the replay, with tags of your own."),
    ("Earlier attempts", "Two of the same round side by side: what closed, and what came back."),
)
_STATES = (("", "Every state"), ("done", "With a report"), ("open", "Cut off"))


class SessionsPage(Page):
    """`show_view(SessionsView)` fills it, again after each act (made by `sessions_view.sessions_view`).

    The page keeps what was picked, searched and filtered. `pick(session_id)` shows one from outside.
    """

    report_requested = Signal(str)
    """A session's id, as in all signals here."""
    replay_requested = Signal(str)
    recover_requested = Signal(str)
    export_requested = Signal(str, str)
    """Id and the folder chosen, for `deliver`."""
    delete_requested = Signal(str)
    undo_requested = Signal()
    """Bring back what was deleted last."""
    rename_requested = Signal(str, str)
    """Id and the new name."""
    search_wanted = Signal(str)
    """Find these words in what was said; `show_found` follows."""
    changes_wanted = Signal(str)
    """What would move this session's verdict most: `show_changes` answers."""
    passage_requested = Signal(str, int)
    """Id and the sample at which the replay is to open."""
    rounds_requested = Signal()
    """From the empty list: go where a round is chosen."""

    title = "Sessions"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, SessionRow] = {}
        self._size = 0
        self._found: dict[str, tuple[Found, ...]] = {}
        self._changes: dict[str, tuple[str, ...]] = {}
        self._searched = ""
        """The words that `_found` answers."""
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self._look_into_words)
        self._search = SearchField(
            "Find a session", "Find a session by its name, its day, or any words said in it"
        )
        self._search.textChanged.connect(self._searching)
        self._search.leave.connect(self._to_list)
        self._rounds, self._levels, self._states = Chooser("Round"), Chooser("Level"), Chooser("State")
        for box in (self._rounds, self._levels, self._states):
            box.setMinimumWidth(168)
            box.currentIndexChanged.connect(self._filter)
        self._states.offer(_STATES, "")
        self._count = Label("", "label", "text3", weight=400)
        self._notice = Label("", "body", wrap=True)
        self._undo = Button("Bring it back", "link", "Ctrl Z")
        self._undo.clicked.connect(self.undo_requested)
        told = row(self._notice, 24, self._undo, align=Qt.AlignmentFlag.AlignVCenter)
        told.setStretch(0, 1)
        self._told = boxed(column(told, 16))
        self._none = Label(
            "No session fits. Take a filter away or search for another word.", "body", "text2", wrap=True
        )
        self._detail = SessionDetailPanel()
        self._detail.report_requested.connect(self.report_requested)
        self._detail.replay_requested.connect(self.replay_requested)
        self._detail.recover_requested.connect(self.recover_requested)
        self._detail.export_requested.connect(self.export_requested)
        self._detail.delete_requested.connect(self.delete_requested)
        self._detail.rename_requested.connect(self.rename_requested)
        self._detail.passage_requested.connect(self.passage_requested)
        self._detail.closed.connect(self._to_list)
        self._list = SessionList()
        self._list.picked.connect(self._show_detail)
        self._list.chosen.connect(lambda _: self._detail.press())
        self._body = QStackedWidget()
        self._body.addWidget(self._filled())
        self._body.addWidget(self._empty())
        self.setLayout(self._lay_out())
        self._keys()
        self.show_view(SessionsView())

    def _lay_out(self) -> QVBoxLayout:
        self._head = boxed(column(row(Label("Sessions", "title"), None, column(None, self._count, 4)), 16))
        made = column(24, self._head, self._told, self._body)
        made.setStretchFactor(self._body, 1)
        made.setContentsMargins(self.margin, 0, self.margin, 0)
        return made

    def _filled(self) -> QWidget:
        filters = row(self._search, self._rounds, self._levels, self._states, spacing=12)
        filters.setStretch(0, 1)
        detail = boxed(column(24, self._detail), width=_DETAIL)
        left = boxed(column(self._none, self._list, None))
        left.layout().setStretchFactor(self._list, 1000)  # type: ignore[union-attr]
        sides = row(left, 24, Rule(upright=True), 32, detail)
        sides.setStretchFactor(left, 1)
        made = column(boxed(filters, name="Find a session"), 16, Rule(), sides)
        made.setStretchFactor(sides, 1)
        return boxed(made)

    def _empty(self) -> QWidget:
        start = Button("Choose a round", "primary", "Enter")
        start.clicked.connect(self.rounds_requested)
        return boxed(
            column(
                24,
                Label("Nothing rehearsed yet.", "display", wrap=True),
                16,
                Label("After a round you find here:", "lead", "text2", wrap=True),
                32,
                promised(_PROMISES),
                32,
                row(start, None),
                None,
            )
        )

    def _keys(self) -> None:
        QShortcut(QKeySequence("/"), self, self.look_for_a_session)
        QShortcut(QKeySequence("Ctrl+Z"), self, self._bring_back)
        for key, act in (
            ("R", self._detail.replay),
            ("E", self._detail.export),
            ("Del", self._detail.delete),
            ("F2", self._detail.rename),
        ):
            QShortcut(
                QKeySequence(key), self._list, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

    # ------------------------------------------------------------ showing
    def show_view(self, view: SessionsView) -> None:
        self._rows = {entry.session_id: entry for entry in view.sessions}
        self._changes.clear()  # a correction may have made another report
        rounds = {entry.round_id: entry.round_title for entry in view.sessions}
        levels = {entry.level: entry.level for entry in view.sessions}
        _offer(self._rounds, "Every round", rounds)
        _offer(self._levels, "Every level", levels)
        self._states.setVisible(len({entry.done for entry in view.sessions}) > 1)
        if view.notice and view.notice != self._notice.text():
            self.announce(view.notice)
        self._notice.setText(view.notice)
        self._told.setVisible(bool(view.notice))
        self._undo.setVisible(bool(view.deleted))
        self._size = view.size
        self._head.setVisible(bool(self._rows))
        self._body.setCurrentIndex(0 if self._rows else 1)
        self._filter()
        if self.hasFocus():  # entered before the sessions were read
            self._to_list()

    def pick(self, session_id: str) -> None:
        """Show a session; clears the filters if they hide it."""
        if session_id in self._rows and not self._list.select(session_id):
            self._search.clear()
            for box in (self._rounds, self._levels, self._states):
                box.setCurrentIndex(0)
            self._list.select(session_id)

    def shown(self) -> list[str]:
        """Ids of the sessions that pass the search and the filters."""
        return self._list.ids()

    def look_for_a_session(self) -> None:
        """Put the cursor into the search field."""
        if self._rows:
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._search.selectAll()

    def entered(self) -> None:
        self._to_list()

    def left(self) -> None:
        self._detail.close_name()

    def escape(self) -> bool:
        return self._detail.close_name()

    def enter(self) -> bool:
        if self._rows:
            self._detail.press()
        else:
            self.rounds_requested.emit()
        return True

    def show_found(self, words: str, found: Iterable[Found]) -> None:
        """What `search_wanted` asked for; an answer to words that have changed since is dropped."""
        if words != self._search.text().strip():
            return
        self._searched, self._found = words, {}
        for one in found:
            self._found[one.session_id] = (*self._found.get(one.session_id, ()), one)
        self._filter()
        if self._search.hasFocus():
            self.announce(self._count.text())

    # ------------------------------------------------------------ inside
    def _searching(self) -> None:
        """By name and day at once; by what was said when the words stand still."""
        words = self._search.text().strip()
        if not words.startswith(self._searched) or not words:
            self._searched, self._found = "", {}
        self._still.start()
        self._filter()

    def _look_into_words(self) -> None:
        words = self._search.text().strip()
        if words:
            self.search_wanted.emit(words)

    def _filter(self, *_: object) -> None:
        rows = [entry for entry in self._rows.values() if self._passes(entry)]
        self._list.show_rows(rows, self._found)
        self._list.setVisible(bool(rows))
        self._none.setVisible(not rows and self._searched == self._search.text().strip())
        total = len(self._rows)
        said = tr("1 session") if total == 1 else tr("{total} sessions", total=total)
        if len(rows) != total:
            said = tr("{count} of {sessions}", count=len(rows), sessions=said[:1].lower() + said[1:])
        if self._size:
            said = tr("{sessions}, {size} of recordings", sessions=said, size=size_words(self._size))
        self._count.setText(said if total else "")
        self._show_detail(self._list.current() if rows else "")

    def _passes(self, entry: SessionRow) -> bool:
        wanted = (
            (self._rounds.value(), entry.round_id),
            (self._levels.value(), entry.level),
            (self._states.value(), "done" if entry.done else "open"),
        )
        said = entry.session_id in self._found or matches(entry, self._search.text())
        return said and all(not want or want == has for want, has in wanted)

    def _show_detail(self, session_id: str) -> None:
        entry = self._rows.get(session_id)
        self._detail.show_row(entry, self._found.get(session_id, ()))
        self._detail.show_changes(self._changes.get(session_id, ()))
        if entry is not None and entry.score is not None and session_id not in self._changes:
            self.changes_wanted.emit(session_id)

    def show_changes(self, session_id: str, changes: tuple[str, ...]) -> None:
        """What `changes_wanted` asked for."""
        self._changes[session_id] = changes
        if session_id == self._list.current():
            self._detail.show_changes(changes)

    def _bring_back(self) -> None:
        if not self._undo.isHidden():
            self.undo_requested.emit()

    def _to_list(self) -> None:
        if self._rows:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def _offer(box: Chooser, every: str, choices: dict[str, str]) -> None:
    """Fill a filter, keeping what was chosen; a filter with one choice is of no use and hides."""
    box.offer([("", every), *choices.items()], box.value())
    box.setVisible(len(choices) > 1)
