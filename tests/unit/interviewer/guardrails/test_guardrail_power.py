"""The formulas of the sheet against values published elsewhere, and against each other."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.guardrails import power, stakes

rates = st.floats(0.01, 0.6)
effects = st.floats(0.005, 0.3)


def test_power_is_that_of_r() -> None:
    """The example of `power.prop.test` in R's manual: n = 50, p1 = 0.50, p2 = 0.75 has a power of 0.740."""
    assert power.power(0.5, 0.25, 50) == pytest.approx(0.740, abs=5e-4)


def test_the_size_is_that_of_r() -> None:
    """The same manual: p1 = 0.50, p2 = 0.75 with a power of 0.90 needs n = 76.7."""
    assert power.arm_size(0.5, 0.25, wanted=0.9) == 77


def test_the_short_formula() -> None:
    assert power.z(0.95) == pytest.approx(1.959964, abs=1e-6)
    assert power.short_effect(0.1, 1000) == pytest.approx(
        1.959964 * math.sqrt(2 * 0.1 * 0.9 / 1000), rel=1e-6
    )


def test_the_short_effect_is_found_half_the_time() -> None:
    effect = power.short_effect(0.2, 5000)
    assert power.power(0.2, effect, 5000) == pytest.approx(0.5, abs=0.02)
    assert power.smallest_effect(0.2, 5000) > effect


@settings(deadline=None)
@given(rates, effects, st.sampled_from([0.8, 0.9, 0.95]))
def test_size_effect_and_power_go_together(rate: float, effect: float, wanted: float) -> None:
    n = power.arm_size(rate, effect, wanted=wanted)
    assert power.power(rate, effect, n) >= wanted - 1e-9
    assert n <= 2 or power.power(rate, effect, n - 1) < wanted
    assert power.smallest_effect(rate, n, wanted=wanted) == pytest.approx(effect, rel=0.02, abs=0.01)


@pytest.mark.parametrize("effect", [0.0, 0.95])
def test_an_effect_that_cannot_be_is_refused(effect: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        power.arm_size(0.5, effect)


def test_a_right_and_a_wrong_event() -> None:
    """Forty percent right at 52 cents, sixty wrong at 7 cents: 16.6 cents an event."""
    assert stakes.value(0.6, 0.52, 0.07) == pytest.approx(0.166)


@settings(deadline=None)
@given(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(-1, 1))
def test_break_even_is_where_the_value_is_the_floor(gain: float, cost: float, floor: float) -> None:
    rate = stakes.break_even(gain, cost, floor)
    assert stakes.value(rate, gain, cost) == pytest.approx(floor, abs=1e-6)


def test_cases_make_a_range() -> None:
    found = stakes.spread([(0.1, 0.25), (0.2, 0.5), (0.5, 0.25)], gain=10, cost=10)
    assert (found.worst, found.expected, found.best) == pytest.approx((0, 5, 8))


def test_a_delay_has_to_earn_its_days() -> None:
    now, later = stakes.now_or_later(0.3, 0.1, 1, 1, events_per_day=100, days=30, delay=10)
    assert (now, later) == pytest.approx((1200, 1600))
