"""What left the loudspeaker, as one unbroken 16 kHz track on the session's clock."""

from __future__ import annotations

import statistics
from collections import deque
from collections.abc import Callable

import numpy as np

from speech.clock import SampleClock
from speech.events import SAMPLE_RATE
from speech.ports import Block, Samples
from speech.resample import Resampler

WHILE_SILENT = SAMPLE_RATE * 30 // 1000
"""30 ms: between utterances nobody hears a correction, but the echo canceller has to learn the room anew. What the
devices say of their delays wanders by 10 ms on a busy machine, while the samples they take and give do not."""

WHILE_SOUNDING = SAMPLE_RATE * 60 // 1000
"""60 ms: within speech only a real gap of the device is worth a cut. Drift between two sound cards stays far
below that over an utterance."""

QUIET_FOR = 0.2
"""Seconds without sound after which a stretch counts as silent: the resampler still holds the end of the last
sentence when its block has passed, and a breath within a sentence is no place to cut."""

SHIFTS = 31
"""Blocks, half a second, whose median deviation decides, so that some late callbacks do not."""

BEFORE_ANY = SAMPLE_RATE // 200
"""5 ms: before the first sound of all there is nothing to be learnt yet, and a device's first word on its delay is
its worst."""

SHIFTS_BEFORE_ANY = 8
"""Blocks that decide then."""


class PlayedTrack:
    """Places the loudspeaker's blocks by the moment they are heard; hands them on without gap or overlap."""

    def __init__(self, clock: SampleClock, on_played: Callable[[Block], None], rate: int) -> None:
        """Args: rate of the blocks that will come, Hertz."""
        self._clock = clock
        self._on_played = on_played
        self._next: int | None = None
        self._shifts: deque[int] = deque(maxlen=SHIFTS)
        self._quiet = QUIET_FOR
        self._sounded = False
        self.retune(rate)

    def retune(self, rate: int) -> None:
        """Blocks of another rate (Hertz) follow: another loudspeaker took over."""
        self._rate = rate
        self._resampler = Resampler(rate, SAMPLE_RATE)

    def add(self, samples: Samples, heard: float, *, sounding: bool) -> int:
        """Hand on a block whose first sample is heard at `heard`; that sample's place on the clock."""
        pending = self._resampler.pending
        out = self._resampler.feed(samples)
        first = self._clock.sample_at(heard) - pending
        if self._next is None:
            self._next = max(0, first)
        self._sounded = self._sounded or sounding
        self._quiet = 0.0 if sounding else self._quiet + len(samples) / self._rate
        shift = self._shift(first - self._next)
        place = self._next + shift + pending
        if shift > 0:
            out = np.concatenate([np.zeros(shift, np.float32), out])
        elif shift < 0:
            out = out[-shift:]
        if len(out):
            block = Block(self._next, out)
            self._next += len(out)
            self._on_played(block)
        return max(0, place)

    def _shift(self, deviation: int) -> int:
        """How many samples of silence to insert (or, negative, to leave out) to be back on the clock."""
        self._shifts.append(deviation)
        shift = round(statistics.median(self._shifts))
        count, tolerated = SHIFTS, WHILE_SILENT if self._quiet >= QUIET_FOR else WHILE_SOUNDING
        if not self._sounded:
            count, tolerated = SHIFTS_BEFORE_ANY, BEFORE_ANY
        if len(self._shifts) < count or abs(shift) <= tolerated:
            return 0
        self._shifts.clear()
        return shift
