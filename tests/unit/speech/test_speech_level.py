"""Levels on known sounds, whatever the blocks they come in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.events import SAMPLE_RATE
from speech.level import FLOOR_DBFS, WINDOW, LevelMeter, dbfs, measure_room
from speech.ports import Block, Samples


def tone(amplitude: float, seconds: float) -> Samples:
    at = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (amplitude * np.sin(2 * np.pi * 200 * at)).astype(np.float32)


def test_decibels_of_known_sounds() -> None:
    assert dbfs(np.ones(800, np.float32)) == 0
    assert dbfs(tone(1.0, 0.05)) == pytest.approx(-3.01, abs=0.05)
    assert dbfs(tone(0.1, 0.05)) == pytest.approx(-23.01, abs=0.05)
    assert dbfs(np.zeros(800, np.float32)) == dbfs(np.zeros(0, np.float32)) == FLOOR_DBFS


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=30))
def test_the_meter_gives_one_level_for_each_50_ms_whatever_the_blocks(lengths: list[int]) -> None:
    meter, at, levels = LevelMeter(), 1000, []
    for length in lengths:
        levels += meter.feed(Block(at, np.full(length, 0.1, np.float32)))
        at += length
    assert [e.sample for e in levels] == [1000 + n * WINDOW for n in range(1, sum(lengths) // WINDOW + 1)]
    assert all(e.dbfs == pytest.approx(-20, abs=0.01) for e in levels)


def test_a_room_with_one_sentence() -> None:
    hiss = np.random.default_rng(0).normal(0, 0.001, 2 * SAMPLE_RATE).astype(np.float32)
    sound = np.concatenate([hiss, tone(0.1, 1.0)])
    room = measure_room([Block(0, sound[:20_000]), Block(20_000, sound[20_000:])])
    assert room.noise_dbfs == pytest.approx(-60, abs=1)
    assert room.speech_dbfs == pytest.approx(-23, abs=1)
    assert room.speech_above_noise == pytest.approx(37, abs=2)
    assert room.clipped == 0 and not room.silent


def test_a_muted_and_a_clipped_microphone() -> None:
    muted = measure_room([Block(0, np.zeros(SAMPLE_RATE, np.float32))])
    assert muted.silent and muted.speech_dbfs == FLOOR_DBFS
    assert measure_room([]).silent
    loud = measure_room([Block(0, np.clip(tone(1.5, 1.0), -1, 1))])
    assert loud.clipped > 0.3
