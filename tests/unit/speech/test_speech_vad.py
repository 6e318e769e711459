"""The gate's hysteresis frame by frame, and the detector on real sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from speech.events import SAMPLE_RATE, Lull, SpeechStarted, SpeechStopped
from speech.vad import (
    FRAME,
    HANG_FRAMES,
    LULL_FRAMES,
    ONSET_FRAMES,
    GateEvent,
    SileroVoiceActivity,
    SpeechGate,
)

SPOKEN = Path(__file__).parents[2] / "assets" / "speech" / "disagreed.flac"


def run(probabilities: list[float]) -> list[GateEvent]:
    gate = SpeechGate()
    found = (gate.feed(p, at * FRAME) for at, p in enumerate(probabilities))
    return [event for event in found if event is not None]


def test_speech_begins_at_its_first_frame_and_ends_at_its_last() -> None:
    events = run([0.0] * 3 + [0.9] * 10 + [0.1] * HANG_FRAMES)
    assert events == [SpeechStarted(3 * FRAME), Lull(13 * FRAME), SpeechStopped(13 * FRAME)]


def test_a_click_is_not_speech() -> None:
    assert run([0.0] * 3 + [0.9] * (ONSET_FRAMES - 1) + [0.0] * 20) == []


def test_while_the_interviewer_speaks_fewer_frames_are_a_voice() -> None:
    gate = SpeechGate()
    gate.alert = True
    assert [gate.feed(p, at * FRAME) for at, p in enumerate([0.0, 0.9, 0.9])] == [
        None,
        None,
        SpeechStarted(FRAME),
    ]


def test_a_gap_between_words_does_not_end_speech() -> None:
    assert run([0.9] * 10 + [0.0] * (LULL_FRAMES - 1) + [0.9] * 5) == [SpeechStarted(0)]


def test_a_gap_between_clauses_is_a_lull_and_no_end() -> None:
    twice = [0.9] * 10 + [0.0] * (HANG_FRAMES - 1) + [0.9] * 5 + [0.0] * LULL_FRAMES
    assert run(twice) == [SpeechStarted(0), Lull(10 * FRAME), Lull((14 + HANG_FRAMES) * FRAME)]


def test_once_begun_a_lower_probability_sustains_speech() -> None:
    assert run([0.6] + [0.4] * 40) == [SpeechStarted(0)]
    assert run([0.4] * 40) == []


@given(st.lists(st.floats(0, 1), max_size=200))
def test_events_alternate_and_time_never_runs_backwards(probabilities: list[float]) -> None:
    every = run(probabilities)
    events = [e for e in every if not isinstance(e, Lull)]
    assert [isinstance(e, SpeechStarted) for e in events] == [n % 2 == 0 for n in range(len(events))]
    samples = [e.sample for e in events]
    assert samples == sorted(samples)
    stops = {e.sample for e in events if isinstance(e, SpeechStopped)}
    assert stops <= {e.sample for e in every if isinstance(e, Lull)}


def test_the_detector_hears_speech_where_it_is_and_nowhere_else() -> None:
    spoken, rate = soundfile.read(SPOKEN, dtype="float32")
    assert rate == SAMPLE_RATE
    quiet = np.random.default_rng(0).normal(0, 0.001, SAMPLE_RATE).astype(np.float32)
    whole = np.concatenate([quiet, spoken, quiet])
    activity, gate = SileroVoiceActivity(), SpeechGate()
    events = []
    for at in range(0, len(whole) - FRAME, FRAME):
        event = gate.feed(activity.probability(whole[at : at + FRAME]), at)
        if event is not None:
            events.append(event)
    assert isinstance(events[0], SpeechStarted)
    assert isinstance(events[-1], SpeechStopped)
    assert abs(events[0].sample - SAMPLE_RATE) < 0.25 * SAMPLE_RATE
    assert abs(events[-1].sample - SAMPLE_RATE - len(spoken)) < 0.4 * SAMPLE_RATE


def test_reset_forgets_what_was_heard() -> None:
    spoken, _ = soundfile.read(SPOKEN, dtype="float32")
    frames = [spoken[at : at + FRAME] for at in range(0, 40 * FRAME, FRAME)]
    activity = SileroVoiceActivity()
    first = [activity.probability(f) for f in frames]
    activity.reset()
    assert [activity.probability(f) for f in frames] == pytest.approx(first, abs=1e-6)


def test_a_frame_of_the_wrong_size_is_refused() -> None:
    with pytest.raises(ValueError, match="512 samples"):
        SileroVoiceActivity().probability(np.zeros(480, np.float32))
