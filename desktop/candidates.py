"""Candidates that speak by themselves: from sound files, or a sample candidate with the system's voice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

import numpy as np

from content.candidate import SampleCandidate
from content.schema import Sample
from interviewer.state import Turn
from speech.clock import SampleClock
from speech.errors import VoiceError
from speech.events import SAMPLE_RATE
from speech.files import Answer, FileMicrophone, load_answers
from speech.ports import Samples, Voice
from speech.resample import resample
from speech.wavefile import pcm16

BETWEEN_SENTENCES = int(0.35 * SAMPLE_RATE)
"""Samples of quiet between two sentences of a spoken sample."""


class Candidate(Protocol):
    """A microphone that answers when it is asked."""

    @property
    def microphone(self) -> FileMicrophone: ...

    def cue(self, turn: Turn) -> bool:
        """The interviewer has finished asking; False when there is nothing more to say."""

    def interrupt(self) -> None:
        """The interviewer cuts in: fall silent."""


class FileCandidate:
    """Gives one sound file after the other."""

    def __init__(
        self,
        paths: tuple[Path, ...],
        clock: SampleClock,
        pace: Literal["real", "fast"],
        settle: Callable[[], None],
    ) -> None:
        """Raises SoundError naming a file that is missing, empty or not sound."""
        self._answers = load_answers(paths)
        self._given = 0
        self.microphone = FileMicrophone(self._answers, clock=clock, pace=pace, settle=settle)

    def cue(self, turn: Turn) -> bool:
        if self._given >= len(self._answers):
            return False
        self._given += 1
        self.microphone.cue()
        return True

    def interrupt(self) -> None:
        self.microphone.hush()


class SpokenSample:
    """Answers by a sample's file, in a voice that is not the interviewer's."""

    def __init__(
        self,
        sample: Sample,
        voices: tuple[Voice, ...],
        clock: SampleClock,
        pace: Literal["real", "fast"],
        settle: Callable[[], None],
    ) -> None:
        """`voices`: the first that can speak is used."""
        self._sample = SampleCandidate(sample)
        self._voices = voices
        self._answers: list[Answer] = []
        self.microphone = FileMicrophone(self._answers, clock=clock, pace=pace, settle=settle)

    def cue(self, turn: Turn) -> bool:
        asked: Literal["opening", "probe", "part", "cut_in"] = "probe"
        about = turn.probe.value if turn.probe is not None else None
        if turn.purpose == "question":
            asked = "opening"
        elif turn.purpose == "cut_in":
            asked = "cut_in"
        elif turn.part is not None:
            asked, about = "part", turn.part.id
        answer = self._sample.answer(asked, about)
        if answer is None:
            return False
        self._answers.append(
            Answer(Path(f"answer-{len(self._answers) + 1}"), pcm16(self._speak(answer.text)))
        )
        self.microphone.cue()
        return True

    def interrupt(self) -> None:
        self.microphone.hush()

    def _speak(self, text: str) -> Samples:
        for number, voice in enumerate(self._voices, start=1):
            try:
                sounds = list(voice.synthesise(text))
            except VoiceError:
                if number == len(self._voices):
                    raise
                continue
            quiet = np.zeros(BETWEEN_SENTENCES, np.float32)
            pieces = [
                part for sound in sounds for part in (resample(sound.samples, sound.rate, SAMPLE_RATE), quiet)
            ]
            return np.concatenate([*pieces, quiet])
        raise VoiceError("No voice can speak the sample candidate's answers; install espeak-ng.")
