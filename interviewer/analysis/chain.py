"""A sentence in the light of its answer: an act after the decision is commitment, the same before it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.analysis.cues import NAMES, cues
from interviewer.analysis.tagger import FACETS, SECTIONS
from interviewer.analysis.weights import Weights

Array = NDArray[np.float64]
_CUE = {name: i for i, name in enumerate(NAMES)}
_WIDTH = len(SECTIONS) + len(FACETS)
COLUMNS = 5 * _WIDTH + 2 * len(FACETS) + len(NAMES) + 2
"""Columns of a row of `look`; the last is the bias."""
OWN, AFTER = 3 * _WIDTH, slice(4 * _WIDTH, 5 * _WIDTH)
"""The columns that a sentence's own odds fill, and those of the sentence after it."""


@dataclass(frozen=True)
class Odds:
    """What the two readers say of an answer's sentences, log-odds, (n, sections + facets) each."""

    words: Array
    """The linear tagger's."""
    reading: Array
    """The trained reader's."""

    @property
    def together(self) -> Array:
        return np.asarray((self.words + self.reading) / 2)


@dataclass(frozen=True)
class Settled:
    """Probabilities, one row per sentence."""

    sections: Array
    """(n, sections), rows add to 1."""
    facets: Array
    """(n, facets), each 0 to 1."""


def settle(texts: Sequence[str], odds: Odds, weights: Weights) -> Settled:
    """The odds weighed again, with what stands before and after in the answer."""
    if not texts:
        return Settled(np.zeros((0, len(SECTIONS))), np.zeros((0, len(FACETS))))
    logits = look(texts, odds) @ weights.chain
    return Settled(_softmax(logits[:, : len(SECTIONS)]), _sigmoid(logits[:, len(SECTIONS) :]))


def look(texts: Sequence[str], odds: Odds) -> Array:
    """What the second look sees, (n, COLUMNS): own log-odds, the neighbours' probabilities, what came before."""
    n = len(texts)
    known = probabilities(odds.together)
    facets = known[:, len(SECTIONS) :]
    own = np.hstack([_damped(odds.words), _damped(odds.reading)])
    blank = np.zeros((1, _WIDTH))
    padded = np.vstack([blank, known, blank])
    highest = np.vstack([np.zeros((1, len(FACETS))), np.maximum.accumulate(facets, axis=0)[:-1]])
    summed = np.vstack([np.zeros((1, len(FACETS))), np.cumsum(facets, axis=0)[:-1]])
    lexicon = np.zeros((n, len(NAMES)))
    for i, text in enumerate(texts):
        lexicon[i, [_CUE[c] for c in cues(text)]] = 1.0
    place = np.minimum(np.arange(n), 12)[:, None] / 12
    return np.hstack(
        [
            own,
            known,
            padded[:n],
            padded[2 : n + 2],
            highest,
            np.minimum(summed, 4) / 4,
            lexicon,
            place,
            np.ones((n, 1)),
        ]
    )


def probabilities(odds: Array) -> Array:
    """Sections and facets of log-odds."""
    return np.hstack([_softmax(odds[:, : len(SECTIONS)]), _sigmoid(odds[:, len(SECTIONS) :])])


def _damped(odds: Array) -> Array:
    sections = np.log(_softmax(odds[:, : len(SECTIONS)]) + 1e-4)
    return np.asarray(np.hstack([sections, np.clip(odds[:, len(SECTIONS) :], -6, 6)]) / 2)


def _softmax(x: Array) -> Array:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def _sigmoid(x: Array) -> Array:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)))
