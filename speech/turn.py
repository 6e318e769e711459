"""One answer being heard: its sound decoded piece by piece, its words committed. Lives on one executor."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass

from speech.errors import DecodeCancelled
from speech.events import SAMPLE_RATE, Word
from speech.guards import is_phantom
from speech.ports import Recogniser
from speech.ring import SoundRing
from speech.stabilizer import Stabilizer, Window

AFTERGLOW = int(0.3 * SAMPLE_RATE)
"""Samples decoded after the last voiced one: final consonants fall under the detector's threshold."""

WORTH_RETRY = int(0.6 * SAMPLE_RATE)
"""A stretch of speech this long has words in it; if the decoder finds none, it is asked without context."""

LOOK_BEAM = 2
"""Beams of a decode up to a lull, where the candidate may be waiting: 0.1 s less than with five, words as good.
Less context costs words: 1 to 4 points of word error rate for 2.5 s instead of 4 (`tests/bench/streaming.py`)."""

SHORTEST = SAMPLE_RATE // 20
"""Less sound than this after the last word holds no other word."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of the answer, published whole so that any thread may read it."""

    text: str = ""
    settled: int = 0
    """Session sample of the last pause that was decoded: `text` holds every word before it."""
    words_until: int = 0
    """Session sample of the last word's end."""
    known_at: int = 0
    """Session sample at which this became known."""
    clear: float = 0.0
    """0 to 1: how sure the recogniser is of the last word."""


class Turn:
    """The decoding of one answer; every method runs on the recogniser's executor, `progress` is for all."""

    def __init__(self, recogniser: Recogniser, ring: SoundRing, first_sample: int) -> None:
        """Args: first_sample: where the answer begins on the session's clock; nothing before it is decoded."""
        self._recogniser = recogniser
        self._ring = ring
        self._words = Stabilizer(first_sample)
        self._taken = 0
        self._heard_until = -1
        """Session sample of the pause up to which the pending words are all there is."""
        self.first_sample = first_sample
        self.progress = Progress(settled=first_sample)

    @property
    def pending(self) -> tuple[Word, ...]:
        return self._words.pending

    def take(self) -> tuple[Word, ...]:
        """The words committed since the last call, whatever became of the decode that brought them."""
        newly = self._words.committed[self._taken :]
        self._taken += len(newly)
        return newly

    def skip(self, quiet_from: int, onset: int) -> None:
        """Nothing was said between session samples `quiet_from` and `onset`."""
        if self._words.floor >= quiet_from:
            self._words.skip_to(onset - AFTERGLOW)

    def listen(self, until: int, cancelled: threading.Event) -> None:
        """Decode what has come by now, in the middle of speech; without a trace where that is cancelled."""
        if until - self._words.floor < SHORTEST:
            return
        window = self._words.window(until)
        with suppress(DecodeCancelled):
            words = self._decode(window, cancelled)
            self._heard_until = -1
            self._words.hear(words, window)
            self._publish(self.progress.settled)

    def pause(self, voiced_until: int) -> None:
        """Speech has paused at session sample `voiced_until`: decode up to there, but commit only what is sure.

        Many a pause lies within a sentence, and the words before it are read better with what follows.
        """
        try:
            if (window := self._last_window(voiced_until, AFTERGLOW)) is not None:
                self._glance(window, voiced_until)
                self._heard_until = voiced_until
        finally:  # a recogniser that fails must not keep the answer open for ever
            self._publish(voiced_until)

    def _glance(self, window: Window, lull: int) -> None:
        """Decode what came since the last decode; where that reads nothing in a stretch of speech, all of `window`."""
        brief = self._words.glance(window.last_sample)
        if brief.leant_on:
            words = self._decode(brief, beam_size=LOOK_BEAM)
            if words or window.last_sample - brief.prefix[-1].end < WORTH_RETRY + AFTERGLOW:
                self._words.peek(words, brief, lull)
                return
        self._words.peek(self._decode_all(window, LOOK_BEAM), window, lull)

    def finish(self, until: int, afterglow: int = AFTERGLOW) -> None:
        """Commit every word before session sample `until`.

        Args:
            afterglow: samples decoded beyond; 0 where somebody speaks on and the next turn hears the rest.
        """
        if self._heard_until == until:
            self._words.flush(until + afterglow)
        elif (window := self._last_window(until, afterglow)) is not None:
            self._words.settle(self._decode_all(window), window)

    def _last_window(self, until: int, afterglow: int) -> Window | None:
        """The window that reaches session sample `until`, None where nothing is left to decode.

        A long backlog is committed up to it, window by window.
        """
        while self._words.floor < until - SHORTEST:
            window = self._words.window(until + afterglow)
            if window.last_sample >= until:
                return window
            self._words.settle(self._decode_all(window), window)
        return None

    def _decode_all(self, window: Window, beam_size: int | None = None) -> tuple[Word, ...]:
        """A pause's words; where context silences the decoder, again without it."""
        words = self._decode(window, beam_size=beam_size)
        if words or not window.prefix or window.last_sample - self._words.floor < WORTH_RETRY + AFTERGLOW:
            return words
        bare = self._words.window(window.last_sample, bare=True)
        return self._decode(bare, beam_size=beam_size)

    def _decode(
        self, window: Window, cancelled: threading.Event | None = None, beam_size: int | None = None
    ) -> tuple[Word, ...]:
        block = self._ring.read(window.first_sample, window.last_sample)
        if not len(block.samples):
            return ()
        prefix = " ".join(w.text for w in window.prefix)
        words = self._recogniser.transcribe(
            block.samples,
            first_sample=block.first_sample,
            prompt=window.prompt,
            prefix=prefix,
            beam_size=beam_size,
            cancelled=cancelled,
        )
        echo = bool(window.prefix) and self._words.echoes(words, window)
        return () if echo or is_phantom(words) else words

    def _publish(self, settled: int) -> None:
        words = self._words.committed + self._words.pending
        end = words[-1].end if words else 0
        text = " ".join(w.text for w in words[-40:])
        clear = words[-1].probability if words else 0.0
        self.progress = Progress(text, settled, end, self._ring.end, clear)
