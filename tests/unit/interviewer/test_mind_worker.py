"""The mind's one thread: who goes first, what is dropped, and what happens when the model fails."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from interviewer.analysis.findings import ProbeCode
from interviewer.errors import MindError
from interviewer.events import Exchange, Input, ProbeBrief, ProbeWorded
from interviewer.llama import Cancel, CancelledError
from interviewer.mind import MindWorker

DIALOGUE = (Exchange("candidate", "My check saved the depots forty hours a week."),)


def brief(ground: str = "My check saved the depots forty hours a week.") -> ProbeBrief:
    return ProbeBrief(ProbeCode.BASELINE, "Tell me.", DIALOGUE, ground, (), "Senior", "amazon")


class PacedMind:
    """Answers at once, or stays inside a call until it is let go or cancelled."""

    def __init__(self, *, slow_prime: bool = False, slow_words: bool = False, broken: str = "") -> None:
        self.slow_prime, self.slow_words, self.broken = slow_prime, slow_words, broken
        self.entered = threading.Event()
        self.go = threading.Event()
        self.calls: list[str] = []
        self.closed = False

    def load(self) -> None:
        self.calls.append("load")
        if self.broken:
            raise MindError(self.broken)

    def prime(self, prefix: str, *, cancel: Cancel, between: Callable[[], None] = lambda: None) -> None:
        self.calls.append("prime")
        between()
        self._stay(self.slow_prime, cancel, between)
        self.calls.append("primed")

    def complete(
        self,
        prompt: str,
        *,
        max_tokens: int,
        stop: tuple[str, ...],
        cancel: Cancel,
        between: Callable[[], None] = lambda: None,
    ) -> str:
        self.calls.append("word")
        self._stay(self.slow_words, cancel, between)
        return " compared with what?"

    def ends(self, text: str, *, cancel: Cancel) -> float | None:
        self.calls.append(f"weigh {text[-10:]}")
        return 0.25

    def close(self) -> None:
        self.closed = True

    def _stay(self, slow: bool, cancel: Cancel, between: Callable[[], None] = lambda: None) -> None:
        self.entered.set()
        while slow and not self.go.is_set():
            cancel.go_on()
            between()
            if cancel.is_set():
                raise CancelledError
            time.sleep(0.002)
        if cancel.is_set():
            raise CancelledError


@contextmanager
def worker(mind: PacedMind | None, patience: float = 30.0) -> Iterator[tuple[MindWorker, list[ProbeWorded]]]:
    posted: list[ProbeWorded] = []

    def post(event: Input) -> None:
        assert isinstance(event, ProbeWorded)
        posted.append(event)

    made = MindWorker(mind, post, lambda: 16_000, patience=patience)
    try:
        yield made, posted
    finally:
        made.close()


def until(condition: Callable[[], object], seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.002)


def test_a_probe_is_worded_and_posted_on_the_sessions_clock() -> None:
    with worker(PacedMind()) as (made, posted):
        made.word("p1", brief())
        until(lambda: posted)
        assert posted == [ProbeWorded(16_000, "p1", "Forty hours a week compared with what?", "model", ())]
        until(lambda: made.idle)


def test_a_probe_interrupts_reading_ahead() -> None:
    mind = PacedMind(slow_prime=True)
    with worker(mind) as (made, posted):
        made.prime("Tell me.", DIALOGUE, "Senior", "amazon")
        assert mind.entered.wait(5)
        made.word("p1", brief())
        mind.go.set()
        until(lambda: posted)
        assert mind.calls == ["load", "prime", "prime", "primed", "word"]


def test_of_the_waiting_dialogues_only_the_newest_is_read() -> None:
    mind = PacedMind(slow_prime=True)
    with worker(mind) as (made, _):
        made.prime("Tell me.", DIALOGUE, "Senior", "amazon")
        assert mind.entered.wait(5)
        for _ in range(5):
            made.prime("Tell me.", DIALOGUE, "Senior", "amazon")
        mind.go.set()
        until(lambda: made.idle)
        assert mind.calls.count("prime") == 2


def test_a_dropped_probe_is_not_posted_running_or_waiting() -> None:
    mind = PacedMind(slow_words=True)
    with worker(mind) as (made, posted):
        made.word("p1", brief())
        assert mind.entered.wait(5)
        made.word("p2", brief())
        made.word("p3", brief())
        made.drop("p2")
        made.drop("p1")
        mind.go.set()
        until(lambda: made.idle)
        assert [event.request_id for event in posted] == ["p3"]


def test_a_slow_model_is_not_waited_for() -> None:
    with worker(PacedMind(slow_words=True), patience=0.05) as (made, posted):
        made.word("p1", brief())
        until(lambda: posted)
        assert posted[0].source == "fallback"
        assert posted[0].faults == ("not worded in time",)
        assert posted[0].text == "Compared with what?"


def test_a_model_that_cannot_be_loaded_leaves_our_wordings() -> None:
    mind = PacedMind(broken="There is no language model at x; fetch it.")
    with worker(mind) as (made, posted):
        made.prime("Tell me.", DIALOGUE, "Senior", "amazon")
        made.word("p1", brief())
        made.word("p2", brief())
        until(lambda: len(posted) == 2)
        assert {event.source for event in posted} == {"fallback"}
        assert made.failure == "There is no language model at x; fetch it."
        assert mind.calls == ["load"]


def test_without_a_model_every_probe_is_still_worded() -> None:
    with worker(None) as (made, posted):
        made.word("p1", brief())
        until(lambda: posted)
        assert posted[0].source == "fallback" and posted[0].faults == ()


def test_closing_stops_at_once_and_frees_the_model() -> None:
    mind = PacedMind(slow_words=True)
    with worker(mind) as (made, posted):
        made.word("p1", brief())
        assert mind.entered.wait(5)
    assert mind.closed
    assert posted == []


def test_closing_what_never_began_is_nothing() -> None:
    with worker(PacedMind()) as (made, _):
        assert made.idle


def test_an_end_is_weighed_in_the_middle_of_a_wording() -> None:
    mind = PacedMind(slow_words=True)
    told: list[float] = []
    with worker(mind) as (made, posted):
        made.word("p1", brief())
        assert mind.entered.wait(5)
        made.weigh("Tell me.", DIALOGUE, told.append)
        until(lambda: told)
        assert told == [0.25] and posted == []
        mind.go.set()
        until(lambda: posted)
        assert posted[0].source == "model"


def test_an_end_is_weighed_before_reading_goes_on_without_its_full_stop() -> None:
    mind = PacedMind(slow_prime=True)
    told: list[float] = []
    with worker(mind) as (made, _):
        made.prime("Tell me.", DIALOGUE, "Senior", "amazon")
        assert mind.entered.wait(5)
        made.weigh("Tell me.", DIALOGUE, told.append)
        until(lambda: told)
        assert "weigh urs a week" in mind.calls and "primed" not in mind.calls
        mind.go.set()
        until(lambda: "primed" in mind.calls)
        assert mind.calls.count("prime") == 1


def test_without_a_model_nothing_is_weighed() -> None:
    told: list[float] = []
    with worker(None) as (made, _):
        made.weigh("Tell me.", DIALOGUE, told.append)
        until(lambda: made.idle)
        assert told == []


def test_a_probe_that_is_due_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interviewer.mind_worker.HURRIED", 0.05)
    mind = PacedMind(slow_words=True)
    with worker(mind) as (made, posted):
        made.word("p1", brief())
        assert mind.entered.wait(5)
        time.sleep(0.1)
        assert posted == []
        made.hurry("p1")
        until(lambda: posted)
        assert (posted[0].request_id, posted[0].source) == ("p1", "fallback")


def test_while_a_lull_is_read_the_model_stands_back_but_weighs() -> None:
    mind, reads = PacedMind(), threading.Event()
    reads.set()
    told: list[float] = []
    made = MindWorker(mind, lambda _: None, lambda: 0, stand_back=reads.is_set)
    try:
        made.word("p1", brief())
        made.prime("Tell me.", DIALOGUE, "Senior", "amazon")
        made.weigh("Tell me.", DIALOGUE, told.append)
        until(lambda: told)
        assert not made.idle
        reads.clear()
        until(lambda: made.idle)
    finally:
        made.close()
