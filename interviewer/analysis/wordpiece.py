"""A sentence as the numbers of its word pieces, as BERT's uncased models count them.

The same cut as the `tokenizers` package makes, without it: lower case, no accents, punctuation by itself, then the
longest piece that is in the vocabulary (Wu et al. 2016; "##" marks a piece inside a word).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).with_name("reader_words.txt")
UNKNOWN, FIRST, LAST = 100, 101, 102
"""BERT's tokens for what it does not know, and before and after a text."""
_LONGEST_WORD = 100


def pieces(text: str, words: Mapping[str, int]) -> list[int]:
    """Token numbers of a text, without the tokens around it."""
    return [piece for part in _parts(text) for piece in _cut(part, words)]


@lru_cache(maxsize=1)
def vocabulary(path: Path = WORDS) -> dict[str, int]:
    """The shipped vocabulary, one piece a line, numbered from 0."""
    return {word: i for i, word in enumerate(path.read_text(encoding="utf-8").splitlines())}


def _parts(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(_spaced(c) for c in plain).split()


@lru_cache(maxsize=4096)
def _spaced(c: str) -> str:
    """A character as it is kept: what parts words with a space around it, accents and control characters gone."""
    category = unicodedata.category(c)
    if c in "\t\n\r" or category == "Zs":
        return " "
    if category in ("Mn", "Cc", "Cf"):
        return ""
    alone = category[0] == "P" or (c < "\x80" and not c.isalnum()) or "\u3400" <= c <= "\u9fff"
    return f" {c} " if alone else c


def _cut(word: str, words: Mapping[str, int]) -> list[int]:
    if len(word) > _LONGEST_WORD:
        return [UNKNOWN]
    out: list[int] = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        end = next((e for e in range(len(word), start, -1) if mark + word[start:e] in words), None)
        if end is None:
            return [UNKNOWN]
        out.append(words[mark + word[start:end]])
        start = end
    return out
