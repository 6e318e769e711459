"""When an answer has earned an interruption: principle, hypothesis, or a set-up that does not end."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.findings import CutIn, Section, Sentence
from speech.events import SAMPLE_RATE

RUN = 2
"""Sentences in a row of principle, or of "I would", after which an interviewer cuts in (codebook)."""
SETUP_SECONDS = 50.0
SETUP_WORDS = 125
"""The codebook's limit of a set-up, in speaking time and, at 150 words a minute, in words."""


def cut_in(
    sentences: Sequence[Sentence], sections: Sequence[Section], facets: Sequence[Sequence[str]]
) -> CutIn | None:
    """The first place where a calibrated interviewer would cut in; only complete sentences count."""
    abstract = hypothetical = words = 0
    acted = False
    for i, (sentence, held) in enumerate(zip(sentences, facets, strict=True)):
        if not sentence.complete:
            return None
        abstract = abstract + 1 if "ABSTRACT" in held else 0
        hypothetical = hypothetical + 1 if "HYPO" in held and "REFLECT" not in held else 0
        acted = acted or sections[i] in (Section.ACTION, Section.RESULT)
        words += len(sentence.words)
        if hypothetical >= RUN:
            return CutIn(i, "HYPOTHETICAL")
        if abstract >= RUN:
            return CutIn(i, "ABSTRACTION")
        if not acted and _long(sentences[0], sentence, words):
            return CutIn(i, "LONG_SETUP")
    return None


def _long(first: Sentence, last: Sentence, words: int) -> bool:
    return words > SETUP_WORDS or (last.end - first.start) / SAMPLE_RATE > SETUP_SECONDS
