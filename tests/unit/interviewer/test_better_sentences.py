"""A better sentence is made of the candidate's own clauses, verbatim, and of blanks where a fact is missing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.report import Evidence, ScoreRow, ScoreTable
from interviewer.scores.better import better
from interviewer.scores.changes import changes
from interviewer.scores.own_words import MOST, clause, sentence
from tests.told import story

DIMENSIONS = (
    "impact_quantification",
    "business_impact_articulation",
    "execution_commitment",
    "data_driven_advocacy",
    "conflict_articulation",
    "conflict_evidence_specificity",
    "ownership_distinctions",
    "individual_contribution_ownership",
    "customer_focus",
    "tradeoff_reasoning_rigor",
    "pushback_recalibration_response",
    "disagreement_reflection_self_awareness",
)
TOLD = (
    "I plan the routes for a school district.",
    "My director wanted the new router on every line from the first day of term, because the contract ran out.",
    "So I rode three of the lines, and seven percent of the pickups came late, against three with the old one.",
    "She said no, and it went ahead in September.",
    "That afternoon I wrote the fallback card and walked all six dispatchers through it myself.",
    "Late pickups came down to two percent, and it saved the dispatchers around thirty hours a week.",
    "I should have shown her the stop times a week earlier.",
)


def letters(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.lower()))


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_figure_and_name_in_it_was_said(dimension: str) -> None:
    made = better(dimension, story(*TOLD), None)
    assert "___" in made, "something is left to fill in"
    told = letters(" ".join(TOLD))
    for name in re.findall(r"\b\d+\b|\b(?:percent|hours|dispatchers|director|router|September)\b", made):
        assert name.lower() in told, name
    ours = [one for one in re.split(r"(?<=[.?!]) ", made) if "___" not in one]
    for one in ours:
        assert letters(one) in told or "was mine" in one or letters(one).startswith("nobody had asked"), one


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_with_nothing_told_it_is_all_blanks_and_still_a_sentence(dimension: str) -> None:
    made = better(dimension, story("It was fine, more or less, I suppose."), None)
    assert "___" in made and made[-1] == "." and (made[0].isupper() or made[0] == "_")


def test_a_result_keeps_its_words_and_asks_for_where_it_began() -> None:
    made = better(
        "impact_quantification", story(*TOLD[:2], "So cancellations came down to six percent."), None
    )
    assert made.startswith("Cancellations came down to six percent. Before, it was ___")


def test_blame_and_general_talk_are_not_said_again() -> None:
    told = story(
        "They never listen, they just wanted the date.", "At the end of the day it's all about communication."
    )
    for dimension in DIMENSIONS:
        assert "listen" not in better(dimension, told, None)
        assert "communication" not in better(dimension, told, None)


def test_it_is_made_of_the_story_whose_sentence_is_shown() -> None:
    first = story(*TOLD)
    second = story(
        "Complaints went from three hundred in March to a hundred and ninety in May.", at=10_000_000
    )
    said = second.analysis.sentences[0]
    row = ScoreRow(
        "business_impact_articulation", "Business impact", 15, 3, False, "", "",
        Evidence(said.text, said.start, said.end),
    )  # fmt: skip
    (change,) = changes((ScoreTable("t", "Table", (row,), 3.0),), first, (second,))
    assert change.better.startswith("Complaints went from three hundred in March")


@pytest.mark.parametrize(
    ("text", "focus", "kept"),
    [
        ("So yeah, we moved it back.", (), "we moved it back"),
        ("And so I looked at the bookings again.", (), "I looked at the bookings again"),
        ("Ingrid, who runs it.", (), ""),
        ("Nine days.", (), ""),
        (
            "And this was last year, when Karin, who runs logistics, wanted the evening slots gone, and I thought that "
            "people who work all day would just cancel.",
            ("claim",),
            "I thought that people who work all day would just cancel",
        ),
    ],
)
def test_clauses_that_can_stand_alone(text: str, focus: tuple[str, ...], kept: str) -> None:
    assert clause(text, focus) == kept


PIECES = ("and", "so", "I", "we", "it", "was", "went,", "down;", "because", "six", "percent,", "who", "the")


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_a_clause_is_a_piece_of_what_was_said(words: list[str]) -> None:
    text = " ".join(words)
    found = clause(text)
    assert found in text and len(found.split()) <= MOST
    assert not found or sentence(found).endswith(".")
