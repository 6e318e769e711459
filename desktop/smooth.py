"""What keeps the window's frames even while models and analysis work in the same process."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer

SWITCH = 0.001
"""Seconds a thread may go on while another waits for the interpreter; Python's own 5 ms are a third of a frame."""
EVERY_MS = 1000
"""Milliseconds between two looks for young garbage."""
ENOUGH = 700
"""Objects made since the last look that are worth another."""


def share() -> None:
    """Let the window's thread have the interpreter soon after it asks."""
    sys.setswitchinterval(SWITCH)


class Collector(QObject):
    """Garbage is collected on the window's thread, the young often and the old where a page changes.

    Left alone, Python does it on whatever thread happens to make the next object, all of it at times: 52 ms with
    everything imported, in which no other thread runs; and widgets in a cycle must not die on another thread.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tidy)
        self._timer.start(EVERY_MS)

    def settle(self) -> None:
        """What is there now stays: it is looked through once more and never again."""
        gc.collect()
        gc.freeze()

    def tidy(self) -> None:
        """The young: a millisecond or two."""
        if gc.get_count()[0] >= ENOUGH:
            gc.collect(1)

    def tidy_all(self) -> None:
        """All that came since `settle`; where nobody sees a frame that is late."""
        gc.collect()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
