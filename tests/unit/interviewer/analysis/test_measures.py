"""Which figures are drilled as results, and which only count what was there."""

from __future__ import annotations

import pytest

from interviewer.analysis.claims import ledger
from interviewer.analysis.findings import Section
from interviewer.analysis.measures import is_result
from interviewer.analysis.sentences import from_list


def drilled(text: str, *facets: str) -> list[str]:
    claims = ledger(from_list([text]), [Section.RESULT], [facets])
    return [c.text for c in claims if c.status == "open" and is_result(c, facets)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Late deliveries went down 45%.", "45%"),
        ("A limit change takes half a day now.", "half a day"),
        ("We saved the client £45,000.", "£45,000"),
        ("We'd 35 lockouts in the week.", "35 lockouts"),
        ("Tickets fell to 140.", "140"),
        ("Revenue has tripled.", "tripled"),
    ],
)
def test_results_are_drilled(text: str, figure: str) -> None:
    assert drilled(text, "OUTCOME", "FIGURE") == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "I moved two columns and 40 people over.",
        "It had two columns in the end.",
        "They sent three drivers and 17 vans.",
        "We opened four depots.",
    ],
)
def test_counts_of_things_are_not(text: str) -> None:
    assert drilled(text, "OUTCOME", "FIGURE") == []


def test_a_figure_of_the_setting_is_not_drilled() -> None:
    assert drilled("Membership was at 12% back then.", "STAKES", "FIGURE") == []


def test_where_the_comparison_is_heard_nothing_is_open() -> None:
    assert (
        drilled("Tickets fell to 140, and you know where we had been.", "OUTCOME", "FIGURE", "BASELINE") == []
    )
