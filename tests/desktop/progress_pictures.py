"""Eight sessions in three weeks, for still pictures and tests of the progress page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import samples
from sessions_pictures import record

from content.library import load_library
from desktop.progress_view import Held, progress_view
from interviewer.analysis.findings import Agency, Finding, Gap
from interviewer.report import Report, ScoreTable

NOW = datetime(2026, 11, 21, 18, 30)
LIBRARY = load_library()
DAYS = (
    "2026-11-02T19:30:00",
    "2026-11-04T20:00:00",
    "2026-11-08T17:10:00",
    "2026-11-10T19:45:00",
    "2026-11-12T07:30:00",
    "2026-11-16T20:14:00",
    "2026-11-19T20:10:00",
    "2026-11-20T20:05:00",
)
"""Oldest first."""
SCORES = (
    (2, 2, 1, 1, 2, 2),
    (2, 2, 1, 2, 2, 3),
    (2, 3, 2, 1, 2, 2),
    (3, 2, 2, 2, 3, 3),
    (3, 3, 2, 2, 2, 3),
    (3, 3, 2, 2, 3, 3),
    (3, 3, 2, 3, 3, 3),
    (3, 4, 2, 2, 3, 3),
)
"""Of the first table's dimensions."""
SETUP = (92, 81, 84, 70, 64, 57, 61, 58)
SHARE = (0.41, 0.44, 0.43, 0.49, 0.48, 0.55, 0.53, 0.57)
WHO = ((6, 7), (9, 8), (8, 7), (9, 6), (14, 6), (11, 5), (13, 5), (14, 5))
HEDGES = (14, 15, 12, 9, 9, 8, 7, 5)
GAPS = (
    (Gap.LONG_SETUP, Gap.NO_BASELINE, Gap.NO_COMMIT, Gap.WE_NOT_I, Gap.HYPOTHETICAL),
    (Gap.LONG_SETUP, Gap.NO_BASELINE, Gap.NO_COMMIT, Gap.WE_NOT_I),
    (Gap.LONG_SETUP, Gap.NO_COMMIT, Gap.HYPOTHETICAL),
    (Gap.LONG_SETUP, Gap.NO_BASELINE, Gap.WE_NOT_I),
    (Gap.LONG_SETUP, Gap.NO_BASELINE),
    (Gap.LONG_SETUP, Gap.NO_COMMIT),
    (Gap.LONG_SETUP, Gap.NO_BASELINE),
    (Gap.LONG_SETUP, Gap.NO_BASELINE, Gap.NO_COMMIT),
)


def finding(code: Gap) -> Finding:
    return Finding(code, 0, 0, 16_000, "as told", 0.8, "A fact.", "A fix.")


def table(made: ScoreTable, scores: tuple[int, ...]) -> ScoreTable:
    rows = tuple(
        replace(row, score=score, below_bar=score < 3) for row, score in zip(made.rows, scores, strict=True)
    )
    return replace(made, rows=rows, mean=sum(r.weight * r.score for r in rows) / 100)


def report(number: int) -> Report:
    """The report of session `number`, oldest 0."""
    base = samples.report()
    assert base.timing is not None
    i, we = WHO[number]
    scores = SCORES[number]
    tables = tuple(table(each, scores) for each in base.tables)
    return replace(
        base,
        tables=tables,
        overall=round(sum(each.mean for each in tables) / len(tables), 2),
        seconds=600 + 90 * (number % 4) + 600 * (number == 2),
        timing=replace(base.timing, setup_seconds=SETUP[number], action_share=SHARE[number]),
        findings=tuple(finding(code) for code in GAPS[number]),
        agency=Agency(i, we, 1, HEDGES[number], 3 + HEDGES[number]),
    )


def held(count: int = len(DAYS)) -> tuple[Held, ...]:
    """The first `count` sessions, newest first."""
    return tuple(
        (record(number, DAYS[number], report(number).overall, "not_inclined"), report(number))
        for number in reversed(range(count))
    )


PROGRESS = progress_view(LIBRARY, held(), NOW)
