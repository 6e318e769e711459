"""What is heard of a spoken case is laid back on its sentences."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from interviewer.analysis.findings import ProbeCode
from interviewer.analysis.sentences import from_list
from interviewer.events import ProbeBrief
from interviewer.mind import Mind
from interviewer.wording import Wording
from speech.events import Word
from tests.bench import judgement_probes
from tests.bench.judgement_probes import Told, as_told, sessions, shares
from tests.bench.judgement_spoken import laid_back, once

TEXTS = ["So this was in March.", "I pulled the logs and I counted them.", "It fell from nine to four."]


def test_sections_go_to_the_sentence_that_most_of_the_words_come_from() -> None:
    heard = from_list(
        ["So this was in March, I pulled", "the logs and I counted them.", "It fell from 9 to 4."]
    )
    told = laid_back(TEXTS, heard, {"sections": ["situation", "action", "result"], "interrupt_after": None})
    assert told["sections"] == ["situation", "action", "result"]
    assert told["interrupt_after"] is None


def test_a_cut_falls_behind_the_last_sentence_that_was_heard_before_it() -> None:
    heard = from_list(["So this was in March. I pulled the logs", "and I counted them.", "It fell."])
    told = laid_back(TEXTS, heard, {"sections": ["situation", "action", "result"], "interrupt_after": 1})
    assert told["interrupt_after"] == 1


def test_what_nobody_heard_is_other() -> None:
    told = laid_back(
        TEXTS, from_list(["It fell from nine to four."]), {"sections": ["result"], "interrupt_after": 0}
    )
    assert told["sections"] == ["other", "other", "result"]


def test_what_was_heard_is_kept_for_this_answer_only(tmp_path: Path) -> None:
    case = {"id": "x", "answer": TEXTS}
    words = (Word("so", 0, 10, 1.0),)
    assert once(tmp_path, case, "piper", lambda: words) == words
    assert once(tmp_path, case, "piper", lambda: pytest.fail("spoken twice")) == words
    assert once(tmp_path, {"id": "x", "answer": ["New."]}, "piper", tuple) == ()


def test_the_shares_of_wordings_are_counted_over_sessions() -> None:
    asked = "What was it before?"
    brief = ProbeBrief(ProbeCode.BASELINE, "Tell me.", (), "", (asked,), "Senior", "amazon")
    told = [
        as_told(brief, wording)
        for wording in (
            Wording("Against what do you hold the nine percent?", "model", ()),
            Wording("And what was it before?", "model", ("two questions",)),
            Wording("Great, where did it start?", "fallback", ("praise", "praise")),
        )
    ]
    counted = shares(told)
    assert (counted["first_try"], counted["repaired"], counted["fallback"]) == (1 / 3, 1 / 3, 1 / 3)
    assert counted["repeats"] == 1
    assert counted["praise"] == 1


def test_a_session_that_was_worded_is_not_worded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = {"id": "x", "question": "Tell me.", "answer": TEXTS}
    told = [Told("BASELINE", "What was it before?", 2, ("How?: two questions",), False, False)]
    monkeypatch.setattr(judgement_probes, "session", lambda case, mind: told)
    mind = cast(Mind, None)
    assert list(sessions([case], mind, tmp_path)) == [told]
    monkeypatch.setattr(judgement_probes, "session", lambda case, mind: pytest.fail("worded twice"))
    assert list(sessions([case], mind, tmp_path)) == [told]
