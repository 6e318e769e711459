"""The one thread that owns a session's state: events in by a queue, commands out to the hands, the journal first."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from interviewer.ending import to_read
from interviewer.errors import JournalError
from interviewer.events import (
    CloseTurn,
    Command,
    DropProbe,
    Exchange,
    Finish,
    FinishTurn,
    HoldSaying,
    HoldTurn,
    HurryProbe,
    Input,
    MuteMicrophone,
    OpenTurn,
    PrepareLines,
    PrimeMind,
    ProbeBrief,
    ResumeSaying,
    Say,
    SessionStarted,
    SoftenSaying,
    StopSaying,
    Tick,
    WordProbe,
)
from interviewer.journal import Journal
from interviewer.report import Report
from interviewer.session import step
from interviewer.state import State
from speech.events import Lull, PartialHeard, PauseHeard, RecordingFailed

log = logging.getLogger(__name__)

QUEUE_LIMIT = 10_000
"""Events that may wait: some forty minutes of ticks. Reached only if the conductor hangs."""


_FREQUENT = Tick | Lull | PauseHeard | PartialHeard
"""Many a second; kept only where they changed something."""


class Hands(Protocol):
    """What carries commands out; every call returns at once, what comes of it is posted back as an event."""

    def say(self, utterance_id: str, text: str) -> None: ...
    def stop_saying(self) -> None: ...
    def hold_saying(self, utterance_id: str) -> None: ...
    def resume_saying(self, utterance_id: str) -> None: ...
    def soften_saying(self, utterance_id: str) -> None: ...
    def open_turn(self) -> None: ...
    def close_turn(self) -> None: ...
    def finish_turn(self) -> None: ...
    def hold(self, on: bool) -> None: ...
    def mute(self, on: bool) -> None: ...
    def prime(self, question: str, dialogue: tuple[Exchange, ...], level: str, company: str) -> None: ...
    def word(self, request_id: str, brief: ProbeBrief) -> None: ...
    def hurry(self, request_id: str) -> None: ...
    def drop(self, request_id: str) -> None: ...
    def prepare(self, texts: tuple[str, ...]) -> None: ...
    def weigh(self, voiced_until: int, question: str, dialogue: tuple[Exchange, ...]) -> None: ...


@dataclass(frozen=True, slots=True)
class Moment:
    """What observers see: an event, what it led to, and the state after it."""

    event: Input
    commands: tuple[Command, ...]
    state: State
    report: Report | None = None
    """With the last moment of a session."""


Observer = Callable[[Moment], None]


class Conductor:
    """Runs one session. `post` from any thread; observers are called on the conductor's own thread."""

    def __init__(
        self,
        state: State,
        hands: Hands,
        open_journal: Callable[[], Journal],
        make_report: Callable[[State], Report],
        observe: Observer,
        name: str,
        created: str,
    ) -> None:
        """`name` and `created` (local time, ISO 8601) head the session in the journal."""
        self._state = state
        self._hands = hands
        self._open_journal = open_journal
        self._make_report = make_report
        self._observe = observe
        self._name, self._created = name, created
        self._queue: queue.Queue[Input | None] = queue.Queue(QUEUE_LIMIT)
        self._unwritten: list[tuple[Input, tuple[Command, ...]]] = []
        self.ended = threading.Event()
        self.failure: BaseException | None = None
        # Session state belongs to this thread alone, so that no rule ever needs a lock.
        self._thread = threading.Thread(target=self._run, name="conductor", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def post(self, event: Input) -> None:
        """Hand an event in; never blocks."""
        try:
            self._queue.put_nowait(event)
        except queue.Full:
            log.error("the conductor's queue is full; %s is dropped", type(event).__name__)

    @property
    def idle(self) -> bool:
        """Nothing waits and nothing is being decided."""
        return self._queue.unfinished_tasks == 0

    def close(self, timeout: float = 10.0) -> None:
        """Stop after what has been posted; the session stays open in the journal unless it had ended."""
        try:
            self._queue.put(None, timeout=timeout)
        except queue.Full:
            log.error("the conductor does not take its end")
        self._thread.join(timeout)

    # ------------------------------------------------------------ the thread
    def _run(self) -> None:
        try:
            with self._open_journal() as journal:
                while True:
                    event = self._queue.get()
                    if event is None:
                        return
                    self._take(event, journal)
                    self._queue.task_done()
        except BaseException as error:
            log.exception("the conductor stopped")
            self.failure = error
        finally:
            self.ended.set()

    def _take(self, event: Input, journal: Journal) -> None:
        if isinstance(event, SessionStarted):
            journal.begin(event, self._name, self._created)
        if isinstance(event, PauseHeard | PartialHeard):
            self._read_along(event)
        before = self._state
        self._state, commands = step(before, event)
        if commands or not _passed_by(event, before, self._state):
            self._write(event, commands, journal)
        if any(isinstance(command, Finish) for command in commands):
            self._finish(event, commands, journal)
            return
        self._observe(Moment(event, commands, self._state))
        for command in commands:
            self._carry_out(command)

    def _read_along(self, event: PauseHeard | PartialHeard) -> None:
        """The model reads what is being said; where a lull lasts, it weighs before anything else if that was all.

        Before the step, which analyses the words: the candidate may be waiting.
        """
        found = to_read(self._state, event)
        if found is None:
            return
        if isinstance(event, PauseHeard) and not event.goes_on:
            self._hands.weigh(event.voiced_until, *found)
        elif event.words:
            self._hands.prime(*found, self._state.level.name, self._state.company)

    def _write(self, event: Input, commands: tuple[Command, ...], journal: Journal) -> None:
        """To the journal before anything is shown; what a full disk refuses is kept and tried again."""
        self._unwritten.append((event, commands))
        session = self._state.session_id
        try:
            while self._unwritten:
                journal.append(session, *self._unwritten[0])
                self._unwritten.pop(0)
        except JournalError as error:
            if len(self._unwritten) == 1:
                log.error("%s", error)
            if len(self._unwritten) == 1 and not isinstance(event, RecordingFailed):
                self.post(RecordingFailed(event.sample, str(error)))

    def _finish(self, event: Input, commands: tuple[Command, ...], journal: Journal) -> None:
        for command in commands:
            self._carry_out(command)
        report = self._make_report(self._state)
        try:
            journal.finish(self._state.session_id, report)
        except JournalError as error:
            log.error("%s", error)
        self._observe(Moment(event, commands, self._state, report))
        self.ended.set()

    def _carry_out(self, command: Command) -> None:
        hands = self._hands
        match command:
            case Say():
                hands.say(command.utterance_id, command.text)
            case StopSaying():
                hands.stop_saying()
            case HoldSaying():
                hands.hold_saying(command.utterance_id)
            case ResumeSaying():
                hands.resume_saying(command.utterance_id)
            case SoftenSaying():
                hands.soften_saying(command.utterance_id)
            case OpenTurn():
                hands.open_turn()
            case CloseTurn():
                hands.close_turn()
            case FinishTurn():
                hands.finish_turn()
            case HoldTurn():
                hands.hold(command.on)
            case MuteMicrophone():
                hands.mute(command.on)
            case PrimeMind():
                hands.prime(command.question, command.dialogue, command.level, command.company)
            case WordProbe():
                hands.word(command.request_id, command.brief)
            case HurryProbe():
                hands.hurry(command.request_id)
            case DropProbe():
                hands.drop(command.request_id)
            case PrepareLines():
                hands.prepare(command.texts)
            case Finish():
                pass


def _passed_by(event: Input, before: State, after: State) -> bool:
    """Whether a session rebuilt without this event is the same."""
    return isinstance(event, _FREQUENT) and replace(after, now=before.now) == before
