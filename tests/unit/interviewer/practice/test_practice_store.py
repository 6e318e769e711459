"""What is kept of practice, in the journal's file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from practice_samples import DEPOTS, INDEX, RETOLD, account

from interviewer.events import SessionStarted
from interviewer.journal import Journal
from interviewer.practice.store import PracticeStore, Review
from interviewer.practice.telling import Verdict


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path / "j.sqlite3") as made:
        started = SessionStarted(0, "s1", "r", "amazon", "senior", "coach", "standard", True, 600)
        made.begin(started, "R", "2026-11-14T19:00:00")
        yield made


def test_stories_are_kept_changed_and_dropped(journal: Journal) -> None:
    store = PracticeStore(journal)
    store.keep_story(DEPOTS, "2026-11-14T10:00:00")
    store.keep_story(INDEX, "2026-11-15T10:00:00")
    store.keep_story(replace(DEPOTS, setting="Autumn"), "2026-11-16T10:00:00")
    assert store.stories() == (replace(DEPOTS, setting="Autumn"), INDEX)
    store.drop_story("six-depots")
    assert store.stories() == (INDEX,)


def test_tellings_go_with_their_session_and_their_story(journal: Journal) -> None:
    store = PracticeStore(journal)
    store.keep_story(DEPOTS, "2026-11-14T10:00:00")
    store.keep_account(account(RETOLD))
    store.keep_verdict(Verdict("s1", 0, "six-depots", True))
    assert store.accounts() == (account(RETOLD),)
    assert store.verdicts() == (Verdict("s1", 0, "six-depots", True),)
    store.drop_story("six-depots")
    assert store.verdicts() == () and store.accounts() != ()
    journal.delete("s1")
    assert store.accounts() == ()


def test_ratings_are_a_log(journal: Journal) -> None:
    store = PracticeStore(journal)
    reviews = [Review("c1", datetime(2026, 11, day, 9, tzinfo=UTC), day % 4 + 1) for day in (14, 12, 13)]
    for review in reviews:
        store.keep_review(review)
    assert store.reviews() == tuple(sorted(reviews, key=lambda r: r.at))


def test_everything_can_be_forgotten(journal: Journal) -> None:
    store = PracticeStore(journal)
    store.keep_story(DEPOTS, "2026-11-14T10:00:00")
    store.keep_account(account(RETOLD))
    store.keep_review(Review("c1", datetime(2026, 11, 14, tzinfo=UTC), 3))
    store.forget_everything()
    assert (store.stories(), store.accounts(), store.reviews(), store.made()) == ((), (), (), ())
    assert [record.id for record in journal.sessions()] == ["s1"]
