"""What a decision is worth: expected value, break-even, ranges, now against later. Pure.

Error rates and chances are shares from 0 to 1; money is in the sheet's own currency.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """An amount by three cases with their chances."""

    worst: float
    expected: float
    """Each case's amount weighed by its chance."""
    best: float


def value(error_rate: float, gain: float, cost: float) -> float:
    """What one event is worth on average: a right one gains, a wrong one costs.

    The expectation of a variable with two values, as in any textbook of probability: (1 - e) * gain - e * cost.
    """
    return (1 - error_rate) * gain - error_rate * cost


def break_even(gain: float, cost: float, floor: float = 0.0) -> float:
    """The error rate at which an event is worth `floor`: `value` solved for the rate, (gain - floor) / (gain + cost).

    Below 0 where even no errors would not be enough, above 1 where nothing but errors still would.
    """
    return (gain - floor) / (gain + cost)


def spread(cases: Iterable[tuple[float, float]], gain: float, cost: float) -> Range:
    """Over cases of (error rate, chance), whose chances add to 1."""
    told = [(value(rate, gain, cost), chance) for rate, chance in cases]
    amounts = [amount for amount, _ in told]
    return Range(min(amounts), sum(amount * chance for amount, chance in told), max(amounts))


def now_or_later(
    error_now: float,
    error_later: float,
    gain: float,
    cost: float,
    events_per_day: float,
    days: float,
    delay: float,
) -> tuple[float, float]:
    """What `days` are worth with a launch now, and with a better one after `delay` days in which nothing is earned."""
    now = value(error_now, gain, cost) * events_per_day * days
    later = value(error_later, gain, cost) * events_per_day * max(0.0, days - delay)
    return now, later
