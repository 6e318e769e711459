"""The baseline of a plain prompt: the language model is shown the codebook's terms and asked for JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from interviewer.analysis.agreement import SHARES, weighted_mean
from interviewer.analysis.findings import Gap, ProbeCode, Section
from interviewer.llama import Cancel
from interviewer.mind import Mind
from interviewer.scores.bar import verdict

_ASK = """<|im_start|>system
You are an expert interviewer. You label one spoken answer and reply with one JSON object, nothing else.<|im_end|>
<|im_start|>user
Question: {question}
Answer, one sentence per line:
{answer}

Reply with JSON: {{"sections": [one of {sections} per sentence], "gaps": [the most serious first, of {gaps}], \
"interrupt_after": number of the sentence after which to cut in or null, "probes": [the two best next probes of {probes}], \
"scores": {{{scores}: 1 to 4}}}}<|im_end|>
<|im_start|>assistant
{{"""


def label(case: Mapping[str, Any], mind: Mind) -> dict[str, Any]:
    """Codebook labels of a case; what the reply lacks or spells otherwise counts as not said."""
    prompt = _ASK.format(
        question=case["question"],
        answer="\n".join(f"{i}. {s}" for i, s in enumerate(case["answer"])),
        sections=", ".join(Section), gaps=", ".join(Gap), probes=", ".join(ProbeCode), scores=", ".join(SHARES),
    )  # fmt: skip
    told = _parsed("{" + mind.complete(prompt, max_tokens=500, stop=("<|im_end|>",), cancel=Cancel()))
    gaps = [Gap(g) for g in _texts(told.get("gaps")) if g in set(Gap)]
    scores = told.get("scores") if isinstance(told.get("scores"), dict) else {}
    rated = {d: _score(scores.get(d)) for d in SHARES}
    sections = _texts(told.get("sections"))[: len(case["answer"])]
    cut = told.get("interrupt_after")
    return {
        "id": case["id"],
        "sections": [*sections, *["other"] * (len(case["answer"]) - len(sections))],
        "gaps": [g.value for g in gaps],
        "interrupt_after": cut if isinstance(cut, int) else None,
        "probes": _texts(told.get("probes")),
        "scores": rated,
        "verdict": verdict(weighted_mean(rated), gaps, 2.5),
    }


def _parsed(text: str) -> dict[str, Any]:
    found = re.search(r"\{.*\}", text, re.DOTALL)
    try:
        told = json.loads(found[0]) if found else {}
    except json.JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}


def _texts(value: object) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _score(value: object) -> int:
    return min(4, max(1, value)) if isinstance(value, int) else 1
