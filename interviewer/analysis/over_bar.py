"""Which side of the bar an answer is on: by its mean score, and by how likely it holds what no score makes up for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from interviewer.analysis.findings import Gap
from interviewer.analysis.gaps import GAPS

Array = NDArray[np.float64]
DISQUALIFYING = (Gap.MANAGER_ASSIGNED, Gap.HYPOTHETICAL, Gap.PASSIVE_AGGRESSIVE)
"""Each caps the verdict at not_inclined (codebook)."""
_AT = [GAPS.index(gap) for gap in DISQUALIFYING]
_BAR, _MOST = 2.5, 4.0


def weighed(means: Array, odds: Array) -> Array:
    """What the side is weighed from, (n, 5): the weighted mean against the bar, the odds of what disqualifies, and 1.

    `means` (n,) before they are rounded to scores; `odds` (n, gaps), log-odds. A disqualifier that is only likely, and
    so not noted, still counts against an answer near the bar.
    """
    against = np.clip(odds[:, _AT], -_MOST, _MOST) / _MOST
    return np.hstack([(means - _BAR)[:, None], against, np.ones((len(means), 1))])
