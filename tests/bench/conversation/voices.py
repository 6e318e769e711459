"""The candidate's voices by name, loaded once, and the ears that find word ends for cuts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from models.store import ModelStore
from speech.events import SAMPLE_RATE
from speech.ports import Voice
from speech.recognizer import WhisperRecogniser
from speech.system_voice import SystemVoice
from speech.voice import PiperVoice
from tests.bench.conversation.sound import Samples
from tests.bench.conversation.spoken import Speaker


@cache
def voice(name: str) -> Voice:
    """`piper@PACE` or `system@WORDS_PER_MINUTE`."""
    kind, _, pace = name.partition("@")
    if kind == "system":
        return SystemVoice(words_per_minute=int(pace))
    return PiperVoice(ModelStore().path("piper-en-us-joe"), pace=float(pace))


@cache
def _ears() -> WhisperRecogniser:
    ears = WhisperRecogniser(ModelStore().path("whisper-base"))
    ears.load()
    return ears


def words(samples: Samples) -> Sequence[tuple[str, float]]:
    """What is said in a sentence, each word with the second of its end."""
    heard = _ears().transcribe(samples, first_sample=0, prompt="")
    return [(word.text, word.end / SAMPLE_RATE) for word in heard]


def cache_folder() -> Path:
    """Of synthesised answers; may be deleted at any time."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "hotseat-bench" / "conversation"


def speaker() -> Speaker:
    return Speaker(voice, words, cache_folder())
