"""Flash cards: what the guides ask, and when it comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.library import Library, load_library
from interviewer.practice.cards import (
    NEW_A_DAY,
    Card,
    cards,
    counts,
    deck,
    due_by_day,
    intervals,
    schedule,
    span,
)
from interviewer.practice.store import Review

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def every(library: Library) -> tuple[Card, ...]:
    return cards(library)


def test_every_guide_gives_cards_of_every_kind(library: Library, every: tuple[Card, ...]) -> None:
    for guide in library.competencies.values():
        own = [card for card in every if card.competency == guide.id]
        wanted = (
            len(guide.follow_ups) + len(guide.self_checks) + len(guide.disqualifiers) + len(guide.signals)
        )
        assert len(own) == wanted and {c.kind for c in own} >= {"follow_up", "disqualifier", "signal"}
    assert len({card.id for card in every}) == len(every)
    assert all(card.front and card.back and all(card.back) for card in every)


def test_a_day_begins_with_a_few_new_cards_of_every_kind(every: tuple[Card, ...]) -> None:
    found = deck(every, (), NOW)
    assert (len(found.due), found.new, found.learned, found.total) == (NEW_A_DAY, NEW_A_DAY, 0, len(every))
    assert len({card.kind for card in found.due}) >= 3
    seen = [Review(card.id, NOW - timedelta(minutes=30), 4) for card in found.due[:4]]
    assert deck(every, seen, NOW).new == NEW_A_DAY - 4


def test_weak_guides_come_first(library: Library, every: tuple[Card, ...]) -> None:
    weak = list(library.competencies)[-1]
    assert {card.competency for card in deck(every, (), NOW, [weak]).due} == {weak}


def test_what_was_forgotten_comes_back_sooner_than_what_was_easy(every: tuple[Card, ...]) -> None:
    a, b = every[0].id, every[1].id
    standing = schedule([Review(a, NOW, 1), Review(b, NOW, 4)])
    assert standing[a].due - NOW < timedelta(hours=1) < timedelta(days=2) < standing[b].due - NOW
    later = NOW + timedelta(days=1)
    found = deck(every, [Review(a, NOW, 1), Review(b, NOW, 4)], later)
    assert found.due[0].id == a and b not in [card.id for card in found.due]
    assert found.next_due == standing[b].due


def test_what_each_rating_would_do_is_told(every: tuple[Card, ...]) -> None:
    fresh = intervals((), NOW)
    assert fresh[1] == "1 min" and fresh[4].endswith("days")
    log = [Review(every[0].id, NOW - timedelta(days=9), 4), Review(every[0].id, NOW - timedelta(days=1), 3)]
    assert intervals(log, NOW)[3].endswith(("days", "months"))


@settings(deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=12))
def test_a_schedule_is_the_fold_of_the_ratings(ratings: list[int]) -> None:
    """In whatever order the log is read, and again the same; a card never comes due before its last rating."""
    log = [Review("c", NOW + timedelta(days=n), rating) for n, rating in enumerate(ratings)]
    one, other = schedule(log)["c"], schedule(reversed(log))["c"]
    assert one.due == other.due > log[-1].at and one.reviews == len(ratings)
    assert one.lapses == sum(r == 1 for r in ratings[1:])


def test_what_comes_on_which_day(every: tuple[Card, ...]) -> None:
    log = [Review(every[0].id, NOW - timedelta(days=3), 1), Review(every[1].id, NOW, 4)]
    by_day = due_by_day(log, NOW, 30)
    assert by_day[0] == 1 and sum(by_day) == 2


def test_how_much_of_a_guide_was_seen(every: tuple[Card, ...]) -> None:
    standing = schedule([Review(every[0].id, NOW, 3)])
    seen, whole = counts(standing, every)[every[0].competency]
    assert seen == 1 and whole == sum(card.competency == every[0].competency for card in every)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=20), "1 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=12), "12 days"),
        (timedelta(days=90), "3 months"),
    ],
)
def test_lengths_as_people_say_them(length: timedelta, words: str) -> None:
    assert span(length) == words
