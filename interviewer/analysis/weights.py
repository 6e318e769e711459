"""The learned numbers, made by `python -m interviewer.analysis.calibrate` and shipped as `weights.npz`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_PLAIN = (
    "thresholds", "gaps", "gap_cuts", "severity", "scores", "score_cuts", "verdict_cuts", "side"
)  # fmt: skip
"""Arrays that are kept as they are, in single precision."""
SHIPPED = Path(__file__).with_name("weights.npz")


@dataclass(frozen=True)
class Weights:
    """Everything that was fitted to labelled answers."""

    vocabulary: dict[str, int]
    """Feature name to its row in `words`."""
    words: NDArray[np.int8]
    """(features, sections + facets), to be multiplied by `scale`."""
    scale: Array
    """(sections + facets,)"""
    bias: Array
    """(sections + facets,)"""
    chain: Array
    """(chain features, sections + facets): a sentence in the light of its answer, see `chain`."""
    thresholds: Array
    """(facets,) probability from which a facet is taken to be there."""
    gaps: Array
    """(signals, gaps): log-odds of each gap, see `gaps`."""
    gap_cuts: Array
    """(gaps,) probability from which a gap is noted."""
    severity: Array
    """(gaps + 1,) how serious each gap is, and last how much its log-odds count, see `gaps`."""
    scores: Array
    """(signals, dimensions): linear scores, see `interviewer.scores`."""
    score_cuts: Array
    """(dimensions, 3): where a score becomes 2, 3 and 4."""
    verdict_cuts: Array
    """(2,) where the scores' weighted mean, before it is rounded to whole scores, leaves and reaches a strong verdict."""
    side: Array
    """(5,) log-odds of being over the bar, see `over_bar`."""


@lru_cache(maxsize=1)
def load(path: Path = SHIPPED) -> Weights:
    """The shipped weights, read once."""
    with np.load(path) as data:
        arrays = {name: data[name] for name in data.files}
    names = bytes(arrays.pop("vocabulary")).decode().split("\n")
    words = arrays.pop("words")
    rest = {name: np.asarray(a, np.float64) for name, a in arrays.items()}
    return Weights(vocabulary={n: i for i, n in enumerate(names)}, words=words, **rest)


def save(weights: Weights, path: Path = SHIPPED) -> None:
    names = "\n".join(weights.vocabulary).encode()
    arrays = {
        "vocabulary": np.frombuffer(names, np.uint8),
        "words": weights.words,
        "scale": weights.scale.astype(np.float32),
        "bias": weights.bias.astype(np.float32),
        "chain": weights.chain.astype(np.float16),
    } | {name: np.asarray(getattr(weights, name), np.float32) for name in _PLAIN}
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
