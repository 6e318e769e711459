"""A typed round in a journal, as the program leaves one: for the tests of what is read from journals."""

from __future__ import annotations

from content.library import Library
from interviewer.events import Input, SessionStarted
from interviewer.journal import Journal
from interviewer.report import Report
from interviewer.session import step
from tests.bench.rounds import TypedRound, sample_answers


class JournalledRound(TypedRound):
    """Every event with its commands goes into the journal under `session_id`."""

    def __init__(
        self, journal: Journal, library: Library, round_id: str, level: str, session_id: str, created: str
    ) -> None:
        self._journal, self._id, self._created = journal, session_id, created
        super().__init__(library, round_id, level)

    def _do(self, event: Input) -> None:
        if isinstance(event, SessionStarted):
            event = SessionStarted(**{**_fields(event), "session_id": self._id})
            self._journal.begin(event, self.state.spec.title, self._created)
        self.state, commands = step(self.state, event)
        self._journal.append(self._id, event, commands)
        for command in commands:
            for following in self._carry_out(command):
                self._do(following)


def hold_sample(
    journal: Journal,
    library: Library,
    sample_id: str,
    session_id: str,
    *,
    level: str = "sde-2",
    created: str = "2026-11-19T19:40:00",
) -> Report:
    """The sample candidate's round, finished, with its report in the journal."""
    sample = library.samples[sample_id]
    held = JournalledRound(journal, library, sample.round, level, session_id, created)
    report = held.hold(sample_answers(sample)).report
    journal.finish(session_id, report)
    return report


def _fields(event: SessionStarted) -> dict[str, object]:
    return {name: getattr(event, name) for name in SessionStarted.__dataclass_fields__}
