"""What would move the verdict most: the gain, the sentence said, and a better one from the candidate's own facts."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.findings import Gap
from interviewer.report import Change, ScoreRow, ScoreTable
from interviewer.scores.better import better
from interviewer.scores.story import Story

MOST = 3
_BEARS: dict[str, tuple[tuple[Gap, ...], str]] = {
    "impact_quantification": ((Gap.NO_BASELINE, Gap.NO_IMPACT, Gap.NO_RESOLUTION, Gap.NO_ISOLATION), "Give the result a start and an end"),
    "business_impact_articulation": ((Gap.NO_IMPACT, Gap.NO_BASELINE), "Say what the result was worth"),
    "execution_commitment": ((Gap.NO_COMMIT, Gap.PASSIVE_AGGRESSIVE), "Tell what you did after the decision"),
    "data_driven_advocacy": ((Gap.NO_DATA, Gap.NO_BASELINE, Gap.HEDGING), "Bring the figure with its comparison"),
    "conflict_articulation": ((Gap.NO_OPPOSING_VIEW, Gap.TRIVIAL_CONFLICT), "Give the other side its best reason"),
    "conflict_evidence_specificity": ((Gap.ABSTRACTION, Gap.HYPOTHETICAL, Gap.NO_DATA), "Name the meeting and what was shown there"),
    "ownership_distinctions": ((Gap.WE_NOT_I, Gap.PASSIVE_AGENCY, Gap.NO_ISOLATION), "Keep your part apart from the team's"),
    "individual_contribution_ownership": ((Gap.MANAGER_ASSIGNED, Gap.WE_NOT_I, Gap.NO_ISOLATION), "Say what you started and made yourself"),
    "customer_focus": ((Gap.NO_CUSTOMER,), "Say what a user had to put up with"),
    "tradeoff_reasoning_rigor": ((Gap.TRIVIAL_CONFLICT, Gap.NO_OPPOSING_VIEW), "Price both options in one unit"),
    "pushback_recalibration_response": ((Gap.YIELDED_EARLY,), "Tell what you came back with"),
    "disagreement_reflection_self_awareness": ((Gap.NO_REFLECTION, Gap.BLAME), "Concede one thing that belongs to this story"),
}  # fmt: skip
"""Per dimension: the gaps that pull it down, and the change's title."""


def changes(tables: Sequence[ScoreTable], story: Story, others: Sequence[Story] = ()) -> tuple[Change, ...]:
    """At most three, the largest gain first.

    Which three is decided by all that could be won there, noted gaps before others; they stand in the order of
    what one more point would add to the overall mean. The better sentence is made of the story that the sentence
    said belongs to: `story`, or one of the `others`.
    """
    if not story.analysis.sentences:
        return ()
    options = [(_worth(row, len(tables), story), row) for t in tables for row in t.rows if row.score < 4]
    options.sort(key=lambda o: -o[0])
    out: list[Change] = []
    used: set[str] = set()
    for _, row in options:
        gaps, title = _BEARS.get(row.dimension, ((), f"Raise {row.name.lower()}"))
        subject = _SUBJECT.get(row.dimension, row.dimension)
        if subject in used:
            continue
        used.add(subject)
        gap = next((g for g in gaps if g in story.analysis.gaps), None)
        out.append(
            Change(
                title,
                gain(row, len(tables)),
                f"{row.name}, {row.score} to {row.score + 1}",
                row.evidence,
                better(row.dimension, _told_in(row, story, others), row.evidence),
                gap,
            )
        )
        if len(out) == MOST:
            break
    return tuple(sorted(out, key=lambda change: -change.gain))


def _told_in(row: ScoreRow, story: Story, others: Sequence[Story]) -> Story:
    said = row.evidence
    if said is None:
        return story
    return next(
        (s for s in (story, *others) if any(o.start == said.start for o in s.analysis.sentences)), story
    )


def gaps_of(dimension: str) -> tuple[Gap, ...]:
    """The gaps that pull a dimension down."""
    return _BEARS.get(dimension, ((), ""))[0]


def gain(row: ScoreRow, tables: int) -> float:
    """What one more point in this dimension adds to the mean of all tables."""
    return round(row.weight / 100 / tables, 3)


def _worth(row: ScoreRow, tables: int, story: Story) -> float:
    gaps = gaps_of(row.dimension)
    rank = next((i for i, g in enumerate(story.analysis.gaps) if g in gaps), None)
    return gain(row, tables) * (4 - row.score) * (1.0 if rank is None else 1.6 - 0.1 * min(rank, 4))


_SUBJECT = {
    "impact_quantification": "impact", "business_impact_articulation": "impact",
    "ownership_distinctions": "own", "individual_contribution_ownership": "own",
    "conflict_articulation": "conflict", "tradeoff_reasoning_rigor": "conflict",
    "data_driven_advocacy": "evidence", "conflict_evidence_specificity": "evidence",
}  # fmt: skip
"""Two tables ask for the same thing in two ways; it is advised once."""
