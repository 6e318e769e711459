"""A round as another company asks it and another level is judged by it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from content.schema import Competency, RoundSpec, ScoreTableSpec

NO_EVENT = ("SPECIFIC_INSTANCE", "CONCRETE")
"""Until there is one event, no company asks for anything else."""


def tailor(spec: RoundSpec, guides: Sequence[Competency], company: str, level: str) -> RoundSpec:
    """The round with the company's own question and probes put first, its tables weighed its way, at the level.

    `guides` are the round's competencies. At the company the round was written for, only the level changes. A round
    whose question has parts keeps its own question: the parts are asked of no other.
    """
    if company == spec.company:
        return spec.model_copy(update={"level": level})
    variants = [variant for guide in guides for variant in guide.companies if variant.company == company]
    weights: dict[str, int] = {}
    for variant in reversed(variants):
        weights.update(variant.weights)
    first = (code for variant in variants for code in variant.asks_first)
    no_event = tuple(code for code in spec.probe_priority if code in NO_EVENT)
    theirs = () if spec.parts else tuple(variant.question for variant in variants)
    asked = tuple(dict.fromkeys((*theirs, *spec.openings)))
    tables = tuple(reweighed(table, weights) for table in spec.tables)
    return spec.model_copy(
        update={
            "company": company,
            "level": level,
            "openings": asked,
            "tables": tables,
            "probe_priority": tuple(dict.fromkeys((*no_event, *first, *spec.probe_priority))),
        }
    )


def reweighed(table: ScoreTableSpec, weights: dict[str, int]) -> ScoreTableSpec:
    """The table with the weights given, the others kept, all scaled to add to 100 again."""
    wanted = [weights.get(row.id, row.weight) for row in table.dimensions]
    rows = (
        row.model_copy(update={"weight": share})
        for row, share in zip(table.dimensions, _percent(wanted), strict=True)
    )
    return table.model_copy(update={"dimensions": tuple(rows)})


def _percent(weights: list[int]) -> list[int]:
    """Whole percents adding to 100, by largest remainder."""
    total = sum(weights)
    shares = [weight * 100 // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: -(weights[index] * 100 % total))
    for index in by_remainder[: 100 - sum(shares)]:
        shares[index] += 1
    return shares
