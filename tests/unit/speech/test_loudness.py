"""Every sentence is equally loud, never clips, and starts and ends without waiting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.loudness import LEAD_SECONDS, PEAK, TARGET_RMS, TRAIL_SECONDS, levelled, trimmed
from speech.ports import Samples

RATE = 22_050


def noise(level: float, seconds: float) -> Samples:
    return np.random.default_rng(0).normal(0, level, int(seconds * RATE)).astype(np.float32)


def rms(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples))))


@pytest.mark.parametrize("level", [0.0005, 0.01, 0.2])
def test_quiet_and_loud_voices_come_out_alike(level: float) -> None:
    assert rms(levelled(noise(level, 0.5))) == pytest.approx(TARGET_RMS, rel=0.05)


def test_silence_around_the_words_does_not_count() -> None:
    padded = np.concatenate([np.zeros(RATE, np.float32), noise(0.05, 0.5), np.zeros(RATE, np.float32)])
    assert rms(levelled(padded)[RATE : RATE + RATE // 2]) == pytest.approx(TARGET_RMS, rel=0.05)


@given(st.lists(st.floats(-1, 1, width=32), max_size=50))
def test_nothing_clips_and_silence_stays(values: list[float]) -> None:
    out = levelled(np.array(values, np.float32))
    assert len(out) == len(values)
    assert np.abs(out).max(initial=0.0) <= PEAK + 1e-4
    assert np.all(np.isfinite(out))


def test_trimmed_to_short_edges() -> None:
    padded = np.concatenate(
        [np.zeros(RATE, np.float32), np.full(1000, 0.1, np.float32), np.zeros(RATE, np.float32)]
    )
    out = trimmed(padded, RATE)
    assert np.flatnonzero(out)[0] == int(LEAD_SECONDS * RATE)
    assert len(out) == int(LEAD_SECONDS * RATE) + 1000 + int(TRAIL_SECONDS * RATE)


def test_trimming_adds_nothing_and_leaves_nothing_of_silence() -> None:
    assert len(trimmed(np.full(100, 0.1, np.float32), RATE)) == 100
    assert len(trimmed(np.full(100, 0.001, np.float32), RATE)) == 0
