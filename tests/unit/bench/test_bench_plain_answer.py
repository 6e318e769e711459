"""The plain pipeline's rule of what an answer is."""

from __future__ import annotations

import numpy as np

from speech.vad import FRAME
from tests.bench.conversation.systems.plain import BEFORE, SILENCE, Answer

SPEECH, QUIET = 0.9, 0.05
SECOND = 32
"""Frames; 31.25 make a second."""


def fed(*stretches: tuple[float, int]) -> tuple[Answer, int]:
    """The answer after these (probability, frames) and the frames it took; 0 if it is not over."""
    answer = Answer()
    frames = [p for p, count in stretches for _ in range(count)]
    for n, probability in enumerate(frames):
        if answer.feed(np.full(FRAME, probability, np.float32), probability):
            return answer, n + 1
    return answer, 0


def test_a_second_of_silence_ends_it() -> None:
    answer, frames = fed((SPEECH, 60), (QUIET, 60))
    assert frames == 60 + -(-SILENCE // FRAME)
    assert len(answer.sound) == frames * FRAME


def test_a_shorter_pause_does_not() -> None:
    _, frames = fed((SPEECH, 60), (QUIET, 30), (SPEECH, 60), (QUIET, 30))
    assert frames == 0


def test_silence_before_it_is_cut_to_half_a_second() -> None:
    answer, frames = fed((QUIET, 500), (SPEECH, 60), (QUIET, SECOND))
    assert frames
    assert len(answer.sound) == (60 + SECOND + BEFORE // FRAME) * FRAME


def test_a_click_is_no_answer() -> None:
    answer, frames = fed((SPEECH, 5), (QUIET, 100))
    assert frames == 0
    assert len(answer.sound) <= BEFORE


def test_speech_fades_below_the_threshold_at_which_it_begins() -> None:
    fading = 0.4
    assert fed((fading, 200))[1] == 0
    _, frames = fed((SPEECH, 10), (fading, 30), (QUIET, 60))
    assert frames == 40 + -(-SILENCE // FRAME)
