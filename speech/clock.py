"""The session's one clock: 16 kHz samples delivered by the microphone, and how other moments map onto it."""

from __future__ import annotations

import statistics
import threading
from collections import deque

from speech.events import SAMPLE_RATE

PAIRS = 48
"""Blocks of 32 ms whose times are kept: about 1.5 s, long enough to outvote late callbacks, short enough that
the drift between sound card and computer (100 parts in a million at worst) stays under three samples."""

OLDEST_CAPTURE = 3.0
"""Seconds. A backend that says a sample was captured longer ago than this reports garbage."""


class SampleClock:
    """Maps moments of `time.monotonic` (seconds) to session samples, from what the microphone reports.

    Each delivered block gives one pair (moment its last sample was captured, samples so far). The map is the
    median offset of the latest pairs, so one late callback does not move it. Safe to use from any thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = 0
        self._offsets: deque[float] = deque(maxlen=PAIRS)
        self._offset: float | None = None
        self._latest = (float("-inf"), 0)

    @property
    def now(self) -> int:
        """Samples delivered since the session's start, 16 kHz."""
        return self._now

    def delivered(self, total: int, captured: float) -> None:
        """The microphone has delivered `total` samples; the last was captured at the moment `captured`."""
        with self._lock:
            self._now = max(self._now, total)
            self._offsets.append(total - captured * SAMPLE_RATE)
            self._offset = None

    def sample_at(self, moment: float) -> int:
        """The session sample at a moment, past or shortly ahead; 0 while nothing was delivered.

        Never runs backwards: a later moment never maps to an earlier sample than was answered before.
        """
        with self._lock:
            if not self._offsets:
                return 0
            if self._offset is None:
                self._offset = statistics.median(self._offsets)
            sample = max(0, round(self._offset + moment * SAMPLE_RATE))
            latest_moment, latest_sample = self._latest
            if moment < latest_moment:
                return min(sample, latest_sample)
            self._latest = (moment, max(sample, latest_sample))
            return self._latest[1]


def captured_at(called: float, length: float, adc: float, current: float) -> float:
    """The moment (`time.monotonic`, seconds) at which the last frame of an input block was captured.

    Only the difference of PortAudio's times is used: on ALSA they count from 1970 and jump when the wall
    clock is set. Where a backend leaves them zero, the block counts as captured just now: the stream's
    reported latency is the room in its buffer and says nothing of how old a block is.

    Args:
        called: the moment the callback ran.
        length: the block's, seconds.
        adc, current: PortAudio's inputBufferAdcTime and currentTime of this block, seconds.
    """
    ago = current - adc
    known = adc > 0 and current > 0 and ago <= OLDEST_CAPTURE
    first = called - ago if known else called - length
    return min(called, first + length)


def heard_at(called: float, dac: float, current: float, *, latency: float) -> float:
    """The moment (`time.monotonic`, seconds) the first frame of an output block leaves the loudspeaker.

    `dac` and `current` are PortAudio's outputBufferDacTime and currentTime of this block; see `captured_at`.
    """
    ahead = dac - current
    known = dac > 0 and current > 0 and 0 < ahead <= OLDEST_CAPTURE
    return called + (ahead if known else latency)
