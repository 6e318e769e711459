"""Both tracks of a recording as one mixed source that can be read from anywhere."""

from __future__ import annotations

from typing import Any

import numpy as np

from desktop.replay_model import TrackFiles
from speech.errors import RecordingError
from speech.events import SAMPLE_RATE
from speech.ports import Samples

BLOCK = 2 * SAMPLE_RATE
"""Samples read at a time. FLAC finds a place by searching, too slow for every 20 ms of playing."""
KEPT = 3
"""Blocks kept: a stretched voice looks a little back and ahead of where it is."""
KNEE = 0.95
"""Where both speak at once the sum is bent from here on, so that it never clips."""


class TrackReader:
    """Shape (n,), 16 kHz, silence outside the recording. For one thread at a time."""

    def __init__(self, tracks: TrackFiles) -> None:
        """
        Raises:
            RecordingError: a file is missing, is no sound or has another rate.
        """
        import soundfile

        self._files: list[Any] = []
        self._paths = (tracks.candidate, tracks.interviewer)
        for path in self._paths:
            try:
                file = soundfile.SoundFile(path)
            except (soundfile.LibsndfileError, OSError) as error:
                self.close()
                raise RecordingError(f"The recording {path} cannot be opened ({error}).") from error
            self._files.append(file)
            if file.samplerate != SAMPLE_RATE:
                self.close()
                raise RecordingError(f"The recording {path} has {file.samplerate} Hz, not {SAMPLE_RATE}.")
        self.length = max(file.frames for file in self._files)
        self._blocks: dict[int, Samples] = {}

    def read(self, first: int, count: int) -> Samples:
        """That stretch of both tracks, mixed.

        Raises:
            RecordingError: the disk or the file has gone.
        """
        out = np.zeros(count, np.float32)
        low, high = max(0, first), min(self.length, first + count)
        while low < high:
            number, offset = divmod(low, BLOCK)
            part = self._block(number)[offset : offset + high - low]
            out[low - first : low - first + len(part)] = part
            low += len(part)
        return out

    def close(self) -> None:
        for file in self._files:
            file.close()

    def _block(self, number: int) -> Samples:
        found = self._blocks.pop(number, None)
        if found is None:
            found = self._mixed(number * BLOCK)
            if len(self._blocks) >= KEPT:
                del self._blocks[next(iter(self._blocks))]
        self._blocks[number] = found  # the last used is the last thrown away
        return found

    def _mixed(self, first: int) -> Samples:
        import soundfile

        mixed = np.zeros(BLOCK, np.float32)
        for path, file in zip(self._paths, self._files, strict=True):
            if first >= file.frames:
                continue
            try:
                file.seek(first)
                found = file.read(BLOCK, dtype="float32", always_2d=True)[:, 0]
            except (soundfile.LibsndfileError, OSError) as error:
                raise RecordingError(f"The recording {path} cannot be read ({error}).") from error
            mixed[: len(found)] += found
        return bent(mixed)


def bent(mixed: Samples) -> Samples:
    """Untouched up to the knee, then flatter and flatter, never past full scale."""
    loud = np.abs(mixed)
    if loud.max(initial=0) <= KNEE:
        return mixed
    room = 1 - KNEE
    soft = np.sign(mixed) * (KNEE + room * np.tanh((loud - KNEE) / room))
    return np.where(loud <= KNEE, mixed, soft).astype(np.float32)
