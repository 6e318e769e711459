"""What a program takes of the processor, and what everything else on the machine takes beside it."""

from __future__ import annotations

import threading
import time

import psutil

EVERY = 2.0
"""Seconds between two looks at the program's children."""


class Load:
    """Processor time, in cores, between `start` and `stop`: of a process with its children, and of all others."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self._spent: dict[int, float] = {}
        self._before: dict[int, float] = {}
        self._all = self._polite = 0.0
        self._began = self._ended = 0.0
        self._done = threading.Event()

    def start(self) -> None:
        self._look()
        self._before, self._began = dict(self._spent), time.monotonic()
        busy, polite = _busy()
        self._all, self._polite = -busy, -polite
        # A child's time is lost with the child, so a thread looks now and then.
        threading.Thread(target=self._watch, name="load", daemon=True).start()

    def stop(self) -> None:
        if self._began and not self._ended:
            self._look()
            self._ended = time.monotonic()
            busy, polite = _busy()
            self._all, self._polite = self._all + busy, self._polite + polite
        self._done.set()

    @property
    def spent(self) -> float:
        """Seconds of the program's so far, as of the last look."""
        return sum(self._spent.values()) - sum(self._before.values())

    @property
    def cores(self) -> float:
        """Of the program."""
        return self._over(self.spent)

    @property
    def others(self) -> float:
        """Of everything else that does not run at a lower priority, this measurement too."""
        return max(0.0, self._over(self._all) - self.cores)

    @property
    def polite(self) -> float:
        """Of what runs at a lower priority (nice): it gives way, though not at once and not the caches."""
        return self._over(self._polite)

    def _over(self, seconds: float) -> float:
        return seconds / (self._ended - self._began) if self._ended > self._began else 0.0

    def _watch(self) -> None:
        while not self._done.wait(EVERY):
            self._look()

    def _look(self) -> None:
        try:
            tree = [self._process, *self._process.children(recursive=True)]
        except psutil.Error:
            return
        for process in tree:
            try:
                times = process.cpu_times()
            except psutil.Error:
                continue
            self._spent[process.pid] = times.user + times.system


def _busy() -> tuple[float, float]:
    """Seconds since the machine's start: at usual priority with what a host took away, and at a lower one."""
    times = psutil.cpu_times()
    return times.user + times.system + getattr(times, "steal", 0.0), float(getattr(times, "nice", 0.0))
