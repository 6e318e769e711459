"""The gaps of an answer: what its facets leave out, and what they hold that they should not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.analysis.chain import Settled
from interviewer.analysis.findings import Claim, CutIn, Finding, Gap, Sentence
from interviewer.analysis.measures import is_result
from interviewer.analysis.notes import FIXES, note
from interviewer.analysis.signals import Array
from interviewer.analysis.tagger import FACET
from interviewer.analysis.weights import Weights

GAPS: tuple[Gap, ...] = tuple(Gap)
_BY_CUT_IN = {Gap.ABSTRACTION: "ABSTRACTION", Gap.HYPOTHETICAL: "HYPOTHETICAL", Gap.LONG_SETUP: "LONG_SETUP"}
"""What earns an interruption is the gap of the same name, by the codebook's own rule."""
SAID_WRONG = {
    Gap.WE_NOT_I: "TEAM_ACT",
    Gap.PASSIVE_AGENCY: "PASSIVE_ACT",
    Gap.MANAGER_ASSIGNED: "ASSIGNED",
    Gap.YIELDED_EARLY: "YIELD",
    Gap.PASSIVE_AGGRESSIVE: "UNDERMINE",
    Gap.HEDGING: "HEDGE_KEY",
    Gap.BLAME: "BLAME",
}
"""Gaps that something said gives away, and the facet that says it. Only these, open figures and what earns
an interruption are noted while an answer is still going on."""
_WHILE_SPEAKING = 0.5
"""Probability of its facet from which such a gap is noted at once."""


@dataclass(frozen=True)
class Said:
    """What the gaps are read from."""

    sentences: Sequence[Sentence]
    settled: Settled
    claims: Sequence[Claim]
    cut_in: CutIn | None
    facets: Sequence[Sequence[str]]

    def bare(self, before: int) -> list[Claim]:
        """Results without a baseline, in sentences before this one."""
        opened = [c for c in self.claims if c.status == "open" and c.sentence < before]
        return [c for c in opened if is_result(c, self.facets[c.sentence])]


def noted(said: Said, signals: Array, weights: Weights) -> tuple[Finding, ...]:
    """The gaps of a finished answer, most serious first."""
    odds = signals @ weights.gaps
    sure = 0.5 * (1 + np.tanh(0.5 * odds))
    rank = weights.severity[:-1] + weights.severity[-1] * np.clip(odds, -6, 6)
    present = [i for i, gap in enumerate(GAPS) if _holds(gap, sure[i] > weights.gap_cuts[i], said)]
    present.sort(key=lambda i: -rank[i])
    return tuple(
        _finding(GAPS[i], said, 0.95 if GAPS[i] in _BY_CUT_IN else round(float(sure[i]), 2)) for i in present
    )


def noted_so_far(said: Said, *, over: bool = False) -> tuple[Finding, ...]:
    """What can be said of an answer that is still going on: things said, never absences.

    A figure in the last sentence may still get its baseline, unless the answer is `over`.
    """
    out = [_finding(gap, said, 0.95) for gap in _BY_CUT_IN if _holds(gap, False, said)]
    last = len(said.sentences) - (0 if over else 1)
    out += [_open_figure(c, said.sentences[c.sentence]) for c in said.bare(last)[:3]]
    for gap, facet in SAID_WRONG.items():
        column = said.settled.facets[:, FACET[facet]]
        if len(column) and column.max() >= _WHILE_SPEAKING and not _made_good(gap, said):
            out.append(_finding(gap, said, round(float(column.max()), 2)))
    return tuple(out)


def _holds(gap: Gap, likely: bool, said: Said) -> bool:
    if gap in _BY_CUT_IN:
        return said.cut_in is not None and said.cut_in.reason == _BY_CUT_IN[gap]
    return likely


def _made_good(gap: Gap, said: Said) -> bool:
    """One "we" among own acts, or one passive, is no finding."""
    facets = said.settled.facets
    if gap in (Gap.WE_NOT_I, Gap.PASSIVE_AGENCY):
        theirs = float(facets[:, FACET[SAID_WRONG[gap]]].sum())
        return theirs < 2 or theirs <= float(facets[:, FACET["OWN_ACT"]].sum())
    if gap is Gap.YIELDED_EARLY:
        return float(facets[:, FACET["PERSIST"]].max()) >= _WHILE_SPEAKING
    if gap in (Gap.HEDGING, Gap.BLAME):
        return float((facets[:, FACET[SAID_WRONG[gap]]] >= _WHILE_SPEAKING).sum()) < 2
    return False


def _finding(gap: Gap, said: Said, confidence: float) -> Finding:
    if gap is Gap.NO_BASELINE:
        opened = said.bare(len(said.sentences)) or [c for c in said.claims if c.status == "open"]
        if opened:
            claim = opened[-1]
            return _open_figure(claim, said.sentences[claim.sentence], confidence)
    at = _place(gap, said)
    sentence = said.sentences[at]
    return Finding(
        code=gap, sentence=at, start=sentence.start, end=sentence.end, quote=sentence.text,
        confidence=confidence, note=note(gap, sentence.text), fix=FIXES[gap],
    )  # fmt: skip


def _open_figure(claim: Claim, sentence: Sentence, confidence: float = 0.8) -> Finding:
    return Finding(
        code=Gap.NO_BASELINE, sentence=claim.sentence, start=claim.start, end=claim.end, quote=sentence.text,
        confidence=confidence, note=note(Gap.NO_BASELINE, claim.text), fix=FIXES[Gap.NO_BASELINE],
    )  # fmt: skip


def _place(gap: Gap, said: Said) -> int:
    """The sentence a gap is pinned to; for an absence, the one after which it was missed."""
    f = said.settled.facets
    last = len(said.sentences) - 1
    if gap in _BY_CUT_IN and said.cut_in is not None:
        return said.cut_in.after_sentence
    if gap in SAID_WRONG:
        return int(f[:, FACET[SAID_WRONG[gap]]].argmax())
    told = f[:, FACET["OUTCOME"]] + 0.01 * np.arange(last + 1)
    if gap in (Gap.NO_BASELINE, Gap.NO_ISOLATION):
        return int((told * f[:, FACET["FIGURE"]]).argmax())
    if gap is Gap.NO_IMPACT:
        return int((told * (1.1 - f[:, FACET["FIGURE"]])).argmax())
    if gap in (Gap.NO_DATA, Gap.TRIVIAL_CONFLICT):
        return int(f[:, FACET["CLAIM"]].argmax())
    if gap is Gap.NO_OPPOSING_VIEW:
        return int((f[:, FACET["OTHER_SIDE"]] + f[:, FACET["PUSHBACK"]]).argmax())
    if gap is Gap.NO_COMMIT:
        return int((f[:, FACET["DECISION"]] + 0.01 * np.arange(last + 1)).argmax())
    if gap is Gap.NO_CUSTOMER:
        return int((f[:, FACET["STAKES"]] + f[:, FACET["CLAIM"]]).argmax())
    return last
