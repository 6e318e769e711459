"""Listening: the microphone's blocks in, what was said and when it was over out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import count
from typing import Literal

import numpy as np

from speech.endpoint import EndpointSeconds
from speech.events import (
    SAMPLE_RATE,
    Lull,
    PartialHeard,
    PauseHeard,
    PlaybackEnded,
    PlaybackStarted,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    Word,
    WordsCommitted,
)
from speech.executor import SerialExecutor
from speech.opinion import VoiceOpinion
from speech.over import Over
from speech.ports import Block, Emit, Recogniser, Samples, VoiceActivity
from speech.ring import SoundRing
from speech.smart_turn import SmartTurn
from speech.turn import AFTERGLOW, Turn
from speech.vad import FRAME, GateEvent, SpeechGate

DECODE_EVERY = SAMPLE_RATE
"""Samples between two decodes while somebody speaks. Each costs 0.3 to 0.6 s of one core."""

LOOK_AGAIN_AFTER = int(0.6 * SAMPLE_RATE)
"""Samples after the last lull that was decoded before another is worth it; a pause always is."""

PRE_ROLL = SAMPLE_RATE // 2
"""Samples before `open_turn` that belong to the answer: a prompt start must not be clipped."""

REACH_BACK = 3 * SAMPLE_RATE
"""Samples a turn may begin before `open_turn` when the candidate was already speaking then."""

SETTLE_AFTER = int(0.7 * SAMPLE_RATE)
"""Samples of silence after which the words before it are committed as they are. Shorter pauses lie within
sentences more often than not, and committing there costs two points of word error rate."""

GRACE = int(0.3 * SAMPLE_RATE)
"""Samples a turn that is finished in mid-speech goes on: a key is let go before its last word has come in."""

EndReason = Literal["silence", "key", "asked"]


class Ear:
    """Hears one answer at a time, and what is said between two; every word once, in order, in one of them.

    Between the end of a turn and the next `open_turn` or `close_turn` words are still committed. The
    interviewer's voice is not among them: it does not reach the microphone, or is taken out before.

    `on_block` runs on the microphone's thread, the decodes on the executor's, the rest on the session's; the
    lock is held for assignments and events only, never over a decode.

    Args:
        emit: gets every event; SpeechStarted and SpeechStopped on the microphone's thread, the rest on the
            executor's.
        weighs: after each PauseHeard `weigh` is called in a moment; an answer does not end before.
        voice: where Smart Turn runs; None: on `executor`, behind what is being decoded.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        activity: VoiceActivity,
        executor: SerialExecutor,
        emit: Emit,
        *,
        endpoint: EndpointSeconds | None = None,
        smart_turn: SmartTurn | None = None,
        weighs: bool = False,
        voice: SerialExecutor | None = None,
    ) -> None:
        self._recogniser = recogniser
        self._activity = activity
        self._executor = executor
        self._emit = emit
        self._over = Over(endpoint or EndpointSeconds(), weighs=weighs, judges=smart_turn is not None)
        self._voice = voice or executor
        self._ring = SoundRing()
        self._opinion = VoiceOpinion(smart_turn, self._voice, self._ring) if smart_turn else None
        self._gate = SpeechGate()
        self._rest: Samples = np.zeros(0, np.float32)
        self._lock = threading.RLock()
        self._numbers = count()
        self._turn: Turn | None = None
        """What is heard now: the answer while `_open`, else what is said between two."""
        self._key = ""
        """Names the turn's jobs."""
        self._open = False
        self._covered = 0
        """Session sample up to which the sound belongs to earlier turns."""
        self._asked_at = 0
        """Session sample of the last decode asked for."""
        self._ending = False
        """Silence has ended the answer, unless somebody speaks on before that is said."""
        self._finish: tuple[EndReason, int] | None = None
        """Why the answer is to end, and the session sample at which that happens at the latest."""
        self._stopped_at = 0
        """Session sample of the last SpeechStopped."""
        self._unsettled = False
        """Words before the running pause are not committed yet."""
        self._looked_at = -1
        """Session sample of the last lull that was decoded."""

    @property
    def idle(self) -> bool:
        """All that was heard has been dealt with."""
        return self._executor.idle and self._voice.idle

    @property
    def reads_a_lull(self) -> bool:
        """What was said up to a lull is being read, or weighed: it may be the end, and the candidate waits for it."""
        return self._over.reads(self._ring.end)

    # ------------------------------------------------------------ what the session says
    def open_turn(self, first_sample: int | None = None) -> None:
        """Listen for an answer that begins at `first_sample`; None: now, or where the running speech began.

        An answer that is open goes on. One that is being finished is finished first, and none of its sound
        is heard again.
        """
        with self._lock:
            if self._turn is not None and self._finish is not None:
                self._conclude(self._turn, self._finish[0])
            if self._turn is None or not (self._open or self._gate.speaking):
                if self._turn is not None:
                    self._conclude(self._turn, None)
                first = self._beginning() if first_sample is None else first_sample
                self._attach(max(self._covered, first, 0))
            self._open = True
            self._ending = False
            self._over.count_from(self._ring.end)

    def close_turn(self) -> None:
        """Stop listening: the words said up to now are still committed, but no TurnEnded follows.

        An answer that was to be finished before still is, with its TurnEnded.
        """
        with self._lock:
            if self._turn is not None:
                self._conclude(self._turn, self._finish[0] if self._finish else None)
                self._turn = None

    def finish_turn(self, reason: EndReason = "asked") -> None:
        """End the open answer now: what has been heard is committed, then TurnEnded follows."""
        with self._lock:
            if self._turn is None or not self._open or self._finish is not None:
                return
            if self._gate.speaking:
                self._finish = (reason, self._ring.end + GRACE)
            else:
                self._conclude(self._turn, reason)

    def hold(self, on: bool) -> None:
        """While on, silence does not end the answer; it counts from the moment the hold is let go."""
        with self._lock:
            self._over.hold(on, self._ring.end)
            self._ending = False

    def weigh(self, voiced_until: int, complete: float) -> None:
        """How likely the words up to the pause at session sample `voiced_until` end a thought, 0 to 1."""
        with self._lock:
            self._over.weigh(voiced_until, complete)

    def on_playback(self, event: PlaybackStarted | PlaybackEnded) -> None:
        """The interviewer begins or ends a line: a voice over it is to be noticed sooner than another."""
        self._gate.alert = isinstance(event, PlaybackStarted)

    # ------------------------------------------------------------ what the microphone says
    def on_block(self, block: Block) -> None:
        """Take a block of the microphone's. The detector runs here: 0.2 ms a frame costs less than a hand-over."""
        if block.first_sample != self._ring.end:
            self._rest = np.zeros(0, np.float32)
        self._ring.write(block)
        waiting = np.concatenate([self._rest, block.samples])
        first = self._ring.end - len(waiting)
        whole = len(waiting) // FRAME * FRAME
        for at in range(0, whole, FRAME):
            self._on_frame(waiting[at : at + FRAME], first + at)
        self._rest = waiting[whole:]

    def _on_frame(self, frame: Samples, first: int) -> None:
        probability = self._activity.probability(frame)
        # One step for the session: it either hears of new speech before a TurnEnded, which that speech then
        # prevents, or after it, and opens the answer again.
        with self._lock:
            event = self._gate.feed(probability, first)
            if event is not None:
                self._emit(event)
            if self._turn is not None:
                self._follow(self._turn, event, first + FRAME)
            if isinstance(event, SpeechStopped):
                self._stopped_at = event.sample

    def _follow(self, turn: Turn, event: GateEvent | None, now: int) -> None:
        """Decide what this frame asks for: a decode, the settling of a pause, the end of the answer."""
        if isinstance(event, SpeechStarted):
            onset, quiet_from = event.sample, self._stopped_at
            self._ask(turn, "onset", lambda _: turn.skip(quiet_from, onset))
            self._asked_at, self._unsettled = onset, False
        elif isinstance(event, Lull):
            if self._looked_at < 0 or event.sample - self._looked_at >= LOOK_AGAIN_AFTER:
                self._look(turn, event.sample)
                self._asked_at = now
        elif isinstance(event, SpeechStopped):
            self._pause(turn, event.sample)
        elif self._gate.speaking:
            if now - self._asked_at >= DECODE_EVERY:
                self._asked_at = now
                self._ask(turn, "decode", lambda cancelled: turn.listen(self._ring.end, cancelled))
        else:
            self._rest_in(turn, now)
        if self._finish is not None and (not self._gate.speaking or now >= self._finish[1]):
            self._conclude(turn, self._finish[0])

    def _rest_in(self, turn: Turn, now: int) -> None:
        """In a pause: its words are committed when it has lasted, and it may be the end."""
        voiced = self._gate.voiced_until
        if self._unsettled and now - voiced >= SETTLE_AFTER:
            self._unsettled = False
            self._ask(turn, "settle", lambda _: turn.finish(voiced))
        if self._open and not self._ending:
            verdict = self._over.verdict(turn.progress, voiced, now)
            if verdict == "over":
                self._end(turn, voiced)
            elif verdict == "judge" and self._opinion is not None:
                self._opinion.ask(voiced, self._judged)

    def _judged(self, voiced_until: int, finished: float | None) -> None:
        with self._lock:
            self._over.judge(voiced_until, finished)

    # ------------------------------------------------------------ turns
    def _beginning(self) -> int:
        now = self._ring.end
        if self._gate.voiced_until < now - PRE_ROLL:
            return now - PRE_ROLL
        return min(now - PRE_ROLL, max(self._gate.onset - PRE_ROLL, now - REACH_BACK))

    def _attach(self, first: int) -> None:
        """Hear a new turn from session sample `first`, not open yet."""
        turn = Turn(self._recogniser, self._ring, first)
        self._turn, self._open, self._ending, self._finish = turn, False, False, None
        self._key = str(next(self._numbers))
        self._asked_at, self._unsettled, self._looked_at = self._ring.end, False, -1
        if not self._gate.speaking and self._gate.voiced_until > first:
            self._pause(turn, self._gate.voiced_until)

    def _detach(self, covered: int) -> None:
        """The turn's sound ends at session sample `covered`; what is said next lies between two answers."""
        self._covered = max(self._covered, covered)
        self._turn, self._open, self._ending, self._finish = None, False, False, None
        self._attach(self._covered)

    def _conclude(self, turn: Turn, reason: EndReason | None) -> None:
        """Commit what the turn has heard by now; then, with a reason, say that the answer is over."""
        speaking, voiced = self._gate.speaking, self._gate.voiced_until
        until, afterglow = (self._ring.end, 0) if speaking else (voiced, AFTERGLOW)
        self._executor.cancel(f"decode {self._key}")
        self._detach(until + afterglow if until > turn.first_sample else turn.first_sample)

        def job(_: threading.Event) -> None:
            try:
                turn.finish(until, afterglow)
            finally:  # a recogniser that fails must not leave the session waiting for ever
                self._tell(turn)
                if reason is not None:
                    end = max(turn.first_sample, voiced)
                    self._emit(TurnEnded(self._ring.end, end, reason))

        self._executor.submit(job)

    def _end(self, turn: Turn, until: int) -> None:
        """Silence has ended the answer at session sample `until`; new speech takes that back until it is said."""
        self._ending = True

        def job(_: threading.Event) -> None:
            if self._turn is not turn or not self._ending:
                return
            try:
                turn.finish(until)
            finally:  # a recogniser that fails must not leave the session waiting for ever
                self._tell(turn)
                self._say_over(turn, until)

        self._executor.submit(job)

    def _say_over(self, turn: Turn, until: int) -> None:
        with self._lock:
            if self._turn is not turn or not self._ending:
                return
            if self._gate.onset >= until:
                self._ending = False
                return
            self._detach(until + AFTERGLOW)
            self._emit(TurnEnded(self._ring.end, max(turn.first_sample, until), "silence"))

    # ------------------------------------------------------------ jobs
    def _pause(self, turn: Turn, voiced_until: int) -> None:
        self._unsettled = True
        if self._looked_at != voiced_until:
            self._look(turn, voiced_until)

    def _look(self, turn: Turn, voiced_until: int) -> None:
        """Decode up to a lull: it may be the end, and then every tenth of a second counts."""
        self._looked_at = voiced_until
        self._over.look(voiced_until)
        self._executor.cancel(f"decode {self._key}")
        self._ask(turn, "pause", lambda _: turn.pause(voiced_until), voiced_until)

    def _pause_heard(self, words: tuple[Word, ...], voiced_until: int) -> None:
        goes_on = self._gate.voiced_until > voiced_until
        self._over.looked(voiced_until, self._ring.end, may_end=bool(words) and not goes_on)
        if words:
            self._emit(PauseHeard(self._ring.end, voiced_until, words, goes_on))

    def _ask(
        self, turn: Turn, what: str, decode: Callable[[threading.Event], None], lull: int | None = None
    ) -> None:
        """Decode on the executor and tell what came of it: of one up to a lull, where it lies."""

        def job(cancelled: threading.Event) -> None:
            if cancelled.is_set():
                return
            try:
                decode(cancelled)
            finally:
                self._tell(turn, lull)

        self._executor.submit(job, key=f"{what} {self._key}")

    def _tell(self, turn: Turn, lull: int | None = None) -> None:
        """Emit what a decode brought, one up to a lull or another. On the executor's thread alone, in order."""
        words = turn.take()
        with self._lock:
            if lull is not None:  # first of all: whether that was the end is what somebody may be waiting for
                self._pause_heard((*words, *turn.pending), lull)
            if words:
                self._emit(WordsCommitted(self._ring.end, words))
            self._emit(PartialHeard(self._ring.end, turn.pending))
