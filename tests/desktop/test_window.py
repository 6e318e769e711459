"""The window: pages by key, keys that work anywhere, a live round that is not left by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.pages.base import Page
from desktop.pages.keys import KEYS
from desktop.widgets.top_bar import NavLink, TopBar
from desktop.window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


class _Plain(Page):
    def __init__(self, title: str, *, bare: bool = False, free: bool = True) -> None:
        self.title, self.bare, self._free = title, bare, free
        self.events: list[str] = []
        super().__init__()

    def entered(self) -> None:
        self.events.append("entered")

    def left(self) -> None:
        self.events.append("left")

    def may_leave(self) -> bool:
        return self._free


@pytest.fixture
def window(qtbot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.add_page("home", _Plain("Today"), "Today")
    made.add_page("rounds", _Plain("Rounds"), "Rounds")
    made.add_page("settings", _Plain("Settings"))
    made.add_page("room", _Plain("The room", bare=True, free=False))
    made.go("home")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_pages_by_number_and_settings_by_comma(window) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert window.current_key() == "rounds"
    QTest.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    assert window.current_key() == "settings"
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert window.current_key() == "home"
    QTest.keyClick(window, Qt.Key.Key_5, CONTROL)
    assert window.current_key() == "home"


def test_escape_goes_back(window) -> None:
    window.go("rounds")
    window.go("settings")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "rounds"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "home"


def test_pages_are_told_that_they_come_and_go(window) -> None:
    home = window.page("home")
    window.go("rounds")
    assert home.events == ["entered", "left"]


def test_entering_is_announced_and_titled(window, qtbot) -> None:
    with qtbot.waitSignal(window.page("rounds").announced, timeout=500) as heard:
        window.go("rounds")
    assert heard.args == ["Rounds"]
    assert window.windowTitle() == "Rounds, Hotseat"


def test_a_live_round_hides_the_bar_and_stays(window) -> None:
    window.go("room")
    assert not window.findChild(TopBar).isVisible()
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "room"
    window.go_now("home")
    assert window.current_key() == "home"
    assert window.findChild(TopBar).isVisible()


def test_the_bar_marks_the_page(window) -> None:
    window.go("rounds")
    marked = {link.text(): link.isChecked() for link in window.findChildren(NavLink)}
    assert marked == {"Today": False, "Rounds": True, "Settings": False}


def test_a_link_in_the_bar_goes_there_and_does_not_mark_itself(window) -> None:
    link = next(link for link in window.findChildren(NavLink) if link.text() == "Rounds")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.current_key() == "rounds"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert link.isChecked()


def test_the_sheet_of_keys_opens_and_closes(window) -> None:
    QTest.keyClicks(window, "?")
    assert window.shortcuts_shown()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.shortcuts_shown()
    assert window.current_key() == "home"


def test_the_sheet_names_every_key_of_the_room() -> None:
    assert {key for key, _ in KEYS["Room"]} == {"M", "Space", "T", "Q", "C", "V", "A", "P", "Ctrl E", "Enter"}


def test_closing_can_be_refused(window) -> None:
    window.may_close = lambda: False
    window.close()
    assert window.isVisible()
    window.may_close = lambda: True
    window.close()
    assert not window.isVisible()
    assert window.page("home").events[-1] == "left"


def test_unknown_pages_change_nothing(window) -> None:
    window.go("nowhere")
    assert window.current_key() == "home"


def test_enter_reaches_the_page_when_nothing_has_the_focus(window, monkeypatch) -> None:
    pressed: list[bool] = []
    monkeypatch.setattr(window.page("home"), "enter", lambda: bool(pressed.append(True)) or True)
    window.page("home").clearFocus()
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert pressed == [True]
