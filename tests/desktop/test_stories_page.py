"""The story bank in the window: the matrix walked by keys, a story written and said, files, and what was told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from content.library import load_library
from desktop import flow as flow_module
from desktop.bridge import LiveRound
from desktop.choices import Choices
from desktop.dictation import Dictation, Parts
from desktop.flow import Flow
from desktop.options import Options
from desktop.pages.story_editor import StoryEditorPage, moved
from desktop.paths import data_folder
from desktop.practice_archive import PracticeArchive
from desktop.stories_view import gist
from desktop.widgets.controls import Button, Label
from desktop.window import MainWindow
from interviewer.practice.exchange import read_stories
from interviewer.practice.stories import Story
from speech.errors import SoundError
from speech.events import SAMPLE_RATE, Word
from speech.ports import Block

DEPOTS = Story(
    "six-depots", "Six depots on Monday", setting="Spring, freight booking", principles=("have-backbone",),
    parts=(
        ("situation", "In April our freight desk was to move six depots to one booking queue on a single Monday."),
        ("task", "I was answerable for the matching of loads."),
        ("action", "I argued for one depot and two weeks, because nine percent of the matches had failed. I lost. "
                   "I wrote the stop rule that evening and walked six shift leads through it."),
        ("result", "The failure rate went from 9% to 2% in a month."),
        ("reflection", "Since then I ask for the stop rule first."),
    ),
)  # fmt: skip
TOLD = (
    "Last spring we moved six depots to a new booking queue in one go, on a Monday. I argued for one depot first, "
    "because nine percent of the matches had failed. I lost. I wrote the stop rule that evening and walked six shift "
    "leads through it. The failure rate went from 9% to 2% in a month, and I would ask for the rule earlier."
)


@pytest.fixture
def flow(qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flow]:
    monkeypatch.setattr(flow_module, "all_here", lambda store: True)
    monkeypatch.setattr(flow_module, "ask", lambda *_: 0)
    window = MainWindow()
    library = load_library()

    def make(options: Options, library: object) -> LiveRound:
        return LiveRound(replace(options, typed=True, mind="none", sample=""), library)  # type: ignore[arg-type]

    made = Flow(window, library, Choices(data_folder()), make=make)
    qtbot.addWidget(window)
    window.show()
    made.begin()
    qtbot.waitUntil(lambda: made.home._view is not None, timeout=60_000)  # the journal's file is there
    yield made
    window.close()


def bank(*stories: Story) -> PracticeArchive:
    made = PracticeArchive(load_library())
    for number, story in enumerate(stories):
        made.keep(story, datetime(2026, 11, 14, 10, number))
    return made


def open_bank(qtbot, flow: Flow, count: int) -> None:
    flow.window.go("stories")
    qtbot.waitUntil(lambda: len(flow.practice.stories.matrix._view.stories) == count, timeout=60_000)


def texts(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget))


def button(widget, word: str) -> Button:
    return next(b for b in widget.findChildren(Button) if b.text() == word)


# ---------------------------------------------------------------- the matrix
def test_an_empty_bank_says_what_to_do_and_enter_does_it(qtbot, flow: Flow) -> None:
    flow.window.go("stories")
    page = flow.practice.stories
    assert "Eight to ten stories" in texts(page)
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert flow.window.current_key() == "story"


def test_the_matrix_is_walked_with_the_arrows_and_the_card_follows(qtbot, flow: Flow) -> None:
    bank(DEPOTS, replace(DEPOTS, id="two", title="Two hires", principles=("hire-and-develop",)))
    open_bank(qtbot, flow, 2)
    page = flow.practice.stories
    assert "Six depots on Monday" in texts(page.card) and gist(DEPOTS) in texts(page.card)
    QTest.keyClick(page.matrix, Qt.Key.Key_Right)
    assert page.matrix.story() == "two" and "Two hires" in texts(page.card)
    QTest.keyClick(page.matrix, Qt.Key.Key_Down)
    first = next(iter(flow.library.principles.values()))
    assert page.matrix.principle() == first.id
    qtbot.waitUntil(lambda: f"For {first.name}" in texts(page.card))
    assert first.name in page.matrix.sentence() and "Two hires" in page.matrix.accessibleDescription()
    QTest.keyClick(page.matrix, Qt.Key.Key_Up)
    QTest.keyClick(page.matrix, Qt.Key.Key_Left)
    assert (page.matrix.principle(), page.matrix.story()) == ("", "six-depots")


def test_a_story_is_deleted_only_after_the_question(qtbot, flow: Flow) -> None:
    bank(DEPOTS)
    open_bank(qtbot, flow, 1)
    page = flow.practice.stories
    QTest.keyClick(page, Qt.Key.Key_Delete)
    assert not page.card.confirm.isHidden()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.card.confirm.isHidden() and flow.window.current_key() == "stories"
    QTest.keyClick(page, Qt.Key.Key_Delete)
    button(page.card.confirm, "Delete the story").click()
    qtbot.waitUntil(lambda: not page.matrix.story(), timeout=60_000)
    assert PracticeArchive(flow.library).bank().stories == ()


# ---------------------------------------------------------------- writing
def test_a_story_is_written_kept_by_itself_and_found_again(qtbot, flow: Flow) -> None:
    flow.practice.stories_desk.new("ownership")
    editor = flow.practice.editor
    QTest.keyClicks(editor._name, "Six depots")
    for field, text in zip(
        editor.findChildren(QPlainTextEdit), ("It was April.", "It fell to me."), strict=False
    ):
        field.setPlainText(text)
    editor._ticks["have-backbone"].setChecked(True)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert flow.window.current_key() == "stories"
    qtbot.waitUntil(lambda: flow.practice.stories.matrix.story() == "six-depots", timeout=60_000)
    (kept,) = PracticeArchive(flow.library).bank().stories
    assert kept.principles == ("ownership", "have-backbone")
    assert kept.parts == (("situation", "It was April."), ("task", "It fell to me."))


def test_leaving_by_the_navigation_keeps_it_too(qtbot, flow: Flow) -> None:
    flow.practice.stories_desk.new()
    QTest.keyClicks(flow.practice.editor._name, "Half a thought")
    flow.window.go("home")
    assert [s.title for s in PracticeArchive(flow.library).bank().stories] == ["Half a thought"]


def test_an_empty_page_makes_no_story(qtbot, flow: Flow) -> None:
    flow.practice.stories_desk.new()
    QTest.keyClick(flow.practice.editor, Qt.Key.Key_Escape)
    assert PracticeArchive(flow.library).bank().stories == ()


def test_the_form_changes_and_nothing_is_lost(qtbot) -> None:
    there = moved(DEPOTS, "incident")
    assert there.part("situation").startswith("In April") and there.part("guardrails").startswith("I argued")
    assert sorted(moved(there, "star").text.split()) == sorted(DEPOTS.text.split())
    editor = StoryEditorPage()
    qtbot.addWidget(editor)
    editor.show_story(DEPOTS, ())
    editor._template.changed.emit("incident")
    assert len(editor.findChildren(QPlainTextEdit)) >= 10 and editor.story().template == "incident"


def test_what_would_be_heard_stands_beside_the_text(qtbot) -> None:
    editor = StoryEditorPage()
    qtbot.addWidget(editor)
    editor.show_story(DEPOTS, ())
    words = texts(editor.reading)
    assert "when told" in words and "As it would be heard" in words
    editor.show_story(Story("", ""), ())
    assert "parts are still empty" in texts(editor.reading)


# ---------------------------------------------------------------- files
def test_stories_are_exported_and_imported(qtbot, flow: Flow, tmp_path: Path, monkeypatch) -> None:
    bank(DEPOTS)
    open_bank(qtbot, flow, 1)
    page, path = flow.practice.stories, tmp_path / "mine.yaml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    button(page, "Export").click()
    qtbot.waitUntil(lambda: "Written to" in texts(page), timeout=60_000)
    assert [s.title for s in read_stories(path)] == ["Six depots on Monday"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    button(page, "Import").click()
    qtbot.waitUntil(lambda: len(page.matrix._view.stories) == 2, timeout=60_000)
    path.write_text("stories:\n  - title: A\n    parts: {nonsense: x}\n")
    button(page, "Import").click()
    qtbot.waitUntil(lambda: "mine.yaml, line 3" in texts(page) and "nonsense" in texts(page), timeout=60_000)


# ---------------------------------------------------------------- what was told
def test_a_story_told_in_a_round_is_known_and_the_user_has_the_last_word(qtbot, flow: Flow) -> None:
    archive = bank(DEPOTS)
    flow.start("disagree-and-commit", "", "", typed=True)
    qtbot.waitUntil(lambda: flow.window.current_key() == "checklist", timeout=60_000)
    QTest.keyClick(flow.checklist, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: flow.window.current_key() == "room", timeout=60_000)
    flow.room.answer_typed.emit(TOLD)
    qtbot.waitUntil(lambda: len(flow.live._state.turns) > 1, timeout=60_000)
    flow.room.end_requested.emit()
    qtbot.waitUntil(lambda: flow.window.current_key() == "report", timeout=60_000)
    open_bank(qtbot, flow, 1)
    page = flow.practice.stories
    qtbot.waitUntil(
        lambda: "told once" in texts(page.card) and "Known by" in texts(page.card), timeout=60_000
    )
    button(page.card, "It was not").click()
    qtbot.waitUntil(lambda: "not told yet" in texts(page.card), timeout=60_000)
    assert [v.confirmed for v in archive.bank().verdicts] == [False]


# ---------------------------------------------------------------- by voice
class Loud:
    def probability(self, frame) -> float:
        return 0.9 if float(np.abs(frame).max()) > 0.1 else 0.0

    def reset(self) -> None: ...


class Writes:
    """A recogniser that hears two words wherever there is sound."""

    def transcribe(self, samples, *, first_sample, prompt, prefix="", **_):
        loud = np.flatnonzero(np.abs(samples) > 0.1)
        if prefix or not len(loud):
            return ()
        start, end = first_sample + int(loud[0]), first_sample + int(loud[-1])
        half = (start + end) // 2
        return (Word("I", start, half, 1.0), Word("counted.", half, end, 1.0))


class Plays:
    """A microphone that hears one second of voice and then the room."""

    now = 0

    def __init__(self, fails: str = "") -> None:
        self._fails, self._over = fails, threading.Event()

    def start(self, on_block: Callable[[Block], None], emit: object) -> None:
        if self._fails:
            raise SoundError(self._fails)

        def run() -> None:
            at = 0
            for number in range(400):
                if self._over.wait(0.002):
                    return
                level = 0.3 if 10 <= number < 45 else 0.0
                on_block(Block(at, np.full(512, level, np.float32)))
                at += 512

        threading.Thread(target=run, daemon=True).start()

    def stop(self) -> None:
        self._over.set()

    def mute(self, on: bool) -> None: ...


def test_what_is_said_is_written_into_the_chosen_part(qtbot, flow: Flow) -> None:
    practice = flow.practice
    practice.dictation._make = lambda: Parts(Plays(), Writes(), Loud())
    practice.stories_desk.new()
    editor = practice.editor
    second = editor.findChildren(QPlainTextEdit)[1]
    second.setPlainText("It fell to me.")
    editor._enter_part(second)
    button(editor, "Dictate").click()
    qtbot.waitUntil(lambda: "I counted." in second.toPlainText(), timeout=60_000)
    button(editor, "Stop").click()
    qtbot.waitUntil(lambda: not practice.dictation.running, timeout=60_000)
    qtbot.waitUntil(lambda: any(b.text() == "Dictate" for b in editor.findChildren(Button)), timeout=5_000)
    assert second.toPlainText() == "It fell to me. I counted."


def test_a_microphone_that_refuses_is_said_and_nothing_is_lost(qtbot, flow: Flow) -> None:
    practice = flow.practice
    practice.dictation._make = lambda: Parts(Plays("No microphone was found."), Writes(), Loud())
    practice.stories_desk.new()
    practice.editor._fields[0].setPlainText("It was April.")
    button(practice.editor, "Dictate").click()
    qtbot.waitUntil(lambda: "No microphone was found." in texts(practice.editor), timeout=60_000)
    qtbot.waitUntil(lambda: not practice.dictation.running, timeout=5_000)
    assert practice.editor._fields[0].toPlainText() == "It was April."


def test_leaving_the_page_stops_listening(qtbot) -> None:
    dictation = Dictation(lambda: Parts(Plays(), Writes(), Loud()))
    states: list[str] = []
    dictation.state.connect(states.append)
    dictation.start()
    qtbot.waitUntil(lambda: "listening" in states, timeout=60_000)
    dictation.shut()
    qtbot.waitUntil(lambda: states[-1] == "off", timeout=5_000)
    assert states[0] == "loading" and SAMPLE_RATE == 16_000
