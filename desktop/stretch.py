"""Speech played slower or faster at its own pitch: waveform-similarity overlap-add.

W. Verhelst and M. Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for high quality
time-scale modification of speech", ICASSP 1993.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from speech.ports import Samples

HOP = 320
"""Samples of output per step: 20 ms, two to four periods of a voice."""
SEEK = 160
"""Samples the next frame may be shifted either way to fit the last: 10 ms, a period of the lowest voices."""

Read = Callable[[int, int], Samples]
"""`read(first, count)`: that stretch of the source, zeros outside it."""

_RISE = (0.5 - 0.5 * np.cos(np.pi * (np.arange(HOP) + 0.5) / HOP)).astype(np.float32)
_FALL = _RISE[::-1].copy()


class Stretcher:
    """Renders a 16 kHz source from a moving place at a speed; at speed 1 the source itself, untouched."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self.seek(0)

    def seek(self, sample: int) -> None:
        self._at = float(sample)
        self._natural: int | None = None
        self._left = np.zeros(0, np.float32)
        self._speed = 1.0

    @property
    def position(self) -> int:
        """The source's sample that the next rendered one comes from, to within 10 ms."""
        return max(0, round(self._at - len(self._left) * self._speed))

    def render(self, count: int, speed: float) -> Samples:
        """The next `count` samples; `speed` 0.5 to 3 of the source per output."""
        parts, have = [self._left], len(self._left)
        while have < count:
            parts.append(self._step(speed))
            have += HOP
        self._speed = speed
        joined = np.concatenate(parts)
        self._left = joined[count:]
        return joined[:count]

    def _step(self, speed: float) -> Samples:
        if self._natural is None:
            start = round(self._at)
            self._natural, self._at = start + HOP, self._at + HOP * speed
            return self._read(start, HOP)
        tail = self._read(self._natural, HOP)
        if speed == 1:
            self._natural += HOP
            self._at = float(self._natural)
            return tail
        start = self._best(tail, round(self._at))
        self._natural, self._at = start + HOP, self._at + HOP * speed
        return tail * _FALL + self._read(start, HOP) * _RISE

    def _best(self, tail: Samples, target: int) -> int:
        """Where near `target` the source looks most like what would naturally have come next."""
        around = self._read(target - SEEK, HOP + 2 * SEEK)
        likeness = np.correlate(around, tail, "valid")
        power = np.concatenate(([0.0], np.cumsum(around.astype(np.float64) ** 2)))
        energy = power[HOP:] - power[:-HOP]
        return target - SEEK + int(np.argmax(likeness / np.sqrt(energy + 1e-6)))
