"""What lifts an answer at a company: named in the report, with the words that told it, and asked for first."""

from __future__ import annotations

from content.library import load_library
from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import AnswerAnalysis, ProbeCode, Sentence
from interviewer.lifted import KIND, lifts
from interviewer.probes import ProbeContext, ranked

TOLD = (
    "In March the head of operations wanted one queue for all the depots.",
    "I pulled nine days of logs and the failed matches were at 9 percent.",
    "He said that the old queue cost four thousand pounds a month, and that was fair.",
    "I wrote the stop rule, and by April failed matches were down to 2 percent.",
)


def heard(*texts: str) -> AnswerAnalysis:
    return analyse(
        tuple(Sentence(i, text, i * 1000, i * 1000 + 900, ()) for i, text in enumerate(texts)), finished=True
    )


def test_each_kind_is_told_by_its_first_sentence_or_open() -> None:
    library = load_library()
    (amazon,) = lifts(library, ("have-backbone",), "amazon", [heard(*TOLD[:2]), heard(*TOLD[2:])])
    guide = library.competencies["have-backbone"]
    assert (amazon.guide, amazon.words) == (guide.name, guide.companies[0].elevates)
    found = {part.id: part for part in amazon.parts}
    assert found["figure"].quote == TOLD[1] and found["figure"].start == 1000
    assert found["money"].quote == TOLD[2] and found["money"].name == "What it came to in money"
    (silent,) = lifts(library, ("have-backbone",), "amazon", [])
    assert {part.how for part in silent.parts} == {"open"}


def test_every_variant_says_what_of_it_can_be_heard() -> None:
    library = load_library()
    for guide in library.competencies.values():
        for variant in guide.companies:
            assert 2 <= len(variant.lifted_by) <= 4 and set(variant.lifted_by) <= KIND.keys(), guide.id
            assert variant.company == "amazon" or len(variant.asks_first) == 3, guide.id


def test_another_company_probes_for_something_else_first() -> None:
    library = load_library()
    story = heard(*TOLD)
    first = {}
    for company in library.companies:
        spec = library.tailored("disagree-and-commit", company)
        view = ProbeContext(
            story, (), "", 600, priority=tuple(ProbeCode(code) for code in spec.probe_priority)
        )
        first[company] = [choice.code for choice in ranked(view) if not choice.pressing]
    assert len({tuple(codes) for codes in first.values()}) >= 3, first
