"""How large an effect a comparison of two rates can show: the short formula and the one with power. Pure.

Rates and effects are shares (0.052 is 5.2 percent; an effect of 0.008 is 0.8 points), `n` is the size of each arm.
The quantiles of the normal distribution are the standard library's (`statistics.NormalDist`).
"""

from __future__ import annotations

import math
from statistics import NormalDist

_NORMAL = NormalDist()
_STEPS = 80
"""Halvings of the range: far below the last digit of a float."""


def z(confidence: float) -> float:
    """The two-sided critical value: 1.96 for a confidence of 0.95."""
    return _NORMAL.inv_cdf(0.5 + confidence / 2)


def short_effect(rate: float, n: int, confidence: float = 0.95) -> float:
    """The smallest effect by the short formula, z * sqrt(2 p (1 - p) / n).

    It is the half-width of the interval around the difference of two arms with the same rate (Fleiss, Levin and Paik,
    Statistical Methods for Rates and Proportions, 3rd edition, section 3.1). It asks for no power: an effect of just
    this size is found in half of all tests.
    """
    return z(confidence) * math.sqrt(2 * rate * (1 - rate) / n)


def power(rate: float, effect: float, n: int, confidence: float = 0.95) -> float:
    """The chance that a two-sided test of two arms of `n` finds the effect.

    Normal approximation with the pooled variance under no effect and each arm's own under the effect: Fleiss, Levin
    and Paik, section 4.2, without the continuity correction; the same as R's `power.prop.test`. The chance of
    finding it with the wrong sign is left out.
    """
    other = rate + effect
    mean = (rate + other) / 2
    none = z(confidence) * math.sqrt(2 * mean * (1 - mean))
    own = math.sqrt(rate * (1 - rate) + other * (1 - other))
    gap = abs(effect) * math.sqrt(n) - none
    return _NORMAL.cdf(gap / own) if own else float(gap > 0)


def arm_size(rate: float, effect: float, confidence: float = 0.95, wanted: float = 0.8) -> int:
    """The size each arm needs for the effect to be found with the power wanted; the same source as `power`.

    Raises:
        ValueError: the effect is nothing, or leads out of 0 to 1.
    """
    other = rate + effect
    if effect == 0 or not 0 <= other <= 1:
        raise ValueError("the effect must be more than nothing and lead to a rate between 0 and 100 percent")
    mean = (rate + other) / 2
    none = z(confidence) * math.sqrt(2 * mean * (1 - mean))
    own = _NORMAL.inv_cdf(wanted) * math.sqrt(rate * (1 - rate) + other * (1 - other))
    return math.ceil(((none + own) / effect) ** 2)


def smallest_effect(rate: float, n: int, confidence: float = 0.95, wanted: float = 0.8) -> float:
    """The smallest rise that `n` in each arm show with the power wanted: `power` turned around by bisection.

    The nearest to 1 where even the largest rise would not be shown.
    """
    low, high = 0.0, 1 - rate
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if power(rate, middle, n, confidence) >= wanted else (middle, high)
    return high
