"""One thread per model, doing one job at a time.

The thread exists because a decode or a synthesis takes 0.1 to 2 s, which neither the sound's threads nor the
session may wait for; and there is exactly one per model because the models are not thread-safe and two jobs
at once on the same cores would both be late.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from speech.priority import MODELS, give_way

Job = Callable[[threading.Event], None]
"""Gets the event that is set when the job is not wanted any more; a long job looks at it now and then."""

QUEUE_LIMIT = 256
"""Jobs waiting at once. A session never has more than a few; a queue that grows past this is a fault."""


@dataclass(slots=True)
class _Entry:
    job: Job
    key: str | None
    urgent: bool
    cancelled: threading.Event = field(default_factory=threading.Event)


class SerialExecutor:
    """Runs jobs in order on a thread of its own, which starts with the first job.

    Args:
        name: the thread's name, for stack dumps.
        on_error: gets whatever a job raised, on the executor's thread.
    """

    def __init__(self, name: str, on_error: Callable[[Exception], None]) -> None:
        self._name = name
        self._on_error = on_error
        self._waiting: deque[_Entry] = deque()
        self._running: _Entry | None = None
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, job: Job, *, key: str | None = None, urgent: bool = False) -> threading.Event:
        """Queue a job; with a key, it replaces one with the same key that has not started yet.

        An urgent job goes before all that are not, and after the urgent ones that wait already.

        Returns:
            The job's cancel event: once set, a queued job is skipped and a running one asked to stop.

        Raises:
            OverflowError: `QUEUE_LIMIT` jobs are waiting.
        """
        entry = _Entry(job, key, urgent)
        with self._changed:
            if self._closed:
                entry.cancelled.set()
                return entry.cancelled
            if key is not None:
                self._drop(key)
            if len(self._waiting) >= QUEUE_LIMIT:
                raise OverflowError(f"{self._name} has {QUEUE_LIMIT} jobs waiting")
            place = sum(e.urgent for e in self._waiting) if urgent else len(self._waiting)
            self._waiting.insert(place, entry)
            self._start_thread()
            self._changed.notify_all()
        return entry.cancelled

    def cancel(self, key: str | None = None) -> None:
        """Drop the waiting jobs and ask the running one to stop: all of them, or those with this key."""
        with self._changed:
            if key is None:
                for entry in self._waiting:
                    entry.cancelled.set()
                self._waiting.clear()
            else:
                self._drop(key)
            if self._running is not None and key in (None, self._running.key):
                self._running.cancelled.set()
            self._changed.notify_all()

    @property
    def idle(self) -> bool:
        """Nothing is running and nothing waits."""
        with self._changed:
            return self._running is None and not self._waiting

    def wait_idle(self, timeout: float) -> bool:
        """Wait until `idle`; False when `timeout` seconds went by first."""
        limit = time.monotonic() + timeout
        with self._changed:
            while self._running is not None or self._waiting:
                left = limit - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(left)
            return True

    def close(self, timeout: float = 5.0) -> None:
        """Cancel everything and wait up to `timeout` seconds for the running job. May be called twice."""
        with self._changed:
            self._closed = True
        self.cancel()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout)

    def _drop(self, key: str) -> None:
        kept = deque[_Entry]()
        for entry in self._waiting:
            if entry.key == key:
                entry.cancelled.set()
            else:
                kept.append(entry)
        self._waiting = kept

    def _start_thread(self) -> None:
        if self._thread is None:
            # A daemon, so that a decode under way cannot hold up the end of the program.
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()

    def _work(self) -> None:
        give_way(MODELS)
        while (entry := self._next()) is not None:
            try:
                if not entry.cancelled.is_set():
                    entry.job(entry.cancelled)
            except Exception as error:  # whatever it is, the next job must run
                self._on_error(error)
            finally:
                with self._changed:
                    self._running = None
                    self._changed.notify_all()

    def _next(self) -> _Entry | None:
        with self._changed:
            while not self._waiting and not self._closed:
                self._changed.wait()
            if not self._waiting:
                return None
            self._running = self._waiting.popleft()
            return self._running
