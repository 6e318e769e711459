"""Saying a text instead of typing it: the round's own ear, listening until it is told to stop. Nothing is recorded."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.words import tr
from models.store import ModelStore
from speech.clock import SampleClock
from speech.ear import Ear
from speech.errors import SoundError
from speech.events import DeviceLost, LevelMeasured, PartialHeard, SpeechEvent, TurnEnded, WordsCommitted
from speech.executor import SerialExecutor
from speech.microphone import DeviceMicrophone
from speech.portaudio import PortAudio
from speech.ports import Microphone, Recogniser, VoiceActivity
from speech.recognizer import WhisperRecogniser
from speech.vad import SileroVoiceActivity

log = logging.getLogger(__name__)

LAST_WORDS = 6.0
"""Seconds the last words may take to be written after the stop."""


@dataclass(frozen=True)
class Parts:
    """What a dictation is made of; the recogniser is loaded."""

    microphone: Microphone
    recogniser: Recogniser
    activity: VoiceActivity


def real_parts(audio: PortAudio, device: str) -> Parts:
    """This machine's microphone and the round's recogniser; a second or two.

    Raises:
        ModelError, SoundError: the weights or the microphone cannot be had.
    """
    recogniser = WhisperRecogniser(ModelStore().path("whisper-base"))
    recogniser.load()
    microphone = DeviceMicrophone(audio, device or None, clock=SampleClock())
    return Parts(microphone, recogniser, SileroVoiceActivity())


class Dictation(QObject):
    """One at a time. Starts and stops beside the window, because a model's load and a device's close take time."""

    words = Signal(str)
    """What will not change any more, to be put behind what is there."""
    tentative = Signal(str)
    """What is being said, as far as it is known."""
    state = Signal(str)
    """loading, listening, finishing or off."""
    level = Signal(float)
    """Of the voice, dBFS."""
    trouble = Signal(str)
    """Why it cannot listen: one sentence."""

    def __init__(self, make: Callable[[], Parts], parent: QObject | None = None) -> None:
        """`make` is called on the dictation's own thread."""
        super().__init__(parent)
        self._make = make
        self._stop = threading.Event()
        self._over = threading.Event()
        self._lost = ""
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """`state` says when it listens."""
        if self.running:
            return
        self._stop.clear()
        self._over.clear()
        self._lost = ""
        self._thread = threading.Thread(target=self._run, name="dictation", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """The last words still come; then `state` is off."""
        self._stop.set()

    def shut(self, timeout: float = LAST_WORDS + 2) -> None:
        """The page or the application goes away: wait until the microphone is free."""
        self.stop()
        if self._thread is not None:
            self._thread.join(timeout)

    # ------------------------------------------------------------ on the dictation's thread
    def _run(self) -> None:
        from desktop.commands.errors import known_errors

        self._tell(self.state, "loading")
        try:
            self._listen(self._make())
        except known_errors() as error:
            self._tell(self.trouble, str(error))
        except Exception:
            log.exception("the dictation stopped")
            self._tell(self.trouble, "The dictation stopped; what was written so far is kept.")
        finally:
            self._tell(self.tentative, "")
            self._tell(self.state, "off")

    def _listen(self, parts: Parts) -> None:
        executor = SerialExecutor("dictation-ear", self._failed)
        ear = Ear(parts.recogniser, parts.activity, executor, self._heard)
        parts.microphone.start(ear.on_block, self._heard)
        try:
            ear.open_turn()
            ear.hold(True)  # a pause for thought never ends it
            self._tell(self.state, "listening")
            self._stop.wait()
            self._tell(self.state, "finishing")
            ear.finish_turn()
            self._over.wait(LAST_WORDS)
        finally:
            parts.microphone.stop()
            executor.close()
        if self._lost:
            raise SoundError(self._lost)

    def _failed(self, error: Exception) -> None:
        log.error("the dictation's ear failed", exc_info=error)
        self._lost = "What was said could not be written down; type it, or try again."
        self._stop.set()
        self._over.set()

    def _heard(self, event: SpeechEvent) -> None:
        if isinstance(event, WordsCommitted):
            self._tell(self.words, " ".join(word.text for word in event.words))
        elif isinstance(event, PartialHeard):
            self._tell(self.tentative, " ".join(word.text for word in event.words))
        elif isinstance(event, LevelMeasured):
            self._tell(self.level, event.dbfs)
        elif isinstance(event, DeviceLost):
            self._lost = tr("The microphone is gone: {reason}", reason=event.reason)
            self._stop.set()
            self._over.set()
        elif isinstance(event, TurnEnded):
            self._over.set()

    @staticmethod
    def _tell(signal: object, value: object) -> None:
        try:
            signal.emit(value)  # type: ignore[attr-defined]
        except RuntimeError:  # the window has been closed meanwhile
            log.debug("a dictation's word came after the window had closed")
