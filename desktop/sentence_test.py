"""One sentence there and back: the voice says one, the person says one, it is recognised and played back. No Qt."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable

import numpy as np

from desktop.view import Loopback
from desktop.words import tr
from models.store import ModelStore
from speech.clock import SampleClock
from speech.errors import SoundError
from speech.events import SAMPLE_RATE, PlaybackEnded, PlaybackStarted, SpeechEvent, SpeechStopped
from speech.level import measure_room
from speech.player import DevicePlayer
from speech.portaudio import PortAudio
from speech.ports import Block, Samples, Sound, Voice
from speech.recognizer import WhisperRecogniser
from speech.system_voice import SystemVoice
from speech.vad import SileroVoiceActivity, SpeechGate
from speech.voice import PiperVoice

SAID = "Good to meet you. What did you have for breakfast?"
NOTHING_FOR = 8.0
"""Seconds without a voice after which the test gives up."""
LONGEST = 10.0
"""Seconds of an answer that are kept."""
PAUSE = 0.6
"""Seconds of silence after which the sentence is over."""
LEAD = int(0.3 * SAMPLE_RATE)
"""Samples kept from before the voice was noticed."""
LEAK = 12.0
"""Decibels by which the voice may raise the microphone's level before headphones are worth a word."""


class SentenceTest:
    """Runs once, on the thread that calls `run`."""

    def __init__(
        self,
        store: ModelStore,
        audio: PortAudio,
        clock: SampleClock,
        loudspeaker: str,
        *,
        voice: str,
        headphones: bool,
        tell: Callable[[Loopback], None],
        stop: threading.Event,
    ) -> None:
        self._store, self._tell, self._stop = store, tell, stop
        self._headphones = headphones
        self._blocks: queue.Queue[Block] = queue.Queue(4_000)
        self._player = DevicePlayer(audio, loudspeaker or None, clock=clock)
        piper = PiperVoice(store.path("piper-en-us-joe")) if store.have("piper-en-us-joe") else None
        self._voice: Voice = piper if piper is not None and voice != "system" else SystemVoice()
        self._recogniser = WhisperRecogniser(store.path("whisper-base"))
        self._started, self._ended = threading.Event(), threading.Event()
        self.delay = 0.0
        """Seconds from the order to speak to the first sound."""

    def on_block(self, block: Block) -> None:
        """From the microphone's thread, while the test runs."""
        if not self._blocks.full():
            self._blocks.put_nowait(block)

    def run(self) -> Loopback:
        """The outcome, good or wrong; never raises for a device or a model."""
        try:
            self._player.start(lambda block: None, self._on_event)
        except SoundError as error:
            return Loopback("wrong", str(error))
        try:
            return self._there_and_back()
        except SoundError as error:
            return Loopback("wrong", str(error))
        finally:
            self._player.stop()

    def _there_and_back(self) -> Loopback:
        self._tell(Loopback("speaking", SAID))
        sounds = list(self._voice.synthesise(SAID))
        self._drain()
        began = time.monotonic()
        self._play("voice", sounds)
        self._recogniser.load()
        self._wait(self._started)
        self.delay = time.monotonic() - began if not self.delay else self.delay
        self._wait(self._ended)
        leaked = self._drain()
        self._tell(Loopback("listening"))
        heard = self._listen()
        if heard is None:
            return Loopback(
                "wrong",
                "No voice was heard.",
                "See that the microphone is not muted, or choose another.",
            )
        words = self._recogniser.transcribe(heard, first_sample=0, prompt="")
        text = " ".join(word.text for word in words)
        self._tell(Loopback("playing", text))
        self._play("back", [Sound(text, SAMPLE_RATE, _louder(heard))])
        self._wait(self._ended)
        if not text:
            return Loopback("wrong", "A voice was heard, but no words.", "Speak closer to the microphone.")
        return Loopback("good", tr("Heard: “{text}”", text=text), self._advice(leaked))

    def _play(self, name: str, sounds: list[Sound]) -> None:
        self._started.clear()
        self._ended.clear()
        for sound in sounds:
            self._player.play(name, sound)
        self._player.finish(name)

    def _on_event(self, event: SpeechEvent) -> None:
        if isinstance(event, PlaybackStarted):
            self._started.set()
        elif isinstance(event, PlaybackEnded):
            self._ended.set()

    def _wait(self, what: threading.Event) -> None:
        """A loudspeaker that hangs ends it too: its lines then pass as timed silence."""
        for _ in range(300):
            if what.wait(0.1) or self._stop.is_set():
                return

    def _drain(self) -> list[Block]:
        found = []
        while not self._blocks.empty():
            found.append(self._blocks.get_nowait())
        return found

    def _listen(self) -> Samples | None:
        """One sentence with a little before it; None when nobody spoke."""
        detector, gate = SileroVoiceActivity(), SpeechGate()
        kept: list[Samples] = []
        quiet, spoken, waited = 0, False, 0
        while not self._stop.is_set():
            try:
                block = self._blocks.get(timeout=1.0)
            except queue.Empty:
                return None
            kept.append(block.samples)
            waited += len(block.samples)
            event = gate.feed(detector.probability(block.samples), block.first_sample)
            if gate.speaking:
                spoken, quiet = True, 0
            elif spoken:
                quiet += len(block.samples)
            if isinstance(event, SpeechStopped):
                quiet = block.first_sample + len(block.samples) - event.sample
            if not spoken:
                kept = kept[-1 - LEAD // len(block.samples) :]
                if waited > NOTHING_FOR * SAMPLE_RATE:
                    return None
            elif quiet > PAUSE * SAMPLE_RATE or sum(map(len, kept)) > LONGEST * SAMPLE_RATE:
                return np.concatenate(kept)
        return None

    def _advice(self, leaked: list[Block]) -> str:
        """A word on headphones where the microphone hears the voice."""
        room = measure_room(leaked)
        if self._headphones or room.silent or room.speech_above_noise < LEAK or room.speech_dbfs < -50:
            return ""
        return "The microphone also hears the interviewer; that is taken out, and headphones are surer."


def _louder(samples: Samples) -> Samples:
    """Lifted to a comfortable peak, so that a quiet microphone can be judged too."""
    peak = float(np.max(np.abs(samples), initial=0.0))
    return samples if peak < 1e-4 else (samples * min(8.0, 0.6 / peak)).astype(np.float32)
