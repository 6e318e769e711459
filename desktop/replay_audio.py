"""Playing a recording aloud: both tracks mixed, at any speed, from any moment, in loops."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from desktop.replay_model import TrackFiles
from desktop.silent_player import Player, Range, SilentPlayer
from desktop.stretch import Stretcher
from speech.errors import DeviceError, RecordingError, SoundError
from speech.events import SAMPLE_RATE
from speech.portaudio import PortAudio, loudspeaker_rates
from speech.ports import Samples
from speech.resample import Resampler
from speech.tracks import open_tracks

log = logging.getLogger(__name__)

PERIOD = 0.03
"""Seconds per block handed to the device."""
AHEAD = 6
"""Blocks rendered ahead: 180 ms, long enough for a disk, short enough for a change of speed."""


class TrackReader:
    """Both files as one mixed source, shape (n,), 16 kHz. For one thread at a time."""

    def __init__(self, tracks: TrackFiles) -> None:
        """
        Raises:
            RecordingError: a file is missing, is no sound or has another rate.
        """
        import soundfile

        self._files: list[Any] = []
        for path in (tracks.candidate, tracks.interviewer):
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

    def read(self, first: int, count: int) -> Samples:
        mixed = np.zeros(count, np.float32)
        for file in self._files:
            begin, skip = max(0, first), max(0, -first)
            if begin >= file.frames or skip >= count:
                continue
            file.seek(begin)
            found = file.read(count - skip, dtype="float32", always_2d=True)[:, 0]
            mixed[skip : skip + len(found)] += found
        return np.clip(mixed, -1, 1, out=mixed)

    def close(self) -> None:
        for file in self._files:
            file.close()


@dataclass(frozen=True, slots=True)
class _Order:
    """What is wanted of the feeding thread. A new generation makes what was rendered before worthless."""

    generation: int
    start: int
    playing: bool
    speed: float
    loop: Range | None
    until: int


@dataclass(frozen=True, slots=True)
class _Piece:
    generation: int
    position: int
    """Source sample after its last."""
    samples: Samples
    last: bool


class SoundPlayer:
    """Plays through the loudspeaker.

    Two threads meet here: PortAudio's own callback takes finished pieces from a bounded queue and does nothing
    else; one feeding thread reads the files and stretches, because neither may happen in the callback.
    The window gives orders by replacing one frozen record.
    """

    def __init__(self, reader: TrackReader, audio: PortAudio, wanted: str | None = None) -> None:
        """Opens the loudspeaker.

        Raises:
            DeviceError: there is none, or it refuses.
        """
        self._reader, self._audio = reader, audio
        self._length = reader.length
        self._order = _Order(0, 0, False, 1.0, None, self._length)
        self._heard = (0, 0)
        self._ended = -1
        self._failure = ""
        self._pieces: queue.Queue[_Piece] = queue.Queue(AHEAD)
        self._wake, self._closed = threading.Event(), threading.Event()
        device = audio.find("loudspeaker", wanted)
        self._stream = audio.open(
            "loudspeaker",
            device,
            loudspeaker_rates(device),
            period=PERIOD,
            latency="low",
            callback=self._fill,
        )
        self._rate = round(self._stream.samplerate)
        self._delay = float(self._stream.latency) * SAMPLE_RATE
        audio.join(self._let_go)
        self._thread = threading.Thread(target=self._feed, name="replay feeder", daemon=True)
        self._thread.start()

    # ------------------------------------------------------------ the window's side
    @property
    def position(self) -> int:
        order = self._order
        generation, sample = self._heard
        if generation != order.generation:
            return order.start
        return int(max(order.start if order.loop is None else 0, sample - self._delay * order.speed))

    @property
    def playing(self) -> bool:
        order = self._order
        if order.playing and self._ended == order.generation:
            self._give(playing=False, start=order.until, generation=order.generation + 1)
        elif order.playing and not self._stream.active and not self._closed.is_set():
            self._failure = "The loudspeaker stopped; choose another in Settings."
        return self._order.playing

    @property
    def failure(self) -> str:
        return self._failure

    def play(self, until: int | None = None) -> None:
        at = self.position
        start = 0 if at >= self._length - 1 else at
        end = self._length if until is None else until
        order = self._order
        fresh = start != at or end != order.until
        self._give(
            playing=True, until=end, start=start if fresh else order.start,
            generation=order.generation + 1 if fresh else order.generation,
        )  # fmt: skip

    def pause(self) -> None:
        self._give(playing=False)

    def seek(self, sample: int) -> None:
        at = max(0, min(self._length, sample))
        until = self._order.until if self._order.until > at else self._length
        self._give(start=at, until=until, generation=self._order.generation + 1)

    def set_speed(self, speed: float) -> None:
        self._give(speed=speed, start=self.position, generation=self._order.generation + 1)

    def set_loop(self, span: Range | None) -> None:
        self._give(loop=span)

    def close(self) -> None:
        if self._closed.is_set():
            return
        self._closed.set()
        self._wake.set()
        self._audio.leave(self._let_go)
        self._audio.close(self._stream)
        with contextlib.suppress(queue.Empty):
            while True:
                self._pieces.get_nowait()
        self._thread.join(2)
        self._reader.close()

    def _give(self, **changes: Any) -> None:
        self._order = replace(self._order, **changes)
        self._wake.set()

    def _let_go(self) -> bool:
        """The sound library wants to restart: only when nothing is being heard."""
        if self._order.playing:
            return False
        self._failure = "The sound devices have changed; open the replay again to hear it."
        self._audio.close(self._stream)
        return True

    # ------------------------------------------------------------ the device's thread
    def _fill(self, out: Any, frames: int, _time: object, _status: object) -> None:
        order = self._order
        piece = None
        while order.playing and piece is None:
            try:
                piece = self._pieces.get_nowait()
            except queue.Empty:
                break
            if piece.generation != order.generation:
                piece = None
        if piece is None:
            out.fill(0)
            return
        out[: len(piece.samples)] = piece.samples[:frames, None]
        out[len(piece.samples) :] = 0
        self._heard = (piece.generation, piece.position)
        if piece.last:
            self._ended = piece.generation

    # ------------------------------------------------------------ the feeding thread
    def _feed(self) -> None:
        stretcher, mine = Stretcher(self._reader.read), -1
        resampler, rest = Resampler(SAMPLE_RATE, self._rate), np.zeros(0, np.float32)
        size, done = round(self._rate * PERIOD), False
        while not self._closed.is_set():
            order = self._order
            if order.generation != mine:
                mine, done = order.generation, False
                stretcher.seek(order.start)
                resampler, rest = Resampler(SAMPLE_RATE, self._rate), np.zeros(0, np.float32)
            if not order.playing or done:
                self._wake.wait(0.2)
                self._wake.clear()
                continue
            while len(rest) < size and not done:
                done = self._turn(stretcher, order)
                made = resampler.feed(stretcher.render(round(SAMPLE_RATE * PERIOD), order.speed))
                rest = np.concatenate((rest, made))
            self._put(_Piece(mine, stretcher.position, rest[:size], done))
            rest = rest[size:]

    @staticmethod
    def _turn(stretcher: Stretcher, order: _Order) -> bool:
        """At a loop's end back to its start; True at the end of all."""
        if order.loop is not None and stretcher.position >= order.loop[1]:
            stretcher.seek(order.loop[0])
        return order.loop is None and stretcher.position >= order.until

    def _put(self, piece: _Piece) -> None:
        """Wait for room, but not for an order that has become worthless."""
        while not self._closed.is_set() and self._order.generation == piece.generation:
            try:
                self._pieces.put(piece, timeout=0.1)
                return
            except queue.Full:
                continue


def find_tracks(folder: Path) -> tuple[TrackFiles | None, int]:
    """A session's recording and its length in samples; None and 0 where nothing was recorded."""
    try:
        found = open_tracks(folder)
    except RecordingError:
        return None, 0
    return TrackFiles(found.paths["candidate"], found.paths["interviewer"]), found.length


def open_player(
    tracks: TrackFiles | None, length: int, audio: PortAudio | None, wanted: str | None = None
) -> tuple[Player, str]:
    """The loudspeaker where there is one, else a silent player and the sentence that says why."""
    if tracks is None:
        return SilentPlayer(length), "No sound was kept of this session."
    if audio is None:
        return SilentPlayer(length), "Sound is switched off."
    try:
        reader = TrackReader(tracks)
    except RecordingError as error:
        return SilentPlayer(length), str(error)
    try:
        return SoundPlayer(reader, audio, wanted), ""
    except (DeviceError, SoundError) as error:
        reader.close()
        return SilentPlayer(length), str(error)
