"""The baselines that the judgement is held against, and the table it is shown in."""

from __future__ import annotations

from typing import Any

from interviewer.analysis.agreement import SHARES
from interviewer.llama import Cancel
from tests.bench import plain_json, plain_rules
from tests.bench.judgement import load, table


class Says:
    """A mind that completes every prompt alike."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked = ""

    def complete(self, prompt: str, *, max_tokens: int, stop: tuple[str, ...], cancel: Cancel) -> str:
        self.asked = prompt
        return self.text


def test_rules_alone_label_every_sentence_and_every_score() -> None:
    for case in load("dev.yaml"):
        label = plain_rules.label(case)
        assert len(label["sections"]) == len(case["answer"])
        assert set(label["scores"]) == set(SHARES)
        assert all(1 <= s <= 4 for s in label["scores"].values())
        assert label["probes"]


def test_a_reply_in_json_is_taken_at_its_word() -> None:
    case = load("dev.yaml")[0]
    mind: Any = Says(
        '"gaps": ["NO_DATA", "NONSENSE"], "probes": ["EVIDENCE"], "interrupt_after": 2, "scores": {"customer_focus": 9}}'
    )
    label = plain_json.label(case, mind)
    assert label["gaps"] == ["NO_DATA"]
    assert label["probes"] == ["EVIDENCE"]
    assert label["interrupt_after"] == 2
    assert label["scores"]["customer_focus"] == 4
    assert len(label["sections"]) == len(case["answer"])
    assert case["answer"][0] in mind.asked


def test_a_reply_that_is_no_json_says_nothing() -> None:
    mind: Any = Says("I think this is a great answer!")
    label = plain_json.label(load("dev.yaml")[0], mind)
    assert label["gaps"] == [] and label["probes"] == []
    assert label["verdict"] == "strong_not_inclined"


def test_the_table_leaves_a_place_empty_where_nothing_was_measured() -> None:
    shown = table("dev", [("floor", {"qwk": 0.82}), ("hotseat", {"qwk": 0.8, "mae": 0.4})])
    assert shown.splitlines() == [
        "dev                  floor   hotseat",
        "qwk                  0.820     0.800",
        "mae                            0.400",
    ]
