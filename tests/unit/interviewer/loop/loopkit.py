"""Reports and interviewers for the tests of a loop, made by hand."""

from __future__ import annotations

from content.library import load_library
from content.schema import Interviewer
from interviewer.analysis.findings import Finding, Gap
from interviewer.guardrails.consistency import Conflict
from interviewer.loop.forms import Form, form
from interviewer.loop.told import Between
from interviewer.report import Change, Evidence, Report, ScoreRow, ScoreTable, Verdict

LIBRARY = load_library()
LOOP = LIBRARY.loops["amazon-sde-2"]
BAR = 2.5
DIMENSIONS = (
    "conflict_articulation", "data_driven_advocacy", "execution_commitment", "impact_quantification",
    "ownership_distinctions", "customer_focus", "conflict_evidence_specificity", "tradeoff_reasoning_rigor",
    "pushback_recalibration_response", "individual_contribution_ownership", "business_impact_articulation",
    "disagreement_reflection_self_awareness",
)  # fmt: skip


def report(
    score: int = 3,
    *,
    gaps: tuple[Gap, ...] = (),
    disqualifier: str = "",
    verdict: Verdict = "inclined",
    **other: int,
) -> Report:
    """Every dimension at `score`, save those named."""
    rows = tuple(
        ScoreRow(
            dimension=name, name=name.replace("_", " ").capitalize(), weight=10, score=other.get(name, score),
            below_bar=other.get(name, score) < BAR, tier="", reason="", evidence=Evidence(f"about {name}", 16_000, 32_000),
        )
        for name in DIMENSIONS
    )  # fmt: skip
    mean = sum(row.score for row in rows) / len(rows)
    findings = tuple(
        Finding(gap, 0, 100, 200, f"words of {gap.value}", 0.9, "A note.", "A fix.") for gap in gaps
    )
    change = Change("Say what you did afterwards", 0.3, "Execution commitment, 2 to 3", None, "I ___", None)
    return Report(
        session_id="s", round_id="r", round_title="A round", company="Amazon", level="SDE 2", seconds=600.0,
        headline="", summary="", overall=mean, bar=BAR, level_bars=(("SDE 2", BAR),), verdict=verdict,
        disqualifier=disqualifier, disqualifier_evidence=None, tables=(ScoreTable("t", "Table", rows, mean),),
        timing=None, spans=(), changes=(change,), traps=(), asked=(), findings=findings, claims=(),
    )  # fmt: skip


def person(place: int) -> Interviewer:
    return LOOP.interviewers[place]


def forms(*reports: Report) -> list[Form]:
    """One form a place, in the order of the shipped loop; good ones where none is given."""
    told = [*reports, *(report() for _ in range(len(LOOP.interviewers) - len(reports)))]
    return [
        form(place, person(place), LIBRARY.principles, f"s{place}", each) for place, each in enumerate(told)
    ]


RAISER = next(place for place, each in enumerate(LOOP.interviewers) if each.part == "bar_raiser")
MANAGER = next(place for place, each in enumerate(LOOP.interviewers) if each.part == "hiring_manager")


def with_one(place: int, bad: Report) -> list[Form]:
    return forms(*(bad if each == place else report() for each in range(len(LOOP.interviewers))))


def between(kind: str = "round", *, settled: bool = False, later: int = 3) -> Between:
    told = Conflict(kind, "It was nine hours.", "forty hours", "nine hours", "Which?", "A reason.", 100, 200)  # type: ignore[arg-type]
    return Between(0, later, told, settled)
