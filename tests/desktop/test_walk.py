"""A walk over every page as somebody goes who cannot see or use a mouse: names, order, keys, contrast."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLineEdit, QWidget

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
    "checklist",
    "room",
    "room-real",
    "room-lost",
    "progress",
    "progress-empty",
    "settings",
    "about",
)
"""Scenes of the pages that this walk holds to all of its rules."""
CONTROLS = (QAbstractButton, QComboBox, QLineEdit)


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


@pytest.mark.parametrize("name", OURS)
def test_everything_that_can_be_used_has_a_name(stage, name: str) -> None:
    _, page = stage(name)
    assert page.accessibleName()
    nameless = [type(w).__name__ for kind in CONTROLS for w in shown(page, kind) if not said(w).strip()]
    assert not nameless


@pytest.mark.parametrize("name", OURS)
def test_everything_that_can_be_pressed_is_reached_with_tab(stage, name: str) -> None:
    window, page = stage(name)
    stops = chain(window)
    missed = [
        said(button)
        for button in shown(page, QAbstractButton)
        if button.isEnabled() and button not in stops and not _within_a_group(button, stops)
    ]
    assert not missed


def _within_a_group(button: QAbstractButton, stops: list[QWidget]) -> bool:
    """One of several of which Tab reaches the chosen one, and arrows the others."""
    group = button.group()
    return group is not None and any(other in stops for other in group.buttons())


@pytest.mark.parametrize("name", OURS)
def test_the_order_goes_down_each_column(stage, name: str) -> None:
    window, page = stage(name)
    stops = [w for w in chain(window) if page.isAncestorOf(w)]
    at = [w.mapTo(page, QPoint(0, 0)) for w in stops]
    back = [
        (said(stops[n]), said(stops[n + 1]))
        for n in range(len(stops) - 1)
        if at[n + 1].y() < at[n].y() - 24 and at[n + 1].x() < at[n].x() + 24
    ]
    assert len(back) <= 1, back  # at most once round: from the last of the page to what stands above it


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("mode", ["dark", "light"])
@pytest.mark.parametrize("strong", [False, True])
def test_every_text_can_be_read_where_it_stands(stage, name: str, mode: theme.Mode, strong: bool) -> None:
    theme.set_mode(mode)
    theme.set_contrast(strong)
    try:
        _, page = stage(name)
        look = theme.current()
        accent = look.colour("accent")
        grounds = [look.colour(ground) for ground in ("bg", "surface", "raised")]
        inks = {label.painted_colour().name(): label.text() for label in shown(page, Label) if label.text()}
        for ink, words in inks.items():
            least = 7 if strong and QColor(ink) != accent else 4.5
            assert min(contrast(QColor(ink), ground) for ground in grounds) >= least, words
    finally:
        theme.set_contrast(False)


@pytest.mark.parametrize("name", OURS)
def test_every_key_of_a_page_stands_in_the_sheet(stage, name: str) -> None:
    window, page = stage(name)
    keys = all_keys(window._pages.values())
    listed = " ".join(key for where in ("Anywhere", place_of(page)) for key, _ in keys.get(where, ()))
    digits = "1 to 9" in listed
    missing = [
        key
        for shortcut in [*page.findChildren(QShortcut), *_of_window(window)]
        if (key := spelt(shortcut.key().toString())) not in listed
        and not (digits and key.removeprefix("Ctrl ").isdigit())
    ]
    assert not missing


def _of_window(window: MainWindow) -> list[QShortcut]:
    return [shortcut for shortcut in window.findChildren(QShortcut) if shortcut.parent() is window]


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("width", [1280, 985])
def test_nothing_is_cut_off_at_the_sides(stage, name: str, width: int) -> None:
    window, page = stage(name)
    window.resize(width, 800)  # 985 is a screen of 1280 with everything 30% larger
    QTest.qWait(20)
    out = [
        said(widget)
        for widget in shown(page, QAbstractButton)
        if not 0 <= widget.mapTo(page, QPoint(0, 0)).x() <= page.width() - widget.width()
    ]
    assert not out
    assert all(
        area.horizontalScrollBar().maximum() == 0
        for area in shown(page, QAbstractScrollArea)
        if area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    )
