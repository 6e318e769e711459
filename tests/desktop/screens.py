"""Pictures of every live page: `python -m tests.desktop.screens OUT`, in light and dark, at two sizes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.pages.about import AboutPage
from desktop.pages.base import Page
from desktop.pages.checklist import ChecklistPage
from desktop.pages.first_run import FirstRunPage
from desktop.pages.home import HomePage
from desktop.pages.room import RoomPage
from desktop.pages.rounds import RoundsPage
from desktop.pages.sessions import SessionsPage
from desktop.pages.settings import SettingsPage
from desktop.widgets.ring import Ring
from desktop.window import MainWindow
from tests.desktop import pictures
from tests.desktop.sessions_pictures import ABOUT, NO_SESSIONS, SESSIONS
from tests.desktop.settings_pictures import SETTINGS

SIZES = {"1280": QSize(1280, 800), "1920": QSize(1920, 1080)}


def let_speak(window: MainWindow) -> None:
    """Four and a half seconds of a voice through every ring, without waiting for them."""
    for ring in window.findChildren(Ring):
        for step in range(90):
            ring.set_level(pictures.voice(step * 50))
            ring.advance(50)


def room() -> Iterator[tuple[str, Callable[[MainWindow], None]]]:
    def show(view) -> Callable[[MainWindow], None]:
        def shown(window: MainWindow) -> None:
            page = RoomPage()
            window.add_page("room", page)
            page.show_view(view)
            window.go_now("room")
            let_speak(window)

        return shown

    yield "room", show(pictures.ROOM)
    yield "room-real", show(pictures.ROOM_REAL)
    yield "room-lost", show(pictures.ROOM_LOST)


def home() -> Iterator[tuple[str, Callable[[MainWindow], None]]]:
    def show(view) -> Callable[[MainWindow], None]:
        def shown(window: MainWindow) -> None:
            page = HomePage()
            window.add_page("home", page, "Today")
            for key, word in (("rounds", "Rounds"), ("sessions", "Sessions")):
                window.add_page(key, Page(), word)
            window.add_page("settings", Page())
            page.show_view(view)
            window.go_now("home")
            page.set_level(-20)
            let_speak(window)

        return shown

    yield "home", show(pictures.HOME)
    yield "home-first", show(pictures.HOME_FIRST)


def other() -> Iterator[tuple[str, Callable[[MainWindow], None]]]:
    def show(kind: type[Page], view, key: str = "") -> Callable[[MainWindow], None]:
        def shown(window: MainWindow) -> None:
            page = kind()
            window.add_page("home", Page(), "Today")
            window.add_page("shown", page, "Rounds" if not page.bare else "")
            window.add_page("settings", Page())
            page.show_view(view)
            window.go_now("shown")
            if key:
                window.show_shortcuts()

        return shown

    yield "checklist", show(ChecklistPage, pictures.CHECKLIST)
    yield "first-run", show(FirstRunPage, pictures.FIRST_RUN)
    yield "first-run-failed", show(FirstRunPage, pictures.FIRST_RUN_FAILED)
    yield "rounds", show(RoundsPage, pictures.ROUNDS)
    yield "settings", show(SettingsPage, SETTINGS)
    yield "sessions", show(SessionsPage, SESSIONS)
    yield "sessions-empty", show(SessionsPage, NO_SESSIONS)
    yield "about", show(AboutPage, ABOUT)
    yield "shortcuts", show(RoundsPage, pictures.ROUNDS, "?")


def scenes() -> Iterator[tuple[str, Callable[[MainWindow], None]]]:
    yield from home()
    yield from room()
    yield from other()


def main(out: Path) -> None:
    app = QApplication.instance() or QApplication([])
    theme.apply(app)
    out.mkdir(parents=True, exist_ok=True)
    for mode in ("dark", "light"):
        theme.set_mode(mode)
        for size_name, size in SIZES.items():
            for name, arrange in scenes():
                window = MainWindow()
                window.resize(size)
                arrange(window)
                window.show()
                QTest.qWait(300)
                window.grab().save(str(out / f"{name}-{mode}-{size_name}.png"))
                window.close()
                window.deleteLater()
                app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screens"))
