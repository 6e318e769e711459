"""What the pages show, as frozen data: made by the bridge, drawn by the pages, free of Qt.

Times are seconds; scores 1 to 4; shares 0 to 1. A field that has no data is None or empty, never invented.
The live round has a file of its own, `room_view.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


# ---------------------------------------------------------------- Today
@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round in a list."""

    round_id: str
    title: str
    company: str
    """Its id; `company_name` is shown."""
    company_name: str
    level: str
    """Its id; `level_name` is shown."""
    level_name: str
    minutes: int
    difficulty: Literal["easy", "medium", "hard"]
    summary: str = ""
    field: str = ""
    best: float | None = None
    """The best overall score so far; None before the first."""
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class LastResult:
    """The newest finished session, and how the sessions before it went."""

    session_id: str
    title: str
    """"Disagree and commit, Thursday"."""
    score: float
    bar: float
    """The level's bar, drawn as the dotted line."""
    bar_words: str
    """"The Senior bar is 3.0."""
    trend: tuple[float, ...] = ()
    """Overall scores, oldest first, ending with this one."""
    span_words: str = ""
    """"Eight sessions, 3 weeks"."""
    change_words: str = ""
    """"+0.5 since the first week"."""
    changes: tuple[str, ...] = ()
    """What would move it most, as the report's titles say it."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One day of the plan in words: today's, one with a whole round, one with other practice, one that is over."""

    mark: Literal["now", "round", "practice", "done"]
    text: str


PlanMark = Literal["off", "done", "practice", "round", "interview"]


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day of the plan's calendar."""

    when: date
    mark: PlanMark
    """What is planned, or whether there was practice where the day is over."""
    today: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    title: str
    subtitle: str
    lines: tuple[PlanLine, ...]
    days: tuple[PlanDay, ...] = ()
    """Whole weeks from this one's Monday on."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """A round that was cut off and can be taken to its report."""

    session_id: str
    words: str
    """"Disagree and commit was cut off on Thursday after 6 min; 3 answers are kept."."""


@dataclass(frozen=True, slots=True)
class Device:
    device_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checks: `state` is the mark, `words` say it."""

    name: str
    """"Microphone", "Voice", "Headphones"."""
    state: Literal["good", "waiting", "wrong", "unknown"]
    words: str
    way_on: str = ""
    """What to do, where it is wrong: one sentence."""


@dataclass(frozen=True, slots=True)
class Checks:
    """The right column of Today."""

    lines: tuple[Check, ...] = ()
    microphones: tuple[Device, ...] = ()
    loudspeakers: tuple[Device, ...] = ()
    microphone: str = ""
    """Device id; empty for the system's own choice."""
    loudspeaker: str = ""
    listening: bool = False
    """The microphone is open for the meter: levels arrive."""


@dataclass(frozen=True, slots=True)
class Loopback:
    """The one-sentence test: the app says a sentence, the user says one, it is played back."""

    state: Literal["idle", "speaking", "listening", "playing", "good", "wrong"] = "idle"
    words: str = ""
    """What is said or was heard; where wrong, what happened."""
    way_on: str = ""
    """Where wrong, what to do: one sentence."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """Today: one thing to do."""

    reason: str
    """"Good evening. Next, about twenty minutes."."""
    headline: str
    detail: str
    round_id: str
    company: str
    level: str
    rounds: tuple[RoundRow, ...] = ()
    """The rows shown here; the whole list is on the Rounds page."""
    rounds_total: int = 0
    last: LastResult | None = None
    plan: Plan | None = None
    recovery: Recovery | None = None
    problems: tuple[str, ...] = ()
    """What is wrong with the user's own files: each names file, line and field."""
    sample: bool = False
    """There is a sample round to watch."""
    checks: Checks = Checks()


# ---------------------------------------------------------------- Rounds
@dataclass(frozen=True, slots=True)
class Choice:
    """A company or a level to choose."""

    choice_id: str
    name: str
    words: str = ""
    """What choosing it changes, one or two sentences."""


@dataclass(frozen=True, slots=True)
class TableRow:
    name: str
    weight: int
    """Percent of the table."""
    definition: str


@dataclass(frozen=True, slots=True)
class RoundTable:
    name: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class RoundTrap:
    name: str
    description: str
    fix: str


@dataclass(frozen=True, slots=True)
class AtCompany:
    """What a company makes of a round."""

    company: str
    """Its id."""
    tables: tuple[RoundTable, ...]
    """Weighed its way."""
    lifts: tuple[str, ...] = ()
    """What lifts an answer there, one for each of the round's guides."""
    asks: str = ""
    """What it asks about first: "The customer, what it came to"; empty where the round has no order."""


@dataclass(frozen=True, slots=True)
class RoundDetail:
    """All that is shown of a round before it is started."""

    row: RoundRow
    focus: str
    tests: tuple[str, ...]
    traps: tuple[RoundTrap, ...]
    tables: tuple[RoundTable, ...]
    companies: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    company: str = ""
    """What is chosen at first; empty for the round's own."""
    level: str = ""
    at: tuple[AtCompany, ...] = ()
    """By company, where it is known; `tables` are the round's own."""


@dataclass(frozen=True, slots=True)
class RoundsView:
    rounds: tuple[RoundDetail, ...]


# ---------------------------------------------------------------- checklist
@dataclass(frozen=True, slots=True)
class ChecklistEntry:
    item_id: str
    title: str
    detail: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistView:
    title: str
    """The round's title."""
    place: str
    """"Senior, Amazon-style, 20 minutes"."""
    entries: tuple[ChecklistEntry, ...]
    seconds_left: float
    seconds_total: float
    by_voice: bool = False
    """Items can be ticked by saying them."""
    ready: bool = True
    """False while the models are loading; the items can be read and ticked meanwhile."""
    starting: bool = False
    """The clock was started before everything was loaded: it starts by itself then."""


# ---------------------------------------------------------------- first run
@dataclass(frozen=True, slots=True)
class ModelLine:
    """One model to fetch. Sizes in bytes."""

    name: str
    title: str
    purpose: str
    """"Listens", "Words the probes", "Speaks"."""
    bytes_total: int
    bytes_done: int = 0
    bytes_per_s: float = 0.0
    state: Literal["needed", "fetching", "checking", "ready", "failed", "cancelled"] = "needed"
    licence: str = ""
    error: str = ""
    """What happened, one sentence."""
    way_on: str = ""
    """What to do, one sentence."""


@dataclass(frozen=True, slots=True)
class FirstRunView:
    models: tuple[ModelLine, ...]
    running: bool = False
    folder: str = ""
    """Where they will lie."""
    free_bytes: int | None = None
    """Free disk there; None if unknown."""
