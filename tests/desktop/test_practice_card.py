"""A story dictated into a real microphone, by the window and the recogniser that ship."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from content.library import load_library
from desktop import flow as flow_module
from desktop.choices import Choices
from desktop.flow import Flow
from desktop.paths import data_folder
from desktop.window import MainWindow
from models.store import ModelStore
from speech.resample import resample
from speech.voice import PiperVoice
from tests.audio.virtual_card import VirtualCard

pytestmark = [pytest.mark.sound, pytest.mark.weights, pytest.mark.timeout(240)]

RATE = 48_000
TOLD = "The night shift waited two hours for the driver."


@pytest.fixture
def flow(card: VirtualCard, qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flow]:
    monkeypatch.setattr(flow_module, "all_here", lambda store: True)
    window, choices = MainWindow(), Choices(data_folder())
    choices.change(
        replace(
            choices.settings,
            toured=True, input_device="pulse", output_device="pulse", headphones="headphones", mind="none",
        )
    )  # fmt: skip
    made = Flow(window, load_library(), choices)
    qtbot.addWidget(window)
    window.show()
    made.window.go_now("practice")
    yield made
    window.close()


def spoken(text: str, path: Path) -> Path:
    """A sound file of it, with quiet at both ends."""
    sounds = PiperVoice(ModelStore().path("piper-en-us-joe"), pace=0.9).synthesise(text)
    quiet = np.zeros(RATE // 3, np.float32)
    parts = [part for sound in sounds for part in (resample(sound.samples, sound.rate, RATE), quiet)]
    soundfile.write(path, np.concatenate([quiet, *parts]), RATE)
    return path


def play(qtbot, card: VirtualCard, path: Path) -> None:
    """Into the microphone, while the window lives on."""
    playing: subprocess.Popen[bytes] = card.start_playing(path)
    qtbot.waitUntil(lambda: playing.poll() is not None, timeout=30_000)


def test_a_story_is_filled_in_by_voice(card: VirtualCard, flow: Flow, qtbot, tmp_path: Path) -> None:
    practice, file = flow.practice, spoken(TOLD, tmp_path / "told.wav")
    practice.stories_desk.new("customer-obsession")
    with qtbot.waitSignal(
        practice.dictation.state, timeout=60_000, check_params_cb=lambda s: s == "listening"
    ):
        practice.editor.dictation_wanted.emit(True)
    play(qtbot, card, file)
    with qtbot.waitSignal(practice.dictation.state, timeout=60_000, check_params_cb=lambda s: s == "off"):
        practice.editor.dictation_wanted.emit(False)
    practice.editor.keep()
    (kept,) = practice.kept.bank(look=False).stories
    assert kept.principles == ("customer-obsession",)
    assert "night shift" in kept.part("situation").lower() and "driver" in kept.part("situation").lower(), (
        kept
    )
