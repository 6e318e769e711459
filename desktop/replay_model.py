"""A session laid out for its replay: passages, lanes and pauses on one clock. Knows no window and no device."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interviewer.analysis.findings import Claim, Finding
from interviewer.corrections import Correction
from interviewer.passages import Line, Passage, Transcript, passages, words_of
from interviewer.report import Asked, Report, SectionSpan
from speech.events import SAMPLE_RATE, Word

SHORTEST_PAUSE = SAMPLE_RATE
"""Samples: silence from which a pause before the candidate's next word is worth a mark."""
SHORTEST_OVERLAP = SAMPLE_RATE * 3 // 20
"""Samples of both voices at once that are worth a mark: less is a breath."""
STILL_HERE = SAMPLE_RATE
"""Samples: within this of a mark, stepping back goes to the one before it."""


@dataclass(frozen=True, slots=True)
class TrackFiles:
    """The recording: one mono file of 16 kHz for each speaker, both beginning at sample 0 of the session."""

    candidate: Path
    interviewer: Path


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence before the candidate went on."""

    start: int
    end: int

    @property
    def seconds(self) -> float:
        return (self.end - self.start) / SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Overlap:
    """Both spoke at once."""

    start: int
    end: int
    began: str
    """Who came in over the other: interviewer or candidate."""

    @property
    def seconds(self) -> float:
        return (self.end - self.start) / SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were searched for."""

    passage: int
    first: int
    """Index of the first word in the passage."""
    count: int
    start: int
    """Samples."""


@dataclass(frozen=True, slots=True)
class ReplayModel:
    """All that a replay shows; everything is placed in samples at 16 kHz since the session's start."""

    session_id: str
    title: str
    when: datetime
    length: int
    passages: tuple[Passage, ...]
    spans: tuple[SectionSpan, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    """In order of their start."""
    asked: tuple[Asked, ...]
    pauses: tuple[Pause, ...]
    tracks: TrackFiles | None
    """None where nothing was recorded (typed answers)."""
    folder: Path | None
    """Where the waveform's peaks are kept between openings; None keeps nothing."""
    overlaps: tuple[Overlap, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """Those that count, in the order they were made."""
    scored: bool = True
    """False for a round without a report yet: its words cannot be corrected."""
    overall: float = 0.0
    """1 to 4; 0 where it was not scored."""

    def passage_at(self, sample: int) -> int:
        """Index of the passage being said, or of the last one before; -1 before the first."""
        return bisect_right(self.passages, sample, key=lambda passage: passage.start) - 1

    def pinned(self, index: int) -> tuple[Finding, ...]:
        """Findings that begin in a passage."""
        passage = self.passages[index]
        if passage.speaker != "candidate":
            return ()
        after = self.passages[index + 1].start if index + 1 < len(self.passages) else self.length + 1
        return tuple(
            found for found in self.findings if passage.start <= found.start < max(passage.end, after)
        )

    def corrected(self, index: int) -> tuple[Correction, ...]:
        """The corrections whose words stand in a passage, the last one first."""
        passage = self.passages[index]
        if passage.speaker != "candidate":
            return ()
        return tuple(
            one for one in reversed(self.corrections) if one.start <= passage.end and one.stop > passage.start
        )

    def finding_now(self, sample: int) -> Finding | None:
        """The one whose range holds the moment, or the last before it that is at most 3 s old."""
        begun = [found for found in self.findings if found.start <= sample < found.end + 3 * SAMPLE_RATE]
        return begun[-1] if begun else None

    def next_finding(self, sample: int, step: int) -> int | None:
        """Start of the next (+1) or previous (-1) finding; None when there is none."""
        return _step((found.start for found in self.findings), sample, step)

    def next_section(self, sample: int, step: int) -> int | None:
        return _step((span.start for span in self.spans), sample, step)

    def span_at(self, sample: int) -> tuple[int, int] | None:
        """What a loop repeats: the section being told, else the passage."""
        for span in self.spans:
            if span.start <= sample < span.end:
                return span.start, span.end
        index = self.passage_at(sample)
        return (self.passages[index].start, self.passages[index].end) if index >= 0 else None

    def find(self, text: str) -> tuple[Hit, ...]:
        """Every place where these words are said, by either speaker; case and punctuation do not count."""
        wanted = _bare(text)
        if not wanted:
            return ()
        return tuple(
            hit for index, passage in enumerate(self.passages) for hit in _hits(index, passage, wanted)
        )


def build(
    report: Report | None,
    transcript: Transcript,
    *,
    session_id: str,
    title: str,
    when: datetime,
    tracks: TrackFiles | None = None,
    recorded: int = 0,
    folder: Path | None = None,
    corrections: tuple[Correction, ...] = (),
) -> ReplayModel:
    """Lay a session out. `recorded` is the recording's length in samples; `report` is None before scoring."""
    spans = report.told if report else ()
    said = passages(transcript, spans)
    last = max((passage.end for passage in said), default=0)
    return ReplayModel(
        session_id=session_id,
        title=title,
        when=when,
        length=max(recorded, last, 1),
        passages=said,
        spans=spans,
        claims=report.claims if report else (),
        findings=tuple(sorted(report.findings, key=lambda found: found.start)) if report else (),
        asked=report.asked if report else (),
        pauses=tuple(_pauses(transcript)),
        tracks=tracks,
        folder=folder,
        overlaps=tuple(_overlaps(transcript)),
        corrections=corrections,
        scored=report is not None,
        overall=report.overall if report else 0.0,
    )


def _overlaps(transcript: Transcript) -> Iterator[Overlap]:
    """Where the candidate's words and an interviewer's line lie over each other; a word's breath joins two."""
    words = [word for line in transcript.lines if line.speaker == "candidate" for word in words_of(line)]
    words.sort(key=lambda word: word.start)
    for line in sorted(transcript.lines, key=lambda line: line.start):
        if line.speaker != "interviewer" or line.end <= line.start:
            continue
        first = bisect_right(words, line.start, key=lambda word: word.end)
        last = bisect_right(words, line.end - 1, key=lambda word: word.start)
        yield from _joined(words[first:last], line)


def _joined(words: list[Word], line: Line) -> Iterator[Overlap]:
    """The stretches of these words inside a line of the other, close ones as one."""
    spans: list[tuple[int, int]] = []
    for word in words:
        if spans and word.start - spans[-1][1] < SHORTEST_PAUSE // 2:
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    for start, end in spans:
        begin, until = max(start, line.start), min(end, line.end)
        if until - begin >= SHORTEST_OVERLAP:
            yield Overlap(begin, until, "interviewer" if start < line.start else "candidate")


def _pauses(transcript: Transcript) -> Iterator[Pause]:
    ended: int | None = None
    for line in sorted(transcript.lines, key=lambda line: line.start):
        for word in words_of(line):
            if line.speaker == "candidate" and ended is not None and word.start - ended >= SHORTEST_PAUSE:
                yield Pause(ended, word.start)
            ended = max(ended or 0, word.end)


def _step(starts: Iterable[int], sample: int, step: int) -> int | None:
    if step > 0:
        return min((start for start in starts if start > sample), default=None)
    return max((start for start in starts if start < sample - STILL_HERE), default=None)


def _hits(index: int, passage: Passage, wanted: str) -> Iterator[Hit]:
    """Search the bare words joined by spaces, then count back to whole words."""
    places: list[int] = []
    joined = ""
    for word in passage.words:
        joined += " " if joined else ""
        places.append(len(joined))
        joined += _bare(word.text)
    at = joined.find(wanted)
    while at >= 0:
        first = bisect_right(places, at) - 1
        last = bisect_right(places, at + len(wanted) - 1) - 1
        yield Hit(index, first, last - first + 1, passage.words[first].start)
        at = joined.find(wanted, at + len(wanted))


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w%' -]", " ", text.replace("’", "'")).casefold().split())


def words_in(passage: Passage, start: int, end: int) -> range:
    """Indices of the passage's words that touch a range of samples."""
    touched = [index for index, word in enumerate(passage.words) if word.start < end and word.end > start]
    return range(touched[0], touched[-1] + 1) if touched else range(0)


def spoken_word(words: tuple[Word, ...], sample: int) -> int | None:
    """Index of the word being said at a moment; None in the silence between and around words."""
    index = bisect_right(words, sample, key=lambda word: word.start) - 1
    return index if index >= 0 and sample < max(words[index].end, words[index].start + 1) else None
