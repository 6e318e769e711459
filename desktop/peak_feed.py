"""Peaks for the window: kept ones at once, others read piece by piece while the window lives."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import peaks as store
from desktop.peaks import PeakReader
from desktop.replay_model import ReplayModel
from speech.errors import RecordingError


class PeakFeed(QObject):
    """Reads a minute of sound between two turns of the event loop: no thread, and no frozen window."""

    ready = Signal(object)
    """tuple[Peaks, Peaks]: the candidate's and the interviewer's."""
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model: ReplayModel | None = None
        self._reader: PeakReader | None = None
        self._pieces: Iterator[float] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_on)

    @property
    def reading(self) -> bool:
        return self._timer.isActive()

    def begin(self, model: ReplayModel) -> None:
        """Of another session; what was being read is dropped."""
        self.rest()
        self._model, self._reader, self._pieces = model, None, None
        if model.tracks is None:
            return
        kept = store.load(model.folder, model.tracks) if model.folder else None
        if kept is not None:
            self.ready.emit(kept)
            return
        self._reader = PeakReader(model.tracks)
        self._pieces = self._reader.pieces()
        self._timer.start()

    def rest(self) -> None:
        """Stop for now, while the page is not shown."""
        self._timer.stop()

    def go_on(self) -> None:
        if self._pieces is not None:
            self._timer.start()

    def _read_on(self) -> None:
        if self._pieces is None:
            self._timer.stop()
            return
        try:
            ended = next(self._pieces, None) is None
        except RecordingError as error:
            self._finish()
            self.failed.emit(str(error))
            return
        if ended:
            self._finish()
            self._hand_out()

    def _finish(self) -> None:
        self._timer.stop()
        self._pieces = None

    def _hand_out(self) -> None:
        if self._model is None or self._reader is None or self._model.tracks is None:
            return
        made = self._reader.peaks()
        self.ready.emit(made)
        if self._model.folder is not None:
            store.keep(self._model.folder, self._model.tracks, made)
