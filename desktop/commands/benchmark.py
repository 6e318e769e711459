"""Some ten seconds of a round's work on this machine: speak a sentence, hear it, word a question."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from desktop.commands.finding import Finding
from desktop.minds import mind_path
from models.errors import ModelError
from models.store import ModelStore

T = TypeVar("T")
SENTENCE = (
    "This sentence is spoken by the interviewer's voice and read back by the recogniser, "
    "so that you know whether this computer can keep up with a person who speaks."
)
SLOW_VOICE, SLOW_EAR = 0.7, 0.6
"""Seconds of work per second of speech from which on a round stutters while everything runs at once."""
SLOW_MIND = 10.0
"""Tokens a second; a probe of 24 must be there in the seconds it takes to say a short reply."""
TOKENS = 24
COUNT = "Say the numbers from one to twenty: one, two,"
CLOSE = "Close other programs: this computer only just keeps up."


def benchmark(store: ModelStore, wanted_mind: str) -> Iterator[Finding]:
    """Voice and recogniser, then the mind; a part that fails is a finding and not an error."""
    from interviewer.errors import InterviewerError
    from speech.errors import SoundError

    if all(store.have(name) for name in ("whisper-base", "piper-en-us-joe")):
        try:
            yield from _speech(store)
        except SoundError as error:
            yield Finding("Speech", "wrong", "failed", str(error))
    else:
        yield Finding("Speech", "note", "not measured: the weights are not here")
    try:
        yield from _thinking(store, wanted_mind)
    except (InterviewerError, ModelError) as error:
        yield Finding(
            "Thinking", "note", "not measured", f"{error} Until then, probes come in fixed wordings."
        )


def _speech(store: ModelStore) -> Iterator[Finding]:
    import numpy as np

    from speech.events import SAMPLE_RATE
    from speech.recognizer import WhisperRecogniser
    from speech.recognizer import benchmark as hear
    from speech.resample import resample
    from speech.voice import PiperVoice

    voice = PiperVoice(store.path("piper-en-us-joe"))
    list(voice.synthesise("Ready."))
    sounds, seconds = _timed(lambda: list(voice.synthesise(SENTENCE)))
    length = sum(len(sound.samples) / sound.rate for sound in sounds)
    yield _speed("Speaking", seconds / length, SLOW_VOICE)
    heard = np.concatenate([resample(sound.samples, sound.rate, SAMPLE_RATE) for sound in sounds])
    recogniser = WhisperRecogniser(store.path("whisper-base"))
    yield _speed("Listening", hear(recogniser, heard), SLOW_EAR)


def _thinking(store: ModelStore, wanted: str) -> Iterator[Finding]:
    from interviewer.llama import Cancel
    from interviewer.mind import LlamaMind

    path = mind_path(wanted, store)
    if path is None:
        return
    mind = LlamaMind(path)
    try:
        mind.load()
        mind.prime("Say a number.", cancel=Cancel())
        mind.complete(
            COUNT, max_tokens=1, stop=(), cancel=Cancel()
        )  # reads the prompt, which is not measured
        _, seconds = _timed(lambda: mind.complete(COUNT, max_tokens=TOKENS, stop=(), cancel=Cancel()))
    finally:
        mind.close()
    rate = TOKENS / seconds
    fast = rate >= SLOW_MIND
    way_on = "" if fast else "Close other programs, or choose a smaller model in the settings."
    yield Finding("Thinking", "good" if fast else "note", f"{rate:.0f} tokens a second ({path.stem})", way_on)


def _speed(name: str, factor: float, limit: float) -> Finding:
    found = f"{factor:.2f} s of work per second of speech"
    return Finding(name, "good" if factor < limit else "note", found, "" if factor < limit else CLOSE)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    value = work()
    return value, time.perf_counter() - started
