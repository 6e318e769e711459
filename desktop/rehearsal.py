"""One round, put together from real parts: the composition behind the command line and the window."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from content.library import Library
from desktop.options import Options
from desktop.paths import journal_path
from interviewer.conductor import Conductor, Hands, Moment
from interviewer.events import Input, SessionStarted
from interviewer.guardrails.known import Known
from interviewer.guardrails.of_sheet import figures_of
from interviewer.guardrails.shelf import SheetShelf
from interviewer.journal import Journal
from interviewer.loop.persona import embodied
from interviewer.loop.told import Told, known_of, told_in
from interviewer.recall import first_state, recall
from interviewer.report import Report
from interviewer.verdict import make_report


class Stage(Hands, Protocol):
    """Hands that also have a clock and a life of their own."""

    @property
    def now(self) -> int:
        """The session's clock, samples at 16 kHz."""

    def begin(self, post: Callable[[Input], None], session_id: str) -> None:
        """Open devices and load models; events are posted from now on."""

    def witness(self, moment: Moment) -> None:
        """Sees every moment, on the conductor's thread, before the observer does."""

    def end(self) -> None:
        """Close the recording, devices and models; nothing is posted after it returns."""


@dataclass(frozen=True, slots=True)
class Held:
    """A round that has been held."""

    session_id: str
    report: Report | None
    """None when it was cut off before its end."""


class Rehearsal:
    """Runs one round to its report."""

    def __init__(
        self, options: Options, library: Library, stage: Stage, observe: Callable[[Moment], None]
    ) -> None:
        """`observe` is called on the conductor's thread."""
        now = datetime.now()
        self.session_id = f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
        self._options = options
        self._library = library
        self._stage = stage
        self._observe = observe
        self._report: Report | None = None
        first = first_state(library, options.round_id, options.company, options.level)
        self.state = first
        """As last observed."""
        self._conductor = Conductor(
            first,
            stage,
            lambda: Journal(journal_path()),
            lambda state: make_report(state, library),
            self._seen,
            name=embodied(first.spec, options.persona).title,
            created=now.isoformat(timespec="seconds"),
        )

    @property
    def idle(self) -> bool:
        """Nothing waits for the conductor."""
        return self._conductor.idle

    def start(self) -> None:
        """Open everything and begin.

        Raises:
            SoundError, MindError, ModelError, JournalError: a part cannot be had; nothing is left open.
        """
        # A journal that cannot be written is found out before anybody speaks.
        with Journal(journal_path()) as journal:
            known = self._known(journal)
        try:
            self._stage.begin(self.post, self.session_id)
        except BaseException:
            self._stage.end()
            raise
        options = self._options
        self._conductor.start()
        self.post(
            SessionStarted(
                sample=0,
                session_id=self.session_id,
                round_id=self.state.spec.id,
                company=self.state.company,
                level=self.state.level.id,
                view=options.view,
                strictness=options.strictness or self.state.spec.strictness,
                typed=options.typed,
                seconds=options.seconds or self.state.seconds,
                skip_checklist=options.skip_checklist,
                headphones=not options.typed,
                known=known,
                persona=options.persona,
            )
        )

    def _known(self, journal: Journal) -> Known:
        """The sheets that the user is held to, and what was told in the earlier rounds that this interviewer knows."""
        if self._options.sample:
            return Known()
        sheets = figures_of(SheetShelf(journal).held())
        rounds: list[Told] = []
        for session_id, where in self._options.earlier:
            report = journal.report(session_id)
            if report is not None:
                rounds.append(told_in(0, where, recall(journal, session_id, self._library).state, report))
        told = known_of(rounds)
        return Known((*sheets, *told.figures), told.stories)

    @property
    def ended(self) -> threading.Event:
        """Set when the report is there, or when the conductor has failed."""
        return self._conductor.ended

    @property
    def now(self) -> int:
        return self._stage.now

    def post(self, event: Input) -> None:
        self._conductor.post(event)

    def close(self) -> Held:
        """Stop whatever goes on; an unfinished round can be recovered later.

        Raises:
            Exception: what stopped the conductor, if something did.
        """
        self._conductor.close()
        self._stage.end()
        if self._conductor.failure is not None:
            raise self._conductor.failure
        return Held(self.session_id, self._report)

    def _seen(self, moment: Moment) -> None:
        self.state = moment.state
        self._report = moment.report or self._report
        self._stage.witness(moment)
        self._observe(moment)
