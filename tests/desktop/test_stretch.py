"""Speech at another speed: its length changes, its pitch does not."""

from __future__ import annotations

import numpy as np
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.stretch import Stretcher

S = samples.S


def voice(seconds: float = 4, hertz: float = 130) -> np.ndarray:
    """A buzz with a vowel's overtones, swelling three times a second."""
    t = np.arange(int(seconds * S)) / S
    buzz = sum(np.sin(2 * np.pi * hertz * k * t) / k for k in (1, 2, 3, 5, 8))
    return (0.2 * buzz * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * t))).astype(np.float32)


def source(sound: np.ndarray):
    def read(first: int, count: int) -> np.ndarray:
        out = np.zeros(count, np.float32)
        low, high = max(0, first), min(len(sound), first + count)
        if high > low:
            out[low - first : high - first] = sound[low:high]
        return out

    return read


def pitch(sound: np.ndarray) -> float:
    strength = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(strength) * S / len(sound))


def test_at_speed_one_not_a_sample_is_changed() -> None:
    sound = voice(1)
    made = Stretcher(source(sound)).render(len(sound) - 700, 1)
    assert np.array_equal(made, sound[: len(made)])


@pytest.mark.parametrize("speed", [0.75, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("hertz", [95.0, 130.0, 240.0])
def test_speed_changes_the_length_and_not_the_pitch(speed: float, hertz: float) -> None:
    sound = voice(4, hertz)
    stretcher = Stretcher(source(sound))
    made = stretcher.render(int(3 * S / speed), speed)
    assert stretcher.position == pytest.approx(3 * S, abs=0.03 * S)
    assert pitch(made[2000:]) == pytest.approx(hertz, rel=0.02)
    assert np.abs(np.diff(made)).max() < 2.2 * np.abs(np.diff(sound)).max()
    assert made.std() == pytest.approx(sound[: 3 * S].std(), rel=0.15)


def test_the_place_follows_seeks_and_changes_of_speed() -> None:
    stretcher = Stretcher(source(voice(6)))
    stretcher.seek(2 * S)
    stretcher.render(S // 2, 2.0)
    assert stretcher.position == pytest.approx(3 * S, abs=0.03 * S)
    stretcher.render(S // 2, 1)
    assert stretcher.position == pytest.approx(3.5 * S, abs=0.05 * S)


@given(st.integers(-5000, 5000), st.sampled_from([0.75, 1.0, 1.5, 2.0]), st.integers(1, 4000))
@settings(deadline=None, max_examples=40)
def test_it_renders_what_was_asked_even_outside_the_source(start: int, speed: float, count: int) -> None:
    stretcher = Stretcher(source(voice(0.2)))
    stretcher.seek(start)
    made = stretcher.render(count, speed)
    assert made.shape == (count,) and np.isfinite(made).all()
