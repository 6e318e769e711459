"""One 16-bit mono WAV file that grows on the session's clock and can be opened after a kill at any moment."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from speech.events import SAMPLE_RATE
from speech.ports import Block, Samples

HEADER = 44
"""Bytes before the first sample."""

Pcm = NDArray[np.int16]


def header(samples: int) -> bytes:
    """The RIFF header of a 16 kHz mono 16-bit file of that many samples."""
    size = 2 * samples
    riff = struct.pack("<4sI4s", b"RIFF", HEADER - 8 + size, b"WAVE")
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, SAMPLE_RATE, 2 * SAMPLE_RATE, 2, 16)
    return riff + form + struct.pack("<4sI", b"data", size)


def mend(path: Path) -> int:
    """Make the header agree with the file's size, as it does not after a kill; the number of samples.

    A file on a read-only disk is left as it is.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not one of our WAV files.
    """
    with path.open("rb") as file:
        found = file.read(HEADER)
    samples = (path.stat().st_size - HEADER) // 2
    if len(found) < HEADER or found[:4] != b"RIFF" or found[8:40] != header(0)[8:40]:
        raise ValueError("not a recording of ours")
    if found != header(samples) and os.access(path, os.W_OK):
        with path.open("r+b") as file:
            file.write(header(samples))
            file.truncate(HEADER + 2 * samples)
    return samples


def pcm16(samples: Samples) -> Pcm:
    """Float sound, -1 to 1, as 16-bit integers; louder sound is clipped."""
    return np.clip(np.round(samples * 32_767), -32_768, 32_767).astype(np.int16)


class WaveTrack:
    """Takes blocks in order, fills gaps with silence, and writes when told to.

    The standard library's `wave` loses count of itself after a failed write (a full disk), so the few bytes of
    header are written here.
    """

    def __init__(self, path: Path, *, keep: int) -> None:
        """Args: keep: samples held in memory while the file refuses them."""
        self._path = path
        self._keep = keep
        self._file: BinaryIO | None = None
        self._waiting: list[Pcm] = []
        self._length = 0
        """Samples of the track so far, those waiting counted."""
        self._written = 0
        """Samples known to be in the file."""
        self.dropped = 0
        """Samples replaced by silence because the file refused them too long."""

    def open(self) -> None:
        """Create the file. Raises: OSError, FileExistsError among them: a recording is never overwritten."""
        self._file = self._path.open("xb", buffering=0)
        self._write(header(0), at=0)
        os.fsync(self._file.fileno())

    def add(self, block: Block) -> None:
        """Append a block; what overlaps the track so far is left out, what is missing before it is silence."""
        gap = block.first_sample - self._length
        if gap > 0:
            self._waiting.append(np.zeros(gap, np.int16))
        self._waiting.append(pcm16(block.samples[max(0, -gap) :]))
        self._length = max(self._length, block.first_sample + len(block.samples))

    def sync(self) -> None:
        """Bring everything to the disk, the header last. Raises: OSError; what was not written is kept."""
        if self._file is None or not self._waiting:
            return
        sound = np.concatenate(self._waiting)
        self._waiting = [sound]
        try:
            self._write(sound.astype("<i2").tobytes(), at=HEADER + 2 * self._written)
            self._write(header(self._written + len(sound)), at=0)
            os.fsync(self._file.fileno())
        except OSError:
            self._trim()
            raise
        self._written += len(sound)
        self._waiting = []

    def close(self) -> None:
        """Close the file; `sync` comes before. Idempotent."""
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _write(self, data: bytes, at: int) -> None:
        """All of it, at a place: a full disk takes part of the bytes and complains on the next try."""
        assert self._file is not None
        self._file.seek(at)
        while data:
            data = data[self._file.write(data) :]

    def _trim(self) -> None:
        """Keep the newest; the oldest become silence, so that the rest stays in its place."""
        sound = self._waiting[0]
        excess = len(sound) - self._keep
        if excess > 0:
            self.dropped += excess
            self._waiting = [sound[excess:]]
            self._written += excess
