"""A note said aloud: recorded from the microphone until it is ended, then written down by the recogniser. No Qt."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from speech.events import SAMPLE_RATE, DeviceLost, SpeechEvent
from speech.ports import Block, Microphone, Recogniser, Samples

LONGEST = 27 * SAMPLE_RATE
"""Samples: what the recogniser takes at once, less a little."""
SHORTEST = SAMPLE_RATE // 3
"""Samples below which nothing can have been said."""


class SpokenNote:
    """One note. `begin`, then `finish` or `drop`; the sound is kept nowhere."""

    def __init__(self, microphone: Microphone, recogniser: Callable[[], Recogniser]) -> None:
        """`recogniser` gives one that is loaded, when the note is over: loading may take a second."""
        self._microphone, self._recogniser = microphone, recogniser
        self._blocks: list[Samples] = []
        self._count = 0
        self._lost = ""

    @property
    def seconds(self) -> float:
        return self._count / SAMPLE_RATE

    @property
    def full(self) -> bool:
        """As long as a note can be; what is said now is not taken any more."""
        return self._count >= LONGEST

    @property
    def lost(self) -> str:
        """Why the microphone stopped; empty while it delivers."""
        return self._lost

    def begin(self) -> None:
        """Raises SoundError: there is no microphone, or it refuses."""
        self._microphone.start(self._on_block, self._on_event)

    def drop(self) -> None:
        """End it and keep nothing."""
        self._microphone.stop()
        self._blocks, self._count = [], 0

    def finish(self) -> str:
        """End it; what was said, empty where nothing was.

        Raises:
            SoundError: the recogniser cannot be loaded.
        """
        self._microphone.stop()
        if self._count < SHORTEST:
            return ""
        samples = np.concatenate(self._blocks)[:LONGEST].astype(np.float32)
        words = self._recogniser().transcribe(samples, first_sample=0, prompt="")
        return " ".join(word.text for word in words).strip()

    # ------------------------------------------------------------ the microphone's thread
    def _on_block(self, block: Block) -> None:
        if not self.full:
            self._blocks.append(block.samples.copy())
            self._count += len(block.samples)

    def _on_event(self, event: SpeechEvent) -> None:
        if isinstance(event, DeviceLost):
            self._lost = event.reason
