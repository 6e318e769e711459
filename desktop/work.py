"""One piece of work beside the window's thread, its outcome brought back to it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.words import tr

log = logging.getLogger(__name__)


class Work(QObject):
    """Runs `job` on a thread of its own, because the window must never wait for a disk, a device or a model.

    `then` gets what it returned, `otherwise` one sentence; both are called on the window's thread, unless
    the work was dropped meanwhile.
    """

    _done = Signal(object)
    _failed = Signal(str)

    def __init__(
        self,
        parent: QObject,
        job: Callable[[], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self._job, self._then, self._otherwise = job, then, otherwise
        self._dropped = False
        self._done.connect(self._deliver)
        self._failed.connect(self._tell)
        self._thread = threading.Thread(target=self._run, name="work", daemon=True)

    def start(self) -> Work:
        self._thread.start()
        return self

    def drop(self) -> None:
        """Nobody wants the outcome any more."""
        self._dropped = True

    def wait(self, timeout: float) -> None:
        """Until the job is over; for an application that is quitting."""
        self._thread.join(timeout)

    def _run(self) -> None:
        from desktop.commands.errors import known_errors

        try:
            outcome = self._job()
        except known_errors() as error:
            self._send(self._failed, str(error))
        except Exception as error:
            log.exception("work beside the window failed")
            self._send(self._failed, tr("That did not work ({name}).", name=error or type(error).__name__))
        else:
            self._send(self._done, outcome)

    @staticmethod
    def _send(signal: Any, value: object) -> None:
        try:
            signal.emit(value)
        except RuntimeError:  # the window, and this object with it, has been closed meanwhile
            log.debug("an outcome came after the window had closed")

    def _deliver(self, outcome: object) -> None:
        if not self._dropped:
            self._then(outcome)
        self.deleteLater()

    def _tell(self, words: str) -> None:
        if not self._dropped:
            self._otherwise(words)
        self.deleteLater()
