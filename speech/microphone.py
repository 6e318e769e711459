"""The real microphone: 512-sample blocks at 16 kHz as long as the session lasts, whatever the device does."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

import numpy as np

from speech.blocks import BlockFeed
from speech.capture import Capture, Chunk
from speech.clock import SampleClock
from speech.errors import DeviceError
from speech.events import SAMPLE_RATE, DeviceLost, DeviceRestored
from speech.portaudio import PortAudio
from speech.ports import Block, Emit

log = logging.getLogger(__name__)

SILENT_FOR = 0.7
"""Seconds without a callback after which the device counts as lost."""

FIRST_WITHIN = 3.0
"""Seconds a freshly opened device may take to its first callback; Bluetooth and PulseAudio take up to two."""

RETRY_EVERY = 1.0

LAG = 0.1
"""Seconds that the silence standing in for a lost device stays behind, as captured sound does, so that the
first sound of the next device still has its place."""


class DeviceMicrophone:
    """A microphone of this machine. When it is lost, silence keeps the clock going until one is back."""

    def __init__(
        self,
        audio: PortAudio,
        device: str | int | None = None,
        *,
        clock: SampleClock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Args: device as in `devices.choose`; None is the system's default."""
        self._audio = audio
        self._wanted = device
        self._clock = clock
        self._monotonic = monotonic
        self._capture: Capture | None = None
        self._opened = 0.0
        self._heard: float | None = None
        """The moment the last sample taken in was captured, None before the first."""
        self._lost = False
        self._dropped = 0
        self._muted = False
        self._default_first = False
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def now(self) -> int:
        """Samples delivered since `start`, 16 kHz."""
        return self._clock.now

    @property
    def name(self) -> str:
        """The device in use, empty while there is none."""
        return self._capture.device.name if self._capture else ""

    @property
    def dropped(self) -> int:
        """Blocks lost since the start because somebody was too slow; 0 in a healthy round."""
        return self._dropped + (self._capture.dropped if self._capture else 0)

    def start(self, on_block: Callable[[Block], None], emit: Emit) -> None:
        """Begin to deliver.

        Raises:
            DeviceError: no such device, or it refuses.
        """
        self._open(self._wanted)
        self._emit = emit
        self._feed = BlockFeed(self._clock, on_block, emit, muted=lambda: self._muted)
        self._audio.join(self._let_go)
        # This thread exists so that the audio callback only copies: resampling and the listeners run here,
        # and it is also the one that notices when callbacks stop coming.
        self._thread = threading.Thread(target=self._run, name="microphone", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close the device and end the thread. Idempotent."""
        self._stopping.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=5)
        self._audio.leave(self._let_go)
        self._close()

    def mute(self, on: bool) -> None:
        """While muted, blocks keep coming and hold zeros."""
        self._muted = on

    def _run(self) -> None:
        while not self._stopping.is_set():
            if self._lost:
                self._bridge()
            else:
                self._listen()

    def _listen(self) -> None:
        capture = self._capture
        chunk = capture.read(0.1) if capture else None
        if chunk is not None:
            self._take(chunk)
        elif capture is None or capture.ended:
            self._lose("it was unplugged or stopped")
        elif self._monotonic() - max(self._heard or 0.0, self._opened) > (
            SILENT_FOR if self._heard else FIRST_WITHIN
        ):
            self._lose("it went silent")

    def _take(self, chunk: Chunk) -> None:
        self._heard = chunk.captured
        self._feed.feed(chunk.samples, chunk.pending, chunk.captured)

    def _lose(self, reason: str) -> None:
        name = self.name
        self._close()
        self._lost = True
        self._kept = (self._feed.total, self._heard or self._opened)
        self._retry = self._monotonic()
        self._heard = None
        log.warning("microphone %r lost: %s", name, reason)
        self._emit(DeviceLost(self.now, "microphone", f"The microphone '{name}' is gone: {reason}."))

    def _bridge(self) -> None:
        """No device: silence at the pace of the wall clock, and a try every second to get one back."""
        chunk = self._capture.read(0.03) if self._capture else None
        if chunk is not None and self._capture is not None:
            self._restore(chunk, self._capture)
            return
        now = self._monotonic()
        self._silence(until=now - LAG)
        if self._capture is not None and (self._capture.ended or now - self._opened > FIRST_WITHIN):
            self._close()
            self._default_first = not self._default_first  # it opens and is dumb: try the other
        if self._capture is None and now >= self._retry:
            self._retry = now + RETRY_EVERY
            self._reopen()
        self._stopping.wait(0.0 if self._capture else 0.03)

    def _silence(self, until: float) -> int:
        """Deliver zeros up to a moment; how many samples were delivered beyond it."""
        total, moment = self._kept
        missing = total + round((until - moment) * SAMPLE_RATE) - self._feed.total
        if missing > 0:
            self._feed.feed(np.zeros(missing, np.float32), 0, until)
        return max(0, -missing)

    def _reopen(self) -> None:
        """The chosen device, else the default; if neither opens, look for what was plugged in since."""
        if not self._open_any() and self._audio.rescan():
            self._open_any()

    def _open_any(self) -> bool:
        for wanted in (None, self._wanted) if self._default_first else (self._wanted, None):
            try:
                self._open(wanted)
                return True
            except DeviceError as error:
                log.info("microphone %r not back yet: %s", wanted, error)
        return False

    def _restore(self, chunk: Chunk, capture: Capture) -> None:
        excess = self._silence(until=chunk.begins)
        self._lost = False
        self._heard = chunk.captured
        self._feed.feed(chunk.samples[excess:], chunk.pending, chunk.captured)
        log.info("microphone %r is back", capture.device.name)
        self._emit(DeviceRestored(self.now, "microphone", capture.device.name))

    def _open(self, wanted: str | int | None) -> None:
        with self._audio.lock:
            device = self._audio.find("microphone", wanted)
            capture = Capture(self._audio, device, self._monotonic)
            capture.open()
        self._opened = self._monotonic()
        self._capture = capture

    def _close(self) -> None:
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.close()
            self._dropped += capture.dropped

    def _let_go(self) -> bool:
        """A restart of PortAudio is wanted: fine only while no microphone is open."""
        return self._capture is None
