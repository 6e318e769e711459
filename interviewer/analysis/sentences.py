"""Words to sentences: by the recogniser's punctuation, and by pauses where it wrote none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from interviewer.analysis.findings import Sentence
from interviewer.analysis.listed import listed
from speech.events import SAMPLE_RATE, Word

_CLOSERS = "\"')]}”’"
_ABBREVIATIONS = frozenset(
    listed(
        "mr. mrs. ms. dr. prof. st. sr. jr. e.g. i.e. vs. approx. no. dept. inc. ltd. co. corp. a.m. p.m. u.s. u.k. "
        "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. fig. est. min. max. avg."
    )
)
_MAY_END = frozenset(listed("a.m. p.m. u.s. u.k. inc. ltd. co. corp. min. max. avg. no. jr. sr."))
"""Abbreviations that also close a sentence, when a capital follows."""
_INITIAL = re.compile(r"^[A-Z]\.$")
_LONGEST = 55
"""Words. A recogniser that writes no punctuation still gets sentences, of at most this many words."""
_SHORTEST_CUT = 14
_JOINERS = frozenset(listed("and so but then because after"))


def split(words: tuple[Word, ...]) -> tuple[Sentence, ...]:
    """Sentences of committed words. A longer tuple with the same beginning splits the same there.

    The last sentence is not `complete` while no closing punctuation has been committed.
    """
    return tuple(_sentence(index, run, closed) for index, (run, closed) in enumerate(_runs(words)))


def from_text(text: str, start_sample: int, words_per_minute: int = 150) -> tuple[Word, ...]:
    """Words of a typed answer, their times estimated from an even pace (16 kHz samples)."""
    per_word = SAMPLE_RATE * 60 // words_per_minute
    return tuple(
        Word(token, start_sample + i * per_word, start_sample + (i + 1) * per_word - per_word // 8, 1.0)
        for i, token in enumerate(text.split())
    )


def from_list(texts: Iterable[str], start_sample: int = 0) -> tuple[Sentence, ...]:
    """Sentences that are already apart, as in a written case, placed on the clock at an even pace."""
    out: list[Sentence] = []
    at = start_sample
    for index, text in enumerate(texts):
        words = from_text(text, at)
        end = words[-1].end if words else at
        out.append(Sentence(index, " ".join(text.split()), at, end, words))
        at = end
    return tuple(out)


def _sentence(index: int, run: tuple[Word, ...], closed: bool) -> Sentence:
    return Sentence(index, " ".join(w.text for w in run), run[0].start, run[-1].end, run, closed)


def _runs(words: tuple[Word, ...]) -> Iterator[tuple[tuple[Word, ...], bool]]:
    begin = 0
    for i, word in enumerate(words):
        following = words[i + 1].text if i + 1 < len(words) else ""
        if _ends(word.text, following):
            yield words[begin : i + 1], True
            begin = i + 1
        elif i + 1 - begin >= _LONGEST:
            cut = _pause(words, begin, i)
            yield words[begin:cut], True
            begin = cut
    if begin < len(words):
        yield words[begin:], False


def _ends(token: str, following: str) -> bool:
    bare = token.rstrip(_CLOSERS)
    if bare.endswith(("?", "!")):
        return True
    if not bare.endswith((".", "…")):
        return False
    if bare.endswith(("...", "…")):
        return following[:1].isupper() and following not in ("I", "I'm", "I'd", "I've", "I'll")
    low = bare.lower().lstrip("\"'(“‘")
    if low in _ABBREVIATIONS:
        return low in _MAY_END and (not following or following[:1].isupper())
    return not (_INITIAL.match(bare) and bare != "I." and following[:1].isupper())


def _pause(words: tuple[Word, ...], begin: int, last: int) -> int:
    """Where to cut an unpunctuated run: the longest pause, a joining word counting as 0.4 s more."""
    bonus = SAMPLE_RATE * 2 // 5

    def weight(i: int) -> int:
        gap = words[i].start - words[i - 1].end
        return gap + (bonus if words[i].text.lower().strip(",") in _JOINERS else 0)

    return max(range(begin + _SHORTEST_CUT, last + 1), key=weight)
