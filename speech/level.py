"""Loudness: the meter's 50 ms levels and the judgement of a room before a round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from speech.events import SAMPLE_RATE, LevelMeasured
from speech.ports import Block, Samples

FLOOR_DBFS = -90.0
WINDOW = SAMPLE_RATE // 20
"""50 ms."""


def dbfs(samples: Samples) -> float:
    """Root mean square of a stretch in decibels relative to full scale, FLOOR_DBFS to 0."""
    if not len(samples):
        return FLOOR_DBFS
    power = float(np.mean(np.square(samples, dtype=np.float64)))
    return float(np.clip(10 * np.log10(max(power, 1e-12)), FLOOR_DBFS, 0.0))


class LevelMeter:
    """Cuts a stream of blocks into 50 ms windows and measures each."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, np.float32)

    def feed(self, block: Block) -> list[LevelMeasured]:
        """The levels that this block completes, each placed at its window's end."""
        first = block.first_sample - len(self._rest)
        sound = np.concatenate([self._rest, block.samples])
        ends = range(WINDOW, len(sound) + 1, WINDOW)
        self._rest = sound[len(ends) * WINDOW :]
        return [LevelMeasured(first + end, dbfs(sound[end - WINDOW : end])) for end in ends]


@dataclass(frozen=True, slots=True)
class Room:
    """What a microphone check heard."""

    noise_dbfs: float
    """The quiet of the room: the tenth percentile of the 50 ms levels, decibels relative to full scale."""
    speech_dbfs: float
    """The loud part: the ninetieth percentile."""
    clipped: float
    """Share of samples at full scale, 0 to 1."""
    silent: bool
    """Nothing but zeros arrived: a muted microphone or a refused permission."""

    @property
    def speech_above_noise(self) -> float:
        """Decibels; under about 15 recognition suffers."""
        return self.speech_dbfs - self.noise_dbfs


def measure_room(blocks: Sequence[Block]) -> Room:
    """Noise floor and speech level of a few seconds in which one sentence was said."""
    sound = np.concatenate([b.samples for b in blocks]) if blocks else np.zeros(0, np.float32)
    levels = [dbfs(sound[i : i + WINDOW]) for i in range(0, len(sound) - WINDOW + 1, WINDOW)] or [FLOOR_DBFS]
    return Room(
        noise_dbfs=float(np.percentile(levels, 10)),
        speech_dbfs=float(np.percentile(levels, 90)),
        clipped=float(np.mean(np.abs(sound) >= 0.999)) if len(sound) else 0.0,
        silent=not np.any(sound),
    )
