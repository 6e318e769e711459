"""The loops and the guardrail sheets in the window: their pages, what is read for them, the rounds they begin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from content.library import Library
from content.schema import Loop
from desktop.choices import Choices
from desktop.dialogs import ask
from desktop.guardrail_desk import GuardrailDesk
from desktop.loop_view import LoopView, loop_view, options_of, where_of
from desktop.options import Options
from desktop.pages.debrief import DebriefPage
from desktop.pages.guardrails import GuardrailsPage
from desktop.pages.loop import LoopPage
from desktop.paths import journal_path
from desktop.window import MainWindow
from desktop.work import Work
from interviewer.journal import Journal
from interviewer.loop.forms import form
from interviewer.loop.meeting import Debrief, debrief
from interviewer.loop.shelf import LoopShelf, Run
from interviewer.loop.told import between_rounds, told_in
from interviewer.recall import recall


class Loops(QObject):
    """Owns the three pages. `begin_round` holds a round; what came of it is told by `begun` and `finished`."""

    report_wanted = Signal(str)
    replay_wanted = Signal(str, int)
    trouble = Signal(str, str)
    shown = Signal()
    """The loop's page has what was last asked for."""

    def __init__(
        self,
        window: MainWindow,
        library: Library,
        choices: Choices,
        begin_round: Callable[[Options], None],
        ask_first: Callable[..., int] = ask,
    ) -> None:
        super().__init__(window)
        self._window, self._library, self._choices, self._begin_round = window, library, choices, begin_round
        self._ask = ask_first
        self._loop_id = next(iter(library.loops), "")
        self._run: Run | None = None
        self._starting: tuple[int, int] | None = None
        """Run and place of the round that is being held."""
        self._rounds: set[str] = set()
        """Ids of the sessions that were begun here."""
        self.page, self.meeting, self.guardrails = LoopPage(), DebriefPage(), GuardrailsPage()
        self.sheets = GuardrailDesk(self.guardrails)
        self.sheets.setParent(self)
        window.add_page("loop", self.page, "Loop")
        window.add_page("meeting", self.meeting)
        window.add_page("guardrails", self.guardrails)
        QShortcut(QKeySequence("Ctrl+G"), window, lambda: window.go("guardrails"))
        window.page_changed.connect(self._on_page)
        self.page.start.connect(self.start)
        self.page.picked.connect(self._pick)
        self.page.meeting_wanted.connect(self._meet)
        self.page.report_wanted.connect(self.report_wanted)
        self.page.anew_wanted.connect(self._anew)
        self.page.guardrails_wanted.connect(lambda: window.go("guardrails"))
        self.meeting.report_wanted.connect(self.report_wanted)
        self.meeting.replay_wanted.connect(self.replay_wanted)
        self.meeting.back.connect(lambda: window.go_now("loop"))

    # ------------------------------------------------------------ the pages
    def _on_page(self, key: str) -> None:
        if key == "loop":
            self.read()
        elif key == "guardrails":
            self.sheets.entered()

    def _pick(self, loop_id: str) -> None:
        self._loop_id = loop_id
        self.read()

    def read(self, notice: str = "") -> None:
        """How far the loop is, from the journal's file."""
        loop_id = self._loop_id

        def job() -> tuple[Run | None, LoopView]:
            with Journal(journal_path()) as journal:
                run = LoopShelf(journal).newest(loop_id)
                sessions = {record.id: record for record in journal.sessions()}
            return run, loop_view(self._library, loop_id, run, sessions, notice)

        self._beside(job, self._show)

    def _show(self, found: tuple[Run | None, LoopView]) -> None:
        self._run, view = found
        self.page.show_view(view)
        self.shown.emit()

    def _anew(self) -> None:
        words = "Its rounds stay among the sessions; the loop begins with the first round again."
        if self._ask(self._window, "Begin the loop anew?", words, ("Begin anew", "Keep it")) == 0:
            loop = self._library.loops[self._loop_id]
            self._beside(lambda: self._begin_run(loop), lambda _: self.read())

    def _begin_run(self, loop: Loop) -> int:
        with Journal(journal_path()) as journal:
            return LoopShelf(journal).begin(loop.id, loop.level, datetime.now().isoformat(timespec="seconds"))

    # ------------------------------------------------------------ a round
    def start(self, place: int, *, typed: bool = False) -> None:
        """Hold the round of one interviewer; the first one begins the loop."""
        loop = self._library.loops[self._loop_id]

        def job() -> Run | None:
            with Journal(journal_path()) as journal:
                shelf = LoopShelf(journal)
                if shelf.newest(loop.id) is None:
                    shelf.begin(loop.id, loop.level, datetime.now().isoformat(timespec="seconds"))
                return shelf.newest(loop.id)

        def then(run: Run | None) -> None:
            assert run is not None
            self._run, self._starting = run, (run.id, place)
            made = options_of(self._library, loop, place, run.level, run, self._choices.settings)
            self._begin_round(replace(made, typed=typed))

        self._beside(job, then)

    def begun(self, options: Options, session_id: str) -> None:
        """A round has begun, of a loop or not."""
        if options.persona is None or self._starting is None or not session_id:
            return
        run, place = self._starting
        self._rounds.add(session_id)

        def job() -> None:
            with Journal(journal_path()) as journal:
                LoopShelf(journal).record(run, place, session_id)

        self._beside(job, lambda _: None)

    def finished(self, session_id: str) -> bool:
        """A round has its report; True where it was one of the loop, whose page is shown then."""
        if session_id not in self._rounds:
            return False
        self._starting = None
        self._window.go_now("loop")
        self.read("Done. You hear how it went when they meet.")
        return True

    # ------------------------------------------------------------ the meeting
    def _meet(self) -> None:
        loop, run = self._library.loops[self._loop_id], self._run
        if run is not None:
            self._beside(lambda: hold_meeting(self._library, loop, run), self._show_meeting)

    def _show_meeting(self, found: Debrief) -> None:
        self.meeting.show_debrief(found)
        if self._window.current_key() == "loop":  # whoever has gone on meanwhile stays there
            self._window.go_now("meeting")

    def _beside(self, job: Callable[[], object], then: Callable[..., None]) -> None:
        Work(self, job, then, lambda words: self.trouble.emit("The loop cannot be shown.", words)).start()


def hold_meeting(library: Library, loop: Loop, run: Run) -> Debrief:
    """Everything of a finished loop, from the journal.

    Raises:
        JournalError: a session of it cannot be rebuilt.
    """
    forms, rounds = [], []
    with Journal(journal_path()) as journal:
        for place, person in enumerate(loop.interviewers):
            session = run.held(place)
            report = journal.report(session) if session else None
            if report is None:
                continue
            forms.append(form(place, person, library.principles, session, report))
            state = recall(journal, session, library).state
            rounds.append(told_in(place, where_of(library, person), state, report))
    return debrief(forms, between_rounds(rounds))
