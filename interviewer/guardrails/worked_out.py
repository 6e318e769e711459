"""What follows from a sheet's figures: sizes, effects, values, and where they do not go together. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.guardrails import power, stakes
from interviewer.guardrails.sheet import Kpi, Sheet, Stakes, Test

ENOUGH = 0.98
"""Share of the wanted size that counts as having it: sizes are rounded when they are spoken."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the planned arms can show. Shares, not percent."""

    arm: int
    short: float
    """The smallest effect by the short formula."""
    exact: float
    """With the power wanted."""
    needed: int
    """Events in each arm for the effect wanted."""
    power: float
    """The chance that the planned arms find the effect wanted."""
    days: float
    """Days that the needed size takes at the canary's share of traffic."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What one event is worth, and the launch. In the sheet's currency."""

    spread: stakes.Range
    break_even: float
    """Error rate at which an event is worth nothing."""
    at_floor: float
    """Error rate at which it is worth the floor."""
    expected_error: float
    now: float | None
    """Over the sheet's days with a launch now; None where the traffic is not known."""
    later: float | None
    """The same with the better launch after the delay; None where none is told."""


@dataclass(frozen=True, slots=True)
class WorkedOut:
    shown: Shown | None
    worth: Worth | None
    doubts: tuple[str, ...]
    """Where figures of the sheet do not go together, a sentence each."""


def work_out(sheet: Sheet) -> WorkedOut:
    shown = _shown(sheet, sheet.test) if sheet.test is not None else None
    worth = _worth(sheet, sheet.stakes) if sheet.stakes is not None else None
    return WorkedOut(shown, worth, tuple(_doubts(sheet, shown, worth)))


def _shown(sheet: Sheet, test: Test) -> Shown:
    rate, effect, confidence, wanted = (
        x / 100 for x in (test.rate, test.effect, test.confidence, test.power)
    )
    arm = max(1, sheet.arm())
    needed = power.arm_size(rate, effect, confidence, wanted)
    return Shown(
        arm=arm,
        short=power.short_effect(rate, arm, confidence),
        exact=power.smallest_effect(rate, arm, confidence, wanted),
        needed=needed,
        power=power.power(rate, effect, arm, confidence),
        days=needed / (test.events_per_day * sheet.canary.share / 100),
    )


def _worth(sheet: Sheet, at_stake: Stakes) -> Worth:
    gain, cost = at_stake.gain, at_stake.cost
    cases = [(case.error_rate / 100, case.chance / 100) for case in at_stake.cases]
    expected = sum(rate * chance for rate, chance in cases)
    now = later = None
    if sheet.test is not None:
        error_later = expected if at_stake.error_later is None else at_stake.error_later / 100
        now, then = stakes.now_or_later(
            expected, error_later, gain, cost, sheet.test.events_per_day, at_stake.days, at_stake.delay
        )
        later = then if at_stake.delay else None
    return Worth(
        spread=stakes.spread(cases, gain, cost),
        break_even=stakes.break_even(gain, cost),
        at_floor=stakes.break_even(gain, cost, at_stake.floor),
        expected_error=expected,
        now=now,
        later=later,
    )


def _doubts(sheet: Sheet, shown: Shown | None, worth: Worth | None) -> list[str]:
    found = [line for kpi in sheet.kpis for line in _of_kpi(kpi)]
    stop = sheet.stop_loss
    if stop is not None:
        kpi = next(k for k in sheet.kpis if k.name.casefold() == stop.kpi.casefold())
        passes = stop.limit >= kpi.threshold if kpi.better == "higher" else stop.limit <= kpi.threshold
        if passes:
            found.append(
                f"The stop-loss on {kpi.name} lies at {stop.limit:g}, within its threshold of {kpi.threshold:g}: "
                "it would roll back a launch that keeps it."
            )
    if shown is not None and sheet.test is not None and shown.needed * ENOUGH > shown.arm:
        found.append(
            f"{shown.arm:,} events in each arm are too few for {sheet.test.effect:g} points: "
            f"that takes {shown.needed:,}, and the chance to find it is {shown.power:.0%}."
        )
    if shown is not None and stop is not None and stop.after > shown.arm:
        found.append(
            f"The stop-loss waits for {stop.after:,} events in each arm; the plan brings {shown.arm:,}."
        )
    if worth is not None and sheet.stakes is not None and worth.spread.worst < sheet.stakes.floor:
        found.append(
            f"In the worst case an event is worth {worth.spread.worst:.3g} {sheet.stakes.currency}, "
            f"under the floor of {sheet.stakes.floor:g}."
        )
    return found


def _of_kpi(kpi: Kpi) -> list[str]:
    if kpi.measured is None:
        return []
    kept = kpi.measured >= kpi.threshold if kpi.better == "higher" else kpi.measured <= kpi.threshold
    side = "under" if kpi.better == "higher" else "over"
    return (
        []
        if kept
        else [f"{kpi.name} came out at {kpi.measured:g}, {side} its threshold of {kpi.threshold:g}."]
    )
