"""What was said, line by line, and the short passages it is shown in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from interviewer.analysis.findings import Section
from interviewer.report import SectionSpan
from speech.events import SAMPLE_RATE, Word

Speaker = Literal["interviewer", "candidate"]
LONGEST_PASSAGE = 180
"""Characters: about three lines of the transcript column."""
LONGEST_GAP = 4 * SAMPLE_RATE
"""Samples of silence after which a new passage begins even in the middle of a sentence."""

_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One turn of one speaker."""

    speaker: Speaker
    text: str
    start: int
    """Samples at 16 kHz since the session's start."""
    end: int
    words: tuple[Word, ...] = ()
    """With their places; empty where the recogniser gave none (typed answers, the interviewer's lines)."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """Everything said in a session, in order of its start."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One to three sentences of one speaker, in one section."""

    speaker: Speaker
    section: Section | None
    """None for the interviewer and outside the main answer."""
    start: int
    end: int
    words: tuple[Word, ...]
    """Never empty."""

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def passages(transcript: Transcript, spans: tuple[SectionSpan, ...] = ()) -> tuple[Passage, ...]:
    """The transcript cut for reading. No word is lost: their texts, joined, are the lines' words."""
    return tuple(
        passage
        for line in sorted(transcript.lines, key=lambda line: line.start)
        for passage in _cut(line, spans)
    )


def words_of(line: Line) -> tuple[Word, ...]:
    """The line's words; where it has none, its text spread evenly, by letters, over its time."""
    if line.words:
        return line.words
    texts = line.text.split()
    letters = sum(len(text) + 1 for text in texts)
    placed, done = [], 0
    for text in texts:
        begin = line.start + (line.end - line.start) * done // letters
        done += len(text) + 1
        end = line.start + (line.end - line.start) * done // letters
        placed.append(Word(text, begin, end, 1.0))
    return tuple(placed)


def sentences_of(words: Iterable[Word]) -> Iterator[tuple[Word, ...]]:
    """Words up to each full stop, question mark or long silence."""
    held: list[Word] = []
    for word in words:
        if held and word.start - held[-1].end > LONGEST_GAP:
            yield tuple(held)
            held = []
        held.append(word)
        if _SENTENCE_END.search(word.text):
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


def section_at(spans: tuple[SectionSpan, ...], start: int, end: int) -> Section | None:
    """The section that holds most of the range; None when no named one touches it."""
    best, most = None, 0
    for span in spans:
        overlap = min(end, span.end) - max(start, span.start)
        if overlap > most and span.section is not Section.OTHER:
            best, most = span.section, overlap
    return best


def word_at(words: tuple[Word, ...], sample: int) -> int:
    """Index of the word being spoken, or of the last one before; -1 before the first."""
    return bisect_right(words, sample, key=lambda word: word.start) - 1


def _cut(line: Line, spans: tuple[SectionSpan, ...]) -> Iterator[Passage]:
    held: tuple[Word, ...] = ()
    section: Section | None = None
    for sentence in sentences_of(words_of(line)):
        start, end = sentence[0].start, sentence[-1].end
        own = section_at(spans, start, end) if line.speaker == "candidate" else None
        if held and (own != section or not _fits(held, sentence)):
            yield Passage(line.speaker, section, held[0].start, held[-1].end, held)
            held = ()
        held, section = held + sentence, own
    if held:
        yield Passage(line.speaker, section, held[0].start, held[-1].end, held)


def _fits(held: tuple[Word, ...], sentence: tuple[Word, ...]) -> bool:
    letters = sum(len(word.text) + 1 for word in held + sentence)
    return letters <= LONGEST_PASSAGE and sentence[0].start - held[-1].end <= LONGEST_GAP
