"""A story as the scores read it: which sentence does what, and how surely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.analysis.analyse import Reading, read
from interviewer.analysis.cues import cues, holds
from interviewer.analysis.findings import AnswerAnalysis, Gap
from interviewer.analysis.tagger import FACET
from interviewer.analysis.weights import load
from interviewer.report import Evidence
from interviewer.scores.own_words import begins, clauses, told

QUOTE_WORDS = 20


@dataclass(frozen=True)
class Story:
    """One story with the probabilities its analysis rests on."""

    analysis: AnswerAnalysis
    reading: Reading
    question: str = ""
    """The opening question it answers."""

    @staticmethod
    def of(analysis: AnswerAnalysis, question: str = "") -> Story:
        heard = read(analysis.sentences, finished=True, question=question, weights=load())
        return Story(analysis, heard, question)

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

    def own_decision(self) -> int | None:
        """The first sentence in which the speaker decides; None in a story about somebody else's decision."""
        if self.signal("conflict") and not _OF_ONES_OWN.search(self.question):
            return None
        told = enumerate(zip(self.analysis.sentences, self.reading.facets, strict=True))
        return next(
            (i for i, (s, held) in told if holds("own_decision", s.text) and not _NO_DEED & set(held)), None
        )

    def carried_out(self) -> list[int]:
        """Sentences with an act that carries a decision out: the other side's, or one of the speaker's own."""
        own = self.own_decision()
        return [
            i
            for i, held in enumerate(self.reading.facets)
            if "COMMIT_ACT" in held or (own is not None and i >= own and "OWN_ACT" in held)
        ]

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
        held = self.reading.facets[at]
        return Evidence(trimmed(sentence.text, focus=_focus(held)), sentence.start, sentence.end)


def trimmed(text: str, most: int = QUOTE_WORDS, focus: Sequence[str] = ()) -> str:
    """At most `most` words, in whole clauses where possible: those that hold most of the cues in `focus`.

    What is left out is marked with an ellipsis.
    """
    if len(text.split()) <= most:
        return text
    parts = clauses(text)
    spans = [(i, j) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)]
    said = {(i, j): " ".join(parts[i:j]) for i, j in spans}
    fitting = [span for span in spans if len(said[span].split()) <= most]
    if not fitting:
        return " ".join(text.split()[:most]) + " …"

    def worth(span: tuple[int, int]) -> tuple[int, bool, int]:
        own_start = not span[0] or begins(parts[span[0]])
        return told(said[span], focus), own_start, len(said[span].split())

    i, j = max(fitting, key=worth)
    cut = said[i, j].rstrip(",;: ")
    return f"{'… ' if i else ''}{cut}{' …' if j < len(parts) else ''}"


def _focus(held: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for facet in held for name in _FOCUS.get(facet, ())))


_OF_ONES_OWN = re.compile(
    r"\bdecisions? (?:of yours|you (?:made|took))|\b(?:quick|fast|own) decision|\byou (?:decide|choose|chose|take back|took back|"
    r"(?:had to )?ma[dk]e a decision)|\bwent (?:badly )?wrong\b|\byou were wrong\b|\bgot something (?:badly )?wrong\b|\bcommitment\b(?! (?:to|and))",
    re.IGNORECASE,
)
"""A question about what the speaker decided or answered for, whatever else it names."""
_NO_DEED = frozenset({"HYPO", "ABSTRACT", "REFLECT"})
_FOCUS: dict[str, tuple[str, ...]] = {
    "FIGURE": ("figure",),
    "BASELINE": ("from_to",),
    "OTHER_SIDE": ("wanted", "their_reason", "because"),
    "PUSHBACK": ("pushback", "he_said"),
    "CLAIM": ("claim",),
    "STAKES": ("stakes",),
    "OWN_ACT": ("i_act",),
    "COMMIT_ACT": ("i_act", "commit"),
    "CUSTOMER": ("customer", "felt"),
    "OUTCOME": ("outcome",),
    "UNDERMINE": ("undermine",),
    "TEAM_ACT": ("we_act",),
    "REFLECT": ("reflect",),
    "ISOLATION": ("my_part", "theirs", "share"),
}
"""The cues that show where in a sentence a facet lies."""
