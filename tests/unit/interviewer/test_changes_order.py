"""What to do differently stands in the order of what it would win."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.report import ScoreRow, ScoreTable
from interviewer.scores.changes import changes
from tests.told import story

WEIGHTS = {
    "disagreement_reflection_self_awareness": 15,
    "tradeoff_reasoning_rigor": 20,
    "customer_focus": 15,
    "execution_commitment": 20,
    "data_driven_advocacy": 30,
}


TOLD = story(
    "My director wanted the new router on every line.",
    "I rode three of the lines and wrote down every late stop.",
    "She went ahead, and I wrote the fallback card that afternoon.",
)


def table(scores: dict[str, int]) -> ScoreTable:
    rows = tuple(
        ScoreRow(name, name.replace("_", " "), WEIGHTS[name], score, score < 3, "", "", None)
        for name, score in scores.items()
    )
    return ScoreTable("t", "Table", rows, 2.0)


def test_a_low_score_that_weighs_little_comes_after_a_better_one_that_weighs_more() -> None:
    given_ = {"disagreement_reflection_self_awareness": 1, "tradeoff_reasoning_rigor": 2}
    assert [change.gain for change in changes((table(given_),), TOLD)] == [0.2, 0.15]


@given(st.fixed_dictionaries({name: st.integers(1, 4) for name in WEIGHTS}))
@settings(deadline=None, max_examples=40)
def test_the_largest_gain_stands_first(scores: dict[str, int]) -> None:
    gains = [change.gain for change in changes((table(scores),), TOLD)]
    assert gains == sorted(gains, reverse=True)
    assert len(gains) == min(3, sum(score < 4 for score in scores.values()))
