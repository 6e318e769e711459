"""A sample round made audible: both voices, as they are recorded, through one loudspeaker."""

from __future__ import annotations

import logging
import threading
from typing import Any

import numpy as np

from speech.errors import SoundError
from speech.events import SAMPLE_RATE
from speech.portaudio import PortAudio, loudspeaker_rates
from speech.ports import Block, Samples
from speech.resample import Resampler
from speech.tracks import TrackName

log = logging.getLogger(__name__)

KEPT = 4 * SAMPLE_RATE
"""Samples of the ring in which both voices are mixed."""
BEHIND = int(0.25 * SAMPLE_RATE)
"""How far the loudspeaker stays behind what is delivered: the size of a hiccup that is not heard."""
PERIOD = 0.04
"""Seconds per block handed to the device."""


class Overheard:
    """Without a loudspeaker nothing sounds and the round goes on: the captions carry it."""

    def __init__(self, loudspeaker: str = "") -> None:
        """Opens nothing yet."""
        self._wanted = loudspeaker or None
        self._audio = PortAudio()
        self._ring = np.zeros(KEPT, np.float32)
        self._lock = threading.Lock()
        self._written = 0
        self._read = -1
        self._stream: Any = None
        self._resampler: Resampler | None = None
        self._rest: Samples = np.zeros(0, np.float32)

    def start(self) -> None:
        """Open the loudspeaker; that there is none is written to the log."""
        try:
            device = self._audio.find("loudspeaker", self._wanted)
            self._stream = self._audio.open(
                "loudspeaker", device, loudspeaker_rates(device), period=PERIOD, latency="high",
                callback=self._fill,
            )  # fmt: skip
        except SoundError as error:
            log.warning("the sample round is silent: %s", error)

    def stop(self) -> None:
        """Idempotent."""
        stream, self._stream = self._stream, None
        self._audio.close(stream)

    def take(self, who: TrackName, block: Block) -> None:
        """Mix a block in at its place; the candidate's blocks are the clock."""
        first = block.first_sample
        with self._lock:
            if who == "candidate":
                self._clear(first + len(block.samples))
            places = np.arange(first, first + len(block.samples)) % KEPT
            self._ring[places] += block.samples

    def _clear(self, until: int) -> None:
        """Silence where the newest sound will stand."""
        if until > self._written:
            self._ring[np.arange(self._written, until) % KEPT] = 0
            self._written = until

    def _fill(self, out: Any, frames: int, _time: object, _status: object) -> None:
        rate = float(self._stream.samplerate) if self._stream is not None else 0.0
        if not rate:
            out.fill(0)
            return
        if self._resampler is None:
            self._resampler = Resampler(SAMPLE_RATE, round(rate))
        while len(self._rest) < frames:
            made = self._resampler.feed(self._next(round(SAMPLE_RATE * PERIOD)))
            self._rest = np.concatenate((self._rest, made))
        out[:] = self._rest[:frames, None]
        self._rest = self._rest[frames:]

    def _next(self, count: int) -> Samples:
        """The next samples behind what was delivered; silence where nothing has come yet."""
        with self._lock:
            if self._read < 0 or not 0 <= self._written - self._read - count <= KEPT // 2:
                self._read = self._written - BEHIND
            if self._read < 0 or self._written - self._read < count:
                self._read = -1
                return np.zeros(count, np.float32)
            found = self._ring[np.arange(self._read, self._read + count) % KEPT]
            self._read += count
            return np.clip(found, -1, 1)
