"""From overlapping decodes to words that never change: what two decodes in a row agree on is committed.

LocalAgreement (Macháček, Dabre and Bojar, "Turning Whisper into Real-Time Transcription System", 2023), with
one difference: each decode is made to go on from the committed words that its window begins with. So
committed and new words cannot contradict each other, and the window may be cut at any committed word.

Pure: knows samples and words, no sound and no clock.
"""

from __future__ import annotations

from dataclasses import dataclass

from speech.events import SAMPLE_RATE, Word

CONTEXT = 4 * SAMPLE_RATE
"""Committed sound, in samples, that a window begins with. Less costs accuracy, more costs processor time."""

HORIZON = 8 * SAMPLE_RATE
"""A word this much older than the newest sound is committed whether or not two decodes agreed on it."""

MARGIN = int(0.4 * SAMPLE_RATE)
"""Words ending this close to the newest sound wait for the next decode: their second half may be missing."""

WELL_INSIDE = int(0.6 * SAMPLE_RATE)
"""Tentative words that end this long before the end of the sound they were read in are presumed at a lull."""

BEFORE_A_LULL = SAMPLE_RATE
"""Words ending this close to a lull wait for what follows it."""

GLANCE = 3 * SAMPLE_RATE
"""Samples that are read at a lull at least. The decoder takes a step for each word, known or not: with four
seconds of known words before the new ones two thirds of its time go into saying them over."""

LONGEST = 25 * SAMPLE_RATE
"""A window's length at most, below Whisper's 30 s with the padding that follows."""

BARREN_DECODES = 2
"""Decodes in a row without a word after which the committed context is left out: it has led the decoder to
believe that all was said."""

PROMPT_WORDS = 24
"""Committed words given as what was said before, where a window has no committed sound of its own."""

GLANCED = 48
"""Committed words at most that a glance looks back on: more than its sound and its prompt hold."""

ECHO_WORDS = 4
"""New words that say the last committed words over again, this many or more, are the decoder's echo."""

_LEAD = SAMPLE_RATE // 20
"""A window begins this much before its first word, whose aligned start is a little late."""


@dataclass(frozen=True, slots=True)
class Window:
    """What to decode next."""

    first_sample: int
    last_sample: int
    """Session sample after the window's end."""
    prefix: tuple[Word, ...]
    """The words it begins with, committed or presumed."""
    prompt: str
    """What was said before it."""
    presumed: tuple[Word, ...] = ()
    """Tentative words that are taken for granted, in the window or before it; only what follows them is read."""


class Stabilizer:
    """The words of one answer. Give each `window` to the recogniser and its words to `hear` or `settle`."""

    def __init__(self, first_sample: int) -> None:
        self._committed: list[Word] = []
        self._pending: tuple[Word, ...] = ()
        self._floor = first_sample
        """Session sample up to which the sound is dealt with, by words or by silence."""
        self._start = first_sample
        self._barren = 0
        self._presumable = 0
        """So many of the pending words were read with enough sound behind them."""

    @property
    def committed(self) -> tuple[Word, ...]:
        """Only ever grows, and only at its end."""
        return tuple(self._committed)

    @property
    def pending(self) -> tuple[Word, ...]:
        """The last decode's words that are not committed yet."""
        return self._pending

    @property
    def floor(self) -> int:
        return self._floor

    def skip_to(self, sample: int) -> None:
        """There is nothing but silence before session sample `sample`."""
        self._floor = max(self._floor, sample)

    def window(self, until: int, *, bare: bool = False) -> Window:
        """What to decode when the sound has come to session sample `until`; bare: without committed sound."""
        prefix = () if bare or self._barren >= BARREN_DECODES else self._context()
        first = max(prefix[0].start - _LEAD, self._start) if prefix else self._floor
        first = min(first, until)
        before = self._committed[: len(self._committed) - len(prefix)]
        prompt = "" if prefix else " ".join(w.text for w in before[-PROMPT_WORDS:])
        return Window(first, min(until, first + LONGEST), prefix, prompt)

    def glance(self, until: int) -> Window:
        """The least that tells what was said last, for a lull at session sample `until`: its words are for `peek`."""
        presumed = self._pending[: self._presumable]
        known = (*self._committed[-GLANCED:], *presumed)
        at = len(known)
        while at > 0 and known[at - 1].start >= until - GLANCE:
            at -= 1
        prefix = known[at:]
        first = prefix[0].start - _LEAD if prefix else max([self._floor, *(w.end for w in presumed[-1:])])
        first = min(max(first, self._start), until)
        prompt = " ".join(w.text for w in known[:at][-PROMPT_WORDS:])
        return Window(first, min(until, first + LONGEST), prefix, prompt, presumed)

    def hear(self, words: tuple[Word, ...], window: Window, lull: int | None = None) -> tuple[Word, ...]:
        """Take the words decoded after the window's prefix; returns those that are committed by it.

        `lull`: session sample at which the voice fell silent. Many a lull lies within a sentence: committed because
        two looks at it agreed, the last words before it cost three points of word error rate.
        """
        if not words:
            self._pass(window)
            return ()
        self._barren = 0
        count = self._agreed(words, window.last_sample if lull is None else lull - BEFORE_A_LULL + MARGIN)
        newly = self._commit(words[:count])
        self._pending = self._in_order(words[count:])
        inside = window.last_sample - WELL_INSIDE
        self._presumable = sum(word.end <= inside for word in self._pending)
        return newly

    def peek(self, words: tuple[Word, ...], window: Window) -> None:
        """Take the words of a `glance`, tentatively."""
        self._pending = self._in_order((*window.presumed, *words))
        self._presumable = len(window.presumed)

    def settle(self, words: tuple[Word, ...], window: Window) -> tuple[Word, ...]:
        """Take the words of a window that ends in a pause: all of them are committed."""
        newly = self._commit(words)
        self._pending, self._presumable = (), 0
        self._barren = 0
        self._floor = max(self._floor, window.last_sample)
        return newly

    def flush(self, until: int) -> tuple[Word, ...]:
        """Commit the pending words: nothing but silence follows them up to session sample `until`."""
        newly = self._commit(self._pending)
        self._pending, self._presumable = (), 0
        self._barren = 0
        self.skip_to(until)
        return newly

    def echoes(self, words: tuple[Word, ...]) -> bool:
        """Whether a decode only says the last known words over again; worth a `window` without context."""
        for known in (self._committed, (*self._committed[-GLANCED:], *self._pending[: self._presumable])):
            for size in range(ECHO_WORDS, min(len(words), len(known)) + 1):
                if all(same(a, b) for a, b in zip(words[:size], known[-size:], strict=True)):
                    return True
        return False

    def _context(self) -> tuple[Word, ...]:
        """The committed words of the last `CONTEXT` samples before the floor."""
        at = len(self._committed)
        while at > 0 and self._committed[at - 1].start >= self._floor - CONTEXT:
            at -= 1
        return tuple(self._committed[at:])

    def _agreed(self, words: tuple[Word, ...], until: int) -> int:
        count = 0
        for new, old in zip(words, self._pending, strict=False):
            if not same(new, old) or new.end > until - MARGIN:
                break
            count += 1
        while count < len(words) and words[count].end < until - HORIZON:
            count += 1
        return count

    def _pass(self, window: Window) -> None:
        """Nothing was heard: first mistrust the context, then take the sound for silence."""
        self._pending, self._presumable = (), 0
        self._barren += 1
        if self._barren > BARREN_DECODES:
            self._floor = max(self._floor, window.last_sample - CONTEXT)

    def _commit(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        newly = self._in_order(words)
        self._committed.extend(newly)
        if newly:
            self._floor = max(self._floor, newly[-1].end)
        return newly

    def _in_order(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words with times that never run backwards, neither among them nor before the committed ones."""
        last = self._committed[-1].end if self._committed else self._start
        ordered: list[Word] = []
        for word in words:
            start = max(word.start, last)
            last = max(word.end, start)
            ordered.append(Word(word.text, start, last, word.probability))
        return tuple(ordered)


def same(one: Word, other: Word) -> bool:
    """Whether two decodes heard the same word, whatever its case and punctuation."""
    return _key(one.text) == _key(other.text)


def _key(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum()) or text
