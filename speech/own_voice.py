"""The interviewer's own voice, coming in again through the microphone of a room without headphones."""

from __future__ import annotations

import threading

import numpy as np

from speech.events import SAMPLE_RATE, PlaybackEnded, PlaybackStarted
from speech.ports import Block

LINGERS = int(0.2 * SAMPLE_RATE)
"""Samples for which a line is still in the air after its end: the room's echo, the devices' buffers."""


class OwnVoice:
    """Knows when the interviewer spoke, and makes silence of it. Told by the player, asked by the microphone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._from: int | None = None
        """Session sample of the first sound of the newest line; None before any."""
        self._until: int | None = None
        """Session sample after it and its echo; None while it sounds."""

    @property
    def told(self) -> bool:
        """Anything was ever reported: silence is therefore known to be the candidate's."""
        return self._from is not None

    def note(self, event: PlaybackStarted | PlaybackEnded) -> None:
        """A line has begun or ended."""
        with self._lock:
            if isinstance(event, PlaybackEnded):
                if self._until is None:  # a line that was dropped before its first sound ends too
                    self._until = event.sample + LINGERS
                return
            follows = self._from is not None and self._until is not None and event.sample <= self._until
            self._from = self._from if follows else event.sample
            self._until = None

    def without(self, block: Block) -> Block:
        """The block with zeros where the interviewer speaks."""
        with self._lock:
            start, end = self._from, self._until
        last = block.first_sample + len(block.samples)
        if start is None or start >= last or (end is not None and end <= block.first_sample):
            return block
        quiet = block.samples.copy()
        quiet[max(0, start - block.first_sample) : None if end is None else end - block.first_sample] = 0
        return Block(block.first_sample, np.asarray(quiet, np.float32))
