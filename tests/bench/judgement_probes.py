"""How the model words the probes of real answers: accepted, repaired, or replaced by ours; praise; repeats.

Called by `tests.bench.judgement --probes N --model PATH.gguf`. Each labelled answer is a session: its probes are worded one
after the other, most serious first, and none may repeat another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from interviewer import prompts
from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import PROBE_FOR, Gap, ProbeCode
from interviewer.analysis.priorities import rank_probes
from interviewer.analysis.sentences import from_list
from interviewer.checks import faults
from interviewer.events import Exchange, ProbeBrief
from interviewer.grounds import ground
from interviewer.llama import Cancel
from interviewer.mind import Mind
from interviewer.terms import overlap
from interviewer.wording import Wording, word

REPEATED = 0.6
"""Jaccard index of stems from which two questions of a session are one."""
_REPLIES = (
    "It was in the spring, with the same two people as before.",
    "I'd have to look that up. It was in the report of that month.",
    "Well, we talked about it for a while, and then it was clear what had to be done.",
)
Told = tuple[ProbeBrief, Wording]


def sessions(cases: Sequence[dict[str, Any]], mind: Mind) -> Iterator[list[Told]]:
    """The probes of each answer with their wordings."""
    for case in cases:
        analysis = analyse(from_list(case["answer"]), finished=True, question=case["question"])
        lines = [Exchange("interviewer", case["question"]), Exchange("candidate", " ".join(case["answer"]))]
        asked = [str(case["question"])]
        told: list[Told] = []
        for k, code in enumerate(rank_probes(analysis)):
            brief = ProbeBrief(
                code, case["question"], tuple(lines), ground(analysis, _gap(code, analysis.gaps), code), tuple(asked),
                "Senior", "amazon",
            )  # fmt: skip
            mind.prime(prompts.prefix(brief.question, brief.dialogue), cancel=Cancel())
            wording = word(brief, mind, Cancel())
            told.append((brief, wording))
            asked.append(wording.text)
            lines += [
                Exchange("interviewer", wording.text),
                Exchange("candidate", _REPLIES[k % len(_REPLIES)]),
            ]
        yield told


def measure(cases: Sequence[dict[str, Any]], mind: Mind, most: int) -> dict[str, float]:
    """Shares over at most `most` wordings; which faults were found in the model's first tries."""
    told = list(islice((pair for session in sessions(cases, mind) for pair in session), most))
    for fault, n in Counter(f.split(":")[0] for _, w in told for f in w.faults).most_common(8):
        print(f"  refused {n:4}  {fault}")
    return shares(told)


def shares(told: Sequence[Told]) -> dict[str, float]:
    total = max(1, len(told))
    tries = Counter(0 if w.source == "fallback" else len(w.faults) + 1 for _, w in told)
    return {
        "wordings": float(len(told)),
        "first_try": tries[1] / total,
        "repaired": tries[2] / total,
        "fallback": tries[0] / total,
        "praise": float(sum(any("praise" in f for f in faults(w.text, b)) for b, w in told)),
        "repeats": float(sum(any(overlap(w.text, q) >= REPEATED for q in b.asked) for b, w in told)),
    }


def _gap(code: ProbeCode, gaps: Sequence[Gap]) -> Gap | None:
    return next((gap for gap in gaps if PROBE_FOR[gap] is code), None)
