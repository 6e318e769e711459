"""Notes said aloud, for the window: the microphone is opened and the words are written down beside its thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.spoken_note import SpokenNote
from desktop.words import tr
from desktop.work import Work

LOOK_MS = 200
"""Milliseconds between two looks at the recording."""

MakeNote = Callable[[], SpokenNote]


class NoteTaker(QObject):
    """One note at a time: `begin`, then `finish` or `drop`."""

    recording = Signal(float)
    """Seconds so far, a few times a second."""
    writing = Signal()
    """It is over and being written down."""
    taken = Signal(int, str)
    """The sample it belongs to, and its words; empty where nothing was understood."""
    failed = Signal(str)
    """One sentence: why there is no note."""

    def __init__(self, make: MakeNote, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._note: SpokenNote | None = None
        self._sample, self._turn = 0, 0
        self._busy = False
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """From `begin` until the note is taken, dropped or has failed."""
        return self._busy

    @property
    def listening(self) -> bool:
        return self._note is not None

    def begin(self, sample: int) -> None:
        """At this moment of the session."""
        if self._busy:
            return
        self._busy, self._sample = True, sample
        self.recording.emit(0.0)
        self._beside(self._open, self._opened)

    def finish(self) -> None:
        """It has been said; write it down."""
        note, self._note = self._note, None
        self._clock.stop()
        if note is not None:
            self.writing.emit()
            self._beside(note.finish, self._taken)

    def drop(self) -> None:
        """Keep nothing, and give the microphone back."""
        note, self._note, self._busy = self._note, None, False
        self._turn += 1
        self._clock.stop()
        if note is not None:
            note.drop()

    # ------------------------------------------------------------ inside
    def _beside(self, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """`then` gets the outcome, unless the note was dropped meanwhile: a microphone that opens late is closed."""
        turn = self._turn

        def done(outcome: Any) -> None:
            if turn == self._turn:
                then(outcome)
            elif isinstance(outcome, SpokenNote):
                outcome.drop()

        def failed(words: str) -> None:
            if turn == self._turn:
                self._busy = False
                self.failed.emit(words)

        Work(self, job, done, failed).start()

    def _open(self) -> SpokenNote:
        note = self._make()
        note.begin()
        return note

    def _opened(self, note: SpokenNote) -> None:
        self._note = note
        self._clock.start()

    def _look(self) -> None:
        note = self._note
        if note is None:
            return
        if note.lost:
            self.drop()
            self.failed.emit(
                tr(
                    "The microphone stopped ({lost}); plug it in again and say the note once more.",
                    lost=note.lost,
                )
            )
        elif note.full:
            self.finish()
        else:
            self.recording.emit(note.seconds)

    def _taken(self, text: str) -> None:
        self._busy = False
        self.taken.emit(self._sample, text)
