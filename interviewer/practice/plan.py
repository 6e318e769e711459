"""The days until the interview: what to do on each, and what is honestly not ready. A pure function of facts and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from interviewer import captions

Task = Literal["story", "told", "drill", "mock", "cards", "rest"]

DAYS_SHOWN = 7
TOP = 10
"""Principles a loop covers between them: the plan sees to these first."""
STORIES = 8
"""Stories that carry a loop."""
MOCK_EVERY = 3
"""Days between two whole rounds."""
MINUTES: dict[Task, int] = {"story": 30, "told": 15, "drill": 15, "mock": 25, "cards": 10, "rest": 10}
A_DAY = 60
"""Minutes a day the plan asks for at most."""


@dataclass(frozen=True, slots=True)
class Principle:
    """What is known of one principle, the most often asked about first."""

    id: str
    name: str
    covered: bool
    """A story is held or usable for it."""
    held: bool
    """It was told for it, at the bar."""
    score: float | None
    """Mean of the last results that bear on it, 1 to 4; None where there are none."""
    missed: int
    """Drills that were missed or half held at their last try."""


@dataclass(frozen=True)
class Facts:
    """All that the plan is made of."""

    principles: tuple[Principle, ...]
    stories: int
    """That can be told."""
    unfinished: tuple[str, ...]
    """Titles of those that cannot."""
    open_figures: tuple[tuple[str, int], ...]
    """Stories with figures that have no baseline, and how many."""
    bar: float
    """The level's, 1 to 4."""
    level: str
    rounds: int
    """Whole rounds held."""
    last_round: date | None
    weak_dimensions: tuple[str, ...]
    """Names of those below the bar in the newest report, lowest first."""
    due: tuple[int, ...]
    """Cards that come due, by day, today first."""
    new_cards: int
    """Never seen."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do."""

    task: Task
    words: str
    minutes: int
    target: str = ""
    """Principle's id, where there is one."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the plan."""

    day: date
    items: tuple[Item, ...]

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)


@dataclass(frozen=True)
class Plan:
    """The whole of it."""

    headline: str
    days: tuple[Day, ...]
    not_ready: tuple[str, ...]
    """Sentences, the worst first; empty when nothing is missing."""
    beyond: str
    """What does not fit into the days that are left; empty when all does."""


def plan(facts: Facts, today: date, interview: date | None) -> Plan:
    """Lay what is missing over the days that are left: stories first, then telling them, then whole rounds."""
    left = (interview - today).days if interview is not None else None
    missing = not_ready(facts)
    if left is not None and left < 0:
        return Plan("The day of the interview has passed.", (), missing, "")
    if left == 0:
        return Plan(
            "It is today. Nothing new: read your key figures once.", (_last_day(today, facts),), missing, ""
        )
    length = DAYS_SHOWN if left is None else min(left, DAYS_SHOWN)
    queue = _queue(facts)
    days: list[Day] = []
    for number in range(length):
        day = today + timedelta(days=number)
        last = left is not None and number == left - 1
        written = any(item.task == "story" for before in days for item in before.items)
        days.append(_last_day(day, facts) if last else _day(day, number, facts, queue, written))
    rest = 0 if left is None or left > DAYS_SHOWN else len(queue)
    return Plan(_headline(left, missing), tuple(days), missing, _beyond(rest, queue))


def not_ready(facts: Facts) -> tuple[str, ...]:
    """What would not hold if the interview were now, the worst first; plain sentences, nothing softened."""
    lines: list[str] = []
    top = facts.principles[:TOP]
    gaps = [p.name for p in top if not p.covered]
    if gaps:
        lines.append(f"No story for {_listed(gaps)}.")
    if facts.stories < STORIES:
        have = "No story" if not facts.stories else f"{captions.counted(facts.stories).capitalize()} stories"
        lines.append(f"{have} can be told; a loop asks for about {captions.counted(STORIES)}.")
    below = [f"{p.name} ({p.score:.1f})" for p in top if p.score is not None and p.score < facts.bar]
    if below:
        lines.append(f"Below the {facts.level} bar of {facts.bar:g}: {_listed(below)}.")
    untold = [p.name for p in top if p.covered and not p.held and p.score is None]
    if untold:
        lines.append(f"Never told out loud: {_listed(untold)}.")
    bare = sum(count for _, count in facts.open_figures)
    if bare:
        figures = "One figure has" if bare == 1 else f"{captions.counted(bare).capitalize()} figures have"
        lines.append(f"{figures} no baseline yet.")
    if not facts.rounds:
        lines.append("No whole round has been held, so nothing is known of how you hold under probing.")
    if facts.weak_dimensions:
        lines.append(f"Weakest in the last round: {_listed([d.lower() for d in facts.weak_dimensions])}.")
    return tuple(lines)


# ---------------------------------------------------------------- the days
def _queue(facts: Facts) -> list[Item]:
    """What is missing, in the order it is to be made good."""
    items: list[Item] = []
    for p in facts.principles[:TOP]:
        if not p.covered:
            items.append(_item("story", f"Write a story for {p.name}", p.id))
    items += [_item("story", f"Finish {title}") for title in facts.unfinished]
    items += [
        _item("told", f"Find the baseline of {captions.counted(n)} figure{'s' if n > 1 else ''} in {title}")
        for title, n in facts.open_figures
    ]
    weak = [p for p in facts.principles if p.missed or (p.score is not None and p.score < facts.bar)]
    weak.sort(key=lambda p: (p.score if p.score is not None else facts.bar, -p.missed))
    items += [_item("drill", f"Drill {p.name}", p.id) for p in weak]
    untold = [p for p in facts.principles[:TOP] if p.covered and not p.held and p not in weak]
    items += [_item("told", f"Tell your story for {p.name} once", p.id) for p in untold]
    return items


def _day(day: date, number: int, facts: Facts, queue: list[Item], written: bool) -> Day:
    """`written`: a story will have been, on a day before."""
    items: list[Item] = []
    cards = facts.due[number] if number < len(facts.due) else 0
    if cards or (facts.new_cards and number < DAYS_SHOWN):
        words = f"{cards} flash card{'s' if cards != 1 else ''} due" if cards else "New flash cards"
        items.append(_item("cards", words))
    since = (day - facts.last_round).days if facts.last_round is not None else number + MOCK_EVERY
    mock = since >= MOCK_EVERY and (since - MOCK_EVERY) % MOCK_EVERY == 0
    if mock and (facts.stories or facts.rounds or written):
        items.append(_item("mock", "One whole round"))
    while queue and sum(i.minutes for i in items) + queue[0].minutes <= A_DAY:
        items.append(queue.pop(0))
    if not items:
        items.append(_item("drill", "One drill of your choice"))
    return Day(day, tuple(items))


def _last_day(day: date, facts: Facts) -> Day:
    """Nothing new on the day before and on the day itself."""
    items = [_item("rest", "Read your stories' figures once, aloud")]
    if facts.due and facts.due[0]:
        items.append(_item("cards", "The flash cards that are due"))
    return Day(day, tuple(items))


def _item(task: Task, words: str, target: str = "") -> Item:
    return Item(task, words, MINUTES[task], target)


def _headline(left: int | None, missing: Sequence[str]) -> str:
    when = (
        "No date is set"
        if left is None
        else "Tomorrow"
        if left == 1
        else f"{captions.counted(left).capitalize()} days left"
    )
    if not missing:
        return f"{when}. Nothing is missing; keep it warm."
    count = len(missing)
    return (
        f"{when}, and {'one thing is' if count == 1 else f'{captions.counted(count)} things are'} not ready."
    )


def _beyond(count: int, queue: Sequence[Item]) -> str:
    if not count:
        return ""
    minutes = sum(item.minutes for item in queue)
    things = "One thing" if count == 1 else f"{captions.counted(count).capitalize()} things"
    return (
        f"{things} will not fit into these days at an hour a day ({minutes} minutes): choose what to leave."
    )


def _listed(words: Sequence[str]) -> str:
    shown = list(words[:4])
    if len(words) > 4:
        return f"{', '.join(shown)} and {captions.counted(len(words) - 4)} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
