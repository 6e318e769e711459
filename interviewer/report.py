"""The report of a session, as data. Pages and exports draw it; `scoring` makes it; evidence or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from interviewer.analysis.findings import Agency, Claim, Finding, Gap, ProbeCode, Section, Timing

Verdict = Literal["strong_not_inclined", "not_inclined", "inclined", "strong_inclined"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidate's own words behind a score."""

    quote: str
    start: int
    """Samples at 16 kHz since the session's start."""
    end: int


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One dimension of a weighted table."""

    dimension: str
    """Its id in the round's file."""
    name: str
    weight: int
    """Percent of the table."""
    score: int
    """1 to 4."""
    below_bar: bool
    tier: str
    """What that score means here, from the round's file."""
    reason: str
    evidence: Evidence | None
    """None only where nothing was said that bears on it (and the score is 1)."""


@dataclass(frozen=True, slots=True)
class ScoreTable:
    id: str
    name: str
    rows: tuple[ScoreRow, ...]
    mean: float
    """Weighted, 1 to 4."""


@dataclass(frozen=True, slots=True)
class Change:
    """One of the changes that would move the verdict most."""

    title: str
    gain: float
    """What it adds to the overall mean, points of 4."""
    moves: str
    """"Execution commitment, 2 to 3"."""
    said: Evidence | None
    better: str
    """What to say instead, with the candidate's own facts and a blank ("___") where a fact is missing."""
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class TrapResult:
    """One of the round's common traps."""

    id: str
    name: str
    met: bool
    fix: str
    evidence: Evidence | None
    tested: bool = True
    """False where too little was told to fall into it: it is neither met nor avoided."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing the interviewer asked, and what came of it."""

    sample: int
    text: str
    probe: ProbeCode | None
    """None for an opening question."""
    outcome: Literal["answered", "partly", "dodged", "unanswered"]
    note: str
    """At most a dozen words, from the candidate's words."""
    answer_start: int
    answer_end: int


How = Literal["told", "asked", "dodged", "open"]
"""told: without being asked; asked: after its question; dodged: asked for, and not told; open: never asked for."""


@dataclass(frozen=True, slots=True)
class PartHeard:
    """What came of one part of a question that asks for several things at once."""

    id: str
    name: str
    how: How
    quote: str = ""
    """The sentence that tells it, verbatim; empty while there is none."""
    start: int = -1
    """Samples at 16 kHz since the session's start; -1 while there is none."""
    end: int = -1
    story: int = 0
    """Which opening question it belongs to, from 0."""


@dataclass(frozen=True, slots=True)
class Lift:
    """What lifts an answer above the others at the round's company, and what of it was told."""

    guide: str
    """Name of the competency it is about."""
    words: str
    """As the guide says it."""
    parts: tuple[PartHeard, ...] = ()
    """What of it can be heard: told or open; its id is the kind of evidence."""


@dataclass(frozen=True, slots=True)
class SectionSpan:
    section: Section
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was heard in answer to one question."""

    sample: int
    """Of the question's first sound: the `Asked` of the same sample."""
    story: int
    """Which opening question it belongs to, from 0."""
    told: bool
    """Part of the account itself (the opening answer, what followed an interruption); False for follow-ups."""
    start: int
    end: int
    timing: Timing | None
    spans: tuple[SectionSpan, ...]
    heard: Evidence | None
    """The sentence that says most; None where nothing was said."""


@dataclass(frozen=True, slots=True)
class Report:
    session_id: str
    round_id: str
    round_title: str
    company: str
    level: str
    seconds: float
    """From the opening question's first sound to the end."""
    headline: str
    """A sentence: "Not yet at Senior. A pass at SDE 2."."""
    summary: str
    """Two sentences at most: what held and what did not."""
    overall: float
    """Weighted mean of both tables, 1 to 4."""
    bar: float
    """The level's bar, 1 to 4."""
    level_bars: tuple[tuple[str, float], ...]
    """Every level's name and bar, for the scale."""
    verdict: Verdict
    disqualifier: str
    """"Would be a no at this level, because ...", or empty."""
    disqualifier_evidence: Evidence | None
    tables: tuple[ScoreTable, ...]
    timing: Timing | None
    """Of the main answer."""
    spans: tuple[SectionSpan, ...]
    """Sections of the main answer on the clock."""
    changes: tuple[Change, ...]
    traps: tuple[TrapResult, ...]
    asked: tuple[Asked, ...]
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    heard: str = ""
    """"enough", or one sentence why the scores are to be taken with care (little was said, the round was cut short)."""
    agency: Agency | None = None
    """Who acted, hedges and fillers, of all stories together; None in reports from before it was kept."""
    answers: tuple[Answer, ...] = ()
    """Every answer, in order; empty in reports of before they were kept."""
    parts: tuple[PartHeard, ...] = ()
    """Of questions that ask for several things at once; empty where the round has none."""
    lifts: tuple[Lift, ...] = ()
    """At the round's company, one a guide; empty where no guide of the round knows the company."""
    corrected: int = 0
    """How many corrections of the transcript it rests on."""
    typed: bool = False
    """The answers were typed, not spoken; False in reports from before it was kept."""

    @property
    def scored(self) -> bool:
        """False where nothing was said that a score could rest on: its figures say nothing then."""
        return any(row.evidence is not None for table in self.tables for row in table.rows)

    @property
    def told(self) -> tuple[SectionSpan, ...]:
        """Sections of all answers on the clock; of the main answer alone where no others were kept."""
        return tuple(span for answer in self.answers for span in answer.spans) or self.spans


AGAIN = "If you spoke, check the microphone on Today; if you were stuck, begin with the first sentence that comes, or type."
AGAIN_TYPED = "Begin with the first sentence that comes, however rough; the probes take it from there."


def unscored(report: Report, words: int) -> Report:
    """Of a round in which nothing was said that a score could rest on: that it is so, and what to do next.

    What would be changes, traps and findings of an empty page is left out. `words` is how many were heard.
    """
    done, told = ("typed", "written") if report.typed else ("heard", "said")
    heard = f"Only {words} word{'s were' if words > 1 else ' was'}" if words else "No answer was"
    heard = f"{heard} {done}. {AGAIN_TYPED if report.typed else AGAIN}"
    return replace(
        report,
        headline=f"Too little was {told} to be scored."
        if words
        else f"Nothing was {told}, so nothing was scored.",
        summary=heard,
        heard=heard,
        disqualifier="",
        disqualifier_evidence=None,
        changes=(),
        traps=(),
        findings=(),
        parts=(),
        lifts=(),
    )
