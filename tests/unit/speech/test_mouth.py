"""The first sentence is out while the second is made; whatever fails, every utterance ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from speech.errors import SoundError, VoiceError
from speech.executor import SerialExecutor
from speech.mouth import REMEMBERED, SILENT_RATE, Mouth
from speech.ports import Sound


class Loudspeaker:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, ...]] = []

    def start(self, on_played: object, emit: object) -> None: ...

    def stop(self) -> None: ...

    def play(self, utterance_id: str, sound: Sound) -> None:
        self.told.append(("play", utterance_id, sound.text))
        self.last = sound

    def finish(self, utterance_id: str) -> None:
        self.told.append(("finish", utterance_id))

    def halt(self) -> None:
        self.told.append(("halt",))


class ScriptedVoice:
    """Says which sentences it was asked for; waits before each while `gate` is closed."""

    def __init__(self, broken: bool = False) -> None:
        self.asked: list[str] = []
        self.broken = broken
        self.gate = threading.Event()
        self.gate.set()
        self.begun = threading.Event()

    def synthesise(self, sentence: str) -> Iterator[Sound]:
        self.asked.append(sentence)
        self.begun.set()
        assert self.gate.wait(10)
        if self.broken:
            raise VoiceError("The voice has a cold.")
        yield Sound(sentence, 22_050, np.ones(220, np.float32))


class Bench:
    def __init__(self, voice: ScriptedVoice | None = None, fallback: ScriptedVoice | None = None) -> None:
        self.voice = voice or ScriptedVoice()
        self.player = Loudspeaker()
        self.failed: list[Exception] = []
        self.told_of: list[SoundError] = []
        self.executor = SerialExecutor("mouth", self.failed.append)
        self.mouth = Mouth(
            self.voice, self.player, self.executor, fallback=fallback, on_error=self.told_of.append
        )

    def settled(self) -> list[tuple[str, ...]]:
        assert self.mouth.wait_idle(10)
        return self.player.told


@pytest.fixture
def benches() -> Iterator[list[Bench]]:
    made: list[Bench] = []
    yield made
    for bench in made:
        bench.voice.gate.set()
        bench.executor.close()
        assert not bench.failed


def test_sentences_follow_one_another_and_then_the_end(benches: list[Bench]) -> None:
    benches.append(bench := Bench())
    bench.mouth.say("u1", "What did you say? To whom?")
    assert bench.settled() == [
        ("play", "u1", "What did you say?"),
        ("play", "u1", "To whom?"),
        ("finish", "u1"),
    ]
    assert bench.mouth.idle


def test_the_first_sentence_is_out_while_the_second_is_made(benches: list[Bench]) -> None:
    class Slow(ScriptedVoice):
        def synthesise(self, sentence: str) -> Iterator[Sound]:
            if self.asked:
                self.gate.clear()
            yield from super().synthesise(sentence)

    benches.append(bench := Bench(voice := Slow()))
    bench.mouth.say("u1", "One. Two.")
    while len(voice.asked) < 2:
        voice.begun.wait(0.01)
    assert bench.player.told == [("play", "u1", "One.")]
    assert not bench.mouth.idle
    voice.gate.set()
    assert bench.settled()[1:] == [("play", "u1", "Two."), ("finish", "u1")]


def test_utterances_keep_their_order_even_where_the_later_one_is_made_already(benches: list[Bench]) -> None:
    benches.append(bench := Bench())
    bench.mouth.prepare("Go on.")
    bench.settled()
    bench.voice.gate.clear()
    bench.mouth.say("u1", "Tell me more.")
    bench.mouth.say("u2", "Go on.")
    assert bench.player.told == []
    bench.voice.gate.set()
    assert [t[1] for t in bench.settled()] == ["u1", "u1", "u2", "u2"]


def test_what_was_prepared_is_spoken_at_once_and_made_once(benches: list[Bench]) -> None:
    benches.append(bench := Bench())
    bench.mouth.prepare("Okay. Go on.", "Okay.")
    bench.settled()
    assert sorted(bench.voice.asked) == ["Go on.", "Okay."]
    bench.mouth.say("u1", "Go on.")
    assert bench.player.told == [("play", "u1", "Go on."), ("finish", "u1")]
    assert sorted(bench.voice.asked) == ["Go on.", "Okay."]


def test_speaking_overtakes_preparing(benches: list[Bench]) -> None:
    benches.append(bench := Bench())
    bench.voice.gate.clear()
    bench.mouth.prepare("A.", "B.", "C.")
    assert bench.voice.begun.wait(10)
    bench.mouth.say("u1", "Now.")
    bench.voice.gate.set()
    bench.settled()
    assert bench.voice.asked == ["A.", "Now.", "B.", "C."]


def test_stopped_in_mid_sentence_nothing_more_is_played_and_every_utterance_ends(
    benches: list[Bench],
) -> None:
    benches.append(bench := Bench())
    bench.voice.gate.clear()
    bench.mouth.say("u1", "One. Two.")
    bench.mouth.say("u2", "Three.")
    assert bench.voice.begun.wait(10)
    bench.mouth.stop()
    assert bench.player.told == [("finish", "u1"), ("finish", "u2"), ("halt",)]
    bench.voice.gate.set()
    assert bench.settled() == [("finish", "u1"), ("finish", "u2"), ("halt",)]
    bench.mouth.say("u3", "Four.")
    assert bench.settled()[3:] == [("play", "u3", "Four."), ("finish", "u3")]


def test_a_voice_that_fails_hands_over_to_the_other_for_good(benches: list[Bench]) -> None:
    benches.append(bench := Bench(ScriptedVoice(broken=True), fallback := ScriptedVoice()))
    bench.mouth.say("u1", "One. Two.")
    assert [t[2] for t in bench.settled() if t[0] == "play"] == ["One.", "Two."]
    assert bench.voice.asked == ["One."] and fallback.asked == ["One.", "Two."]
    assert [str(e) for e in bench.told_of] == ["The voice has a cold."]


def test_with_no_voice_left_lines_pass_in_silence_of_their_length(benches: list[Bench]) -> None:
    benches.append(bench := Bench(ScriptedVoice(broken=True), ScriptedVoice(broken=True)))
    bench.mouth.say("u1", "Thirty characters of a line, ok.")
    assert bench.settled()[-1] == ("finish", "u1")
    assert bench.player.last.rate == SILENT_RATE and not bench.player.last.samples.any()
    assert 1.5 < len(bench.player.last.samples) / SILENT_RATE < 3
    assert "captions only" in str(bench.told_of[-1])


def test_an_empty_line_ends_too(benches: list[Bench]) -> None:
    benches.append(bench := Bench())
    bench.mouth.say("u1", "  ")
    assert bench.settled() == [("finish", "u1")]


def test_memory_holds_the_newest_sentences_only(benches: list[Bench]) -> None:
    benches.append(bench := Bench())
    for n in range(REMEMBERED + 10):
        bench.mouth.prepare(f"Line {n}.")
        bench.settled()
    asked = len(bench.voice.asked)
    bench.mouth.say("u1", f"Line {REMEMBERED + 9}.")
    bench.settled()
    assert len(bench.voice.asked) == asked
    bench.mouth.say("u2", "Line 0.")
    bench.settled()
    assert bench.voice.asked[asked:] == ["Line 0."]
