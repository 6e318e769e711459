"""From sound of any length to the session's blocks: 512 samples each, counted, muted and measured."""

from __future__ import annotations

import logging
from collections.abc import Callable

import numpy as np

from speech.clock import SampleClock
from speech.events import SAMPLE_RATE
from speech.level import LevelMeter
from speech.ports import Block, Emit, Samples

log = logging.getLogger(__name__)

BLOCK = 512
"""Samples per block, 32 ms: the voice-activity detector's frame."""


class BlockFeed:
    """Cuts sound into blocks on the session's clock, mutes it, and measures its level."""

    def __init__(
        self,
        clock: SampleClock,
        on_block: Callable[[Block], None],
        emit: Emit,
        *,
        muted: Callable[[], bool],
    ) -> None:
        self._muted = muted
        self._clock = clock
        self._on_block = on_block
        self._emit = emit
        self._meter = LevelMeter()
        self._rest = np.zeros(0, np.float32)
        self._delivered = 0

    @property
    def total(self) -> int:
        """Samples taken in, those waiting to fill a block counted."""
        return self._delivered + len(self._rest)

    def feed(self, samples: Samples, pending: int, captured: float) -> None:
        """Take sound in; the last of it and of `pending` more to come was captured at `captured`."""
        sound = np.concatenate([self._rest, samples])
        reach = self._delivered + len(sound) + pending
        whole = len(sound) // BLOCK * BLOCK
        self._rest = sound[whole:]
        for start in range(0, whole, BLOCK):
            self._deliver(
                sound[start : start + BLOCK], captured - (reach - self._delivered - BLOCK) / SAMPLE_RATE
            )

    def _deliver(self, samples: Samples, captured: float) -> None:
        block = Block(self._delivered, np.zeros(BLOCK, np.float32) if self._muted() else samples)
        self._delivered += BLOCK
        self._clock.delivered(self._delivered, captured)
        try:
            self._on_block(block)
        except Exception:
            # A failing listener must not end the session's clock, and with it the recording.
            log.exception("a listener failed on a microphone block")
        for level in self._meter.feed(block):
            self._emit(level)
