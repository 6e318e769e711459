"""How much silence ends an answer, by what was said last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.endpoint import (
    EndpointSeconds,
    Heard,
    is_over,
    silence_needed,
    thought_over,
    voice_matters,
)

SECONDS = EndpointSeconds()
DONE = "We cut the failures in half within a month."


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        (DONE, SECONDS.finished),
        ("Is that what you meant by a conflict?", SECONDS.finished),
        ("We cut the failures in half within a month", SECONDS.unfinished),
        ("I went to my director and then.", SECONDS.unfinished),
        ("I went to my director and then", SECONDS.unfinished),
        ("The plan did not work because.", SECONDS.unfinished),
        ("We sent it to the.", SECONDS.unfinished),
        ("It was slow, you know.", SECONDS.unfinished),
        ("He pushed back, um...", SECONDS.unfinished),
        ("I asked for two more weeks...", SECONDS.unfinished),
        ("Yes, I did.", SECONDS.doubtful),
        ("That is more or less all I did.", SECONDS.finished),
        ("That is more or less all I did", SECONDS.unfinished),
        ('He said "no, thank you."', SECONDS.finished),
    ],
)
def test_the_last_words_decide(text: str, needed: float) -> None:
    assert silence_needed(Heard(text, 0.0), SECONDS) == needed


@pytest.mark.parametrize(
    ("finished", "needed"),
    [
        (0.1, SECONDS.unfinished),
        (0.5, SECONDS.unfinished),
        (0.7, SECONDS.doubtful),
        (0.95, SECONDS.finished),
        (None, SECONDS.finished),
    ],
)
def test_the_voice_decides_where_the_words_are_complete(finished: float | None, needed: float) -> None:
    assert silence_needed(Heard(DONE, 0.0, finished=finished), SECONDS) == needed


def test_few_words_stay_doubtful_whatever_the_voice() -> None:
    assert silence_needed(Heard("Yes, I did.", 0.0, finished=0.99), SECONDS) == SECONDS.doubtful
    assert silence_needed(Heard("Yes, I did.", 0.0, finished=0.1), SECONDS) == SECONDS.unfinished


def test_a_voice_that_fell_shortens_the_wait_for_a_missing_full_stop() -> None:
    assert silence_needed(Heard(DONE[:-1], 0.0, finished=0.95), SECONDS) == SECONDS.doubtful
    assert silence_needed(Heard(DONE[:-1], 0.0, finished=0.8), SECONDS) == SECONDS.unfinished
    assert silence_needed(Heard("We gave it to the", 0.0, finished=0.95), SECONDS) == SECONDS.unfinished


def test_before_the_first_word_no_silence_ends_the_answer() -> None:
    assert not is_over(Heard("", 60.0), SECONDS)
    assert not is_over(Heard("  ", 60.0), SECONDS)


def test_held_silence_never_ends_the_answer() -> None:
    assert not is_over(Heard(DONE, 60.0, held=True), SECONDS)
    assert is_over(Heard(DONE, 60.0), SECONDS)


def test_exactly_enough_silence_is_enough() -> None:
    assert is_over(Heard(DONE, SECONDS.finished), SECONDS)
    assert not is_over(Heard(DONE, SECONDS.finished - 0.01), SECONDS)


def test_what_the_model_reads_decides_over_the_full_stop() -> None:
    assert silence_needed(Heard(DONE, 0.0, complete=0.5), SECONDS) == SECONDS.sure
    assert silence_needed(Heard(DONE, 0.0, complete=0.0004), SECONDS) > 2.0
    assert silence_needed(Heard(DONE[:-1], 0.0, complete=0.0004), SECONDS) == SECONDS.unfinished


def test_a_voice_behind_the_last_word_that_was_read_keeps_the_answer_open() -> None:
    assert (
        silence_needed(Heard(DONE, 0.0, finished=0.99, complete=0.9, unread=0.8), SECONDS)
        == SECONDS.unfinished
    )
    assert silence_needed(Heard(DONE, 0.0, finished=0.99, complete=0.9, unread=0.24), SECONDS) == SECONDS.sure


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("She said that she couldn't find anyone for.", 0.08),
        ("The waiting time went down too.", 0.3),  # what the recogniser makes of "went down to"
        ("The year before the same change had cost us.", 0.07),
        ("On the list there was.", 0.08),
    ],
)
def test_a_full_stop_behind_a_word_that_wants_more_ends_nothing(text: str, likely: float) -> None:
    assert silence_needed(Heard(text, 0.0, complete=likely), SECONDS) > 1.8
    assert silence_needed(Heard(DONE, 0.0, complete=likely), SECONDS) == SECONDS.sure


def test_a_last_word_that_was_hardly_heard_keeps_the_answer_open_longer() -> None:
    clear, faint = (silence_needed(Heard(DONE, 0.0, complete=0.03, clear=c), SECONDS) for c in (0.95, 0.3))
    assert clear < faint


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_a_thought_more_complete_never_waits_longer(
    one: float, other: float, voice: float, stop: bool
) -> None:
    text = DONE if stop else DONE[:-1]
    less, more = (Heard(text, 0.0, finished=voice, complete=c) for c in sorted((one, other)))
    assert thought_over(less) <= thought_over(more)
    assert silence_needed(less, SECONDS) >= silence_needed(more, SECONDS)


@given(st.text(min_size=1), st.none() | st.floats(0, 1), st.none() | st.floats(0, 1))
def test_any_text_needs_between_the_shortest_and_the_longest(
    text: str, finished: float | None, complete: float | None
) -> None:
    needed = silence_needed(Heard(text, 0.0, finished=finished, complete=complete), SECONDS)
    shortest = SECONDS.finished if complete is None else SECONDS.sure
    assert shortest <= needed <= SECONDS.unfinished


@pytest.mark.parametrize(
    ("text", "complete", "matters"),
    [
        (DONE, 0.5, False),  # plainly over
        (DONE, 0.025, True),
        ("And then I", 0.0001, False),  # plainly not
        (DONE, None, True),
        ("And then I", None, False),
    ],
)
def test_the_voice_is_asked_only_where_the_words_leave_it_open(
    text: str, complete: float | None, matters: bool
) -> None:
    assert voice_matters(Heard(text, 0.0, complete=complete), SECONDS) is matters


@given(st.text(min_size=1), st.floats(0, 1), st.none() | st.floats(0, 1))
def test_where_the_voice_does_not_matter_no_opinion_of_it_changes_anything(
    text: str, voice: float, complete: float | None
) -> None:
    heard = Heard(text, 0.0, complete=complete)
    judged = Heard(text, 0.0, finished=voice, complete=complete)
    if not voice_matters(heard, SECONDS):
        assert silence_needed(judged, SECONDS) == silence_needed(heard, SECONDS)


@given(st.text(), st.floats(0, 10), st.none() | st.floats(0, 1))
def test_more_silence_never_takes_an_end_back(text: str, silence: float, finished: float | None) -> None:
    if is_over(Heard(text, silence, finished=finished), SECONDS):
        assert is_over(Heard(text, silence + 1.0, finished=finished), SECONDS)
