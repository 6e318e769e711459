"""The baseline without learning: labels of an answer by word patterns alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from interviewer.analysis import figures
from interviewer.analysis.agreement import SHARES, weighted_mean
from interviewer.analysis.cues import cues
from interviewer.analysis.findings import PROBE_FOR, Gap
from interviewer.scores.bar import verdict

_SECTION_BY_CUE = (
    ("reflect", "reflection"), ("closing", "reflection"), ("outcome", "result"), ("i_act", "action"),
    ("we_act", "action"), ("task", "task"), ("abstract", "other"),
)  # fmt: skip
_GAP_WITHOUT: tuple[tuple[Gap, Callable[[Sequence[frozenset[str]], bool], bool]], ...] = (
    (Gap.MANAGER_ASSIGNED, lambda held, figure: _any(held, "assigned")),
    (Gap.PASSIVE_AGGRESSIVE, lambda held, figure: _any(held, "undermine")),
    (Gap.NO_DATA, lambda held, figure: not _any(held, "evidence")),
    (Gap.NO_COMMIT, lambda held, figure: not _any(held, "commit")),
    (Gap.NO_IMPACT, lambda held, figure: not figure),
    (Gap.NO_BASELINE, lambda held, figure: figure and not _any(held, "from_to")),
    (Gap.NO_ISOLATION, lambda held, figure: figure and not _any(held, "my_part", "share", "control")),
    (Gap.WE_NOT_I, lambda held, figure: _count(held, "we_act") > _count(held, "i_act")),
    (Gap.HEDGING, lambda held, figure: _count(held, "hedge") > 3),
    (Gap.BLAME, lambda held, figure: _count(held, "blame") > 1),
    (Gap.NO_OPPOSING_VIEW, lambda held, figure: not _any(held, "their_reason", "he_said")),
    (Gap.NO_CUSTOMER, lambda held, figure: not _any(held, "customer")),
    (Gap.NO_REFLECTION, lambda held, figure: not _any(held, "reflect")),
)


def label(case: Mapping[str, Any]) -> dict[str, Any]:
    """Codebook labels of a case."""
    held = [cues(text) for text in case["answer"]]
    figure = any(f.kind == "measure" for text in case["answer"] for f in figures.find(text))
    cut, reason = _cut_in(held)
    gaps = [Gap(reason)] if reason else []
    gaps += [gap for gap, missing in _GAP_WITHOUT if missing(held, figure)]
    scores = _scores(held, figure)
    return {
        "id": case["id"],
        "sections": [_section(h) for h in held],
        "gaps": [g.value for g in gaps],
        "interrupt_after": cut,
        "probes": [PROBE_FOR[g].value for g in gaps[:2]] or ["TRADEOFF", "EXACT_WORDS"],
        "scores": scores,
        "verdict": verdict(weighted_mean(scores), gaps, 2.5),
    }


def _section(held: frozenset[str]) -> str:
    return next((section for cue, section in _SECTION_BY_CUE if cue in held), "situation")


def _cut_in(held: Sequence[frozenset[str]]) -> tuple[int | None, str]:
    for i in range(1, len(held)):
        for cue, reason in (("hypo", "HYPOTHETICAL"), ("abstract", "ABSTRACTION")):
            if cue in held[i] and cue in held[i - 1] and not {"i_act", "dated"} & (held[i] | held[i - 1]):
                return i, reason
    return None, ""


def _scores(held: Sequence[frozenset[str]], figure: bool) -> dict[str, int]:
    wanted = {
        "conflict_articulation": ("claim", "their_reason", "stakes"),
        "data_driven_advocacy": ("evidence", "from_to", "control"),
        "execution_commitment": ("commit", "decision", "i_act"),
        "impact_quantification": ("outcome", "from_to", "share"),
        "ownership_distinctions": ("i_act", "my_part", "theirs"),
        "customer_focus": ("customer", "felt", "quote"),
    }
    return {d: 1 + sum(_any(held, cue) for cue in wanted[d]) for d in SHARES}


def _any(held: Sequence[frozenset[str]], *names: str) -> bool:
    return any(set(names) & h for h in held)


def _count(held: Sequence[frozenset[str]], name: str) -> int:
    return sum(name in h for h in held)
