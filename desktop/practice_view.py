"""What the practice pages show, made from what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from desktop import view
from desktop.plan_days import plan_days
from desktop.practice_facts import Practice
from desktop.sessions_view import moment
from desktop.widgets.drawn_list import DrawnRow
from desktop.words import tr
from interviewer import captions
from interviewer.practice.drill_results import DrillResult
from interviewer.practice.drills import Drill, Tried, latest
from interviewer.practice.plan import Item, Plan

FIRST_DRILLS = 5
PLAN_LINES = 4
KINDS: tuple[tuple[str, str], ...] = (
    ("", "All"), ("question", "Questions"), ("section", "Sections"), ("follow_up", "Follow-ups"),
)  # fmt: skip
STANDING: dict[str, str] = {"held": "held", "partly": "half held", "missed": "missed", "": "not tried"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the plan."""

    name: str
    """ "Today", "Sunday"."""
    minutes: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class CardsLine:
    """The flash cards in two sentences."""

    headline: str
    words: str
    ready: bool


@dataclass(frozen=True)
class PracticeView:
    """The practice page."""

    headline: str = ""
    not_ready: tuple[str, ...] = ()
    days: tuple[DayRow, ...] = ()
    beyond: str = ""
    interview: str = ""
    """The date as it stands in the field; empty for none."""
    date_words: str = ""
    """ "Sunday 29 November, in eight days", or what is wrong with the date."""
    drills: tuple[DrawnRow, ...] = ()
    cards: CardsLine = CardsLine("", "", False)
    by_day: tuple[int, ...] = ()
    """Cards due on each of the coming days, today first."""


@dataclass(frozen=True, slots=True)
class DrillDetail:
    """One drill before it is tried."""

    drill: Drill
    principle: str
    about: str
    """ "Follow-up, 2 min"."""
    history: tuple[str, ...]
    """Standings of the tries so far, oldest first."""
    last: str
    """ "Thursday, 19:04: half held"; empty before the first."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """A drill that is over."""

    detail: DrillDetail
    result: DrillResult
    session: str
    following: str
    """Title of the drill that comes next; empty where there is none."""


def practice_view(
    known: Practice, made: Plan, now: datetime, interview: str, trouble: str = ""
) -> PracticeView:
    """`interview` as kept in the settings; `trouble` is what is wrong with what was typed."""
    names = {p.id: p.name for p in known.facts.principles}
    day = parsed(interview, now.date())
    first, last = known.drills[:FIRST_DRILLS], latest(known.kept.tries)
    return PracticeView(
        headline=made.headline,
        not_ready=made.not_ready,
        days=tuple(_day(d.day, d.minutes, d.items, now.date()) for d in made.days),
        beyond=made.beyond,
        interview=interview,
        date_words=trouble
        or (spoken_day(day, now.date()) if day else "No date yet. With one, the plan counts down to it."),
        drills=tuple(replace(drill_row(drill, names, last), whole=True) for drill in first),
        cards=cards_line(known, now),
        by_day=known.facts.due[:7],
    )


def drill_row(drill: Drill, names: Mapping[str, str], last: Mapping[str, Tried]) -> DrawnRow:
    """A drill in a list; what was missed is in ember."""
    found = last.get(drill.subject)
    standing = found.standing if found else ""
    words = tr(STANDING[standing]).capitalize() if found else ""
    about = f"{names.get(drill.principle, '')}, {kind_words(drill)}"
    ink = "accent" if standing == "missed" else "text2"
    return DrawnRow(drill.subject, drill.title, about, words, ink, f"{drill.title}, {about}, {tr(STANDING[standing])}", drill.question)  # fmt: skip


def drill_detail(
    drill: Drill, names: Mapping[str, str], tries: Sequence[Tried], now: datetime
) -> DrillDetail:
    own = [t for t in tries if t.subject == drill.subject]
    last = (
        f"{moment(datetime.fromisoformat(own[-1].at), now)}: {tr(STANDING[own[-1].standing])}" if own else ""
    )
    return DrillDetail(
        drill, names.get(drill.principle, ""), kind_words(drill).capitalize(), tuple(t.standing for t in own[-8:]), last
    )  # fmt: skip


def kind_words(drill: Drill) -> str:
    """ "follow-up, 2 min"."""
    return f"{drill.kind.replace('_', '-')}, {captions.length(drill.seconds)}"


def cards_line(known: Practice, now: datetime) -> CardsLine:
    pack = known.deck
    due = len(pack.due) - pack.new
    if pack.due:
        parts = [tr("{due} due", due=due)] if due else []
        parts += [tr("{new} new", new=pack.new)] if pack.new else []
        headline = f"{' and '.join(parts)}"
    else:
        headline = "None due"
    words = tr("{learned} of {total} seen so far.", learned=pack.learned, total=pack.total)
    if not pack.due and pack.next_due is not None:
        words += tr(
            " The next comes back {when}.", when=_when(pack.next_due.astimezone().replace(tzinfo=None), now)
        )
    return CardsLine(headline, words, bool(pack.due))


def _when(when: datetime, now: datetime) -> str:
    days = (when.date() - now.date()).days
    if days == 0:
        return tr("today at {hour}:{minute:02d}", hour=when.hour, minute=when.minute)
    return tr("tomorrow") if days == 1 else tr("in {count} days", count=captions.counted(days))


def _day(day: date, minutes: int, items: tuple[Item, ...], today: date) -> DayRow:
    ahead = (day - today).days
    name = tr({0: "Today", 1: "Tomorrow"}.get(ahead) or _DAYS[day.weekday()])
    return DayRow(name, tr("{minutes} min", minutes=minutes), items)


def today_plan(made: Plan, day: date | None, today: date) -> view.Plan | None:
    """The plan as Today shows it: a line a day; None without a date, or when it has passed."""
    if day is None or day < today or not made.days:
        return None
    lines = []
    for number, each in enumerate(made.days[:PLAN_LINES]):
        name = _day(each.day, 0, (), today).name
        whole = any(item.task == "mock" for item in each.items)
        mark: Literal["now", "round", "practice"] = "now" if number == 0 else "round" if whole else "practice"
        words = "; ".join(f"{item.words[:1].lower()}{item.words[1:]}" for item in each.items)
        lines.append(view.PlanLine(mark, f"{name}: {words}"))
    return view.Plan("Your plan", _until(day, today), tuple(lines), plan_days(made.days, day, today))


def awaited_plan(day: date | None, today: date) -> view.Plan | None:
    """What Today shows until the plan is worked out: the days left and the calendar, as large as it will be."""
    if day is None or day < today:
        return None
    line = view.PlanLine("now", tr("{day}: being worked out", day=tr("Today")))
    return view.Plan("Your plan", _until(day, today), (line,), plan_days((), day, today))


def _until(day: date, today: date) -> str:
    left = (day - today).days
    when = _date(day)
    if left < 2:
        return "One day left" if left else "It is today"
    return tr("{left} days left until {when}", left=left, when=when)


# ---------------------------------------------------------------- the date of the interview
def parsed(text: str, today: date) -> date | None:
    """ "2026-11-29", "29.11.2026", "29 November" or "29 Nov 2027"; None where it is none of these.

    Without a year the next such day is meant.
    """
    text = text.strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    parts = text.replace(".", " ").replace("/", " ").replace(",", " ").split()
    if len(parts) not in (2, 3) or not parts[0].isdigit():
        return None
    month = _month(parts[1])
    if not month or (len(parts) == 3 and not parts[2].isdigit()):
        return None
    year = int(parts[2]) if len(parts) == 3 else today.year
    try:
        found = date(year if year > 99 else 2000 + year, month, int(parts[0]))
    except ValueError:
        return None
    return found if len(parts) == 3 or found >= today else found.replace(year=found.year + 1)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else 0
    low = text.lower()
    return next((n for n, name in enumerate(_MONTHS, 1) if len(low) > 2 and name.lower().startswith(low)), 0)


def spoken_day(day: date, today: date) -> str:
    """ "Sunday 29 November, in eight days"."""
    ahead = (day - today).days
    year = f" {day.year}" if day.year != today.year else ""
    if ahead > 1:
        when = tr("in {count} days", count=captions.counted(ahead))
    else:
        when = tr({0: "today", 1: "tomorrow"}.get(ahead, "in the past"))
    return f"{_date(day)}{year}, {when}"


def _date(day: date) -> str:
    """ "Sunday 29 November"."""
    return f"{tr(_DAYS[day.weekday()])} {day.day} {tr(_MONTHS[day.month - 1])}"


def days_from(today: date, count: int) -> list[str]:
    """Letters of the coming days: "M", "T"."""
    return [tr(_DAYS[(today + timedelta(days=n)).weekday()])[0] for n in range(count)]
