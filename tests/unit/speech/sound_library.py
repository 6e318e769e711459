"""A sound library in memory with sounddevice's face: devices that are plugged, refuse rates, and are unplugged."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np

from speech.portaudio import PortAudio


class PortAudioError(Exception):
    pass


@dataclass
class Fake:
    """One device. Streams are driven by the test: `feed` is a microphone's callback, `drain` a loudspeaker's."""

    name: str
    inputs: int = 0
    outputs: int = 0
    rates: tuple[int, ...] = (16_000, 44_100, 48_000)
    rate: int = 48_000
    channels: tuple[int, ...] = (1, 2)
    present: bool = True
    streams: list[Stream] = field(default_factory=list)

    @property
    def stream(self) -> Stream:
        return self.streams[-1]

    def unplug(self) -> None:
        self.present = False
        for stream in self.streams:
            stream.end()


class Stream:
    def __init__(self, fake: Fake, **options: Any) -> None:
        if not fake.present:
            raise PortAudioError("Error opening stream: Device unavailable")
        if options["samplerate"] not in fake.rates:
            raise PortAudioError("Error opening stream: Invalid sample rate")
        if options["channels"] not in fake.channels:
            raise PortAudioError("Error opening stream: Invalid number of channels")
        self.samplerate = float(options["samplerate"])
        self.channels = options["channels"]
        self.latency = 0.05
        self.running = False
        self._callback: Callable[..., None] = options["callback"]
        self._finished: Callable[[], None] = options["finished_callback"]
        fake.streams.append(self)

    def start(self) -> None:
        self.running = True

    def abort(self, ignore_errors: bool = True) -> None:
        self.end()

    def close(self, ignore_errors: bool = True) -> None:
        self.end()

    def end(self) -> None:
        if self.running:
            self.running = False
            self._finished()

    def feed(self, samples: np.ndarray, *, overflow: bool = False) -> None:
        """The device has recorded, shape (n,)."""
        frames = np.repeat(samples.astype(np.float32)[:, None], self.channels, axis=1)
        times = SimpleNamespace(inputBufferAdcTime=0.0, currentTime=0.0)
        self._callback(frames, len(frames), times, SimpleNamespace(input_overflow=overflow))

    def drain(self, count: int) -> np.ndarray:
        """The device wants samples; shape (count, channels)."""
        out = np.full((count, self.channels), np.nan, np.float32)
        times = SimpleNamespace(outputBufferDacTime=0.0, currentTime=0.0)
        self._callback(out, count, times, SimpleNamespace(output_underflow=False))
        return out


class Library:
    """Sees the devices that were plugged in when it was started, as PortAudio does."""

    PortAudioError = PortAudioError

    def __init__(self, *fakes: Fake) -> None:
        self.fakes = list(fakes)
        self.restarts = 0
        self._list()

    def _list(self) -> None:
        self.known = [fake for fake in self.fakes if fake.present]
        default = [
            next((i for i, f in enumerate(self.known) if getattr(f, kind)), -1)
            for kind in ("inputs", "outputs")
        ]
        self.default = SimpleNamespace(hostapi=0, device=default)

    def query_hostapis(self) -> list[dict[str, Any]]:
        return [{"name": "Memory"}]

    def query_devices(self) -> list[dict[str, Any]]:
        return [
            {
                "name": f.name,
                "hostapi": 0,
                "max_input_channels": f.inputs,
                "max_output_channels": f.outputs,
                "default_samplerate": float(f.rate),
            }
            for f in self.known
        ]

    def InputStream(self, *, device: int, **options: Any) -> Stream:
        return Stream(self.known[device], **options)

    OutputStream = InputStream

    def _terminate(self) -> None:
        assert not any(s.running for f in self.fakes for s in f.streams), "a stream was open"

    def _initialize(self) -> None:
        self.restarts += 1
        self._list()


class MemoryAudio(PortAudio):
    def __init__(self, *fakes: Fake) -> None:
        super().__init__()
        self.memory = Library(*fakes)

    def library(self) -> Any:
        return self.memory


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self._now = 1000.0
        self._lock = threading.Lock()

    def __call__(self) -> float:
        with self._lock:
            return self._now

    def move(self, seconds: float) -> None:
        with self._lock:
            self._now += seconds
