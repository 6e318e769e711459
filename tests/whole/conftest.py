"""A candidate whose answers are spoken by the local voice, as sound files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from models.store import ModelStore
from speech.resample import resample
from speech.voice import PiperVoice

RATE = 48_000

ANSWERS = (
    "Last spring I argued against a plan to close the evening delivery slots. I pulled three months of bookings and "
    "showed Maria that evening orders were larger. She decided to go ahead in June. So I built the new booking page "
    "myself. In the end it saved the planners thirty hours a week.",
    "Before that it was forty five hours a week, measured over eight weeks in the planning sheet.",
)


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of answer-1.wav and so on, 48 kHz mono, in a voice quicker than the interviewer's."""
    folder = tmp_path_factory.mktemp("answers")
    voice = PiperVoice(ModelStore().path("piper-en-us-joe"), pace=0.9)
    quiet = np.zeros(int(0.3 * RATE), np.float32)
    for number, text in enumerate(ANSWERS, start=1):
        spoken = [resample(sound.samples, sound.rate, RATE) for sound in voice.synthesise(text)]
        sound = np.concatenate([piece for part in spoken for piece in (part, quiet)])
        soundfile.write(folder / f"answer-{number}.wav", sound, RATE)
    return folder
