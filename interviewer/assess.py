"""Written answers in, labels out, in the codebook's schema (sections, gaps, interruption, probes, scores)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import AnswerAnalysis
from interviewer.analysis.priorities import rank_probes
from interviewer.analysis.sentences import from_list
from interviewer.analysis.weights import Weights
from interviewer.errors import CaseError
from interviewer.scores.framework import rate, side
from interviewer.scores.story import Story

Case = Mapping[str, Any]


def load_cases(path: Path) -> list[Case]:
    """The cases of a file, checked.

    Raises:
        CaseError: not readable, not YAML, or a case without an id, a question or sentences; names the file,
            the case and the field.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CaseError(f"{path}: cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise CaseError(f"{path}: not valid YAML: {_first_line(error)}") from error
    if not isinstance(data, list) or not data:
        raise CaseError(f"{path}: a list of cases was expected, each with id, question and answer.")
    seen: set[str] = set()
    for number, case in enumerate(data, start=1):
        _check(path, number, case, seen)
    return data


def assess(cases: Iterable[Case], use_mind: bool = False) -> list[dict[str, Any]]:
    """Labels of each case, in order. `use_mind` is accepted for a later reader by model; rules read alone."""
    return [_label(case) for case in cases]


def write_predictions(predictions: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write labels as YAML, whole or not at all.

    Raises:
        CaseError: the file cannot be written.
    """
    text = yaml.safe_dump([dict(p) for p in predictions], sort_keys=False, allow_unicode=True, width=120)
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise CaseError(f"{path}: cannot be written ({error.strerror}).") from error


def label(case: Case, story: Story, weights: Weights | None = None) -> dict[str, Any]:
    """The codebook's labels of a story that was read from the case."""
    heard = story.analysis
    rated = {d: r.score for d, r in rate(story, weights).items()}
    return {
        "id": case["id"],
        "sections": [s.value for s in heard.sections],
        "gaps": [g.value for g in heard.gaps],
        "interrupt_after": heard.cut_in.after_sentence if heard.cut_in else None,
        "interrupt_reason": heard.cut_in.reason if heard.cut_in else None,
        "probes": _two(heard),
        "scores": rated,
        "verdict": side(story, weights),
    }


def _label(case: Case) -> dict[str, Any]:
    heard = analyse(from_list(case["answer"]), finished=True, question=case["question"])
    return label(case, Story.of(heard, case["question"]))


def _two(heard: AnswerAnalysis) -> list[str]:
    return [code.value for code in rank_probes(heard)[:2]]


def _check(path: Path, number: int, case: object, seen: set[str]) -> None:
    if not isinstance(case, dict):
        raise CaseError(f"{path}: case {number}: a mapping with id, question and answer was expected.")
    name = case.get("id")
    if not isinstance(name, str) or not name:
        raise CaseError(f"{path}: case {number}: id: a text was expected.")
    if name in seen:
        raise CaseError(f"{path}: case {name}: id: used twice; give every case its own.")
    seen.add(name)
    if not isinstance(case.get("question"), str):
        raise CaseError(f"{path}: case {name}: question: a text was expected.")
    answer = case.get("answer")
    if not isinstance(answer, list) or not answer:
        raise CaseError(f"{path}: case {name}: answer: a list of sentences was expected.")
    for i, sentence in enumerate(answer, start=1):
        if not isinstance(sentence, str) or not sentence.strip():
            raise CaseError(
                f"{path}: case {name}: answer: sentence {i} is not a text (put it between quotes)."
            )


def _first_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark is not None else ""
    return where + str(getattr(error, "problem", None) or str(error).splitlines()[0])
