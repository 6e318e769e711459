"""Answers as sound, the cases as they are written, and a conversation laid over its recording."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from speech.ports import Sound
from tests.bench.conversation.cases import PAUSES, Story, load_cases
from tests.bench.conversation.held import Held, Said
from tests.bench.conversation.parts.cutins import labelled
from tests.bench.conversation.parts.echo import path_of
from tests.bench.conversation.sound import FRAME, RATE, Samples, levels
from tests.bench.conversation.spoken import Manner, Marks, Speaker, Spoken


class Humming:
    """A voice: a fifth of a second of noise for each word, and a little silence around all of it."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def synthesise(self, sentence: str) -> Iterator[Sound]:
        self.said.append(sentence)
        chance = np.random.default_rng(len(sentence))
        words = 0.2 * chance.normal(size=len(sentence.split()) * RATE // 5)
        quiet = np.zeros(RATE // 20)
        yield Sound(sentence, RATE, np.concatenate([quiet, words, quiet]).astype(np.float32))


KNOWN = {8: "I went so and then it was over", 4: "That was so it"}


def heard(samples: Samples) -> list[tuple[str, float]]:
    """The words of the sentences below, a fifth of a second each."""
    count = round((len(samples) / RATE - 0.1) / 0.2)
    words = KNOWN.get(count, " ".join(["so"] * count)).split()
    return [(word, 0.05 + 0.2 * (n + 1)) for n, word in enumerate(words)]


@pytest.fixture
def voice() -> Humming:
    return Humming()


@pytest.fixture
def speaker(voice: Humming, tmp_path: Path) -> Speaker:
    return Speaker(lambda name: voice, heard, tmp_path)


def silent(spoken: Spoken, start: int, end: int) -> bool:
    return bool((levels(spoken.samples[start + FRAME : end - FRAME]) < -60).all())


@pytest.mark.parametrize("cut", [False, True])
def test_a_pause_lies_where_it_is_marked_and_lasts_as_long_as_asked(speaker: Speaker, cut: bool) -> None:
    spoken = speaker.speak(
        ["I went so | and then it was over.", "That was so | it."], Manner(pauses=(1.2, 0.8), cut=cut)
    )

    assert [p.wanted for p in spoken.marks.pauses] == [1.2, 0.8]
    for pause in spoken.marks.pauses:
        assert (pause.end - pause.start) / RATE == pytest.approx(pause.wanted, abs=0.03)
        assert silent(spoken, pause.start, pause.end)
        assert not silent(spoken, pause.start - 10 * FRAME, pause.start)
    first = (spoken.marks.pauses[0].start - spoken.marks.start) / RATE
    assert first == pytest.approx(0.6, abs=0.12)
    assert len(spoken.marks.sentences) == 2
    assert spoken.marks.end == spoken.marks.sentences[-1]
    assert spoken.seconds == pytest.approx(2.0 + 2.2, abs=0.6)


def test_fragments_are_said_by_themselves_and_cuts_are_of_the_whole_sentence(
    speaker: Speaker, voice: Humming
) -> None:
    speaker.speak(["So | and so."], Manner(pauses=(1.0,)))
    speaker.speak(["So | and so."], Manner(pauses=(1.0,), cut=True))

    assert voice.said == ["So", "and so.", "So and so."]


def test_a_sound_is_made_once(speaker: Speaker, voice: Humming) -> None:
    once, again = speaker.speak(["So it was."]), speaker.speak(["So it was."])
    other = speaker.speak(["So it was."], Manner("piper@1.2"))

    assert voice.said == ["So it was.", "So it was."]
    assert np.array_equal(once.samples, again.samples)
    assert once.marks == again.marks
    assert other.path != once.path


def test_a_word_that_was_not_heard_and_a_length_that_was_not_given_are_errors(speaker: Speaker) -> None:
    with pytest.raises(ValueError, match="the word 'went' was not heard"):
        speaker.speak(["I went | home."], Manner(pauses=(1.0,), cut=True))
    with pytest.raises(ValueError, match="no length is given"):
        speaker.speak(["I went | home."], Manner())


# ---------------------------------------------------------------- the cases
def test_the_cases_are_as_many_and_as_long_as_they_should_be() -> None:
    cases = load_cases()

    def words(story: Story) -> int:
        return sum(len(sentence.split()) for sentence in story.opening)

    assert len(cases.ends) >= 4 and all(words(story) >= 250 for story in cases.ends)
    assert len(cases.drifting) >= 12 and {s.reason for s in cases.drifting} == {
        "ABSTRACTION",
        "HYPOTHETICAL",
        "LONG_SETUP",
    }
    assert len(cases.concrete) >= 12 and all(140 <= words(s) <= 260 and not s.reason for s in cases.concrete)
    assert len(cases.concrete) == len(cases.drifting)
    named = [s.id for s in (*cases.ends, *cases.pauses, *cases.drifting, *cases.concrete, *cases.talk_over)]
    assert len(set(named)) == len(named)


def test_labelled_sentences_exist_and_are_followed_by_others() -> None:
    for story in load_cases().drifting:
        if story.reason != "LONG_SETUP":
            assert story.interrupt_after is not None
            assert story.interrupt_after + 4 < len(story.opening), story.id


def test_every_length_of_pause_is_made_both_ways_and_by_both_voices() -> None:
    made = [
        (length, manner.cut, manner.voice.partition("@")[0])
        for story in load_cases().pauses
        for _, _, manner in story.parts()
        for length in manner.pauses
    ]

    for length in PAUSES:
        assert {cut for found, cut, _ in made if found == length} == {True, False}
        assert {voice for found, _, voice in made if found == length} == {"piper", "system"}


def test_pauses_stand_within_sentences() -> None:
    for story in load_cases().pauses:
        for sentence in (s for answer in (story.opening, *story.replies) for s in answer):
            before, _, after = sentence.partition("|")
            assert after, sentence
            assert not before.rstrip().endswith((".", "?", "!")), sentence


def test_a_setup_is_to_be_interrupted_after_the_sentence_of_its_fiftieth_second() -> None:
    story = Story("a", "?", ("x",) * 4, (), reason="LONG_SETUP")
    sentences = tuple(int(s * RATE) for s in (20.0, 40.0, 50.05, 80.0, 90.0))
    spoken = Spoken(Path(), np.zeros(1, np.float32), Marks(RATE // 10, sentences[-1], sentences, ()))

    assert labelled(story, spoken) == 3


# ---------------------------------------------------------------- over a recording
def test_an_answer_is_placed_in_the_recording_however_late_it_was_played(speaker: Speaker) -> None:
    spoken = speaker.speak(["So it went on for some time.", "And then it was | over."], Manner(pauses=(1.5,)))
    late = 5.31
    candidate = np.concatenate(
        [np.zeros(int(late * RATE), np.float32), spoken.samples, np.zeros(RATE, np.float32)]
    )
    held = Held(candidate, np.zeros_like(candidate), (Said(spoken, 5.1),), (), (), None, 10.0)

    placed = held.placed(held.said[0])

    assert placed is not None
    assert placed.start == pytest.approx(late + spoken.marks.start / RATE, abs=0.001)
    assert placed.end == pytest.approx(late + spoken.marks.end / RATE, abs=0.001)
    assert placed.pauses[0].end - placed.pauses[0].start == pytest.approx(1.5, abs=0.03)


def test_what_was_not_said_any_more_is_placed_where_it_would_have_been(speaker: Speaker) -> None:
    spoken = speaker.speak(["So it went on for some time.", "And then it was over."])
    said = Said(spoken, 2.0, stopped=2.0 + spoken.marks.sentences[0] / RATE)
    candidate = np.concatenate([np.zeros(2 * RATE, np.float32), spoken.samples[: spoken.marks.sentences[0]]])
    candidate = np.concatenate([candidate, np.zeros(5 * RATE, np.float32)])

    placed = Held(candidate, np.zeros_like(candidate), (said,), (), (), None, 10.0).placed(said)

    assert placed is not None
    assert placed.end == pytest.approx(2.0 + spoken.marks.end / RATE, abs=0.01)


def test_an_answer_that_was_never_heard_is_not_placed(speaker: Speaker) -> None:
    said = Said(speaker.speak(["So it was."]), 1.0)
    nothing = np.zeros(10 * RATE, np.float32)

    assert Held(nothing, nothing, (said,), (), (), None, 10.0).placed(said) is None


def test_the_echo_is_found_in_the_recording() -> None:
    voice = (0.2 * np.random.default_rng(1).normal(size=3 * RATE)).astype(np.float32)
    speaker = np.concatenate([np.zeros(RATE, np.float32), voice, np.zeros(2 * RATE, np.float32)])
    candidate = 0.25 * np.roll(speaker, int(0.12 * RATE))

    ms, db = path_of(Held(candidate, speaker, (), (), (), None, 6.0))

    assert (ms, db) == pytest.approx((120.0, -12.04), abs=0.1)
