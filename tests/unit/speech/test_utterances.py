"""The queue of what is to be said, without a device."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from speech.events import PlaybackEnded, PlaybackStarted
from speech.ports import Block, Samples, Sound
from speech.track_player import TrackPlayer
from speech.utterances import Mark, UtteranceQueue

RATE = 16_000


def ones(seconds: float, rate: int = RATE) -> Samples:
    return np.ones(round(seconds * rate), np.float32)


def drain(queue: UtteranceQueue, seconds: float, block: int = 256) -> tuple[Samples, list[tuple[int, Mark]]]:
    """Pull as a loudspeaker does; marks with their place in the whole."""
    pieces, marks = [], []
    for start in range(0, round(seconds * RATE), block):
        samples, new = queue.pull(block)
        pieces.append(samples)
        marks += [(start + mark.offset, mark) for mark in new]
    return np.concatenate(pieces), marks


def test_silence_while_there_is_nothing_to_say() -> None:
    samples, marks = UtteranceQueue(RATE).pull(100)
    assert samples.shape == (100,) and not samples.any() and not marks


def test_an_utterance_from_first_to_last_sound() -> None:
    queue = UtteranceQueue(RATE)
    queue.pull(100)
    queue.play("q", "One two.", ones(0.1), RATE)
    queue.play("q", "Three.", ones(0.05), RATE)
    queue.finish("q")
    samples, marks = drain(queue, 0.3)
    assert samples[:2400].all() and not samples[2400:].any()
    assert [(at, m.ended, m.completed, m.spoken) for at, m in marks] == [
        (0, False, False, ""),
        (2400, True, True, "One two. Three."),
    ]
    assert not queue.busy


def test_a_missing_sentence_is_silence_and_not_the_end() -> None:
    queue = UtteranceQueue(RATE)
    queue.play("q", "One.", ones(0.1), RATE)
    samples, marks = drain(queue, 0.5)
    assert queue.busy and not samples[1600:].any() and len(marks) == 1
    queue.play("q", "Two.", ones(0.1), RATE)
    queue.finish("q")
    _, marks = drain(queue, 0.2)
    assert marks[-1][1].spoken == "One. Two." and marks[-1][0] == 1600


def test_finish_after_the_last_sound_ends_it_at_once() -> None:
    queue = UtteranceQueue(RATE)
    queue.play("q", "One.", ones(0.1), RATE)
    drain(queue, 0.5)
    queue.finish("q")
    assert queue.pull(256)[1] == [Mark(0, "q", ended=True, completed=True, spoken="One.")]


def test_an_utterance_without_any_sound_still_ends() -> None:
    queue = UtteranceQueue(RATE)
    queue.finish("q")
    assert [m.ended for m in queue.pull(256)[1]] == [True]


def test_halt_fades_within_15_ms_and_counts_the_words_heard() -> None:
    queue = UtteranceQueue(RATE)
    queue.play("q", "First done.", ones(0.5), RATE)
    queue.play("q", "one two three four five six seven eight nine ten", ones(1.0), RATE)
    queue.play("q", "Never.", ones(1.0), RATE)
    drain(queue, 0.92, block=160)
    queue.halt()
    samples, marks = drain(queue, 0.2)
    assert 0 < samples[0] <= 1 and np.all(np.diff(samples[:240]) <= 0)
    assert not samples[240:].any()
    assert [(at, m.completed, m.spoken) for at, m in marks] == [
        (240, False, "First done. one two three four")
    ]


def test_halt_drops_what_waits_and_keeps_what_comes_after() -> None:
    queue = UtteranceQueue(RATE)
    queue.play("a", "A.", ones(1.0), RATE)
    queue.play("b", "B.", ones(1.0), RATE)
    drain(queue, 0.1)
    queue.halt()
    queue.play("a", "Late sentence.", ones(1.0), RATE)
    queue.finish("a")
    queue.play("c", "C.", ones(0.1), RATE)
    queue.finish("c")
    samples, marks = drain(queue, 0.5)
    assert [(m.utterance_id, m.ended, m.completed) for _, m in marks] == [
        ("a", True, False),
        ("b", True, False),
        ("c", False, False),
        ("c", True, True),
    ]
    assert samples.sum() < 240 + 1600 + 1
    queue.play("a", "Later still.", ones(1.0), RATE)
    assert not queue.busy


PHRASES = np.concatenate([ones(0.8), np.zeros(1600, np.float32), ones(0.9)])
"""Two phrases, the second from 0.9 s to 1.8 s."""


def test_a_held_line_is_silent_and_goes_on_from_its_phrase() -> None:
    queue = UtteranceQueue(RATE)
    queue.play("q", "one two three four five six seven eight nine", PHRASES, RATE)
    queue.finish("q")
    drain(queue, 1.2, block=160)
    queue.hold("q")
    held, marks = drain(queue, 0.5)
    assert np.all(np.diff(held[:240]) < 0) and not held[240:].any() and not marks
    queue.resume("q")
    rest, marks = drain(queue, 1.5)
    assert np.count_nonzero(rest) == 0.9 * RATE and np.flatnonzero(rest)[0] < 160
    assert [(m.completed, m.spoken) for _, m in marks] == [
        (True, "one two three four five six seven eight nine")
    ]


def test_a_held_line_that_is_given_up_was_heard_up_to_the_hold() -> None:
    queue = UtteranceQueue(RATE)
    queue.play("q", "one two three four five six seven eight nine", PHRASES, RATE)
    drain(queue, 1.2, block=160)
    queue.hold("q")
    drain(queue, 0.5)
    queue.halt()
    samples, marks = drain(queue, 0.1)
    assert not samples.any()
    assert [(at, m.completed, m.spoken) for at, m in marks] == [(0, False, "one two three four five six")]


def test_a_line_held_before_its_first_sound_begins_when_it_goes_on() -> None:
    queue = UtteranceQueue(RATE)
    queue.hold("q")
    queue.play("q", "One.", ones(0.1), RATE)
    queue.finish("q")
    assert not drain(queue, 0.5)[1]
    queue.resume("q")
    samples, marks = drain(queue, 0.2)
    assert samples[:1600].all() and len(marks) == 2


def test_a_line_that_is_over_is_not_held_and_holds_nothing_else() -> None:
    queue = UtteranceQueue(RATE)
    queue.play("a", "A.", ones(0.1), RATE)
    queue.finish("a")
    drain(queue, 0.3)
    queue.hold("a")
    queue.play("b", "B.", ones(0.1), RATE)
    assert queue.pull(1600)[0].all()


def test_a_phrase_without_a_pause_goes_back_a_second_at_most() -> None:
    queue = UtteranceQueue(RATE)
    even = ones(3.0)
    even[2 * RATE : 2 * RATE + 160] = 0.5  # a breath, too short and too loud for a pause
    queue.play("q", "w", even, RATE)
    drain(queue, 2.5, block=160)
    queue.hold("q")
    drain(queue, 0.1)
    queue.resume("q")
    assert np.count_nonzero(drain(queue, 0.02)[0] == 0.5) >= 80


def test_a_softened_line_goes_on_nine_decibels_lower_without_a_click() -> None:
    queue = UtteranceQueue(RATE)
    queue.play("q", "w", ones(1.0), RATE)
    queue.finish("q")
    drain(queue, 0.2, block=160)
    queue.soften("q")
    samples, _ = drain(queue, 0.5, block=160)
    assert samples[0] > 0.99 and np.all(np.diff(samples) <= 0) and np.diff(samples).min() > -0.001
    assert np.allclose(20 * np.log10(samples[1280:]), -9.1, atol=0.1)
    drain(queue, 0.5)
    queue.soften("q")
    queue.play("next", "w", ones(0.1), RATE)
    assert drain(queue, 0.05)[0].min() == 1


def test_halt_with_nothing_to_say_does_not_harm_what_follows() -> None:
    queue = UtteranceQueue(RATE)
    queue.halt()
    queue.play("q", "One.", ones(0.1), RATE)
    queue.finish("q")
    _, marks = drain(queue, 0.2)
    assert marks[-1][1].completed


def test_what_no_loudspeaker_took_was_not_heard() -> None:
    queue = UtteranceQueue(RATE)
    queue.play("q", "one two three four", ones(1.0), RATE)
    queue.play("q", "Lost.", ones(1.0), RATE)
    queue.finish("q")
    queue.pull(8000)
    _, marks = queue.pull(40_000, heard=False)
    assert [(m.completed, m.spoken) for m in marks] == [(False, "one two")]


def test_another_rate_in_the_middle() -> None:
    queue = UtteranceQueue(48_000)
    queue.play("q", "One.", ones(0.5, 22_050), 22_050)
    queue.play("q", "Two.", ones(0.5, 22_050), 22_050)
    queue.finish("q")
    queue.pull(36_000)
    queue.change_rate(16_000)
    samples, marks = drain(queue, 0.5)
    assert abs(np.flatnonzero(np.abs(samples) > 0.1)[-1] - 4000) < 40
    assert marks[-1][1].completed and marks[-1][1].spoken == "One. Two."


@given(
    lengths=st.lists(st.integers(0, 3000), max_size=5),
    blocks=st.lists(st.integers(1, 700), min_size=1, max_size=40),
    halt_after=st.none() | st.integers(0, 30),
)
def test_every_utterance_ends_once_and_sound_is_never_invented(
    lengths: list[int], blocks: list[int], halt_after: int | None
) -> None:
    queue = UtteranceQueue(RATE)
    for k, length in enumerate(lengths):
        queue.play(f"u{k}", "w " * k, ones(length / RATE), RATE)
        queue.finish(f"u{k}")
    sounding, marks = 0.0, []
    for k, block in enumerate([*blocks, 20_000]):
        if k == halt_after:
            queue.halt()
        samples, new = queue.pull(block)
        assert len(samples) == block and all(0 <= m.offset <= block for m in new)
        sounding += float(samples.sum())
        marks += new
    ended = [m.utterance_id for m in marks if m.ended]
    assert ended == [f"u{k}" for k in range(len(lengths))]
    started = [m.utterance_id for m in marks if not m.ended]
    assert started == [u for u in ended if u in started]
    assert sounding <= sum(lengths) + len(lengths)
    if halt_after is None:
        assert sounding == sum(lengths) and all(m.completed for m in marks if m.ended)


def test_a_loudspeaker_on_paper_keeps_the_microphones_pace() -> None:
    player, played, events = TrackPlayer(), [], []
    player.start(played.append, events.append)
    player.play("q", Sound("Hello there.", 22_050, ones(0.1, 22_050)))
    player.finish("q")
    for k in range(10):
        player.tick(Block(1_000_000 + 512 * k, np.zeros(512, np.float32)))
    assert [b.first_sample for b in played] == [1_000_000 + 512 * k for k in range(10)]
    assert [type(e) for e in events] == [PlaybackStarted, PlaybackEnded]
    assert events[0].sample == 1_000_000
    assert abs(events[1].sample - 1_001_600) <= 1 and events[1].completed
    player.stop()
    player.tick(Block(0, np.zeros(512, np.float32)))
    assert len(played) == 10
