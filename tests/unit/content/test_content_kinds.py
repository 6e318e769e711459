"""Parts of a question, model answers, self-checks and principles: what is right, and what is told of the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from content.candidate import SampleCandidate
from content.library import load_library
from content.shelf import check_paths

PART: dict[str, Any] = {
    "id": "dates",
    "name": "The dates",
    "asks": ["From when to when was this?"],
    "heard_as": ["between"],
    "evidence": ["date"],
}
PASSAGES = [
    {"section": "situation", "text": "In May the tills stood still.", "comment": "A month, and a fault."},
    {"section": "action", "text": "I drove to the shop.", "comment": "An act."},
    {"section": "result", "text": "Two hours later it sold again.", "comment": "An end that can be timed."},
]
ANSWER = {
    "id": "tills",
    "title": "The tills",
    "level": "sde-1",
    "question": "When did you help?",
    "passages": PASSAGES,
}
PRINCIPLE: dict[str, Any] = {
    "id": "tidy",
    "version": 1,
    "source": "my own notes",
    "name": "Keep it tidy",
    "company": "amazon",
    "rank": 17,
    "how_often": "Hardly ever.",
    "listens_for": ["One", "Two", "Three"],
    "direct_questions": [f"Direct question {word}?" for word in ("one", "two", "three", "four")],
    "indirect_questions": ["Indirect question one?", "Indirect question two?"],
    "competency": "have-backbone",
}


def round_with(folder: Path, **changes: Any) -> Path:
    """Our short round in a user's folder, with fields of its own."""
    import content

    ours = Path(content.__path__[0]) / "rounds" / "pushback-short.yaml"
    data = yaml.safe_load(ours.read_text(encoding="utf-8")) | changes
    return written(folder / "rounds" / "mine.yaml", data)


def written(path: Path, data: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return path


def told(path: Path) -> list[str]:
    return [str(problem).partition(", ")[2] for problem in check_paths([path])]


def test_parts_of_a_question_are_read(tmp_path: Path) -> None:
    round_with(tmp_path, parts=[PART])
    loaded = load_library(tmp_path)
    assert loaded.problems == ()
    (part,) = loaded.rounds["pushback-short"].parts
    assert (part.id, part.asks, part.evidence) == ("dates", ("From when to when was this?",), ("date",))


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (
            {"asks": ["Tell me the dates."]},
            "asks.0",
            "must ask exactly one question; it has 0 question marks",
        ),
        (
            {"heard_as": ["Between"]},
            "heard_as.0",
            "must be in lower case: 'between'",
        ),
        (
            {"heard_as": [], "evidence": []},
            "",
            "needs heard_as or evidence, or nobody can tell when it was answered",
        ),
        ({"evidence": ["dates"]}, "evidence.0", "must be one of date, role"),
    ],
)
def test_a_mistake_in_a_part_is_told(
    tmp_path: Path, change: dict[str, Any], field: str, sentence: str
) -> None:
    path = round_with(tmp_path, parts=[PART, PART | {"id": "more"} | change])
    (problem,) = told(path)
    place = f"parts.1.{field}".rstrip(".")
    assert f"field {place}: {sentence}" in problem


def test_parts_have_ids_of_their_own(tmp_path: Path) -> None:
    (problem,) = told(round_with(tmp_path, parts=[PART, PART]))
    assert "field parts.1.id: 'dates' is already taken by parts.0" in problem


def guide_with(folder: Path, **changes: Any) -> Path:
    import content

    ours = Path(content.__path__[0]) / "competencies" / "have-backbone.yaml"
    data = yaml.safe_load(ours.read_text(encoding="utf-8")) | changes
    return written(folder / "competencies" / "mine.yaml", data)


def test_model_answers_and_self_checks_are_read(tmp_path: Path) -> None:
    checks = [{"question": "Why two halves?", "answer": "Because one alone is common."}]
    guide_with(tmp_path, model_answers=[ANSWER], self_checks=checks)
    loaded = load_library(tmp_path)
    assert loaded.problems == ()
    guide = loaded.competencies["have-backbone"]
    assert [passage.section for passage in guide.model_answers[0].passages] == [
        "situation",
        "action",
        "result",
    ]
    assert guide.self_checks[0].answer == "Because one alone is common."


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([ANSWER | {"level": "sde-9"}], "field model_answers.0.level: 'sde-9' is not among the levels"),
        ([ANSWER, ANSWER], "field model_answers.1.id: 'tills' is already taken by model_answers.0"),
        (
            [ANSWER | {"passages": PASSAGES[:2]}],
            "field model_answers.0.passages: must be a list of at least 3",
        ),
        (
            [ANSWER | {"passages": [PASSAGES[0] | {"section": "start"}, *PASSAGES]}],
            "field model_answers.0.passages.0.section: must be one of situation, task, action, result, reflection",
        ),
    ],
)
def test_a_mistake_in_a_model_answer_is_told(
    tmp_path: Path, answers: list[dict[str, Any]], sentence: str
) -> None:
    (problem,) = told(guide_with(tmp_path, model_answers=answers))
    assert sentence in problem


def test_a_users_principle_stands_by_its_rank(tmp_path: Path) -> None:
    written(tmp_path / "principles" / "tidy.yaml", PRINCIPLE)
    loaded = load_library(tmp_path)
    assert loaded.problems == ()
    assert list(loaded.principles)[-1] == "tidy"
    assert len(loaded.principles["tidy"].questions) == 6


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"competency": "backbone"}, "field competency: 'backbone' is not among the competencies"),
        ({"company": "amazom"}, "field company: 'amazom' is not among the companies; did you mean 'amazon'?"),
        ({"rank": 0}, "field rank: must be a whole number from 1 to 99, not 0"),
        ({"indirect_questions": ["One?"]}, "field indirect_questions: must be a list of at least 2"),
        (
            {"indirect_questions": ["Direct question one?", "Another?"]},
            "field indirect_questions.0: is the same question as direct_questions.0; ask another",
        ),
    ],
)
def test_a_mistake_in_a_principle_is_told(tmp_path: Path, change: dict[str, Any], sentence: str) -> None:
    (problem,) = told(written(tmp_path / "mine.yaml", PRINCIPLE | change))
    assert sentence in problem


def sample_of(folder: Path, *answers: dict[str, Any]) -> Path:
    main = {"to": "opening", "text": "In May the tills stood still."}
    data = {
        "id": "mine",
        "version": 1,
        "round": "pushback-short",
        "quality": "weak",
        "title": "The tills",
        "answers": [main, *answers],
    }
    return written(folder / "samples" / "mine.yaml", data)


def test_a_sample_candidate_has_an_answer_for_a_part(tmp_path: Path) -> None:
    round_with(tmp_path, parts=[PART])
    sample_of(
        tmp_path,
        {"to": "anything", "text": "I don't know."},
        {"to": "part", "part": "dates", "text": "It was in May."},
    )
    loaded = load_library(tmp_path)
    assert loaded.problems == ()
    candidate = SampleCandidate(loaded.samples["mine"])
    candidate.answer("opening")
    for expected in ("It was in May.", "I don't know.", None):
        answer = candidate.answer("part", "dates")
        assert (answer.text if answer else None) == expected


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (
            {"part": "date"},
            "field answers.1.part: 'date' is not among the parts of the round 'pushback-short'; ",
        ),
        ({}, "field answers.1: 'to: part' needs a part's id, and nothing else takes one"),
    ],
)
def test_an_answer_to_a_part_that_is_not_there_is_told(
    tmp_path: Path, answer: dict[str, Any], sentence: str
) -> None:
    round_with(tmp_path, parts=[PART])
    sample_of(tmp_path, {"to": "part", "text": "It was in May."} | answer)
    (problem,) = load_library(tmp_path).problems
    assert sentence in str(problem)
