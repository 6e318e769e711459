"""Answers as sound whose every sentence end, pause and last voiced sample is known; kept in a cache."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import soundfile

from speech.ports import Voice
from tests.bench.conversation.sound import FRAME, RATE, Samples, levels, voiced

PAUSE_MARK = "|"
"""Stands in a sentence where the speaker stops to think."""
BETWEEN = (0.2, 0.3, 0.45)
"""Seconds between sentences, drawn at random but the same in every run; on top of what the voice itself leaves."""
PEAK = 0.4
"""Of the loudest sample: -8 dBFS, a person near the microphone."""
ASTRAY = 3
"""Words by which the recogniser's count may be off."""
MADE = 4
"""Raised when sounds are made in another way, so that none from before is taken for one."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A thinking pause in an unfinished thought, in samples of the sound."""

    start: int
    """The last voiced sample before it."""
    end: int
    """The first voiced sample after it."""
    wanted: float
    """Seconds, as the case says; what was made may be longer by what the voice fades in and out."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of a sound, in samples of it."""

    start: int
    """First voiced sample."""
    end: int
    """Last voiced sample: the true end of the answer."""
    sentences: tuple[int, ...]
    """Last voiced sample of each sentence."""
    pauses: tuple[Pause, ...]


@dataclass(frozen=True)
class Spoken:
    """An answer as sound."""

    path: Path
    samples: Samples
    marks: Marks

    @property
    def seconds(self) -> float:
        return (self.marks.end - self.marks.start) / RATE


@dataclass(frozen=True, slots=True)
class Manner:
    """Who says it and how."""

    voice: str = "piper@1.0"
    """piper@PACE (1.2 is a fifth slower) or system@WORDS_PER_MINUTE."""
    pauses: tuple[float, ...] = ()
    """Seconds of the thinking pauses, in order."""
    cut: bool = False
    """Pauses are made by cutting the sound of the whole sentence; else each fragment is said by itself."""


Words = Callable[[Samples], Sequence[tuple[str, float]]]
"""The words of a sound, each with the second of its end."""


class Speaker:
    """Makes spoken answers, each once.

    Args:
        voices: gives the voice of a name such as `piper@1.0`.
        words: finds where words end, for cuts within sentences.
        folder: the cache.
    """

    def __init__(self, voices: Callable[[str], Voice], words: Words, folder: Path) -> None:
        self._voices = voices
        self._words = words
        self._folder = folder

    def speak(self, sentences: Sequence[str], manner: Manner = Manner()) -> Spoken:
        """The sentences as sound; a pause mark takes the next length of `manner.pauses`.

        Raises:
            ValueError: there are more marks than lengths, or a word before a mark was not found in the sound.
        """
        key = hashlib.sha256(json.dumps([MADE, list(sentences), asdict(manner)]).encode()).hexdigest()[:24]
        path, notes = self._folder / f"{key}.wav", self._folder / f"{key}.json"
        if not (path.is_file() and notes.is_file()):
            samples, marks = _assemble(self._pieces(sentences, manner), seed=int(key[:8], 16))
            self._folder.mkdir(parents=True, exist_ok=True)
            soundfile.write(path, samples, RATE, subtype="PCM_16")
            _write_whole(notes, json.dumps(asdict(marks)))
        samples, _ = soundfile.read(path, dtype="float32")
        return Spoken(path, samples, _marks(json.loads(notes.read_text())))

    def seconds_of(self, text: str, voice: str) -> float:
        """How long this voice needs for a line."""
        return self.speak([text], Manner(voice)).seconds

    def _pieces(self, sentences: Sequence[str], manner: Manner) -> list[Piece]:
        lengths = iter(manner.pauses)
        made: list[Piece] = []
        for sentence in sentences:
            fragments = [part.strip() for part in sentence.split(PAUSE_MARK)]
            waits = [next(lengths, 0.0) for _ in fragments[1:]]
            if 0.0 in waits:
                raise ValueError(f"no length is given for a pause in {sentence!r}")
            sounds = self._cut(fragments, manner) if manner.cut else [self._say(f, manner) for f in fragments]
            made += [Piece(s, w) for s, w in zip(sounds, [*waits, None], strict=True)]
        return made

    def _say(self, text: str, manner: Manner) -> Samples:
        from speech.resample import resample

        voice = self._voices(manner.voice)
        gap = np.zeros(int(0.15 * RATE), np.float32)
        parts = [p for s in voice.synthesise(text) for p in (resample(s.samples, s.rate, RATE), gap)]
        return np.concatenate(parts).astype(np.float32)

    def _cut(self, fragments: Sequence[str], manner: Manner) -> list[Samples]:
        """The sound of the whole sentence, cut where each fragment's last word ends."""
        whole = self._say(" ".join(fragments), manner)
        if len(fragments) == 1:
            return [whole]
        words = self._words(whole)
        cuts, place = [0], 0
        for fragment in fragments[:-1]:
            place = _word_near(fragment.split()[-1], words, place + len(fragment.split()) - 1)
            cuts.append(_quietest(whole, int(words[place][1] * RATE)))
            place += 1
        return [_faded(whole[a:b]) for a, b in zip(cuts, [*cuts[1:], len(whole)], strict=True)]


@dataclass(frozen=True)
class Piece:
    """A stretch said without a stop."""

    samples: Samples
    pause: float | None
    """Seconds to think after it; None where a sentence ends."""


def _assemble(pieces: list[Piece], seed: int) -> tuple[Samples, Marks]:
    """The pieces in one sound, each trimmed to what is voiced."""
    chance = np.random.default_rng(seed)
    parts: list[Samples] = [np.zeros(RATE // 10, np.float32)]
    at, sentences, pauses, waiting = RATE // 10, [], [], None
    start = at
    for piece in pieces:
        first, last = voiced(piece.samples)
        if waiting is not None:
            pauses.append(Pause(waiting[0], at, waiting[1]))
            waiting = None
        body = _faded(piece.samples[first:last])
        parts.append(body)
        at += len(body)
        if piece.pause is None:
            sentences.append(at)
        else:
            waiting = (at, piece.pause)
        silence = int((piece.pause or float(chance.choice(BETWEEN))) * RATE) // FRAME * FRAME
        parts.append(np.zeros(silence, np.float32))
        at += silence
    samples = np.concatenate(parts)
    samples = (samples * (PEAK / max(float(np.abs(samples).max()), 1e-6))).astype(np.float32)
    return samples, Marks(start, sentences[-1], tuple(sentences), tuple(pauses))


def _marks(notes: dict) -> Marks:
    pauses = tuple(Pause(**pause) for pause in notes["pauses"])
    return Marks(notes["start"], notes["end"], tuple(notes["sentences"]), pauses)


def _faded(samples: Samples) -> Samples:
    """Without clicks at its ends."""
    n = min(FRAME, len(samples) // 2)
    ramp = np.linspace(0, 1, n, dtype=np.float32)
    out = samples.copy()
    out[:n] *= ramp
    out[len(out) - n :] *= ramp[::-1]
    return out


def _plain(word: str) -> str:
    return word.strip(".,;:!?\"'()-").lower()


def _word_near(word: str, words: Sequence[tuple[str, float]], expected: int) -> int:
    """The index of this word nearest to the one expected; numbers and contractions shift it by a few."""
    found = [
        n for n, (text, _) in enumerate(words) if _plain(text) == _plain(word) and abs(n - expected) <= ASTRAY
    ]
    if not found:
        raise ValueError(f"the word {word!r} was not heard in {' '.join(w for w, _ in words)!r}")
    return min(found, key=lambda n: abs(n - expected))


def _quietest(samples: Samples, about: int) -> int:
    """The middle of the quietest 15 ms near a word's end; the recogniser places it to about 80 ms."""
    first = max(0, about - int(0.08 * RATE)) // FRAME * FRAME
    stretch = levels(samples[first : about + int(0.1 * RATE)])
    if len(stretch) < 3:
        return about
    return first + (int(np.argmin(np.convolve(stretch, np.ones(3), "valid"))) + 1) * FRAME


def _write_whole(path: Path, text: str) -> None:
    """So that a run cut off in between leaves no half of a file."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        file.write(text)
    Path(file.name).replace(path)
