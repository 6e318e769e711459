"""The two charts of a guardrail sheet: what a comparison can show by its size, what an event is worth by its errors."""

from __future__ import annotations

import math

from desktop.widgets.line_chart import Axis, Chart, Dot, Line, Mark, round_ticks
from desktop.words import tr
from interviewer.guardrails import power, stakes
from interviewer.guardrails.sheet import Stakes, Test
from interviewer.guardrails.worked_out import Shown, Worth

_POINTS = 48


def many(number: float) -> str:
    """ "25,700", "1.2 M"."""
    if number >= 1e6:
        return f"{number / 1e6:.3g} M"
    return f"{number / 1e3:.3g} k" if number >= 1e4 else f"{number:,.0f}"


def money(amount: float) -> str:
    """Three figures, with a minus before."""
    sign, size = ("−" if amount < 0 else ""), abs(amount)
    if size >= 1e6:
        return f"{sign}{size / 1e6:.3g} M"
    if size >= 1e4:
        return f"{sign}{size / 1e3:.3g} k"
    return f"{sign}{size:,.0f}" if size >= 1000 else f"{sign}{size:.3g}"


def effect_chart(test: Test, shown: Shown) -> Chart:
    """The smallest effect against the size of an arm, by both formulas; the plan in ember."""
    rate, confidence, wanted = test.rate / 100, test.confidence / 100, test.power / 100
    low = max(10.0, min(shown.arm, shown.needed) / 8)
    high = max(shown.arm, shown.needed) * 6.0
    sizes = [round(low * (high / low) ** (n / (_POINTS - 1))) for n in range(_POINTS)]
    short = tuple((float(n), 100 * power.short_effect(rate, n, confidence)) for n in sizes)
    exact = tuple((float(n), 100 * power.smallest_effect(rate, n, confidence, wanted)) for n in sizes)
    top = min(exact[0][1], 3.2 * max(test.effect, 100 * shown.exact))
    decades = [
        10.0**k * m
        for k in range(0, 12)
        for m in ((1, 3) if high / low < 1000 else (1,))
        if low <= 10.0**k * m <= high
    ]
    said = tr(
        "Smallest effect against events in each arm: {arm:,} show {exact:.2g} points with {power:g} percent power; {effect:g} points need {needed:,}.",
        arm=shown.arm,
        exact=100 * shown.exact,
        power=test.power,
        effect=test.effect,
        needed=shown.needed,
    )
    return Chart(
        said,
        Axis("events in each arm", sizes[0], sizes[-1], tuple((d, many(d)) for d in decades), "log"),
        Axis("points", 0, top, tuple((t, f"{t:g}") for t in round_ticks(0, top, 6))),
        (
            Line("short formula", short, quiet=True),
            Line(tr("with {power:g}% power", power=test.power), exact),
        ),
        (
            Mark("x", shown.arm, tr("planned {many}", many=many(shown.arm)), main=True),
            Mark("y", test.effect, tr("to be found: {effect:g}", effect=test.effect), right=True),
        ),
    )


def worth_chart(at_stake: Stakes, worth: Worth) -> Chart:
    """What an event is worth against its error rate: a straight line through nothing at the break-even."""
    gain, cost = at_stake.gain, at_stake.cost
    rates = [case.error_rate / 100 for case in at_stake.cases]
    right = min(1.0, max(*rates, worth.break_even) * 1.25 + 0.02)
    left, low = 0.0, stakes.value(right, gain, cost)
    high = stakes.value(0, gain, cost)
    room = 0.08 * (high - low)
    low, high = min(low, at_stake.floor) - room, max(high, at_stake.floor) + room
    ticks = round_ticks(left, right, 6)
    dots = tuple(
        Dot(100 * rate, stakes.value(rate, gain, cost), case.name)
        for rate, case in zip(rates, at_stake.cases, strict=True)
    )
    floor = (
        (Mark("y", at_stake.floor, tr("floor {money}", money=money(at_stake.floor))),)
        if at_stake.floor
        else ()
    )
    even = (
        (
            Mark(
                "x",
                100 * worth.break_even,
                tr("worth nothing at {break_even:.3g}%", break_even=100 * worth.break_even),
                main=True,
            ),
        )
        if left <= worth.break_even <= right
        else ()
    )
    said = tr(
        "Worth of an event against its error rate: nothing at {break_even:.3g} percent of errors.",
        break_even=100 * worth.break_even,
    )
    return Chart(
        said,
        Axis("percent of errors", 0, 100 * right, tuple((100 * t, f"{100 * t:g}") for t in ticks)),
        Axis(at_stake.currency, low, high, tuple((t, money(t)) for t in round_ticks(low, high, 5))),
        (
            Line(
                "worth of an event",
                ((0.0, stakes.value(0, gain, cost)), (100 * right, stakes.value(right, gain, cost))),
            ),
        ),
        (*even, *floor),
        dots,
    )


def days(number: float) -> str:
    """ "under a day", "4.3 days", "26 days"."""
    if not math.isfinite(number):
        return "never"
    return (
        "under a day"
        if number < 1
        else tr("{number:.1f} days", number=number)
        if number < 10
        else tr("{number:,.0f} days", number=number)
    )
