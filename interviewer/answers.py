"""Every answer of a round as the report shows it: its sections on the clock, and the sentence that says most."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.analysis.findings import AnswerAnalysis, Section, Sentence
from interviewer.report import Answer, Evidence, SectionSpan
from interviewer.scores.story import trimmed
from interviewer.state import Turn

LONGEST_QUOTE = 24
"""Words."""
_SAYS_MOST = (Section.RESULT, Section.ACTION, Section.REFLECTION, Section.TASK)
"""Where no figure was given: a sentence of the first of these that was told."""
_SAYS_SOMETHING = 5
"""Words a sentence needs before it is quoted for an answer that has others."""


def answers(turns: Iterable[Turn]) -> tuple[Answer, ...]:
    """Of each question, in order."""
    return tuple(
        Answer(
            sample=turn.asked_at,
            story=turn.story,
            told=turn.purpose in ("question", "cut_in"),
            start=turn.answer_start,
            end=turn.answer_end,
            timing=turn.analysis.timing,
            spans=spans_of(turn.analysis),
            heard=_heard(turn.analysis),
        )
        for turn in turns
    )


def spans_of(analysis: AnswerAnalysis) -> tuple[SectionSpan, ...]:
    """Sections on the clock, neighbours of one kind joined."""
    out: list[SectionSpan] = []
    for sentence, section in zip(analysis.sentences, analysis.sections, strict=True):
        if out and out[-1].section is section:
            out[-1] = SectionSpan(section, out[-1].start, sentence.end)
        else:
            out.append(SectionSpan(Section(section), sentence.start, sentence.end))
    return tuple(out)


def _heard(analysis: AnswerAnalysis) -> Evidence | None:
    sentence = _chosen(analysis)
    if sentence is None:
        return None
    return Evidence(trimmed(sentence.text, LONGEST_QUOTE), sentence.start, sentence.end)


def _chosen(analysis: AnswerAnalysis) -> Sentence | None:
    """The first sentence with a figure that matters; else one that tells a result, an act; else the first that says
    something."""
    if not analysis.sentences:
        return None
    figures = [claim.sentence for claim in analysis.claims if claim.needs_baseline]
    if figures:
        return analysis.sentences[figures[0]]
    told = list(zip(analysis.sentences, analysis.sections, strict=True))
    for wanted in _SAYS_MOST:
        for sentence, section in told:
            if section is wanted and len(sentence.text.split()) >= _SAYS_SOMETHING:
                return sentence
    said = (one for one in analysis.sentences if len(one.text.split()) >= _SAYS_SOMETHING)
    return next(said, analysis.sentences[0])
