"""Finding sounds in recordings."""

from __future__ import annotations

import numpy as np
import pytest

from tests.bench.conversation.noise import room_noise
from tests.bench.conversation.sound import FRAME, RATE, Samples, bursts, levels, locate, moment, voiced


def tone(seconds: float, level: float = 0.3, hertz: float = 440.0) -> Samples:
    t = np.arange(int(seconds * RATE)) / RATE
    return (level * np.sin(2 * np.pi * hertz * t)).astype(np.float32)


def quiet(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE), np.float32)


def babble(seconds: float, seed: int = 5) -> Samples:
    """Something that is like itself in one place only, and comes and goes as syllables do."""
    chance = np.random.default_rng(seed)
    n = int(seconds * RATE)
    envelope = 0.5 + 0.5 * np.sin(2 * np.pi * 4 * np.arange(n) / RATE)
    return (0.2 * envelope * chance.normal(size=n)).astype(np.float32)


def test_bursts_begin_and_end_with_the_sound_to_5_ms() -> None:
    found = bursts(np.concatenate([quiet(0.5), tone(1.0), quiet(0.6), tone(0.4), quiet(0.2)]))

    assert [(b.start, b.end) for b in found] == [
        pytest.approx((0.5, 1.5), abs=FRAME / RATE),
        pytest.approx((2.1, 2.5), abs=FRAME / RATE),
    ]


def test_short_silences_lie_within_a_burst_and_clicks_are_none() -> None:
    sound = np.concatenate([tone(0.5), quiet(0.2), tone(0.5), quiet(1.0), tone(0.01), quiet(0.5)])

    assert [round(b.seconds, 2) for b in bursts(sound)] == [1.2]
    assert [round(b.seconds, 2) for b in bursts(sound, merge=0.1)] == [0.5, 0.5]


def test_what_is_below_the_threshold_is_silence() -> None:
    assert bursts(tone(1.0, level=0.001)) == []
    assert len(bursts(tone(1.0, level=0.02))) == 1


def test_levels_are_dbfs_of_the_rms() -> None:
    assert levels(tone(0.1, level=1.0, hertz=1000))[3] == pytest.approx(-3.0, abs=0.1)
    assert levels(quiet(0.01)).tolist() == [-120.0, -120.0]


def test_voiced_leaves_out_what_fades_below_hearing() -> None:
    first, last = voiced(np.concatenate([quiet(0.1), tone(0.5), tone(0.2, level=0.0005)]))

    assert (first / RATE, last / RATE) == pytest.approx((0.1, 0.6), abs=FRAME / RATE)
    assert voiced(quiet(0.3)) == (0, 0)


def test_a_piece_is_located_to_the_sample_in_noise() -> None:
    whole = babble(4.0)
    recording = np.concatenate([quiet(1.2345), whole, quiet(1.0)])
    recording += room_noise(len(recording) / RATE, -45.0)[: len(recording)]

    at, alike = locate(whole[RATE : 2 * RATE], recording)

    assert at == int(1.2345 * RATE) + RATE
    assert alike > 0.95


def test_a_piece_longer_than_the_recording_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot lie in"):
        locate(quiet(1.0), quiet(0.5))


def test_a_moment_is_found_after_a_gap_in_the_playing() -> None:
    """The sound card starved for 0.4 s in the middle: what comes after is that much later."""
    sound = babble(10.0)
    recording = np.concatenate([quiet(2.0), sound[: 5 * RATE], quiet(0.4), sound[5 * RATE :], quiet(3.0)])

    assert moment(sound, 4 * RATE, recording, about=6.1) == pytest.approx(6.0, abs=1e-4)
    assert moment(sound, 9 * RATE, recording, about=11.0) == pytest.approx(11.4, abs=1e-4)
    assert moment(sound, len(sound), recording, about=12.0) == pytest.approx(12.4, abs=1e-4)


def test_a_gap_just_before_a_moment_does_not_hide_it() -> None:
    sound = babble(6.0)
    gap = 3 * RATE
    recording = np.concatenate([quiet(1.0), sound[: gap - RATE], quiet(0.5), sound[gap - RATE :], quiet(2.0)])

    assert moment(sound, gap, recording, about=4.2) == pytest.approx(4.5, abs=1e-4)


def test_a_moment_that_was_not_recorded_is_none() -> None:
    sound = babble(5.0)

    assert moment(sound, 4 * RATE, babble(10.0, seed=6), about=4.0) is None
    assert moment(sound, 4 * RATE, quiet(0.5), about=4.0) is None


@pytest.mark.parametrize("dbfs", [-55.0, -45.0])
def test_room_noise_has_the_level_asked_for_and_more_bass_than_treble(dbfs: float) -> None:
    noise = room_noise(20.0, dbfs)
    power = np.abs(np.fft.rfft(noise)) ** 2
    octave = len(power) // 64

    assert 10 * np.log10((noise.astype(np.float64) ** 2).mean()) == pytest.approx(dbfs, abs=0.1)
    assert power[octave : 2 * octave].mean() > 4 * power[16 * octave : 32 * octave].mean()
