"""One job at a time, newest wins, everything can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from speech.executor import QUEUE_LIMIT, SerialExecutor


class Bench:
    """An executor whose thread is kept busy until `release`."""

    def __init__(self) -> None:
        self.errors: list[Exception] = []
        self.ran: list[str] = []
        self.executor = SerialExecutor("test", self.errors.append)
        self.gate = threading.Event()
        self.begun = threading.Event()

    def block(self, key: str | None = None) -> threading.Event:
        def job(cancelled: threading.Event) -> None:
            self.begun.set()
            assert self.gate.wait(5)
            self.ran.append("cancelled" if cancelled.is_set() else "blocker")

        cancel = self.executor.submit(job, key=key)
        assert self.begun.wait(5)
        return cancel

    def note(self, name: str, key: str | None = None, *, urgent: bool = False) -> threading.Event:
        return self.executor.submit(lambda _: self.ran.append(name), key=key, urgent=urgent)

    def release(self) -> list[str]:
        self.gate.set()
        assert self.executor.wait_idle(5)
        return self.ran


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.gate.set()
    made.executor.close()


def test_jobs_run_in_order(bench: Bench) -> None:
    bench.block()
    for name in "abc":
        bench.note(name)
    assert bench.release() == ["blocker", "a", "b", "c"]


def test_a_newer_job_replaces_a_waiting_one_with_its_key(bench: Bench) -> None:
    bench.block("k")
    old = bench.note("old", "k")
    bench.note("other", "o")
    bench.note("new", "k")
    assert bench.release() == ["blocker", "other", "new"]
    assert old.is_set()


def test_a_running_job_is_not_replaced(bench: Bench) -> None:
    bench.block("k")
    bench.note("new", "k")
    assert bench.release() == ["blocker", "new"]


def test_urgent_jobs_overtake_but_keep_their_order(bench: Bench) -> None:
    bench.block()
    bench.note("slow")
    bench.note("first", urgent=True)
    bench.note("second", urgent=True)
    assert bench.release() == ["blocker", "first", "second", "slow"]


def test_the_cancel_event_skips_a_waiting_job(bench: Bench) -> None:
    bench.block()
    bench.note("a").set()
    bench.note("b")
    assert bench.release() == ["blocker", "b"]


def test_cancel_by_key_reaches_the_running_job_and_spares_others(bench: Bench) -> None:
    bench.block("k")
    bench.note("gone", "k")
    bench.note("kept", "o")
    bench.executor.cancel("k")
    assert bench.release() == ["cancelled", "kept"]


def test_cancel_all(bench: Bench) -> None:
    bench.block()
    bench.note("gone")
    bench.executor.cancel()
    assert bench.release() == ["cancelled"]


def test_an_exception_is_reported_and_the_next_job_runs(bench: Bench) -> None:
    def fail(_: threading.Event) -> None:
        raise ValueError("broken")

    bench.executor.submit(fail)
    bench.note("after")
    assert bench.release() == ["after"]
    assert [str(e) for e in bench.errors] == ["broken"]


def test_idle_is_false_while_a_job_runs_or_waits(bench: Bench) -> None:
    assert bench.executor.idle
    bench.block()
    assert not bench.executor.idle
    assert not bench.executor.wait_idle(0.01)
    bench.release()
    assert bench.executor.idle


def test_a_queue_that_grows_without_end_is_a_fault(bench: Bench) -> None:
    bench.block()
    for number in range(QUEUE_LIMIT):
        bench.note(str(number))
    with pytest.raises(OverflowError, match="test has 256 jobs waiting"):
        bench.note("one too many")


def test_close_cancels_ends_the_thread_and_refuses_more() -> None:
    bench = Bench()
    bench.block()
    bench.note("waiting")
    threading.Timer(0.05, bench.gate.set).start()
    bench.executor.close()
    late = bench.note("late")
    bench.executor.close()
    assert late.is_set()
    assert bench.ran == ["cancelled"]
    assert not any(t.name == "test" for t in threading.enumerate())
