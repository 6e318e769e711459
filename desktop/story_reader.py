"""The running story's analysis, made beside the window, which must not stand still for it."""

from __future__ import annotations

import logging
import queue
import threading

from PySide6.QtCore import QObject, Signal

from interviewer.analysis.findings import AnswerAnalysis
from interviewer.state import State, Turn, story_analysis

log = logging.getLogger(__name__)


class StoryReader(QObject):
    """`of` gives the newest analysis there is, and `changed` tells of a newer one.

    A long story takes tens of milliseconds, every time a few words are committed. Only the newest state is read.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._asked: tuple[Turn, ...] | None = None
        self._found = AnswerAnalysis()
        # One slot: what is newer takes the place of what waits.
        self._waiting: queue.Queue[State | None] = queue.Queue()
        self._thread: threading.Thread | None = None

    def of(self, state: State) -> AnswerAnalysis:
        """Over all answers of the story so far, or as far as they have been read."""
        if state.turns is not self._asked:
            if self._asked is not None and _another_story(self._asked, state.turns):
                self._found = AnswerAnalysis()
            self._asked = state.turns
            self._start()
            self._waiting.put(state)
        return self._found

    def close(self) -> None:
        """Read nothing more; what is being read is dropped."""
        self._asked = None
        if self._thread is not None:
            self._waiting.put(None)
            self._thread = None

    def _start(self) -> None:
        if self._thread is None:
            self._waiting = queue.Queue()
            self._thread = threading.Thread(
                target=self._run, args=(self._waiting,), name="story", daemon=True
            )
            self._thread.start()

    def _run(self, waiting: queue.Queue[State | None]) -> None:
        while (state := _newest(waiting)) is not None:
            try:
                found = story_analysis(state, finished=False)
            except Exception:
                log.exception("a story could not be read")
                continue
            asked = self._asked
            if asked is not None and not _another_story(asked, state.turns):
                self._found = found
                self._tell()

    def _tell(self) -> None:
        try:
            self.changed.emit()
        except RuntimeError:  # the window, and this object with it, is gone
            log.debug("a story was read after the window had closed")


def _newest(waiting: queue.Queue[State | None]) -> State | None:
    """Wait for a state, and take the newest of those that wait; None where no more is wanted."""
    state = waiting.get()
    while state is not None:
        try:
            state = waiting.get_nowait()
        except queue.Empty:
            return state
    return None


def _another_story(before: tuple[Turn, ...], now: tuple[Turn, ...]) -> bool:
    return bool(before and now) and before[-1].story != now[-1].story
