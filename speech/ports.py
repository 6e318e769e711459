"""The edges of the sound side, as protocols: each has real adapters here and a fake in `tests/fakes.py`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from speech.events import SpeechEvent, Word

Samples = NDArray[np.float32]
"""Mono sound, shape (n,), -1 to 1."""

Emit = Callable[[SpeechEvent], None]
"""Takes an event from any thread; must not block."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of sound on the session's clock."""

    first_sample: int
    """Samples at 16 kHz since the session's start."""
    samples: Samples
    """Shape (n,), 16 kHz."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Synthesised speech for one sentence, not yet on any clock."""

    text: str
    rate: int
    """Hertz."""
    samples: Samples


class Microphone(Protocol):
    """A source of blocks and, by counting them, the session's clock."""

    @property
    def now(self) -> int:
        """Samples delivered since `start`, 16 kHz."""

    def start(self, on_block: Callable[[Block], None], emit: Emit) -> None:
        """Begin; blocks come contiguous and in order, from a thread of the microphone's own.

        Raises:
            SoundError: no such device, or it refuses; one sentence that says what to do.
        """

    def stop(self) -> None: ...

    def mute(self, on: bool) -> None:
        """While muted, blocks keep coming and hold zeros."""


class Player(Protocol):
    """Speaks utterances that arrive sentence by sentence, and says what was really heard."""

    def start(self, on_played: Callable[[Block], None], emit: Emit) -> None:
        """`on_played` receives what left the loudspeaker, on the session's clock (for recorder and echo)."""

    def play(self, utterance_id: str, sound: Sound) -> None:
        """Queue one sentence of an utterance; the first call of an id starts it."""

    def finish(self, utterance_id: str) -> None:
        """No more sentences will come for this utterance; PlaybackEnded follows its last sound."""

    def hold(self, utterance_id: str) -> None:
        """Let this utterance fall silent (short fade) and keep its place; one that has ended is not held."""

    def resume(self, utterance_id: str) -> None:
        """Go on with the held utterance, from the beginning of the phrase that was cut."""

    def soften(self, utterance_id: str) -> None:
        """Say what is left of the utterance 9 dB lower."""

    def halt(self) -> None:
        """Fall silent within 50 ms (short fade) and drop the queue; PlaybackEnded(completed=False) follows."""

    def stop(self) -> None: ...


class Recogniser(Protocol):
    """Turns sound into words. Not thread-safe: one caller."""

    def transcribe(
        self,
        samples: Samples,
        *,
        first_sample: int,
        prompt: str,
        prefix: str = "",
        beam_size: int | None = None,
        cancelled: threading.Event | None = None,
    ) -> tuple[Word, ...]:
        """Words of at most 28 s of 16 kHz sound; `first_sample` places them on the clock.

        `prompt` is what was said before the sound. `prefix` is the words that the sound is known to begin
        with, separated by single spaces: the decode is made to go on from them, and they are not returned.
        `beam_size`: where an answer in time is worth more than the last few words right; None: its own.

        Raises:
            DecodeCancelled: `cancelled` was set before the words were known.
        """


class Voice(Protocol):
    """Turns a sentence into sound. Not thread-safe: one caller."""

    def synthesise(self, sentence: str) -> Iterator[Sound]:
        """One or more pieces in order; the first as soon as it is ready."""


class VoiceActivity(Protocol):
    """A stateful detector over consecutive 512-sample frames."""

    def probability(self, frame: Samples) -> float:
        """0 to 1 that the frame, shape (512,) at 16 kHz, holds speech."""

    def reset(self) -> None: ...
