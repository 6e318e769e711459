"""Where a story is about the speaker's own decision, carrying it out is commitment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from interviewer.analysis.analyse import analyse
from interviewer.analysis.sentences import from_list
from interviewer.scores import framework
from interviewer.scores.story import Story

OWN = "Tell me about a decision you made before you had the facts."
ARGUED = "Tell me about a decision you argued against and then had to carry out."
TOLD = (
    "At two in the morning the compressor tripped and the cold room was climbing.",
    "The engineer was ninety minutes away.",
    "I decided to move the tuna to room five.",
    "I rang the haulier and turned his truck away.",
    "I put four people on pallets and logged the temperature every five minutes.",
    "We moved 212 of 240 pallets and lost nothing.",
)
ACTS: tuple[tuple[str, ...], ...] = (
    (),
    (),
    ("OWN_ACT", "DECISION"),
    ("OWN_ACT",),
    ("OWN_ACT",),
    ("OUTCOME", "FIGURE"),
)


def story(question: str, texts: tuple[str, ...] = TOLD, acts: tuple[tuple[str, ...], ...] = ACTS) -> Story:
    """A story with the facets given by hand, so that no reader of sentences can be wrong."""
    told = Story.of(analyse(from_list(texts), finished=True, question=question), question)
    return replace(told, reading=replace(told.reading, facets=acts))


def test_own_acts_carry_an_own_decision_out() -> None:
    told = story(OWN)
    assert told.own_decision() == 2
    assert told.carried_out() == [2, 3, 4]
    rated = framework.rate(told)["execution_commitment"]
    assert rated.score >= 3
    assert rated.sentence == 4


def test_in_an_argument_only_what_follows_the_others_decision_counts() -> None:
    told = story(ARGUED)
    assert told.own_decision() is None
    assert told.carried_out() == []
    assert framework.rate(told)["execution_commitment"].score <= 2


def test_a_decision_alone_is_not_carried_out_by_talk() -> None:
    told = story(OWN, TOLD[:3], (*ACTS[:2], ("HYPO",)))
    assert told.own_decision() is None


@pytest.mark.parametrize(
    "question",
    [
        "Which quick decision of yours did you take back yourself?",
        "Tell me about a time something went wrong on your watch.",
        "When did you choose to wait, with everybody around you in a hurry?",
    ],
)
def test_such_questions_are_heard(question: str) -> None:
    told = story(question)
    assert told.own_decision() is not None
    assert np.isfinite(told.reading.settled.facets).all()
