"""The app's window at a virtual sound card, and what is said into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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

RATE = 48_000


@contextmanager
def card_window(qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flow]:
    """Shown, with headphones and without a language model; the first-run tour has been seen."""
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
    yield made
    window.close()


def spoken(text: str, path: Path, *, pace: float = 1.0, quiet: int = RATE // 4) -> Path:
    """A sound file of it, with so many samples of quiet at both ends and between sentences."""
    sounds = PiperVoice(ModelStore().path("piper-en-us-joe"), pace=pace).synthesise(text)
    still = np.zeros(quiet, np.float32)
    parts = [part for sound in sounds for part in (resample(sound.samples, sound.rate, RATE), still)]
    soundfile.write(path, np.concatenate([still, *parts]), RATE)
    return path
