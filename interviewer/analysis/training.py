"""The fits behind the shipped weights, layer by layer, each on what the layer before says of unseen cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from interviewer.analysis import chain, signals
from interviewer.analysis.analyse import Reading, derive
from interviewer.analysis.features import Position, features
from interviewer.analysis.fitting import Dense, Matrix, Sparse, logistic
from interviewer.analysis.gaps import GAPS
from interviewer.analysis.judging import (
    DIMENSIONS,
    FOLDS,
    Case,
    fit_gaps,
    fit_scores,
    fit_severity,
)
from interviewer.analysis.sentences import from_list
from interviewer.analysis.tagger import FACETS, SECTIONS, places
from interviewer.analysis.weights import Weights

_RARE = 2
"""Features seen in fewer sentences are not learned."""
_WORDS, _CHAIN = 2.0, 20.0
"""L2 penalties of the fits, chosen by cross-validation."""
_GAP_CUT = 0.3
_OPEN = "end:open"
_OPEN_WEIGHT = 0.5


@dataclass(frozen=True)
class Words:
    """The first look's weights before they are rounded."""

    vocabulary: dict[str, int]
    weights: Matrix


@dataclass(frozen=True)
class Looked:
    """First looks at a case's sentences: each with what follows it, and each as the last one said."""

    closed: chain.Odds
    opened: chain.Odds


@dataclass(frozen=True)
class Read:
    """What a reader that was trained without a case says of its sentences, (n, sections + facets) each."""

    closed: Matrix
    opened: Matrix


# ---------------------------------------------------------------- one sentence
def rows(case: Case) -> list[tuple[str, ...]]:
    return [features(*place) for place in places(case["answer"], True)]


def open_rows(case: Case) -> list[tuple[str, ...]]:
    """Each sentence as it looks while it is the last one said."""
    return [
        features(text, replace(around, after=""), Position(place.index, None))
        for text, around, place in places(case["answer"], False)
    ]


def fit_words(cases: Sequence[Case]) -> Words:
    named = [r for c in cases for r in rows(c)]
    seen = Counter(name for r in named for name in r)
    vocabulary = {name: i for i, name in enumerate(sorted(n for n, k in seen.items() if k >= _RARE))}
    vocabulary[_OPEN] = len(vocabulary)
    named += [r for c in cases for r in open_rows(c)]
    bias = len(vocabulary)
    x = Sparse.of([[*(vocabulary[n] for n in r if n in vocabulary), bias] for r in named], bias + 1)
    return Words(vocabulary, _fit(x, cases, _WORDS))


def first_look(words: Words, case: Case, *, opened: bool = False) -> Matrix:
    """The words' log-odds of each sentence."""
    bias = len(words.vocabulary)
    known = words.vocabulary
    named = open_rows(case) if opened else rows(case)
    return np.vstack([words.weights[[*(known[n] for n in r if n in known), bias]].sum(axis=0) for r in named])


def look_twice(words: Words, case: Case, read: Read) -> Looked:
    return Looked(
        chain.Odds(first_look(words, case), read.closed),
        chain.Odds(first_look(words, case, opened=True), read.opened),
    )


def fit_chain(cases: Sequence[Case], looked: Sequence[Looked]) -> Matrix:
    closed = [chain.look(c["answer"], pair.closed) for c, pair in zip(cases, looked, strict=True)]
    opened = [_look_open(c, pair) for c, pair in zip(cases, looked, strict=True)]
    return _fit(Dense(np.vstack(closed + opened)), cases, _CHAIN)


def _look_open(case: Case, pair: Looked) -> Matrix:
    """Each sentence's second look while nothing follows it."""
    x = chain.look(case["answer"], pair.closed)
    own = chain.look(case["answer"], pair.opened)
    x[:, : chain.OWN] = own[:, : chain.OWN]
    x[:, chain.AFTER] = 0.0
    return x


def _fit(x: Sparse | Dense, cases: Sequence[Case], penalty: float) -> Matrix:
    """Both halves of `x` are the cases' sentences: with what follows, and (at less weight) without."""
    kind = np.array([[s == k.value for k in SECTIONS] for c in cases for s in c["sections"]], float)
    held = np.array([[f in h for f in FACETS] for c in cases for h in c["facets"]], float)
    weight = np.repeat([1.0, _OPEN_WEIGHT], len(kind))[:, None]
    kind, held = np.vstack([kind, kind]), np.vstack([held, held])
    return np.hstack([logistic(x, kind, penalty, weight, exclusive=True), logistic(x, held, penalty, weight)])


def unseen(cases: Sequence[Case], read: Sequence[Read], rng: np.random.Generator) -> list[Looked]:
    """First looks at each case by weights that were fitted without it."""
    fold = rng.permutation(len(cases)) % FOLDS
    out: dict[int, Looked] = {}
    for k in range(FOLDS):
        words = fit_words([c for c, f in zip(cases, fold, strict=True) if f != k])
        for i in np.flatnonzero(fold == k).tolist():
            out[i] = look_twice(words, cases[i], read[i])
    return [out[i] for i in range(len(cases))]


# ---------------------------------------------------------------- the whole answer
def cuts(settled: Sequence[chain.Settled], cases: Sequence[Case]) -> Matrix:
    """Per facet, the probability that tells it best (F1), drawn halfway to 0.4 where examples are few."""
    p = np.vstack([s.facets for s in settled])
    y = np.array([[f in h for f in FACETS] for c in cases for h in c["facets"]])
    grid = np.arange(0.15, 0.66, 0.05)
    out = np.zeros(len(FACETS))
    for j in range(len(FACETS)):
        f1 = [
            2 * ((p[:, j] >= t) & y[:, j]).sum() / max(1, (p[:, j] >= t).sum() + y[:, j].sum()) for t in grid
        ]
        best = float(grid[int(np.argmax(f1))])
        trust = min(1.0, y[:, j].sum() / 100)
        out[j] = trust * best + (1 - trust) * (best + 0.4) / 2
    return out


def fit(cases: Sequence[Case], looked: Sequence[Looked], rng: np.random.Generator) -> Weights:
    """Everything, each layer fitted to what the one before says of cases it has not seen (`unseen`)."""
    words = fit_words(cases)
    rounded, scale = _round(words.weights[:-1])
    bare = replace(EMPTY, vocabulary=words.vocabulary, words=rounded, scale=scale, bias=words.weights[-1])
    return on_top(cases, looked, bare, rng)


def on_top(
    cases: Sequence[Case], looked: Sequence[Looked], bare: Weights, rng: np.random.Generator
) -> Weights:
    """`bare` with everything that stands on the first looks."""
    bare = replace(bare, chain=fit_chain(cases, looked))
    settled = _unseen_chain(cases, looked, bare, rng)
    bare = replace(bare, thresholds=cuts(settled, cases))
    heard = [reading(c, s, bare) for c, s in zip(cases, settled, strict=True)]
    x = np.array([signals.vector(h.signals) for h in heard])
    odds = _unseen_odds(cases, x, rng)
    judged = fit_scores(cases, x, odds)
    return replace(
        bare,
        gaps=fit_gaps(cases, x),
        severity=fit_severity(cases, odds),
        scores=judged.scores,
        score_cuts=judged.score_cuts,
        verdict_cuts=judged.verdict_cuts,
        side=judged.side,
    )


EMPTY = Weights(
    {}, np.zeros((0, 0), np.int8), np.zeros(0), np.zeros(0), np.zeros((0, 0)), np.full(len(FACETS), 0.4),
    np.zeros((len(signals.NAMES) + 1, len(GAPS))), np.full(len(GAPS), _GAP_CUT), np.zeros(len(GAPS) + 1), np.zeros((len(signals.NAMES) + 1, len(DIMENSIONS))), np.zeros((len(DIMENSIONS), 3)), np.zeros(2), np.zeros(5),
)  # fmt: skip
"""Nothing learned yet."""


def reading(case: Case, settled: chain.Settled, weights: Weights) -> Reading:
    return derive(from_list(case["answer"]), settled, str(case.get("question", "")), weights)


def _unseen_odds(cases: Sequence[Case], x: Matrix, rng: np.random.Generator) -> Matrix:
    """Log-odds of each case's gaps by a fit without it."""
    fold = rng.permutation(len(cases)) % FOLDS
    out = np.zeros((len(cases), len(GAPS)))
    for k in range(FOLDS):
        rest = [c for c, f in zip(cases, fold, strict=True) if f != k]
        out[fold == k] = x[fold == k] @ fit_gaps(rest, x[fold != k])
    return out


def _unseen_chain(
    cases: Sequence[Case], looked: Sequence[Looked], weights: Weights, rng: np.random.Generator
) -> list[chain.Settled]:
    fold = rng.permutation(len(cases)) % FOLDS
    out: dict[int, chain.Settled] = {}
    for k in range(FOLDS):
        train = np.flatnonzero(fold != k).tolist()
        links = fit_chain([cases[i] for i in train], [looked[i] for i in train])
        for i in np.flatnonzero(fold == k).tolist():
            out[i] = chain.settle(cases[i]["answer"], looked[i].closed, replace(weights, chain=links))
    return [out[i] for i in range(len(cases))]


def _round(weights: Matrix) -> tuple[Any, Matrix]:
    """To whole numbers of -127 to 127 per output."""
    scale = np.abs(weights).max(axis=0) / 127
    return np.round(weights / scale).astype(np.int8), scale
