"""The plain pipeline: a second of silence ends the answer, then all of it is transcribed and answered. By hand:

    python -m tests.bench.conversation.systems.plain --opening TEXT [--seconds N]

Silero finds the speech, faster-whisper writes it down with its ordinary settings, the language model reads the
whole dialogue, Piper says what it wrote. While it thinks and speaks it does not listen.
"""

from __future__ import annotations

import queue
from pathlib import Path
from typing import Any

import numpy as np

from models.store import ModelStore
from speech.events import SAMPLE_RATE
from speech.ports import Samples
from speech.vad import FRAME, OFF, ON, SileroVoiceActivity
from tests.bench.conversation.systems.talk import parser, run

SILENCE = SAMPLE_RATE
"""Samples without speech that end the answer: one second."""
BEFORE = SAMPLE_RATE // 2
"""Samples kept from before the first voiced frame."""
SHORTEST = SAMPLE_RATE // 4
"""Voiced samples that make an answer; Silero's own `min_speech_duration_ms`."""


class Answer:
    """One answer, from half a second before the first voiced frame to a second after the last. Pure."""

    def __init__(self) -> None:
        self._frames: list[Samples] = []
        self._voiced = 0
        self._silent = 0

    @property
    def sound(self) -> Samples:
        return np.concatenate(self._frames)

    def feed(self, frame: Samples, probability: float) -> bool:
        """Take in one frame of 512 samples and how likely it is speech; true when the answer is over."""
        self._frames.append(frame)
        if probability >= (OFF if self._voiced else ON):
            self._voiced += len(frame)
            self._silent = 0
        elif self._voiced:
            self._silent += len(frame)
        over = self._silent >= SILENCE
        if over and self._voiced < SHORTEST:
            self._voiced = self._silent = 0
            over = False
        if not self._voiced:
            self._frames = self._frames[-(BEFORE // FRAME) :]
        return over


class PlainEar:
    """The default microphone, Silero and faster-whisper one after the other."""

    def __init__(self, recogniser: Path) -> None:
        self._folder = recogniser
        self._activity = SileroVoiceActivity()
        self._whisper: Any = None
        self._stream: Any = None
        self._frames: queue.SimpleQueue[Samples] = queue.SimpleQueue()

    def load(self) -> None:
        import sounddevice
        from faster_whisper import WhisperModel

        self._whisper = WhisperModel(str(self._folder), device="cpu", compute_type="int8")
        self._transcribe(np.zeros(SAMPLE_RATE, np.float32))
        self._activity.probability(np.zeros(FRAME, np.float32))
        self._stream = sounddevice.InputStream(
            samplerate=SAMPLE_RATE, channels=1, dtype="float32", blocksize=FRAME, callback=self._take
        )
        self._stream.start()

    def listen(self) -> str:
        """What is said from now on, after a second of silence."""
        self._frames = queue.SimpleQueue()
        self._activity.reset()
        answer = Answer()
        over = False
        while not over:
            frame = self._frames.get()
            over = answer.feed(frame, self._activity.probability(frame))
        return self._transcribe(answer.sound)

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()

    def _take(self, block: Samples, frames: int, when: object, status: object) -> None:
        """The audio callback: copies, nothing more."""
        self._frames.put(block[:, 0].copy())

    def _transcribe(self, sound: Samples) -> str:
        segments, _ = self._whisper.transcribe(sound, language="en")
        return " ".join(segment.text.strip() for segment in segments)


def main() -> None:
    options = parser(__doc__ or "").parse_args()
    run(_ear, options.opening, options.seconds)


def _ear(store: ModelStore) -> PlainEar:
    return PlainEar(store.path("whisper-base"))


if __name__ == "__main__":
    main()
