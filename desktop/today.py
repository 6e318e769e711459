"""From the journal and the content to what Today and Rounds show. Free of Qt; only what is known is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from content.library import Library
from content.schema import Competency, RoundSpec
from content.tailoring import NO_EVENT
from desktop import view
from desktop.next_up import next_up
from desktop.words import tr
from interviewer import captions
from interviewer.journal import SessionRecord
from interviewer.lifted import ABOUT, asked_about
from interviewer.report import Report

SHOWN_ROUNDS = 14
"""At the most; Today shows as many of them as its window is high for."""
_FIRST_ASKED = 4
"""Probes that a company is said to begin with."""


def home_view(
    library: Library,
    sessions: Sequence[SessionRecord],
    newest: Report | None,
    now: datetime,
    checks: view.Checks,
    *,
    level: str = "",
    company: str = "",
    round_id: str = "",
    problems: Sequence[str] = (),
    reports: Sequence[Report] = (),
) -> view.HomeView:
    """`sessions` newest first; `newest` is the report of the newest finished one, `reports` are the last ones.

    Level, company and round are the user's last choices; a round that was chosen and not yet finished comes first.
    """
    done = [record for record in sessions if record.status == "done"]
    up = next_up(library, reports or ([newest] if newest is not None else []), round_id)
    spec = up.spec
    company = company if company in library.companies else ""
    level = level if level in library.levels else ""
    rows = tuple(round_row(library, each, done) for each in library.rounds.values())
    return view.HomeView(
        reason=tr(
            "{greeting} Next, about {minutes} minutes.",
            greeting=_greeting(now),
            minutes=_minutes(spec.duration_minutes),
        ),
        headline=up.headline,
        detail=up.why,
        round_id=spec.id,
        company=company or spec.company,
        level=level or spec.level,
        rounds=rows[:SHOWN_ROUNDS],
        rounds_total=len(rows),
        last=_last(library, done, newest, now),
        recovery=_recovery(sessions),
        problems=tuple(problems),
        sample=bool(library.samples),
        checks=checks,
    )


def rounds_view(
    library: Library, sessions: Sequence[SessionRecord], *, level: str = "", company: str = ""
) -> view.RoundsView:
    """Every round with all that is told of it before it starts; level and company are the user's last choices."""
    done = [record for record in sessions if record.status == "done"]
    details = (_detail(library, spec, done) for spec in library.rounds.values())
    return view.RoundsView(tuple(replace(detail, level=level, company=company) for detail in details))


def round_row(library: Library, spec: RoundSpec, done: Sequence[SessionRecord]) -> view.RoundRow:
    own = [record.overall for record in done if record.round_id == spec.id and record.overall is not None]
    return view.RoundRow(
        round_id=spec.id,
        title=spec.title,
        company=spec.company,
        company_name=library.companies[spec.company].name,
        level=spec.level,
        level_name=library.levels[spec.level].name,
        minutes=spec.duration_minutes,
        difficulty=spec.difficulty,
        summary=spec.summary,
        field=spec.field,
        best=max(own) if own else None,
        sessions=len(own),
    )


def _detail(library: Library, spec: RoundSpec, done: Sequence[SessionRecord]) -> view.RoundDetail:
    guides = [library.competencies[name] for name in spec.competencies]
    stance = {variant.company: variant.stance for guide in guides for variant in guide.companies}
    bars = {bar.level: bar.bar for guide in guides for bar in guide.levels}
    return view.RoundDetail(
        row=round_row(library, spec, done),
        focus=spec.focus,
        tests=spec.tests,
        traps=tuple(view.RoundTrap(trap.name, trap.description, trap.fix) for trap in spec.traps),
        tables=_tables(spec),
        at=tuple(_at(library, spec.id, company, guides) for company in library.companies),
        companies=tuple(
            view.Choice(company.id, company.name, stance.get(company.id, company.manner))
            for company in library.companies.values()
        ),
        levels=tuple(
            view.Choice(level.id, level.name, bars.get(level.id, level.expects))
            for level in library.levels.values()
        ),
    )


def _at(library: Library, round_id: str, company: str, guides: Sequence[Competency]) -> view.AtCompany:
    there = library.tailored(round_id, company)
    lifts = (v.elevates for guide in guides for v in guide.companies if v.company == company)
    first = [code for code in there.probe_priority if code in ABOUT and code not in NO_EVENT]
    return view.AtCompany(company, _tables(there), tuple(lifts), asked_about(first[:_FIRST_ASKED]))


def _tables(spec: RoundSpec) -> tuple[view.RoundTable, ...]:
    return tuple(
        view.RoundTable(
            table.name,
            tuple(view.TableRow(row.name, row.weight, row.definition) for row in table.dimensions),
        )
        for table in spec.tables
    )


def _greeting(now: datetime) -> str:
    if now.hour < 12:
        return tr("Good morning.")
    return tr("Good afternoon.") if now.hour < 18 else tr("Good evening.")


_MINUTES = {
    5: "five", 8: "eight", 10: "ten", 12: "twelve", 15: "fifteen", 20: "twenty", 25: "twenty-five", 30: "thirty",
    35: "thirty-five", 40: "forty", 45: "forty-five", 60: "sixty",
}  # fmt: skip


def _minutes(count: int) -> str:
    return tr(_MINUTES.get(count, str(count)))


def _last(
    library: Library, done: Sequence[SessionRecord], newest: Report | None, now: datetime
) -> view.LastResult | None:
    if newest is None or not done:
        return None
    record = next((record for record in done if record.id == newest.session_id), done[0])
    same = [r for r in done if r.round_id == record.round_id and r.level == record.level]
    scores = tuple(r.overall for r in reversed(same) if r.overall is not None)
    first = datetime.fromisoformat(same[-1].created)
    return view.LastResult(
        session_id=record.id,
        title=f"{record.name}, {_day(datetime.fromisoformat(record.created), now)}",
        score=newest.overall,
        bar=newest.bar,
        bar_words=tr("The {level} bar is {bar}.", level=newest.level, bar=f"{newest.bar:g}"),
        trend=scores,
        span_words=_span(len(scores), (now - first).days),
        change_words=tr("{change} since the first", change=f"{scores[-1] - scores[0]:+.1f}")
        if len(scores) > 1
        else "",
        changes=tuple(change.title for change in newest.changes),
    )


def _day(when: datetime, now: datetime) -> str:
    days = (now.date() - when.date()).days
    if days == 0:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    return f"{when:%A}" if days < 7 else f"{when.day} {when:%B}"


def _span(count: int, days: int) -> str:
    sessions = (
        "One session"
        if count == 1
        else tr("{counted} sessions", counted=captions.counted(count).capitalize())
    )
    if days < 7:
        return tr("{sessions} this week", sessions=sessions) if count > 1 else sessions
    weeks = days // 7
    return tr(
        "{sessions}, {weeks} week{weeks2}", sessions=sessions, weeks=weeks, weeks2="s" if weeks > 1 else ""
    )


def _recovery(sessions: Sequence[SessionRecord]) -> view.Recovery | None:
    for record in sessions:
        if record.status != "done":
            when = datetime.fromisoformat(record.created)
            words = tr(
                "{name} was cut off on {day} at {time}; what you said is kept.",
                name=record.name,
                day=f"{when:%A}",
                time=f"{when:%H:%M}",
            )
            return view.Recovery(record.id, words)
    return None
