"""How finished a voice sounds at a pause, where the words leave it open whether the answer is over."""

from __future__ import annotations

import threading
from collections.abc import Callable

from speech.executor import SerialExecutor
from speech.ring import SoundRing
from speech.smart_turn import WINDOW, SmartTurn
from speech.turn import AFTERGLOW


class VoiceOpinion:
    """Smart Turn, asked beside what else goes on; the newest question counts."""

    def __init__(self, smart_turn: SmartTurn, executor: SerialExecutor, ring: SoundRing) -> None:
        self._smart_turn = smart_turn
        self._executor = executor
        self._ring = ring

    def ask(self, voiced_until: int, tell: Callable[[int, float | None], None]) -> None:
        """`tell` gets the session sample of the pause and 0 to 1 on the executor's thread; None where it failed."""

        def job(_: threading.Event) -> None:
            finished = None
            try:
                until = voiced_until + AFTERGLOW
                finished = self._smart_turn.probability(self._ring.read(until - WINDOW, until).samples)
            finally:  # a model that fails must not keep the answer open for ever
                tell(voiced_until, finished)

        self._executor.submit(job, key="voice")
