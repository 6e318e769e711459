"""An hour's session opens in under a second and scrolls at sixty frames; times are the process's own."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import hour
import pytest
import samples
from PySide6.QtWidgets import QApplication

from content.library import load_library
from desktop import peaks, replay_session
from desktop.pages.replay import ReplayPage
from desktop.paths import journal_path, session_folder
from desktop.replay_session import load_session
from desktop.silent_player import SilentPlayer
from desktop.widgets.timeline import Timeline
from desktop.widgets.transcript import TranscriptView
from interviewer.events import SessionStarted
from interviewer.journal import Journal
from interviewer.recall import Recalled
from speech.events import PlaybackStarted

S = samples.S
FRAME = 1 / 60
pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The hour in the journal, with its recording, its peaks and its transcript as the report page leaves them."""
    monkeypatch.setenv("HOTSEAT_HOME", str(tmp_path))
    started = SessionStarted(0, "h1", "disagree-and-commit", "", "", "coach", "standard", False, 3600)
    with Journal(journal_path()) as book:
        book.begin(started, "An hour", "2026-11-19T19:40:00")
        book.append("h1", started, [])
        for number in range(400):
            book.append("h1", PlaybackStarted(number * 9 * S, f"u{number}"), [])
        book.finish("h1", hour.report())
        folder = session_folder("h1")
        folder.mkdir(parents=True)
        hour.record(folder)
        told = hour.transcript()
        monkeypatch.setattr(replay_session, "recall", lambda *_: Recalled(None, told))  # type: ignore[arg-type]
        model = load_session(book, "h1", load_library())
        monkeypatch.delattr(replay_session, "recall")
        assert model.tracks is not None and model.folder is not None
        reader = peaks.PeakReader(model.tracks)
        for _ in reader.pieces():
            pass
        peaks.keep(model.folder, model.tracks, reader.peaks())
        yield book


def spent(act: Callable[[], object]) -> float:
    """Seconds of this process's own work."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def test_an_hour_opens_within_a_second_and_scrolls_at_sixty_frames(
    qtbot, journal: Journal, record_property: Callable[[str, object], None]
) -> None:
    library = load_library()
    page = ReplayPage(lambda model: (SilentPlayer(model.length), ""))
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.entered()
    QApplication.processEvents()

    def opened() -> None:
        page.show_session(load_session(journal, "h1", library), at=1800 * S)
        page.grab()

    opening = spent(opened)
    timeline, words = page.findChild(Timeline), page.findChild(TranscriptView)
    assert not page._peaks.reading and len(page._model.passages) > 400

    def along(step: int) -> None:
        timeline.view.scroll(17 if step % 40 < 30 else -40)
        timeline.grab()

    def down(step: int) -> None:
        bar = words.verticalScrollBar()
        bar.setValue(bar.value() + 23)
        words.viewport().grab()

    def on(step: int) -> None:
        page._player.seek((1200 + step) * S // 8)
        page._show_position()
        QApplication.processEvents()  # paints what has changed, as on a screen

    frames = {
        name: sorted(spent(lambda act=act, step=step: act(step)) for step in range(120))
        for name, act in (("timeline", along), ("transcript", down), ("playing", on))
    }
    figures = {name: (median(times), times[-4]) for name, times in frames.items()}
    print(
        f"opening {opening:.2f} s; "
        + "; ".join(
            f"{n} {m * 1e3:.1f} ms, {p * 1e3:.1f} at worst but three" for n, (m, p) in figures.items()
        )
    )
    record_property("opening", opening)
    assert opening < 1.0
    for name, (usual, _) in figures.items():
        assert usual < FRAME, name
