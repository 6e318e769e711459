"""Playing a recording aloud: both tracks mixed, at any speed, from any moment, in loops."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from desktop.replay_model import TrackFiles
from desktop.silent_player import Player, Range, SilentPlayer
from desktop.stretch import Stretcher
from desktop.track_reader import TrackReader
from speech.errors import DeviceError, RecordingError, SoundError
from speech.events import SAMPLE_RATE
from speech.portaudio import PortAudio, loudspeaker_rates
from speech.ports import Samples
from speech.resample import Resampler
from speech.tracks import open_tracks

log = logging.getLogger(__name__)

PERIOD = 0.02
"""Seconds per block handed to the device."""
AHEAD = 8
"""Blocks rendered ahead: 160 ms, long enough for a disk, short enough for a change of speed."""
BEGIN_WITH = 4
"""Blocks that must be there before the first is heard, else reading the file would be heard as a gap after it."""
LATENCY = 0.1
"""Seconds wished for between callback and ear: a busy window must not make it click, and the playhead allows for it."""
SOFT = 0.005
"""Seconds of fade wherever sound begins or ends, so that a seek or a pause does not click."""
SILENT_FOR, FIRST_WITHIN = 0.7, 3.0
"""Seconds without a callback, later and at first, after which the loudspeaker counts as lost."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What is wanted of the feeding thread. A new generation makes what was rendered before worthless."""

    generation: int
    start: int
    playing: bool
    speed: float
    loop: Range | None
    until: int

    @property
    def stop(self) -> int:
        return self.until if self.loop is None else self.loop[1]


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

    def __init__(
        self,
        reader: TrackReader,
        audio: PortAudio,
        wanted: str | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Opens the loudspeaker.

        Raises:
            DeviceError: there is none, or it refuses.
        """
        self._reader, self._audio, self._wanted, self._monotonic = reader, audio, wanted, monotonic
        self._length = reader.length
        self._order = _Order(0, 0, False, 1.0, None, self._length)
        self._heard = (0, 0, 0.0)
        self._ready = self._ended = -1
        """Generations that may be heard, and that have been heard to their end."""
        self._failure = ""
        self._stream: Any = None
        self._tail = np.zeros(0, np.float32)
        self._sounding = False
        self._pieces: queue.Queue[_Piece] = queue.Queue(AHEAD)
        self._wake, self._closed = threading.Event(), threading.Event()
        self._open()
        audio.join(self._let_go)
        self._thread = threading.Thread(target=self._feed, name="replay feeder", daemon=True)
        self._thread.start()

    def _open(self) -> None:
        device = self._audio.find("loudspeaker", self._wanted)
        self._beat, self._allowed = self._monotonic(), FIRST_WITHIN
        rates = loudspeaker_rates(device)
        stream = self._audio.open(
            "loudspeaker", device, rates, period=PERIOD, latency=LATENCY, callback=self._fill
        )
        self._rate = round(stream.samplerate)
        self._delay = float(stream.latency)
        self._rise = np.linspace(0, 1, max(2, round(SOFT * self._rate)), dtype=np.float32)
        self._stream = stream

    # ------------------------------------------------------------ the window's side
    @property
    def position(self) -> int:
        """What is heard now: what was handed to the device last, less what still waits in it."""
        order = self._order
        generation, sample, handed = self._heard
        if generation != order.generation:
            return order.start
        waiting = max(0.0, self._delay - (self._monotonic() - handed)) * SAMPLE_RATE
        return int(max(order.start if order.loop is None else 0, sample - waiting * order.speed))

    @property
    def playing(self) -> bool:
        """Until the last sample has left the device, not only until it was handed over."""
        order = self._order
        if order.playing and self._ended == order.generation:
            if self._monotonic() - self._heard[2] < self._delay:
                return True
            self._give(playing=False, start=order.until, generation=order.generation + 1)
        elif order.playing and not self._failure and self._lost():
            self._failure = "The loudspeaker stopped; plug it in again or choose another in Settings."
        return self._order.playing

    @property
    def failure(self) -> str:
        return self._failure

    def play(self, until: int | None = None) -> None:
        order, start = self._order, self.position
        if start >= self._length - 1:
            start = 0
        end = self._length if until is None else until
        changes: dict[str, Any] = {"playing": True, "until": end, "start": start}
        if self._reopened() or start == 0 or end != order.until:
            changes["generation"] = order.generation + 1
        self._beat = self._monotonic()
        self._give(**changes)

    def pause(self) -> None:
        self._give(playing=False)

    def seek(self, sample: int) -> None:
        at = max(0, min(self._length, sample))
        until = self._order.until if self._order.until > at else self._length
        self._give(start=at, until=until, generation=self._order.generation + 1)

    def set_speed(self, speed: float) -> None:
        self._give(speed=speed, start=self.position, generation=self._order.generation + 1)

    def set_loop(self, span: Range | None) -> None:
        """A loop that is switched off while it plays goes on from where it is heard, not from what was rendered."""
        self._give(loop=span, start=self.position, generation=self._order.generation + 1)

    def close(self) -> None:
        if self._closed.is_set():
            return
        self._closed.set()
        self._wake.set()
        self._audio.leave(self._let_go)
        self._audio.close(self._stream)
        self._empty()
        self._thread.join(2)
        if not self._thread.is_alive():
            self._reader.close()

    def _empty(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._pieces.get_nowait()

    def _give(self, **changes: Any) -> None:
        self._order = replace(self._order, **changes)
        self._wake.set()

    def _lost(self) -> bool:
        if self._closed.is_set() or self._stream is None:
            return False
        return not self._stream.active or self._monotonic() - self._beat > self._allowed

    def _let_go(self) -> bool:
        """The sound library wants to restart: only while nothing is being heard. `play` opens it again."""
        if self._order.playing:
            return False
        self._audio.close(self._stream)
        self._stream = None
        return True

    def _reopened(self) -> bool:
        """Open again what was let go; True where the loudspeaker is another stream now."""
        if self._stream is not None or self._failure:
            return False
        try:
            self._open()
        except (DeviceError, SoundError) as error:
            self._failure = str(error)
            return False
        return True

    # ------------------------------------------------------------ the device's thread
    def _fill(self, out: Any, frames: int, _time: object, _status: object) -> None:
        self._beat, self._allowed = self._monotonic(), SILENT_FOR
        piece = self._next()
        if piece is None:
            self._hush(out)
            return
        count = min(frames, len(piece.samples))
        out[:count] = piece.samples[:count, None]
        out[count:] = 0
        if not self._sounding:
            soft = min(count, len(self._rise))
            out[:soft] *= self._rise[:soft, None]
        self._sounding = True
        self._tail = out[count - 1 : count, 0].copy() if count == frames else self._tail[:0]
        self._heard = (piece.generation, piece.position, self._beat)
        if piece.last:
            self._ended = piece.generation

    def _next(self) -> _Piece | None:
        """The next piece of the order that counts."""
        order = self._order
        while order.playing and self._ready == order.generation:
            try:
                piece = self._pieces.get_nowait()
            except queue.Empty:
                return None
            if piece.generation == order.generation:
                return piece
        return None

    def _hush(self, out: Any) -> None:
        """Silence, after a last sample that fades out."""
        out.fill(0)
        if self._sounding and len(self._tail):
            soft = min(len(out), len(self._rise))
            out[:soft] = (self._tail[0] * self._rise[::-1][:soft])[:, None]
        self._sounding = False

    # ------------------------------------------------------------ the feeding thread
    def _feed(self) -> None:
        try:
            while not self._closed.is_set():
                self._render(self._order)
        except RecordingError as error:
            self._failure = str(error)
        except Exception:
            log.exception("the replay's feeding thread broke")
            self._failure = "The recording cannot be played; the log file says why."

    def _render(self, order: _Order) -> None:
        """Feed one generation to its end, or until another one is ordered."""
        self._empty()
        stretcher, blocks = Stretcher(self._reader.read), 0
        stretcher.seek(order.start)
        rate = self._rate
        resampler, rest, done = Resampler(SAMPLE_RATE, rate), np.zeros(0, np.float32), False
        size = round(rate * PERIOD)
        while not self._closed.is_set() and self._order.generation == order.generation:
            if done or not self._order.playing:
                self._wake.wait(0.2)
                self._wake.clear()
                continue
            while len(rest) < size and not done:
                made, done = self._stretch(stretcher, order)
                rest = np.concatenate((rest, resampler.feed(made)))
            waiting = (max(0, len(rest) - size) + resampler.pending) * SAMPLE_RATE / rate
            place = max(0, round(stretcher.position - waiting * order.speed))
            self._put(_Piece(order.generation, place, rest[:size], done))
            rest, blocks = rest[size:], blocks + 1
            if done or blocks == BEGIN_WITH:
                self._ready = order.generation

    @staticmethod
    def _stretch(stretcher: Stretcher, order: _Order) -> tuple[Samples, bool]:
        """The next samples, at most to the end of the loop or of all; whether that end is reached for good.

        The last samples fade, and where a loop turns its first.
        """
        wanted = round(SAMPLE_RATE * PERIOD)
        left = round((order.stop - stretcher.position) / order.speed)
        count = max(1, min(wanted, left))
        made = stretcher.render(count, order.speed)
        if left > wanted:
            return made, False
        rise = np.linspace(0, 1, min(count, round(SOFT * SAMPLE_RATE)), dtype=np.float32)
        made[count - len(rise) :] *= rise[::-1]
        if order.loop is None:
            return made, True
        stretcher.seek(order.loop[0])
        again = stretcher.render(len(rise), order.speed) * rise
        return np.concatenate((made, again)), False

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
