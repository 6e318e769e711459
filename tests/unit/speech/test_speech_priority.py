"""Threads that step back, and what they start."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from speech.executor import SerialExecutor
from speech.priority import MODELS, give_way

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone knows a thread's priority")


def nice() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_a_thread_and_what_it_starts_step_back_and_nobody_else() -> None:
    before = nice()
    found: list[int] = []

    def work() -> None:
        give_way(before + 5)
        child = threading.Thread(target=lambda: found.append(nice()))
        child.start()
        child.join()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [min(before + 5, 19)]
    assert nice() == before


def test_the_models_run_behind_the_sound_and_the_picture() -> None:
    found: list[int] = []
    executor = SerialExecutor("ear", lambda _: None)
    executor.submit(lambda _: found.append(nice()))
    assert executor.wait_idle(10)
    executor.close()
    with ThreadPoolExecutor(1, initializer=give_way, initargs=(MODELS,)) as loader:
        found.append(loader.submit(nice).result())
    assert found == [max(MODELS, nice())] * 2


def test_nobody_is_put_forward_and_a_refusal_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: int) -> None:
        raise PermissionError

    def work() -> list[int]:
        give_way(12)
        give_way(MODELS)
        stepped = nice()
        monkeypatch.setattr(os, "setpriority", refuse)
        give_way(19)
        return [stepped, nice()]

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(work).result() == [max(12, nice())] * 2
