"""How lightly the replay opens and moves: an hour's session beside one of four minutes.

    python -m tests.bench.replay_hour

Seconds of the process's own work, painted into memory at 1280x800; a screen at sixty frames a second leaves 16.7 ms.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(
    0, str(Path(__file__).parents[1] / "desktop")
)  # its data import one another by their own names

import hour
from PySide6.QtWidgets import QApplication

from content.library import Library, load_library
from desktop import theme
from desktop.pages.replay import ReplayPage
from desktop.paths import journal_path
from desktop.replay_session import load_session
from desktop.silent_player import SilentPlayer
from interviewer.journal import Journal

OPENINGS = 5


def measured(book: Journal, library: Library, name: str) -> None:
    """Print the medians of one session."""
    page = ReplayPage(lambda model: (SilentPlayer(model.length), ""))
    page.resize(1280, 800)
    page.show()
    page.entered()
    QApplication.processEvents()

    def opened() -> None:
        page.show_session(load_session(book, name, library), at=60 * hour.S)
        page.grab()

    opening = median(hour.spent(opened) for _ in range(OPENINGS))
    print(f"{name:8} opens in {opening:.2f} s")
    for kind, times in hour.frames(page).items():
        print(
            f"{name:8} {kind:10} {median(times) * 1e3:5.1f} ms a frame, worst but three {times[-4] * 1e3:5.1f}"
        )
    page.close()


def main() -> None:
    application = QApplication([])
    theme.apply(application)
    library = load_library()
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOTSEAT_HOME"] = home
        with Journal(journal_path()) as book:
            for name, length in (("hour", hour.HOUR), ("minutes", 240 * hour.S)):
                hour.keep(book, library, name, length)
                measured(book, library, name)


if __name__ == "__main__":
    main()
