"""Today's sound: which devices there are, the microphone's live level, and the one-sentence test."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop import hearing
from desktop.view import Check, Checks, Device, Loopback
from desktop.words import tr
from speech.errors import SoundError
from speech.events import DeviceLost, DeviceRestored, LevelMeasured, SpeechEvent

if TYPE_CHECKING:
    from desktop.options import Headphones
    from desktop.sentence_test import SentenceTest
    from desktop.settings import Settings
    from speech.microphone import DeviceMicrophone
    from speech.portaudio import PortAudio
    from speech.ports import Block

log = logging.getLogger(__name__)

LOOK = 0.25
"""Seconds between two judgements of what is heard."""
SEARCH = 5.0
"""Seconds between two searches while a device is missing."""


class SoundCheck(QObject):
    """Open while Today is shown, and only then: a round gets the devices for itself.

    One thread per opening owns the devices, because listing and opening them can take a second.
    """

    checks = Signal(object)
    """view.Checks."""
    level = Signal(float)
    loopback = Signal(object)
    """view.Loopback."""

    def __init__(self, audio: PortAudio, parent: QObject | None = None) -> None:
        """`audio` is the process's one library, whose other users are asked before it looks for new devices."""
        super().__init__(parent)
        self._audio = audio
        self._settings: Settings | None = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._again = threading.Event()
        self._test_wanted = threading.Event()
        self._test: SentenceTest | None = None
        self._levels: deque[float] = deque(maxlen=hearing.WINDOW)
        self._above = 0.0
        self._delay = 0.0
        self._lost = ""
        self.last = Checks()
        """As last told."""

    @property
    def headphones(self) -> bool:
        """Chosen, or likely by the loudspeaker's name."""
        return any(line.name == "Headphones" and line.state == "good" for line in self.last.lines)

    # ------------------------------------------------------------ from the window
    def open(self, settings: Settings) -> None:
        """Begin, or begin again with other devices."""
        before, self._settings = self._settings, settings
        if before is not None and before.input_device != settings.input_device:
            self._above = 0.0
        if self._thread is not None and self._thread.is_alive() and not self._stop.is_set():
            self._again.set()
            return
        previous, self._stop = self._thread, threading.Event()
        self._again.clear()
        self._test_wanted.clear()
        self._thread = threading.Thread(
            target=self._run, args=(self._stop, previous), name="sound check", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Let the devices go, without waiting for it."""
        self._stop.set()

    def wait_closed(self, timeout: float = 5.0) -> None:
        """Until the devices are free."""
        thread = self._thread
        if thread is not None:
            thread.join(timeout)

    def test(self) -> None:
        """One sentence there and back."""
        self._test_wanted.set()

    # ------------------------------------------------------------ the check's thread
    def _run(self, stop: threading.Event, previous: threading.Thread | None) -> None:
        if previous is not None:
            previous.join()
        try:
            if not stop.is_set():
                self._audio.rescan()
            while not stop.is_set():
                self._again.clear()
                self._listen(self._audio, stop)
        except SoundError as error:
            self._tell(Checks(lines=(Check("Sound", "wrong", "Cannot be had", str(error)),)))
        except Exception:
            log.exception("the sound check stopped")

    def _listen(self, audio: PortAudio, stop: threading.Event) -> None:
        """Until the devices are chosen anew, or the check is closed."""
        settings = self._settings
        assert settings is not None
        self._levels.clear()
        self._lost = ""
        microphone, trouble = self._open(audio, settings)
        searched = time.monotonic()
        try:
            while not stop.is_set() and not self._again.is_set():
                self._tell(self._judge(audio, settings, microphone, trouble))
                if self._test_wanted.is_set():
                    self._test_wanted.clear()
                    self._run_test(audio, settings, microphone, trouble, stop)
                stop.wait(LOOK)
                if microphone is None and time.monotonic() - searched > SEARCH:
                    audio.rescan()
                    return
        finally:
            if microphone is not None:
                microphone.stop()

    def _open(self, audio: PortAudio, settings: Settings) -> tuple[DeviceMicrophone | None, str]:
        from speech.clock import SampleClock
        from speech.microphone import DeviceMicrophone

        self._clock = SampleClock()
        microphone = DeviceMicrophone(audio, settings.input_device or None, clock=self._clock)
        try:
            microphone.start(self._on_block, self._on_event)
        except SoundError as error:
            return None, str(error)
        return microphone, ""

    def _on_block(self, block: Block) -> None:
        test = self._test
        if test is not None:
            test.on_block(block)

    def _on_event(self, event: SpeechEvent) -> None:
        if isinstance(event, LevelMeasured):
            self._levels.append(event.dbfs)
            self.level.emit(event.dbfs)
        elif isinstance(event, DeviceLost):
            self._lost = event.reason
        elif isinstance(event, DeviceRestored):
            self._lost = ""

    def _run_test(
        self,
        audio: PortAudio,
        settings: Settings,
        microphone: DeviceMicrophone | None,
        trouble: str,
        stop: threading.Event,
    ) -> None:
        from desktop.sentence_test import SentenceTest
        from models.errors import ModelError
        from models.store import ModelStore

        if microphone is None:
            self.loopback.emit(Loopback("wrong", trouble))
            return
        try:
            test = SentenceTest(
                ModelStore(),
                audio,
                self._clock,
                settings.output_device,
                voice=settings.voice,
                headphones=settings.headphones == "headphones",
                tell=self.loopback.emit,
                stop=stop,
            )
        except ModelError as error:
            self.loopback.emit(Loopback("wrong", str(error)))
            return
        self._test = test
        try:
            outcome = test.run()
        finally:
            self._test = None
        self._delay = test.delay
        self.loopback.emit(Loopback() if stop.is_set() else outcome)

    # ------------------------------------------------------------ what is told
    def _tell(self, checks: Checks) -> None:
        if checks != self.last:
            self.last = checks
            self.checks.emit(checks)

    def _judge(
        self, audio: PortAudio, settings: Settings, microphone: DeviceMicrophone | None, trouble: str
    ) -> Checks:
        try:
            devices = audio.devices()
        except SoundError as error:
            devices, trouble = [], trouble or str(error)
        checks = Checks(
            microphones=_offered([d.name for d in devices if d.inputs and d.main_api]),
            loudspeakers=_offered([d.name for d in devices if d.outputs and d.main_api]),
            microphone=settings.input_device,
            loudspeaker=settings.output_device,
            listening=microphone is not None and not self._lost,
        )
        name = microphone.name if microphone is not None else ""
        try:
            speaker = audio.find("loudspeaker", settings.output_device or None)
            heard, headphones, silent = speaker.name, speaker.likely_headphones, ""
        except SoundError as error:
            heard, headphones, silent = "", False, str(error)
        lines = (
            self._microphone(name, trouble),
            self._voice(heard, silent),
            _headphones(settings.headphones, likely=headphones),
        )
        return replace(checks, lines=lines)

    def _microphone(self, name: str, trouble: str) -> Check:
        if trouble:
            return Check("Microphone", "wrong", "None", trouble)
        if self._lost:
            return Check(
                "Microphone",
                "wrong",
                "Gone",
                tr("{lost} It is taken again when it is back.", lost=self._lost),
            )
        check, self._above = hearing.microphone(
            tuple(self._levels), self._above, _named(name) if name else ""
        )
        return check

    def _voice(self, name: str, trouble: str) -> Check:
        if trouble:
            return Check("Voice", "wrong", "No loudspeaker", trouble)
        if self._delay:
            return Check("Voice", "good", tr("Ready, starts in {delay:.1f} s", delay=self._delay))
        return Check("Voice", "good", tr("Ready. {named}", named=_named(name)))


def _named(device: str) -> str:
    """A device as a person knows it."""
    return "The system's own choice" if device in ("default", "sysdefault", "pulse", "pipewire") else device


def _offered(names: list[str]) -> tuple[Device, ...]:
    return tuple(Device(name, name) for name in dict.fromkeys(names))


def _headphones(chosen: Headphones, *, likely: bool) -> Check:
    if chosen == "headphones" or (chosen == "auto" and likely):
        return Check("Headphones", "good", "On, so you can talk over it")
    return Check("Headphones", "unknown", "Off: its voice is taken out of yours")
