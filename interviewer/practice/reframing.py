"""One story for another principle: which of its sentences serve what that principle listens for, and what is missing.

Explainable and bounded: every match names the story's own sentence and says by what it was matched; nothing is
made up, and what no sentence serves is said to be missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from content.library import Library
from interviewer.practice.moves import BY_NAME, moves
from interviewer.practice.stories import Story, read
from interviewer.terms import FUNCTION, PLAIN, terms

SERVES = 0.5
"""Weight from which a sentence serves a signal; tuned so that the guides' own model answers serve most of theirs."""
_WORDS = 0.5
"""What shared words add at most to what the moves say."""
_NOT_MINE = 0.75
"""A sentence without its speaker shows less of them, unless it tells the result."""
_MINE = re.compile(r"\b(?:I|I'\w+|I’\w+|my|me|mine)\b")
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
"""What the trained reader hears in a sentence counts beside its words."""


@dataclass(frozen=True)
class Wanted:
    """One thing a principle listens for."""

    text: str
    miss: str
    """What people say instead; empty where the guide has none."""
    moves: Mapping[str, float]
    """What it is about: weights by move, adding to 1."""
    words: frozenset[str]
    """Stems that point to it."""


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
    """Hold every sentence of a story against every signal of a principle."""
    reading = read(story)
    done = [
        moves(sentence.text) | {_FACET_MOVES[f] for f in facets if f in _FACET_MOVES}
        for sentence, facets in zip(reading.sentences, reading.facets, strict=True)
    ]
    held = [_stems(sentence.text) for sentence in reading.sentences]
    served: list[Served] = []
    missing: list[tuple[str, str]] = []
    for wanted in ear.wanted:
        weights = [
            _weight(wanted, m, h) * (1.0 if "changed" in m or _MINE.search(s.text) else _NOT_MINE)
            for m, h, s in zip(done, held, reading.sentences, strict=True)
        ]
        best = max(range(len(weights)), key=lambda i: weights[i], default=-1)
        if best < 0 or weights[best] < SERVES:
            missing.append((wanted.text, wanted.miss))
            continue
        shared = sorted((m for m in done[best] if m in wanted.moves), key=lambda m: -wanted.moves[m])
        because = _because(shared, wanted, held[best])
        served.append(
            Served(wanted.text, reading.sentences[best].text, best, because, round(weights[best], 3))
        )
    opening = max(served, key=lambda s: s.weight, default=None)
    return Reframing(ear.principle, ear.name, tuple(served), tuple(missing), opening)


def _weight(wanted: Wanted, done: frozenset[str], held: frozenset[str]) -> float:
    common = len(held & wanted.words)
    return sum(wanted.moves.get(m, 0.0) for m in done) + _WORDS * min(1.0, common / 4)


def _because(shared: Sequence[str], wanted: Wanted, held: frozenset[str]) -> str:
    if shared:
        return "it says " + " and ".join(BY_NAME[name].says for name in shared[:2])
    return "it speaks of " + ", ".join(sorted(held & wanted.words)[:3])


def _stems(text: str) -> frozenset[str]:
    return frozenset(t for t in terms(text) if not t.startswith("#")) - FUNCTION - PLAIN


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
    raw: dict[str, tuple[str, list[tuple[str, str, tuple[str, ...]]]]] = {}
    for principle in library.principles.values():
        guide = library.competencies.get(principle.competency or "")
        signals = [(s.text, s.common_miss, s.phrases) for s in guide.signals] if guide else []
        raw[principle.id] = (principle.name, signals or [(t, "", ()) for t in principle.listens_for])
    spread = Counter(m for _, signals in raw.values() for s in signals for m in _told_moves(s))
    whole = max(1, sum(len(signals) for _, signals in raw.values()))
    rarity = {m: log(1 + whole / n) for m, n in spread.items()}
    return {
        key_: Ear(key_, name, tuple(_wanted(signal, rarity) for signal in signals))
        for key_, (name, signals) in raw.items()
    }


def _told_moves(signal: tuple[str, str, tuple[str, ...]]) -> Counter[str]:
    """How often a signal's wording and its phrases do each thing; its own wording counts twice."""
    text, _, phrases = signal
    found: Counter[str] = Counter()
    for move in moves(text):
        found[move] += 2
    for phrase in phrases:
        found.update(moves(phrase))
    return found


def _wanted(signal: tuple[str, str, tuple[str, ...]], rarity: Mapping[str, float]) -> Wanted:
    text, miss, phrases = signal
    told = {m: n * rarity[m] for m, n in _told_moves(signal).items()}
    whole = sum(told.values()) or 1.0
    words = _stems(" ".join((text, *phrases)))
    return Wanted(text, miss, {m: w / whole for m, w in told.items()}, words)
