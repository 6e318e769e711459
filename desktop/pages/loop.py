"""A loop: its interviewers in their order, how far it is, and the next round."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.loop_view import LoopRow, LoopView
from desktop.pages.base import Page
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.drawn_list import DrawnList, DrawnRow
from desktop.widgets.fields import Chooser
from desktop.widgets.layout import boxed, column, row
from desktop.words import tr

_LIST = 560
_STATE = {"done": "Done", "next": "Next", "later": ""}
_WORDS = {
    "done": "Done{when}. The last time counts; the meeting reads that one.",
    "next": "This is the next round. You hear nothing of how it went until the meeting, as in the real one.",
    "later": "It comes after the rounds before it.",
}
_MEETING = "All rounds are done. The interviewers meet and read their notes against each other."


class LoopPage(Page):
    """`show_view` fills it."""

    start = Signal(int)
    """Place of the round to hold, from 0."""
    picked = Signal(str)
    """Id of another loop."""
    meeting_wanted = Signal()
    report_wanted = Signal(str)
    anew_wanted = Signal()
    guardrails_wanted = Signal()

    title = "Loop"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = LoopView()
        self._chooser = Chooser("Loop")
        self._chooser.activated.connect(lambda _: self.picked.emit(self._chooser.value()))
        self._heading = Label("", "title")
        self._summary = Label("", "lead", "text2", wrap=True)
        self._place = Label("", "label", "text3", weight=400)
        self._list = DrawnList("Interviewers")
        self._list.picked.connect(lambda _: self._show_row())
        self._list.chosen.connect(lambda _: self._press())
        self._name, self._title = Label("", "title", wrap=True), Label("", "lead", "text2", wrap=True)
        self._manner, self._state = Label("", "body", wrap=True), Label("", "body", "text2", wrap=True)
        self._round = Label("", "label", "text3", weight=400, wrap=True)
        self._start = Button("Start", "primary", "Enter")
        self._start.clicked.connect(self._press)
        self._repeat = Button("Repeat this round", "plain")
        self._repeat.clicked.connect(self._repeat_round)
        self._report = Button("Read its report", "link")
        self._report.clicked.connect(self._read)
        self._meeting_words = Label(_MEETING, "body", "text2", wrap=True)
        self._meeting = Button("Hear the meeting", "primary", "M")
        self._meeting.clicked.connect(self.meeting_wanted)
        self._anew = Button("Begin the loop anew", "link")
        self._anew.clicked.connect(self.anew_wanted)
        self._sheets = Button("Guardrail sheets", "link", "Ctrl G")
        self._sheets.clicked.connect(self.guardrails_wanted)
        self._notice = Label("", "body", wrap=True)
        self.setLayout(self._lay_out())

    def _lay_out(self) -> QVBoxLayout:
        self._chooser.setMinimumWidth(280)
        head = row(self._heading, 24, self._chooser, None, column(None, self._place, 4))
        self._detail = boxed(
            column(
                24,
                self._name,
                4,
                self._title,
                16,
                self._manner,
                12,
                self._round,
                24,
                row(self._start, self._repeat, None),
                16,
                self._state,
                16,
                row(self._report, None),
                None,
            )
        )
        self._detail.setMaximumWidth(640)
        self._end = boxed(column(Rule(), 24, self._meeting_words, 16, row(self._meeting, None), 24))
        self._end.setMaximumWidth(640)
        side = column(self._detail, None, self._end, row(self._sheets, 24, self._anew, None), 24)
        inside = boxed(side)
        side.setContentsMargins(32, 0, 0, 0)
        body = row(boxed(column(self._list), width=_LIST), 24, Rule(upright=True), inside)
        body.setStretchFactor(inside, 1)
        made = column(24, head, 8, self._summary, 8, self._notice, 16, Rule(), body)
        made.setStretchFactor(body, 1)
        made.setContentsMargins(self.margin, 0, self.margin, 0)
        return made

    # ------------------------------------------------------------ showing
    def show_view(self, view: LoopView) -> None:
        fresh = [r.state for r in view.rows] != [
            r.state for r in self._view.rows
        ] or view.loop_id != self._view.loop_id
        self._view = view
        self._chooser.offer(view.loops, view.loop_id)
        self._chooser.setVisible(len(view.loops) > 1)
        self._heading.setText(dict(view.loops).get(view.loop_id, "Loop"))
        self._summary.setText(view.summary)
        self._place.setText(view.place)
        self._list.draw_rows([_drawn(each) for each in view.rows])
        upcoming = next((each for each in view.rows if each.state == "next"), None)
        if fresh and upcoming is not None:
            self._list.select(str(upcoming.place))
        self._end.setVisible(view.complete)
        self._anew.setVisible(view.done > 0)
        self._notice.setText(view.notice)
        self._notice.setVisible(bool(view.notice))
        if view.notice:
            self.announce(view.notice)
        self._show_row()

    def _current(self) -> LoopRow | None:
        chosen = self._list.current()
        return next((each for each in self._view.rows if str(each.place) == chosen), None)

    def _show_row(self) -> None:
        entry = self._current()
        self._detail.setVisible(entry is not None)
        if entry is None:
            return
        self._name.setText(entry.name)
        self._title.setText(entry.title)
        self._manner.setText(entry.manner)
        self._round.setText(
            tr("{round_title}, {minutes} minutes", round_title=entry.round_title, minutes=entry.minutes)
            + _tries(entry)
        )
        self._state.setText(
            _WORDS[entry.state].format(when=tr(" on {when}", when=entry.when) if entry.when else "")
        )
        self._start.setVisible(entry.state == "next")
        self._repeat.setVisible(entry.state == "done")
        self._report.setVisible(entry.state == "done")

    def entered(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ acts
    def _press(self) -> None:
        """Enter: hold the next round, or read the report of one that is done."""
        entry = self._current()
        if entry is not None and entry.state == "next":
            self.start.emit(entry.place)
        elif entry is not None and entry.state == "done":
            self.report_wanted.emit(entry.session)

    def _repeat_round(self) -> None:
        entry = self._current()
        if entry is not None:
            self.start.emit(entry.place)

    def _read(self) -> None:
        entry = self._current()
        if entry is not None and entry.session:
            self.report_wanted.emit(entry.session)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.key() == Qt.Key.Key_M and self._view.complete:
            self.meeting_wanted.emit()
        else:
            super().keyPressEvent(event)


def _tries(entry: LoopRow) -> str:
    return tr(", held {tries} times", tries=entry.tries) if entry.tries > 1 else ""


def _drawn(entry: LoopRow) -> DrawnRow:
    name, state = f"{entry.place + 1}   {entry.name}", _STATE[entry.state]
    about = tr(
        "{title}, {round_title}, {minutes} minutes",
        title=entry.title,
        round_title=entry.round_title,
        minutes=entry.minutes,
    )
    ink = "accent" if entry.state == "next" else "text2"
    spoken = ", ".join(
        part for part in (tr("Round {place}", place=entry.place + 1), entry.name, about, state) if part
    )
    return DrawnRow(str(entry.place), name, about, state, ink, spoken)
