"""Today: one thing to do, real data only, the sound checked, all by keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from desktop.pages.home import HomePage
from desktop.pages.home_checks import CheckLine
from desktop.pages.home_columns import RoundLine
from desktop.view import Check, Checks, HomeView, Loopback
from desktop.widgets.controls import Button, Label
from desktop.widgets.meters import TrendLine
from tests.desktop import pictures


@pytest.fixture
def page(qtbot) -> HomePage:
    made = HomePage()
    qtbot.addWidget(made)
    made.resize(1280, 736)
    made.show_view(pictures.HOME)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def words(page: HomePage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def button(page: HomePage, text: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.text() == text)


def test_enter_starts_the_one_thing(page, qtbot) -> None:
    with qtbot.waitSignal(page.start, timeout=500) as heard:
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert heard.args == ["disagree-and-commit", "amazon", "senior"]


def test_start_with_the_mouse(page, qtbot) -> None:
    with qtbot.waitSignal(page.start, timeout=500):
        QTest.mouseClick(button(page, "Start"), Qt.MouseButton.LeftButton)


def test_r_opens_the_last_report(page, qtbot) -> None:
    with qtbot.waitSignal(page.open_report, timeout=500) as heard:
        QTest.keyClick(page, Qt.Key.Key_R)
    assert heard.args == ["s8"]


def test_t_starts_it_with_typed_answers(page, qtbot) -> None:
    with qtbot.waitSignal(page.start_typed, timeout=500) as heard:
        QTest.keyClick(page, Qt.Key.Key_T)
    assert heard.args == ["disagree-and-commit", "amazon", "senior"]


def test_slash_looks_for_a_round(page, qtbot) -> None:
    with qtbot.waitSignal(page.choose, timeout=500):
        QTest.keyClick(page, Qt.Key.Key_Slash)


def test_a_round_in_the_list_opens_its_page(page, qtbot) -> None:
    line = page.findChildren(RoundLine)[1]
    assert line.accessibleName() == "Deliver results under a fixed date, Senior, 20 minutes, best 3.1"
    with qtbot.waitSignal(page.open_round, timeout=500) as heard:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert heard.args == ["deliver-results"]


def test_the_list_shows_as_many_rounds_as_there_is_room_for(page, qtbot) -> None:
    many = tuple(replace(pictures.ROWS[0], round_id=f"r{n}") for n in range(30))
    page.show_view(replace(pictures.HOME, rounds=many, rounds_total=30))
    QTest.qWait(10)
    shown = [line for line in page.findChildren(RoundLine) if line.isVisible()]
    assert 3 <= len(shown) < 10
    assert all(line.geometry().bottom() < line.parentWidget().height() for line in shown)
    page.resize(1280, 1200)
    QTest.qWait(10)
    assert sum(line.isVisible() for line in page.findChildren(RoundLine)) > len(shown)


def test_a_high_window_says_what_would_move_the_result_and_what_rounds_are_about(page, qtbot) -> None:
    assert "What would move it most" not in words(page)
    page.resize(2560, 1376)
    QTest.qWait(10)
    assert "Say what was yours alone" in words(page)
    assert page.findChildren(RoundLine)[0].height() > 44
    assert page.findChild(TrendLine).height() > 92
    page.show_view(pictures.HOME_FIRST)
    assert "What would move it most" not in words(page)


def test_before_the_first_round_nothing_is_invented(page) -> None:
    page.show_view(pictures.HOME_FIRST)
    said = words(page)
    assert "No round yet." in said
    assert "How a round goes" in said
    assert not any("of 4" in line for line in said)
    assert not button(page, "Open the report").isVisible()


def test_without_a_last_result_r_does_nothing(page, qtbot) -> None:
    page.show_view(pictures.HOME_FIRST)
    with qtbot.assertNotEmitted(page.open_report):
        QTest.keyClick(page, Qt.Key.Key_R)


def test_without_any_round_start_is_off(page, qtbot) -> None:
    page.show_view(HomeView("Good morning.", "No round can be read.", "See the message.", "", "", ""))
    assert not button(page, "Start").isEnabled()
    with qtbot.assertNotEmitted(page.start):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_a_round_that_was_cut_off_is_offered(page, qtbot) -> None:
    page.show_view(pictures.HOME_FIRST)
    assert any("cut off" in line for line in words(page))
    with qtbot.waitSignal(page.recover, timeout=500) as heard:
        button(page, "Take it to its report").click()
    assert heard.args == ["s1"]
    with qtbot.waitSignal(page.forget, timeout=500):
        button(page, "Leave it").click()


def test_mistakes_that_find_no_room_are_said_to_be_listed_elsewhere(page) -> None:
    problems = tuple(f"mine.yaml, line {n}: must be text." for n in range(37))
    page.show_view(replace(pictures.HOME, problems=problems[:2]))
    assert "mine.yaml, line 0: must be text. mine.yaml, line 1: must be text." in words(page)
    page.show_view(replace(pictures.HOME, problems=problems))
    (said,) = (line for line in words(page) if "line 1" in line)
    assert said.endswith("And 35 more: the command “hotseat content check” names them all.")


# ---------------------------------------------------------------- the sound
def test_each_check_is_a_word_and_a_mark(page) -> None:
    names = [line.accessibleName() for line in page.findChildren(CheckLine)]
    assert names[0] == "Microphone: Hears you, 18 dB above the room"


def test_what_is_wrong_is_announced_with_the_way_on(page, qtbot) -> None:
    wrong = Checks((Check("Microphone", "wrong", "None found.", "Plug one in."),))
    with qtbot.waitSignal(page.announced, timeout=500) as heard:
        page.show_checks(wrong)
    assert heard.args == ["Microphone: None found. Plug one in."]
    assert "Plug one in." in words(page)
    with qtbot.assertNotEmitted(page.announced):
        page.show_checks(wrong)


def test_the_ring_says_that_it_hears(page) -> None:
    ring = page.checks.ring
    assert ring.accessibleName() == "Speak now"
    page.set_level(-70)
    assert ring.accessibleName() == "Speak now"
    page.set_level(-20)
    assert ring.accessibleName() == "I hear you"


def test_the_loop_back_goes_through_its_steps(page, qtbot) -> None:
    with qtbot.waitSignal(page.loopback_requested, timeout=500):
        button(page, "Test with one sentence").click()
    steps = {
        "speaking": "Listen to this sentence. “Good morning.”",
        "listening": "Now say a sentence.",
        "playing": "This is how you sound.",
    }
    for state, said in steps.items():
        page.show_loopback(Loopback(state, "Good morning." if state == "speaking" else ""))
        assert said in words(page)
        assert not button(page, "Test with one sentence").isEnabled()
    page.show_loopback(Loopback("wrong", "Nothing was heard.", "Choose another microphone."))
    assert "Nothing was heard. Choose another microphone." in words(page)
    assert button(page, "Test again").isEnabled()


def test_every_step_of_the_loop_back_is_announced(page) -> None:
    heard: list[str] = []
    page.announced.connect(heard.append)
    page.show_loopback(Loopback("listening"))
    page.show_loopback(Loopback("listening"))
    page.show_loopback(Loopback("good", "Heard: good morning."))
    assert heard == ["Now say a sentence.", "Heard: good morning."]


def test_devices_can_be_chosen(page, qtbot) -> None:
    button(page, "Change devices").click()
    boxes = {box.accessibleName(): box for box in page.findChildren(QComboBox)}
    microphone = boxes["Microphone"]
    assert microphone.isVisible()
    assert microphone.currentText() == "The system's own choice"
    with qtbot.waitSignal(page.microphone_chosen, timeout=500) as heard:
        QTest.keyClick(microphone, Qt.Key.Key_Down)
        microphone.activated.emit(microphone.currentIndex())
    assert heard.args == ["1"]
    button(page, "Done").click()
    assert not microphone.isVisible()


def test_a_device_that_goes_leaves_the_list(page) -> None:
    page.show_checks(replace(pictures.CHECKS, microphones=(), microphone="2"))
    box = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "Microphone")
    assert box.count() == 1
    assert box.currentIndex() == 0


def test_every_control_has_a_name(page) -> None:
    for control in [*page.findChildren(Button), *page.findChildren(RoundLine), *page.findChildren(QComboBox)]:
        assert control.accessibleName()


def test_enter_on_another_control_does_not_start(page, qtbot) -> None:
    other = button(page, "Choose something else")
    other.setFocus()
    with qtbot.assertNotEmitted(page.start), qtbot.waitSignal(page.choose, timeout=500):
        QTest.keyClick(other, Qt.Key.Key_Return)
