"""Listening: the microphone's blocks in, what was said and when it was over out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Literal

import numpy as np

from speech.endpoint import EndpointSeconds, Heard, is_over
from speech.events import (
    SAMPLE_RATE,
    PartialHeard,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    Word,
    WordsCommitted,
)
from speech.executor import SerialExecutor
from speech.ports import Block, Emit, Recogniser, Samples, VoiceActivity
from speech.ring import SoundRing
from speech.smart_turn import SmartTurn
from speech.turn import Turn
from speech.vad import FRAME, SpeechGate

DECODE_EVERY = SAMPLE_RATE
"""Samples between two decodes while somebody speaks. Each costs 0.3 to 0.6 s of one core."""

PRE_ROLL = SAMPLE_RATE // 2
"""Samples before `open_turn` that belong to the answer: a prompt start must not be clipped."""

REACH_BACK = 3 * SAMPLE_RATE
"""Samples a turn may begin before `open_turn` when the candidate was already speaking then."""

EndReason = Literal["silence", "key", "asked"]


class Ear:
    """Hears one answer at a time. Speech is noticed always, but decoded only while a turn is open.

    `on_block` runs on the microphone's thread, the decodes on the executor's, the rest on the session's; the
    lock is held for assignments only, never over a decode.

    Args:
        emit: gets every event; SpeechStarted and SpeechStopped on the microphone's thread, the rest on the
            executor's.
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
    ) -> None:
        self._recogniser = recogniser
        self._activity = activity
        self._executor = executor
        self._emit = emit
        self._endpoint = endpoint or EndpointSeconds()
        self._smart_turn = smart_turn
        self._ring = SoundRing()
        self._gate = SpeechGate()
        self._rest: Samples = np.zeros(0, np.float32)
        self._lock = threading.RLock()
        self._turn: Turn | None = None
        self._asked_at = 0
        """Session sample of the last decode asked for."""
        self._held = False
        self._quiet_since = 0
        """Session sample before which silence does not count."""
        self._ending = False
        self._stopped_at = 0
        """Session sample of the last SpeechStopped."""

    @property
    def now(self) -> int:
        """The session sample after the newest heard."""
        return self._ring.end

    @property
    def idle(self) -> bool:
        """All that was heard has been dealt with."""
        return self._executor.idle

    def wait_idle(self, timeout: float) -> bool:
        """Wait until `idle`; False when `timeout` seconds went by first."""
        return self._executor.wait_idle(timeout)

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

    def open_turn(self, first_sample: int | None = None) -> None:
        """Listen for an answer that begins at `first_sample`; None: now, or where the running speech began."""
        with self._lock:
            first = self._beginning() if first_sample is None else first_sample
            self._turn = Turn(self._recogniser, self._ring, max(0, first), self._smart_turn)
            self._ending = False
            self._asked_at = self._quiet_since = self._ring.end
            if not self._gate.speaking and self._gate.voiced_until > first:
                self._settle(self._turn, self._gate.voiced_until)

    def close_turn(self) -> None:
        """Stop listening; words not committed by now are dropped and no TurnEnded follows."""
        with self._lock:
            self._turn = None

    def finish_turn(self, reason: EndReason = "asked") -> None:
        """End the open answer now: what has been heard is committed, then TurnEnded follows."""
        with self._lock:
            if self._turn is not None:
                self._end(self._turn, reason, self._ring.end)

    def hold(self, on: bool) -> None:
        """While on, silence does not end the answer; it counts from the moment the hold is let go."""
        with self._lock:
            self._held = on
            self._quiet_since = self._ring.end

    def _beginning(self) -> int:
        now = self._ring.end
        if self._gate.voiced_until < now - PRE_ROLL:
            return now - PRE_ROLL
        return min(now - PRE_ROLL, max(self._gate.onset - PRE_ROLL, now - REACH_BACK))

    def _on_frame(self, frame: Samples, first: int) -> None:
        event = self._gate.feed(self._activity.probability(frame), first)
        if event is not None:
            self._emit(event)
        with self._lock:
            if self._turn is not None:
                self._follow(self._turn, event, first + FRAME)
        if isinstance(event, SpeechStopped):
            self._stopped_at = event.sample

    def _follow(self, turn: Turn, event: SpeechStarted | SpeechStopped | None, now: int) -> None:
        """Decide what this frame asks for: a decode, the settling of a pause, the end of the answer."""
        if isinstance(event, SpeechStarted):
            onset, quiet_from = event.sample, self._stopped_at
            self._ask(turn, "onset", lambda: turn.skip(quiet_from, onset))
            self._asked_at = onset
        elif isinstance(event, SpeechStopped):
            self._executor.cancel("decode")
            self._settle(turn, event.sample)
        elif self._gate.speaking:
            if now - self._asked_at >= DECODE_EVERY:
                self._asked_at = now
                self._ask(turn, "decode", lambda: turn.listen(self._ring.end))
        elif not self._ending and self._is_over(turn, now):
            self._end(turn, "silence", self._gate.voiced_until)

    def _settle(self, turn: Turn, voiced_until: int) -> None:
        self._ask(turn, "pause", lambda: turn.settle(voiced_until))

    def _is_over(self, turn: Turn, now: int) -> bool:
        progress = turn.progress
        if progress.settled < self._gate.voiced_until:
            return False
        silence = (now - max(self._gate.voiced_until, self._quiet_since)) / SAMPLE_RATE
        heard = Heard(progress.text, silence, self._held, progress.finished)
        return is_over(heard, self._endpoint)

    def _ask(self, turn: Turn, key: str, decode: Callable[[], tuple[Word, ...]]) -> None:
        def job(cancelled: threading.Event) -> None:
            if self._turn is turn and not cancelled.is_set():
                self._tell(turn, decode())

        self._executor.submit(job, key=key)

    def _tell(self, turn: Turn, words: tuple[Word, ...]) -> None:
        """Emit what a decode brought, unless the turn was closed meanwhile."""
        with self._lock:
            if self._turn is not turn:
                return
            if words:
                self._emit(WordsCommitted(self._ring.end, words))
            self._emit(PartialHeard(self._ring.end, turn.pending))

    def _end(self, turn: Turn, reason: EndReason, until: int) -> None:
        """Settle everything up to session sample `until`, then say that the answer is over.

        Until the job runs the end may be taken back: an answer that silence ended goes on with new speech.
        """
        self._ending = True

        def job(_: threading.Event) -> None:
            if self._turn is not turn:
                return
            with self._lock:
                if reason == "silence" and self._gate.onset >= until:
                    self._ending = False
                    return
            try:
                self._tell(turn, turn.settle(until))
            finally:  # a recogniser that fails must not leave the session waiting for ever
                self._say_over(turn, reason)

        self._executor.submit(job, key="end")

    def _say_over(self, turn: Turn, reason: EndReason) -> None:
        with self._lock:
            if self._turn is turn:
                self._turn = None
                speech_end = max(turn.first_sample, self._gate.voiced_until)
                self._emit(TurnEnded(self._ring.end, speech_end, reason))
