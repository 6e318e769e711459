"""What the loudspeaker says is silence to the ear, sample by sample, and nothing else is."""

from __future__ import annotations

import numpy as np

from speech.events import PlaybackEnded, PlaybackStarted
from speech.own_voice import LINGERS, OwnVoice
from speech.ports import Block


def heard(voice: OwnVoice, first: int, count: int) -> list[int]:
    """The session samples of a block that are let through."""
    block = voice.without(Block(first, np.ones(count, np.float32)))
    assert block.first_sample == first and len(block.samples) == count
    return [first + int(n) for n in np.flatnonzero(block.samples)]


def test_everything_is_heard_before_the_first_line() -> None:
    assert heard(OwnVoice(), 0, 100) == list(range(100))
    assert not OwnVoice().told


def test_a_line_is_left_out_from_its_first_sound_until_it_has_died_away() -> None:
    voice = OwnVoice()
    voice.note(PlaybackStarted(50, "u1"))
    assert voice.told
    assert heard(voice, 0, 100) == list(range(50))
    assert heard(voice, 100, 100) == []
    voice.note(PlaybackEnded(150, "u1", True, ""))
    assert heard(voice, 100, LINGERS + 150) == list(range(150 + LINGERS, 250 + LINGERS))
    assert heard(voice, 0, 60) == list(range(50))


def test_lines_that_follow_at_once_leave_no_hole_and_later_ones_begin_anew() -> None:
    voice = OwnVoice()
    voice.note(PlaybackStarted(0, "u1"))
    voice.note(PlaybackEnded(100, "u1", True, ""))
    voice.note(PlaybackStarted(200, "u2"))
    assert heard(voice, 100, 200) == []
    voice.note(PlaybackEnded(300, "u2", True, ""))
    later = 300 + LINGERS
    voice.note(PlaybackStarted(later + 1000, "u3"))
    assert heard(voice, later, 1100) == list(range(later, later + 1000))


def test_a_line_dropped_before_its_first_sound_changes_nothing() -> None:
    voice = OwnVoice()
    voice.note(PlaybackEnded(100, "u0", False, ""))
    assert not voice.told and heard(voice, 0, 200) == list(range(200))
    voice.note(PlaybackStarted(1000, "u1"))
    voice.note(PlaybackEnded(2000, "u1", True, ""))
    voice.note(PlaybackEnded(90_000, "u2", False, ""))
    assert len(heard(voice, 80_000, 100)) == 100


def test_the_microphones_own_samples_are_not_written_to() -> None:
    voice = OwnVoice()
    voice.note(PlaybackStarted(0, "u1"))
    block = Block(0, np.ones(10, np.float32))
    assert not voice.without(block).samples.any() and block.samples.all()
