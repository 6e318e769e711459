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
from desktop.archive import marked
from desktop.paths import journal_path
from interviewer.errors import InterviewerError
from interviewer.journal import Journal, SessionRecord
from interviewer.practice.store import PracticeStore
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
