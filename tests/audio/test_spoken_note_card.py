"""A note said into a real microphone and written down by the real recogniser."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from desktop.spoken_note import SpokenNote
from models.store import ModelStore
from speech.clock import SampleClock
from speech.microphone import DeviceMicrophone
from speech.portaudio import PortAudio
from speech.recognizer import WhisperRecogniser
from speech.resample import resample
from speech.voice import PiperVoice
from tests.audio.virtual_card import VirtualCard

pytestmark = [pytest.mark.sound, pytest.mark.weights, pytest.mark.timeout(240)]

SAID = "Say what the baseline was before the pilot."
RATE = 48_000


def test_what_is_said_becomes_a_note(card: VirtualCard, tmp_path: Path) -> None:
    sounds = list(PiperVoice(ModelStore().path("piper-en-us-joe"), pace=0.9).synthesise(SAID))
    spoken = np.concatenate([resample(sound.samples, sound.rate, RATE) for sound in sounds])
    path = tmp_path / "note.wav"
    soundfile.write(path, np.concatenate([np.zeros(RATE // 2), spoken, np.zeros(RATE // 2)]), RATE)

    def recogniser() -> WhisperRecogniser:
        made = WhisperRecogniser(ModelStore().path("whisper-base"))
        made.load()
        return made

    note = SpokenNote(DeviceMicrophone(PortAudio(), "pulse", clock=SampleClock()), recogniser)
    note.begin()
    card.play(path)
    time.sleep(0.5)
    text = note.finish().lower()
    assert "baseline" in text and "pilot" in text, text
