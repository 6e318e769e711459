"""From overlapping decodes to words that never change: what two decodes in a row agree on is committed.

LocalAgreement (Macháček, Dabre and Bojar, "Turning Whisper into Real-Time Transcription System", 2023), with
one difference: each decode is made to go on from the committed words that its window begins with. So
committed and new words cannot contradict each other, and the window may be cut at any committed word.

Pure: knows samples and words, no sound and no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from speech.events import SAMPLE_RATE, Word

CONTEXT = 4 * SAMPLE_RATE
"""Committed sound, in samples, that a window begins with. Less costs accuracy, more costs processor time."""

HORIZON = 8 * SAMPLE_RATE
"""A word this much older than the newest sound is committed whether or not two decodes agreed on it."""

MARGIN = int(0.4 * SAMPLE_RATE)
"""Words ending this close to the newest sound wait for the next decode: their second half may be missing."""

BEFORE_A_LULL = SAMPLE_RATE
"""Words ending this close to a lull wait for what follows it."""

SURE = SAMPLE_RATE
"""A tentative word that ended this much before the end of its decode's sound is taken for right at a lull, where an
answer in time matters more than a second look."""

PROVEN = 3 * SAMPLE_RATE
"""A word that was leant on is committed when it is this much older than the lull: what followed was read on from it."""

LONGEST = 25 * SAMPLE_RATE
"""A window's length at most, below Whisper's 30 s with the padding that follows."""

BARREN_DECODES = 2
"""Decodes in a row without a word after which the committed context is left out: it has led the decoder to
believe that all was said."""

PROMPT_WORDS = 24
"""Committed words given as what was said before, where a window has no committed sound of its own."""

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
    """The words it begins with: committed ones, and those it leans on."""
    prompt: str
    """What was said before it."""
    leant_on: tuple[Word, ...] = ()
    """The tentative words at the end of `prefix`, taken for right."""


class Stabilizer:
    """The words of one answer. Give each `window` to the recogniser and its words to `hear` or `settle`."""

    def __init__(self, first_sample: int) -> None:
        self._committed: list[Word] = []
        self._pending: tuple[Word, ...] = ()
        self._floor = first_sample
        """Session sample up to which the sound is dealt with, by words or by silence."""
        self._start = first_sample
        self._barren = 0
        self._sure_until = first_sample
        """Session sample up to which the pending words may be leant on."""

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
        """What to decode at a lull: as `window`, but going on from the tentative words that are likely right.

        It holds the sound since the last decode instead of the sound since the last committed word.
        """
        leant_on = tuple(w for w in self._pending if w.end <= self._sure_until)
        if not leant_on or self._barren:
            return self.window(until)
        known = (*self._committed, *leant_on)
        prefix = _since(known, leant_on[-1].end - CONTEXT)
        first = min(max(prefix[0].start - _LEAD, self._start), until)
        return Window(first, min(until, first + LONGEST), prefix, "", leant_on)

    def hear(self, words: tuple[Word, ...], window: Window) -> tuple[Word, ...]:
        """Take the words decoded after the window's prefix; returns those that are committed by it."""
        self._sure_until = window.last_sample - SURE
        return self._hear(words, window, window.last_sample)

    def peek(self, words: tuple[Word, ...], window: Window, lull: int) -> tuple[Word, ...]:
        """Take the words decoded up to a lull at session sample `lull`; returns those that are committed by it.

        Many a lull lies within a sentence: the last words before it stay tentative until a decode with more sound
        agrees. Committed because two looks at the lull agree they cost three points of word error rate
        (`tests/bench/streaming.py`). Words that were leant on are committed when they are `PROVEN`.
        """
        self._sure_until = lull - SURE
        if window.leant_on:
            known = self._in_order((*window.leant_on, *words))
            count = sum(word.end <= lull - PROVEN for word in window.leant_on)
            newly = self._commit(known[:count])
            self._pending = known[count:]
            return newly
        return self._hear(words, window, lull - BEFORE_A_LULL + MARGIN)

    def settle(self, words: tuple[Word, ...], window: Window) -> tuple[Word, ...]:
        """Take the words of a window that ends in a pause: all of them are committed."""
        newly = self._commit(words)
        self._pending = ()
        self._barren = 0
        self._floor = max(self._floor, window.last_sample)
        return newly

    def flush(self, until: int) -> tuple[Word, ...]:
        """Commit the pending words: nothing but silence follows them up to session sample `until`."""
        newly = self._commit(self._pending)
        self._pending = ()
        self._barren = 0
        self.skip_to(until)
        return newly

    def echoes(self, words: tuple[Word, ...], window: Window) -> bool:
        """Whether a decode only says the words before it over again; worth a `window` without context."""
        known = (*self._committed, *window.leant_on)
        for size in range(ECHO_WORDS, min(len(words), len(known)) + 1):
            if all(same(a, b) for a, b in zip(words[:size], known[-size:], strict=True)):
                return True
        return False

    def _context(self) -> tuple[Word, ...]:
        """The committed words of the last `CONTEXT` samples before the floor."""
        return _since(self._committed, self._floor - CONTEXT)

    def _hear(self, words: tuple[Word, ...], window: Window, until: int) -> tuple[Word, ...]:
        if not words:
            self._pass(window)
            return ()
        self._barren = 0
        count = self._agreed(words, until)
        newly = self._commit(words[:count])
        self._pending = self._in_order(words[count:])
        return newly

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
        self._pending = ()
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


def _since(words: Sequence[Word], first_sample: int) -> tuple[Word, ...]:
    """The words that begin at a session sample or later."""
    at = len(words)
    while at > 0 and words[at - 1].start >= first_sample:
        at -= 1
    return tuple(words[at:])


def same(one: Word, other: Word) -> bool:
    """Whether two decodes heard the same word, whatever its case and punctuation."""
    return _key(one.text) == _key(other.text)


def _key(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum()) or text
