"""The real loudspeaker: utterances out, and what was heard of them, whatever the device does."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable

import numpy as np

from speech.clock import SampleClock
from speech.errors import DeviceError
from speech.events import SAMPLE_RATE, DeviceLost, DeviceRestored, PlaybackEnded, PlaybackStarted
from speech.played import PlayedTrack
from speech.portaudio import PortAudio
from speech.ports import Block, Emit, Sound
from speech.render import Played, Render
from speech.utterances import UtteranceQueue

log = logging.getLogger(__name__)

SILENT_FOR = 0.7
"""Seconds without a callback after which the loudspeaker counts as lost."""

FIRST_WITHIN = 3.0
"""Seconds a freshly opened loudspeaker may take to its first callback."""

RETRY_EVERY = 1.0

PROVEN_AFTER = 0.3
"""Seconds of silence a loudspeaker that comes back must have taken. Its buffer alone takes a few callbacks even
where nothing is played."""

STEP = 0.02
"""Seconds of timed silence per step while there is no loudspeaker."""


class DevicePlayer:
    """A loudspeaker of this machine. When it is lost, utterances pass as timed silence until one is back."""

    def __init__(
        self,
        audio: PortAudio,
        device: str | int | None = None,
        *,
        clock: SampleClock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Args: device as in `devices.choose`; None is the system's default. `clock` is the microphone's."""
        self._audio = audio
        self._wanted = device
        self._clock = clock
        self._monotonic = monotonic
        self._render: Render | None = None
        self._last = 0.0
        """The moment of the last callback's report, or of the opening."""
        self._reported = False
        self._proven = 0.0
        self._lost = False
        self._name = ""
        self._retry = 0.0
        self._default_first = False
        self._underflows = 0
        self._due: list[tuple[float, int, PlaybackStarted | PlaybackEnded]] = []
        self._order = itertools.count()
        self._stopping = threading.Event()
        self._track: PlayedTrack | None = None
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """The device in use, empty while there is none."""
        return self._name if self._render else ""

    @property
    def underflows(self) -> int:
        """Times the device ran dry because the callback came too late; audible as clicks."""
        return self._underflows + (self._render.underflows if self._render else 0)

    def start(self, on_played: Callable[[Block], None], emit: Emit) -> None:
        """Begin; the microphone has been started before, its clock counts.

        Raises:
            DeviceError: no such device, or it refuses.
        """
        device = self._audio.find("loudspeaker", self._wanted)
        self._queue = UtteranceQueue(device.rate)
        self._open(self._wanted)
        self._emit = emit
        self._track = PlayedTrack(self._clock, on_played, self._queue.rate)
        self._audio.join(self._let_go)
        # This thread exists so that the audio callback only copies: it hands on what was played, says each
        # event when its sound is really heard, and keeps utterances going when the device is gone.
        self._thread = threading.Thread(target=self._run, name="loudspeaker", daemon=True)
        self._thread.start()

    def play(self, utterance_id: str, sound: Sound) -> None:
        """Queue one sentence; resampled here, on the caller's thread."""
        self._queue.play(utterance_id, sound.text, sound.samples, sound.rate)

    def finish(self, utterance_id: str) -> None:
        """No more sentences will come for this utterance."""
        self._queue.finish(utterance_id)

    def hold(self, utterance_id: str) -> None:
        """Let this utterance fade out and keep its place."""
        self._queue.hold(utterance_id)

    def resume(self, utterance_id: str) -> None:
        """Go on with the held utterance, from the beginning of the phrase that was cut."""
        self._queue.resume(utterance_id)

    def soften(self, utterance_id: str) -> None:
        """Say what is left of the utterance 9 dB lower."""
        self._queue.soften(utterance_id)

    def halt(self) -> None:
        """Fade out within 15 ms and drop the queue."""
        self._queue.halt()

    def stop(self) -> None:
        """Close the device and end the thread. Idempotent."""
        self._stopping.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=5)
        self._audio.leave(self._let_go)
        self._close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            render = self._render
            if render is None and not self._lost:
                self._reopen()
            elif render is None or self._lost:
                self._bridge(render)
            else:
                self._report(render)
            self._say()

    def _report(self, render: Render) -> None:
        played = render.read(self._wait())
        now = self._monotonic()
        if played is not None:
            self._last, self._reported = now, True
            self._hand_on(played)
        elif self._render is not render:
            return  # closed for a restart of the library
        elif render.ended:
            self._lose("it was unplugged or stopped")
        elif now - self._last > (SILENT_FOR if self._reported else FIRST_WITHIN):
            self._lose("it went silent")

    def _hand_on(self, played: Played) -> None:
        assert self._track is not None
        first = self._track.add(played.samples, played.heard, sounding=played.sounding)
        for mark in played.marks:
            event = mark.at(first + round(mark.offset * SAMPLE_RATE / self._queue.rate))
            due = played.heard + mark.offset / self._queue.rate
            heapq.heappush(self._due, (due, next(self._order), event))

    def _say(self) -> None:
        """Emit the events whose sound has left the device's buffer by now."""
        while self._due and self._due[0][0] <= self._monotonic():
            self._emit(heapq.heappop(self._due)[2])

    def _wait(self) -> float:
        soon = self._due[0][0] - self._monotonic() if self._due else 0.1
        return min(0.1, max(0.0, soon))

    def _lose(self, reason: str) -> None:
        name = self._name
        self._close()
        self._lost = True
        self._default_first = False
        self._silent_since = self._retry = self._monotonic()
        log.warning("loudspeaker %r lost: %s", name, reason)
        self._emit(DeviceLost(self._clock.now, "loudspeaker", f"The loudspeaker '{name}' is gone: {reason}."))

    def _bridge(self, render: Render | None) -> None:
        """No device: utterances pass in silence at the wall clock's pace, and we try to get one back."""
        played = render.read(STEP) if render is not None else None
        now = self._monotonic()
        self._pass(now)
        if render is not None and played is not None:
            self._proven += len(played.samples) / self._queue.rate
            if self._proven >= PROVEN_AFTER:
                self._restore(render, now)
                return
        if render is not None and (render.ended or now - self._last > FIRST_WITHIN):
            self._close()
            self._default_first = not self._default_first  # it opens and is dumb: try the other
        if self._render is None and now >= self._retry:
            self._retry = now + RETRY_EVERY
            self._reopen()
        if self._render is None:
            self._stopping.wait(STEP)

    def _restore(self, render: Render, now: float) -> None:
        render.begin()
        self._lost = False
        self._last, self._reported = now, True
        log.info("loudspeaker %r is back", render.device.name)
        self._emit(DeviceRestored(self._clock.now, "loudspeaker", render.device.name))

    def _pass(self, now: float) -> None:
        count = int((now - self._silent_since) * self._queue.rate)
        if count <= 0:
            return
        _, marks = self._queue.pull(count, heard=False)
        self._hand_on(Played(np.zeros(count, np.float32), marks, self._silent_since, sounding=False))
        self._silent_since += count / self._queue.rate

    def _reopen(self) -> None:
        """The chosen device, else the default; if neither opens, look for what was plugged in since."""
        if self._open_any() or (self._audio.rescan() and self._open_any()):
            return
        if not self._lost:
            self._lose("it does not open any more")

    def _open_any(self) -> bool:
        for wanted in (None, self._wanted) if self._default_first else (self._wanted, None):
            try:
                self._open(wanted)
                return True
            except DeviceError as error:
                log.info("loudspeaker %r not back yet: %s", wanted, error)
        return False

    def _open(self, wanted: str | int | None) -> None:
        with self._audio.lock:
            device = self._audio.find("loudspeaker", wanted)
            render = Render(self._audio, device, self._queue, self._monotonic)
            rate = self._queue.rate
            render.open()
            if self._track is not None and self._queue.rate != rate:
                self._track.retune(self._queue.rate)
            if not self._lost:
                render.begin()
            self._last, self._reported, self._proven = self._monotonic(), False, 0.0
            self._render, self._name = render, device.name

    def _close(self) -> None:
        with self._audio.lock:
            render, self._render = self._render, None
            if render is not None:
                render.close()
                self._underflows += render.underflows

    def _let_go(self) -> bool:
        """A restart of PortAudio is wanted: fine between utterances; the thread opens the device again."""
        if self._render is None:
            return True
        if self._queue.busy:
            return False
        self._close()
        self._default_first = False
        return True
