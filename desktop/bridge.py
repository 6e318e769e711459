"""The only crossing of threads into the window: the conductor's moments and the sound side's levels as Qt signals.

Signals are emitted on the conductor's and the audio threads; Qt queues them to the receivers' thread.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from content.library import Library
from desktop.minds import make_mind_worker
from desktop.options import Options
from desktop.overheard import Overheard
from desktop.paths import journal_path, session_folder
from desktop.rehearsal import Rehearsal
from desktop.studio import Studio
from desktop.typed import TypedStage
from interviewer.events import AnswerTyped, EndRequested, Input
from interviewer.journal import Journal
from speech.events import LevelMeasured, PartialHeard, SpeechEvent
from speech.level import LevelMeter
from speech.ports import Block
from speech.tracks import TrackName

log = logging.getLogger(__name__)

NOT_STARTED = "The round could not start; `hotseat doctor` in a terminal may say why."
BROKE_OFF = "The round broke off. What was said is kept, and Today offers to take it to its report."


class LiveRound(QObject):
    """One round in the window: made, started beside the GUI thread, observed through signals."""

    moment = Signal(object)
    """interviewer.conductor.Moment."""
    level = Signal(float)
    """The candidate's loudness in dBFS, 20 a second."""
    voice_level = Signal(float)
    """The interviewer's."""
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
        self._typed: TypedStage | None = None
        self._studio: Studio | None = None
        self._meter = LevelMeter()
        self._overheard = Overheard(options.output_device) if options.sample and not options.fast else None
        if options.typed:
            self._typed = TypedStage(lambda post, now: make_mind_worker(options.mind, post, now))
            self._rehearsal = Rehearsal(options, library, self._typed, self.moment.emit)
        else:
            if self._overheard is not None:
                options = replace(options, output_device="")  # what is overheard already sounds there
            self._studio = Studio(options, self._watch, self._overhear)
            self._rehearsal = Rehearsal(options, library, self._studio, self.moment.emit)
            self._studio.settle_with(self._rehearsal)
        self._closing = threading.Event()
        self._begun = False
        self._discarded = False
        self._starter: threading.Thread | None = None
        self._closer: threading.Thread | None = None

    @property
    def session_id(self) -> str:
        return self._rehearsal.session_id

    @property
    def now(self) -> int:
        """The session's clock, samples at 16 kHz."""
        return self._rehearsal.now

    @property
    def over(self) -> bool:
        """The report is there, or the conductor has failed."""
        return self._rehearsal.ended.is_set()

    @property
    def exhausted(self) -> bool:
        """A sample candidate has nothing more to say."""
        return self._studio is not None and self._studio.exhausted

    def start(self, before: Callable[[], None] = lambda: None) -> None:
        """Load models and open devices beside the GUI thread, which must not stall; `ready` or `failed` follows.

        `before` is called there first; it may wait until another user of the devices has let go.
        """
        self._starter = threading.Thread(target=self._start, args=(before,), name="round-start", daemon=True)
        self._starter.start()

    def post(self, make: Callable[[int], Input]) -> None:
        """Post the event that `make` gives for the present sample."""
        self._rehearsal.post(make(self.now))

    def answer(self, text: str) -> None:
        """An answer from the keyboard, in a typed round or in a spoken one."""
        if self._typed is not None:
            self._typed.answer(text)
        else:
            self.post(lambda now: AnswerTyped(now, text))

    def end(self) -> None:
        self.post(EndRequested)

    def close(self, *, discard: bool = False) -> None:
        """Shut recording, devices and models beside the GUI thread; `closed` follows once.

        `discard` leaves nothing of the session: it was left before its first question.
        """
        if not self._closing.is_set():
            self._closing.set()
            self._discarded = discard
            self._closer = threading.Thread(target=self._close, name="round-close", daemon=True)
            self._closer.start()

    def close_now(self, timeout: float = 15.0, *, discard: bool = False) -> None:
        """The same, waited for: the application is quitting."""
        self.close(discard=discard)
        if self._closer is not None:
            self._closer.join(timeout)

    # ------------------------------------------------------------ beside the GUI thread
    def _start(self, before: Callable[[], None]) -> None:
        from desktop.commands.errors import known_errors

        try:
            before()
            if self._closing.is_set():
                return
            if self._overheard is not None:
                self._overheard.start()
            self._rehearsal.start()
            self._begun = True
        except known_errors() as error:
            self._not_started(str(error))
        except Exception:
            log.exception("the round did not start")
            self._not_started(NOT_STARTED)
        else:
            self._tell(self.ready)

    def _not_started(self, words: str) -> None:
        shutil.rmtree(session_folder(self.session_id), ignore_errors=True)
        if self._overheard is not None:
            self._overheard.stop()
        self._tell(self.failed, words)

    def _close(self) -> None:
        if self._starter is not None:
            self._starter.join()
        try:
            if self._begun:
                self._rehearsal.close()
        except Exception:
            log.exception("the round did not close in good order")
            self._tell(self.failed, BROKE_OFF)
            return
        finally:
            if self._overheard is not None:
                self._overheard.stop()
        if self._discarded:
            self._forget()
        self._tell(self.closed, self.session_id)

    def _forget(self) -> None:
        with Journal(journal_path()) as journal:
            journal.delete(self.session_id)
        shutil.rmtree(session_folder(self.session_id), ignore_errors=True)

    @staticmethod
    def _tell(signal: object, *values: object) -> None:
        try:
            signal.emit(*values)  # type: ignore[attr-defined]
        except RuntimeError:  # the window, and this object with it, is gone: the application is quitting
            log.debug("a round's signal came after the window had closed")

    # ------------------------------------------------------------ on the audio threads
    def _watch(self, event: SpeechEvent) -> None:
        """What is shown but never decided on: meters and tentative words."""
        if isinstance(event, LevelMeasured):
            self.level.emit(event.dbfs)
        elif isinstance(event, PartialHeard):
            self.tentative.emit(event.words)

    def _overhear(self, who: TrackName, block: Block) -> None:
        if self._overheard is not None:
            self._overheard.take(who, block)
        if who == "interviewer":
            for measured in self._meter.feed(block):
                self.voice_level.emit(measured.dbfs)
