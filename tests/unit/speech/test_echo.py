"""The interviewer's voice comes in again by the microphone and is taken out; a voice over it stays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from speech.adaptive import HOP, AdaptiveFilter
from speech.echo import EchoCanceller
from speech.events import SAMPLE_RATE, SpeechStarted
from speech.ports import Block, Samples
from speech.vad import FRAME, SileroVoiceActivity, SpeechGate

SPOKEN = Path(__file__).parents[2] / "assets" / "speech"
NOISE = 1e-3
"""-60 dBFS."""


def speech(name: str) -> Samples:
    samples, rate = soundfile.read(SPOKEN / f"{name}.flac", dtype="float32")
    assert rate == SAMPLE_RATE
    return samples


class RoomWithSpeakers:
    """A loudspeaker that talks for half a minute, heard by the microphone later and softer."""

    def __init__(self, delay_ms: int, gain_db: float) -> None:
        line = speech("disagreed")
        self.far = np.tile(np.concatenate([line, np.zeros(SAMPLE_RATE // 2, np.float32)]), 6)
        self.far = self.far[: len(self.far) // HOP * HOP]
        late = delay_ms * SAMPLE_RATE // 1000
        early = np.random.default_rng(1).standard_normal(640) * np.exp(-np.arange(640) / 160)
        path = np.concatenate([[1.0], 0.2 * early])
        echo = np.convolve(self.far, path / np.sqrt((path**2).sum()))
        self.echo = np.concatenate([np.zeros(late), echo])[: len(self.far)] * 10 ** (gain_db / 20)
        self.noise = NOISE * np.random.default_rng(2).standard_normal(len(self.far))

    def cleaned(self, candidate: Samples | None = None) -> Samples:
        near = (self.echo + self.noise + (0 if candidate is None else candidate)).astype(np.float32)
        canceller, out = EchoCanceller(), []
        canceller.played(Block(0, self.far[:HOP]))
        for at in range(0, len(near), HOP):
            canceller.played(Block(at + HOP, self.far[at + HOP : at + 2 * HOP]))
            out.append(canceller.clean(Block(at, near[at : at + HOP])))
        assert [block.first_sample for block in out] == list(range(0, len(near), HOP))
        return np.concatenate([block.samples for block in out])


def onsets(samples: Samples) -> list[int]:
    """Where speech over the interviewer is taken to begin."""
    detector, gate = SileroVoiceActivity(), SpeechGate()
    gate.alert = True
    events = [
        gate.feed(detector.probability(samples[at : at + FRAME]), at)
        for at in range(0, len(samples) - FRAME + 1, FRAME)
    ]
    return [event.sample for event in events if isinstance(event, SpeechStarted)]


def decibels(samples: Samples) -> float:
    return float(10 * np.log10(np.mean(np.square(samples)) + 1e-12))


@pytest.mark.parametrize(("delay_ms", "gain_db"), [(40, -6.0), (250, -12.0), (120, -26.0)])
def test_an_echo_is_taken_out_and_starts_nobody(delay_ms: int, gain_db: float) -> None:
    room = RoomWithSpeakers(delay_ms, gain_db)
    assert onsets((room.echo + room.noise).astype(np.float32)) or gain_db < -20
    out = room.cleaned()
    later = slice(len(out) // 3, None)
    assert decibels(out[later]) < max(decibels(room.echo[later]) - 20, decibels(room.noise) + 1)
    assert onsets(out) == []


@pytest.mark.parametrize("gain_db", [-12.0, -26.0])
def test_a_voice_over_the_interviewer_is_noticed_and_left_as_it_is(gain_db: float) -> None:
    room = RoomWithSpeakers(120, gain_db)
    words = speech("disagreed")[::-1].copy() * 0.8  # another's: not what the loudspeaker says
    candidate = np.zeros(len(room.far), np.float32)
    at = len(candidate) * 2 // 3
    candidate[at : at + len(words)] = words[: len(candidate) - at]
    out = room.cleaned(candidate)
    heard = onsets(out)
    alone = onsets((candidate + room.noise).astype(np.float32))
    assert heard and alone and abs(heard[0] - alone[0]) < 0.3 * SAMPLE_RATE
    spoken = slice(alone[0] + SAMPLE_RATE // 2, at + len(words))
    assert decibels(candidate[spoken]) - decibels((out - candidate)[spoken]) > 8


def test_without_an_echo_nothing_is_taken_out() -> None:
    room = RoomWithSpeakers(0, -120.0)
    out = room.cleaned()
    assert np.abs(out[-HOP * 200 :] - room.noise[-HOP * 200 :]).max() < 3 * NOISE


def test_without_a_loudspeaker_the_sound_is_not_touched() -> None:
    canceller, sound = EchoCanceller(), speech("disagreed")
    for at in range(0, SAMPLE_RATE, HOP):
        assert np.array_equal(canceller.clean(Block(at, sound[at : at + HOP])).samples, sound[at : at + HOP])


def test_the_filter_learns_a_room_to_thirty_decibels() -> None:
    rng = np.random.default_rng(3)
    far = (0.1 * rng.standard_normal(300 * HOP)).astype(np.float32)
    near = np.concatenate([np.zeros(1000, np.float32), 0.5 * far])[: len(far)].astype(np.float32)
    learner = AdaptiveFilter()
    left = [learner.without_echo(near[a : a + HOP], far[a : a + HOP]) for a in range(0, len(far), HOP)]
    assert decibels(near[-50 * HOP :]) - decibels(np.concatenate(left[-50:])) > 30
