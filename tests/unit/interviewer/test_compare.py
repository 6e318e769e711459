"""Two reports of the same round: what changed in scores, sections, gaps and figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.library import load_library
from interviewer.analysis.findings import Finding, Gap, Section
from interviewer.compare import compare
from interviewer.report import Report
from tests.bench.rounds import hold


@pytest.fixture(scope="module")
def reports() -> tuple[Report, Report]:
    """A weak and a strong attempt at the same round."""
    library = load_library()
    weak, strong = (hold(library, library.samples[f"disagree-{q}"], "sde-2") for q in ("weak", "strong"))
    return weak.report, strong.report


def finding(code: Gap, start: int) -> Finding:
    return Finding(code, 0, start, start + 100, "words", 0.9, "A note.", "A fix.")


def test_every_dimension_of_both_tables_stands_with_both_scores(reports) -> None:
    found = compare(*reports)
    assert len(found.rows) == sum(len(table.rows) for table in reports[1].tables)
    for pair in found.rows:
        assert pair.then is not None and pair.now is not None and pair.then.name == pair.now.name == pair.name
        assert pair.change == pair.now.score - pair.then.score
    assert found.headline == f"{reports[1].overall:.2f} now, up from {reports[0].overall:.2f}."
    assert compare(reports[1], reports[0]).headline.endswith(f"down from {reports[1].overall:.2f}.")


def test_a_dimension_that_one_round_did_not_have_is_not_counted_as_a_change(reports) -> None:
    then, now = reports
    short = replace(now, tables=(replace(now.tables[0], rows=now.tables[0].rows[1:]), *now.tables[1:]))
    lost = compare(then, short).rows[-1]
    assert (lost.now, lost.change, lost.table) == (None, 0, now.tables[0].name)
    assert compare(short, now).rows[0].then is None


def test_gaps_are_closed_open_or_new_and_keep_both_findings(reports) -> None:
    then = replace(
        reports[0], findings=(finding(Gap.NO_DATA, 1), finding(Gap.HEDGING, 2), finding(Gap.HEDGING, 9))
    )
    now = replace(reports[1], findings=(finding(Gap.HEDGING, 5), finding(Gap.BLAME, 6)))
    found = compare(then, now)
    assert [(gap.code, gap.standing) for gap in found.gaps] == [
        (Gap.NO_DATA, "closed"), (Gap.HEDGING, "open"), (Gap.BLAME, "new"),
    ]  # fmt: skip
    hedged = found.gaps[1]
    assert hedged.then is not None and hedged.now is not None
    assert (hedged.then.start, hedged.now.start) == (2, 5)
    assert "Closed: no data. Still open: hedged. New: blame." in found.summary


def test_figures_count_with_and_without_a_baseline(reports) -> None:
    found = compare(*reports)
    claims = [claim for claim in reports[1].claims if claim.needs_baseline]
    assert len(found.figures_now.claims) == len(claims) > 0
    assert found.figures_now.based == sum(claim.status != "open" for claim in claims)


def test_sections_stand_in_the_order_of_a_story(reports) -> None:
    found = compare(*reports)
    order = [pair.section for pair in found.sections]
    assert order == sorted(order, key=list(Section).index)
    assert all(pair.then > 0 or pair.now > 0 for pair in found.sections)
    assert compare(replace(reports[0], timing=None), replace(reports[1], timing=None)).sections == ()


def test_the_same_attempt_twice_has_nothing_to_say(reports) -> None:
    clean = replace(reports[1], findings=())
    found = compare(clean, clean)
    assert found.headline == f"{clean.overall:.2f}, as before."
    assert found.summary == "Nothing that is scored has changed."
