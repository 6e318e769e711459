"""The section clock: how long the candidate spent on which part of the answer."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.findings import Section, Sentence, Timing
from speech.events import SAMPLE_RATE

_SETUP = (Section.SITUATION, Section.TASK, Section.OTHER)


def timing(sentences: Sequence[Sentence], sections: Sequence[Section]) -> Timing | None:
    """None when nothing was said. Pauses inside a sentence count, pauses between sentences do not."""
    if not sentences:
        return None
    seconds: dict[Section, float] = {}
    for sentence, section in zip(sentences, sections, strict=True):
        spent = (sentence.end - sentence.start) / SAMPLE_RATE
        seconds[section] = seconds.get(section, 0.0) + spent
    named = sum(s for section, s in seconds.items() if section is not Section.OTHER)
    return Timing(
        seconds={section: round(s, 3) for section, s in seconds.items()},
        setup_seconds=setup_seconds(sentences, sections),
        action_share=seconds.get(Section.ACTION, 0.0) / named if named else 0.0,
        total_seconds=(sentences[-1].end - sentences[0].start) / SAMPLE_RATE,
    )


def setup_seconds(sentences: Sequence[Sentence], sections: Sequence[Section]) -> float:
    """From the first word to the end of the last sentence before the first action or result."""
    end = sentences[0].start
    for sentence, section in zip(sentences, sections, strict=True):
        if section not in _SETUP:
            break
        end = sentence.end
    return (end - sentences[0].start) / SAMPLE_RATE
