"""The fits that weigh a whole answer's signals: its gaps and their order, its scores and its side of the bar.

Called by `calibrate` through `training`. All are linear, so that what they weigh can be read off them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from interviewer.analysis.agreement import OVER_THE_BAR, SHARES
from interviewer.analysis.findings import Gap
from interviewer.analysis.fitting import Dense, Matrix, Scaled, logistic, ridge
from interviewer.analysis.gaps import GAPS
from interviewer.analysis.over_bar import weighed

DIMENSIONS = tuple(SHARES)
Case = dict[str, Any]
FOLDS = 5
_GAPS, _SCORES, _SIDE = 10.0, 150.0, 0.1
"""L2 penalties of the fits, chosen by cross-validation; those of gaps and scores bear on scaled signals."""
_OTHER_FAMILY = 0.5
"""Weight of a case without scores (another family of questions) in the gaps."""
_PASS = 1 / 3
"""Share of the answers over the bar that the side is fitted for. Half of the labelled ones are, since they were made to
teach both; in interviews it is fewer, and where there is doubt nobody signs."""
_TIERS = (1.75, 3.25)
"""Weighted means from which a verdict is no strong one any more, and from which it is one again (codebook)."""


@dataclass(frozen=True)
class Judged:
    """The scores' fit, see the fields of the same names in `Weights`."""

    scores: Matrix
    score_cuts: Matrix
    verdict_cuts: Matrix
    side: Matrix


def fit_gaps(cases: Sequence[Case], x: Matrix) -> Matrix:
    """Log-odds of each gap."""
    y = np.array([[g.value in c["gaps"] for g in GAPS] for c in cases], float)
    weight = np.array([[1.0 if "scores" in c else _OTHER_FAMILY] for c in cases])
    scaled = Scaled.of(x)
    return scaled.back(logistic(Dense(scaled(x)), y, _GAPS, weight))


def fit_severity(cases: Sequence[Case], odds: Matrix) -> Matrix:
    """How serious each gap is, from the order in which a case lists them (a Bradley-Terry fit)."""
    pairs: list[Matrix] = []
    for case, row in zip(cases, np.clip(odds, -6, 6), strict=True):
        listed = [GAPS.index(Gap(g)) for g in case["gaps"]]
        for i, a in enumerate(listed):
            for b in listed[i + 1 :]:
                pair = np.zeros(len(GAPS) + 2)
                pair[a], pair[b], pair[len(GAPS)] = 1.0, -1.0, row[a] - row[b]
                pairs.append(pair)
    x = np.vstack([*pairs, *(-p for p in pairs)])
    y = np.array([[1.0]] * len(pairs) + [[0.0]] * len(pairs))
    return logistic(Dense(x), y, 0.5, np.ones((len(x), 1)))[:-1, 0]


def fit_scores(cases: Sequence[Case], x: Matrix, odds: Matrix) -> Judged:
    """Linear scores, the places where they turn into 2, 3 and 4, and where their mean turns the verdict.

    The places keep the shares that the labels have, over what is said of cases the fit has not seen.
    """
    rated = [i for i, c in enumerate(cases) if "scores" in c]
    y = np.array([[cases[i]["scores"][d] for d in DIMENSIONS] for i in rated], float)
    fold = np.arange(len(rated)) % FOLDS
    fresh = np.zeros_like(y)
    for k in range(FOLDS):
        fresh[fold == k] = x[rated][fold == k] @ _linear(x[rated][fold != k], y[fold != k])
    places = [
        [np.quantile(fresh[:, j], (y[:, j] <= s).mean()) for s in (1, 2, 3)] for j in range(len(DIMENSIONS))
    ]
    shares = np.array([SHARES[d] for d in DIMENSIONS]) / 100
    tiers = [np.quantile(fresh @ shares, (y @ shares < bar).mean()) for bar in _TIERS]
    over = np.array([cases[i]["verdict"] in OVER_THE_BAR for i in rated], float)
    side = _side(weighed(fresh @ shares, odds[rated]), over)
    return Judged(_linear(x[rated], y), np.array(places), np.array(tiers), side)


def _linear(x: Matrix, y: Matrix) -> Matrix:
    scaled = Scaled.of(x)
    return scaled.back(ridge(scaled(x), y, _SCORES))


def _side(x: Matrix, over: Matrix) -> Matrix:
    share = over.mean()
    weight = np.where(over > 0, _PASS / share, (1 - _PASS) / (1 - share))[:, None]
    return logistic(Dense(x), over[:, None], _SIDE, weight)[:, 0]
