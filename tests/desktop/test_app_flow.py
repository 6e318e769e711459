"""The way through the window, with real rounds that are typed and need no model, and a round that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from content.library import Library, load_library
from desktop import flow as flow_module
from desktop import heartbeat
from desktop.bridge import LiveRound
from desktop.choices import Choices
from desktop.flow import Flow
from desktop.options import Options
from desktop.paths import data_folder, session_folder
from desktop.settings import load_settings
from desktop.widgets.controls import Button
from desktop.window import MainWindow
from interviewer.events import Input

ANSWER = (
    "Last spring my manager moved billing to a new queue in one go. I argued for two weeks on one depot first, "
    "because nine percent of the matches had failed. I lost. I wrote the stop rule that evening and walked six "
    "shift leads through it. The failure rate went from 9% to 2% in a month, and I would bring that earlier."
)


def typed_live(options: Options, library: Library) -> LiveRound:
    return LiveRound(replace(options, typed=True, mind="none", sample=""), library)


class Asked:
    """Stands in for the dialogs: writes down what was asked, answers as told."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, tuple[str, ...]]] = []
        self.answers: list[int] = []

    def __call__(self, _parent: object, headline: str, words: str, ways: tuple[str, ...]) -> int:
        self.heard.append((headline, words, tuple(ways)))
        return self.answers.pop(0) if self.answers else len(ways) - 1


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    made = Asked()
    monkeypatch.setattr(flow_module, "ask", made)
    return made


@pytest.fixture
def flow(qtbot, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flow]:
    monkeypatch.setattr(flow_module, "all_here", lambda store: True)
    window = MainWindow()
    choices = Choices(data_folder())
    choices.change(replace(choices.settings, toured=True))
    made = Flow(window, load_library(), choices, make=typed_live)
    qtbot.addWidget(window)
    window.show()
    made.begin()
    yield made
    asked.answers = [0]
    window.close()


def arrive(qtbot, flow: Flow, page: str) -> None:
    qtbot.waitUntil(lambda: flow.window.current_key() == page, timeout=15_000)


def in_the_room(qtbot, flow: Flow) -> None:
    """A round of the first content, its clock started."""
    flow.home.start.emit("disagree-and-commit", "", "")
    arrive(qtbot, flow, "checklist")
    QTest.keyClick(flow.checklist, Qt.Key.Key_Return)
    arrive(qtbot, flow, "room")


def say(qtbot, flow: Flow, text: str) -> None:
    before = len(flow.live._state.turns)
    flow.room.answer_typed.emit(text)
    qtbot.waitUntil(lambda: len(flow.live._state.turns) > before, timeout=15_000)


# ---------------------------------------------------------------- the way through
def test_from_today_to_report_replay_and_back(qtbot, flow: Flow) -> None:
    assert flow.window.current_key() == "home"
    in_the_room(qtbot, flow)
    say(qtbot, flow, ANSWER)
    assert flow.live._state.turns[1].question in [label.text() for label in flow.room.findChildren(QObject) if hasattr(label, "text")]  # fmt: skip
    flow.room.end_requested.emit()
    arrive(qtbot, flow, "report")
    session = flow.reading.session_id
    flow.report.replay_requested.emit(16_000 * 30)
    arrive(qtbot, flow, "replay")
    assert (flow.replay.session_id, flow.replay.position()) == (session, 16_000 * 30)
    flow.replay.back.emit()
    assert flow.window.current_key() == "report"
    assert [(r.id, r.status) for r in flow.archive.shelf().sessions] == [(session, "done")]


def test_a_round_stands_on_progress_afterwards(qtbot, flow: Flow) -> None:
    flow.window.go("progress")
    assert not flow.progress.charts()
    in_the_room(qtbot, flow)
    say(qtbot, flow, ANSWER)
    QTest.keyClick(flow.room, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    arrive(qtbot, flow, "report")
    flow.window.go("progress")
    qtbot.waitUntil(lambda: len(flow.progress.charts()) == 6, timeout=5000)


def test_the_tour_is_shown_once_and_leads_over_today(qtbot, flow: Flow) -> None:
    flow.choices.change(replace(flow.choices.settings, toured=False))
    flow.window.go("rounds")
    flow.window.go("home")
    qtbot.waitUntil(lambda: flow.window.tour() is not None, timeout=3000)
    tour = flow.window.tour()
    assert tour is not None and tour.geometry() == flow.window.rect()
    for step in range(4):
        assert tour.step() == step
        card = next(child for child in tour.findChildren(QWidget) if child.parentWidget() is tour)
        assert tour.rect().contains(card.geometry())
        QTest.keyClick(tour, Qt.Key.Key_Return)
    assert flow.window.tour() is None
    assert load_settings(data_folder())[0].toured


def test_a_tour_that_is_left_does_not_come_again(qtbot, flow: Flow) -> None:
    flow.choices.change(replace(flow.choices.settings, toured=False))
    flow.window.go("rounds")
    flow.window.go("home")
    qtbot.waitUntil(lambda: flow.window.tour() is not None, timeout=3000)
    QTest.keyClick(flow.window, Qt.Key.Key_Escape)
    assert flow.window.tour() is None and flow.choices.settings.toured
    assert flow.window.current_key() == "home"


def test_what_the_tour_speaks_of_can_be_pressed_at_once(qtbot, flow: Flow) -> None:
    flow.choices.change(replace(flow.choices.settings, toured=False))
    flow.window.go("rounds")
    flow.window.go("home")
    qtbot.waitUntil(lambda: flow.window.tour() is not None, timeout=3000)
    tour = flow.window.tour()
    QTest.keyClick(tour, Qt.Key.Key_Return)
    start = next(b for b in flow.home.findChildren(Button) if b.kind() == "primary")
    QTest.mouseClick(
        tour, Qt.MouseButton.LeftButton, pos=tour.mapFromGlobal(start.mapToGlobal(start.rect().center()))
    )
    arrive(qtbot, flow, "checklist")
    assert flow.window.tour() is None and flow.choices.settings.toured


def test_the_choices_of_a_round_are_remembered(qtbot, flow: Flow) -> None:
    flow.home.start.emit("pushback-short", "google", "senior")
    arrive(qtbot, flow, "checklist")
    kept, problem = load_settings(data_folder())
    assert (kept.round_id, kept.company, kept.level, problem) == ("pushback-short", "google", "senior", "")
    state = flow.live._state
    assert (state.spec.id, state.company, state.level.id) == ("pushback-short", "google", "senior")


def test_a_checklist_can_be_ticked_before_the_models_are_loaded(qtbot, flow: Flow) -> None:
    flow.home.start.emit("disagree-and-commit", "", "")
    first = flow.live._state.spec.checklist[0].id
    flow.checklist.ticked.emit(first, True)
    qtbot.waitUntil(lambda: first in flow.live._state.ticked, timeout=15_000)


def test_a_checklist_left_behind_leaves_nothing(qtbot, flow: Flow) -> None:
    flow.home.start.emit("disagree-and-commit", "", "")
    session = flow.live.session_id
    flow.checklist.back.emit()
    assert flow.window.current_key() == "home" and not flow.live.running
    in_the_room(qtbot, flow)  # waits for the round before it
    assert session not in [record.id for record in flow.archive.shelf().sessions]
    assert not session_folder(session).exists()


# ---------------------------------------------------------------- leaving and coming back
def test_quitting_in_mid_round_asks_once_and_the_round_is_offered_again(
    qtbot, flow: Flow, asked: Asked
) -> None:
    in_the_room(qtbot, flow)
    say(qtbot, flow, ANSWER)
    session = flow.live.session_id
    assert not flow.may_close() and flow.live.running
    asked.answers = [0]
    assert flow.may_close() and not flow.live.running
    assert [headline for headline, _, _ in asked.heard] == ["Leave in the middle of the round?"] * 2
    flow.window.go_now("home")
    qtbot.waitUntil(lambda: flow.home._view is not None and flow.home._view.recovery is not None)
    flow.home.recover.emit(session)
    arrive(qtbot, flow, "report")
    assert flow.reading.session_id == session


def test_a_round_left_alone_is_not_offered_again(qtbot, flow: Flow, asked: Asked) -> None:
    in_the_room(qtbot, flow)
    say(qtbot, flow, ANSWER)
    session = flow.live.session_id
    asked.answers = [0]
    flow.may_close()
    flow.window.go_now("home")
    qtbot.waitUntil(lambda: flow.home._view is not None and flow.home._view.recovery is not None)
    flow.home.forget.emit(session)
    assert flow.home._view is not None and flow.home._view.recovery is None
    assert [(r.id, r.status) for r in flow.archive.shelf().sessions] == [(session, "open")]


def test_sessions_are_exported_and_deleted(qtbot, flow: Flow, tmp_path) -> None:
    in_the_room(qtbot, flow)
    say(qtbot, flow, ANSWER)
    flow.room.end_requested.emit()
    arrive(qtbot, flow, "report")
    session = flow.reading.session_id
    flow.window.go("sessions")
    out = tmp_path / "out"
    flow.sessions.export_requested.emit(session, str(out))
    qtbot.waitUntil((out / "report.html").exists, timeout=15_000)
    flow.sessions.delete_requested.emit(session)
    qtbot.waitUntil(lambda: not flow.archive.shelf().sessions, timeout=15_000)


# ---------------------------------------------------------------- what goes wrong
class FailingRound(QObject):
    """A round whose microphone is not there."""

    moment, tentative = Signal(object), Signal(object)
    level, voice_level = Signal(float), Signal(float)
    ready, failed, closed = Signal(), Signal(str), Signal(str)
    session_id, now, over, exhausted = "none", 0, False, False

    def start(self, before: Callable[[], None]) -> None:
        self.failed.emit("No microphone was found.")

    def close(self, *, discard: bool = False) -> None:
        self.closed.emit("")

    def close_now(self, timeout: float = 15.0, *, discard: bool = False) -> None: ...

    def post(self, make: Callable[[int], Input]) -> None: ...


def test_a_round_that_cannot_begin_can_be_typed_instead(qtbot, flow: Flow, asked: Asked) -> None:
    made: list[Options] = []

    def make(options: Options, library: Library) -> QObject:
        made.append(options)
        return typed_live(options, library) if options.typed else FailingRound()

    flow.live._make = make  # type: ignore[assignment]
    asked.answers = [1]
    flow.home.start.emit("disagree-and-commit", "", "")
    assert asked.heard[0][:2] == ("The round stopped.", "No microphone was found.")
    assert [options.typed for options in made] == [False, True]
    arrive(qtbot, flow, "checklist")


def test_a_round_that_breaks_off_is_kept(qtbot, flow: Flow, asked: Asked) -> None:
    in_the_room(qtbot, flow)
    say(qtbot, flow, ANSWER)
    session = flow.live.session_id
    assert flow.live._live is not None
    flow.live._live._rehearsal.post("nonsense")  # type: ignore[arg-type]
    arrive(qtbot, flow, "home")
    assert asked.heard[-1][0] == "The round stopped."
    assert [(r.id, r.status) for r in flow.archive.shelf().sessions] == [(session, "open")]


def test_mistakes_in_own_content_are_named_on_today(qtbot, asked: Asked, monkeypatch, own_home) -> None:
    rounds = own_home / "content" / "rounds"
    rounds.mkdir(parents=True)
    (rounds / "mine.yaml").write_text("id: mine\ntitle: [1]\n")
    monkeypatch.setattr(flow_module, "all_here", lambda store: True)
    window = MainWindow()
    qtbot.addWidget(window)
    made = Flow(window, load_library(own_home / "content"), Choices(data_folder()), make=typed_live)
    made.begin()
    qtbot.waitUntil(lambda: made.home._view is not None)
    assert made.home._view is not None
    assert any("mine.yaml" in words and "title" in words for words in made.home._view.problems)
    assert made.home._view.rounds
    window.close()


# ---------------------------------------------------------------- a sample to watch
def test_a_sample_round_is_no_result_of_the_users(qtbot, flow: Flow, asked: Asked) -> None:
    flow.watch_sample("middling", 600)
    arrive(qtbot, flow, "room")
    qtbot.waitUntil(lambda: bool(flow.live._state.turns), timeout=15_000)
    say(qtbot, flow, ANSWER)
    flow.room.end_requested.emit()
    arrive(qtbot, flow, "report")
    shelf = flow.archive.shelf()
    assert [record.name for record in shelf.sessions] == ["Sample: Disagree and commit"]
    assert shelf.own == () and shelf.newest is None
    assert not asked.heard


class DeafRound(FailingRound):
    """A round whose sound side died after it was ready: its clock stands still."""

    def start(self, before: Callable[[], None]) -> None:
        self.ready.emit()


def test_a_round_whose_sound_stands_still_ends_with_a_sentence(
    qtbot, flow: Flow, asked: Asked, monkeypatch
) -> None:
    monkeypatch.setattr(heartbeat, "STILL", 0.5)
    flow.live._make = lambda options, library: DeafRound()  # type: ignore[assignment, return-value]
    flow.home.start.emit("disagree-and-commit", "", "")
    arrive(qtbot, flow, "checklist")
    arrive(qtbot, flow, "home")
    qtbot.waitUntil(lambda: bool(asked.heard))
    assert "The sound stopped working." in asked.heard[0][1]
