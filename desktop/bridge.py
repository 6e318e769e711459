"""The only crossing of threads into the window: the conductor's moments and the sound side's levels as Qt signals.

Signals are emitted on the conductor's and the audio threads; Qt queues them to the receivers' thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from content.library import Library
from desktop.options import Options
from desktop.rehearsal import Rehearsal
from desktop.studio import Studio
from interviewer.events import EndRequested, Input
from speech.events import LevelMeasured, PartialHeard, SpeechEvent

log = logging.getLogger(__name__)


class LiveRound(QObject):
    """One round in the window: made, started beside the GUI thread, observed through signals."""

    moment = Signal(object)
    """interviewer.conductor.Moment."""
    level = Signal(float)
    """dBFS, 20 a second."""
    tentative = Signal(object)
    """tuple[speech.events.Word, ...] after the committed prefix."""
    ready = Signal()
    """Models are loaded and devices are open."""
    failed = Signal(str)
    """The round cannot begin or go on: one sentence."""
    closed = Signal(str)
    """Everything is shut; the session's id."""

    def __init__(self, options: Options, library: Library) -> None:
        super().__init__()
        self._studio = Studio(options, watch=self._watch)
        self._rehearsal = Rehearsal(options, library, self._studio, self.moment.emit)
        self._studio.settle_with(self._rehearsal)
        self._closing = threading.Event()

    @property
    def session_id(self) -> str:
        return self._rehearsal.session_id

    @property
    def now(self) -> int:
        """The session's clock, samples at 16 kHz."""
        return self._rehearsal.now

    @property
    def exhausted(self) -> bool:
        """A sample candidate has nothing more to say."""
        return self._studio.exhausted

    def start(self) -> None:
        """Load models and open devices beside the GUI thread, which must not stall; `ready` or `failed` follows."""
        threading.Thread(target=self._start, name="round-start", daemon=True).start()

    def post(self, make: Callable[[int], Input]) -> None:
        """Post the event that `make` gives for the present sample."""
        self._rehearsal.post(make(self.now))

    def end(self) -> None:
        self.post(EndRequested)

    def close(self) -> None:
        """Shut recording, devices and models beside the GUI thread; `closed` follows once."""
        if not self._closing.is_set():
            self._closing.set()
            threading.Thread(target=self._close, name="round-close", daemon=True).start()

    def close_now(self, timeout: float = 15.0) -> None:
        """The same, waited for: the application is quitting."""
        if not self._closing.is_set():
            self._closing.set()
            closer = threading.Thread(target=self._close, name="round-close", daemon=True)
            closer.start()
            closer.join(timeout)

    def _start(self) -> None:
        from desktop.commands.errors import known_errors

        try:
            self._rehearsal.start()
        except known_errors() as error:
            self.failed.emit(str(error))
        except Exception:
            log.exception("the round did not start")
            self.failed.emit("The round could not start; `hotseat doctor` in a terminal may say why.")
        else:
            self.ready.emit()

    def _close(self) -> None:
        try:
            held = self._rehearsal.close()
        except Exception:
            log.exception("the round did not close in good order")
            self.failed.emit("The round broke off; it is kept and can be recovered from Today.")
            return
        self.closed.emit(held.session_id)

    def _watch(self, event: SpeechEvent) -> None:
        """What is shown but never decided on: meters and tentative words."""
        if isinstance(event, LevelMeasured):
            self.level.emit(event.dbfs)
        elif isinstance(event, PartialHeard):
            self.tentative.emit(event.words)
