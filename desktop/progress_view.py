"""What the progress page shows: scores, habits and mistakes over the sessions, and the days that were practised on.

Free of Qt; made from reports and nothing else, so that whatever is drawn can be traced to a session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from content.library import Library
from desktop.words import tr
from interviewer import captions
from interviewer.journal import SessionRecord
from interviewer.report import Report
from speech.events import SAMPLE_RATE

Held = tuple[SessionRecord, Report]

SHOWN = 8
"""Sessions in the charts, the newest."""
MOST_CHARTS = 6
MOST_MISTAKES = 5
WEEKS = 4
"""Of the calendar, before the running one is over."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One dimension or principle over the sessions that scored it."""

    name: str
    scores: tuple[float, ...]
    """1 to 4, oldest first."""
    days: tuple[str, ...]
    """Of each score: "19 November"."""
    bar: float

    @property
    def weak(self) -> bool:
        """The newest score is below the bar."""
        return self.scores[-1] < self.bar


@dataclass(frozen=True, slots=True)
class Habit:
    """One habit of speech over the sessions, against a band that is the target."""

    name: str
    target: str
    """ "under 50 s"."""
    value: str
    """Of the newest session."""
    unit: str
    points: tuple[float, ...]
    """Oldest first."""
    band: tuple[float, float]
    """From and to, in the points' unit."""

    @property
    def within(self) -> bool:
        """The newest session keeps to the target."""
        return self.band[0] <= self.points[-1] <= self.band[1]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What was noticed in more than one of the sessions shown."""

    name: str
    seen: tuple[bool, ...]
    """One per session, oldest first."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar."""

    when: date
    minutes: float
    today: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The whole page; `sessions` 0 shows what will stand here."""

    sessions: int
    headline: str = ""
    detail: str = ""
    groups: tuple[tuple[str, tuple[Trend, ...]], ...] = ()
    """Name of the choice and its charts."""
    habits: tuple[Habit, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    mistakes_words: str = ""
    days: tuple[Day, ...] = ()
    """Whole weeks from a Monday on."""
    practice_words: str = ""


def progress_view(library: Library, held: Sequence[Held], now: datetime) -> ProgressView:
    """`held`: the finished sessions of the user's own, newest first, each with its report."""
    scored = [pair for pair in held if pair[1].agency is None or _said_something(pair[1])]
    if not scored:
        return ProgressView(0)
    recent = list(reversed(scored[:SHOWN]))
    newest = recent[-1][1]
    trends = _dimensions(recent)
    groups = [(name, charts) for name, charts in trends.items() if charts]
    principles = _principles(library, list(reversed(scored)))
    if principles:
        groups.append(("Principles", principles))
    first = datetime.fromisoformat(recent[0][0].created)
    number = (
        tr("One session")
        if len(recent) == 1
        else tr("{count} sessions", count=captions.counted(len(recent)).capitalize())
    )
    return ProgressView(
        sessions=len(recent),
        headline=_headline(groups[0][1] if groups else ()),
        detail=tr(
            "{number} since {day}. The dotted line is the {level} bar, {bar}.",
            number=number,
            day=_date(first.date()),
            level=newest.level,
            bar=f"{newest.bar:.1f}",
        ),
        groups=tuple(groups),
        habits=_habits([report for _, report in recent]),
        mistakes=(mistakes := _mistakes([report for _, report in recent])),
        mistakes_words="" if mistakes else tr("Nothing was noticed in more than one session."),
        days=_days(scored, now.date()),
        practice_words=_practised(scored, now.date()),
    )


def _said_something(report: Report) -> bool:
    return any(asked.answer_end > asked.answer_start for asked in report.asked) or bool(report.findings)


# ---------------------------------------------------------------- scores
def _dimensions(recent: Sequence[Held]) -> dict[str, tuple[Trend, ...]]:
    """By the name of the newest round's tables: their dimensions, wherever else they were scored."""
    newest = recent[-1][1]
    return {
        table.name: tuple(
            trend
            for row in table.rows[:MOST_CHARTS]
            if (trend := _trend(row.name, recent, partial(_score, dimension=row.dimension)))
        )
        for table in newest.tables
    }


def _score(report: Report, dimension: str) -> float | None:
    found = [row.score for table in report.tables for row in table.rows if row.dimension == dimension]
    return sum(found) / len(found) if found else None


def _principles(library: Library, every: Sequence[Held]) -> tuple[Trend, ...]:
    """The principles that the rounds listen for, with the overall scores of those rounds; the weakest first."""
    names = {name: None for _, report in every for name in _tested(library, report)}
    found = [_trend(name, every, partial(_overall, library=library, name=name)) for name in names]
    some = [trend for trend in found if trend is not None]
    return tuple(sorted(some, key=lambda trend: trend.scores[-1])[:MOST_CHARTS])


def _overall(report: Report, library: Library, name: str) -> float | None:
    return report.overall if name in _tested(library, report) else None


def _tested(library: Library, report: Report) -> tuple[str, ...]:
    spec = library.rounds.get(report.round_id)
    return tuple(spec.tests) if spec is not None else ()


def _trend(name: str, held: Sequence[Held], score: Callable[[Report], float | None]) -> Trend | None:
    rated = [(record, value) for record, report in held if (value := score(report)) is not None][-SHOWN:]
    if not rated:
        return None
    days = tuple(_date(datetime.fromisoformat(record.created).date()) for record, _ in rated)
    return Trend(name, tuple(value for _, value in rated), days, held[-1][1].bar)


def _headline(trends: Sequence[Trend]) -> str:
    """What is at the bar and what is not, as a sentence."""
    below = sorted((t for t in trends if t.weak), key=lambda t: t.scores[-1])
    above = sorted((t for t in trends if not t.weak), key=lambda t: -t.scores[-1])
    if not trends:
        return tr("Your scores over time.")
    if not below:
        return tr("Everything is at the bar.")
    if not above:
        nearest = max(below, key=lambda t: t.scores[-1])
        return tr("Nothing is at the bar yet. {name} is nearest.", name=nearest.name)
    if len(below) == 1:
        return tr("{above} is at the bar. {below} is not.", above=above[0].name, below=below[0].name)
    first, second = below[0].name, below[1].name.lower()
    return tr(
        "{above} is at the bar. {first} and {second} are not.",
        above=above[0].name,
        first=first,
        second=second,
    )


# ---------------------------------------------------------------- habits
def _habits(reports: Sequence[Report]) -> tuple[Habit, ...]:
    setup = [r.timing.setup_seconds for r in reports if r.timing is not None]
    share = [100 * r.timing.action_share for r in reports if r.timing is not None and r.timing.total_seconds]
    made = [
        _habit("Set-up length", "under 50 s", setup, (0, captions.TARGET_SETUP_SECONDS), "{:.0f}", "s"),
        _habit("Action share", "about 70%", share, (65, 80), "{:.0f}", "%"),
        _habit("I, inside the action", "above 75%", _rates(reports, _i_share), (75, 100), "{:.0f}", "%"),
        _habit("Hedges", "at most 2 a minute", _rates(reports, _hedges), (0, 2), "{:.1f}", "a minute"),
        _habit(
            "Fillers, at least", "at most 3 a minute", _rates(reports, _fillers), (0, 3), "{:.1f}", "a minute"
        ),
    ]
    return tuple(habit for habit in made if habit is not None)


def _habit(
    name: str, target: str, points: Sequence[float], band: tuple[float, float], shape: str, unit: str
) -> Habit | None:
    if not points:
        return None
    return Habit(tr(name), tr(target), shape.format(points[-1]), tr(unit), tuple(points), band)


def _rates(reports: Iterable[Report], rate: Callable[[Report], float | None]) -> list[float]:
    return [value for report in reports if (value := rate(report)) is not None]


def _i_share(report: Report) -> float | None:
    who = report.agency
    return 100 * who.i / (who.i + who.we) if who is not None and who.i + who.we else None


def _hedges(report: Report) -> float | None:
    minutes = _minutes(report)
    return report.agency.hedges / minutes if report.agency is not None and minutes else None


def _fillers(report: Report) -> float | None:
    minutes = _minutes(report)
    return report.agency.fillers / minutes if report.agency is not None and minutes else None


def _minutes(report: Report) -> float:
    """Spent answering; below half a minute nothing can be said of rates."""
    spoken = sum(a.answer_end - a.answer_start for a in report.asked if a.answer_end > a.answer_start)
    minutes = spoken / SAMPLE_RATE / 60
    return minutes if minutes >= 0.5 else 0.0


# ---------------------------------------------------------------- mistakes
def _mistakes(reports: Sequence[Report]) -> tuple[Mistake, ...]:
    """The most frequent ones that came more than once."""
    codes = [{finding.code for finding in report.findings} for report in reports]
    counts: Mapping[object, int] = {
        code: sum(code in each for each in codes) for each in codes for code in each
    }
    often = sorted(
        (code for code in captions.GAP_NAME if counts.get(code, 0) > 1),
        key=lambda code: (-counts[code], [code not in each for each in reversed(codes)]),
    )
    return tuple(
        Mistake(captions.GAP_NAME[code], tuple(code in each for each in codes))
        for code in often[:MOST_MISTAKES]
    )


# ---------------------------------------------------------------- practice
def _days(held: Iterable[Held], today: date) -> tuple[Day, ...]:
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    spent = _spent(held)
    every = (first + timedelta(days=number) for number in range(7 * WEEKS))
    return tuple(Day(day, spent.get(day, 0.0), day == today, day > today) for day in every)


def _spent(held: Iterable[Held]) -> dict[date, float]:
    """Minutes by day."""
    spent: dict[date, float] = {}
    for record, report in held:
        day = datetime.fromisoformat(record.created).date()
        spent[day] = spent.get(day, 0.0) + report.seconds / 60
    return spent


def _practised(held: Iterable[Held], today: date) -> str:
    """ "3 h 36 min on eleven days", and days in a row where there are some: said, never asked for."""
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    spent = {day: minutes for day, minutes in _spent(held).items() if day >= first}
    if not spent:
        return tr("nothing in these weeks")
    days = tr("one day") if len(spent) == 1 else tr("{count} days", count=captions.counted(len(spent)))
    row = _in_a_row(set(spent), today)
    said = tr("{time} on {days}", time=captions.length(60 * sum(spent.values())), days=days)
    return tr("{said}, {count} in a row", said=said, count=captions.counted(row)) if row > 1 else said


def _in_a_row(days: set[date], today: date) -> int:
    """Up to today, or to yesterday while today is not over."""
    day = today if today in days else today - timedelta(days=1)
    count = 0
    while day in days:
        count, day = count + 1, day - timedelta(days=1)
    return count


def _date(day: date) -> str:
    return f"{day.day} {day:%B}"
