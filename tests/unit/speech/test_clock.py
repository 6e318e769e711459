"""The one clock of a session."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.clock import SampleClock, captured_at, heard_at

BLOCK = 512


def run(
    clock: SampleClock, blocks: int, *, late: dict[int, float] | None = None, begun: float = 100.0
) -> None:
    """Blocks of 32 ms whose capture times are right, but for those that are late."""
    for k in range(1, blocks + 1):
        clock.delivered(k * BLOCK, begun + k * BLOCK / 16_000 + (late or {}).get(k, 0.0))


def test_nothing_delivered_is_the_beginning() -> None:
    assert SampleClock().now == 0
    assert SampleClock().sample_at(12345.6) == 0


def test_maps_moments_by_the_microphone() -> None:
    clock = SampleClock()
    run(clock, 100)
    assert clock.now == 51_200
    assert clock.sample_at(101.0) == 16_000
    assert clock.sample_at(103.25) == 52_000  # shortly ahead, as a loudspeaker asks


def test_a_late_callback_does_not_move_it() -> None:
    clock = SampleClock()
    run(clock, 100, late={99: 0.4, 100: 0.37})
    assert clock.sample_at(103.2) == 51_200


def test_follows_a_card_that_drifts_from_the_computer() -> None:
    clock = SampleClock()
    for k in range(1, 20_000):  # ten minutes at 200 parts in a million too slow
        clock.delivered(k * BLOCK, k * BLOCK / 16_000 * 1.0002)
    moment = 19_999 * BLOCK / 16_000 * 1.0002
    assert clock.sample_at(moment) == pytest.approx(19_999 * BLOCK, abs=8)


@given(
    st.lists(st.tuples(st.floats(0, 0.2), st.floats(0, 0.1)), min_size=2, max_size=200),
)
def test_never_runs_backwards(steps: list[tuple[float, float]]) -> None:
    """Whatever jitter the callbacks have, moments asked in order of time get samples in order."""
    clock, moment, answers = SampleClock(), 0.0, []
    for k, (jitter, step) in enumerate(steps, 1):
        clock.delivered(k * BLOCK, k * BLOCK / 16_000 + jitter)
        moment += step
        answers.append(clock.sample_at(moment))
    assert answers == sorted(answers)
    assert clock.sample_at(moment - 1) <= answers[-1]


def test_capture_times_are_read_as_differences() -> None:
    # ALSA counts from 1970; the block began 50 ms before the callback and is 16 ms long.
    assert captured_at(7.0, 0.016, 1.8e9 - 0.05, 1.8e9) == pytest.approx(6.966)


@pytest.mark.parametrize(
    ("adc", "current"),
    [(0.0, 0.0), (0.0, 1.8e9), (1.8e9 - 100, 1.8e9), (1.8e9 + 0.3, 1.8e9)],
    ids=["no times", "no capture time", "minutes ago", "in the future"],
)
def test_useless_capture_times_mean_just_now(adc: float, current: float) -> None:
    assert captured_at(7.0, 0.016, adc, current) == pytest.approx(7.0)


def test_playing_times_fall_back_to_the_latency() -> None:
    assert heard_at(7.0, 1.8e9 + 0.09, 1.8e9, latency=0.06) == pytest.approx(7.09)
    assert heard_at(7.0, 0.0, 0.0, latency=0.06) == pytest.approx(7.06)
    assert heard_at(7.0, 1.8e9, 1.8e9, latency=0.06) == pytest.approx(7.06)
    assert heard_at(7.0, 1.8e9 + 60, 1.8e9, latency=0.06) == pytest.approx(7.06)
