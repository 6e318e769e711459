"""What keeps frames even: threads give way within a millisecond, and garbage is collected by the window alone."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop import smooth
from desktop.smooth import Collector


class Cycle:
    """Only the collector ends it; writes down on which thread."""

    def __init__(self, ends: list[str]) -> None:
        self.me, self.ends = self, ends

    def __del__(self) -> None:
        self.ends.append(threading.current_thread().name)


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    made = Collector(qapp)
    yield made
    made.stop()
    made.deleteLater()


def test_a_thread_gives_way_within_a_frame() -> None:
    before = sys.getswitchinterval()
    try:
        smooth.share()
        assert sys.getswitchinterval() <= 0.016 / 4
    finally:
        sys.setswitchinterval(before)


def test_no_other_thread_collects_what_is_the_windows(collector: Collector) -> None:
    ends: list[str] = []
    Cycle(ends)

    def busy() -> None:
        for _ in range(300):
            [[] for _ in range(1000)]
            Cycle([])

    other = threading.Thread(target=busy, name="busy")
    other.start()
    other.join()
    assert not ends
    collector.tidy()
    assert ends == ["MainThread"]


def test_the_window_looks_by_itself(qtbot, collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[str] = []
    collector._timer.start(10)
    Cycle(ends)
    kept = [[number] for number in range(smooth.ENOUGH + 100)]
    qtbot.waitUntil(lambda: bool(ends), timeout=2000)
    assert kept


def test_what_was_there_is_not_looked_through_again(collector: Collector) -> None:
    kept = [[number] for number in range(5000)]
    collector.settle()
    assert gc.get_freeze_count() >= 5000
    assert id(kept[0]) not in {id(each) for each in gc.get_objects()}


def test_it_is_left_to_python_afterwards(qapp: QApplication) -> None:
    made = Collector(qapp)
    assert not gc.isenabled()
    made.settle()
    made.stop()
    assert gc.isenabled() and gc.get_freeze_count() == 0
