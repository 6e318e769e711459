"""The parts of the question on the report's page, and what lifts an answer at its company."""

from __future__ import annotations

from dataclasses import replace

from desktop.pages.report import ReportPage
from desktop.widgets.controls import Label
from desktop.widgets.rows import FactRow
from interviewer.export import to_html, to_markdown
from interviewer.passages import Transcript
from interviewer.report import Lift, PartHeard
from tests.desktop import samples

PARTS = (
    PartHeard("dates", "The dates", "told", "It ran from May to June.", 16_000, 48_000),
    PartHeard("money", "The money", "dodged"),
)


def page_of(qtbot, *parts: PartHeard) -> ReportPage:
    page = ReportPage()
    qtbot.addWidget(page)
    page.show_report(replace(samples.report(), parts=parts), samples.WHEN)
    return page


def test_each_part_stands_with_what_came_of_it_and_its_sentence_can_be_heard(qtbot) -> None:
    page = page_of(qtbot, *PARTS)
    texts = [label.text() for label in page.findChildren(Label)]
    assert "The parts of the question" in texts
    assert "1 told unasked, 1 not told" in texts
    rows = {row.accessibleName(): row for row in page.findChildren(FactRow)}
    told = next(row for name, row in rows.items() if name.startswith("The dates, Told unasked"))
    assert "It ran from May to June." in told.accessibleName()
    assert told.span == (16_000, 48_000)
    assert any(name == "The money, Not told" for name in rows)


def test_a_round_without_parts_has_no_such_section(qtbot) -> None:
    texts = [label.text() for label in page_of(qtbot).findChildren(Label)]
    assert "The parts of the question" not in texts


LIFT = Lift(
    "Have backbone",
    "Price the trade-off out loud.",
    (
        PartHeard("money", "What it came to in money", "open"),
        PartHeard("figure", "A figure", "told", "Nine percent.", 16_000, 32_000),
    ),
)


def test_what_lifts_an_answer_stands_with_what_of_it_was_told(qtbot) -> None:
    page = ReportPage()
    qtbot.addWidget(page)
    report = replace(samples.report(), lifts=(LIFT,))
    page.show_report(report, samples.WHEN)
    texts = [label.text() for label in page.findChildren(Label)]
    for text in ("What lifts an answer at Amazon", "1 of 2 told", LIFT.words):
        assert text in texts
    rows = {row.accessibleName(): row.span for row in page.findChildren(FactRow)}
    assert rows["What it came to in money, Not told"] is None
    assert rows["A figure, Told, “Nine percent.”, at 0:01"] == (16_000, 32_000)


def test_an_export_tells_it_too() -> None:
    report = replace(samples.report(), lifts=(LIFT,))
    for made in (to_markdown(report, Transcript(())), to_html(report, Transcript(()))):
        for text in ("What lifts an answer at Amazon", "1 of 2 told", LIFT.words, "Nine percent."):
            assert text in made
