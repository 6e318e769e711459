"""Streams of sound from one sampling rate to another, with the delay of the filter accounted for."""

from __future__ import annotations

import numpy as np

from speech.ports import Samples


class Resampler:
    """Converts a mono stream block by block. Passes sound through untouched where the rates agree."""

    def __init__(self, source: int, target: int) -> None:
        """Args: the rates in Hertz."""
        self._ratio = target / source
        self._stream = None
        if source != target:
            import soxr

            self._stream = soxr.ResampleStream(source, target, 1, dtype="float32", quality="HQ")
        self._taken = 0
        self._given = 0

    @property
    def pending(self) -> int:
        """Samples at the target rate whose sound has come in and not yet gone out."""
        return round(self._taken * self._ratio) - self._given

    def feed(self, samples: Samples) -> Samples:
        """The next output, shape (m,); m varies and may be 0."""
        self._taken += len(samples)
        out = samples if self._stream is None else self._stream.resample_chunk(samples)
        self._given += len(out)
        return np.asarray(out, dtype=np.float32)


def resample(samples: Samples, source: int, target: int) -> Samples:
    """A whole sound, shape (n,), from one rate to another (Hertz)."""
    if source == target or not len(samples):
        return np.asarray(samples, dtype=np.float32)
    import soxr

    return np.asarray(soxr.resample(samples, source, target, quality="HQ"), dtype=np.float32)
