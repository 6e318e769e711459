"""An hour's session scrolls and plays as lightly as one of minutes: what is drawn is what is seen, not what there is.

The seconds themselves are told by `python -m tests.bench.replay_hour`.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

import hour
import pytest
from PySide6.QtWidgets import QApplication

from content.library import load_library
from desktop.pages.replay import ReplayPage
from desktop.paths import journal_path
from desktop.replay_session import load_session
from desktop.silent_player import SilentPlayer
from interviewer.journal import Journal

MINUTES = 240 * hour.S


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An hour and four minutes in the journal."""
    monkeypatch.setenv("HOTSEAT_HOME", str(tmp_path))
    library = load_library()
    with Journal(journal_path()) as journal:
        hour.keep(journal, library, "hour")
        hour.keep(journal, library, "minutes", MINUTES)
        yield journal


def test_an_hours_frame_is_no_heavier_than_that_of_minutes(qtbot, book: Journal) -> None:
    library, figures = load_library(), {}
    for name in ("minutes", "hour"):
        page = ReplayPage(lambda model: (SilentPlayer(model.length), ""))
        qtbot.addWidget(page)
        page.resize(1280, 800)
        page.show()
        page.entered()
        QApplication.processEvents()
        page.show_session(load_session(book, name, library), at=60 * hour.S)
        page.grab()
        assert not page._peaks.reading, "the kept peaks serve"
        figures[name] = hour.frames(page, 40)
        page.close()
    assert len(page._model.passages) > 400
    for kind, times in figures["hour"].items():
        assert median(times) < 3 * median(figures["minutes"][kind]), kind
