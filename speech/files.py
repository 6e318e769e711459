"""Sound files as the microphone: the candidate's answers, one file each, spoken when they are asked for."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from speech.blocks import BLOCK, BlockFeed
from speech.clock import SampleClock
from speech.errors import SoundError
from speech.events import SAMPLE_RATE
from speech.ports import Block, Emit, Samples
from speech.resample import resample
from speech.wavefile import pcm16

log = logging.getLogger(__name__)

SUFFIXES = {".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aif", ".aiff", ".au", ".caf"}
"""What a folder is searched for."""

NOISE = 1e-4
"""Standard deviation of the room's quiet, about -80 dBFS: no microphone delivers zeros."""

FADE = round(0.03 * SAMPLE_RATE)
"""Samples over which an interrupted answer dies away."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the candidate."""

    path: Path
    samples: NDArray[np.int16]
    """16 kHz mono. Integers, because a long round's answers stay in memory."""


def load_answers(paths: Iterable[Path]) -> list[Answer]:
    """Read sound files of any rate and channel count; a folder stands for its sound files in natural order.

    Raises:
        SoundError: a file is missing, empty or not sound, or a folder holds none; names it.
    """
    files: list[Path] = []
    for path in paths:
        files += _sound_files(path) if path.is_dir() else [path]
    if not files:
        raise SoundError(
            "No sound file was given: name at least one WAV, FLAC or Ogg file or a folder of them."
        )
    return [Answer(path, _decode(path)) for path in files]


def _sound_files(folder: Path) -> list[Path]:
    try:
        found = [
            p for p in folder.iterdir() if p.suffix.casefold() in SUFFIXES and not p.name.startswith(".")
        ]
    except OSError as error:
        raise SoundError(f"The folder {folder} cannot be read ({error.strerror or error}).") from error
    if not found:
        raise SoundError(
            f"The folder {folder} holds no sound files (WAV, FLAC, Ogg): put one for each answer there."
        )
    return sorted(found, key=lambda p: _natural(p.name))


def _natural(name: str) -> list[tuple[int, int | str]]:
    """2 before 10."""
    return [
        (0, int(part)) if part.isdecimal() else (1, part.casefold()) for part in re.findall(r"\d+|\D+", name)
    ]


def _decode(path: Path) -> NDArray[np.int16]:
    import soundfile

    try:
        with path.open("rb") as file:
            sound, rate = soundfile.read(file, dtype="float32", always_2d=True)
    except OSError as error:
        raise SoundError(f"The sound file {path} cannot be read ({error.strerror or error}).") from error
    except soundfile.SoundFileError as error:
        raise SoundError(f"{path} is not a sound file that can be read: give WAV, FLAC or Ogg.") from error
    if not len(sound):
        raise SoundError(f"The sound file {path} is empty: record it again or leave it out.")
    return pcm16(resample(np.nan_to_num(sound.mean(axis=1)), rate, SAMPLE_RATE))


class FileMicrophone:
    """A quiet room in which the next answer begins a moment after each `cue`."""

    def __init__(
        self,
        answers: Sequence[Answer],
        *,
        clock: SampleClock,
        pace: Literal["real", "fast"] = "real",
        settle: Callable[[], None] | None = None,
        lead_in_s: float = 0.6,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Args:
        pace: real: 32 ms a block; fast: the next block as soon as `settle` returns.
        settle: called after each block of the fast pace; blocks until the listeners are done with it.
        lead_in_s: seconds from a cue to the answer's first sample.
        """
        self._answers = answers
        self._clock = clock
        self._pace = pace
        self._settle = settle
        self._lead_in = round(lead_in_s * SAMPLE_RATE)
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._muted = False
        self._next = 0
        self._cued = False
        self._waiting = 0
        """Samples of quiet before the answer that was cued."""
        self._current: Samples | None = None
        self._position = 0
        self._noise = np.random.default_rng(0)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def now(self) -> int:
        """Samples delivered since `start`, 16 kHz."""
        return self._clock.now

    @property
    def exhausted(self) -> bool:
        """Every answer has been given to its end."""
        with self._lock:
            return self._next >= len(self._answers) and self._current is None

    def cue(self) -> None:
        """The interviewer has finished: the next answer begins after the lead-in.

        While an answer is still being given, the cue is kept for its end, so that a round never waits for ever.
        """
        with self._lock:
            if not self._cued:
                self._cued = True
                self._waiting = self._lead_in

    def hush(self) -> None:
        """The candidate lets himself be interrupted: what is left of the answer fades out and is dropped."""
        with self._lock:
            self._cued = False
            if self._current is not None:
                rest = self._current[self._position : self._position + FADE]
                self._current = rest * np.linspace(1, 0, len(rest), dtype=np.float32)
                self._position = 0

    def start(self, on_block: Callable[[Block], None], emit: Emit) -> None:
        """Begin to deliver quiet."""
        self._feed = BlockFeed(self._clock, on_block, emit, muted=lambda: self._muted)
        # This thread exists because files have no clock of their own: it is the sound card of a round on files.
        self._thread = threading.Thread(target=self._run, name="microphone", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread. Idempotent."""
        self._stopping.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=5)

    def mute(self, on: bool) -> None:
        """While muted, blocks keep coming and hold zeros, and answers pass unheard."""
        self._muted = on

    def _run(self) -> None:
        begun = self._monotonic()
        while not self._stopping.is_set():
            due = begun + (self._feed.total + BLOCK) / SAMPLE_RATE
            if self._pace == "real" and self._stopping.wait(max(0.0, due - self._monotonic())):
                return
            captured = due if self._pace == "real" else self._monotonic()
            self._feed.feed(self._block(), 0, captured)
            if self._pace == "fast" and self._settle is not None:
                self._settle()

    def _block(self) -> Samples:
        block = self._noise.normal(0.0, NOISE, BLOCK).astype(np.float32)
        filled = 0
        with self._lock:
            while filled < BLOCK and (step := self._step(block[filled:])):
                filled += step
        return block

    def _step(self, room: Samples) -> int:
        """Add the answer, or wait for it; how many samples were settled, 0 when the rest is quiet."""
        if self._current is not None:
            piece = self._current[self._position : self._position + len(room)]
            room[: len(piece)] += piece
            self._position += len(piece)
            if self._position >= len(self._current):
                self._current = None
            return len(piece)
        if not self._cued or self._next >= len(self._answers):
            return 0
        if self._waiting:
            step = min(self._waiting, len(room))
            self._waiting -= step
            return step
        answer = self._answers[self._next]
        log.info("the candidate answers with %s", answer.path)
        self._current = np.divide(answer.samples, 32_768, dtype=np.float32)
        self._position, self._next, self._cued = 0, self._next + 1, False
        return self._step(room)
