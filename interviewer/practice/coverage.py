"""Which story stands for which principle: the matrix, its gaps, and where one story has to serve twice. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from interviewer.practice.reframing import Ear, reframe
from interviewer.practice.stories import Story, tellable
from interviewer.practice.telling import Telling

Cover = Literal["held", "usable", "opening", "none"]
"""held: told for it, and at the bar; usable: kept for it and serves it; opening: could serve it if it began elsewhere."""

USABLE = 0.3
"""Share of a principle's signals a story kept for it has to serve."""
COULD = 0.5
"""Share of them from which a story that is not kept for it is worth a new opening."""
LEANED_ON = 3
"""Principles that rest on one story alone from which it is too many."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One story under one principle."""

    cover: Cover
    share: float
    """Of the principle's signals served, 0 to 1."""
    times: int = 0
    """How often it was told in a round that listens for this principle."""


@dataclass(frozen=True, slots=True)
class Double:
    """A story that was told twice where once is all it can be told."""

    story: str
    where: str
    """The day, ISO 8601, or the session."""
    principles: tuple[str, ...]
    """Ids of those it was told for, as far as they are known."""
    times: int


@dataclass(frozen=True)
class Coverage:
    """The whole matrix."""

    principles: tuple[str, ...]
    """Ids, the most often asked about first."""
    stories: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    """By (principle, story)."""
    gaps: tuple[str, ...]
    """Principles that no story is held or usable for."""
    doubles: tuple[Double, ...]
    leaned_on: tuple[tuple[str, tuple[str, ...]], ...]
    """Stories on which several principles rest alone, with those principles."""

    def cell(self, principle: str, story: str) -> Cell:
        return self.cells.get((principle, story), Cell("none", 0.0))

    @property
    def covered(self) -> int:
        return len(self.principles) - len(self.gaps)


def coverage(stories: Sequence[Story], ears: Mapping[str, Ear], told: Iterable[Telling] = ()) -> Coverage:
    """Hold every story against every principle, and what was told against both."""
    tellings = tuple(told)
    by_name = {_plain(ear.name): name for name, ear in ears.items()}
    counted: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        for principle in _principles(telling, by_name):
            counted[principle, telling.story].append(telling)
    cells = {}
    for principle, ear in ears.items():
        for story in stories:
            heard = counted.get((principle, story.id), [])
            cells[principle, story.id] = _cell(story, ear, heard)
    solid = {
        principle: [s.id for s in stories if cells[principle, s.id].cover in ("held", "usable")]
        for principle in ears
    }
    alone: dict[str, list[str]] = defaultdict(list)
    for principle, holders in solid.items():
        if len(holders) == 1:
            alone[holders[0]].append(principle)
    return Coverage(
        principles=tuple(ears),
        stories=tuple(story.id for story in stories),
        cells=cells,
        gaps=tuple(principle for principle, holders in solid.items() if not holders),
        doubles=doubles(tellings, by_name),
        leaned_on=tuple((s, tuple(ps)) for s, ps in alone.items() if len(ps) >= LEANED_ON),
    )


def doubles(tellings: Iterable[Telling], by_name: Mapping[str, str]) -> tuple[Double, ...]:
    """Stories told twice in one sitting: to two questions of a session, or in two rounds of one day.

    Practising the same round again is no double use: a day counts only where different rounds heard the story.
    """
    found = []
    key = sorted(tellings, key=lambda t: (t.account.created[:10], t.story, t.account.session, t.account.part))
    for (day, story), group in groupby(key, key=lambda t: (t.account.created[:10], t.story)):
        heard = list(group)
        within = max(
            (sum(t.account.session == s for t in heard) for s in {t.account.session for t in heard}),
            default=0,
        )
        rounds = {t.account.round_id for t in heard}
        if within > 1 or len(rounds) > 1:
            principles = tuple(dict.fromkeys(p for t in heard for p in _principles(t, by_name)))
            found.append(Double(story, day, principles, max(within, len(rounds))))
    return tuple(reversed(found))


def _cell(story: Story, ear: Ear, heard: Sequence[Telling]) -> Cell:
    share = reframe(story, ear).share
    times = len(heard)
    if any(t.account.overall is not None and t.account.overall >= t.account.bar for t in heard):
        return Cell("held", share, times)
    if not tellable(story):
        return Cell("opening" if ear.principle in story.principles else "none", share, times)
    if ear.principle in story.principles:
        return Cell("usable" if share >= USABLE else "opening", share, times)
    return Cell("opening" if share >= COULD else "none", share, times)


def _principles(telling: Telling, by_name: Mapping[str, str]) -> list[str]:
    """Ids of the principles the account's round listens for; a round names them."""
    return [by_name[_plain(name)] for name in telling.account.principles if _plain(name) in by_name]


def _plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())
