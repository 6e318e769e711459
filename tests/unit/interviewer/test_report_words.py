"""What the report says in words: of traps, of timing without a story, of what held and what cost most."""

from __future__ import annotations

import pytest

from content.schema import Trap
from interviewer import captions
from interviewer.analysis.findings import Finding, Gap, Section, Timing
from interviewer.compare import GapPair
from interviewer.compare import _summary as compared
from interviewer.report import Evidence, ScoreRow, ScoreTable, TrapResult
from interviewer.scoring import _summary, _trap

SILENT = Trap(
    id="silent",
    name="The commitment is missing",
    description="It ends there.",
    fix="Go on.",
    gaps=("NO_COMMIT",),
)


def row(dimension: str, score: int, reason: str, name: str = "") -> ScoreRow:
    said = Evidence("I did it", 0, 1)
    return ScoreRow(dimension, name or dimension, 20, score, score < 3, "", reason, said)


def table(*rows: ScoreRow) -> tuple[ScoreTable, ...]:
    return (ScoreTable("t", "Table", rows, 2.0),)


@pytest.mark.parametrize(("score", "word"), [(1, "Not tested"), (2, "Avoided"), (4, "Avoided")])
def test_a_trap_is_avoided_only_where_something_was_told(score: int, word: str) -> None:
    made = _trap(SILENT, (), table(row("execution_commitment", score, "")))
    assert captions.trap_word(made) == word


def test_a_trap_that_was_met_is_met_whatever_the_score() -> None:
    found = Finding(Gap.NO_COMMIT, 0, 16, 32, "After that I got behind it.", 0.9, "Not told.", "Tell it.")
    made = _trap(SILENT, (found,), table(row("execution_commitment", 1, "")))
    assert captions.trap_word(made) == "Met" and made.evidence is not None


def test_the_sum_names_only_what_there_is() -> None:
    met, avoided = TrapResult("a", "A", True, "", None), TrapResult("b", "B", False, "", None)
    untested = TrapResult("c", "C", False, "", None, tested=False)
    assert captions.traps_sum((met, avoided, avoided)) == "1 met, 2 avoided"
    assert captions.traps_sum((untested, avoided)) == "1 avoided, 1 not tested"


def test_timing_without_a_story_names_no_target_that_was_missed() -> None:
    talk = Timing({Section.OTHER: 72.0}, 72.0, 0.0, 72.0)
    assert (captions.setup_of(talk), captions.action_of(talk)) == ("No part of a story was told", "")
    ended = Timing({Section.RESULT: 8.0}, 61.0, 0.0, 69.0)
    assert (captions.setup_of(ended), captions.action_of(ended)) == (
        "No set-up was told",
        "Action 0%, target 70",
    )


def test_the_summary_says_what_held_and_what_cost_most() -> None:
    rows = table(
        row("a", 3, "Both positions are told, one of them thinly.", "The conflict"),
        row("b", 3, "One act of yours after the decision is told.", "Commitment"),
        row("c", 1, "No outcome is told; asked at 2:12 for the size of it, and not given.", "Impact"),
    )
    assert _summary(rows) == (
        "What held best is “Commitment”: one act of yours after the decision is told. "
        "What cost most is “Impact”: no outcome is told."
    )


def test_where_nothing_held_nothing_is_praised() -> None:
    rows = table(
        row("a", 2, "A benefit without a size.", "Impact"), row("b", 1, "Nobody objects.", "Pushback")
    )
    assert _summary(rows) == "What cost most is “Pushback”: nobody objects."


def test_what_changed_between_two_attempts_keeps_names_as_they_are_written() -> None:
    found = Finding(Gap.WE_NOT_I, 0, 16, 32, "We moved it.", 0.9, "We.", "I.")
    other = Finding(Gap.NO_DATA, 0, 16, 32, "It felt wrong.", 0.9, "None.", "One.")
    gaps = [GapPair(Gap.WE_NOT_I, found, None), GapPair(Gap.NO_DATA, other, None)]
    assert compared([], gaps) == "Closed: we, not I; no data."
