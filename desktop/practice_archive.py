"""Practice on this computer, for the pages: the bank with what was told of it, drills, ratings. Free of Qt.

Every call opens the journal for itself, so that it can be made on any thread.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from content.library import Library
from content.schema import RoundSpec
from desktop.archive import marked
from desktop.paths import journal_path
from desktop.practice_facts import Kept
from interviewer.errors import InterviewerError
from interviewer.journal import Journal, SessionRecord
from interviewer.practice.drill_results import DrillResult, judge
from interviewer.practice.drills import Drill, Tried
from interviewer.practice.made import is_made
from interviewer.practice.store import Made, PracticeStore, Review
from interviewer.practice.stories import Story
from interviewer.practice.telling import Account, Verdict, accounts_of
from interviewer.recall import recall

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bank:
    """Stories, and what is known of where they were told."""

    stories: tuple[Story, ...]
    accounts: tuple[Account, ...]
    verdicts: tuple[Verdict, ...]


class PracticeArchive:
    """Reads and writes what the practice pages need."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @contextmanager
    def open(self) -> Iterator[tuple[Journal, PracticeStore]]:
        """The journal and the store in it, for one piece of work."""
        with Journal(journal_path()) as journal:
            yield journal, PracticeStore(journal)

    def bank(self, *, look: bool = True) -> Bank:
        """Everything; with `look`, sessions that were never looked through are, at a fifth of a second each."""
        with self.open() as (journal, store):
            if look:
                self._look_through(journal, store)
            return Bank(store.stories(), store.accounts(), store.verdicts())

    def kept(self) -> Kept:
        """All that practice rests on, sessions looked through."""
        with self.open() as (journal, store):
            self._look_through(journal, store)
            samples = marked("sample")
            own = (r for r in journal.sessions() if r.id not in samples and not is_made(r.round_id))
            done = next((r for r in own if r.status == "done"), None)
            newest = journal.report(done.id) if done is not None else None
            return Kept(
                store.stories(), store.accounts(), store.verdicts(), store.tries(), store.reviews(), newest
            )

    def made(self) -> tuple[Made, ...]:
        """Rounds that were made for drills."""
        with self.open() as (_, store):
            return store.made()

    def begin_drill(self, spec: RoundSpec, drill: Drill) -> None:
        """Before its session begins, so that this can be rebuilt."""
        with self.open() as (_, store):
            store.keep_round(spec, drill.kind, drill.subject)

    def finish_drill(self, session_id: str, drill: Drill) -> DrillResult:
        """Judge a drill that is over and keep what came of it; one left without a word is no try."""
        with self.open() as (journal, store):
            record = journal.session(session_id)
            result = judge(drill, recall(journal, session_id, self.library).state)
            if result.said:
                store.keep_try(Tried(session_id, drill.subject, drill.kind, record.created, result.standing))
            return result

    def rate(self, review: Review) -> None:
        with self.open() as (_, store):
            store.keep_review(review)

    def keep(self, story: Story, now: datetime) -> None:
        with self.open() as (_, store):
            store.keep_story(story, now.isoformat(timespec="milliseconds"))

    def drop(self, story_id: str) -> None:
        with self.open() as (_, store):
            store.drop_story(story_id)

    def confirm(self, verdict: Verdict) -> None:
        with self.open() as (_, store):
            store.keep_verdict(verdict)

    def forget_everything(self) -> None:
        """Stories, tellings, drills and ratings."""
        with self.open() as (_, store):
            store.forget_everything()

    # ------------------------------------------------------------ inside
    def _look_through(self, journal: Journal, store: PracticeStore) -> None:
        known = {account.session for account in store.accounts()}
        samples = marked("sample")
        for record in journal.sessions():
            if record.status == "done" and record.id not in known and record.id not in samples:
                self._look(journal, store, record)

    def _look(self, journal: Journal, store: PracticeStore, record: SessionRecord) -> None:
        """A session that cannot be rebuilt is passed over; the list of sessions says so."""
        try:
            state = recall(journal, record.id, self.library).state
        except InterviewerError as error:
            log.info("a session was passed over in the search for stories: %s", error)
            return
        principles = tuple(
            principle.name
            for principle in self.library.principles.values()
            if principle.competency in state.spec.competencies or principle.name in state.spec.tests
        )
        nothing = Account(
            record.id, 0, record.round_id, "", principles, record.created, "", 0.0, 0.0, 0.0, (), None, 4.0
        )
        for account in accounts_of(state, record.created, record.overall, principles) or (nothing,):
            store.keep_account(account)
