"""Every practice page draws itself from a full bank, at both sizes, with nothing beyond its edges."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import practice_pictures
import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from desktop.pages.base import Page
from desktop.widgets.controls import Button
from desktop.window import MainWindow

PAGES: dict[str, Callable[..., None]] = {
    "stories": practice_pictures.stories,
    "stories-fit": partial(practice_pictures.stories, principle="dive-deep"),
    "story": practice_pictures.story,
    "practice": practice_pictures.plan_page,
    "drills": practice_pictures.drills,
    "drill": practice_pictures.finding,
    "card": practice_pictures.card,
}


def put(window: MainWindow, key: str, page: Page) -> None:
    window.add_page(key, page, key.capitalize())
    window.go_now(key)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [QSize(1280, 800), QSize(1920, 1080)], ids=["1280", "1920"])
def test_it_is_drawn_and_every_button_is_within_the_window(qtbot, name: str, size: QSize) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.setMinimumSize(0, 0)
    window.resize(size)
    PAGES[name](window, put=put)
    window.show()
    QApplication.processEvents()
    image = window.grab().toImage()
    drawn = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(60, image.height(), 3)}
    assert len(drawn) > 8
    for button in window.findChildren(Button):
        if button.isVisible():
            left = button.mapTo(window, button.rect().topLeft()).x()
            assert left >= 0 and left + button.width() <= size.width(), button.text()
