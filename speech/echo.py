"""Open loudspeakers: what the microphone hears of the interviewer is taken out before anybody listens.

Two cancellers work side by side, because each fails where the other does not. WebRTC's AEC3 leaves nothing of an
echo, but also little of a voice over it: of a candidate who speaks at the same time the recogniser then misses one
word in two. A linear filter leaves that voice as it is, and more of the echo. So both together decide whether anybody
speaks over the interviewer, and what is said is taken from the linear filter. Until it has learnt the room, some
three seconds of the first line, nobody is heard while the loudspeaker is.
"""

from __future__ import annotations

import threading
from typing import Any

import numpy as np

from speech.adaptive import HOP, AdaptiveFilter
from speech.events import SAMPLE_RATE
from speech.ports import Block, Samples
from speech.ring import SoundRing

FRAME = SAMPLE_RATE // 100
"""Samples that AEC3 takes at a time, 10 ms."""

LAG = 128
"""Samples by which AEC3's output comes late, so that there is one for every block: 512 is not a multiple of 160."""

LEAD = int(0.016 * SAMPLE_RATE)
"""Samples by which the loudspeaker's sound is taken early: a device that says its sound is heard later than it is
would otherwise be heard before it spoke. It is known 50 ms before, the length of the device's buffer."""

KEPT = 4 * SAMPLE_RATE
"""Samples of the loudspeaker's sound that are remembered."""

LINGERS = int(0.5 * SAMPLE_RATE)
"""Samples for which a line is still in the air after its end: devices' buffers and the room's reverberation."""

LEFT = -9.0
"""Decibels. Where the filter leaves more than this of a block, and AEC3 something, somebody speaks: of an echo alone
the filter left -11 at most, of a voice as loud as the echo over it -6 or more in three blocks of four."""

WRONG = 1.5
"""Decibels by which the filter may make a block louder before it counts as wrong: the echo has moved."""

KNOWN = -14.0
"""Decibels left of echoes alone from which the filter counts as knowing the room; it comes to -19 to -30."""

LEARNS = 100
"""Blocks of a loud loudspeaker, 3.2 s, after which a filter that finds no echo above the noise is right: there are
headphones, or the loudspeaker is far away."""

BEST = -25.0
"""Decibels; to leave less in one block does not make the filter known any sooner."""

LASTS = 30
"""Blocks of an echo over which what is left is averaged: a second, so that the filter is known after as much."""

ABOVE = 9.0
"""Decibels above the room's noise that a voice has at least."""

LOUD = 20.0
"""Decibels above the room's noise from which an echo shows how much of it the filter leaves."""

GONE = -20.0
"""Decibels that count as left of a weak echo of which nothing is left above the room's noise."""

TRACE = 3.0
"""Decibels above the room's noise that AEC3 leaves of a voice at least; of an echo alone it leaves less than the
noise. A filter that is wrong because somebody moved the loudspeaker does not count as a voice without this."""

OPEN_FOR = 10
"""Blocks, 320 ms, for which the linear filter is believed after AEC3 has let a voice through: the quiet in a word."""

STILL = -75.0
"""dBFS of a room that counts as silent; a muted microphone gives nothing at all."""

LOUD_SPEAKER = -35.0
"""dBFS of a loudspeaker that can be learnt from."""

AUDIBLE = 1e-3
"""Amplitude of a loudspeaker that is on."""


class EchoCanceller:
    """The microphone's blocks without the interviewer's voice. `played` from one thread, `clean` from another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._played = SoundRing(KEPT)
        self._filter = AdaptiveFilter()
        self._aec: Any = None
        self._near: Samples = np.zeros(0, np.float32)
        self._far: Samples = np.zeros(0, np.float32)
        self._suppressed: Samples = np.zeros(LAG, np.float32)
        self._sounded = -LINGERS - 1
        """Session sample at which the loudspeaker was last on."""
        self._noise = 0.0
        """dBFS of the room: its quietest blocks."""
        self._open = 0
        self._left = 0.0
        """Decibels that the filter has left of echoes alone lately."""
        self._echo = -90.0
        """dBFS of the echo that the filter finds."""
        self._learnt = 0
        """Blocks of a loud loudspeaker so far."""

    def load(self) -> None:
        """Import and make AEC3: 20 ms."""
        from pywebrtc_audio import EchoCanceller as Aec3

        self._aec = Aec3(SAMPLE_RATE, 1, 0)

    def played(self, block: Block) -> None:
        """What leaves the loudspeaker at that place on the session's clock; a little ahead of it."""
        with self._lock:
            self._played.write(block)

    def clean(self, block: Block) -> Block:
        """The microphone's next block of 512 samples, without what it heard of the loudspeaker."""
        far = self._reference(block.first_sample + LEAD, len(block.samples))
        if np.abs(far).max() > AUDIBLE:
            self._sounded = block.first_sample
        linear = self._filter.without_echo(block.samples, far)
        suppressed = self._suppress(block.samples, far)
        self._follow_noise(_dbfs(block.samples))
        if block.first_sample - self._sounded > LINGERS:
            self._open = 0
            return block
        self._judge_filter(far, block.samples - linear)
        if self.apart:
            return Block(block.first_sample, linear)
        voice = self._voice(_dbfs(block.samples), _dbfs(linear), _dbfs(suppressed))
        if self._left > KNOWN:  # nothing is sure yet, and AEC3 lets pieces of an echo through that has moved
            return Block(block.first_sample, np.zeros_like(linear))
        return Block(block.first_sample, linear if voice else suppressed)

    @property
    def apart(self) -> bool:
        """The microphone does not hear the loudspeaker: headphones."""
        return self._learnt > LEARNS and self._echo < self._noise

    def _reference(self, first: int, count: int) -> Samples:
        """Of the loudspeaker's sound; silence where none is known."""
        with self._lock:
            known = self._played.read(first, first + count)
        far = np.zeros(count, np.float32)
        at = known.first_sample - first
        if len(known.samples):
            far[at : at + len(known.samples)] = known.samples
        return far

    def _suppress(self, near: Samples, far: Samples) -> Samples:
        """AEC3's view of the block, `LAG` samples late."""
        if self._aec is None:
            self.load()
        self._near = np.concatenate([self._near, near])
        self._far = np.concatenate([self._far, far])
        whole = len(self._near) // FRAME * FRAME
        done = self._aec.process(self._near[:whole], self._far[:whole])
        self._near, self._far = self._near[whole:], self._far[whole:]
        out = np.concatenate([self._suppressed, done])
        self._suppressed = out[len(near) :]
        return np.asarray(out[: len(near)], np.float32)

    def _voice(self, near: float, linear: float, suppressed: float) -> bool:
        """Whether somebody but the loudspeaker speaks; the levels of a block and of what is left of it, dBFS."""
        if near > self._noise + LOUD and linear > near + WRONG:
            self._left, self._open = 0.0, 0
        by_filter = linear - near > LEFT and linear > self._noise + ABOVE
        if by_filter and suppressed > self._noise + TRACE and self._left < KNOWN:
            self._open = OPEN_FOR
        else:
            self._open = max(0, self._open - 1)
            left = self._leaves(near, linear)
            if self._open == 0 and left is not None:
                self._left += (max(left, BEST) - self._left) / LASTS
        return self._open > 0

    def _leaves(self, near: float, linear: float) -> float | None:
        """Decibels left of the echo in a block; None where it is too weak to tell, and not gone either."""
        if near > self._noise + LOUD:
            return linear - near
        gone = near > self._noise + ABOVE and linear < self._noise + TRACE
        return GONE if gone else None

    def _judge_filter(self, far: Samples, echo: Samples) -> None:
        if _dbfs(far) > LOUD_SPEAKER:
            self._learnt += 1
            self._echo = 0.95 * self._echo + 0.05 * _dbfs(echo)

    def _follow_noise(self, level: float) -> None:
        """The room's noise falls at once and rises by a decibel a second: there are pauses in all speech."""
        self._noise = max(STILL, min(level, self._noise + HOP / SAMPLE_RATE))


def _dbfs(samples: Samples) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-9))
