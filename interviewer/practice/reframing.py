"""One story for another principle: which of its sentences serve what that principle listens for, and what is missing.

Explainable and bounded: every match names the story's own sentence and says by what it was matched; nothing is
made up, and what no sentence serves is said to be missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress
from math import log

import numpy as np

from content.library import Library
from interviewer.analysis.chain import Odds, settle
from interviewer.analysis.tagger import FACETS, places, tag
from interviewer.analysis.weights import load
from interviewer.practice.moves import BY_NAME, moves
from interviewer.practice.stories import Story, told_in
from interviewer.terms import FUNCTION, PLAIN, terms

WINDOW = 2
"""Sentences that are held against a signal together: a second try and what it brought stand in two."""
QUANTILE = 0.6
"""A signal counts as served where a story says more of it than this share of the guides' own answers to *other*
principles do. Measured on the twenty model answers (each held against thresholds made without its own principle's):
they serve 57% of their own principle's signals and 35% of the other guides', and of ten guides their own comes out
at place 2.4 on average (5.5 by chance)."""
LEAST = 0.5
"""The threshold where there are too few answers to measure against."""
FEWEST = 6
_SEVERAL = 3
_WORDS, _WORDS_MOST = 0.1, 1.5
"""What shared words add, by how rare they are among the signals, and at most."""
_FACET_MOVES: dict[str, str] = {
    "CUSTOMER": "customer",
    "EVIDENCE": "counted",
    "PUSHBACK": "objected",
    "PERSIST": "again",
    "OTHER_SIDE": "listened",
    "DECISION": "decided",
    "COMMIT_ACT": "committed",
    "REFLECT": "learned",
    "BASELINE": "changed",
}
"""What the tagger hears in a sentence counts beside its words."""


@dataclass(frozen=True)
class Wanted:
    """One thing a principle listens for."""

    text: str
    miss: str
    """What people say instead; empty where the guide has none."""
    moves: Mapping[str, float]
    """What it is about: weights by move, adding to 1."""
    words: Mapping[str, float]
    """Stems that point to it, with how rare each is among all signals."""
    least: float = LEAST
    """Weight from which a sentence serves it."""


@dataclass(frozen=True)
class Ear:
    """A principle, as it listens."""

    principle: str
    """Its id."""
    name: str
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Served:
    """A sentence of the story that serves a signal."""

    signal: str
    quote: str
    """The story's own sentence."""
    sentence: int
    """Its place in the story, from 0."""
    because: str
    """ "it says what was counted or measured"."""
    weight: float
    """By how much it passes what is needed."""


@dataclass(frozen=True, slots=True)
class Reframing:
    """A story told for a principle."""

    principle: str
    name: str
    served: tuple[Served, ...]
    """In the order of the guide's signals; the best sentence of each."""
    missing: tuple[tuple[str, str], ...]
    """(signal, what people say instead) of those that nothing in the story serves."""
    opening: Served | None
    """The sentence to start with: the one that serves best what this principle has for itself."""

    @property
    def share(self) -> float:
        """Part of the signals that are served, 0 to 1."""
        whole = len(self.served) + len(self.missing)
        return len(self.served) / whole if whole else 0.0


def ears(library: Library) -> dict[str, Ear]:
    """Every principle as it listens, by id, the most often asked about first."""
    return _ears(_Key(library))


def reframe(story: Story, ear: Ear) -> Reframing:
    """Hold every sentence of a story, with the one after it, against every signal of a principle."""
    said = _said(story)
    served: list[Served] = []
    missing: list[tuple[str, str]] = []
    for wanted in ear.wanted:
        weights = [_weight(wanted, _window(said, at)) for at in range(len(said))]
        best = max(range(len(weights)), key=lambda i: weights[i], default=-1)
        if best < 0 or weights[best] <= wanted.least:
            missing.append((wanted.text, wanted.miss))
            continue
        window = _window(said, best)
        if not _says_so(wanted, window):
            missing.append((wanted.text, wanted.miss))
            continue
        one = max(range(best, min(best + WINDOW, len(said))), key=lambda i: _weight(wanted, said[i]))
        because = _because(wanted, window)
        over = weights[best] - wanted.least
        served.append(Served(wanted.text, said[one].text, one, because, round(over, 3)))
    opening = max(served, key=lambda s: s.weight, default=None)
    return Reframing(ear.principle, ear.name, tuple(served), tuple(missing), opening)


@dataclass(frozen=True)
class _Said:
    """What a stretch of a story does, and of what it speaks."""

    text: str
    moves: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=64)
def _said(story: Story) -> tuple[_Said, ...]:
    texts = [sentence.text for sentence in told_in(story)[0]]
    return tuple(
        _Said(
            text,
            moves(text) | {_FACET_MOVES[f] for f in facets if f in _FACET_MOVES},
            _stems(text),
        )
        for text, facets in zip(texts, _facets(texts), strict=True)
    )


def _facets(texts: Sequence[str]) -> list[list[str]]:
    """What each sentence does, by the linear tagger alone.

    The guides' answers, 560 sentences, are held against every story, and the trained reader would take 12 s for them.
    """
    if not texts:
        return []
    weights = load()
    words = np.array([tag(*place) for place in places(texts, finished=True)])
    held = settle(texts, Odds(words, words), weights).facets >= np.array(weights.thresholds)
    return [list(compress(FACETS, row)) for row in held]


def _window(said: Sequence[_Said], at: int) -> _Said:
    held = said[at : at + WINDOW]
    return _Said(
        " ".join(s.text for s in held),
        frozenset().union(*(s.moves for s in held)),
        frozenset().union(*(s.words for s in held)),
    )


def _says_so(wanted: Wanted, said: _Said) -> bool:
    """One thing that it does, or several words: a single word in common is chance."""
    return any(m in wanted.moves for m in said.moves) or len(said.words & wanted.words.keys()) >= _SEVERAL


def _weight(wanted: Wanted, said: _Said) -> float:
    done = sum(wanted.moves.get(m, 0.0) for m in said.moves)
    spoken = sum(weight for word, weight in wanted.words.items() if word in said.words)
    return done + min(_WORDS_MOST, _WORDS * spoken)


def _because(wanted: Wanted, said: _Said) -> str:
    shared = sorted((m for m in said.moves if m in wanted.moves), key=lambda m: -wanted.moves[m])
    if shared:
        return "it says " + " and ".join(BY_NAME[name].says for name in shared[:2])
    return "it speaks of " + ", ".join(sorted(w for w in wanted.words if w in said.words)[:3])


def _stems(text: str) -> frozenset[str]:
    return frozenset(t for t in terms(text) if not t.startswith("#")) - FUNCTION - PLAIN


_Signal = tuple[str, str, tuple[str, ...]]
"""What is listened for, what people say instead, and how it sounds."""


class _Key:
    """A library as a key: the same object is the same key."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __hash__(self) -> int:
        return id(self.library)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.library is self.library


@lru_cache(maxsize=2)
def _ears(key: _Key) -> dict[str, Ear]:
    library = key.library
    raw: dict[str, tuple[str, list[_Signal]]] = {}
    for principle in library.principles.values():
        guide = library.competencies.get(principle.competency or "")
        signals = [(s.text, s.common_miss, s.phrases) for s in guide.signals] if guide else []
        raw[principle.id] = (principle.name, signals or [(t, "", ()) for t in principle.listens_for])
    every = [signal for _, signals in raw.values() for signal in signals]
    spread = Counter(m for signal in every for m in _told_moves(signal))
    rarity = {m: log(1 + len(every) / n) for m, n in spread.items()}
    stems = Counter(w for signal in every for w in _signal_stems(signal))
    rare = {w: log(1 + len(every) / n) for w, n in stems.items()}
    answers = _answers(library)
    return {
        name: Ear(
            name,
            title,
            tuple(_measured(_wanted(signal, rarity, rare), name, answers) for signal in signals),
        )
        for name, (title, signals) in raw.items()
    }


def _answers(library: Library) -> list[tuple[str, tuple[_Said, ...]]]:
    """The guides' own model answers, each with the principle it was written for."""
    found = []
    for principle in library.principles.values():
        guide = library.competencies.get(principle.competency or "")
        for answer in guide.model_answers if guide else ():
            parts: dict[str, str] = {}
            for passage in answer.passages:
                parts[passage.section] = f"{parts.get(passage.section, '')} {passage.text}".strip()
            found.append((principle.id, _said(Story(answer.id, answer.title, parts=tuple(parts.items())))))
    return found


def _measured(wanted: Wanted, principle: str, answers: Sequence[tuple[str, tuple[_Said, ...]]]) -> Wanted:
    """The signal with the weight that answers to other principles seldom reach."""
    most = sorted(
        max(_weight(wanted, _window(said, at)) for at in range(len(said)))
        for other, said in answers
        if other != principle and said
    )
    if len(most) < FEWEST:
        return wanted
    return replace(wanted, least=most[int(QUANTILE * (len(most) - 1))])


def _told_moves(signal: _Signal) -> Counter[str]:
    """How often a signal's wording and its phrases do each thing; its own wording counts twice."""
    text, _, phrases = signal
    found: Counter[str] = Counter()
    for move in moves(text):
        found[move] += 2
    for phrase in phrases:
        found.update(moves(phrase))
    return found


def _signal_stems(signal: _Signal) -> frozenset[str]:
    return _stems(" ".join((signal[0], *signal[2])))


def _wanted(signal: _Signal, rarity: Mapping[str, float], rare: Mapping[str, float]) -> Wanted:
    text, miss, _ = signal
    told = {m: n * rarity[m] for m, n in _told_moves(signal).items()}
    whole = sum(told.values()) or 1.0
    words = {word: rare[word] for word in _signal_stems(signal)}
    return Wanted(text, miss, {m: w / whole for m, w in told.items()}, words)
