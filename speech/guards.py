"""Rules that catch what Whisper invents: text in silence, loops, words beyond the end of the sound. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Protocol, TypeVar

NO_SPEECH = 0.6
LOW_LOGPROB = -1.0
HIGH_COMPRESSION = 2.4
"""OpenAI's own thresholds for "silent", "failed" and "repetitive" windows (openai/whisper, transcribe.py)."""

EDGE_SECONDS = 0.06
"""A word must begin this long before the sound ends: what begins later was made up in the padding."""

SQUEEZED_SECONDS = 0.03
"""Words made up beyond the sound find no place in it: the alignment squeezes each into one or two steps of 20 ms."""

PHANTOMS = frozenset(
    {
        "you",
        "thank you",
        "thanks for watching",
        "thank you for watching",
        "bye",
        "please subscribe",
        "oh",
        "the",
    }
)
"""Lines from video subtitles that Whisper hears in coughs, keys and hum."""

PHANTOM_SURE = 0.6


class Timed(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...


class Spoken(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def probability(self) -> float: ...


T = TypeVar("T", bound=Timed)


def is_noise(text: str, mean_logprob: float, no_speech: float) -> bool:
    """Whether a decode is the recogniser talking to itself."""
    if not any(c.isalnum() for c in text):
        return True
    return no_speech > NO_SPEECH and mean_logprob < LOW_LOGPROB


def compression_ratio(text: str) -> float:
    """Bytes before zlib over bytes after; speech stays under 2.4."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def drop_unheard(words: Sequence[T], seconds: float) -> list[T]:
    """Cuts where the words stop lying in the sound, `seconds` long: at its edge, or two squeezed in a row."""
    for at, word in enumerate(words):
        if word.start > seconds - EDGE_SECONDS or (
            _squeezed(word) and _squeezed(words[min(at + 1, len(words) - 1)])
        ):
            return list(words[:at])
    return list(words)


def _squeezed(word: Timed) -> bool:
    return word.end - word.start < SQUEEZED_SECONDS


def cut_loops(words: Sequence[T]) -> list[T]:
    """Stops where the same one to eight words begin to repeat themselves over and over.

    People do say "no, no, no": a single word may stand four times in a row, a phrase twice.
    """
    keys = ["".join(c for c in w.text.lower() if c.isalnum()) for w in words]
    for size in range(1, 9):
        allowed = 4 if size == 1 else 2
        for at in range(len(keys) - size * allowed):
            phrase = keys[at : at + size]
            if all(keys[at + size * k : at + size * (k + 1)] == phrase for k in range(1, allowed + 1)):
                return cut_loops(words[: at + size])
    return list(words)


def is_phantom(words: Sequence[Spoken]) -> bool:
    """Whether a whole decode is a line Whisper is known to make of noise, and it is not sure of it."""
    text = " ".join("".join(c for c in w.text.lower() if c.isalnum() or c == "'") for w in words)
    return text in PHANTOMS and min(w.probability for w in words) < PHANTOM_SURE
