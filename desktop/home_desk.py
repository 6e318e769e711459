"""Today as it lives: what it shows, its sound check, and the rounds that were cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.archive import Archive, Shelf, mark, marked
from desktop.choices import Choices
from desktop.next_up import LOOKED_AT
from desktop.own_reports import own_reports
from desktop.pages.home import HomePage
from desktop.pages.rounds import RoundsPage
from desktop.plan_days import practised
from desktop.progress_view import Held
from desktop.sound_check import SoundCheck
from desktop.today import home_view, rounds_view
from desktop.view import Checks, Plan
from desktop.work import Work
from interviewer.report import Report


class HomeDesk(QObject):
    """Serves Today and Rounds, which show the same sessions."""

    report_wanted = Signal(str)
    trouble = Signal(str, str)
    """What did not work, and why."""

    def __init__(
        self, home: HomePage, rounds: RoundsPage, archive: Archive, choices: Choices, check: SoundCheck
    ) -> None:
        super().__init__()
        self._home, self._rounds, self._archive = home, rounds, archive
        self._choices, self.check = choices, check
        self._shelf = Shelf((), None)
        self._reports: tuple[Report, ...] = ()
        self._open = False
        home.microphone_chosen.connect(lambda name: self._choose(input_device=name))
        home.loudspeaker_chosen.connect(lambda name: self._choose(output_device=name))
        home.loopback_requested.connect(check.test)
        home.recover.connect(self._recover)
        home.forget.connect(self._forget)
        check.checks.connect(home.show_checks)
        check.level.connect(home.set_level)
        check.loopback.connect(home.show_loopback)

        self.plan: Callable[[], Plan | None] = lambda: None
        """The days until the interview, as far as they are known."""

    @property
    def shelf(self) -> Shelf:
        """As last read."""
        return self._shelf

    # ------------------------------------------------------------ coming and going
    def entered(self) -> None:
        """Today is shown: read the journal, open the microphone."""
        self._open = True
        self.read()
        self.check.open(self._choices.settings)

    def left(self) -> None:
        """Something else is shown: let the microphone go."""
        self._open = False
        self.check.close()

    def wait_for_devices(self) -> None:
        """Until the check has let go of them; called on a round's own thread."""
        self.check.wait_closed()

    def read(self) -> None:
        """Read the sessions anew and show them."""
        self._beside(lambda: (self._archive.shelf(), own_reports(LOOKED_AT)), self._show)

    def _show(self, read: tuple[Shelf, tuple[Held, ...]]) -> None:
        self._shelf, held = read
        self._reports = tuple(report for _, report in held)
        self.show()

    def show(self) -> None:
        """Show Today and Rounds with what is known."""
        settings, library = self._choices.settings, self._archive.library
        alone = marked("left") | self._shelf.silent
        offered = [r for r in self._shelf.own if r.status == "done" or r.id not in alone]
        made = home_view(
            library,
            offered,
            self._shelf.newest,
            datetime.now(),
            self.check.last if self._open else Checks(),
            level=settings.level,
            company=settings.company,
            round_id=settings.round_id,
            reports=self._reports,
            problems=[*self._choices.problems, *(str(problem) for problem in library.problems)],
        )
        plan = self.plan()
        held = (datetime.fromisoformat(record.created).date() for record in self._shelf.own)
        self._home.show_view(replace(made, plan=practised(plan, held) if plan is not None else None))
        self._rounds.show_view(
            rounds_view(library, self._shelf.own, level=settings.level, company=settings.company)
        )

    # ------------------------------------------------------------ asked for
    def _choose(self, **device: str) -> None:
        self._choices.change(replace(self._choices.settings, **device))  # type: ignore[arg-type]
        if self._open:
            self.check.open(self._choices.settings)

    def _recover(self, session_id: str) -> None:
        def job() -> str:
            self._archive.recover(session_id)
            return session_id

        self._beside(job, self.report_wanted.emit, "The round could not be taken to its report.")

    def _forget(self, session_id: str) -> None:
        mark("left", session_id)
        self.show()

    def _beside(
        self,
        job: Callable[[], Any],
        then: Callable[[Any], None],
        trouble: str = "The sessions cannot be read.",
    ) -> None:
        Work(self, job, then, lambda words: self.trouble.emit(trouble, words)).start()
