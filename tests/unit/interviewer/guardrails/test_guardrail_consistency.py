"""Figures that cannot both be true are found, and those that can are let be."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from content.library import load_library
from interviewer.analysis.analyse import analyse
from interviewer.analysis.figures import find
from interviewer.analysis.findings import AnswerAnalysis
from interviewer.analysis.sentences import from_list
from interviewer.guardrails.consistency import Conflict, conflicts
from interviewer.guardrails.known import Known, KnownFigure, KnownStory
from interviewer.guardrails.retold import retold
from interviewer.guardrails.spoken_sums import clashes
from interviewer.loop.told import Told, known_of
from interviewer.report import Report
from speech.sentences import split_sentences


def heard(*sentences: str) -> AnswerAnalysis:
    return analyse(from_list(list(sentences)), finished=True, question="Tell me about a launch.")


def found(*sentences: str, known: Known | None = None) -> list[tuple[str, str, str]]:
    return [(c.kind, c.first, c.second) for c in conflicts(heard(*sentences), known)]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("30 of 200 orders failed, so 25 percent.", "rate"),
        ("Of the 400 tickets, 60 were ours, which is 30 percent of the queue.", "rate"),
        ("About 40 percent of them came back late, that's 120 out of 600.", "rate"),
        ("I cut the build from 40 minutes to 20 minutes, a 75 percent reduction.", "change"),
        ("Errors fell by 80 percent, from 10 percent to 5 percent.", "change"),
        ("It went from 40 hours to 30 hours a week, so we halved it.", "change"),
        ("Waiting went from 50 minutes to 35 minutes and saved us 30 minutes.", "change"),
        (
            "With 2,000 users per arm and a baseline of 5 percent we could detect 0.2 percentage points.",
            "sample",
        ),
    ],
)
def test_what_cannot_be_is_found(said: str, kind: str) -> None:
    assert [clash.kind for clash in clashes(said)] == [kind]


@pytest.mark.parametrize(
    "said",
    [
        "30 of 200 orders failed, so 15 percent.",
        "30 of 200 orders failed, and 25 percent of the refunds were mine.",
        "Of the 400 tickets, 60 were ours, which is about 14 percent.",
        "I cut the build from 40 minutes to 20 minutes, a 50 percent reduction.",
        "It is twice as fast: from 40 minutes to 20 minutes, 100 percent faster.",
        "Errors fell by half, from 10 percent to 5 percent, that's 5 points.",
        "Errors went from 10 percent to 5 percent in 30 percent of the stores.",
        "Revenue grew 12 percent, from 410 million to 460.",
        "Orders were up 22 percent but unsubscribes went from 0.3 to 1.1 percent.",
        "It went from 41 hours to 20 hours a week, so we halved it.",
        "With 200,000 users per arm and a baseline of 5 percent we could detect 0.3 percentage points.",
        "We had 2,000 users per arm.",
    ],
)
def test_what_can_be_is_let_be(said: str) -> None:
    assert list(clashes(said)) == []


@settings(deadline=None)
@given(st.integers(20, 900), st.integers(10, 90))
def test_a_true_change_never_clashes_and_a_false_one_always(before: int, percent: int) -> None:
    after = round(before * (1 - percent / 100))
    true = f"We cut it from {before} minutes to {after} minutes, a {percent} percent cut."
    assert list(clashes(true)) == [] or before < 60
    wrong = percent + 35
    false = f"We cut it from {before} minutes to {after} minutes, a {wrong} percent cut."
    ways = (100 * (before - after) / before, 100 * (before - after) / max(1, after))
    if all(abs(wrong - way) > max(4, 0.2 * way) for way in ways):
        assert [clash.second for clash in clashes(false)] == [f"{wrong} percent"]


def test_two_sentences_that_reckon_together() -> None:
    assert found("Of the 400 tickets, 60 were ours.", "That's 30 percent of the queue.") == [
        ("rate", "60 of 400 tickets", "30 percent")
    ]
    assert found("Of the 400 tickets, 60 were ours.", "Later 30 percent of the stores closed.") == []


def test_each_conflict_asks_which_one_holds() -> None:
    (only,) = conflicts(heard("I cut the build from 40 minutes to 20 minutes, a 75 percent reduction."))
    assert (
        only.question
        == "It went from 40 minutes to 20 minutes, and you called that 75 percent. Which of the two holds?"
    )
    assert only.ground == "I cut the build from 40 minutes to 20 minutes, a 75 percent reduction."
    assert only.reason.endswith(".")


def test_a_figure_told_with_two_values() -> None:
    story = (
        "Complaints in the refund queue came to 90 a day.",
        "I wrote the form and I tested it on Friday.",
        "Complaints in the refund queue came to 190 a day.",
    )
    assert found(*story) == [("retold", "90", "190")]


# ---------------------------------------------------------------- the sheet
def sheet(role: str, value: float, about: str = "refund rate", unit: str = "percent") -> KnownFigure:
    return KnownFigure(f"{value:g} {unit}", value, unit, about, role, "Seats")  # type: ignore[arg-type]


SHEET = Known(
    (
        sheet("baseline", 1.1),
        sheet("threshold", 1.3),
        sheet("limit", 1.8),
        sheet("measured", 1.2),
        sheet("threshold", 300, "response time", "milliseconds"),
        sheet("rate", 5, "rate"),
    )
)


@pytest.mark.parametrize(
    ("said", "against"),
    [
        ("Our threshold was that the refund rate stays below 2 percent.", "1.3 percent"),
        ("The refund rate went from 1.6 percent to 1.2 percent.", "1.1 percent"),
        ("In the end the refund rate came out at 0.7 percent.", "1.2 percent"),
        ("We would have rolled it back at a refund rate of 3 percent.", "1.8 percent"),
        (
            "The refund rate was fine, and response time had to stay under 500 milliseconds.",
            "300 milliseconds",
        ),
    ],
)
def test_what_the_sheet_says_otherwise(said: str, against: str) -> None:
    assert [(c.kind, c.first) for c in conflicts(heard(said), SHEET)] == [("sheet", against)]


@pytest.mark.parametrize(
    "said",
    [
        "The refund rate had to stay below 1.3 percent.",
        "The refund rate went from 1.1 percent to 1.2 percent.",
        "Nine refunds came in on the first day.",
        "The refund rate was discussed for 40 minutes.",
        "The refund rate was fine, and response time had to stay under 300 milliseconds.",
    ],
)
def test_what_the_sheet_says_too(said: str) -> None:
    assert found(said, known=SHEET) == []


def test_the_sheets_rate_judges_a_sample() -> None:
    said = "We had 2,000 users per arm and could detect 0.2 percentage points."
    assert found(said) == []
    assert [kind for kind, _, _ in found(said, known=SHEET)] == ["sample"]


# ---------------------------------------------------------------- earlier rounds
EARLIER = KnownFigure(
    "forty hours", 40, "hours", "the dispatchers' phone calls", "told", "Ownership",
    "The dispatchers' phone calls cost us forty hours a week.",
)  # fmt: skip


def test_a_figure_told_otherwise_in_an_earlier_round() -> None:
    said = "The phone calls of the dispatchers took twenty five hours a week."
    (only,) = conflicts(heard(said), Known((EARLIER,)))
    assert (only.kind, only.first) == ("round", "forty hours")
    assert only.question.startswith("You told a colleague of mine forty hours, and me twenty five hours")
    assert only.reason == "It was told as forty hours in the round on Ownership."
    assert found(said.replace("twenty five", "forty one"), known=Known((EARLIER,))) == []
    assert found("The nightly build cost us twenty five hours a week.", known=Known((EARLIER,))) == []


def main_answer(sample: str) -> list[str]:
    answers = load_library().samples[sample].answers
    return split_sentences(answers[0].text)


def test_a_story_told_before_is_noticed() -> None:
    story = main_answer("disagree-strong")
    again = ["Let me tell you how I dived deep once.", *story[3:9]]
    known = Known(stories=(KnownStory("Ownership", tuple(story)),))
    kinds = [c.kind for c in conflicts(heard(*again), known)]
    assert kinds == ["story"]
    assert conflicts(heard(*main_answer("disagree-weak")), known) == ()


def test_a_story_told_again_with_another_figure() -> None:
    """Then one word says what is measured, where the sentence is the same but for its figures."""
    story = main_answer("opener-strong")
    again = " ".join(story).replace("from seven in a hundred to five", "from nine in a hundred to four")
    report = cast(Report, None)  # not looked at here
    known = known_of([Told(0, "Customer Obsession", report, (heard(*story),))])
    told = found(*split_sentences(again), known=known)
    assert told == [
        ("story", "Customer Obsession", "the same story"),
        ("round", "seven in a hundred", "nine in a hundred"),
    ]
    assert found(*story, known=known) == [("story", "Customer Obsession", "the same story")]
    other = "After three months, returns at those sites had gone from nine in a hundred to four."
    assert found(other, known=known) == []


def test_no_two_samples_of_different_people_are_one_story() -> None:
    library = load_library()
    told = {name: split_sentences(sample.answers[0].text) for name, sample in library.samples.items()}
    for (one, a), (other, b) in pairwise(told.items()):
        assert not retold(a, b), (one, other)
        assert retold(a, a[1:]), one


def test_hardly_anything_is_found_in_the_labelled_answers() -> None:
    """People who wrote them did not contradict themselves; a question for nothing costs trust."""
    folder = Path(__file__).parents[3] / "cases"
    cases = [
        case for path in sorted(folder.rglob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))
    ]
    told = [case["answer"] for case in cases if "answer" in case]
    assert len(told) > 100
    telling = [s for answer in told for s in answer if len(find(s)) > 1]
    assert len(telling) > 200
    wrong: list[Conflict] = [c for s in telling for c in conflicts(heard(s))]
    assert len(wrong) <= len(told) / 100, wrong
