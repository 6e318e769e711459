"""The verdict: the mean against the level's bar, and what no good rest of an answer makes up for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.schema import Level
from interviewer.analysis.findings import Finding, Gap
from interviewer.analysis.over_bar import DISQUALIFYING
from interviewer.report import Evidence, Verdict
from interviewer.scores.story import trimmed

STEP = 0.75
"""Points between the codebook's verdicts, around the bar."""
CAPS = frozenset(DISQUALIFYING)
"""Each caps the verdict at not_inclined, at every level (codebook)."""

_BECAUSE: dict[Gap, str] = {
    Gap.MANAGER_ASSIGNED: "somebody else told you to take it up",
    Gap.HYPOTHETICAL: "no single past event was told",
    Gap.PASSIVE_AGGRESSIVE: "you complied and let it fail",
    Gap.NO_DATA: "no evidence stands behind it",
    Gap.NO_COMMIT: "nothing was told that you did after the decision",
    Gap.WE_NOT_I: "your own part cannot be told from the team's",
    Gap.NO_IMPACT: "the outcome holds no number",
    Gap.YIELDED_EARLY: "the argument ended at the first no",
    Gap.TRIVIAL_CONFLICT: "nothing hung on the disagreement",
}


@dataclass(frozen=True, slots=True)
class Judged:
    verdict: Verdict
    headline: str
    disqualifier: str
    evidence: Evidence | None


def verdict(mean: float, gaps: Iterable[Gap], bar: float, must_not: frozenset[Gap] = CAPS) -> Verdict:
    """The codebook's limits, laid around the bar: 1.75, 2.5 and 3.25 at a bar of 2.5."""
    if mean < bar - STEP:
        return "strong_not_inclined"
    if mean < bar or (CAPS | must_not) & set(gaps):
        return "not_inclined"
    return "inclined" if mean < bar + STEP else "strong_inclined"


def judge(mean: float, findings: Sequence[Finding], level: Level, levels: Sequence[Level]) -> Judged:
    """The verdict at this level, and the highest level that would be passed."""
    gaps = {f.code for f in findings}
    against = next((f for f in findings if f.code in _fatal(level)), None)
    return Judged(
        verdict(mean, gaps, level.bar, _fatal(level)),
        _headline(mean, gaps, level, levels),
        f"Would be a no at this level, because {_because(against.code)}." if against else "",
        Evidence(trimmed(against.quote), against.start, against.end) if against else None,
    )


def _headline(mean: float, gaps: set[Gap], level: Level, levels: Sequence[Level]) -> str:
    if _passes(mean, gaps, level):
        higher = [x for x in levels if x.bar > level.bar and _passes(mean, gaps, x)]
        above = f" {_highest(higher).name} would pass as well." if higher else ""
        return f"A pass at {level.name}.{above}"
    lower = [x for x in levels if x.bar < level.bar and _passes(mean, gaps, x)]
    below = f" A pass at {_highest(lower).name}." if lower else ""
    return f"Not yet at {level.name}.{below}"


def _passes(mean: float, gaps: set[Gap], level: Level) -> bool:
    return verdict(mean, gaps, level.bar, _fatal(level)) in ("inclined", "strong_inclined")


def _highest(levels: Sequence[Level]) -> Level:
    return max(levels, key=lambda x: x.bar)


def _fatal(level: Level) -> frozenset[Gap]:
    return CAPS | {Gap(code) for code in level.must_not}


def _because(gap: Gap) -> str:
    return _BECAUSE.get(gap, gap.value.replace("_", " ").lower())
