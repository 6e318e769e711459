"""What the plan is made of, gathered from the bank, the drills, the cards and the reports. Free of Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from content.library import Library
from content.schema import Level
from interviewer.practice.cards import Card, Deck, cards, deck, due_by_day
from interviewer.practice.coverage import Coverage, coverage
from interviewer.practice.drills import Drill, Tried, catalogue, standing_by_principle, weakest_first
from interviewer.practice.made import is_made
from interviewer.practice.plan import Facts, Principle
from interviewer.practice.reframing import ears
from interviewer.practice.store import Review
from interviewer.practice.stories import Story, read, tellable
from interviewer.practice.telling import Account, Telling, Verdict, tellings
from interviewer.report import Report

DAYS = 14
LAST = 3
"""Results of a principle that its score is the mean of."""


@dataclass(frozen=True)
class Kept:
    """Everything read from the journal's file in one go."""

    stories: tuple[Story, ...]
    accounts: tuple[Account, ...]
    verdicts: tuple[Verdict, ...]
    tries: tuple[Tried, ...]
    reviews: tuple[Review, ...]
    newest: Report | None
    """Of the last whole round of the user's own."""


@dataclass(frozen=True)
class Practice:
    """What is kept, and what follows from it."""

    kept: Kept
    told: tuple[Telling, ...]
    found: Coverage
    drills: tuple[Drill, ...]
    """Weakest first."""
    cards: tuple[Card, ...]
    deck: Deck
    facts: Facts


def practice(library: Library, kept: Kept, now: datetime, level: str) -> Practice:
    """All of it; `now` in local time, `level` the id of the level aimed at. About a tenth of a second."""
    told = tellings(kept.stories, kept.accounts, kept.verdicts)
    found = coverage(kept.stories, ears(library), told)
    every = catalogue(library)
    scores = scores_by_principle(library, kept.accounts)
    standing = standing_by_principle(every, kept.tries)
    drills = weakest_first(_by_need(every, scores, found), kept.tries)
    made = cards(library)
    weak = [d.principle for d in drills]
    guides = dict.fromkeys(library.principles[p].competency or "" for p in weak)
    utc = now.astimezone(UTC)
    pack = deck(made, kept.reviews, utc, tuple(guides))
    facts = _facts(library, kept, found, scores, standing, level, due_by_day(kept.reviews, utc, DAYS), pack)
    return Practice(kept, told, found, drills, made, pack, facts)


def scores_by_principle(library: Library, accounts: Sequence[Account]) -> dict[str, float]:
    """By principle's id: the mean of the last results of rounds and drills that listen for it."""
    by_name = {principle.name: principle.id for principle in library.principles.values()}
    found: dict[str, list[float]] = {}
    for account in accounts:  # newest first
        for name in account.principles:
            if account.overall is not None and name in by_name:
                found.setdefault(by_name[name], []).append(account.overall)
    return {name: sum(held[:LAST]) / len(held[:LAST]) for name, held in found.items()}


def _by_need(every: Sequence[Drill], scores: Mapping[str, float], found: Coverage) -> tuple[Drill, ...]:
    """Principles with a result come first, the lowest first; then the others as often as they are asked about."""
    place = {name: number for number, name in enumerate(found.principles)}
    return tuple(sorted(every, key=lambda d: (scores.get(d.principle, 9.0), place.get(d.principle, 99))))


def _facts(
    library: Library,
    kept: Kept,
    found: Coverage,
    scores: Mapping[str, float],
    standing: Mapping[str, tuple[int, int, int]],
    level: str,
    due: tuple[int, ...],
    pack: Deck,
) -> Facts:
    aimed = library.levels.get(level) or _level_of(library, kept.newest)
    rounds = {a.session: a for a in kept.accounts if not is_made(a.round_id) and a.overall is not None}
    bare = [(s.title, sum(c.status == "open" for c in read(s).claims)) for s in kept.stories]
    newest = kept.newest
    rows = [row for table in newest.tables for row in table.rows] if newest else []
    below = sorted((row for row in rows if row.below_bar), key=lambda row: (row.score, -row.weight))
    return Facts(
        principles=tuple(
            Principle(
                id=name,
                name=library.principles[name].name,
                covered=name not in found.gaps,
                held=any(found.cell(name, s).cover == "held" for s in found.stories),
                score=scores.get(name),
                missed=sum(standing.get(name, (0, 0, 0))[1:]),
            )
            for name in found.principles
        ),
        stories=sum(tellable(story) for story in kept.stories),
        unfinished=tuple(story.title for story in kept.stories if not tellable(story)),
        open_figures=tuple((title, count) for title, count in bare if count),
        bar=aimed.bar,
        level=aimed.name,
        rounds=len(rounds),
        last_round=max((_day(a.created) for a in rounds.values()), default=None),
        weak_dimensions=tuple(row.name for row in below[:2]),
        due=due,
        new_cards=pack.total - pack.learned,
    )


def _level_of(library: Library, newest: Report | None) -> Level:
    """Where none was chosen: the last round's, else that of most rounds."""
    by_name = {each.name: each for each in library.levels.values()}
    if newest is not None and newest.level in by_name:
        return by_name[newest.level]
    usual = Counter(spec.level for spec in library.rounds.values()).most_common(1)
    return library.levels[usual[0][0]]


def _day(created: str) -> date:
    return datetime.fromisoformat(created).date()
