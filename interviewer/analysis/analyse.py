"""What is heard in an answer, from its sentences: one pure function, cheap enough for every new sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from interviewer.analysis import agency, claims, gaps, sections, signals
from interviewer.analysis.abstraction import cut_in
from interviewer.analysis.addressed import to_the_judge
from interviewer.analysis.chain import Odds, Settled, settle
from interviewer.analysis.cues import holds
from interviewer.analysis.findings import AnswerAnalysis, Claim, CutIn, Section, Sentence
from interviewer.analysis.reader import readings
from interviewer.analysis.tagger import FACET, FACETS, SECTIONS, places, tag
from interviewer.analysis.weights import Weights, load

_HEARSAY = 0.1
"""What is left of the likelihood of an order where somebody only told how things are."""


@dataclass(frozen=True)
class Reading:
    """An analysis with the probabilities it rests on, for scoring and calibration."""

    settled: Settled
    sections: tuple[Section, ...]
    facets: tuple[tuple[str, ...], ...]
    claims: tuple[Claim, ...]
    cut_in: CutIn | None
    signals: dict[str, float]


def analyse(
    sentences: Sequence[Sentence], *, finished: bool, question: str = "", absences: bool = True
) -> AnswerAnalysis:
    """All that is heard in an answer so far; absences count only once it is `finished`.

    Without `absences` they never count: in the answer to a follow-up question only what is said can be wrong.

    Analysing a growing answer anew costs little: what depends on a sentence and its neighbours is remembered.
    """
    sentences = tuple(sentences)
    if not sentences:
        return AnswerAnalysis()
    weights = load()
    heard = read(sentences, finished=finished, question=question, weights=weights)
    return conclude(sentences, heard, weights, absences=finished and absences, over=finished)


def conclude(
    sentences: tuple[Sentence, ...], heard: Reading, weights: Weights, *, absences: bool, over: bool
) -> AnswerAnalysis:
    """The analysis that a reading amounts to; `over` when nothing more will be said."""
    said = gaps.Said(sentences, heard.settled, heard.claims, heard.cut_in, heard.facets)
    if absences:
        findings = gaps.noted(said, signals.vector(heard.signals), weights)
    else:
        findings = gaps.noted_so_far(said, over=over)
    return AnswerAnalysis(
        sentences=sentences,
        sections=heard.sections,
        facets=heard.facets,
        claims=heard.claims,
        findings=findings,
        gaps=tuple(dict.fromkeys(f.code for f in findings)),
        timing=sections.timing(sentences, heard.sections),
        agency=agency.agency(sentences, heard.sections, heard.facets),
        cut_in=heard.cut_in,
    )


def read(sentences: Sequence[Sentence], *, finished: bool, question: str, weights: Weights) -> Reading:
    """Tag every sentence, settle the tags, and take the ledger, the interruption and the signals from them.

    What is said to the judging machine is as if it had not been said.
    """
    kept = [i for i, sentence in enumerate(sentences) if not to_the_judge(sentence.text)]
    heard = _read([sentences[i] for i in kept], finished=finished, question=question, weights=weights)
    return heard if len(kept) == len(sentences) else _spread(heard, kept, len(sentences))


def _spread(heard: Reading, kept: Sequence[int], n: int) -> Reading:
    """The reading of the sentences that count, over all `n`."""
    kinds = [Section.OTHER] * n
    held: list[tuple[str, ...]] = [()] * n
    sections, facets = np.zeros((n, len(SECTIONS))), np.zeros((n, len(FACETS)))
    sections[:, SECTIONS.index(Section.OTHER)] = 1.0
    for row, at in enumerate(kept):
        kinds[at], held[at] = heard.sections[row], heard.facets[row]
        sections[at], facets[at] = heard.settled.sections[row], heard.settled.facets[row]
    cut = heard.cut_in and replace(heard.cut_in, after_sentence=kept[heard.cut_in.after_sentence])
    return replace(
        heard, settled=Settled(sections, facets), sections=tuple(kinds), facets=tuple(held), cut_in=cut
    )


def _read(sentences: Sequence[Sentence], *, finished: bool, question: str, weights: Weights) -> Reading:
    texts = [s.text for s in sentences]
    words = np.array([tag(*place) for place in places(texts, finished)]).reshape(
        len(texts), len(SECTIONS) + len(FACETS)
    )
    whole = len(texts) if finished or not texts or sentences[-1].complete else len(texts) - 1
    reading = words.copy()
    if whole:  # a sentence that is still being said is not read yet: its words have to do
        reading[:whole] = readings(texts[:whole], finished=finished)
    settled = settle(texts, Odds(words, reading), weights)
    return derive(sentences, settled, question, weights)


def derive(sentences: Sequence[Sentence], settled: Settled, question: str, weights: Weights) -> Reading:
    """What follows from the settled tags."""
    settled = _informed(sentences, settled)
    kinds = tuple(SECTIONS[i] for i in settled.sections.argmax(axis=1))
    held = tuple(
        tuple(name for name, p, cut in zip(FACETS, row, weights.thresholds, strict=True) if p >= cut)
        for row in settled.facets
    )
    ledger = claims.ledger(sentences, kinds, held)
    cut = cut_in(sentences, kinds, held)
    heard = signals.Heard([s.text for s in sentences], settled, ledger, cut, question)
    return Reading(settled, kinds, held, ledger, cut, signals.signals(heard))


def _informed(sentences: Sequence[Sentence], settled: Settled) -> Settled:
    """Somebody who tells what is so ("she told me that the chair was late") gives no order, unless it is a superior."""
    at = [i for i, s in enumerate(sentences) if holds("informed", s.text) and not holds("ordered", s.text)]
    if not at:
        return settled
    facets = settled.facets.copy()
    facets[at, FACET["ASSIGNED"]] *= _HEARSAY
    return replace(settled, facets=facets)
