"""Which probe comes first: the most serious gap's, and for an answer without gaps, what would be asked anyway."""

from __future__ import annotations

from interviewer.analysis.findings import PROBE_FOR, AnswerAnalysis, ProbeCode

_ANYWAY = (ProbeCode.TRADEOFF, ProbeCode.EXACT_WORDS)


def rank_probes(analysis: AnswerAnalysis) -> tuple[ProbeCode, ...]:
    """Best first, without repeats; at least two. `analysis.gaps` are in order of seriousness already."""
    ranked = dict.fromkeys(PROBE_FOR[gap] for gap in analysis.gaps)
    return tuple(dict.fromkeys([*ranked, *_ANYWAY]))
