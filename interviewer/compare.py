"""Two attempts at the same round side by side: what changed, what did not. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interviewer import captions
from interviewer.analysis.findings import Claim, Finding, Gap, Section, Timing
from interviewer.report import Report, ScoreRow

SAME = 0.05
"""Points of four within which two results are the same."""


@dataclass(frozen=True, slots=True)
class RowPair:
    """One dimension of one table, then and now; None where that attempt's round did not have it."""

    table: str
    name: str
    weight: int
    then: ScoreRow | None
    now: ScoreRow | None

    @property
    def change(self) -> int:
        """Points of four; 0 where one is missing."""
        return self.now.score - self.then.score if self.then and self.now else 0


@dataclass(frozen=True, slots=True)
class SectionPair:
    """Seconds of one section of the main answer."""

    section: Section
    then: float
    now: float


@dataclass(frozen=True, slots=True)
class GapPair:
    """One gap with the finding it rests on, then and now; None where it was not found."""

    code: Gap
    then: Finding | None
    now: Finding | None

    @property
    def standing(self) -> str:
        """closed, open or new."""
        if self.now is None:
            return "closed"
        return "open" if self.then is not None else "new"


@dataclass(frozen=True, slots=True)
class Figures:
    """The ledger of one attempt, figures that call for a baseline only."""

    claims: tuple[Claim, ...]

    @property
    def based(self) -> int:
        """How many have their baseline."""
        return sum(1 for claim in self.claims if claim.status != "open")


@dataclass(frozen=True, slots=True)
class Comparison:
    then: Report
    now: Report
    rows: tuple[RowPair, ...]
    """In the order of the later attempt's tables."""
    sections: tuple[SectionPair, ...]
    """Those that either told, in the order of a story."""
    gaps: tuple[GapPair, ...]
    """Closed, then still open, then new."""
    figures_then: Figures
    figures_now: Figures
    headline: str
    summary: str


def compare(then: Report, now: Report) -> Comparison:
    """`then` is the earlier attempt."""
    rows, gaps = tuple(_rows(then, now)), _gaps(then, now)
    figures = Figures(_ledger(then)), Figures(_ledger(now))
    return Comparison(
        then=then,
        now=now,
        rows=rows,
        sections=_sections(then.timing, now.timing),
        gaps=gaps,
        figures_then=figures[0],
        figures_now=figures[1],
        headline=_headline(then, now),
        summary=_summary(rows, gaps),
    )


def _rows(then: Report, now: Report) -> Iterable[RowPair]:
    before = {(table.id, row.dimension): row for table in then.tables for row in table.rows}
    for table in now.tables:
        for row in table.rows:
            yield RowPair(table.name, row.name, row.weight, before.pop((table.id, row.dimension), None), row)
    names = {table.id: table.name for table in then.tables}
    for (table_id, _), row in before.items():
        yield RowPair(names[table_id], row.name, row.weight, row, None)


def _sections(then: Timing | None, now: Timing | None) -> tuple[SectionPair, ...]:
    before, after = (timing.seconds if timing else {} for timing in (then, now))
    return tuple(
        SectionPair(section, before.get(section, 0.0), after.get(section, 0.0))
        for section in captions.SECTIONS
        if before.get(section, 0.0) > 0 or after.get(section, 0.0) > 0
    )


def _gaps(then: Report, now: Report) -> tuple[GapPair, ...]:
    before, after = _first(then.findings), _first(now.findings)
    pairs = [GapPair(code, before.get(code), after.get(code)) for code in {**before, **after}]
    order = ("closed", "open", "new")
    return tuple(sorted(pairs, key=lambda pair: order.index(pair.standing)))


def _first(findings: Iterable[Finding]) -> dict[Gap, Finding]:
    """The first finding of each gap."""
    found: dict[Gap, Finding] = {}
    for finding in findings:
        found.setdefault(finding.code, finding)
    return found


def _ledger(report: Report) -> tuple[Claim, ...]:
    return captions.claims_in_order(tuple(claim for claim in report.claims if claim.needs_baseline))


def _headline(then: Report, now: Report) -> str:
    change = now.overall - then.overall
    if abs(change) < SAME:
        return f"{now.overall:.2f}, as before."
    way = "up" if change > 0 else "down"
    return f"{now.overall:.2f} now, {way} from {then.overall:.2f}."


def _summary(rows: Iterable[RowPair], gaps: Iterable[GapPair]) -> str:
    """What moved most, and which gaps closed or came."""
    parts = []
    moved = sorted((row for row in rows if row.change), key=lambda row: -abs(row.change) * row.weight)
    if moved:
        told = " and ".join(
            f"“{row.name}” from {row.then.score} to {row.now.score}"
            for row in moved[:2]
            if row.then and row.now
        )
        parts.append(f"{told}.")
    for standing, lead in (("closed", "Closed"), ("open", "Still open"), ("new", "New")):
        names = [captions.GAP_NAME[gap.code] for gap in gaps if gap.standing == standing]
        if names:
            parts.append(f"{lead}: {'; '.join(name[:1].lower() + name[1:] for name in names)}.")
    return " ".join(parts) or "Nothing that is scored has changed."
