"""A report and its transcript as files for other programs: HTML, Markdown, SRT, Audacity labels.

All pure: records and arrays in, text out.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewer import captions
from interviewer.analysis.findings import Claim, Timing
from interviewer.captions import clock
from interviewer.corrections import Correction
from interviewer.page import Tracks, to_html
from interviewer.passages import Line, Transcript, passages, words_of
from interviewer.report import Evidence, Report, ScoreRow
from speech.events import SAMPLE_RATE, Word

__all__ = ["Line", "Tracks", "Transcript", "to_html", "to_labels", "to_markdown", "to_srt"]

LINE_LETTERS = 42
"""Of at most two lines, the broadcasters' usual subtitle."""
CUE_SAMPLES = 6 * SAMPLE_RATE
CUE_PAUSE = SAMPLE_RATE
"""A pause this long begins a new subtitle."""


# ---------------------------------------------------------------- Markdown
def to_markdown(
    report: Report,
    transcript: Transcript,
    *,
    when: datetime | None = None,
    corrections: Sequence[Correction] = (),
) -> str:
    """The whole report and transcript, readable as plain text."""
    blocks = [
        f"# {_plain(report.headline)}",
        _plain(_origin(report, when)),
        _plain(captions.lead(report)),
        f"**{captions.mark(report, report.overall)} of 4**, the bar is {report.bar:.2f}.",
        _plain(captions.care(report)),
        _plain(captions.corrections_sum(report)),
        _disqualifier(report),
        *_tables(report),
        *_timing(report),
        *_changes(report),
        *_traps(report),
        *_parts(report),
        *_lifts(report),
        *_asked(report),
        *_findings(report),
        *_claims(report),
        *_transcript(report, transcript),
        *_corrections(corrections),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _origin(report: Report, when: datetime | None) -> str:
    day = f"{when:%A} {when.day} {when:%B %Y}" if when else ""
    place = f"{report.level} at {report.company}" if report.company else report.level
    return ", ".join(
        part for part in (report.round_title, place, day, captions.length(report.seconds)) if part
    )


def _plain(text: str) -> str:
    """Escaped so that Markdown shows it as it was said."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def _said(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    return f"{_plain(captions.quoted(evidence.quote))} ({clock(evidence.start)})"


def _disqualifier(report: Report) -> str:
    if not report.disqualifier:
        return ""
    return f"> {_plain(report.disqualifier)} {_said(report.disqualifier_evidence)}".rstrip()


def _tables(report: Report) -> Iterator[str]:
    for table in report.tables:
        yield f"## {_plain(table.name)}: {captions.mark(report, table.mean)} of 4"
        if not report.scored:
            yield "\n".join(f"- {_plain(row.name)}, {row.weight}%" for row in table.rows)
            continue
        head = "| Dimension | Weight | Score | Said | Why |\n| --- | ---: | ---: | --- | --- |"
        yield "\n".join([head, *(_row(row) for row in table.rows)])


def _row(row: ScoreRow) -> str:
    score = f"{row.score}, below the bar" if row.below_bar else f"{row.score}"
    said = _said(row.evidence) or "Nothing was said on this"
    return f"| {_plain(row.name)} | {row.weight}% | {score} | {said} | {_plain(row.reason)} |"


def _timing(report: Report) -> Iterator[str]:
    for story, timing in captions.main_timings(report):
        yield f"## {captions.timing_title(report, story)}"
        yield " ".join(f"{part}." for part in (captions.setup_of(timing), captions.action_of(timing)) if part)
        yield "\n".join(
            _seconds("Answer", timing)
            + _seconds("With the follow-ups", captions.with_follow_ups(report, story))
        )


def _seconds(name: str, timing: Timing | None) -> list[str]:
    """A line of the sections' seconds; none without a timing."""
    if timing is None:
        return []
    told = [
        f"{part.value} {timing.seconds[part]:.0f} s"
        for part in captions.SECTIONS
        if timing.seconds.get(part, 0) > 0
    ]
    return [f"- {name}: {', '.join(told) or 'no part of a story'}"]


def _changes(report: Report) -> Iterator[str]:
    if report.changes:
        yield f"## {captions.changes_title(report)}"
    for number, change in enumerate(report.changes, 1):
        yield f"{number}. **{_plain(change.title)}** (+{change.gain:.2f}; {_plain(change.moves)})"
        yield "\n\n".join(
            f"   {part}"
            for part in (_said(change.said), f"Better: {_plain(captions.quoted(change.better))}")
            if part
        )


def _traps(report: Report) -> Iterator[str]:
    if report.traps:
        yield f"## Traps: {captions.traps_sum(report.traps)}"
        yield "\n".join(
            f"- {captions.trap_word(trap)}: {_plain(trap.name)}. "
            f"{f'{_plain(trap.fix)} {_said(trap.evidence)}' if trap.met else ''}".rstrip()
            for trap in report.traps
        )


def _parts(report: Report) -> Iterator[str]:
    if report.parts:
        yield f"## The parts of the question: {captions.parts_sum(report.parts)}"
        yield "\n".join(
            f"- **{_plain(part.name)}** {captions.PART[part.how].lower()}"
            + (f": {_plain(captions.quoted(part.quote))} ({clock(part.start)})" if part.quote else "")
            for part in report.parts
        )


def _lifts(report: Report) -> Iterator[str]:
    if report.lifts:
        yield f"## {_plain(captions.lifts_title(report))}: {captions.lifts_sum(report.lifts)}"
    for lift in report.lifts:
        yield _plain(lift.words)
        if lift.parts:
            yield "\n".join(
                f"- **{_plain(part.name)}** {captions.lift_word(part).lower()}"
                + (f": {_plain(captions.quoted(part.quote))} ({clock(part.start)})" if part.quote else "")
                for part in lift.parts
            )


def _asked(report: Report) -> Iterator[str]:
    answers = {answer.sample: answer for answer in report.answers}
    if report.asked:
        yield f"## What the interviewer asked: {captions.asked_sum(report.asked)}"
        rows = []
        for item in report.asked:
            answer = answers.get(item.sample)
            said = _said(answer.heard) if answer and answer.heard else _plain(item.note)
            rows.append(_point(item.sample, f"{_plain(item.text)} {captions.OUTCOME[item.outcome]}. {said}"))
        yield "\n".join(rows)


def _findings(report: Report) -> Iterator[str]:
    if report.findings:
        yield "## Findings"
        yield "\n".join(
            _point(found.start, f"{captions.GAP_NAME[found.code]}. {_plain(found.note)} {_plain(found.fix)}")
            for found in report.findings
        )


def _claims(report: Report) -> Iterator[str]:
    if report.claims:
        yield "## Claims"
        yield "\n".join(
            _point(claim.start, f"{_plain(claim.text)}: {_standing(claim)}")
            for claim in captions.claims_in_order(report.claims)
        )


def _standing(claim: Claim) -> str:
    """ "open, compared with?", "unprobed"."""
    return ", ".join(dict.fromkeys((claim.status, _plain(captions.claim_note(claim)))))


def _corrections(corrections: Sequence[Correction]) -> Iterator[str]:
    if corrections:
        yield "## Corrections of the transcript"
        yield "\n".join(
            _point(
                one.start, f"{_plain(captions.quoted(one.said))}, heard as {_plain(captions.quoted(one.was))}"
            )
            for one in corrections
        )


def _point(sample: int, text: str) -> str:
    return f"- {clock(sample)} {text}".rstrip()


def _transcript(report: Report, transcript: Transcript) -> Iterator[str]:
    pieces = passages(transcript, report.told)
    if pieces:
        yield "## Transcript"
    for piece in pieces:
        who = "Interviewer" if piece.speaker == "interviewer" else "You"
        part = f", {piece.section.value}" if piece.section else ""
        yield f"**{clock(piece.start)} {who}{part}:** {_plain(piece.text)}"


# ---------------------------------------------------------------- SRT
@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle."""

    start: int
    end: int
    text: str


def to_srt(transcript: Transcript) -> str:
    """Subtitles on the recording's clock: at most two lines of 42 letters and 6 seconds each."""
    cues = sorted((cue for line in transcript.lines for cue in _cues(line)), key=lambda cue: cue.start)
    return "\n".join(
        f"{number}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{cue.text}\n"
        for number, cue in enumerate(cues, 1)
    )


def _cues(line: Line) -> Iterator[Cue]:
    held: list[Word] = []
    lead = "Interviewer: " if line.speaker == "interviewer" else ""
    for word in words_of(line):
        if held and _full(held, word, lead):
            yield _cue(held, lead, word.start)
            held, lead = [], ""
        held.append(word)
    if held:
        yield _cue(held, lead, None)


def _full(held: list[Word], word: Word, lead: str) -> bool:
    text = lead + " ".join(one.text for one in [*held, word])
    ended = held[-1].text[-1:] in ".!?" and len(text) > LINE_LETTERS
    paused = word.start - held[-1].end >= CUE_PAUSE
    return (
        ended
        or paused
        or len(textwrap.wrap(text, LINE_LETTERS)) > 2
        or word.end - held[0].start > CUE_SAMPLES
    )


def _cue(held: list[Word], lead: str, following: int | None) -> Cue:
    text = lead + " ".join(word.text for word in held)
    end = max(held[-1].end, held[0].start + SAMPLE_RATE)
    if following is not None and held[0].start < following < end:
        end = following
    return Cue(held[0].start, end, "\n".join(textwrap.wrap(text, LINE_LETTERS)))


def _stamp(samples: int) -> str:
    milliseconds = samples * 1000 // SAMPLE_RATE
    seconds, milliseconds = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},{milliseconds:03d}"


# ---------------------------------------------------------------- Audacity
def to_labels(report: Report) -> str:
    """A label track (start, end, text; seconds, tab-separated) of sections, claims, findings and probes."""
    rows = [
        *((span.start, span.end, span.section.value.capitalize()) for span in report.told),
        *((claim.start, claim.end, f"Claim: {claim.text} ({claim.status})") for claim in report.claims),
        *((found.start, found.end, f"Finding: {found.note}") for found in report.findings),
        *((item.sample, item.sample, f"Asked: {item.text} ({item.outcome})") for item in report.asked),
    ]
    return "".join(
        f"{start / SAMPLE_RATE:.6f}\t{end / SAMPLE_RATE:.6f}\t{' '.join(text.split())}\n"
        for start, end, text in sorted(rows)
    )
