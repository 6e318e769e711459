"""Whole typed rounds: a weak candidate does not pass, a middling one stands at the bar, a strong one passes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from content.library import Library, load_library
from interviewer.report import Report
from interviewer.state import Turn
from tests.bench.rounds import Answers, TypedRound, hold

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "assets" / "rounds.yaml").read_text(encoding="utf-8")
)
ROUND = "disagree-and-commit"
PASSES = ("inclined", "strong_inclined")


@cache
def library() -> Library:
    return load_library()


@cache
def sample(name: str, level: str) -> Report:
    return hold(library(), library().samples[name], level).report


@cache
def case(name: str, level: str = "sde-2") -> Report:
    told = next(c for c in CASES if c["id"] == name)
    return TypedRound(library(), ROUND, level).hold(answers(told)).report


def answers(told: dict[str, Any]) -> Answers:
    """One story; what has no answer is left, and so is the round when another story is asked for."""
    given = dict(told["answers"])

    def answer(turn: Turn) -> str | None:
        if turn.purpose == "question":
            return str(told["opening"]) if turn.story == 0 else None
        code = turn.probe.value if turn.probe else "OUTCOME"
        return str(given.get(code, "I don't have more on that."))

    return answer


def test_the_samples_are_told_apart_at_their_own_level() -> None:
    weak, middling, strong = (sample(f"disagree-{q}", "sde-2") for q in ("weak", "middling", "strong"))
    assert weak.overall + 0.7 <= middling.overall <= strong.overall - 0.7
    assert weak.verdict == "strong_not_inclined"
    assert abs(middling.overall - middling.bar) <= 0.4
    assert strong.verdict == "strong_inclined"


def test_a_middling_candidate_is_no_staff_engineer_and_a_strong_one_may_be() -> None:
    assert sample("disagree-middling", "staff").verdict not in PASSES
    assert sample("disagree-middling", "senior").verdict not in PASSES
    assert sample("disagree-strong", "staff").verdict in PASSES


@pytest.mark.parametrize("domain", ["clinic", "games"])
def test_other_domains_are_told_apart_as_well(domain: str) -> None:
    weak, middling, strong = (case(f"{domain}-{q}") for q in ("weak", "middling", "strong"))
    assert weak.overall + 0.5 <= middling.overall <= strong.overall - 0.5
    assert weak.verdict not in PASSES
    assert strong.verdict in PASSES
    assert abs(middling.overall - middling.bar) <= 0.6


@pytest.mark.parametrize("domain", ["clinic", "games"])
def test_at_staff_only_the_strong_pass(domain: str) -> None:
    assert case(f"{domain}-middling", "staff").verdict not in PASSES
    assert case(f"{domain}-strong", "staff").verdict in PASSES


def test_what_was_asked_for_and_not_given_stands_in_the_row_with_its_moment() -> None:
    rows = [row for table in sample("disagree-middling", "sde-2").tables for row in table.rows]
    held = [row for row in rows if "; asked at " in row.reason]
    assert held and all("given." in row.reason and row.score <= 3 for row in held)
