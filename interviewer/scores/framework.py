"""The interview framework's six dimensions: a calibrated score, held within what was in fact said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from interviewer.analysis import signals
from interviewer.analysis.agreement import SHARES
from interviewer.analysis.findings import Gap
from interviewer.analysis.over_bar import DISQUALIFYING, weighed
from interviewer.analysis.weights import Weights, load
from interviewer.report import Verdict
from interviewer.scores.story import Story

DIMENSIONS = tuple(SHARES)
"""In the order of the weights' columns."""


_OWN_MOST = 3
"""What carrying out one's own decision is worth by the count of acts alone."""
Tier = Literal[1, 2, 3, 4]
TIERS: tuple[Tier, ...] = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Rated:
    """One dimension of one story."""

    score: int
    """1 to 4."""
    reason: str
    """One factual sentence."""
    sentence: int | None
    """The sentence it rests on; None where nothing said bears on it."""


def side(story: Story, weights: Weights | None = None) -> Verdict:
    """The codebook's verdict by the scores before they are rounded: what rounding loses decides near the bar.

    There, a disqualifier that is likely but not noted counts too, see `over_bar`.
    """
    if not any(story.reading.facets):
        return "strong_not_inclined"
    weights = weights or load()
    told = signals.vector(story.reading.signals)[None]
    mean = told @ weights.scores @ np.array([SHARES[d] for d in DIMENSIONS]) / 100
    over = (weighed(mean, told @ weights.gaps) @ weights.side)[0] > 0 and not story.gap(*DISQUALIFYING)
    strong_no, strong_yes = mean[0] < weights.verdict_cuts[0], mean[0] >= weights.verdict_cuts[1]
    if over:
        return "strong_inclined" if strong_yes else "inclined"
    return "strong_not_inclined" if strong_no else "not_inclined"


def rate(story: Story, weights: Weights | None = None) -> dict[str, Rated]:
    """The six dimensions of a story, by the shipped weights unless others are given; an empty one is 1 throughout."""
    if not story.analysis.sentences:
        return {d: Rated(1, "Nothing was said that bears on it.", None) for d in DIMENSIONS}
    weights = weights or load()
    value = signals.vector(story.reading.signals) @ weights.scores
    whole = 1 + (value[:, None] > weights.score_cuts).sum(axis=1)
    return {d: _rated(d, int(score), story) for d, score in zip(DIMENSIONS, whole, strict=True)}


def _rated(dimension: str, score: int, story: Story) -> Rated:
    least, most = _BOUNDS[dimension](story)
    score = min(max(score, least), most)
    own = _own_deeds(dimension, story)
    if own:
        score = max(score, min(len(own) + 1, _OWN_MOST))
        return Rated(score, _why_execution(story, score), own[-1])
    wishes = _LOW.get(dimension, ()) if score <= 2 else ()
    at = story.first(*wishes, *_QUOTED[dimension])
    score = score if at is not None else 1
    return Rated(score, _REASONS[dimension](story, score), at)


# ---------------------------------------------------------------- what the facts allow
def _conflict(s: Story) -> tuple[int, int]:
    if not s.has("OTHER_SIDE") and not s.has("PUSHBACK"):
        return 1, 2
    return (1, 4) if s.has("CLAIM") or s.has("PERSIST") else (1, 3)


def _data(s: Story) -> tuple[int, int]:
    return (1, 4) if s.has("EVIDENCE", "FIGURE") else (1, 3) if s.has("EVIDENCE") else (1, 2)


def _execution(s: Story) -> tuple[int, int]:
    if s.gap(Gap.PASSIVE_AGGRESSIVE):
        return 1, 1
    return (1, 4) if s.carried_out() else (1, 2)


def _own_deeds(dimension: str, s: Story) -> list[int]:
    """Where the speaker's own decision is carried out by the speaker, in a story that is about no argument."""
    if dimension != "execution_commitment" or s.own_decision() is None or s.gap(Gap.PASSIVE_AGGRESSIVE):
        return []
    return s.carried_out()


def _impact(s: Story) -> tuple[int, int]:
    if not s.has("OUTCOME"):
        return 1, 2
    return (1, 4) if s.has("OUTCOME", "FIGURE") else (1, 2)


def _ownership(s: Story) -> tuple[int, int]:
    return (1, 4) if s.has("OWN_ACT") or s.has("COMMIT_ACT") else (1, 2)


def _customer(s: Story) -> tuple[int, int]:
    return (1, 4) if s.has("CUSTOMER") else (1, 2)


_BOUNDS: dict[str, Callable[[Story], tuple[int, int]]] = dict(
    zip(DIMENSIONS, (_conflict, _data, _execution, _impact, _ownership, _customer), strict=True)
)
_QUOTED: dict[str, tuple[tuple[str, ...], ...]] = {
    "conflict_articulation": (("OTHER_SIDE", "STAKES"), ("OTHER_SIDE",), ("PUSHBACK",), ("CLAIM",)),
    "data_driven_advocacy": (("EVIDENCE", "FIGURE", "BASELINE"), ("EVIDENCE", "FIGURE"), ("EVIDENCE",), ("CLAIM",)),
    "execution_commitment": (("COMMIT_ACT",), ("UNDERMINE",), ("DECISION",)),
    "impact_quantification": (("OUTCOME", "FIGURE", "BASELINE"), ("OUTCOME", "FIGURE"), ("OUTCOME",)),
    "ownership_distinctions": (("ISOLATION",), ("OWN_ACT", "EVIDENCE"), ("OWN_ACT",), ("COMMIT_ACT",)),
    "customer_focus": (("CUSTOMER", "OUTCOME"), ("CUSTOMER", "EVIDENCE"), ("CUSTOMER",)),
}  # fmt: skip


_LOW: dict[str, tuple[tuple[str, ...], ...]] = {
    "execution_commitment": (("UNDERMINE",),),
    "ownership_distinctions": (("TEAM_ACT",), ("PASSIVE_ACT",)),
}
"""What is quoted first where the score is low."""


# ---------------------------------------------------------------- why, in one sentence
def _why_conflict(s: Story, score: int) -> str:
    both = s.has("CLAIM") and s.has("OTHER_SIDE")
    if score == 4:
        return "Both positions are there with their reasons, and so is what hung on them."
    if not s.has("OTHER_SIDE"):
        return "The other side has no role and no reasons in this story."
    if not both:
        return "The other side is told; your own position is not put in one sentence."
    if s.signal("other_reason") < 0.5:
        return "Both positions are named, and theirs has no reason behind it."
    if not s.has("STAKES"):
        return "Both positions have their reasons; what hung on the choice is left open."
    return "Both positions are told, one of them thinly."


def _why_data(s: Story, score: int) -> str:
    if not s.has("EVIDENCE"):
        return "Nothing measured, tested or said by a customer stands behind it."
    if not s.has("EVIDENCE", "FIGURE"):
        return "Evidence is mentioned, and no figure of it is told."
    if s.signal("evidence_compared") < 0.5:
        return "A figure is brought without what it is compared with."
    if s.has("PERSIST", "EVIDENCE") and score == 4:
        return "Figures with their comparison, and more of them after the first no."
    return (
        "Figures are brought with what they are compared with."
        if score == 4
        else "Figures were brought and compared; where they come from, or their limits, stay open."
    )


def _why_execution(s: Story, score: int) -> str:
    acts = len(s.carried_out())
    if s.gap(Gap.PASSIVE_AGGRESSIVE):
        return "You complied, and the story waits for it to fail."
    if not acts:
        return "After the decision, nothing you did to make it succeed is told."
    if score <= 2:
        return "Support is declared after the decision, with little done to show for it."
    if acts == 1:
        return "One act of yours after the decision is told."
    return f"After the decision, {_WORDS.get(acts, str(acts))} acts of yours are told."


def _why_impact(s: Story, score: int) -> str:
    if not s.has("OUTCOME"):
        return "No outcome is told."
    if not s.has("OUTCOME", "FIGURE"):
        return "The outcome is told without a number."
    if s.signal("outcome_compared") < 0.5:
        return "The outcome has an end figure, and no start to hold it against."
    if score <= 2:
        return "The outcome has a figure; what it started from, or over how long, is not plain."
    if s.gap(Gap.NO_ISOLATION):
        return "Start and end are told; which part of it the decision caused is not."
    return (
        "The outcome has a start, an end, and its cause."
        if score == 4
        else "Start and end are told; period, source or cause stay open."
    )


def _why_ownership(s: Story, score: int) -> str:
    who = s.analysis.agency
    i, we = (who.i, who.we) if who is not None else (0, 0)
    if s.gap(Gap.PASSIVE_AGENCY):
        return "The deciding acts are in the passive; nobody is named as doing them."
    if s.gap(Gap.WE_NOT_I):
        return f"The deciding acts are told as we ({we} we, {i} I)."
    if not s.has("OWN_ACT"):
        return "No act is told as your own."
    if s.has("ISOLATION"):
        return "Your acts are told as yours, and your part is kept apart from the others'."
    if s.gap(Gap.NO_ISOLATION):
        return "Your acts are told as yours; your share of the result is not kept apart."
    return f"Your acts are told as yours ({i} I, {we} we)."


def _why_customer(s: Story, score: int) -> str:
    if not s.has("CUSTOMER"):
        return "Nobody outside the team feels anything in this story."
    if s.signal("customer_evidence") > 0.5 or s.signal("customer_outcome") > 0.5:
        return (
            "What users had to put up with is told, and it counts in what was done or in what came of it."
            if score >= 3
            else "Users appear; what they had to put up with is told in general terms."
        )
    return "Users are mentioned as a reason, without how many met it or how you knew."


_REASONS: dict[str, Callable[[Story, int], str]] = dict(
    zip(DIMENSIONS, (_why_conflict, _why_data, _why_execution, _why_impact, _why_ownership, _why_customer), strict=True)
)  # fmt: skip
_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
