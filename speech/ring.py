"""The last minutes of the microphone's sound, kept for the recogniser."""

from __future__ import annotations

import threading

import numpy as np

from speech.events import SAMPLE_RATE
from speech.ports import Block, Samples

KEPT = 120 * SAMPLE_RATE
"""Samples. The recogniser looks back 25 s; the rest is what a slow machine may fall behind. 7.7 MB."""


class SoundRing:
    """A ring over the session's clock, written by the microphone's thread, read by the recogniser's."""

    def __init__(self, kept: int = KEPT) -> None:
        self._samples = np.zeros(kept, np.float32)
        self._end = 0
        self._lock = threading.Lock()

    @property
    def end(self) -> int:
        """The session sample after the newest."""
        return self._end

    def write(self, block: Block) -> None:
        """Append; a hole in the clock before the block is silence, and what is older than `end` is ignored."""
        with self._lock:
            hole = block.first_sample - self._end
            if hole > 0:
                self._put(np.zeros(min(hole, len(self._samples)), np.float32), block.first_sample)
            fresh = block.samples[max(0, -hole) :]
            self._put(fresh, self._end + len(fresh))

    def read(self, first: int, last: int) -> Block:
        """A copy of session samples `first` to `last`; the block begins later where the ring has moved on."""
        with self._lock:
            first = max(first, self._end - len(self._samples), 0)
            last = min(max(first, last), self._end)
            index = np.arange(first, last) % len(self._samples)
            return Block(first, self._samples[index])

    def _put(self, samples: Samples, end: int) -> None:
        kept = samples[-len(self._samples) :]
        self._samples[np.arange(end - len(kept), end) % len(self._samples)] = kept
        self._end = end
