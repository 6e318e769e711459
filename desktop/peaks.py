"""The outline of a recording at every zoom: a pyramid of loudest samples, made once and kept beside it."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.replay_model import TrackFiles
from speech.errors import RecordingError

BUCKET = 256
"""Samples under one value of the finest level: 16 ms."""
STEP = 4
"""How many values of a level make one of the next."""
PIECE = BUCKET * 4096
"""Samples read at a time, a minute and five seconds: some 20 ms of work, so that a window stays alive."""
FILE = "peaks.npz"
_VERSION = 1


class Peaks:
    """Of one track. Values are 0 to 255 for 0 to full scale."""

    def __init__(self, finest: NDArray[np.uint8]) -> None:
        self.levels: list[NDArray[np.uint8]] = [finest]
        while len(self.levels[-1]) > 1024:
            below = self.levels[-1]
            padded = np.zeros(-(-len(below) // STEP) * STEP, np.uint8)
            padded[: len(below)] = below
            self.levels.append(padded.reshape(-1, STEP).max(axis=1))

    @classmethod
    def none(cls) -> Peaks:
        """Of a track that has not been read."""
        return cls(np.zeros(0, np.uint8))

    def columns(self, first: float, width: float, count: int) -> NDArray[np.float32]:
        """Loudest of each of `count` columns of `width` samples from `first` on; 0 to 1, 0 outside."""
        level = 0
        while level + 1 < len(self.levels) and BUCKET * STEP ** (level + 1) <= width:
            level += 1
        values, size = self.levels[level], BUCKET * STEP**level
        edges = np.floor((first + width * np.arange(count + 1)) / size).astype(np.int64)
        low = np.clip(edges[:-1], 0, len(values))
        high = np.clip(np.maximum(edges[1:], edges[:-1] + 1), 0, len(values))
        found = np.zeros(count, np.float32)
        inside = high > low
        if inside.any():
            starts, ends = low[inside], high[inside]
            window = values[starts[0] : ends[-1]]
            # reduceat runs from each start to the next; columns without gaps between them are just that.
            found[inside] = np.maximum.reduceat(window, starts - starts[0]) / 255
        return found


class PeakReader:
    """Reads both tracks piece by piece; `peaks` grows as it goes."""

    def __init__(self, tracks: TrackFiles) -> None:
        self._tracks = tracks
        self._found: dict[str, list[NDArray[np.uint8]]] = {"candidate": [], "interviewer": []}

    def pieces(self) -> Iterator[float]:
        """Read on; yields how much is done, 0 to 1.

        Raises:
            RecordingError: a track cannot be read.
        """
        import soundfile

        for number, (name, path) in enumerate(_paths(self._tracks)):
            try:
                with soundfile.SoundFile(path) as file:
                    for samples in file.blocks(PIECE, dtype="int16", always_2d=True):
                        self._found[name].append(_loudest(samples[:, 0]))
                        yield (number + file.tell() / max(1, file.frames)) / 2
            except (soundfile.LibsndfileError, OSError) as error:
                raise RecordingError(f"The recording {path} cannot be read ({error}).") from error

    def peaks(self) -> tuple[Peaks, Peaks]:
        """Candidate's and interviewer's, as far as they have been read."""
        made = []
        for name, _ in _paths(self._tracks):
            parts = self._found[name]
            made.append(Peaks(np.concatenate(parts) if parts else np.zeros(0, np.uint8)))
        return made[0], made[1]


def _loudest(samples: NDArray[np.int16]) -> NDArray[np.uint8]:
    """One value per bucket, the last one of what is left."""
    whole = len(samples) // BUCKET * BUCKET
    rows = samples[:whole].reshape(-1, BUCKET)
    found = np.maximum(rows.max(axis=1, initial=0), -rows.min(axis=1, initial=0).astype(np.int32))
    if whole < len(samples):
        found = np.append(found, np.abs(samples[whole:].astype(np.int32)).max())
    return np.asarray((found // 128).clip(0, 255), np.uint8)


def _paths(tracks: TrackFiles) -> tuple[tuple[str, Path], tuple[str, Path]]:
    return ("candidate", tracks.candidate), ("interviewer", tracks.interviewer)


def _stamp(tracks: TrackFiles) -> NDArray[np.int64]:
    """Size and time of both files, so that peaks of an older recording are not shown."""
    facts = [_VERSION]
    for _, path in _paths(tracks):
        seen = path.stat()
        facts += [seen.st_size, seen.st_mtime_ns]
    return np.array(facts, np.int64)


def load(folder: Path, tracks: TrackFiles) -> tuple[Peaks, Peaks] | None:
    """Kept peaks; None where there are none, or they are damaged or of another recording."""
    try:
        with np.load(folder / FILE) as kept:
            if not np.array_equal(kept["stamp"], _stamp(tracks)):
                return None
            return Peaks(kept["candidate"]), Peaks(kept["interviewer"])
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile):
        return None


def keep(folder: Path, tracks: TrackFiles, peaks: tuple[Peaks, Peaks]) -> None:
    """Write them beside the recording; a folder that cannot be written only costs the next opening time."""
    arrays: dict[str, Any] = {"candidate": peaks[0].levels[0], "interviewer": peaks[1].levels[0]}
    try:
        handle, name = tempfile.mkstemp(dir=folder, suffix=".npz")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, stamp=_stamp(tracks), **arrays)
            Path(name).replace(folder / FILE)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError:
        return
