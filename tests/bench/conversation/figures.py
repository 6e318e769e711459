"""Many measurements in one line. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Spread:
    """How measurements are spread; linear interpolation between ranks, as NumPy's default."""

    n: int
    p50: float
    p90: float
    p95: float

    def __str__(self) -> str:
        return (
            f"{self.p50:6.2f} {self.p90:6.2f} {self.p95:6.2f}  n={self.n}"
            if self.n
            else "     -      -      -  n=0"
        )


def spread(values: Sequence[float]) -> Spread:
    """Percentiles of the values; all 0 where there are none."""
    if not values:
        return Spread(0, 0.0, 0.0, 0.0)
    p50, p90, p95 = (float(p) for p in np.percentile(np.asarray(values, dtype=np.float64), (50, 90, 95)))
    return Spread(len(values), p50, p90, p95)


def share(part: int, whole: int) -> str:
    """`3 of 40 (7.5%)`."""
    return f"{part} of {whole} ({100 * part / whole:.1f}%)" if whole else "none to count"
