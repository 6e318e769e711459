"""A note said aloud: from the microphone's blocks to words, and in the window from key to note."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from desktop.note_taker import NoteTaker
from desktop.notebook import spoken_tags
from desktop.spoken_note import LONGEST, SpokenNote
from speech.errors import DeviceError
from speech.events import DeviceLost, Word
from speech.ports import Block, Emit, Samples


class Voice:
    """A microphone whose blocks the test gives."""

    now = 0

    def __init__(self, refuses: str = "") -> None:
        self.refuses, self.stopped = refuses, 0
        self.give: Callable[[Block], None] = lambda block: None
        self.emit: Emit = lambda event: None

    def start(self, on_block: Callable[[Block], None], emit: Emit) -> None:
        if self.refuses:
            raise DeviceError(self.refuses)
        self.give, self.emit = on_block, emit

    def stop(self) -> None:
        self.stopped += 1

    def mute(self, on: bool) -> None: ...

    def speak(self, seconds: float) -> None:
        for first in range(0, round(seconds * 16_000), 512):
            self.give(Block(first, np.full(512, 0.1, np.float32)))


class Listener:
    """Writes down how long the sound was."""

    def __init__(self, text: str = "Say the baseline") -> None:
        self.text, self.heard = text, 0

    def transcribe(self, samples: Samples, **_: object) -> tuple[Word, ...]:
        self.heard = len(samples)
        return tuple(Word(text, 0, 1, 0.9) for text in self.text.split())


def test_what_was_said_is_written_down_and_the_microphone_given_back() -> None:
    voice, listener = Voice(), Listener()
    note = SpokenNote(voice, lambda: listener)
    note.begin()
    voice.speak(2)
    assert note.seconds == pytest.approx(2, abs=0.05)
    assert note.finish() == "Say the baseline"
    assert voice.stopped == 1 and listener.heard == pytest.approx(32_000, abs=512)


def test_a_note_ends_where_the_recogniser_does() -> None:
    voice, listener = Voice(), Listener()
    note = SpokenNote(voice, lambda: listener)
    note.begin()
    voice.speak(40)
    assert note.full and note.finish() and listener.heard == LONGEST


def test_a_slip_of_the_key_is_no_note() -> None:
    note = SpokenNote(Voice(), lambda: pytest.fail("nothing is to be recognised"))
    note.begin()
    assert note.finish() == ""


@pytest.mark.parametrize(
    ("said", "text", "tags"),
    [
        ("Give the number first. Tag baseline.", "Give the number first.", ("baseline",)),
        ("Slower here, hashtag pace and tag calm", "Slower here.", ("pace", "calm")),
        ("The tag line was good.", "The tag line was good.", ()),
        ("Retell this #pace", "Retell this", ("pace",)),
    ],
)
def test_tags_can_be_said(said: str, text: str, tags: tuple[str, ...]) -> None:
    assert spoken_tags(said) == (text, tags)


# ---------------------------------------------------------------- beside the window
@pytest.fixture
def taker_for(qapp) -> Iterator[Callable[[Voice], NoteTaker]]:
    """Takers that live until what they began is over, as the window's does."""
    owner = QObject()
    yield lambda voice: NoteTaker(lambda: SpokenNote(voice, Listener), owner)
    for taker in owner.findChildren(NoteTaker):
        taker.drop()
    QTest.qWait(50)


def test_from_begin_to_taken(qtbot, taker_for) -> None:
    voice = Voice()
    taker = taker_for(voice)
    with qtbot.waitSignal(taker.recording):
        taker.begin(777)
    qtbot.waitUntil(lambda: taker.listening)
    voice.speak(1)
    with qtbot.waitSignal(taker.writing), qtbot.waitSignal(taker.taken) as heard:
        taker.finish()
    assert heard.args == [777, "Say the baseline"] and not taker.busy


def test_a_microphone_that_refuses_is_told(qtbot, taker_for) -> None:
    taker = taker_for(Voice("The microphone is taken."))
    with qtbot.waitSignal(taker.failed) as heard:
        taker.begin(0)
    assert heard.args == ["The microphone is taken."] and not taker.busy


def test_a_microphone_that_goes_ends_the_note(qtbot, taker_for) -> None:
    voice = Voice()
    taker = taker_for(voice)
    taker.begin(0)
    qtbot.waitUntil(lambda: taker.listening)
    voice.emit(DeviceLost(0, "microphone", "unplugged"))
    with qtbot.waitSignal(taker.failed, timeout=2000) as heard:
        pass
    assert "unplugged" in heard.args[0] and voice.stopped == 1


def test_dropped_while_it_opens_the_microphone_is_closed_all_the_same(qtbot, taker_for) -> None:
    voice = Voice()
    taker = taker_for(voice)
    taker.begin(0)
    taker.drop()
    qtbot.waitUntil(lambda: voice.stopped == 1)
    assert not taker.busy and not taker.listening
