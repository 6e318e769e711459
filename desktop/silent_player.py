"""What moves a replay's playhead, and the player that moves it without a sound."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from speech.events import SAMPLE_RATE

SPEEDS = (0.75, 1.0, 1.25, 1.5, 2.0)
Range = tuple[int, int]


class Player(Protocol):
    """What moves the playhead."""

    @property
    def position(self) -> int:
        """The sample being heard."""

    @property
    def playing(self) -> bool: ...

    @property
    def failure(self) -> str:
        """One sentence once the device has stopped; else empty."""

    def play(self, until: int | None = None) -> None:
        """From where it stands, to the end or to a sample; at the end, from the start again."""

    def pause(self) -> None: ...

    def seek(self, sample: int) -> None: ...

    def set_speed(self, speed: float) -> None: ...

    def set_loop(self, span: Range | None) -> None: ...

    def close(self) -> None: ...


class SilentPlayer:
    """Moves the playhead by a clock: for sessions without sound and machines without a loudspeaker."""

    failure = ""

    def __init__(self, length: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._length, self._clock = length, clock
        self._from, self._since, self._speed = 0, 0.0, 1.0
        self._playing, self._until = False, length
        self._loop: Range | None = None

    @property
    def position(self) -> int:
        at = self._now()
        if self._playing and self._loop and at >= self._loop[1]:
            self.seek(self._loop[0])
            return self._loop[0]
        if self._playing and at >= self._until:
            self._playing, self._from = False, self._until
            return self._until
        return at

    @property
    def playing(self) -> bool:
        return self._playing and self.position >= 0 and self._playing  # reading the position may end it

    def _now(self) -> int:
        gone = (self._clock() - self._since) * self._speed * SAMPLE_RATE if self._playing else 0
        return min(self._length, self._from + round(gone))

    def play(self, until: int | None = None) -> None:
        at = self.position
        self._until = self._length if until is None else until
        self._from = 0 if at >= self._length else at
        self._since, self._playing = self._clock(), True

    def pause(self) -> None:
        self._from, self._playing = self.position, False

    def seek(self, sample: int) -> None:
        self._from, self._since = max(0, min(self._length, sample)), self._clock()

    def set_speed(self, speed: float) -> None:
        self._from, self._since = self._now(), self._clock()
        self._speed = speed

    def set_loop(self, span: Range | None) -> None:
        self._loop = span

    def close(self) -> None:
        self._playing = False
