"""Nothing said in a turn is lost, said twice or changed, whenever turns begin and end and decodes come late."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken_world import Opinion, World

from speech.ear import GRACE
from speech.events import (
    SAMPLE_RATE,
    Lull,
    PartialHeard,
    PauseHeard,
    PlaybackEnded,
    PlaybackStarted,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    WordsCommitted,
)


def names(first: int, last: int) -> list[str]:
    return [f"w{n}" for n in range(first, last + 1)]


def test_an_answer_is_committed_and_ended_by_silence() -> None:
    world = World()
    world.ear.open_turn()
    world.quiet(0.5)
    world.speak(*[0.4] * 6)
    for _ in range(30):
        world.quiet(0.1)
        world.executor.run()
    assert world.words == names(1, 6)
    assert world.ends == ["silence"]
    ended = next(e for e in world.events if isinstance(e, TurnEnded))
    assert abs(ended.speech_end - world.said[-1].end) < 600
    assert [type(e) for e in world.events if isinstance(e, SpeechStarted | SpeechStopped)] == [
        SpeechStarted,
        SpeechStopped,
    ]


def test_words_are_committed_while_the_candidate_still_speaks() -> None:
    world = World()
    world.ear.open_turn()
    for _ in range(10):
        world.speak(0.4, 0.4)
        world.executor.run()
    assert world.words[:10] == names(1, 10)
    assert any(isinstance(e, PartialHeard) and e.words for e in world.events)


def test_a_new_turn_does_not_swallow_the_finish_of_the_one_before() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(*[0.4] * 5)
    world.quiet(0.4)
    world.ear.finish_turn("key")
    world.ear.open_turn()
    world.executor.run()
    assert world.answers() == [names(1, 5), []]
    assert world.ends == ["key"]


def test_a_turn_opened_in_mid_word_of_the_one_before_begins_where_that_ended() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(*[0.4] * 5)
    world.ear.finish_turn()
    world.ear.open_turn()
    world.speak(*[0.4] * 5)
    world.quiet(1.0)
    world.executor.run()
    assert world.answers() == [names(1, 5), names(6, 10)]


def test_a_finish_in_mid_speech_waits_for_the_word_that_is_being_said() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(0.4, 0.4)
    world.ear.finish_turn("key")
    world.executor.run()
    assert world.ends == []
    world.speak(0.25)
    world.quiet(1.0)
    world.executor.run()
    assert world.answers() == [names(1, 3), []]


def test_whoever_speaks_on_is_cut_off_after_the_grace_and_heard_between_the_turns() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(0.4, 0.4)
    world.ear.finish_turn()
    world.speak(*[0.4] * 10)
    world.quiet(1.0)
    world.executor.run()
    first, rest = world.answers()
    assert [w.rstrip("~") for w in first + rest] == names(1, 12)
    ended = next(e for e in world.events if isinstance(e, TurnEnded))
    assert world.said[1].end <= ended.speech_end <= world.said[1].end + GRACE + 1024


def test_closing_commits_what_was_said_and_says_no_end() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(*[0.4] * 5)
    world.ear.close_turn()
    world.speak(*[0.4] * 5)
    world.quiet(3)
    world.executor.run()
    assert world.words == names(1, 5)
    assert world.ends == []


def test_a_finish_asked_for_before_the_closing_is_still_said() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(*[0.4] * 3)
    world.ear.finish_turn()
    world.ear.close_turn()
    world.executor.run()
    assert world.answers() == [names(1, 3), []]


def test_opening_an_open_turn_lets_it_go_on() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(*[0.4] * 5)
    world.ear.open_turn()
    world.speak(*[0.4] * 5)
    world.quiet(1.0)
    world.executor.run()
    assert world.words == names(1, 10)
    assert world.ends == []


def test_silence_counts_from_the_opening() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(0.4, 0.4, 0.4, 0.4)
    world.quiet(0.8)
    world.executor.run()
    world.ear.open_turn()
    world.quiet(0.8)
    world.executor.run()
    assert world.ends == []


def test_speech_takes_back_an_end_that_was_not_said_yet() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(*[0.4] * 5)
    world.quiet(0.4)
    world.executor.run()
    world.quiet(2.5)
    assert len(world.executor.jobs) == 2  # the words of the pause, and the end
    world.speak(*[0.4] * 5)
    world.quiet(1.0)
    world.executor.run()
    assert world.ends == []
    assert world.words == names(1, 10)
    world.quiet(2.5)
    world.executor.run()
    assert world.ends == ["silence"]


def test_opening_takes_back_an_end_that_was_not_said_yet() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(*[0.4] * 5)
    world.quiet(0.4)
    world.executor.run()
    world.quiet(2.5)
    world.ear.open_turn()
    world.executor.run()
    assert world.ends == []


def test_a_hold_keeps_the_answer_open() -> None:
    world = World()
    world.ear.open_turn()
    world.ear.hold(True)
    world.speak(*[0.4] * 5)
    for _ in range(100):
        world.quiet(0.1)
        world.executor.run()
    assert world.ends == []
    world.ear.hold(False)
    world.quiet(0.9)
    world.executor.run()
    assert world.ends == []
    world.quiet(1.8)
    world.executor.run()
    assert world.ends == ["silence"]


def test_an_answer_that_began_before_the_turn_opened_is_heard_from_its_beginning() -> None:
    world = World()
    world.quiet(2)
    world.speak(*[0.4] * 4)
    world.ear.open_turn()
    world.speak(*[0.4] * 2)
    world.quiet(1.0)
    world.executor.run()
    assert world.words == names(1, 6)


def test_a_voice_over_the_interviewer_is_noticed_sooner() -> None:
    world = World()
    world.ear.on_playback(PlaybackStarted(0, "u1"))
    world.speak(0.1)
    assert [type(e) for e in world.events] == [SpeechStarted]
    world.quiet(1.0)
    world.ear.on_playback(PlaybackEnded(world.now, "u1", True, ""))
    world.speak(0.1)
    assert [type(e) for e in world.events] == [SpeechStarted, Lull, SpeechStopped]


def test_a_decode_that_fails_costs_no_word() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(*[0.4] * 8)
    world.recogniser.fail = 1
    world.executor.run()
    world.speak(*[0.4] * 3)
    world.quiet(0.4)
    world.recogniser.fail = 1
    world.executor.run()
    world.speak(*[0.4] * 3)
    world.quiet(1.0)
    world.executor.run()
    assert world.words == names(1, 14)
    assert len(world.executor.errors) == 2


def test_a_recogniser_that_always_fails_does_not_keep_the_session_waiting() -> None:
    world = World()
    world.recogniser.fail = 1000
    world.ear.open_turn()
    world.speak(*[0.4] * 4)
    world.ear.finish_turn()
    world.quiet(1.0)
    world.executor.run()
    assert world.ends == ["asked"]


def test_a_finish_without_an_open_turn_says_nothing() -> None:
    world = World()
    world.ear.finish_turn()
    world.ear.open_turn()
    world.speak(*[0.4] * 4)
    world.quiet(0.5)
    world.ear.finish_turn()
    world.ear.finish_turn()
    world.executor.run()
    assert world.ends == ["asked"]


steps = st.one_of(
    st.tuples(st.just("speak"), st.lists(st.sampled_from([0.4, 0.5, 0.9]), min_size=1, max_size=12)),
    st.tuples(st.just("quiet"), st.sampled_from([0.1, 0.31, 0.5, 0.7, 1.2, 2.6, 5.0])),
    st.tuples(st.sampled_from(["open", "open", "finish", "close", "hold", "release"]), st.none()),
    st.tuples(st.just("run"), st.sampled_from([1, 2, 1000])),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(steps, max_size=30).map(lambda made: [("open", None), *made]), st.booleans())
def test_every_word_is_committed_once_in_order_and_unchanged(steps: list, prompt: bool) -> None:
    """`prompt`: the executor keeps up; else it runs when a step says so, and at the end."""
    world = World()
    heard_from: int | None = None
    spans: list[tuple[int, int]] = []
    finished = 0
    for what, value in steps:
        ends = len(world.ends)
        match what:
            case "speak":
                world.speak(*value)
            case "quiet":
                world.quiet(value)
            case "open":
                world.ear.open_turn()
                heard_from = world.now if heard_from is None else heard_from
            case "finish":
                world.ear.finish_turn()
            case "close":
                world.ear.close_turn()
                if heard_from is not None:
                    spans.append((heard_from, world.now))
                heard_from = None
            case "hold" | "release":
                world.ear.hold(what == "hold")
            case "run":
                world.executor.run(value)
        if prompt:
            world.executor.run()
        finished += len(world.ends) - ends
    if heard_from is not None:
        spans.append((heard_from, world.now))
    world.quiet(1.0)
    world.executor.run()
    assert not world.executor.errors
    numbers = [int(w.strip("w~")) for w in world.words]
    assert all(a < b for a, b in itertools.pairwise(numbers)), world.words
    must = [n for n, w in enumerate(world.said, 1) if any(a <= w.middle < b for a, b in spans)]
    assert set(must) <= set(numbers)
    cuts = sum(1 for what, _ in steps if what in ("finish", "close", "open"))
    assert sum("~" in w for w in world.words) <= cuts
    committed = [w for e in world.events if isinstance(e, WordsCommitted) for w in e.words]
    assert all(a.start <= a.end <= b.start for a, b in itertools.pairwise(committed))
    assert finished <= len(world.ends)


@given(st.integers(0, 40), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_a_finish_is_said_once_after_all_its_words_however_late_the_decodes(words: int, jobs: int) -> None:
    world = World()
    world.ear.open_turn()
    for n in range(words):
        world.speak(0.4)
        if n % 7 == 6:
            world.quiet(0.5)
    world.executor.run(jobs)
    world.ear.finish_turn()
    world.quiet(0.6)
    world.ear.open_turn()
    world.speak(*[0.4] * 3)
    world.quiet(1.0)
    world.executor.run()
    assert world.answers() == [names(1, words), names(words + 1, words + 3)]
    assert world.now / SAMPLE_RATE > 1.2


def test_what_was_said_between_two_turns_is_not_heard_again_in_the_second() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(0.4, 0.4)
    world.quiet(0.4)
    world.ear.finish_turn()
    world.speak(0.4, 0.4)
    world.quiet(0.35)
    world.ear.open_turn()
    world.quiet(1.0)
    world.executor.run()
    assert world.words == names(1, 4)


def test_a_lull_brings_what_was_said_up_to_it_long_before_it_is_committed() -> None:
    world = World()
    world.ear.open_turn()
    world.speak(*[0.4] * 3)
    world.quiet(0.2)
    world.executor.run()
    lulls = [e for e in world.events if isinstance(e, Lull)]
    heard = [e for e in world.events if isinstance(e, PauseHeard)]
    assert [e.sample for e in lulls] == [e.voiced_until for e in heard]
    assert [w.text for w in heard[-1].words] == names(1, 3)[-len(heard[-1].words) :]
    assert len(world.words) + len(heard[-1].words) == 3
    assert not any(isinstance(e, SpeechStopped) for e in world.events)


def test_words_weighed_as_the_end_of_a_thought_end_the_answer_sooner() -> None:
    waited: list[float] = []
    for likely in (None, 0.9, 0.0002):
        world = World()
        world.ear.open_turn()
        world.quiet(0.5)
        world.speak(*[0.4] * 6)
        for _ in range(80):
            world.quiet(0.05)
            world.executor.run()
            heard = [e for e in world.events if isinstance(e, PauseHeard) and not e.goes_on]
            if heard and likely is not None:
                world.ear.weigh(heard[-1].voiced_until, likely)
            if world.ends:
                break
        ended = next(e for e in world.events if isinstance(e, TurnEnded))
        waited.append((ended.sample - ended.speech_end) / SAMPLE_RATE)
    plain, soon, late = waited  # no full stop is heard in this world
    assert soon < 1.1 and min(plain, late) > 2.0


def test_words_that_are_known_late_wait_to_be_weighed() -> None:
    world = World(weighs=True)
    world.ear.open_turn()
    world.quiet(0.5)
    world.speak(*[0.4] * 6)
    world.quiet(2.6)  # the decode comes late, on a busy machine
    world.executor.run()
    world.quiet(0.3)
    world.executor.run()
    assert world.ends == []
    world.quiet(0.6)
    world.executor.run()
    assert world.ends == ["silence"]


@pytest.mark.parametrize("finished", [0.99, RuntimeError("no memory")])
def test_an_answer_waits_until_its_voice_was_judged_and_no_longer(finished: float | Exception) -> None:
    world = World(opinion=(opinion := Opinion(finished)))
    world.ear.open_turn()
    world.quiet(0.5)
    world.speak(*[0.4] * 6)
    for _ in range(60):
        world.quiet(0.05)
        world.executor.run()
    assert world.ends == [] and opinion.heard == []
    world.voice.run()
    assert [loud for _, loud in opinion.heard] == [0.0]  # the last word's end is in it, and nothing behind
    world.quiet(0.1)
    world.executor.run()
    assert world.ends == ["silence"]


def test_a_short_break_between_two_words_is_not_judged() -> None:
    world = World(opinion=(opinion := Opinion(0.9)))
    world.ear.open_turn()
    for _ in range(4):
        world.speak(0.4)
        world.quiet(0.2)
    world.speak(0.4)
    world.voice.run()
    assert opinion.heard == []


def test_what_was_said_up_to_a_lull_is_told_before_any_of_it_is_committed() -> None:
    world = World()
    world.ear.open_turn()
    world.quiet(0.5)
    world.speak(*[0.4] * 6)
    world.executor.run()
    world.events.clear()
    world.speak(*[0.4] * 6)
    world.quiet(0.2)
    world.executor.run()
    told = [e for e in world.events if isinstance(e, PauseHeard | WordsCommitted)]
    assert isinstance(told[0], PauseHeard) and isinstance(told[1], WordsCommitted)
    assert told[0].words[: len(told[1].words)] == told[1].words
