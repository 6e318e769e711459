"""The sheet itself: field descriptions are the documentation of its YAML form.

Rates, shares and chances are percent as people say them (5.2 is 5.2 percent); an effect is in percentage points.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from content.schema import Strict, Text

Rate = Annotated[float, Field(ge=0, le=100)]
Inner = Annotated[float, Field(gt=0, lt=100)]
Amount = Annotated[float, Field(ge=0, le=1e12)]
Finite = Annotated[float, Field(ge=-1e12, le=1e12)]
Role = Literal["primary", "quality", "safety", "performance", "cost"]


class Kpi(Strict):
    """One figure that was agreed on."""

    name: Text = Field(description="as you say it aloud: precision at ten")
    unit: str = Field(default="percent", description="percent, milliseconds, dollars; may be empty")
    role: Role = Field(default="quality", description="what it guards; one is the primary")
    better: Literal["higher", "lower"] = Field(default="higher", description="which way is good")
    baseline: Finite | None = Field(default=None, description="before the launch, if it was measured")
    threshold: Finite = Field(description="what had to be reached, or not passed")
    measured: Finite | None = Field(default=None, description="what came of it, if it is known")


class Canary(Strict):
    """The first small share of traffic."""

    share: Inner = Field(default=10, description="percent of traffic")
    days: Annotated[float, Field(gt=0, le=365)] = Field(default=5, description="how long it was to run")


class StopLoss(Strict):
    """What would have rolled it back by itself."""

    kpi: Text = Field(description="name of one of the sheet's KPIs")
    limit: Finite = Field(description="the value at which it was to be rolled back")
    after: Annotated[int, Field(ge=0, le=10**10)] = Field(
        default=0, description="events in each arm before which nothing is judged"
    )


class Test(Strict):
    """The comparison of two arms by a rate."""

    __test__ = False

    rate: Inner = Field(description="the rate before, percent")
    effect: Annotated[float, Field(gt=0, lt=100)] = Field(
        description="the rise to be found, percentage points"
    )
    confidence: Annotated[float, Field(ge=50, le=99.99)] = Field(default=95, description="percent")
    power: Annotated[float, Field(ge=50, le=99.99)] = Field(default=80, description="percent")
    arm: Annotated[int, Field(ge=10, le=10**10)] | None = Field(
        default=None, description="events planned in each arm; left out, what the canary brings"
    )
    events_per_day: Annotated[float, Field(gt=0, le=1e12)] = Field(description="all traffic in a day")

    @model_validator(mode="after")
    def _stays_a_rate(self) -> Test:
        if self.rate + self.effect >= 100:
            raise ValueError(
                f"the rate and the rise to find add to {self.rate + self.effect:g} percent; they must stay below 100"
            )
        return self


class Case(Strict):
    """One way it may turn out."""

    name: Literal["best", "base", "worst"] = Field(description="best, base or worst")
    error_rate: Rate = Field(description="percent of events that go wrong then")
    chance: Rate = Field(description="percent; the three add to 100")


class Stakes(Strict):
    """What right and wrong are worth."""

    gain: Amount = Field(description="what one right event brings")
    cost: Amount = Field(description="what one wrong event costs")
    floor: Finite = Field(default=0, description="what an event has to be worth for a launch")
    currency: str = Field(default="dollars", description="as you say it aloud")
    cases: tuple[Case, ...] = Field(description="best, base and worst")
    days: Annotated[float, Field(gt=0, le=3650)] = Field(default=30, description="the time that is looked at")
    delay: Annotated[float, Field(ge=0, le=3650)] = Field(
        default=0, description="days a better launch would take"
    )
    error_later: Rate | None = Field(default=None, description="percent of errors after that delay")

    @model_validator(mode="after")
    def _adds_up(self) -> Stakes:
        if sorted(case.name for case in self.cases) != ["base", "best", "worst"]:
            raise ValueError("cases must be best, base and worst, each once")
        total = sum(case.chance for case in self.cases)
        if abs(total - 100) > 0.01:
            raise ValueError(f"the chances of the cases add to {total:g}, not 100")
        if self.gain + self.cost == 0:
            raise ValueError("gain and cost are both nothing; one of them must be more")
        return self


class Sheet(Strict):
    """One decision with its guardrails."""

    name: Text = Field(description="what the list calls it")
    decision: str = Field(default="", description="what was to be decided, in a sentence")
    kpis: tuple[Kpi, ...] = Field(default=(), description="at most eight")
    canary: Canary = Field(default=Canary(), description="the first share of traffic")
    stop_loss: StopLoss | None = Field(default=None, description="left out where there was none")
    test: Test | None = Field(default=None, description="left out where nothing was compared")
    stakes: Stakes | None = Field(default=None, description="left out where nothing can be put in money")

    @model_validator(mode="after")
    def _holds_together(self) -> Sheet:
        names = [kpi.name.casefold() for kpi in self.kpis]
        if len(names) > 8:
            raise ValueError(f"there are {len(names)} KPIs; eight are as many as anybody can hold in mind")
        twice = next((name for name in names if names.count(name) > 1), "")
        if twice:
            raise ValueError(f"there are two KPIs called '{twice}'; give each a name of its own")
        if sum(kpi.role == "primary" for kpi in self.kpis) > 1:
            raise ValueError("more than one KPI is the primary; one figure decides")
        if self.stop_loss is not None and self.stop_loss.kpi.casefold() not in names:
            raise ValueError(f"the stop-loss is on '{self.stop_loss.kpi}', which is none of the sheet's KPIs")
        return self

    def arm(self) -> int:
        """Events in each arm: as planned, or the canary's share of the days' traffic. 0 without a test."""
        if self.test is None:
            return 0
        return self.test.arm or int(self.test.events_per_day * self.canary.days * self.canary.share / 100)
