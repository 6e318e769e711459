"""One open input stream: the callback's bounded queue on one side, 16 kHz mono with times on the other."""

from __future__ import annotations

import contextlib
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from speech.clock import captured_at
from speech.devices import Device
from speech.events import SAMPLE_RATE
from speech.portaudio import PortAudio, microphone_rates
from speech.ports import Samples
from speech.resample import Resampler

PERIOD = 0.016
"""Seconds per callback: half of the detector's 32 ms frame."""

LATENCY = 0.08
"""Seconds of sound the device may hold: how late a callback may run before sound is lost."""

QUEUED = 512
"""Callbacks kept for a busy consumer: 8 s. Past that the oldest rule of real time holds: drop and count."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one callback brought."""

    samples: Samples
    """16 kHz mono; may be empty while the resampler fills."""
    pending: int
    """16 kHz samples still inside the resampler."""
    captured: float
    """The moment (`time.monotonic`) the last sample, the pending ones counted, was captured."""

    @property
    def begins(self) -> float:
        """The moment the first of `samples` was captured."""
        return self.captured - (len(self.samples) + self.pending) / SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class _Raw:
    frames: Samples
    lost: int
    """Frames dropped before these because the queue was full."""
    called: float
    adc: float
    current: float


class Capture:
    """A microphone that is open. Made anew when a microphone is lost and another takes over."""

    def __init__(
        self, audio: PortAudio, device: Device, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.device = device
        self.dropped = 0
        """Blocks lost: our queue was full, or PortAudio says that the device overflowed."""
        self._audio = audio
        self._monotonic = monotonic
        self._queue: queue.Queue[_Raw | None] = queue.Queue(QUEUED)
        self._lost = 0
        self._ended = False
        self._stream: Any = None

    def open(self) -> None:
        """Begin to record.

        Raises:
            DeviceError: the device cannot be opened at any rate.
        """
        self._stream = self._audio.open(
            "microphone",
            self.device,
            microphone_rates(self.device),
            period=PERIOD,
            latency=LATENCY,
            callback=self._callback,
            finished_callback=self._finished,
        )
        self._rate = int(self._stream.samplerate)
        self._resampler = Resampler(self._rate, SAMPLE_RATE)

    @property
    def ended(self) -> bool:
        """The stream stopped by itself: its device is gone."""
        return self._ended

    def read(self, timeout: float) -> Chunk | None:
        """The next chunk, None when none came within `timeout` seconds or the stream ended."""
        try:
            raw = self._queue.get(timeout=timeout)
        except queue.Empty:
            return None
        if raw is None:
            return None
        samples = self._resampler.feed(_mono(raw.frames, raw.lost))
        captured = captured_at(raw.called, len(raw.frames) / self._rate, raw.adc, raw.current)
        return Chunk(samples, self._resampler.pending, captured)

    def close(self) -> None:
        """Stop recording. Idempotent."""
        stream, self._stream = self._stream, None
        self._audio.close(stream)

    def _callback(self, indata: Samples, frames: int, times: Any, status: Any) -> None:
        """PortAudio's thread: copy, queue, return."""
        if status.input_overflow:
            self.dropped += 1
        raw = _Raw(indata.copy(), self._lost, self._monotonic(), times.inputBufferAdcTime, times.currentTime)
        try:
            self._queue.put_nowait(raw)
            self._lost = 0
        except queue.Full:
            self._lost += frames
            self.dropped += 1

    def _finished(self) -> None:
        self._ended = True
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(None)


def _mono(frames: Samples, lost: int) -> Samples:
    """One channel, with silence where frames were lost so that the clock stays whole."""
    mono = frames.mean(axis=1) if frames.shape[1] <= 2 else frames[:, 0]
    return np.concatenate([np.zeros(lost, np.float32), mono]) if lost else mono
