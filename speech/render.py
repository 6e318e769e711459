"""One open output stream: pulls from the utterances in the callback and reports what it played, and when."""

from __future__ import annotations

import contextlib
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from speech.clock import heard_at
from speech.devices import Device
from speech.portaudio import PortAudio, loudspeaker_rates
from speech.ports import Samples
from speech.utterances import Mark, UtteranceQueue

PERIOD = 0.016
"""Seconds per callback: a halt waits for at most one."""

LATENCY = 0.05
"""Seconds of sound the device holds: how late a callback may run before it clicks. A halt outlasts the fade
by this much. Measured on a virtual card while nine programs wanted two cores: from a halt to silence 104 ms with
0.1 s, 72 ms with 0.06 s and 53 ms with 0.04 s; one callback in five hundred came too late for 0.04 s."""

QUEUED = 512
"""Reports kept for a busy listener: 8 s."""


@dataclass(frozen=True, slots=True)
class Played:
    """What one callback gave to the device."""

    samples: Samples
    """Mono, at the queue's rate."""
    marks: list[Mark]
    heard: float
    """The moment (`time.monotonic`) the first sample leaves the loudspeaker."""
    sounding: bool
    """Whether there is anything but silence in it."""


class Render:
    """A loudspeaker that is open. Made anew when one is lost and another takes over."""

    def __init__(
        self,
        audio: PortAudio,
        device: Device,
        utterances: UtteranceQueue,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.device = device
        self.underflows = 0
        """Times the device says that it ran dry."""
        self._audio = audio
        self._utterances = utterances
        self._monotonic = monotonic
        self._queue: queue.Queue[Played | None] = queue.Queue(QUEUED)
        self._unsaid: list[Mark] = []
        self._ready = False
        self._latency = LATENCY
        self._ended = False
        self._stream: Any = None

    def open(self) -> None:
        """Begin to play silence; what is queued is converted if the device insists on another rate.

        Raises:
            DeviceError: the device cannot be opened at any rate.
        """
        self._stream = self._audio.open(
            "loudspeaker",
            self.device,
            loudspeaker_rates(self.device, self._utterances.rate),
            period=PERIOD,
            latency=LATENCY,
            callback=self._callback,
            finished_callback=self._finished,
        )
        self._latency = float(self._stream.latency)
        rate = int(self._stream.samplerate)
        if rate != self._utterances.rate:
            self._utterances.change_rate(rate)

    def begin(self) -> None:
        """Play the utterances from now on."""
        self._ready = True

    @property
    def ended(self) -> bool:
        """The stream stopped by itself: its device is gone."""
        return self._ended

    def read(self, timeout: float) -> Played | None:
        """The next report, None when none came within `timeout` seconds or the stream ended."""
        try:
            return self._queue.get(timeout=timeout)
        except queue.Empty:
            return None

    def close(self) -> None:
        """Stop playing, the device's buffer included. Idempotent."""
        stream, self._stream = self._stream, None
        self._audio.close(stream)

    def _callback(self, outdata: Samples, frames: int, times: Any, status: Any) -> None:
        """PortAudio's thread: copy, report, return."""
        called = self._monotonic()
        samples, marks = self._utterances.pull(frames) if self._ready else (np.zeros(frames, np.float32), [])
        outdata[:] = samples[:, np.newaxis]
        if status.output_underflow:
            self.underflows += 1
        heard = heard_at(called, times.outputBufferDacTime, times.currentTime, latency=self._latency)
        played = Played(samples, [*self._unsaid, *marks], heard, bool(samples.any()))
        try:
            self._queue.put_nowait(played)
            self._unsaid = []
        except queue.Full:
            # The sound report may be lost, an utterance's end may not: the session waits for it.
            self._unsaid = [replace(mark, offset=0) for mark in played.marks]

    def _finished(self) -> None:
        self._ended = True
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(None)
