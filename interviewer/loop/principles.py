"""Which dimensions of a round's tables speak for which principle, and which gaps speak against it."""

from __future__ import annotations

from interviewer.analysis.findings import Gap

_OWN = ("individual_contribution_ownership", "ownership_distinctions")
_IMPACT = ("impact_quantification", "business_impact_articulation")
_ARGUMENT = ("data_driven_advocacy", "conflict_evidence_specificity")
_REFLECTION = ("disagreement_reflection_self_awareness", "pushback_recalibration_response")

DIMENSIONS: dict[str, tuple[str, ...]] = {
    "customer-obsession": ("customer_focus", "business_impact_articulation"),
    "ownership": (*_OWN, "execution_commitment"),
    "invent-and-simplify": (
        "individual_contribution_ownership",
        "tradeoff_reasoning_rigor",
        "impact_quantification",
    ),
    "are-right-a-lot": (
        "tradeoff_reasoning_rigor",
        "pushback_recalibration_response",
        "data_driven_advocacy",
    ),
    "learn-and-be-curious": ("disagreement_reflection_self_awareness", "data_driven_advocacy"),
    "hire-and-develop": ("ownership_distinctions", "disagreement_reflection_self_awareness"),
    "highest-standards": ("tradeoff_reasoning_rigor", "data_driven_advocacy", "execution_commitment"),
    "think-big": ("business_impact_articulation", "tradeoff_reasoning_rigor"),
    "bias-for-action": ("execution_commitment", "individual_contribution_ownership"),
    "frugality": ("tradeoff_reasoning_rigor", "impact_quantification"),
    "earn-trust": (*_REFLECTION, "conflict_articulation"),
    "dive-deep": _ARGUMENT,
    "have-backbone": ("conflict_articulation", "data_driven_advocacy", "execution_commitment"),
    "deliver-results": _IMPACT,
    "best-employer": ("ownership_distinctions", "customer_focus"),
    "broad-responsibility": ("customer_focus", "tradeoff_reasoning_rigor"),
}
"""By the ids of principle files. One that is not here is judged by everything the round scored."""

AGAINST: dict[str, frozenset[Gap]] = {
    "customer-obsession": frozenset({Gap.NO_CUSTOMER}),
    "ownership": frozenset({Gap.MANAGER_ASSIGNED, Gap.WE_NOT_I, Gap.PASSIVE_AGENCY, Gap.BLAME}),
    "bias-for-action": frozenset({Gap.MANAGER_ASSIGNED, Gap.HYPOTHETICAL}),
    "dive-deep": frozenset({Gap.NO_DATA, Gap.ABSTRACTION}),
    "deliver-results": frozenset({Gap.NO_IMPACT, Gap.NO_RESOLUTION}),
    "have-backbone": frozenset(
        {Gap.YIELDED_EARLY, Gap.NO_COMMIT, Gap.PASSIVE_AGGRESSIVE, Gap.TRIVIAL_CONFLICT}
    ),
    "earn-trust": frozenset({Gap.BLAME, Gap.PASSIVE_AGGRESSIVE}),
    "learn-and-be-curious": frozenset({Gap.NO_REFLECTION}),
    "are-right-a-lot": frozenset({Gap.NO_DATA}),
}
"""Any of these in the round's findings is a no on the principle, whatever the scores."""

BECAUSE: dict[Gap, str] = {
    Gap.NO_CUSTOMER: "no customer comes into it",
    Gap.MANAGER_ASSIGNED: "it was handed to them",
    Gap.WE_NOT_I: "their own part cannot be told from the team's",
    Gap.PASSIVE_AGENCY: "nobody is said to have done the deciding things",
    Gap.BLAME: "the trouble is put on others",
    Gap.HYPOTHETICAL: "it is what they would do, not what they did",
    Gap.NO_DATA: "no evidence stands behind it",
    Gap.ABSTRACTION: "it stays general",
    Gap.NO_IMPACT: "the outcome holds no number",
    Gap.NO_RESOLUTION: "how it ended is not told",
    Gap.YIELDED_EARLY: "they gave up at the first no",
    Gap.NO_COMMIT: "nothing was done for the decision once it was made",
    Gap.PASSIVE_AGGRESSIVE: "they complied and let it fail",
    Gap.TRIVIAL_CONFLICT: "nothing hung on the disagreement",
    Gap.NO_REFLECTION: "nothing was learned",
}
