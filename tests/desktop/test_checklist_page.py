"""The checklist: ticked by number, space, mouse or voice; the clock starts when the candidate says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.pages.checklist import CheckItem, ChecklistPage
from desktop.widgets.controls import Label
from desktop.widgets.ring import Ring
from tests.desktop import pictures


@pytest.fixture
def page(qtbot) -> ChecklistPage:
    made = ChecklistPage()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_view(pictures.CHECKLIST)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def items(page: ChecklistPage) -> list[CheckItem]:
    return page.findChildren(CheckItem)


def test_a_number_ticks_its_item(page, qtbot) -> None:
    with qtbot.waitSignal(page.ticked, timeout=500) as heard:
        QTest.keyClick(page, Qt.Key.Key_3)
    assert heard.args == ["evidence", True]
    with qtbot.waitSignal(page.ticked, timeout=500) as heard:
        QTest.keyClick(page, Qt.Key.Key_1)
    assert heard.args == ["decision", False]


def test_arrows_move_and_space_ticks(page, qtbot) -> None:
    QTest.keyClick(page, Qt.Key.Key_Down)
    QTest.keyClick(items(page)[0], Qt.Key.Key_Down)
    QTest.keyClick(items(page)[1], Qt.Key.Key_Down)
    assert items(page)[2].hasFocus()
    with qtbot.waitSignal(page.ticked, timeout=500) as heard:
        QTest.keyClick(items(page)[2], Qt.Key.Key_Space)
    assert heard.args == ["evidence", True]


def test_a_press_anywhere_on_the_row_ticks(page, qtbot) -> None:
    row = items(page)[3]
    with qtbot.waitSignal(page.ticked, timeout=500):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())


@pytest.mark.parametrize("focused", [False, True])
def test_enter_starts_the_clock(page, qtbot, focused) -> None:
    if focused:
        items(page)[0].setFocus()
    with qtbot.waitSignal(page.start, timeout=500):
        QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Return)


def test_a_tick_by_voice_is_shown_and_announced_but_not_sent_back(page, qtbot) -> None:
    with qtbot.assertNotEmitted(page.ticked), qtbot.waitSignal(page.announced, timeout=500) as heard:
        page.set_ticked("evidence")
    assert heard.args == ["Your evidence: ticked"]
    assert items(page)[2].isChecked()
    page.set_ticked("nothing of that name")


def test_a_new_picture_keeps_the_rows_and_their_focus(page) -> None:
    before = items(page)
    before[1].setFocus()
    page.show_view(replace(pictures.CHECKLIST, seconds_left=60))
    assert items(page) == before
    assert before[1].hasFocus()


def test_the_end_of_the_time_starts_nothing(page, qtbot) -> None:
    with qtbot.assertNotEmitted(page.start, wait=50):
        page.show_view(replace(pictures.CHECKLIST, seconds_left=0))
    said = [label.text() for label in page.findChildren(Label)]
    assert "Take the time you need; the clock waits for you." in said
    assert "0:00" in said


def test_without_a_voice_it_does_not_promise_to_hear(page) -> None:
    page.show_view(replace(pictures.CHECKLIST, by_voice=False))
    assert "Tick with Space or a number." in [label.text() for label in page.findChildren(Label)]


def test_escape_asks_to_go_back(page, qtbot) -> None:
    with qtbot.waitSignal(page.back, timeout=500):
        assert page.escape()


def test_long_details_wrap_and_are_not_cut(page) -> None:
    entry = replace(pictures.CHECKLIST.entries[0], detail="A long detail. " * 20)
    page.show_view(replace(pictures.CHECKLIST, entries=(entry,)))
    QTest.qWait(10)
    row = items(page)[-1]
    assert row.height() >= row.heightForWidth(row.width()) > 68


def test_the_ring_hears_you_before_the_first_question_and_is_gone_where_you_type(page, qtbot) -> None:
    (ring,) = page.findChildren(Ring)
    assert ring.isVisible() and (ring.state(), ring.accessibleName()) == ("listening", "Listening")
    page.set_level(-60.0)
    assert ring.accessibleName() == "Listening"
    page.set_level(-20.0)
    assert ring.accessibleName() == "I hear you"
    page.show_view(replace(pictures.CHECKLIST, ready=False))
    assert ring.state() == "thinking"
    page.show_view(replace(pictures.CHECKLIST, by_voice=False))
    assert not ring.isVisible()
