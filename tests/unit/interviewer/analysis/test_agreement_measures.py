"""The measures of agreement, on labels small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from interviewer.analysis.agreement import SHARES, agreement, kappa, rank_correlation, weighted_mean


def labels(**changed: Any) -> dict[str, Any]:
    return {
        "sections": ["situation", "action"], "gaps": ["NO_DATA", "NO_IMPACT"], "interrupt_after": None,
        "probes": ["EVIDENCE", "IMPACT"], "scores": dict.fromkeys(SHARES, 2), "verdict": "not_inclined",
    } | changed  # fmt: skip


def test_a_labelling_agrees_with_itself() -> None:
    cases = [labels(), labels(scores=dict.fromkeys(SHARES, 4), verdict="inclined", interrupt_after=3)]
    told = agreement(cases, cases)
    assert told.pop("mae") == 0
    assert told.pop("early_cuts") == 0
    assert list(told.values()) == pytest.approx([1.0] * len(told))


def test_gaps_are_counted_over_all_cases() -> None:
    told = agreement([labels(), labels(gaps=["BLAME"])], [labels(gaps=["NO_DATA"]), labels(gaps=["HEDGING"])])
    assert told["gaps_f1"] == pytest.approx(2 * 1 / (2 + 1 + 1 + 1))


@pytest.mark.parametrize(
    ("wanted", "told", "early", "alike"),
    [(None, 2, 1, 0), (5, 3, 1, 1), (5, 4, 0, 1), (5, 9, 0, 1), (5, None, 0, 0), (None, None, 0, 1)],
)
def test_cutting_in_too_early(wanted: int | None, told: int | None, early: int, alike: int) -> None:
    got = agreement([labels(interrupt_after=wanted)], [labels(interrupt_after=told)])
    assert (got["early_cuts"], got["interrupt_acc"]) == (early, alike)


def test_the_first_probe_may_be_either_of_two() -> None:
    assert agreement([labels()], [labels(probes=["IMPACT"])])["probe_top1_in2"] == 1
    assert agreement([labels()], [labels(probes=["STAKES", "IMPACT"])])["probe_top1_in2"] == 0


def test_kappa_punishes_by_the_square_of_the_distance() -> None:
    assert kappa([1, 2, 3, 4], [1, 2, 3, 4]) == 1
    assert kappa([1, 2, 3, 4], [2, 1, 4, 3]) > kappa([1, 2, 3, 4], [4, 2, 3, 1])


def test_ranks_of_ties_are_shared() -> None:
    assert rank_correlation([1, 1, 2], [5, 5, 9]) == pytest.approx(1)
    assert rank_correlation([1, 1, 1], [5, 6, 9]) == 0


def test_the_side_of_the_bar_is_looser_than_the_verdict() -> None:
    got = agreement([labels()], [labels(verdict="strong_not_inclined")])
    assert (got["verdict_acc"], got["verdict_side"]) == (0, 1)


def test_the_weights_make_one() -> None:
    assert weighted_mean(dict.fromkeys(SHARES, 3)) == 3


def test_cases_without_scores_are_left_out_of_the_scores() -> None:
    case = labels()
    del case["scores"]
    assert "qwk" not in agreement([case], [labels()])
