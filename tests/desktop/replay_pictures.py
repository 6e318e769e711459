"""Pictures of the replay: what is looked for in it, words put right, a note being said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import samples
from PySide6.QtWidgets import QApplication

from desktop.pages.replay import ReplayPage
from desktop.replay_model import ReplayModel, TrackFiles, build
from desktop.widgets.notes import NotesPanel
from desktop.widgets.transcript import TranscriptView
from desktop.window import MainWindow
from interviewer.corrections import Correction
from interviewer.journal import Note

S = samples.S
NOTES = (
    Note(1, 62 * S, "Say “I rode” here, not “we looked”.", ()),
    Note(
        2, 174 * S, "Baseline is 52 hours a week, from the dispatch sheet in March.", ("baseline", "retell")
    ),
    Note(3, 199 * S, "Long silence before this. Have the nine days ready.", ()),
)
Put = Callable[[MainWindow, str, ReplayPage], None]


class Notes:
    """A book to look at."""

    def notes(self) -> tuple[Note, ...]:
        return NOTES

    def add(self, sample: int, text: str, tags: tuple[str, ...], *, spoken: bool = False) -> None: ...

    def edit(self, note_id: int, text: str, tags: tuple[str, ...]) -> None: ...

    def delete(self, note_id: int) -> None: ...


def laid_out(folder: Path) -> ReplayModel:
    """The sample session with its recording."""
    return build(
        samples.report(),
        samples.transcript(),
        session_id="s",
        title="Disagree and commit",
        when=samples.WHEN,
        recorded=214 * S,
        tracks=TrackFiles(*samples.recording(folder)),
        folder=folder,
    )


def replay(
    window: MainWindow, *, put: Put, model: ReplayModel, find: str = "", at: int = 175 * S
) -> ReplayPage:
    page = ReplayPage()
    page.show_session(model, Notes(), at=at)
    put(window, "replay", page)
    window.show()
    QApplication.processEvents()
    if find:
        page._head.open_find()
        page._head._field.setText(find)
    return page


def correcting(window: MainWindow, *, put: Put, model: ReplayModel) -> None:
    """The words of a passage being put right."""
    replay(window, put=put, model=model, at=134 * S)
    (transcript,) = window.findChildren(TranscriptView)
    said = [placed.passage.speaker for placed in transcript._placed]
    transcript.edit(max(n for n, who in enumerate(said) if who == "candidate" and n < 12))


def corrected(window: MainWindow, *, put: Put, model: ReplayModel) -> None:
    """Words that were put right, what had been heard beside them, and the way back."""
    said = next(passage for passage in model.passages if passage.start >= 153 * S and passage.words)
    first, last = said.words[0], said.words[-1]
    one = Correction(
        1, first.start, last.end, "I walked the six dispatches", said.text, "2026-11-20T08:00:00"
    )
    replay(window, put=put, model=replace(model, corrections=(one,)), at=160 * S)


def saying(window: MainWindow, *, put: Put, model: ReplayModel) -> None:
    """A note being said."""
    replay(window, put=put, model=model, at=153 * S)
    (panel,) = window.findChildren(NotesPanel)
    panel.offer_voice(on=True)
    panel.voice.show_recording(7.0)
