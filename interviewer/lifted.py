"""What lifts an answer above the others at the round's company, and which of it was told. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from content.library import Library
from content.schema import CompanyVariant, EvidenceKind
from interviewer import parts
from interviewer.analysis.findings import AnswerAnalysis
from interviewer.report import Lift, PartHeard

KIND: dict[EvidenceKind, str] = {
    "date": "When it was",
    "role": "What your part was",
    "figure": "A figure",
    "money": "What it came to in money",
    "words": "Words that were said",
    "own_act": "What you did yourself",
    "other_side": "The other side's case",
    "evidence": "What you looked up or measured",
    "decision": "What was decided",
    "commitment": "What you did to carry it out",
    "outcome": "How it ended",
    "customer": "What it did to a customer",
    "reflection": "What you do differently since",
}
"""What each kind of evidence is called in a report."""

ABOUT: dict[str, str] = {
    "BASELINE": "where a figure started",
    "ISOLATION": "your share of the result",
    "IMPACT": "what it came to",
    "EVIDENCE": "what you had to go by",
    "OPPOSING_VIEW": "the other side's case",
    "OWN_ACTION": "what you did yourself",
    "CONCRETE": "one day of it",
    "SPECIFIC_INSTANCE": "the one time it happened",
    "INITIATIVE": "whose idea it was",
    "ESCALATION": "what you did after the first no",
    "COMMITMENT": "what you did once it was settled",
    "CERTAINTY": "how sure you are",
    "OWN_PART": "your part in what went wrong",
    "CUSTOMER": "the customer",
    "OUTCOME": "how it ended",
    "PACE": "how soon you moved",
    "STAKES": "what was at stake",
    "REFLECTION": "what you do differently since",
    "EXACT_WORDS": "the words that were said",
    "TRADEOFF": "what was given up for it",
}
"""What each probe code asks about."""


def heard_for(kinds: Iterable[EvidenceKind]) -> str:
    """ "A figure, what it came to in money, what you did yourself"; empty for none."""
    names = ", ".join(KIND[kind] for kind in kinds)
    return names[:1] + names[1:].lower()


def asked_about(codes: Iterable[str]) -> str:
    """ "How soon you moved, what it came to"; empty for none."""
    names = ", ".join(ABOUT[code] for code in codes)
    return names[:1].upper() + names[1:]


def lifts(
    library: Library, competencies: Iterable[str], company: str, told: Sequence[AnswerAnalysis]
) -> tuple[Lift, ...]:
    """One for each of a round's guides that knows the company. `told` are all answers, in the order given."""
    found = []
    for name in competencies:
        guide = library.competencies[name]
        variant = next((each for each in guide.companies if each.company == company), None)
        if variant is not None:
            found.append(Lift(guide.name, variant.elevates, tuple(_parts(variant, told))))
    return tuple(found)


def _parts(variant: CompanyVariant, told: Sequence[AnswerAnalysis]) -> Iterable[PartHeard]:
    for kind in variant.lifted_by:
        sentence = parts.first_with(kind, told)
        if sentence is None:
            yield PartHeard(kind, KIND[kind], "open")
        else:
            yield PartHeard(kind, KIND[kind], "told", sentence.text, sentence.start, sentence.end)
