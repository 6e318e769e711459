"""The room: every key and control asks for its thing; both views draw the same state; nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.pages.room import RoomPage
from desktop.pages.room_parts import minutes
from desktop.room_view import Notice, Noticed
from desktop.widgets.captions import Captions
from desktop.widgets.chips import Chip
from desktop.widgets.controls import Button, Label
from desktop.widgets.meters import IWeBar, ShareBar
from desktop.widgets.ring import Ring
from desktop.widgets.section_bar import SectionBar
from tests.desktop import pictures


@pytest.fixture
def page(qtbot) -> RoomPage:
    made = RoomPage()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_view(pictures.ROOM)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.entered()
    return made


def visible(page: RoomPage, kind: type) -> list:
    return [widget for widget in page.findChildren(kind) if widget.isVisible()]


def words(page: RoomPage) -> list[str]:
    return [label.text() for label in visible(page, Label)]


def button(page: RoomPage, text: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.text() == text)


KEYS = [
    (Qt.Key.Key_M, "mute_toggled", [True]),
    (Qt.Key.Key_T, "think", []),
    (Qt.Key.Key_Q, "repeat", []),
    (Qt.Key.Key_C, "captions_toggled", [False]),
    (Qt.Key.Key_V, "mode_changed", ["real"]),
    (Qt.Key.Key_P, "pause_toggled", [True]),
]


@pytest.mark.parametrize(("key", "signal", "args"), KEYS)
def test_keys(page, qtbot, key, signal, args) -> None:
    with qtbot.waitSignal(getattr(page, signal), timeout=500) as heard:
        QTest.keyClick(page, key)
    assert heard.args == args


def test_ctrl_e_ends(page, qtbot) -> None:
    with qtbot.waitSignal(page.end_requested, timeout=500):
        QTest.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


BUTTONS = [
    ("Mute", "mute_toggled", [True]),
    ("Let me think", "think", []),
    ("Repeat the question", "repeat", []),
    ("Captions", "captions_toggled", [False]),
    ("Pause", "pause_toggled", [True]),
    ("End round", "end_requested", []),
]


@pytest.mark.parametrize(("text", "signal", "args"), BUTTONS)
def test_controls(page, qtbot, text, signal, args) -> None:
    with qtbot.waitSignal(getattr(page, signal), timeout=500) as heard:
        QTest.mouseClick(button(page, text), Qt.MouseButton.LeftButton)
    assert heard.args == args


def test_toggles_follow_the_state_and_not_themselves(page, qtbot) -> None:
    page.show_view(replace(pictures.ROOM, muted=True, captions=False, mode="real", phase="paused"))
    for key, signal, expected in (
        (Qt.Key.Key_M, page.mute_toggled, False),
        (Qt.Key.Key_C, page.captions_toggled, True),
        (Qt.Key.Key_V, page.mode_changed, "coach"),
        (Qt.Key.Key_P, page.pause_toggled, False),
    ):
        with qtbot.waitSignal(signal, timeout=500) as heard:
            QTest.keyClick(page, key)
        assert heard.args == [expected]


# ---------------------------------------------------------------- hold to talk
def test_space_is_held_and_let_go(page) -> None:
    heard: list[bool] = []
    page.talk_held.connect(heard.append)
    QTest.keyPress(page, Qt.Key.Key_Space)
    assert heard == [True]
    QTest.keyRelease(page, Qt.Key.Key_Space)
    assert heard == [True, False]


def test_space_talks_even_when_a_button_has_the_focus(page) -> None:
    heard: list[bool] = []
    pressed: list[bool] = []
    page.talk_held.connect(heard.append)
    page.repeat.connect(lambda: pressed.append(True))
    target = button(page, "Repeat the question")
    target.setFocus()
    QTest.keyPress(target, Qt.Key.Key_Space)
    QTest.keyRelease(target, Qt.Key.Key_Space)
    assert heard == [True, False]
    assert pressed == []
    QTest.keyClick(target, Qt.Key.Key_Return)
    assert pressed == [True]


def test_holding_ends_when_the_window_loses_the_keyboard(page) -> None:
    heard: list[bool] = []
    page.talk_held.connect(heard.append)
    QTest.keyPress(page, Qt.Key.Key_Space)
    QApplication.sendEvent(page, QFocusEvent(QEvent.Type.FocusOut))
    assert heard == [True, False]


def test_the_button_is_held_with_the_mouse(page) -> None:
    heard: list[bool] = []
    page.talk_held.connect(heard.append)
    QTest.mousePress(button(page, "Hold to talk"), Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button(page, "Hold to talk"), Qt.MouseButton.LeftButton)
    assert heard == [True, False]


# ---------------------------------------------------------------- typing
def test_a_typed_answer_is_sent_with_enter(page, qtbot) -> None:
    QTest.keyClick(page, Qt.Key.Key_A)
    field = page._typed.field
    assert field.hasFocus()
    QTest.keyClicks(field, "I wrote the rule")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "myself.")
    with qtbot.waitSignal(page.answer_typed, timeout=500) as heard:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard.args == ["I wrote the rule myself."]
    assert not field.isVisible()


def test_letters_and_space_rest_while_typing(page, qtbot) -> None:
    QTest.keyClick(page, Qt.Key.Key_A)
    field = page._typed.field
    with (
        qtbot.assertNotEmitted(page.mute_toggled),
        qtbot.assertNotEmitted(page.talk_held),
        qtbot.assertNotEmitted(page.think),
    ):
        QTest.keyClicks(field, "mt m t")
    assert field.toPlainText() == "mt m t"


def test_closing_the_field_keeps_what_was_typed(page) -> None:
    QTest.keyClick(page, Qt.Key.Key_A)
    QTest.keyClicks(page._typed.field, "half a thought")
    assert page.escape()
    assert not page._typed.isVisible()
    QTest.keyClick(page, Qt.Key.Key_A)
    assert page._typed.field.toPlainText() == "half a thought"


def test_nothing_is_not_an_answer(page, qtbot) -> None:
    QTest.keyClick(page, Qt.Key.Key_A)
    with qtbot.assertNotEmitted(page.answer_typed):
        QTest.keyClicks(page._typed.field, "   ")
        QTest.keyClick(page._typed.field, Qt.Key.Key_Return)


def test_in_a_typed_round_the_field_stays(page, qtbot) -> None:
    page.show_view(replace(pictures.ROOM, typed=True))
    field = page._typed.field
    assert field.isVisible()
    QTest.keyClicks(field, "One")
    with qtbot.waitSignal(page.answer_typed, timeout=500):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()
    page.escape()
    assert field.isVisible()


# ---------------------------------------------------------------- what is shown
def test_the_coach_view_shows_the_meters(page) -> None:
    said = words(page)
    assert "14 to 5" in said
    assert "60%, target 70%" in said
    assert "1 open" in said
    assert "07:48" in said
    assert "of 20:00" in said
    assert len(visible(page, Chip)) == 4
    assert visible(page, SectionBar)


def test_the_real_view_has_no_meter_but_keeps_the_clock(page) -> None:
    page.show_view(pictures.ROOM_REAL)
    for kind in (SectionBar, Chip, IWeBar, ShareBar):
        assert not visible(page, kind)
    assert "07:48" in words(page)
    assert visible(page, Captions)


def test_before_anything_is_heard_the_rail_says_so(page) -> None:
    empty = replace(pictures.ROOM, i=0, we=0, action_share=None, claims=(), findings=(), spans=())
    page.show_view(empty)
    said = words(page)
    assert "not yet" in said
    assert "no figure yet" in said
    assert "not yet, target 70%" in said
    assert "Nothing so far." in said


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"phase": "ready"}, "Ready"),
        ({"phase": "asking"}, "Speaking"),
        ({"phase": "speaking"}, "Speaking"),
        ({"phase": "listening"}, "Listening"),
        ({"phase": "listening", "holding": True}, "Take your time"),
        ({"phase": "listening", "muted": True}, "Muted"),
        ({"phase": "muted"}, "Muted"),
        ({"phase": "thinking"}, "Thinking"),
        ({"phase": "paused"}, "Paused"),
        ({"phase": "ended"}, "Ended"),
    ],
)
def test_the_ring_says_the_phase_in_both_views(page, change, word) -> None:
    for mode in ("coach", "real"):
        page.show_view(replace(pictures.ROOM, mode=mode, **change))
        assert [ring.accessibleName() for ring in visible(page, Ring)] == [word]


def test_captions_off_shows_no_words(page) -> None:
    page.show_view(replace(pictures.ROOM, captions=False))
    assert [captions.text() for captions in visible(page, Captions)] == [""]


def test_a_long_question_is_not_cut(page, qtbot) -> None:
    question = ("Tell me about a decision that you argued against with evidence. " * 4).strip()
    page.show_view(replace(pictures.ROOM, question=question))
    label = next(label for label in visible(page, Label) if label.text() == question)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()), timeout=3000)
    assert label.geometry().bottom() <= label.parentWidget().height()


def test_everything_fits_the_smallest_window(page) -> None:
    page.resize(1120, 720)
    QTest.qWait(10)
    for control in visible(page, Button):
        place = control.mapTo(page, control.rect().topLeft())
        assert place.x() >= 0
        assert place.x() + control.width() <= 1120, control.text()
        assert control.width() >= control.sizeHint().width(), control.text()
    for label in visible(page, Label):
        assert label.height() >= max(20, label.heightForWidth(label.width())) or label.role() == "small"


def test_everything_fits_the_smallest_window_in_the_real_view(page) -> None:
    page.show_view(pictures.ROOM_REAL)
    page.resize(1120, 720)
    QTest.qWait(10)
    question = next(label for label in visible(page, Label) if label.text() == pictures.ROOM.question)
    assert question.height() >= question.heightForWidth(question.width())


@pytest.mark.parametrize("change", [{"muted": True}, {"phase": "paused"}, {"typed": True}])
def test_the_controls_fit_in_every_state(page, change) -> None:
    page.show_view(replace(pictures.ROOM, **change))
    QTest.qWait(10)
    for control in visible(page, Button):
        assert control.width() >= control.sizeHint().width(), control.text()
    names = {control.accessibleName() for control in visible(page, Button)}
    spoken = {"Hold to talk", "Let me think"}
    assert names & spoken == (set() if "typed" in change else spoken)
    assert "Repeat the question" in names


# ---------------------------------------------------------------- told to a screen reader
def test_mute_and_notices_are_announced(page) -> None:
    heard: list[str] = []
    page.announced.connect(heard.append)
    muted = replace(pictures.ROOM, muted=True)
    page.show_view(muted)
    page.show_view(muted)
    page.show_view(replace(muted, notice=Notice("The microphone stopped.", "Plug it in again.")))
    page.show_view(replace(muted, muted=False))
    assert heard == ["Muted", "The microphone stopped. Plug it in again.", "Microphone on"]


def test_a_new_finding_is_announced_once(page) -> None:
    heard: list[str] = []
    page.announced.connect(heard.append)
    fresh = replace(pictures.ROOM, findings=(Noticed("n", 110, "A decision with no actor.", new=True),))
    page.show_view(fresh)
    page.show_view(replace(fresh, elapsed_s=470))
    assert heard == ["A decision with no actor."]


def test_a_typed_round_announces_its_questions(page) -> None:
    heard: list[str] = []
    page.announced.connect(heard.append)
    page.show_view(replace(pictures.ROOM, typed=True, question="What did you do next?"))
    assert "What did you do next?" in heard


def test_every_control_has_a_name(page) -> None:
    assert all(control.accessibleName() for control in page.findChildren(Button))


def test_a_live_round_is_not_left_by_a_key_for_pages(page) -> None:
    assert not page.may_leave()
    page.show_view(replace(pictures.ROOM, phase="ended"))
    assert page.may_leave()


@pytest.mark.parametrize(("seconds", "text"), [(0, "00:00"), (468, "07:48"), (3600, "60:00"), (-1, "00:00")])
def test_minutes(seconds: float, text: str) -> None:
    assert minutes(seconds) == text


# ---------------------------------------------------------------- without hearing
def test_the_interviewers_lines_and_whose_turn_it_is_are_announced(page) -> None:
    said: list[str] = []
    page.announced.connect(said.append)
    page.show_view(replace(pictures.ROOM, phase="thinking", findings=()))
    page.show_view(replace(pictures.ROOM, phase="speaking", question="Who saw it?", findings=()))
    page.show_view(replace(pictures.ROOM, phase="listening", question="Who saw it?", findings=()))
    page.show_view(replace(pictures.ROOM, phase="listening", question="Who saw it?", findings=()))
    assert said == ["The interviewer is thinking", "Who saw it?", "Your turn"]


@pytest.mark.parametrize("mode", ["coach", "real"])
def test_what_is_said_besides_the_question_is_a_caption(page, mode) -> None:
    view = replace(pictures.ROOM, mode=mode, phase="speaking", line="Take whatever time you need.")
    page.show_view(view)
    shown = [label.text() for label in page.findChildren(Label) if label.isVisible()]
    assert "“Take whatever time you need.”" in shown
    page.show_view(replace(view, line=""))
    shown = [label.text() for label in page.findChildren(Label) if label.isVisible()]
    assert "“Take whatever time you need.”" not in shown
