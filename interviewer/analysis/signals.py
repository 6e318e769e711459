"""The signals of a whole answer: named numbers, each 0 to about 1, that gaps and scores are weighed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.analysis.chain import Settled
from interviewer.analysis.cues import cues
from interviewer.analysis.findings import Claim, CutIn, Section
from interviewer.analysis.tagger import FACET, FACETS, SECTIONS

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Heard:
    """What the signals are taken from."""

    texts: Sequence[str]
    settled: Settled
    claims: Sequence[Claim]
    cut_in: CutIn | None
    question: str


_PAIRS = {
    "outcome_figure": ("OUTCOME", "FIGURE"),
    "evidence_figure": ("EVIDENCE", "FIGURE"),
    "own_evidence": ("OWN_ACT", "EVIDENCE"),
    "customer_evidence": ("CUSTOMER", "EVIDENCE"),
    "customer_outcome": ("CUSTOMER", "OUTCOME"),
    "customer_figure": ("CUSTOMER", "FIGURE"),
    "customer_claim": ("CUSTOMER", "CLAIM"),
    "customer_stakes": ("CUSTOMER", "STAKES"),
    "team_decides": ("TEAM_ACT", "DECISION"),
    "team_evidence": ("TEAM_ACT", "EVIDENCE"),
    "team_outcome": ("TEAM_ACT", "OUTCOME"),
    "passive_decides": ("PASSIVE_ACT", "DECISION"),
    "hedged_figure": ("HEDGE_KEY", "FIGURE"),
    "hedged_outcome": ("HEDGE_KEY", "OUTCOME"),
    "push_reason": ("PUSHBACK", "OTHER_SIDE"),
    "yield_decides": ("YIELD", "DECISION"),
}
_LATER = {
    "persist_after_push": ("PUSHBACK", "PERSIST"),
    "evidence_after_push": ("PUSHBACK", "EVIDENCE"),
    "yield_after_push": ("PUSHBACK", "YIELD"),
    "commit_after_decision": ("DECISION", "COMMIT_ACT"),
    "act_after_decision": ("DECISION", "OWN_ACT"),
    "outcome_after_decision": ("DECISION", "OUTCOME"),
    "undermine_after_decision": ("DECISION", "UNDERMINE"),
}
_CUES = ("hedge", "taste", "authority", "my_part", "theirs", "share", "control", "happy", "i_act", "we_act", "passive",
         "blame", "undermine", "assigned", "customer", "felt", "reflect", "from_to", "hypo", "abstract", "yield",
         "their_reason", "because")  # fmt: skip
_REASONED = ("their_reason", "because", "he_said")


def signals(heard: Heard) -> dict[str, float]:
    """Every signal by name; an empty answer has zeros."""
    f, s = heard.settled.facets, heard.settled.sections
    n = len(heard.texts)
    if n == 0:
        return dict.fromkeys(NAMES, 0.0)
    named = [cues(t) for t in heard.texts]
    out: dict[str, float] = {}
    for name in FACETS:
        column = f[:, FACET[name]]
        out[f"max_{name}"] = float(column.max())
        out[f"sum_{name}"] = min(float(column.sum()), 4.0) / 4
    for name, (a, b) in _PAIRS.items():
        out[name] = float((f[:, FACET[a]] * f[:, FACET[b]]).max())
    for name, (a, b) in _LATER.items():
        out[name] = _later(f[:, FACET[a]], f[:, FACET[b]])
    out |= _compared(f)
    out |= _shares(f, s, heard.texts)
    for cue in _CUES:
        out[f"cue_{cue}"] = min(sum(cue in held for held in named), 4) / 4
    reasoned = np.array([any(c in held for c in _REASONED) for held in named], float)
    out["other_reason"] = float((f[:, FACET["OTHER_SIDE"]] * reasoned).max())
    out |= _ledger(heard.claims)
    for reason in ("ABSTRACTION", "HYPOTHETICAL", "LONG_SETUP"):
        out[f"cut_{reason}"] = float(heard.cut_in is not None and heard.cut_in.reason == reason)
    out["run_abstract"] = _run(f[:, FACET["ABSTRACT"]])
    out["run_hypo"] = _run(f[:, FACET["HYPO"]])
    out["words"] = min(sum(len(t.split()) for t in heard.texts), 400) / 400
    out["conflict"] = float("claim" in cues(heard.question) or _is_conflict(heard.question))
    return out


def vector(values: dict[str, float]) -> Array:
    """In the order of `NAMES`, with 1 at the end for the offset."""
    return np.array([*(values[name] for name in NAMES), 1.0])


def _later(first: Array, second: Array) -> float:
    """How surely the second is told in the same sentence as the first or after it."""
    reached = np.maximum.accumulate(first)
    return float((reached * second).max())


def _compared(f: Array) -> dict[str, float]:
    """Figures with and without a comparison in the sentence or beside it."""
    base = f[:, FACET["BASELINE"]]
    padded = np.concatenate([[0.0], base, [0.0]])
    near = np.maximum(base, 0.7 * np.maximum(padded[:-2], padded[2:]))
    out: dict[str, float] = {}
    for name in ("OUTCOME", "EVIDENCE"):
        told = f[:, FACET[name]] * f[:, FACET["FIGURE"]]
        out[f"{name.lower()}_compared"] = float((told * near).max())
        out[f"{name.lower()}_bare"] = float((told * (1 - near)).max())
        out[f"{name.lower()}_bare_strict"] = float((told * (1 - base)).max())
    out["figure_bare"] = float((f[:, FACET["FIGURE"]] * (1 - near)).max())
    out["outcome_vague"] = float((f[:, FACET["OUTCOME"]] * (1 - f[:, FACET["FIGURE"]])).max())
    out["last_outcome"] = float(f[len(f) // 2 :, FACET["OUTCOME"]].max())
    out["last_figure"] = float((f[len(f) // 2 :, FACET["OUTCOME"]] * f[len(f) // 2 :, FACET["FIGURE"]]).max())
    return out


def _shares(f: Array, s: Array, texts: Sequence[str]) -> dict[str, float]:
    own, team, passive = (float(f[:, FACET[k]].sum()) for k in ("OWN_ACT", "TEAM_ACT", "PASSIVE_ACT"))
    acts = own + team + passive + 0.3
    words = np.array([len(t.split()) for t in texts], float)
    out = {"own_share": own / acts, "team_share": team / acts, "passive_share": passive / acts}
    spent = (s * words[:, None]).sum(axis=0) / max(1.0, float(words.sum()))
    out |= {f"time_{section.value}": float(spent[i]) for i, section in enumerate(SECTIONS)}
    told = np.maximum(s[:, SECTIONS.index(Section.ACTION)], s[:, SECTIONS.index(Section.RESULT)])
    setup = float((words * np.cumprod(1 - told)).sum())
    out["setup"] = min(setup / 125, 2.0) / 2
    out["hedged_share"] = float(f[:, FACET["HEDGE_KEY"]].mean())
    out["abstract_share"] = float(f[:, FACET["ABSTRACT"]].mean())
    out["hypo_share"] = float(f[:, FACET["HYPO"]].mean())
    out["blame_share"] = float(f[:, FACET["BLAME"]].mean())
    out["ends_reflecting"] = float(s[-2:, SECTIONS.index(Section.REFLECTION)].max())
    return out


def _ledger(claims: Sequence[Claim]) -> dict[str, float]:
    needing = [c for c in claims if c.needs_baseline]
    opened = [c for c in needing if c.status == "open"]
    return {
        "claims_open": min(len(opened), 3) / 3,
        "claims_held": min(len(needing) - len(opened), 3) / 3,
        "claims_open_share": len(opened) / len(needing) if needing else 0.0,
        "claims_own": min(sum(c.owner == "speaker" for c in needing), 3) / 3,
        "claims_team": min(sum(c.owner == "team" for c in needing), 3) / 3,
        "claims_last_open": float(bool(needing) and needing[-1].status == "open"),
    }


def _run(column: Array) -> float:
    """How surely two sentences in a row do it."""
    return float(np.sqrt(column[1:] * column[:-1]).max()) if len(column) > 1 else 0.0


def _is_conflict(question: str) -> bool:
    low = question.lower()
    return any(w in low for w in ("disagree", "push", "commit", "ground", "convinc", "mind", "influenc", "backbone",
                                  "conflict", "decision", "win over", "wrong", "unpopular", "data"))  # fmt: skip


def _names() -> tuple[str, ...]:
    out = [f"{kind}_{name}" for name in FACETS for kind in ("max", "sum")]
    out += [*_PAIRS, *_LATER]
    out += ["outcome_compared", "outcome_bare", "outcome_bare_strict", "evidence_compared", "evidence_bare",
            "evidence_bare_strict", "figure_bare", "outcome_vague", "last_outcome", "last_figure"]  # fmt: skip
    out += ["own_share", "team_share", "passive_share", *(f"time_{x.value}" for x in SECTIONS), "setup",
            "hedged_share", "abstract_share", "hypo_share", "blame_share", "ends_reflecting"]  # fmt: skip
    out += [f"cue_{cue}" for cue in _CUES]
    out += ["other_reason", "claims_open", "claims_held", "claims_open_share", "claims_own", "claims_team", "claims_last_open",
            "cut_ABSTRACTION", "cut_HYPOTHETICAL", "cut_LONG_SETUP", "run_abstract", "run_hypo", "words", "conflict"]  # fmt: skip
    return tuple(out)


NAMES = _names()
"""Order of `vector`."""
