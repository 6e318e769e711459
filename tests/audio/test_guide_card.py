"""A guide read aloud by the window's own voice, and what comes out of the loudspeaker written down again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from content.library import load_library
from desktop.choices import Choices
from desktop.learn_flow import LearnFlow
from desktop.paths import data_folder
from desktop.window import MainWindow
from models.store import ModelStore
from speech.events import SAMPLE_RATE
from speech.portaudio import PortAudio
from speech.recognizer import WhisperRecogniser
from speech.resample import resample
from tests.audio.virtual_card import VirtualCard

pytestmark = [pytest.mark.sound, pytest.mark.weights, pytest.mark.timeout(120)]

GUIDE = "earn-trust"
"""Its first paragraph is the shortest."""
LONGEST = 20
"""Seconds of sound that are written down again."""


def test_a_guide_is_read_aloud(card: VirtualCard, qtbot, tmp_path: Path) -> None:
    window, choices, library = MainWindow(), Choices(data_folder()), load_library()
    choices.change(replace(choices.settings, output_device="pulse"))
    flow = LearnFlow(window, library, choices, PortAudio())
    flow.add_pages()
    qtbot.addWidget(window)
    window.show()
    told: list[str] = []
    begun: list[int] = []
    flow.trouble.connect(lambda _, words: told.append(words))
    flow.voice.reading.connect(begun.append)
    flow.open_guide(GUIDE)
    path = tmp_path / "read.wav"
    with card.record(path):
        flow.guide.toggle_reading()
        qtbot.waitUntil(lambda: bool(told) or 1 in begun, timeout=60_000)
        flow.guide.toggle_reading()
        qtbot.waitUntil(lambda: not flow.voice.running, timeout=10_000)
    assert not told and begun[:2] == [0, 1]
    sound, rate = soundfile.read(path, dtype="float32")
    assert 0.05 < np.abs(sound).max() < 0.99, "silent, or clipped"
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    said = resample(sound[loud[0] : loud[0] + LONGEST * rate], rate, SAMPLE_RATE)
    words = WhisperRecogniser(ModelStore().path("whisper-base")).transcribe(said, first_sample=0, prompt="")
    heard = {word.text.strip(" .,?").lower() for word in words}
    asked = {word.strip(".,?").lower() for word in library.competencies[GUIDE].one_line.split()}
    assert len(asked & heard) >= 0.75 * len(asked), (asked, heard)
