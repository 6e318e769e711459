"""Learn: the principles in their order, a guide to be read by keys and heard, and the round that practises it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from content.library import Library, load_library
from desktop.choices import Choices
from desktop.guide_view import SECTIONS, aloud, entries, present
from desktop.learn_flow import LearnFlow
from desktop.pages.learn import PrincipleList
from desktop.paths import data_folder
from desktop.reading_aloud import ReadingAloud
from desktop.widgets.controls import Button, Label
from desktop.widgets.guide_parts import Opening
from desktop.window import MainWindow
from interviewer.lifted import asked_about, heard_for
from speech.errors import VoiceError
from speech.events import PlaybackEnded, PlaybackStarted, SpeechEvent
from speech.portaudio import PortAudio
from speech.ports import Sound


class Voice:
    """Says a sentence in no time, and remembers it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.fails = False

    def synthesise(self, sentence: str) -> Iterator[Sound]:
        if self.fails:
            raise VoiceError("The voice file is missing; run `hotseat models fetch`.")
        self.said.append(sentence)
        yield Sound(sentence, 16_000, np.zeros(160, np.float32))


class Loudspeaker:
    """Plays an utterance when the test lets it."""

    def __init__(self) -> None:
        self.emit: Callable[[SpeechEvent], None] = lambda event: None
        self.queued: list[str] = []
        self.open = False
        self.halted = threading.Event()

    def start(self, on_played: object, emit: Callable[[SpeechEvent], None]) -> None:
        self.emit, self.open = emit, True

    def play(self, utterance_id: str, sound: Sound) -> None:
        if utterance_id not in self.queued:
            self.queued.append(utterance_id)

    def finish(self, utterance_id: str) -> None: ...

    def halt(self) -> None:
        self.halted.set()

    def stop(self) -> None:
        self.open = False

    def sound(self, utterance_id: str, *, end: bool = True) -> None:
        self.emit(PlaybackStarted(0, utterance_id))
        if end:
            self.emit(PlaybackEnded(0, utterance_id, True, ""))


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture
def parts() -> tuple[Voice, Loudspeaker]:
    return Voice(), Loudspeaker()


@pytest.fixture
def learn(qtbot, library: Library, parts: tuple[Voice, Loudspeaker]) -> Iterator[LearnFlow]:
    window = MainWindow()
    made = LearnFlow(window, library, Choices(data_folder()), PortAudio(), parts=lambda: parts)
    made.add_pages()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go_now("learn")
    yield made
    made.shut()


def shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisible()]


def open_backbone(learn: LearnFlow) -> None:
    learn.open_guide("have-backbone")


def button(widget: QWidget, words: str) -> Button:
    return next(b for b in widget.findChildren(Button) if b.text() == words)


def test_the_principles_stand_in_their_order_with_what_is_there(learn, library) -> None:
    rows = learn.learn.findChild(PrincipleList)
    assert rows.ids() == list(library.principles)
    assert rows.hasFocus()
    texts = [rows.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(rows.count())]
    assert texts[0].startswith("1. Customer Obsession, guide, 2 answers, ")
    assert texts[15].startswith("16. Success and Scale Bring Broad Responsibility, questions, ")
    first = next(iter(library.principles.values()))
    assert first.how_often in shown(learn.learn)
    assert set(first.questions) <= set(shown(learn.learn))


def test_arrows_and_enter_open_a_guide_and_escape_leads_back(learn, library) -> None:
    rows = learn.learn.findChild(PrincipleList)
    for _ in range(5):
        QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    window = learn.guide.window()
    assert window.current_key() == "guide"
    assert window.windowTitle() == "Have Backbone; Disagree and Commit, Hotseat"
    QTest.keyClick(learn.guide, Qt.Key.Key_Escape)
    assert window.current_key() == "learn"


def test_a_principle_without_a_guide_says_so_and_can_still_be_read(learn) -> None:
    learn.learn.findChild(PrincipleList).select("frugality")
    assert not button(learn.learn, "Read the guide").isVisible()
    learn.learn.press()
    assert learn.guide.window().current_key() == "learn"


def test_every_field_of_a_guide_is_on_its_page(learn, library) -> None:
    open_backbone(learn)
    guide = library.competencies["have-backbone"]
    page = (
        " ".join(label.text() for label in learn.guide.findChildren(Label))
        .replace("“", '"')
        .replace("”", '"')
    )
    texts = [guide.one_line, guide.definition, guide.core_signal, guide.company_framing, guide.depth_tip]
    texts += [*guide.not_this, *guide.direct_questions, *guide.indirect_questions, *guide.key_signal]
    texts += [guide.preparation, guide.source, *guide.recognise_by]
    for item in (
        *guide.signals, *guide.disqualifiers, *guide.red_flags, *guide.neighbours, *guide.follow_ups,
        *guide.companies, *guide.levels, *guide.story_patterns, *guide.avoid_stories, *guide.self_checks,
    ):  # fmt: skip
        for name, value in item:
            if name in ("id", "gaps", "probe", "weights", "company", "level", "lifted_by", "asks_first"):
                continue
            texts += list(value) if isinstance(value, tuple) else [value]
    for variant in guide.companies:
        texts += [heard_for(variant.lifted_by), asked_about(variant.asks_first)]
    for answer in guide.model_answers:
        texts += [answer.title, answer.question]
        texts += [text for passage in answer.passages for text in (passage.text, passage.comment)]
    assert len(texts) > 150
    for text in texts:
        assert " ".join(text.split()) in page, text


def test_brackets_go_by_sections_and_page_keys_by_screens(learn) -> None:
    open_backbone(learn)
    page = learn.guide
    assert page.current() == "what"
    QTest.keyClick(page, Qt.Key.Key_BracketRight)
    QTest.keyClick(page, Qt.Key.Key_BracketRight)
    assert page.current() == "signals"
    QTest.keyClick(page, Qt.Key.Key_BracketLeft)
    assert page.current() == "not"
    QTest.keyClick(page, Qt.Key.Key_Home)
    assert page.current() == "what"
    QTest.keyClick(page, Qt.Key.Key_End)
    bar = page._scroll.verticalScrollBar()
    assert bar.value() == bar.maximum() > 3000


def test_a_question_to_oneself_opens_and_closes(learn, library) -> None:
    open_backbone(learn)
    first = learn.guide.findChildren(Opening)[0]
    check = library.competencies["have-backbone"].self_checks[0]
    press = first.findChild(Button)
    assert not first.is_open()
    assert press.accessibleName() == f"Show the answer: {check.question}"
    press.click()
    assert first.is_open()
    assert press.accessibleName() == f"Hide the answer: {check.question}"
    press.click()
    assert not first.is_open()


def test_p_starts_the_round_that_fits(learn, library, qtbot) -> None:
    with qtbot.waitSignal(learn.practise_wanted) as wanted:
        QTest.keyClick(learn.learn.findChild(PrincipleList), Qt.Key.Key_P)
    spec = library.rounds[wanted.args[0]]
    assert "customer-obsession" in spec.competencies or "Customer Obsession" in spec.tests
    open_backbone(learn)
    with qtbot.waitSignal(learn.practise_wanted) as wanted:
        QTest.keyClick(learn.guide, Qt.Key.Key_P)
    assert library.rounds[wanted.args[0]].competencies[0] == "have-backbone"


def test_r_reads_from_the_section_shown_and_stops(learn, library, parts, qtbot) -> None:
    voice, loudspeaker = parts
    open_backbone(learn)
    learn.guide.go_to("signals")
    spoken = aloud(library.competencies["have-backbone"], library)
    first = next(n for n, (key, _) in enumerate(spoken) if key == "signals")
    QTest.keyClick(learn.guide, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: len(loudspeaker.queued) == 2)
    assert loudspeaker.queued == [str(first), str(first + 1)], "no more than one paragraph ahead"
    assert voice.said[0].startswith("Signals.")
    assert button(learn.guide, "Stop reading").isVisible()
    last = next(n for n, (key, _) in enumerate(spoken) if key == "time")
    for place in range(first, last):
        loudspeaker.sound(str(place))
        qtbot.waitUntil(lambda place=place: str(place + 2) in loudspeaker.queued)
    loudspeaker.sound(str(last), end=False)
    qtbot.waitUntil(lambda: learn.guide.current() == "time")
    QTest.keyClick(learn.guide, Qt.Key.Key_R)
    assert loudspeaker.halted.is_set()
    qtbot.waitUntil(lambda: not loudspeaker.open)
    assert button(learn.guide, "Read aloud").isVisible()
    assert not learn.voice.running


def test_leaving_the_page_silences_it(learn, parts, qtbot) -> None:
    _, loudspeaker = parts
    open_backbone(learn)
    QTest.keyClick(learn.guide, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: loudspeaker.open)
    learn.guide.window().back()
    qtbot.waitUntil(lambda: not loudspeaker.open)
    assert not learn.voice.running


def test_a_voice_that_fails_is_told_in_a_sentence(learn, parts, qtbot) -> None:
    parts[0].fails = True
    open_backbone(learn)
    with qtbot.waitSignal(learn.trouble) as told:
        QTest.keyClick(learn.guide, Qt.Key.Key_R)
    assert told.args == [
        "The guide cannot be read aloud.",
        "The voice file is missing; run `hotseat models fetch`.",
    ]
    qtbot.waitUntil(lambda: any(b.text() == "Read aloud" for b in learn.guide.findChildren(Button)))
    assert button(learn.guide, "Read aloud").isVisible() and not learn.voice.running


def test_a_reading_that_ends_by_itself_lets_the_loudspeaker_go(qtbot, parts) -> None:
    _, loudspeaker = parts
    reader = ReadingAloud(lambda: parts)
    heard: list[int] = []
    reader.reading.connect(heard.append)
    reader.read(["One. Two.", "Three."])
    qtbot.waitUntil(lambda: loudspeaker.queued == ["0", "1"])
    with qtbot.waitSignal(reader.stopped):
        loudspeaker.sound("0")
        loudspeaker.sound("1")
    assert heard == [0, 1]
    assert parts[0].said == ["One.", "Two.", "Three."]
    qtbot.waitUntil(lambda: not loudspeaker.open)


def test_every_guide_is_laid_out_and_can_be_heard(learn, library) -> None:
    for guide in library.competencies.values():
        learn.open_guide(guide.id)
        assert learn.guide.title == guide.name
        sections = [key for key, _ in present(guide, library)]
        assert list(learn.guide._sections) == sections
        heard = [key for key, _ in aloud(guide, library)]
        assert list(dict.fromkeys(heard)) == sections
    assert next(key for key, _ in SECTIONS) == "what"


def test_a_guide_no_principle_names_stands_after_them(library) -> None:
    from dataclasses import replace

    own = library.competencies["have-backbone"].model_copy(update={"id": "own", "name": "My own"})
    more = replace(library, competencies={**library.competencies, "own": own})
    last = entries(more)[-1]
    assert (last.id, last.principle, last.guide) == ("own", None, own)
