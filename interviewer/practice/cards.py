"""Flash cards from the guides, spaced by FSRS. Pure: a card's schedule is the fold of its ratings, so the log is all
that is kept.

The scheduler is py-fsrs (the Free Spaced Repetition Scheduler, version 6, with its published default parameters); a
card comes back when the chance of recalling it has fallen to nine in ten.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from content.library import Library
from content.schema import Competency
from interviewer import captions

if TYPE_CHECKING:
    import fsrs

    from interviewer.practice.store import Review

CardKind = Literal["follow_up", "self_check", "disqualifier", "signal"]
RATINGS: tuple[tuple[int, str], ...] = ((1, "Again"), (2, "Hard"), (3, "Good"), (4, "Easy"))
NEW_A_DAY = 10
"""Cards never seen before that a day begins with; more than that come back faster than they can be learned."""
RETENTION = 0.9


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to know without looking."""

    id: str
    kind: CardKind
    competency: str
    """Id of the guide it comes from."""
    name: str
    """The guide's."""
    front: str
    """What is asked."""
    quote: str
    """What the question is about, in somebody's words; may be empty."""
    asked: str
    """What those words reply to; may be empty."""
    back: tuple[str, ...]
    """The answer, a paragraph each."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """Where a card stands."""

    due: datetime
    """UTC."""
    reviews: int
    stability: float
    """Days until the chance of recalling it falls to nine in ten."""
    lapses: int
    """How often it was rated again after its first time."""


@dataclass(frozen=True)
class Deck:
    """What is to be done now."""

    due: tuple[Card, ...]
    """Longest overdue first, then the new ones of today."""
    new: int
    """How many of them were never seen."""
    learned: int
    """Cards seen at least once."""
    total: int
    later_today: int
    """Cards that come due before the day is over."""
    next_due: datetime | None
    """When the next one comes, UTC; None where none is scheduled."""


def cards(library: Library) -> tuple[Card, ...]:
    """Every card of every guide, the most often asked about principle first."""
    order = [p.competency for p in library.principles.values() if p.competency in library.competencies]
    rest = [name for name in library.competencies if name not in order]
    names = dict.fromkeys((*(name for name in order if name), *rest))
    return tuple(card for name in names for card in cards_of(library.competencies[name]))


def cards_of(guide: Competency) -> tuple[Card, ...]:
    """The cards of one guide: follow-ups, checks, disqualifiers, signals."""
    made: list[Card] = []
    for c in guide.follow_ups:
        front = "Why does this lose ground, and what would hold?"
        back: tuple[str, ...] = (
            c.weak_why,
            f"Listens for: {_lower(c.listens_for)}",
            captions.quoted(c.strong_line),
        )
        made.append(_card(guide, "follow_up", front, c.weak, back, c.question))
    for check in guide.self_checks:
        made.append(_card(guide, "self_check", check.question, "", (check.answer,)))
    for d in guide.disqualifiers:
        front = "What does this decide, and what would you say instead?"
        made.append(_card(guide, "disqualifier", front, d.sounds_like, (f"{d.name}. {d.why}", d.fix)))
    for s in guide.signals:
        front = "What is missing from this, and how does it sound when it is there?"
        back = (s.text, *(captions.quoted(phrase) for phrase in s.phrases[:2]), s.why)
        made.append(_card(guide, "signal", front, s.common_miss, back))
    return tuple(made)


# ---------------------------------------------------------------- the schedule
def schedule(reviews: Iterable[Review]) -> dict[str, Scheduled]:
    """Where every card that was ever rated stands, by its id."""
    by_card: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        by_card[review.card].append(review)
    return {card: _scheduled(log) for card, log in by_card.items()}


def deck(every: Sequence[Card], reviews: Sequence[Review], now: datetime, weak: Sequence[str] = ()) -> Deck:
    """What is due at `now` (UTC); new cards of the `weak` guides come before other new ones."""
    standing = schedule(reviews)
    known = {card.id: card for card in every}
    seen = {card: s for card, s in standing.items() if card in known}
    today = now.astimezone().date()
    first_seen: dict[str, datetime] = {}
    for review in reviews:
        first_seen.setdefault(review.card, review.at)
    begun = sum(at.astimezone().date() == today for card, at in first_seen.items() if card in known)
    overdue = sorted((s.due, card) for card, s in seen.items() if s.due <= now)
    rank = {name: number for number, name in enumerate(weak)}
    fresh = [card for card in every if card.id not in seen]
    fresh.sort(key=lambda card: rank.get(card.competency, len(rank)))
    fresh = _mixed(fresh)[: max(0, NEW_A_DAY - begun)]
    end = datetime.combine(today + timedelta(days=1), datetime.min.time()).astimezone(UTC)
    ahead = sorted(s.due for s in seen.values() if s.due > now)
    return Deck(
        due=(*(known[card] for _, card in overdue), *fresh),
        new=len(fresh),
        learned=len(seen),
        total=len(every),
        later_today=sum(due < end for due in ahead),
        next_due=ahead[0] if ahead else None,
    )


def intervals(log: Sequence[Review], now: datetime) -> dict[int, str]:
    """By rating, after how long the card would come back: "10 min", "3 days"."""
    scheduler, card = _scheduler(), _replayed(log)
    import fsrs

    found = {}
    for rating, _ in RATINGS:
        after, _log = scheduler.review_card(card, fsrs.Rating(rating), now)
        found[rating] = span(after.due - now)
    return found


def due_by_day(reviews: Iterable[Review], now: datetime, days: int) -> tuple[int, ...]:
    """How many seen cards come due on each of the next days, today first; what is overdue counts today."""
    counts = [0] * days
    today = now.astimezone().date()
    for standing in schedule(reviews).values():
        day = max(0, (standing.due.astimezone().date() - today).days)
        if day < days:
            counts[day] += 1
    return tuple(counts)


def span(length: timedelta) -> str:
    """A length as people say it, in its largest unit."""
    minutes = length.total_seconds() / 60
    if minutes < 60:
        return f"{max(1, round(minutes))} min"
    if minutes < 60 * 24:
        return f"{round(minutes / 60)} h"
    days = round(minutes / 60 / 24)
    if days < 60:
        return f"{days} day{'s' if days > 1 else ''}"
    return f"{round(days / 30)} months"


def _scheduled(log: Sequence[Review]) -> Scheduled:
    card = _replayed(log)
    lapses = sum(review.rating == 1 for review in log[1:])
    return Scheduled(card.due, len(log), card.stability or 0.0, lapses)


def _replayed(log: Sequence[Review]) -> fsrs.Card:
    import fsrs

    scheduler = _scheduler()
    card = fsrs.Card(card_id=1, due=datetime(2000, 1, 1, tzinfo=UTC))
    for review in sorted(log, key=lambda r: r.at):
        card, _ = scheduler.review_card(card, fsrs.Rating(review.rating), review.at)
    return card


@lru_cache(maxsize=1)
def _scheduler() -> fsrs.Scheduler:
    import fsrs

    # Fuzz would make the fold of the log another each time.
    return fsrs.Scheduler(desired_retention=RETENTION, enable_fuzzing=False)


# ---------------------------------------------------------------- making them
def _card(
    guide: Competency, kind: CardKind, front: str, quote: str, back: tuple[str, ...], asked: str = ""
) -> Card:
    digest = hashlib.sha256(f"{asked}|{front}|{quote}".encode()).hexdigest()[:10]
    return Card(f"{kind}:{guide.id}:{digest}", kind, guide.id, guide.name, front, quote, asked, back)


def _mixed(fresh: Sequence[Card]) -> list[Card]:
    """One of each kind in turn, within the order they have: ten disqualifiers in a row teach little."""
    piles: dict[str, list[Card]] = defaultdict(list)
    for card in fresh:
        piles[card.kind].append(card)
    mixed: list[Card] = []
    while any(piles.values()):
        mixed += [pile.pop(0) for pile in piles.values() if pile]
    return mixed


def counts(standing: Mapping[str, Scheduled], every: Iterable[Card]) -> dict[str, tuple[int, int]]:
    """By guide: cards seen, and all of them."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for card in every:
        found[card.competency][0] += card.id in standing
        found[card.competency][1] += 1
    return {name: (seen, whole) for name, (seen, whole) in found.items()}


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
