"""The final scorecard's six dimensions, by rules over the same evidence as the framework's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from interviewer.analysis.findings import Gap, ProbeCode
from interviewer.scores.framework import Rated
from interviewer.scores.story import Story

Answered = Mapping[ProbeCode, str]
"""What came of the probe whose answer is heard with the story; what was dodged is no part of it."""

_MONEY = frozenset(
    {
        "dollars",
        "pounds",
        "euros",
        "cents",
        "rupees",
        "shillings",
        "francs",
        "hours",
        "days",
        "minutes",
        "weeks",
    }
)


def rate(story: Story, framework: Mapping[str, Rated], answered: Answered) -> dict[str, Rated]:
    """Each dimension with its reason and the sentence it rests on; an empty story is 1 throughout."""
    if not story.analysis.sentences:
        return {d: Rated(1, "Nothing was said that bears on it.", None) for d in _RULES}
    rated = {d: rule(story, framework, answered) for d, rule in _RULES.items()}
    return {d: r if r.sentence is not None else replace(r, score=1) for d, r in rated.items()}


def _specificity(s: Story, f: Mapping[str, Rated], answered: Answered) -> Rated:
    quoted = (
        s.cue("quote", "PUSHBACK")
        or s.cue("he_said", "PUSHBACK")
        or answered.get(ProbeCode.EXACT_WORDS) == "answered"
    )
    shown = s.has("EVIDENCE", "FIGURE")
    placed = s.cue("dated") or quoted
    at = s.first(
        ("EVIDENCE", "PUSHBACK"),
        ("PERSIST", "EVIDENCE"),
        ("EVIDENCE", "FIGURE"),
        ("PUSHBACK",),
        ("CLAIM",),
        ("OTHER_SIDE",),
    )
    if not s.has("CLAIM") and not s.has("PUSHBACK") and not s.has("OTHER_SIDE"):
        return Rated(1, "No dispute that could be looked up: no meeting, no document, no sentence.", at)
    if not (shown or s.has("EVIDENCE")) or not placed:
        return Rated(2, "The dispute has a topic; what was said or shown stays in summary.", at)
    if quoted and shown and s.has("OTHER_SIDE") and f["conflict_articulation"].score >= 3:
        return Rated(4, "What was shown and what was answered can both be quoted.", at)
    return Rated(3, "A particular finding was shown; the other side's words or figure are missing.", at)


def _tradeoff(s: Story, f: Mapping[str, Rated], answered: Answered) -> Rated:
    asked = answered.get(ProbeCode.TRADEOFF)
    reason = s.signal("other_reason") >= 0.5
    priced = s.has("OTHER_SIDE", "FIGURE") or s.cue("stakes", "OTHER_SIDE")
    own = s.has("EVIDENCE", "FIGURE", "BASELINE")
    conceded = s.has("REFLECT") and s.cue("reflect", "REFLECT")
    at = s.first(("OTHER_SIDE", "FIGURE"), ("OTHER_SIDE", "STAKES"), ("STAKES",), ("OTHER_SIDE",))
    if not reason and not s.has("STAKES"):
        return Rated(1, "One option is simply right; neither has a price.", at)
    if not own or not reason:
        return Rated(2, "There were reasons on both sides; they are not weighed.", at)
    if (asked == "answered" or (priced and conceded)) and s.has("STAKES"):
        return Rated(4, "Both options have their price, and the weak side of your own is granted.", at)
    return Rated(3, "Your option is measured and theirs has a reason; the two are not set in one unit.", at)


def _recalibration(s: Story, f: Mapping[str, Rated], answered: Answered) -> Rated:
    at = s.first(
        ("PERSIST", "EVIDENCE"), ("PERSIST",), ("YIELD",), ("PUSHBACK",), ("CLAIM",), ("OTHER_SIDE",)
    )
    if s.gap(Gap.PASSIVE_AGGRESSIVE):
        return Rated(1, "The argument went on after it was decided.", s.first(("UNDERMINE",)))
    if s.gap(Gap.YIELDED_EARLY) or (s.has("YIELD") and not s.has("PERSIST")):
        return Rated(1, "The position was given up at the first no.", at)
    if not s.has("PUSHBACK") and not s.has("PERSIST"):
        return Rated(1, "Nobody objects in this story, and nothing moves.", at)
    if not s.has("PERSIST"):
        return Rated(2, "An objection is told; nothing changed in the argument because of it.", at)
    fresh = s.signal("evidence_after_push") >= 0.5
    if fresh and (s.has("REFLECT") or s.has("COMMIT_ACT")):
        return Rated(4, "You came back with more, and gave way when it was decided.", at)
    return Rated(3, "You came back after the no; where that left your position stays open.", at)


def _contribution(s: Story, f: Mapping[str, Rated], answered: Answered) -> Rated:
    own = f["ownership_distinctions"]
    at = s.first(
        ("ISOLATION",), ("COMMIT_ACT",), ("OWN_ACT", "EVIDENCE"), ("OWN_ACT",), ("TEAM_ACT",), ("ASSIGNED",)
    )
    if s.gap(Gap.MANAGER_ASSIGNED):
        return Rated(min(2, own.score), "Somebody else told you to take it up.", s.first(("ASSIGNED",)))
    made = s.count("OWN_ACT") + s.count("COMMIT_ACT")
    if not made:
        return Rated(1, "No piece of the work is told as yours.", at)
    apart = s.has("ISOLATION") or answered.get(ProbeCode.ISOLATION) == "answered"
    score = min(own.score, 4 if apart or made >= 4 else 3)
    reason = {
        1: "What you did yourself cannot be told from the rest.",
        2: "A part is claimed, with little made or done to show for it.",
        3: "Work of yours is plain; what it changed is unsettled.",
        4: "What you started and made is named, and stands apart from the others' work.",
    }[score]
    return Rated(score, reason, at)


def _business(s: Story, f: Mapping[str, Rated], answered: Answered) -> Rated:
    at = s.first(
        ("OUTCOME", "FIGURE", "BASELINE"),
        ("OUTCOME", "FIGURE"),
        ("OUTCOME", "CUSTOMER"),
        ("OUTCOME",),
        ("STAKES",),
    )
    if not s.has("OUTCOME"):
        return Rated(1, "No consequence is told.", at)
    if not s.has("OUTCOME", "FIGURE"):
        return Rated(2, "A benefit without a size.", at)
    told = {c.unit for c in s.reading.claims if "OUTCOME" in s.reading.facets[c.sentence]}
    sized = f["impact_quantification"].score
    if told & _MONEY or s.has("OUTCOME", "CUSTOMER"):
        if sized == 4:
            return Rated(
                4, "The result has a size and a start, in what the business or its users would count.", at
            )
        return Rated(
            3, "The result has a size the business would recognise; its start or its cause is open.", at
        )
    return Rated(min(3, max(2, sized)), "The result has a size; what it was worth is not told.", at)


def _reflection(s: Story, f: Mapping[str, Rated], answered: Answered) -> Rated:
    at = s.first(("REFLECT",), ("UNDERMINE",), ("BLAME",))
    if s.gap(Gap.PASSIVE_AGGRESSIVE, Gap.BLAME) or not s.has("REFLECT"):
        blamed = s.gap(Gap.PASSIVE_AGGRESSIVE, Gap.BLAME)
        return Rated(1, "The lesson is left to the others." if blamed else "Nothing is conceded.", at)
    text = s.analysis.sentences[at].text.lower() if at is not None else ""
    own = any(w in text for w in _CONCEDES)
    habit = any(w in text for w in _HABIT)
    if own and habit:
        return Rated(4, "A mistake of your own is granted, and a habit that changed.", at)
    if own or habit or answered.get(ProbeCode.REFLECTION) == "answered":
        return Rated(3, "Something that belongs to this story is conceded; no changed habit is told.", at)
    return Rated(2, "A general lesson, which would fit any story.", at)


_CONCEDES = ("was right", "were right", "wasn't wrong", "was wrong", "got wrong", "should have", "should've", "i'd missed",
             "my mistake", "had a point", "concede", "underestimat", "i never", "i hadn't", "more right", "i argued", "i'd not")  # fmt: skip
_HABIT = (
    "now i",
    "i now",
    "since then",
    "these days",
    "i've a rule",
    "ever since",
    "next time i",
    "i always",
    "the next one",
)

_RULES: dict[str, Callable[[Story, Mapping[str, Rated], Answered], Rated]] = {
    "conflict_evidence_specificity": _specificity,
    "tradeoff_reasoning_rigor": _tradeoff,
    "pushback_recalibration_response": _recalibration,
    "individual_contribution_ownership": _contribution,
    "business_impact_articulation": _business,
    "disagreement_reflection_self_awareness": _reflection,
}
DIMENSIONS = tuple(_RULES)
