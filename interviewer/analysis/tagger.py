"""What one sentence does: scores for its section and its facets, by the tagger that is plugged in.

The shipped tagger is linear: it adds up learned weights of a sentence's features (words, cues, figures, the
neighbours' cues, its place). Another tagger only has to keep `Tagger`'s promise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from interviewer.analysis.features import Neighbours, Position, features
from interviewer.analysis.findings import Section
from interviewer.analysis.weights import Weights, load

SECTIONS: tuple[Section, ...] = tuple(Section)
FACETS: tuple[str, ...] = (
    "STAKES", "CLAIM", "OTHER_SIDE", "EVIDENCE", "FIGURE", "BASELINE", "ISOLATION", "OWN_ACT", "TEAM_ACT",
    "PASSIVE_ACT", "PUSHBACK", "PERSIST", "YIELD", "DECISION", "COMMIT_ACT", "UNDERMINE", "OUTCOME", "CUSTOMER",
    "ABSTRACT", "HYPO", "HEDGE_KEY", "BLAME", "ASSIGNED", "REFLECT",
)  # fmt: skip
"""The codebook's facets, in the order of every facet score."""
FACET: dict[str, int] = {name: i for i, name in enumerate(FACETS)}
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tagging:
    """Log-odds of one sentence, from itself and its neighbours alone."""

    sections: tuple[float, ...]
    """One per section of `SECTIONS`; a softmax makes them probabilities."""
    facets: tuple[float, ...]
    """One per facet of `FACETS`; a sigmoid each makes them probabilities."""


class Tagger(Protocol):
    """Pure: the same sentence, neighbours and place give the same scores."""

    def tag(self, sentence: str, neighbours: Neighbours, position: Position) -> Tagging: ...


@dataclass(frozen=True)
class LinearTagger:
    """Adds up the weights of the features a sentence has."""

    weights: Weights

    def tag(self, sentence: str, neighbours: Neighbours, position: Position) -> Tagging:
        known = self.weights.vocabulary
        rows = [known[name] for name in features(sentence, neighbours, position) if name in known]
        scores = self.weights.words[rows].sum(axis=0) * self.weights.scale + self.weights.bias
        return Tagging(tuple(scores[: len(SECTIONS)].tolist()), tuple(scores[len(SECTIONS) :].tolist()))


@lru_cache(maxsize=2048)
def tag(sentence: str, neighbours: Neighbours, position: Position) -> Tagging:
    """The shipped tagger's scores; remembered, since an answer is analysed anew with every sentence."""
    return LinearTagger(load()).tag(sentence, neighbours, position)


def places(texts: Sequence[str], finished: bool) -> list[tuple[str, Neighbours, Position]]:
    """What a tagger is asked for each sentence of an answer."""
    n = len(texts)
    return [
        (
            text,
            Neighbours(
                texts[i - 2] if i > 1 else "", texts[i - 1] if i else "", texts[i + 1] if i + 1 < n else ""
            ),
            Position(i, n - 1 - i if finished else None),
        )
        for i, text in enumerate(texts)
    ]
