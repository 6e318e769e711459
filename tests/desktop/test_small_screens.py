"""Everything twice as large on a common screen leaves 960 by 540 pixels: nothing is cut off or lies over another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.pages.home import HomePage
from desktop.pages.replay import ReplayPage
from desktop.pages.room import RoomPage
from desktop.pages.sessions import SessionsPage
from desktop.widgets.controls import Button, Label
from desktop.widgets.ring import Ring
from desktop.widgets.section_bar import SectionBar
from desktop.widgets.timeline import Timeline
from desktop.widgets.transcript import TranscriptView
from tests.desktop import pictures, replay_pictures
from tests.desktop.sessions_pictures import FOUND, FOUND_WORDS, SESSIONS

WIDE, HIGH = 960, 540


def shown(qtbot, page: QWidget) -> None:
    """At the window's size without its top bar, which a round's pages do not have."""
    qtbot.addWidget(page)
    page.resize(WIDE, HIGH)
    page.show()
    QTest.qWait(20)  # layouts within layouts settle one after the other


def top(widget: QWidget, page: QWidget) -> int:
    return widget.mapTo(page, QPoint(0, 0)).y()


@pytest.mark.parametrize("view", [pictures.ROOM, pictures.ROOM_REAL])
def test_the_room_shows_the_whole_question_and_nothing_over_it(qtbot, view) -> None:
    page = RoomPage()
    page.show_view(view)
    shown(qtbot, page)
    (question,) = [
        label for label in page.findChildren(Label) if label.isVisible() and label.text() == view.question
    ]
    (ring,) = [ring for ring in page.findChildren(Ring) if ring.isVisible()]
    assert question.height() >= question.heightForWidth(question.width())
    if view.mode == "real":
        assert top(ring, page) + ring.height() <= top(question, page)
    else:
        (bar,) = page.findChildren(SectionBar)
        below = bar.parentWidget()
        assert below is not None and bar.geometry().bottom() <= below.height()


def test_the_replay_leaves_lanes_out_before_it_loses_words(qtbot, tmp_path) -> None:
    page = ReplayPage()
    page.show_session(replay_pictures.laid_out(tmp_path), replay_pictures.Notes(), at=100 * 16_000)
    shown(qtbot, page)
    (timeline,), (words,) = page.findChildren(Timeline), page.findChildren(TranscriptView)
    assert timeline.geometry().bottom() < top(words, page)
    assert words.height() >= 100
    low = timeline.height()
    page.resize(1280, 800)
    assert timeline.height() > low


def test_a_session_that_is_picked_keeps_its_buttons(qtbot) -> None:
    page = SessionsPage()
    page.show_view(SESSIONS)
    shown(qtbot, page)
    page._search.setText(FOUND_WORDS)
    page.show_found(FOUND_WORDS, FOUND)
    QTest.qWait(20)
    for button in page.findChildren(Button):
        if button.isVisible():
            assert button.height() == button.sizeHint().height(), button.text()


def test_today_keeps_the_halves_apart(qtbot) -> None:
    page = HomePage()
    page.show_view(pictures.HOME)
    shown(qtbot, page)
    start = next(button for button in page.findChildren(Button) if button.text() == "Start")
    last = next(label for label in page.findChildren(Label) if label.text() == "Last result")
    assert top(start, page) + start.height() + 20 <= top(last, page)
