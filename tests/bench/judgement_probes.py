"""How the model words the probes of real answers: accepted, repaired, or replaced by ours; praise; repeats.

Called by `tests.bench.judgement --probes N --model PATH.gguf`. Each labelled answer is a session: its probes are worded one
after the other, most serious first, and none may repeat another. What was worded is kept in a folder, one file a session,
so that a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
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
Case = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """One probe as it was worded."""

    code: str
    text: str
    tries: int
    """Of the model; 0 where it was replaced by ours."""
    refused: tuple[str, ...]
    """The model's tries that would not do, each with its faults, as in `Wording`."""
    praise: bool
    repeat: bool


def sessions(cases: Sequence[Case], mind: Mind, kept: Path) -> Iterator[list[Told]]:
    """The probes of each answer with their wordings, from its file where it was asked before."""
    for case in cases:
        path = kept / f"{case['id']}.json"
        if path.exists():
            yield [
                Told(**{**one, "refused": tuple(one["refused"])})
                for one in json.loads(path.read_text(encoding="utf-8"))
            ]
            continue
        told = session(case, mind)
        kept.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([asdict(one) for one in told], indent=1), encoding="utf-8")
        yield told


def session(case: Case, mind: Mind) -> list[Told]:
    analysis = analyse(from_list(case["answer"]), finished=True, question=case["question"])
    lines = [Exchange("interviewer", case["question"]), Exchange("candidate", " ".join(case["answer"]))]
    asked = [str(case["question"])]
    out: list[Told] = []
    for k, code in enumerate(rank_probes(analysis)):
        brief = ProbeBrief(
            code, case["question"], tuple(lines), ground(analysis, _gap(code, analysis.gaps), code), tuple(asked),
            "Senior", "amazon",
        )  # fmt: skip
        mind.prime(prompts.prefix(brief.question, brief.dialogue), cancel=Cancel())
        wording = word(brief, mind, Cancel())
        out.append(as_told(brief, wording))
        asked.append(wording.text)
        lines += [
            Exchange("interviewer", wording.text),
            Exchange("candidate", _REPLIES[k % len(_REPLIES)]),
        ]
    return out


def as_told(brief: ProbeBrief, wording: Wording) -> Told:
    return Told(
        brief.code.value,
        wording.text,
        0 if wording.source == "fallback" else len(wording.faults) + 1,
        tuple(wording.faults),
        any("praise" in fault for fault in faults(wording.text, brief)),
        any(overlap(wording.text, question) >= REPEATED for question in brief.asked),
    )


def measure(cases: Sequence[Case], mind: Mind, most: int, kept: Path) -> dict[str, float]:
    """Shares over at most `most` wordings; which faults were found in the model's tries is printed."""
    told = list(islice((one for asked in sessions(cases, mind, kept) for one in asked), most))
    refused = (
        fault for one in told for line in one.refused for fault in line.rpartition(": ")[2].split("; ")
    )
    for fault, n in Counter(refused).most_common(8):
        print(f"  refused {n:4}  {fault}")
    return shares(told)


def shares(told: Sequence[Told]) -> dict[str, float]:
    total = max(1, len(told))
    tries = Counter(one.tries for one in told)
    return {
        "wordings": float(len(told)),
        "first_try": tries[1] / total,
        "repaired": sum(n for k, n in tries.items() if k > 1) / total,
        "fallback": tries[0] / total,
        "praise": float(sum(one.praise for one in told)),
        "repeats": float(sum(one.repeat for one in told)),
    }


def _gap(code: ProbeCode, gaps: Sequence[Gap]) -> Gap | None:
    return next((gap for gap in gaps if PROBE_FOR[gap] is code), None)
