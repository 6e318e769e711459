"""A story of the bank: what its owner wrote or dictated, and what an interviewer would hear in it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import AnswerAnalysis, Claim, Section, Sentence, Timing
from interviewer.analysis.sections import timing
from interviewer.analysis.sentences import from_text, split
from interviewer.practice.templates import TemplateId, blanks

ENOUGH_SENTENCES = 5
"""A story with fewer is a note, not something that can be told."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story, as its owner keeps it."""

    id: str
    title: str
    template: TemplateId = "star"
    setting: str = ""
    """When and where, a few words: "Spring, freight booking"."""
    principles: tuple[str, ...] = ()
    """Ids of the principles it is kept for, best first."""
    parts: tuple[tuple[str, str], ...] = ()
    """(key of the template's part, text), in the template's order; empty parts are left out."""
    figures: tuple[str, ...] = ()
    """To have ready: "9% to 4% failed matches"."""
    people: tuple[str, ...] = ()
    """By name or job."""

    def part(self, key: str) -> str:
        return dict(self.parts).get(key, "")

    def with_part(self, key: str, text: str) -> Story:
        """The story with this part filled in anew; an empty text takes it out."""
        told = {**dict(self.parts), key: text.strip()}
        order = [blank.key for blank in blanks(self.template)]
        return replace(self, parts=tuple((name, told[name]) for name in order if told.get(name)))

    @property
    def text(self) -> str:
        """All of it, as it would be told."""
        return " ".join(text for _, text in self.parts)

    @property
    def missing(self) -> tuple[str, ...]:
        """Titles of the parts that are still empty."""
        told = dict(self.parts)
        return tuple(blank.title for blank in blanks(self.template) if not told.get(blank.key))


@dataclass(frozen=True)
class Reading:
    """What is heard in a story before it is told."""

    sentences: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    """By the part each sentence stands in."""
    analysis: AnswerAnalysis
    timing: Timing | None
    """At 150 words a minute; None for an empty story."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Its ledger: every figure with its baseline, or without."""
        return self.analysis.claims

    @property
    def facets(self) -> tuple[tuple[str, ...], ...]:
        return self.analysis.facets


@lru_cache(maxsize=64)
def read(story: Story) -> Reading:
    """Read a story as an interviewer hears it. Some 0.6 s the first time, then remembered."""
    told, sections = told_in(story)
    heard = analyse(told, finished=True)
    return Reading(told, sections, heard, timing(told, sections))


def told_in(story: Story) -> tuple[tuple[Sentence, ...], tuple[Section, ...]]:
    """Its sentences, each with the section of the part it stands in."""
    section_of = {blank.key: blank.section for blank in blanks(story.template)}
    sentences: list[Sentence] = []
    sections: list[Section] = []
    at = 0
    for key, text in story.parts:
        for sentence in split(from_text(closed(text), at)):
            sentences.append(replace(sentence, index=len(sentences)))
            sections.append(section_of.get(key, Section.OTHER))
            at = sentence.end
    return tuple(sentences), tuple(sections)


def closed(text: str) -> str:
    """With a full stop at its end, so that the next part begins a sentence of its own."""
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?”\"'" else f"{text}."


def tellable(story: Story) -> bool:
    """Whether there is enough of it to be told."""
    return len(told_in(story)[0]) >= ENOUGH_SENTENCES


def slug(title: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """An id made of a title, different from those taken."""
    base = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40].strip("-") or "story"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name
