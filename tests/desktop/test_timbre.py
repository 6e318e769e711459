"""One voice for several interviewers: another pitch, and a pace that stays what was asked for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from content.library import load_library
from desktop.timbre import Timbre, pace_for
from models.store import ModelStore
from speech.ports import Sound
from tests.bench.loop_voices import measured, voices


class Hum:
    """A voice whose sentences take half a second at its own pace."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace

    def synthesise(self, sentence: str) -> Iterator[Sound]:
        yield Sound(sentence, 22_050, np.ones(round(11_025 * self._pace), np.float32))


@pytest.mark.parametrize(("pace", "pitch"), [(1.0, 1.06), (0.94, 0.97), (1.12, 0.94)])
def test_the_pitch_changes_and_the_pace_does_not(pace: float, pitch: float) -> None:
    (sound,) = Timbre(Hum(pace_for(pace, pitch)), pitch).synthesise("Good day.")
    assert sound.text == "Good day."
    assert sound.rate == pytest.approx(22_050 * pitch, abs=1)
    assert len(sound.samples) / sound.rate == pytest.approx(0.5 * pace, rel=1e-3)


@pytest.mark.weights
def test_interviewers_of_the_loop_are_heard_apart_and_never_clip() -> None:
    made = voices(load_library(), "amazon-sde-2", ModelStore())
    assert len(made) == 6
    low, high = (measured(name, made[name]) for name in ("Ilse Vant", "Nadia Brandt"))
    assert low.pitch < 0.97 * high.pitch, (low, high)  # the voice never says a line twice alike
    for one in (low, high):
        assert 110 < one.pace < 260 and one.peak < 0.99, one
