"""What each interviewer writes down after a round: inclined or not, principle by principle, with the words said. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from content.schema import Interviewer, Principle
from interviewer.analysis.findings import Finding
from interviewer.loop.principles import AGAINST, BECAUSE, DIMENSIONS
from interviewer.report import Evidence, Report, ScoreRow, Verdict
from interviewer.scores.story import trimmed

STRONG = 0.75
"""Points above or below the bar that make an inclination a strong one, as in the verdict of a round."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One principle on a form."""

    principle: str
    """Its id."""
    name: str
    inclined: bool
    score: float
    """Weighted mean of the dimensions that speak for it, 1 to 4."""
    reason: str
    """Why, in a clause that completes "because"."""
    evidence: Evidence | None
    """What it rests on; None where nothing was said that bears on it."""


@dataclass(frozen=True, slots=True)
class Form:
    """One interviewer's debrief form."""

    place: int
    """In the loop, from 0."""
    interviewer: Interviewer
    session: str
    round_title: str
    overall: float
    bar: float
    vote: Verdict
    why: str
    """How the vote follows from the principles, a sentence."""
    principles: tuple[Judged, ...]
    report: Report

    @property
    def inclined(self) -> bool:
        return self.vote in ("inclined", "strong_inclined")

    @property
    def best(self) -> Judged:
        return max(self.principles, key=lambda j: (j.inclined, j.score))

    @property
    def worst(self) -> Judged:
        return min(self.principles, key=lambda j: (j.inclined, j.score))


def form(
    place: int, person: Interviewer, principles: dict[str, Principle], session: str, report: Report
) -> Form:
    """Fill in one form from a round's report."""
    names = {name: principles[name].name for name in person.principles}
    return _filled(place, person, names, session, report)


def filled_anew(old: Form, report: Report) -> Form:
    """The same form, had the round's report been this one."""
    names = {each.principle: each.name for each in old.principles}
    return _filled(old.place, old.interviewer, names, old.session, report)


def _filled(place: int, person: Interviewer, names: dict[str, str], session: str, report: Report) -> Form:
    judged = _judged(names, report)
    vote, why = _vote(judged, report)
    return Form(
        place, person, session, report.round_title, report.overall, report.bar, vote, why, judged, report
    )


def _judged(names: dict[str, str], report: Report) -> tuple[Judged, ...]:
    """Principle by principle; two of them rest on different rows where the round has as good ones for both."""
    made: list[Judged] = []
    used: set[str] = set()
    for principle, name in names.items():
        judged, row = _judge(principle, name, report, used)
        made.append(judged)
        used.add(row)
    return tuple(made)


def _judge(principle: str, name: str, report: Report, used: set[str]) -> tuple[Judged, str]:
    """And the row that it was read from; "" for none. `used`: rows that others were read from."""
    rows = _rows(principle, report)
    weight = sum(row.weight for row in rows)
    mean = sum(row.weight * row.score for row in rows) / weight
    against = next((f for f in report.findings if f.code in AGAINST.get(principle, ())), None)
    if against is not None:
        quote = Evidence(trimmed(against.quote), against.start, against.end) if against.quote else None
        return Judged(principle, name, False, mean, _because(against), quote), ""
    inclined = mean >= report.bar
    order = sorted(
        rows,
        key=lambda row: (
            row.evidence is None,
            -row.score if inclined else row.score,
            row.dimension in used,
            -row.weight,
        ),
    )
    row = order[0]
    reason = f"{row.name.lower()} came to {row.score} of 4" + (
        "" if row.evidence else ", and nothing was said on it"
    )
    return Judged(principle, name, inclined, mean, reason, row.evidence), row.dimension


def _rows(principle: str, report: Report) -> tuple[ScoreRow, ...]:
    """The rows that speak for a principle; all of the round's where it scored none of them."""
    every = tuple(row for table in report.tables for row in table.rows)
    wanted = DIMENSIONS.get(principle, ())
    return tuple(row for row in every if row.dimension in wanted) or every


def _because(finding: Finding) -> str:
    return BECAUSE.get(finding.code, finding.note.rstrip(".").lower())


def _vote(judged: tuple[Judged, ...], report: Report) -> tuple[Verdict, str]:
    """More than half of the principles carry it, unless something in the round rules it out."""
    held = sum(j.inclined for j in judged)
    count = f"{held} of {len(judged)} principles shown"
    if report.disqualifier:
        strong = report.overall < report.bar - STRONG
        return (
            "strong_not_inclined" if strong else "not_inclined"
        ), f"{report.disqualifier.rstrip('.')}; {count}."
    if 2 * held > len(judged):
        strong = held == len(judged) and report.overall >= report.bar + STRONG
        return ("strong_inclined" if strong else "inclined"), f"{count.capitalize()}."
    strong = held == 0 and report.overall < report.bar - STRONG
    return (
        "strong_not_inclined" if strong else "not_inclined"
    ), f"Only {count}." if held else f"{count.capitalize()}."
