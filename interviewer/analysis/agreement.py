"""How far two labellings of the same answers agree, in the codebook's measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Labels = Mapping[str, Any]
"""One case: sections, gaps, interrupt_after, probes, and scores with verdict where it has them."""
SHARES = {
    "conflict_articulation": 15, "data_driven_advocacy": 20, "execution_commitment": 20,
    "impact_quantification": 15, "ownership_distinctions": 15, "customer_focus": 15,
}  # fmt: skip
"""The codebook's weights of the scores, percent."""
OVER_THE_BAR = frozenset({"inclined", "strong_inclined"})


def agreement(reference: Sequence[Labels], other: Sequence[Labels]) -> dict[str, float]:
    """Every measure over cases in the same order; those of scores only over the cases that have scores.

    gaps_f1: micro F1 of the gaps. interrupt_acc: share of cases where interrupting or not is decided alike;
    interrupt_pos: of those interrupted in both, the share within one sentence; early_cuts: share cut in on
    earlier than the reference allows. probe_top1_in2: share whose first probe is one of the reference's two.
    section_acc: share of sentences in the same section. qwk: quadratic weighted kappa of the scores, pooled.
    spearman: rank correlation of the weighted means. mae: mean error of a score. verdict_side: same side of the bar.
    """
    pairs = list(zip(reference, other, strict=True))
    out = _gaps(pairs) | _interruptions(pairs) | _probes(pairs) | _sections(pairs)
    rated = [(a, b) for a, b in pairs if "scores" in a]
    return out | (_scores(rated) if rated else {})


def weighted_mean(scores: Mapping[str, float]) -> float:
    return sum(share * scores[d] for d, share in SHARES.items()) / 100


def kappa(a: Sequence[int], b: Sequence[int], least: int = 1, most: int = 4) -> float:
    """Quadratic weighted kappa (Cohen 1968); 1 where both are constant and alike."""
    size = most - least + 1
    seen = np.zeros((size, size))
    np.add.at(seen, (np.asarray(a) - least, np.asarray(b) - least), 1)
    apart = np.subtract.outer(np.arange(size), np.arange(size)) ** 2
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / len(a)
    expected = float((apart * chance).sum())
    return 1 - float((apart * seen).sum()) / expected if expected else 1.0


def rank_correlation(a: Sequence[float], b: Sequence[float]) -> float:
    """Spearman's; ties share their mean rank; 0 where either is constant."""
    x, y = _ranks(a), _ranks(b)
    if x.std() == 0 or y.std() == 0:
        return 0.0
    return float(np.corrcoef(x, y)[0, 1])


def _ranks(values: Sequence[float]) -> NDArray[np.float64]:
    _, place, counts = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray(((ends - counts + ends - 1) / 2)[place])


Pairs = Sequence[tuple[Labels, Labels]]


def _gaps(pairs: Pairs) -> dict[str, float]:
    both = sum(len(set(a["gaps"]) & set(b["gaps"])) for a, b in pairs)
    either = sum(len(set(a["gaps"])) + len(set(b["gaps"])) for a, b in pairs)
    return {"gaps_f1": 2 * both / either if either else 1.0}


def _interruptions(pairs: Pairs) -> dict[str, float]:
    at = [(a["interrupt_after"], b["interrupt_after"]) for a, b in pairs]
    both = [abs(x - y) <= 1 for x, y in at if x is not None and y is not None]
    early = [y is not None and (x is None or y < x - 1) for x, y in at]
    return {
        "interrupt_acc": _mean([(x is None) == (y is None) for x, y in at]),
        "interrupt_pos": _mean(both),
        "early_cuts": _mean(early),
    }


def _probes(pairs: Pairs) -> dict[str, float]:
    return {
        "probe_top1_in2": _mean([bool(b["probes"]) and b["probes"][0] in a["probes"][:2] for a, b in pairs])
    }


def _sections(pairs: Pairs) -> dict[str, float]:
    return {
        "section_acc": _mean(
            [x == y for a, b in pairs for x, y in zip(a["sections"], b["sections"], strict=True)]
        )
    }


def _scores(pairs: Pairs) -> dict[str, float]:
    a = [round(x["scores"][d]) for x, _ in pairs for d in SHARES]
    b = [round(y["scores"][d]) for _, y in pairs for d in SHARES]
    sides = [(x["verdict"] in OVER_THE_BAR) == (y["verdict"] in OVER_THE_BAR) for x, y in pairs]
    return {
        "qwk": kappa(a, b),
        "spearman": rank_correlation(
            [weighted_mean(x["scores"]) for x, _ in pairs], [weighted_mean(y["scores"]) for _, y in pairs]
        ),
        "mae": float(np.abs(np.subtract(a, b)).mean()),
        "verdict_acc": _mean([x["verdict"] == y["verdict"] for x, y in pairs]),
        "verdict_side": _mean(sides),
    }


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
