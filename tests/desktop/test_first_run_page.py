"""The first start: sizes before, progress while, a sentence and a way on when it fails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.pages.first_run import FirstRunPage, ModelRow, remaining, size
from desktop.view import FirstRunView
from desktop.widgets.controls import Button, Label
from tests.desktop import pictures


@pytest.fixture
def page(qtbot) -> FirstRunPage:
    made = FirstRunPage()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_view(replace(pictures.FIRST_RUN, running=False, models=needed()))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def needed():
    return tuple(replace(m, state="needed", bytes_done=0) for m in pictures.FIRST_RUN.models)


def words(page: FirstRunPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def buttons(page: FirstRunPage) -> list[str]:
    return [b.text() for b in page.findChildren(Button) if b.isVisible()]


def test_the_size_is_told_before_anything_is_fetched(page, qtbot) -> None:
    assert buttons(page) == ["Fetch 1.3 GB"]
    assert {"145 MB", "1.1 GB", "63 MB", "9 MB"} <= set(words(page))
    with qtbot.waitSignal(page.fetch_requested, timeout=500):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_progress_is_told_in_bytes_speed_and_time(page) -> None:
    page.show_view(pictures.FIRST_RUN)
    assert "402 MB of 1.1 GB, 9 MB/s, about 80 s left" in words(page)
    row = page.findChildren(ModelRow)[1]
    assert row.accessibleName().startswith("Qwen2.5-Coder 1.5B, words the probes: 402 MB of 1.1 GB")


def test_it_can_be_stopped_and_not_started_twice(page, qtbot) -> None:
    page.show_view(pictures.FIRST_RUN)
    assert buttons(page) == ["Stop"]
    with qtbot.assertNotEmitted(page.fetch_requested):
        QTest.keyClick(page, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.cancel_requested, timeout=500):
        next(b for b in page.findChildren(Button) if b.text() == "Stop").click()


def test_a_failure_says_what_happened_and_what_to_do(page, qtbot) -> None:
    page.show_view(pictures.FIRST_RUN)
    with qtbot.waitSignal(page.announced, timeout=500) as heard:
        page.show_view(pictures.FIRST_RUN_FAILED)
    assert heard.args[0].startswith("The connection broke after 402 MB. What is there is kept")
    assert "The connection broke after 402 MB." in words(page)
    assert "402 MB of 1.1 GB kept" in words(page)
    assert buttons(page) == ["Try again, 787 MB"]
    with qtbot.waitSignal(page.fetch_requested, timeout=500):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_too_little_room_is_said_before(page) -> None:
    page.show_view(replace(pictures.FIRST_RUN, running=False, models=needed(), free_bytes=1_000_000_000))
    assert any("334 MB too little" in line for line in words(page))


def test_when_all_is_there_it_goes_on(page, qtbot) -> None:
    done = tuple(replace(m, state="ready", bytes_done=m.bytes_total) for m in pictures.FIRST_RUN.models)
    page.show_view(FirstRunView(done))
    assert "Everything is here." in words(page)
    assert page.may_leave()
    with qtbot.waitSignal(page.continue_requested, timeout=500):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_each_model_that_is_ready_is_announced(page) -> None:
    heard: list[str] = []
    page.announced.connect(heard.append)
    page.show_view(pictures.FIRST_RUN)
    assert heard == ["Whisper base is ready"]


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (8_679_182, "9 MB"),
        (145_217_607, "145 MB"),
        (1_117_320_768, "1.1 GB"),
    ],
)
def test_size(count: int, text: str) -> None:
    assert size(count) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (3, "a few seconds left"),
        (44, "about 40 s left"),
        (100, "about 2 min left"),
        (600, "about 10 min left"),
    ],
)
def test_remaining(seconds: float, text: str) -> None:
    assert remaining(seconds) == text
