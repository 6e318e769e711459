"""The reader reads a growing answer a sentence at a time, and says the same however the answer came."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml

from interviewer.analysis import reader
from interviewer.analysis.analyse import analyse
from interviewer.analysis.sentences import from_list
from interviewer.analysis.tagger import FACETS, SECTIONS

CASE = yaml.safe_load((Path(__file__).parents[3] / "cases" / "dev.yaml").read_text(encoding="utf-8"))[0]
ANSWER: list[str] = CASE["answer"]


def test_nothing_said_is_nothing_read() -> None:
    assert reader.readings((), finished=True) is None


def test_one_row_of_odds_a_sentence() -> None:
    odds = reader.readings(ANSWER, finished=False)
    assert odds is not None
    assert odds.shape == (len(ANSWER), len(SECTIONS) + len(FACETS))
    assert np.isfinite(odds).all()


def test_a_new_sentence_changes_the_one_before_it_and_none_earlier() -> None:
    whole = reader.readings(ANSWER, finished=False)
    before = reader.readings(ANSWER[:-1], finished=False)
    assert whole is not None and before is not None
    assert np.array_equal(whole[: len(ANSWER) - 2], before[:-1])
    assert not np.array_equal(whole[len(ANSWER) - 2], before[-1])


def test_a_new_sentence_costs_one_reading() -> None:
    reader._read.cache_clear()
    reader.readings(ANSWER[:6], finished=False)
    assert reader._read.cache_info().misses == 6
    reader.readings(ANSWER[:7], finished=False)
    assert reader._read.cache_info().misses == 7


def test_what_is_still_being_said_is_not_read_yet() -> None:
    reader._read.cache_clear()
    sentences = from_list(ANSWER[:4])
    unfinished = (*sentences[:3], type(sentences[3])(**{**_fields(sentences[3]), "complete": False}))
    analyse(unfinished, finished=False)
    assert reader._read.cache_info().misses == 3


def test_the_same_answer_is_heard_alike_twice() -> None:
    first = analyse(from_list(ANSWER), finished=True)
    for cache in (reader._read, reader._piece, reader._sentence_tokens):
        cache.cache_clear()
    assert analyse(from_list(ANSWER), finished=True) == first


def test_a_finished_answer_is_read_in_one_piece_once() -> None:
    reader._piece.cache_clear()
    reader.readings(ANSWER[:6], finished=True)
    reader.readings(ANSWER[:6], finished=True)
    assert reader._piece.cache_info().misses == 1


def test_a_story_too_long_for_one_piece_is_read_in_several() -> None:
    story = [f"{number}: {sentence}" for number in range(5) for sentence in ANSWER]
    reader._piece.cache_clear()
    odds = reader.readings(story, finished=True)
    assert odds is not None and odds.shape == (len(story), len(SECTIONS) + len(FACETS))
    assert 3 <= reader._piece.cache_info().misses <= 12


def test_no_device_is_asked_for_more_than_one_core() -> None:
    assert reader._session().get_session_options().intra_op_num_threads == 1


def test_an_endless_sentence_is_read_as_far_as_it_fits() -> None:
    odds = reader.readings(["word " * 900, "And so on."], finished=True)
    assert odds is not None and odds.shape[0] == 2


def _fields(sentence: object) -> dict[str, object]:
    return {name: getattr(sentence, name) for name in type(sentence).__slots__}  # type: ignore[attr-defined]
