"""A walk over every page as somebody goes who cannot see or use a mouse: names, order, keys, contrast."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)

from desktop import theme
from desktop.pages.base import Page
from desktop.pages.keys import all_keys, place_of, spelt
from desktop.widgets.controls import Label
from desktop.window import MainWindow
from tests.desktop import screens
from tests.desktop.test_theme import contrast

OURS = (
    "home",
    "home-first",
    "first-run",
    "first-run-failed",
    "rounds",
    "checklist",
    "room",
    "room-real",
    "room-lost",
    "report",
    "replay",
    "compare",
    "learn",
    "guide",
    "stories",
    "story",
    "practice",
    "drills",
    "drill",
    "card",
    "loop",
    "meeting",
    "guardrails",
    "sessions",
    "progress",
    "progress-empty",
    "settings",
    "about",
)
"""Scenes of the pages that this walk holds to all of its rules, each put up once."""
CONTROLS = (QAbstractButton, QComboBox, QLineEdit)
IN_ROWS = ("report", "compare")
"""Scenes in which Tab reaches one of the rows, arrows the others, and P plays what the row's button plays."""
NARROW = 960
"""Pixels: a screen of 1920 with everything twice as large, or one of 1280 with everything a third larger."""


@pytest.fixture(scope="module")
def scenes() -> Iterator[dict[str, screens.Arrange]]:
    with tempfile.TemporaryDirectory() as folder:
        yield screens.scenes(Path(folder))


@pytest.fixture
def stage(qtbot, scenes):
    """Puts a scene up in a window of 1280 by 800 and gives the page that is shown."""

    def put(name: str) -> tuple[MainWindow, Page]:
        window = MainWindow()
        qtbot.addWidget(window)
        window.resize(QSize(1280, 800))
        scenes[name](window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window, window.page(window.current_key())

    return put


def shown(page: QWidget, kind: type) -> list:
    return [widget for widget in page.findChildren(kind) if widget.isVisible()]


def chain(window: QWidget) -> list[QWidget]:
    """What Tab stops at, in order, once around."""
    found, at = [], window.nextInFocusChain()
    while at is not window and len(found) < 3000:
        if at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(at)
        at = at.nextInFocusChain()
    return found


def said(widget: QWidget) -> str:
    """What a screen reader calls it."""
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (text() if callable(text) else "")


# ---------------------------------------------------------------- the rules: what is wrong on a page, if anything is
def nameless(page: QWidget) -> list[str]:
    """Everything that can be used has a name."""
    missing = [] if page.accessibleName() else ["the page"]
    return missing + [type(w).__name__ for kind in CONTROLS for w in shown(page, kind) if not said(w).strip()]


def past_tab(window: QWidget, page: QWidget) -> list[str]:
    """Everything that can be pressed is reached with Tab."""
    stops = chain(window)
    return [
        said(button)
        for button in shown(page, QAbstractButton)
        if button.isEnabled() and button not in stops and not _within_a_group(button, stops)
    ]


def _within_a_group(button: QAbstractButton, stops: list[QWidget]) -> bool:
    """One of several of which Tab reaches the chosen one, and arrows the others."""
    group = button.group()
    return group is not None and any(other in stops for other in group.buttons())


def jumps(window: QWidget, page: QWidget) -> list[tuple[str, str]]:
    """The order goes down each column; at most once round: from the last of the page to what stands above it."""
    stops = [w for w in chain(window) if page.isAncestorOf(w)]
    at = [w.mapTo(page, QPoint(0, 0)) for w in stops]
    back = [
        (said(stops[n]), said(stops[n + 1]))
        for n in range(len(stops) - 1)
        if at[n + 1].y() < at[n].y() - 24 and at[n + 1].x() < at[n].x() + 24
    ]
    return back if len(back) > 1 else []


def unlisted(window: MainWindow, page: Page) -> list[str]:
    """Every key of a page stands in the sheet."""
    keys = all_keys(window._pages.values())
    listed = " ".join(key for where in ("Anywhere", place_of(page)) for key, _ in keys.get(where, ()))
    digits = "1 to " in listed
    own = [each for each in window.findChildren(QShortcut) if each.parent() is window]
    return [
        key
        for shortcut in [*page.findChildren(QShortcut), *own]
        if (key := spelt(shortcut.key().toString())) not in listed
        and not (digits and key.removeprefix("Ctrl ").isdigit())
        and key != "Ctrl ="
    ]


def faint(page: QWidget) -> list[str]:
    """Every text can be read where it stands, in both looks, with more contrast and without."""
    found = []
    for mode in ("dark", "light"):
        for strong in (False, True):
            theme.set_mode(mode)
            theme.set_contrast(strong)
            look = theme.current()
            accent = look.colour("accent")
            grounds = [look.colour(ground) for ground in ("bg", "surface", "raised")]
            inks = {
                label.painted_colour().name(): label.text() for label in shown(page, Label) if label.text()
            }
            for ink, words in inks.items():
                least = 7 if strong and QColor(ink) != accent else 4.5
                if min(contrast(QColor(ink), ground) for ground in grounds) < least:
                    found.append(f"{mode}, {strong}: {words}")
    theme.set_contrast(False)
    theme.set_mode("dark")
    return found


def cut_off(window: QWidget, page: QWidget, width: int) -> list[str]:
    """Nothing is cut off at the sides."""
    window.resize(width, 800)
    QApplication.processEvents()
    QApplication.processEvents()
    out = [
        said(widget)
        for widget in shown(page, QAbstractButton)
        if not 0 <= widget.mapTo(page, QPoint(0, 0)).x() <= page.width() - widget.width()
    ]
    return out + [
        f"{type(area).__name__} scrolls sideways"
        for area in shown(page, QAbstractScrollArea)
        if area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.horizontalScrollBar().maximum() > 0
    ]


@pytest.mark.parametrize("name", OURS)
def test_a_page_is_for_everyone(stage, name: str) -> None:
    window, page = stage(name)
    assert not nameless(page), "without a name"
    assert name in IN_ROWS or not past_tab(window, page), "not reached with Tab"
    assert not jumps(window, page), "out of order"
    assert not unlisted(window, page), "not in the sheet of keys"
    assert not faint(page), "too faint"
    assert not cut_off(window, page, 1280)
    assert not cut_off(window, page, NARROW)
