"""The one thread the language model runs on: probes are worded at once, reading ahead waits for them."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interviewer import prompts
from interviewer.errors import MindError
from interviewer.events import Exchange, Input, ProbeBrief, ProbeWorded
from interviewer.llama import Cancel, CancelledError
from interviewer.wording import Wording, fallback, word
from speech.priority import MIND, give_way

if TYPE_CHECKING:
    from interviewer.mind import Mind

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds a probe may take to be worded before one of ours is taken instead."""
HURRIED = 0.8
"""The same from the moment it is due, while the candidate waits; an acknowledgement fills most of it."""
YIELDS = 1.5
"""Seconds the model stands back at most, in one stretch, for what is read in a lull."""
LOOKS_EVERY = 0.02
"""Seconds between two looks at whether it still has to."""


@dataclass(frozen=True, slots=True)
class _Weighing:
    """A text whose end is to be weighed, and who wants to know."""

    text: str
    tell: Callable[[float], None]


@dataclass(slots=True)
class _Request:
    id: str
    brief: ProbeBrief
    cancel: Cancel = field(default_factory=Cancel)
    dropped: bool = False


class MindWorker:
    """Takes requests from any thread and never blocks; what comes of them is posted from a thread of its own.

    A request that is not dropped is always answered with a ProbeWorded: in the model's words, or in ours when
    there is no model, it failed, or it took longer than `patience`.
    """

    def __init__(
        self,
        mind: Mind | None,
        post: Callable[[Input], None],
        now: Callable[[], int],
        *,
        patience: float = PATIENCE,
        stand_back: Callable[[], bool] = lambda: False,
    ) -> None:
        """`now` gives the session's clock, samples at 16 kHz; `patience` in seconds.

        `stand_back`: whether what may be the end of an answer is being read, so that the candidate may be waiting:
        nothing but its weighing goes on then. Asked on the mind's thread, before each of the model's steps.
        """
        self._mind = mind
        self._post = post
        self._now = now
        self._patience = patience
        self._stand_back = stand_back
        self._waiting: list[_Request] = []
        self._weighing: _Weighing | None = None
        self._prefix: str | None = None
        self._running: _Request | Cancel | None = None
        self._started = self._closed = False
        self._changed = threading.Condition()  # its lock may be taken twice by one thread
        self.failure = ""
        """Why there is no model any more, one sentence; empty while it works."""
        # One thread and no more: the model's memory holds one text, and its computation fills both cores.
        self._thread = threading.Thread(target=self._run, name="mind", daemon=True)

    def start(self) -> None:
        """Load the model, before it is needed; the first request does it otherwise."""
        with self._changed:
            if not self._started:
                self._started = True
                self._thread.start()

    def prime(self, question: str, dialogue: tuple[Exchange, ...], level: str, company: str) -> None:
        """Read a dialogue ahead; the newest that waits replaces the one before."""
        self.start()
        with self._changed:
            self._prefix = prompts.unfinished(question, dialogue)
            self._changed.notify_all()

    def word(self, request_id: str, brief: ProbeBrief) -> None:
        """Word a probe before anything else."""
        self.start()
        with self._changed:
            self._waiting.append(_Request(request_id, brief))
            if isinstance(self._running, Cancel):
                self._running.set()
            self._changed.notify_all()

    def hurry(self, request_id: str) -> None:
        """The probe is due now: posted within `HURRIED` seconds, in our words if need be."""
        with self._changed:
            running = [self._running] if isinstance(self._running, _Request) else []
            for request in (*self._waiting, *running):
                if request.id == request_id:
                    _after(min(HURRIED, self._patience), request.cancel)

    def weigh(self, question: str, dialogue: tuple[Exchange, ...], tell: Callable[[float], None]) -> None:
        """How likely the last words of a dialogue end a thought, 0 to 1; before anything else, the newest wins.

        `tell` is called on the mind's thread, or never: where there is no model, or it could not be in time.
        """
        self.start()
        with self._changed:
            self._weighing = _Weighing(prompts.unfinished(question, dialogue), tell)
            if (running := self._running_cancel) is not None:
                running.interrupt()
            self._changed.notify_all()

    def drop(self, request_id: str) -> None:
        """The probe is not wanted any more: nothing is posted for it, unless it has been already."""
        with self._changed:
            self._waiting = [r for r in self._waiting if r.id != request_id]
            if isinstance(self._running, _Request) and self._running.id == request_id:
                self._running.dropped = True
                self._running.cancel.set()

    @property
    def reads(self) -> bool:
        """There is a model, as far as is known."""
        return self._mind is not None

    @property
    def idle(self) -> bool:
        """Nothing waits and nothing runs."""
        with self._changed:
            waits = self._waiting or self._prefix is not None or self._weighing is not None
            return not waits and self._running is None

    def close(self, timeout: float = 5.0) -> None:
        """Stop at once, dropping what waits, and free the model."""
        with self._changed:
            self._closed = True
            if isinstance(self._running, _Request):
                self._running.dropped = True
                self._running.cancel.set()
            elif self._running is not None:
                self._running.set()
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout)

    # ------------------------------------------------------------ the thread
    def _run(self) -> None:
        give_way(MIND)
        self._attempt(lambda mind: mind.load())
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._wanted)
                if self._closed:
                    break
                job = self._next()
            if isinstance(job, _Request):
                self._answer(job)
            elif isinstance(job, _Weighing):
                self._weigh(job)
            else:
                self._read(*job)
            with self._changed:
                self._running = None
        if self._mind is not None:
            self._mind.close()

    @property
    def _wanted(self) -> bool:
        return bool(self._waiting) or self._weighing is not None or self._prefix is not None

    def _next(self) -> _Request | _Weighing | tuple[str, Cancel]:
        if (weighing := self._take_weighing()) is not None:
            return weighing
        if self._waiting:
            self._running = self._waiting.pop(0)
            return self._running
        prefix, self._prefix = self._prefix or "", None
        self._running = Cancel()
        return prefix, self._running

    def _take_weighing(self) -> _Weighing | None:
        with self._changed:
            weighing, self._weighing = self._weighing, None
            return weighing

    def _weigh(self, weighing: _Weighing) -> None:
        def weigh(mind: Mind) -> None:
            likely = mind.ends(weighing.text, cancel=Cancel())
            if likely is not None:
                weighing.tell(likely)

        self._attempt(weigh)

    def _before_a_step(self) -> None:
        """An end that is to be weighed does not wait for what the model is at, and nothing disturbs its reading."""
        deadline = time.monotonic() + YIELDS
        while True:
            if (weighing := self._take_weighing()) is not None:
                self._weigh(weighing)
            elif not self._stand_back() or time.monotonic() > deadline:
                return
            with self._changed:
                if self._disturbed:
                    return
                self._changed.wait_for(lambda: self._weighing is not None or self._disturbed, LOOKS_EVERY)

    @property
    def _disturbed(self) -> bool:
        running = self._running_cancel
        return self._closed or (running is not None and running.is_set())

    @property
    def _running_cancel(self) -> Cancel | None:
        return self._running.cancel if isinstance(self._running, _Request) else self._running

    def _between(self) -> None:
        """In the middle of a wording: what has been said meanwhile is read on, so that its end is soon weighed."""
        self._before_a_step()
        with self._changed:
            prefix, self._prefix = self._prefix, None
        if prefix is not None:
            cancel = self._running_cancel or Cancel()
            self._attempt(lambda mind: mind.prime(prefix, cancel=cancel, between=self._before_a_step))

    def _read(self, prefix: str, cancel: Cancel) -> None:
        def read(mind: Mind) -> None:
            with suppress(CancelledError):  # what is worded next reads it as well
                mind.prime(prefix, cancel=cancel, between=self._before_a_step)

        self._attempt(read)

    def _answer(self, request: _Request) -> None:
        wording: Wording | None = None

        def write(mind: Mind) -> None:
            nonlocal wording
            # Its own thread, because this one is inside the model until the flag is set.
            clock = _after(self._patience, request.cancel)
            try:
                wording = word(request.brief, mind, request.cancel, self._between)
            except CancelledError:
                log.info("probe %s: the model took too long or was not wanted", request.id)
            finally:
                clock.cancel()

        started_without = self._mind is None
        self._attempt(write)
        with self._changed:
            if request.dropped or self._closed:
                return
        if wording is None:
            slow = "" if started_without else "not worded in time"
            why = self.failure or slow
            wording = Wording(fallback(request.brief), "fallback", (why,) if why else ())
        self._post(ProbeWorded(self._now(), request.id, wording.text, wording.source, wording.faults))

    def _attempt(self, work: Callable[[Mind], None]) -> None:
        """Do it with the model, if there is one; a model that fails is not asked again."""
        if self._mind is None:
            return
        try:
            work(self._mind)
        except MindError as error:
            log.error("%s", error)
            self.failure = str(error)
            self._mind = None


def _after(seconds: float, cancel: Cancel) -> threading.Timer:
    clock = threading.Timer(seconds, cancel.set)
    clock.daemon = True
    clock.start()
    return clock
