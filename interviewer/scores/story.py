"""A story as the scores read it: which sentence does what, and how surely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interviewer.analysis.analyse import Reading, read
from interviewer.analysis.cues import cues
from interviewer.analysis.findings import AnswerAnalysis, Gap
from interviewer.analysis.tagger import FACET
from interviewer.analysis.weights import load
from interviewer.report import Evidence

QUOTE_WORDS = 20
_BREAKS = (",", ";", ":", ".", "?", "!")


@dataclass(frozen=True)
class Story:
    """One story with the probabilities its analysis rests on."""

    analysis: AnswerAnalysis
    reading: Reading

    @staticmethod
    def of(analysis: AnswerAnalysis, question: str = "") -> Story:
        heard = read(analysis.sentences, finished=True, question=question, weights=load())
        return Story(analysis, heard)

    @property
    def words(self) -> int:
        return sum(len(s.words) for s in self.analysis.sentences)

    def has(self, *facets: str) -> bool:
        """Whether one sentence holds all of these."""
        return any(set(facets) <= set(held) for held in self.reading.facets)

    def count(self, *facets: str) -> int:
        """How many sentences hold all of these."""
        return sum(set(facets) <= set(held) for held in self.reading.facets)

    def gap(self, *gaps: Gap) -> bool:
        return bool(set(gaps) & set(self.analysis.gaps))

    def signal(self, name: str) -> float:
        return self.reading.signals[name]

    def cue(self, name: str, *facets: str) -> bool:
        """Whether a sentence with these facets has a cue in its wording."""
        return any(
            name in cues(s.text) and set(facets) <= set(held)
            for s, held in zip(self.analysis.sentences, self.reading.facets, strict=True)
        )

    def where(self, *facets: str) -> int | None:
        """The sentence that best does all of these, or None when none does."""
        held = [set(facets) <= set(h) for h in self.reading.facets]
        if not any(held):
            return None
        p = self.reading.settled.facets[:, [FACET[f] for f in facets]].prod(axis=1)
        return int(np.where(held, p, -1.0).argmax())

    def first(self, *choices: tuple[str, ...]) -> int | None:
        """The sentence for the first of several wishes that the story fulfils."""
        return next((at for choice in choices if (at := self.where(*choice)) is not None), None)

    def evidence(self, at: int | None) -> Evidence | None:
        if at is None:
            return None
        sentence = self.analysis.sentences[at]
        return Evidence(trimmed(sentence.text), sentence.start, sentence.end)


def trimmed(text: str, most: int = QUOTE_WORDS) -> str:
    """At most `most` words: cut after the last clause that fits, or with an ellipsis inside one."""
    words = text.split()
    if len(words) <= most:
        return text
    for k in range(most, most // 2 - 1, -1):
        if words[k - 1].endswith(_BREAKS):
            return " ".join(words[:k]).rstrip(",;:") + " …"
    return " ".join(words[:most]) + " …"
