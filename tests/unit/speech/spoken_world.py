"""A world in which every sample says which word it belongs to, so that what an ear makes of it can be proven."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field

import numpy as np

from speech.ear import Ear
from speech.events import SAMPLE_RATE, SpeechEvent, TurnEnded, Word, WordsCommitted
from speech.executor import Job, SerialExecutor
from speech.ports import Block, Samples
from speech.turn import AFTERGLOW

BLOCK = 512
STEP = 2.0**-14
"""Amplitude that tells one word from the next."""


class HandExecutor(SerialExecutor):
    """Runs its jobs when told to, in the real one's order."""

    def __init__(self) -> None:
        super().__init__("by hand", self._fail)
        self.jobs: deque[tuple[Job, str | None, threading.Event]] = deque()
        self.longest = 0
        self.errors: list[Exception] = []

    def _fail(self, error: Exception) -> None:
        self.errors.append(error)

    @property
    def idle(self) -> bool:
        return not self.jobs

    def submit(self, job: Job, *, key: str | None = None, urgent: bool = False) -> threading.Event:
        if key is not None:
            self.cancel(key)
        self.jobs.append((job, key, threading.Event()))
        self.longest = max(self.longest, len(self.jobs))
        return self.jobs[-1][2]

    def cancel(self, key: str | None = None) -> None:
        for entry in [e for e in self.jobs if key in (None, e[1])]:
            entry[2].set()
            self.jobs.remove(entry)

    def run(self, count: int = 1_000_000) -> None:
        while self.jobs and count:
            job, _, cancelled = self.jobs.popleft()
            count -= 1
            try:
                job(cancelled)
            except Exception as error:
                self._fail(error)


@dataclass
class Said:
    """A word as it was spoken."""

    text: str
    start: int
    end: int

    @property
    def middle(self) -> int:
        return (self.start + self.end) // 2


class Loudness:
    """A detector that hears every sample that is not silent."""

    def probability(self, frame: Samples) -> float:
        return float(np.mean(frame != 0) > 0.5)

    def reset(self) -> None: ...


class PerfectRecogniser:
    """Reads the words off the samples. A word cut off by the window's end is heard as another word ("w7~")."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.fail = 0
        """So many of the next decodes raise."""
        self.calls = 0
        self.longest = 0

    def transcribe(
        self,
        samples: Samples,
        *,
        first_sample: int,
        prompt: str,
        prefix: str = "",
        beam_size: int | None = None,
        cancelled: threading.Event | None = None,
    ) -> tuple[Word, ...]:
        self.calls += 1
        self.longest = max(self.longest, len(samples))
        if self.fail:
            self.fail -= 1
            raise RuntimeError("no memory")
        last = first_sample + len(samples)
        codes = {round(float(v) / STEP) for v in np.unique(samples)} - {0}
        heard = [w for c in sorted(codes) if first_sample <= (w := self._world.said[c - 1]).middle < last]
        before = prefix.split()
        assert [w.text for w in heard[: len(before)]] == [t.rstrip("~") for t in before], (heard, prefix)
        found = tuple(
            Word(w.text if w.end <= last else f"{w.text}~", w.start, min(w.end, last), 0.9)
            for w in heard[len(before) :]
        )
        return found


class Opinion:
    """Stands where Smart Turn stands; notes how much sound it was given, and how loud what lies behind its last word."""

    def __init__(self, finished: float | Exception) -> None:
        self.finished = finished
        self.heard: list[tuple[int, float]] = []

    def probability(self, samples: Samples) -> float:
        self.heard.append((len(samples), float(np.abs(samples[BLOCK - AFTERGLOW :]).max(initial=0.0))))
        if isinstance(self.finished, Exception):
            raise self.finished
        return self.finished


@dataclass
class World:
    """A candidate, an ear and what it says; time passes only by `speak` and `quiet`."""

    now: int = 0
    said: list[Said] = field(default_factory=list)
    events: list[SpeechEvent] = field(default_factory=list)
    keep_said: int = 10_000
    weighs: bool = False
    opinion: Opinion | None = None

    def __post_init__(self) -> None:
        self.executor = HandExecutor()
        self.recogniser = PerfectRecogniser(self)
        self.voice = HandExecutor()
        self.ear = Ear(
            self.recogniser,
            Loudness(),
            self.executor,
            self.events.append,
            smart_turn=self.opinion,  # type: ignore[arg-type]
            weighs=self.weighs,
            voice=self.voice,
        )

    def speak(self, *lengths: float) -> None:
        """One word after the other, each so many seconds long, with 30 ms between."""
        for length in lengths:
            count = int(length * SAMPLE_RATE)
            self.said.append(Said(f"w{len(self.said) + 1}", self.now, self.now + count))
            self._pass(np.full(count, len(self.said) * STEP, np.float32))
            self._pass(np.zeros(480, np.float32))

    def quiet(self, seconds: float) -> None:
        self._pass(np.zeros(int(seconds * SAMPLE_RATE), np.float32))

    def _pass(self, samples: Samples) -> None:
        for at in range(0, len(samples), BLOCK):
            piece = samples[at : at + BLOCK]
            self.ear.on_block(Block(self.now, piece))
            self.now += len(piece)

    @property
    def words(self) -> list[str]:
        """Everything committed, in order."""
        return [w.text for e in self.events if isinstance(e, WordsCommitted) for w in e.words]

    @property
    def ends(self) -> list[str]:
        """The reasons of the turns that ended, in order."""
        return [e.reason for e in self.events if isinstance(e, TurnEnded)]

    def answers(self) -> list[list[str]]:
        """The words before each TurnEnded, and those after the last."""
        parts: list[list[str]] = [[]]
        for event in self.events:
            if isinstance(event, WordsCommitted):
                parts[-1] += [w.text for w in event.words]
            elif isinstance(event, TurnEnded):
                parts.append([])
        return parts
