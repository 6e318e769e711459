"""The sheet of keys says what the pages do: every key in it is answered to, and every key answered to is in it."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from desktop.loops import Loops
from desktop.pages.base import Page
from desktop.pages.keys import KEYS, all_keys, place_of, spelt
from desktop.widgets.controls import Button
from desktop.window import MainWindow
from tests.desktop import screens

PLACES = {
    "home": "Today",
    "rounds": "Rounds",
    "learn": "Learn",
    "guide": "Guide",
    "sessions": "Sessions",
    "progress": "Progress",
    "checklist": "Checklist",
    "room": "Room",
    "report": "Report",
    "replay": "Replay",
    "stories": "Stories",
    "story": "Story",
    "practice": "Practice",
    "drills": "Drills",
    "drill": "Drill",
    "card": "Flash cards",
    "loop": "Loop",
    "guardrails": "Guardrail sheets",
}
"""A scene for every place of the sheet but Anywhere."""
SPELT_IN_CODE = {
    "Enter": ("Key_Return", "def enter("), "Space": ("Key_Space",), "Up": ("Key_Up",), "Down": ("Key_Down",),
    "Left": ("Key_Left",), "Right": ("Key_Right",), "[": ("Key_BracketLeft",), "]": ("Key_BracketRight",),
    "+": ("Key_Plus",), "-": ("Key_Minus",), "Home": ("Key_Home",), "Shift L": ("Key_L",), "Arrows": ("Key_Left",),
}  # fmt: skip
"""How a key that is no shortcut of Qt's stands in the code of what answers to it."""
LISTS = ("Up", "Down", "Enter")
"""What Qt's own lists and buttons answer to."""
UNSPOKEN = {
    "Return",
    "Enter",
    "Escape",
    "Up",
    "Down",
    "PageUp",
    "PageDown",
    "Home",
    "End",
    "Equal",
    "Right",
    "Left",
}
"""Keys of the code that move or close as everywhere."""


@pytest.fixture(scope="module")
def scenes() -> Iterator[dict[str, screens.Arrange]]:
    with tempfile.TemporaryDirectory() as folder:
        yield screens.scenes(Path(folder))


def shortcuts(page: Page) -> set[str]:
    return {spelt(each.key().toString()) for each in page.findChildren(QShortcut)}


def code(page: Page) -> str:
    """Of the page and of everything on it that is ours."""
    names = {type(widget).__module__ for widget in (page, *page.findChildren(QWidget))}
    files = [sys.modules[name].__file__ for name in names if name.startswith("desktop.")]
    return "\n".join(Path(file).read_text(encoding="utf-8") for file in files if file)


def each(keys: str) -> list[str]:
    """ "J, K" and "1 to 4" as single keys."""
    if found := re.fullmatch(r"(\d) to (\d)", keys):
        return [str(number) for number in range(int(found[1]), int(found[2]) + 1)]
    return [key for key in keys.split(", ") if key]


@pytest.mark.parametrize("name", PLACES)
def test_the_sheet_says_what_the_page_does(qtbot, scenes: dict[str, screens.Arrange], name: str) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    scenes[name](window)
    page = window.page(window.current_key())
    assert place_of(page) == PLACES[name]
    assert not dead(page), "in the sheet, and nothing answers to it"
    assert not unlisted(page), "answered to, and not in the sheet"


def dead(page: Page) -> list[str]:
    known, written = shortcuts(page), code(page)
    caps = {button.key() for button in page.findChildren(Button)}
    return [
        key
        for keys, _ in KEYS[place_of(page)]
        for key in each(keys)
        if key not in known | caps
        and not any(mark in written for mark in SPELT_IN_CODE.get(key, (f"Key_{key}",)))
        and not (key in LISTS and ("DrawnList" in written or "QAbstractButton" in written))
    ]


def unlisted(page: Page) -> set[str]:
    listed = {key for place in ("Anywhere", place_of(page)) for keys, _ in KEYS[place] for key in each(keys)}
    listed |= {"Ctrl =", "Esc"}  # another way to write Ctrl +; the page's own Back
    file = sys.modules[type(page).__module__].__file__
    assert file is not None
    names = set(re.findall(r"Qt\.Key\.Key_(\w+)", Path(file).read_text(encoding="utf-8"))) - UNSPOKEN
    by_code = {key for key, marks in SPELT_IN_CODE.items() if any(f"Key_{name}" in marks for name in names)}
    by_code -= {"Shift L", "Arrows"}
    by_code |= {name for name in names if len(name) == 1}
    caps = {
        button.key() for button in page.findChildren(Button) if button.key() and not button.key().isdigit()
    }
    numbers = {key for key in shortcuts(page) if key.isdigit()}
    found = (shortcuts(page) - numbers | by_code | caps) - listed
    counted = any("1 to" in keys for keys, _ in KEYS[place_of(page)])
    return found if counted else found | numbers


def test_every_place_of_the_sheet_is_looked_at() -> None:
    assert {"Anywhere", *PLACES.values()} == set(KEYS)


def test_the_keys_that_work_anywhere_are_the_windows(qtbot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    of_window = {spelt(s.key().toString()) for s in window.findChildren(QShortcut) if s.parent() is window}
    listed = {keys for keys, _ in KEYS["Anywhere"]}
    assert {
        "?",
        "Ctrl ,",
        "Esc",
    } <= of_window & listed and "Ctrl 9" in of_window  # Ctrl Q is the system's to say
    assert of_window - {f"Ctrl {n}" for n in range(1, 10)} - {""} <= listed
    assert 'QKeySequence("Ctrl+G")' in Path(sys.modules[Loops.__module__].__file__ or "").read_text("utf-8")


def test_a_figure_of_a_span_is_not_listed_again(qtbot, scenes: dict[str, screens.Arrange]) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    scenes["card"](window)
    listed = [key for key, _ in all_keys([window.page(window.current_key())])["Flash cards"]]
    assert "1 to 4" in listed and not {"1", "2", "3", "4"} & set(listed)
