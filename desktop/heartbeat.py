"""Whether the sound side still lives: its clock goes on whatever a device does, unless the sound side has failed."""

from __future__ import annotations

import time
from collections.abc import Callable

STILL = 10.0
"""Seconds the sound's clock may stand still."""


class Heartbeat:
    """Looked at a few times a second."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at, self._since = -1, clock()

    def stopped(self, now: int) -> bool:
        """`now` is the sound's clock, in samples."""
        if now != self._at:
            self._at, self._since = now, self._clock()
        return self._clock() - self._since > STILL
