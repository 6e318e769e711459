"""Finding words in a replay: the field above, the places in the transcript, the steps between them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.pages.replay_parts import ReplayHead
from desktop.replay_model import Hit, ReplayModel
from desktop.widgets.transcript import TranscriptView


class Finder(QObject):
    """`position` says where the playhead is, `seek` moves it, `leave` gives the focus back to the page."""

    def __init__(
        self,
        head: ReplayHead,
        transcript: TranscriptView,
        *,
        position: Callable[[], int],
        seek: Callable[[int], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__(head)
        self._head, self._transcript = head, transcript
        self._position, self._seek, self._leave = position, seek, leave
        self._model: ReplayModel | None = None
        self.hits: tuple[Hit, ...] = ()
        self._hit = -1
        head.find_changed.connect(self._find)
        head.find_stepped.connect(self._step)
        head.find_closed.connect(self._stop)

    def begin(self, model: ReplayModel) -> None:
        """Another session, or other words of the same."""
        self._model, self.hits, self._hit = model, (), -1
        self._head.close_find()

    def _find(self, text: str) -> None:
        if self._model is None:
            return
        self.hits = self._model.find(text)
        at = self._position()
        later = (number for number, hit in enumerate(self.hits) if hit.start >= at)
        self._hit = next(later, 0) if self.hits else -1
        self._show()

    def _step(self, step: int) -> None:
        if self.hits:
            shown = self._position() == self.hits[self._hit].start
            self._hit = (self._hit + step) % len(self.hits) if shown else self._hit
            self._seek(self.hits[self._hit].start)
            self._show()

    def _stop(self) -> None:
        self.hits, self._hit = (), -1
        self._show()
        self._leave()

    def _show(self) -> None:
        self._transcript.set_hits(self.hits, self._hit)
        self._head.set_count(self._hit, len(self.hits))
