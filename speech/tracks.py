"""A finished recording: finding, compressing and reading its two tracks."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from speech.errors import RecordingError
from speech.events import SAMPLE_RATE
from speech.ports import Samples
from speech.wavefile import HEADER, mend

log = logging.getLogger(__name__)

TrackName = Literal["candidate", "interviewer"]
TRACKS: tuple[TrackName, ...] = ("candidate", "interviewer")

STRETCH = 16 * SAMPLE_RATE
"""Samples compressed and compared at a time."""


def wav_path(folder: Path, track: str) -> Path:
    """Where a track lies while the round runs."""
    return folder / f"{track}.wav"


def flac_path(folder: Path, track: str) -> Path:
    """Where it lies afterwards."""
    return folder / f"{track}.flac"


@dataclass(frozen=True, slots=True)
class Tracks:
    """Both tracks of a recording, 16 kHz mono, on the session's clock."""

    paths: dict[TrackName, Path]
    length: int
    """Samples of the longer track; the shorter is silent from its end on."""

    @property
    def candidate(self) -> Samples:
        """All of the candidate's sound, shape (length,). Read from the disk at each access."""
        return self.read("candidate", 0, self.length)

    @property
    def interviewer(self) -> Samples:
        """All of the interviewer's sound, shape (length,). Read from the disk at each access."""
        return self.read("interviewer", 0, self.length)

    def read(self, track: TrackName, start: int, stop: int) -> Samples:
        """The samples from start to stop, silence outside the recording, shape (stop - start,).

        Raises:
            RecordingError: the file has gone or is broken.
        """
        out = np.zeros(max(0, stop - start), np.float32)
        first = max(0, start)
        sound = _read(self.paths[track], first, max(first, stop))
        out[first - start : first - start + len(sound)] = sound
        return out


def open_tracks(folder: Path) -> Tracks:
    """Both tracks of a session, FLAC or WAV, killed or closed.

    Raises:
        RecordingError: there is none, or one cannot be read.
    """
    paths: dict[TrackName, Path] = {}
    for track in TRACKS:
        # The WAV is deleted only after its FLAC was proven, so where both are there the FLAC may be half a file.
        found = next((p for p in (wav_path(folder, track), flac_path(folder, track)) if p.exists()), None)
        if found is None:
            raise RecordingError(f"There is no recording of the {track} in {folder}.")
        paths[track] = found
    return Tracks(paths, max(_length(path) for path in paths.values()))


def compress(wav: Path) -> None:
    """Turn a track into FLAC and delete the WAV once the FLAC is proven to hold the same; else leave it be."""
    import soundfile

    flac = wav.with_suffix(".flac")
    partial = wav.with_suffix(".flac.part")
    try:
        samples = mend(wav)
        if not samples:
            return  # an empty FLAC cannot be opened again
        with (
            soundfile.SoundFile(wav) as source,
            soundfile.SoundFile(partial, "w", SAMPLE_RATE, 1, "PCM_16", format="FLAC") as target,
        ):
            for stretch in source.blocks(STRETCH, dtype="int16"):
                target.write(stretch)
        if not _same(wav, partial, samples):
            raise ValueError("the compressed file differs")
        partial.replace(flac)
        wav.unlink()
    except FileNotFoundError:
        return  # compressed before, or never recorded
    except (OSError, ValueError, soundfile.SoundFileError):
        log.warning("%s stays uncompressed", wav, exc_info=True)
        partial.unlink(missing_ok=True)


def _same(wav: Path, flac: Path, samples: int) -> bool:
    import soundfile

    with soundfile.SoundFile(wav) as first, soundfile.SoundFile(flac) as second:
        if not samples == first.frames == second.frames:
            return False
        pairs = zip(first.blocks(STRETCH, dtype="int16"), second.blocks(STRETCH, dtype="int16"), strict=True)
        return all(np.array_equal(a, b) for a, b in pairs)


def _length(path: Path) -> int:
    import soundfile

    try:
        if path.suffix == ".wav":
            return mend(path)
        return int(soundfile.info(path).frames)
    except (OSError, ValueError, soundfile.SoundFileError) as error:
        raise _unreadable(path, error) from error


def _read(path: Path, start: int, stop: int) -> Samples:
    """At most the samples from start to stop. A WAV is read by its size: its header may be on a read-only disk."""
    import soundfile

    try:
        if path.suffix == ".wav":
            raw = np.fromfile(path, "<i2", count=stop - start, offset=HEADER + 2 * start)
        else:
            with soundfile.SoundFile(path) as file:
                file.seek(min(start, file.frames))
                raw = file.read(stop - start, dtype="int16")
    except (OSError, ValueError, soundfile.SoundFileError) as error:
        raise _unreadable(path, error) from error
    return (raw / np.float32(32_768)).astype(np.float32)


def _unreadable(path: Path, error: Exception) -> RecordingError:
    return RecordingError(f"The recording {path} cannot be read ({error}); its other files are untouched.")
