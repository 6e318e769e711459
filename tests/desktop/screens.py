"""Pictures of every page: `python -m tests.desktop.screens OUT [NAME...]`, light and dark, at two sizes."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))  # the pictures' data import one another by their own names

import other_pictures
import practice_pictures
import replay_pictures
import samples
from png import save_small
from progress_pictures import PROGRESS
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sessions_pictures import ABOUT, CHANGES, FOUND, FOUND_WORDS, NO_SESSIONS, SESSIONS
from settings_pictures import SETTINGS

from desktop import theme
from desktop.pages.about import AboutPage
from desktop.pages.base import Page
from desktop.pages.checklist import ChecklistPage
from desktop.pages.first_run import FirstRunPage
from desktop.pages.home import HomePage
from desktop.pages.progress import ProgressPage
from desktop.pages.report import ReportPage
from desktop.pages.room import RoomPage
from desktop.pages.rounds import RoundsPage
from desktop.pages.sessions import SessionsPage
from desktop.pages.settings import SettingsPage
from desktop.progress_view import ProgressView
from desktop.widgets.controls import Button
from desktop.widgets.ring import Ring
from desktop.window import MainWindow
from tests.desktop import pictures

SIZES = {"1280": QSize(1280, 800), "1920": QSize(1920, 1080)}
SETTLED_MS = 500
"""Milliseconds until fades and slides are over and the waveform is read."""
PLACES = (
    ("home", "Today"),
    ("rounds", "Rounds"),
    ("learn", "Learn"),
    ("sessions", "Sessions"),
    ("progress", "Progress"),
    ("settings", ""),
    ("stories", "Stories"),
    ("practice", "Practice"),
    ("loop", "Loop"),
)
"""Pages with a place in the top bar."""
Arrange = Callable[[MainWindow], None]


def put(window: MainWindow, key: str, page: Page) -> None:
    """The page in its place among the others, shown."""
    for name, word in PLACES:
        window.add_page(name, page if name == key else Page(), word)
    if key not in dict(PLACES):
        window.add_page(key, page)
    window.go_now(key)


def viewed(key: str, kind: type[Any], view: object, window: MainWindow) -> None:
    """A page that is filled by its view."""
    page = kind()
    page.show_view(view)
    put(window, key, page)
    let_speak(window)


def let_speak(window: MainWindow) -> None:
    """Four and a half seconds of a voice through every ring, without waiting for them."""
    for page in (*window.findChildren(HomePage), *window.findChildren(ChecklistPage)):
        page.set_level(-20)
    for ring in window.findChildren(Ring):
        for step in range(90):
            ring.set_level(pictures.voice(step * 50))
            ring.advance(50)


def report(window: MainWindow, *, report_: Any = None, down: float = 0) -> None:
    """The report; `down` is how far it is scrolled, 0 to 1."""
    page = ReportPage()
    page.show_report(report_ or samples.report(), samples.WHEN)
    put(window, "report", page)
    window.show()
    QApplication.processEvents()
    bar = page._area.verticalScrollBar()
    bar.setValue(round(down * bar.maximum()))


def tour(window: MainWindow, *, step: int = 0) -> None:
    viewed("home", HomePage, pictures.HOME_FIRST, window)
    window.show()
    QApplication.processEvents()
    (page,) = window.findChildren(HomePage)
    window.show_tour(page.tour_steps(window.top_bar()), lambda: None)
    shown = window.tour()
    assert shown is not None
    for _ in range(step):
        shown._on()


def principles(window: MainWindow) -> None:
    viewed("progress", ProgressPage, PROGRESS, window)
    (page,) = window.findChildren(ProgressPage)
    next(button for button in page.findChildren(Button) if button.text() == "Principles").click()


def sessions(window: MainWindow) -> None:
    """The newest that was held to its end is picked."""
    viewed("sessions", SessionsPage, SESSIONS, window)
    (page,) = window.findChildren(SessionsPage)
    page.pick(SESSIONS.sessions[1].session_id)
    page.show_changes(SESSIONS.sessions[1].session_id, CHANGES)


def found(window: MainWindow) -> None:
    """Words that were said, looked for in all sessions."""
    viewed("sessions", SessionsPage, SESSIONS, window)
    (page,) = window.findChildren(SessionsPage)
    page._search.setText(FOUND_WORDS)
    page.show_found(FOUND_WORDS, FOUND)


def shortcuts(window: MainWindow) -> None:
    viewed("rounds", RoundsPage, pictures.ROUNDS, window)
    window.show_shortcuts()


def scenes(folder: Path) -> dict[str, Arrange]:
    """Every picture by its name; `folder` is for the recording."""
    model = replay_pictures.laid_out(folder)
    return {
        "home": partial(viewed, "home", HomePage, pictures.HOME),
        "home-first": partial(viewed, "home", HomePage, pictures.HOME_FIRST),
        "tour": tour,
        "tour-rounds": partial(tour, step=2),
        "first-run": partial(viewed, "first_run", FirstRunPage, pictures.FIRST_RUN),
        "first-run-failed": partial(viewed, "first_run", FirstRunPage, pictures.FIRST_RUN_FAILED),
        "rounds": partial(viewed, "rounds", RoundsPage, pictures.ROUNDS),
        "checklist": partial(viewed, "checklist", ChecklistPage, pictures.CHECKLIST),
        "room": partial(viewed, "room", RoomPage, pictures.ROOM),
        "room-real": partial(viewed, "room", RoomPage, pictures.ROOM_REAL),
        "room-lost": partial(viewed, "room", RoomPage, pictures.ROOM_LOST),
        "report": report,
        "report-changes": partial(report, down=0.55),
        "report-end": partial(report, down=1.0),
        "report-nothing": partial(report, report_=samples.empty()),
        "replay": partial(replay_pictures.replay, put=put, model=model),
        "replay-find": partial(
            replay_pictures.replay, put=put, model=model, find="seven per cent", at=70 * samples.S
        ),
        "replay-correct": partial(replay_pictures.correcting, put=put, model=model),
        "replay-corrected": partial(replay_pictures.corrected, put=put, model=model),
        "replay-note": partial(replay_pictures.saying, put=put, model=model),
        "compare": partial(other_pictures.compare, put=put, model=model),
        "compare-words": partial(other_pictures.compare, put=put, model=model, down=1.0),
        "learn": partial(other_pictures.learn, put=put),
        "guide": partial(other_pictures.guide, put=put),
        "stories": partial(practice_pictures.stories, put=put),
        "stories-fit": partial(practice_pictures.stories, put=put, principle="dive-deep"),
        "story": partial(practice_pictures.story, put=put),
        "practice": partial(practice_pictures.plan_page, put=put),
        "drills": partial(practice_pictures.drills, put=put),
        "drill": partial(practice_pictures.finding, put=put),
        "card": partial(practice_pictures.card, put=put),
        "loop": partial(other_pictures.loop, put=put),
        "meeting": partial(other_pictures.meeting, put=put),
        "guardrails": partial(other_pictures.guardrails, put=put),
        "sessions": sessions,
        "sessions-found": found,
        "sessions-empty": partial(viewed, "sessions", SessionsPage, NO_SESSIONS),
        "progress": partial(viewed, "progress", ProgressPage, PROGRESS),
        "progress-principles": principles,
        "progress-empty": partial(viewed, "progress", ProgressPage, ProgressView(0)),
        "settings": partial(viewed, "settings", SettingsPage, SETTINGS),
        "about": partial(viewed, "about", AboutPage, ABOUT),
        "shortcuts": shortcuts,
    }


def take(app: QApplication, size: QSize, arrange: Arrange, path: Path) -> None:
    window = MainWindow()
    window.resize(size)
    arrange(window)
    window.show()
    QTest.qWait(SETTLED_MS)
    save_small(window.grab().toImage(), path)
    window.close()
    window.deleteLater()
    app.processEvents()


def main(out: Path, names: list[str]) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        wanted = {
            name: arrange for name, arrange in scenes(Path(folder)).items() if not names or name in names
        }
        for mode in ("dark", "light"):
            theme.set_mode(mode)
            for width, size in SIZES.items():
                for name, arrange in wanted.items():
                    take(app, size, arrange, out / f"{name}-{mode}-{width}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screens"), sys.argv[2:])
