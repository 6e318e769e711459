"""What is a figure that needs a baseline, and what is a time of day, a span, a sample or a condition."""

from __future__ import annotations

import pytest

from interviewer.analysis.analyse import analyse
from interviewer.analysis.figures import find
from interviewer.analysis.findings import Claim
from interviewer.analysis.sentences import from_text, split


def claims(text: str) -> tuple[Claim, ...]:
    return analyse(split(from_text(text, 0)), finished=True).claims


@pytest.mark.parametrize(
    "text",
    [
        "People who work until six would have had to stay at home.",
        "The vans ran from six to nine in the evening.",
        "Find me two drivers who want to work until ten.",
        "We were open from 6 to 9.",
        "It was between 2019 and 2021.",
        "That was three years before.",
        "It was in April, two weeks later.",
        "They would have to take half a day off.",
    ],
)
def test_times_and_spans_measure_nothing(text: str) -> None:
    told = [f.text for f in find(text) if f.kind == "measure" and f.text != "two drivers"]
    assert told in ([], ["6", "9"]) if "We were open" in text else told == []


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Errors rose from six to nine.", ["six", "nine"]),
        ("Wait times fell from 9 to 6.", ["9", "6"]),
        ("It took us from four hours to ten minutes.", ["four hours", "ten minutes"]),
        ("We cut it until nine percent were left.", ["nine percent"]),
    ],
)
def test_a_change_between_small_numbers_is_still_measured(text: str, measures: list[str]) -> None:
    assert [f.text for f in find(text) if f.kind == "measure"] == measures


def test_what_was_looked_at_needs_no_baseline() -> None:
    told = claims(
        "So I did it again with two hundred stops picked at random, and it was nine percent against seven."
    )
    assert {c.text: c.status for c in told if c.needs_baseline} == {"nine percent": "held"}


def test_a_threshold_is_no_result() -> None:
    told = claims(
        "The new ones were off by more than three minutes for twelve percent of departures, the old ones for seven percent."
    )
    assert [(c.text, c.baseline) for c in told if c.needs_baseline] == [("twelve percent", "seven percent")]


def test_two_figures_side_by_side_are_compared() -> None:
    told = claims(
        "So I took a fortnight of build logs, and cold builds were 26 minutes at the median, cached ones four."
    )
    assert all(c.status != "open" for c in told if c.text == "26 minutes")


def test_what_was_done_is_not_what_was_measured() -> None:
    told = claims(
        "Cancellations came down to six percent, and it saved the planners around thirty hours a week."
    )
    assert {c.text: c.measures for c in told} == {"six percent": "Cancellations", "thirty hours a week": ""}


def test_in_a_follow_up_only_what_is_said_is_noted() -> None:
    said = split(from_text("It was three months of bookings. I pulled that myself.", 0))
    whole = analyse(said, finished=True)
    follow_up = analyse(said, finished=True, absences=False)
    assert whole.gaps
    assert follow_up.findings == ()
