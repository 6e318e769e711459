"""What to practise next: the weakest dimension first, in the round that weighs it. Free of Qt and of clocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from content.library import Library
from content.schema import RoundSpec
from desktop.words import tr
from interviewer import captions
from interviewer.report import Report, ScoreRow

LOOKED_AT = 5
"""Reports, the newest."""
COUNTED = 3
"""Scores of a dimension that make its mean, the newest."""
USUAL_MINUTES = 15
_HARDER = ("easy", "medium", "hard")


@dataclass(frozen=True, slots=True)
class NextUp:
    """One round, and why it in one line."""

    spec: RoundSpec
    headline: str
    why: str


@dataclass(frozen=True, slots=True)
class _Weak:
    """A dimension below the bar."""

    id: str
    name: str
    mean: float
    count: int
    """Rounds that scored it."""
    lack: float
    """Points below the bar, weighed."""


def next_up(library: Library, reports: Sequence[Report], chosen: str = "") -> NextUp:
    """`reports` of the user's own rounds, newest first; a round that was chosen and never held comes first."""
    held = Counter(report.round_id for report in reports)
    if chosen in library.rounds and not held[chosen]:
        return _plain(library.rounds[chosen])
    scored = [r for r in reports if r.timing is not None or r.findings][:LOOKED_AT]
    if not scored:
        return _plain(_least_held(library, held))
    weak = _weakest(library, scored)
    if weak is None:
        spec = _least_held(library, held)
        why = tr("Everything was at the bar last time; this is the round you have held least often.")
        return NextUp(spec, f"{spec.title}.", f"{why} {spec.summary}")
    spec = _round_for(library, weak, held)
    return NextUp(spec, _headline(weak, scored), _why(weak, scored))


def _plain(spec: RoundSpec) -> NextUp:
    return NextUp(spec, f"{spec.title}.", spec.summary)


def _least_held(library: Library, held: Counter[str]) -> RoundSpec:
    """Of those the easiest, and the one nearest to a usual evening's length."""

    def far(spec: RoundSpec) -> tuple[int, int, int]:
        return held[spec.id], _HARDER.index(spec.difficulty), abs(spec.duration_minutes - USUAL_MINUTES)

    return min(library.rounds.values(), key=far)


# ---------------------------------------------------------------- the weakest
def _weakest(library: Library, reports: Sequence[Report]) -> _Weak | None:
    """The one that lacks most, weighed as its table weighs it; only what some round can practise counts."""
    can = {d.id for spec in library.rounds.values() for table in spec.tables for d in table.dimensions}
    rows: dict[str, list[ScoreRow]] = {}
    for report in reports:
        for table in report.tables:
            for row in table.rows:
                rows.setdefault(row.dimension, []).append(row)
    bar = reports[0].bar
    found = [weak for id_, each in rows.items() if id_ in can and (weak := _weak(id_, each[:COUNTED], bar))]
    return max(found, key=lambda weak: weak.lack, default=None)


def _weak(id_: str, rows: Sequence[ScoreRow], bar: float) -> _Weak | None:
    mean = sum(row.score for row in rows) / len(rows)
    if rows[0].score >= bar or mean >= bar:
        return None
    return _Weak(id_, rows[0].name, mean, len(rows), (bar - mean) * rows[0].weight)


def _round_for(library: Library, weak: _Weak, held: Counter[str]) -> RoundSpec:
    """Of the rounds that score it the one that was held least often, then the one that weighs it most."""
    weights = {
        spec.id: dimension.weight
        for spec in library.rounds.values()
        for table in spec.tables
        for dimension in table.dimensions
        if dimension.id == weak.id
    }
    best = min(weights, key=lambda id_: (held[id_], -weights[id_]))
    return library.rounds[best]


# ---------------------------------------------------------------- the words
def _headline(weak: _Weak, reports: Sequence[Report]) -> str:
    """What the newest report would change about it, else its name."""
    for change in reports[0].changes:
        if change.moves.startswith(weak.name):
            return f"{change.title.rstrip('.')}."
    return f"{weak.name}."


def _why(weak: _Weak, reports: Sequence[Report]) -> str:
    newest = reports[0]
    over = (
        tr("last time")
        if weak.count == 1
        else tr("over your last {count} rounds", count=captions.counted(weak.count))
    )
    why = tr(
        "{name} is your weakest: {mean} of 4 {over}, and the {level} bar is {bar}.",
        name=weak.name,
        mean=f"{weak.mean:.1f}",
        over=over,
        level=newest.level,
        bar=f"{newest.bar:g}",
    )
    said = next(
        (c.said for c in newest.changes if c.moves.startswith(weak.name) and c.said is not None), None
    )
    return f"{why} {tr('You said {quote}.', quote=captions.quoted(said.quote))}" if said is not None else why
