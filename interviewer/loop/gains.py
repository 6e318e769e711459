"""What would have brought an interviewer round: a form filled in anew as if the round's own changes had been made. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.loop.forms import STRONG, Form, Judged, filled_anew
from interviewer.loop.principles import AGAINST
from interviewer.report import Change, Report, ScoreRow, ScoreTable


def gain(form: Form) -> str:
    """What it takes until this interviewer is inclined: as few of the round's changes as do it, else how far it is."""
    lead = f"{form.interviewer.name} inclined: "
    if form.report.disqualifier:
        return f"{lead}without what rules it out. {form.report.disqualifier}"
    changes = form.report.changes
    for count in range(1, len(changes) + 1):
        if _after(form, changes[:count]).inclined:
            return f"{lead}{_told(changes[:count])}"
    return f"{lead}{_missing(form)}.{_begin(changes)}"


def milder(form: Form) -> str:
    """What it takes until a strong no is a plain one."""
    least = form.bar - STRONG
    return (
        f"{form.interviewer.name} not strongly against it: {least:.2f} of 4 in that round, or one of the principles, "
        f"where it came to {form.overall:.2f} and none.{_begin(form.report.changes)}"
    )


def _after(form: Form, changes: Sequence[Change]) -> Form:
    """The form, had these changes been made: a point more in each one's dimension, and without its gap."""
    report = form.report
    gaps = {change.gap for change in changes}
    tables = tuple(_raised(table, changes) for table in report.tables)
    overall = sum(table.mean for table in tables) / len(tables)
    findings = tuple(finding for finding in report.findings if finding.code not in gaps)
    told: Report = replace(report, tables=tables, overall=overall, findings=findings)
    return filled_anew(form, told)


def _raised(table: ScoreTable, changes: Sequence[Change]) -> ScoreTable:
    rows = tuple(replace(row, score=row.score + 1) if _meant(row, changes) else row for row in table.rows)
    weight = sum(row.weight for row in rows)
    return replace(table, rows=rows, mean=sum(row.weight * row.score for row in rows) / weight)


def _meant(row: ScoreRow, changes: Sequence[Change]) -> bool:
    return row.score < 4 and any(change.moves.startswith(f"{row.name},") for change in changes)


def _told(changes: Sequence[Change]) -> str:
    """Their titles, with what they move."""
    words = [f"{change.title.rstrip('.')} ({change.moves})" for change in changes]
    return f"{'; '.join(words)}."


def _begin(changes: Sequence[Change]) -> str:
    return f" It begins with this: {_told(changes[:1])}" if changes else ""


def _missing(form: Form) -> str:
    """The principles nearest to the bar, as many as are wanting for more than half."""
    wanted = len(form.principles) // 2 + 1 - sum(each.inclined for each in form.principles)
    nearest = sorted((each for each in form.principles if not each.inclined), key=lambda each: -each.score)
    return ", and ".join(_short(each, form) for each in nearest[: max(1, wanted)])


def _short(judged: Judged, form: Form) -> str:
    against = AGAINST.get(judged.principle, frozenset())
    if any(finding.code in against for finding in form.report.findings):  # a no, whatever the scores
        return f"{judged.name} without what speaks against it ({judged.reason})"
    return f"{judged.name} from {judged.score:.1f} to {form.bar:.1f} of 4"
