"""The records of what is heard in an answer. Every one carries the sentence and samples it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from speech.events import Word


class Section(StrEnum):
    """The part of the answer a sentence belongs to."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    REFLECTION = "reflection"
    OTHER = "other"


class Gap(StrEnum):
    """What a calibrated interviewer would note as missing or wrong, by the codebook's codes."""

    NO_BASELINE = "NO_BASELINE"
    NO_ISOLATION = "NO_ISOLATION"
    NO_IMPACT = "NO_IMPACT"
    NO_DATA = "NO_DATA"
    NO_OPPOSING_VIEW = "NO_OPPOSING_VIEW"
    WE_NOT_I = "WE_NOT_I"
    PASSIVE_AGENCY = "PASSIVE_AGENCY"
    ABSTRACTION = "ABSTRACTION"
    HYPOTHETICAL = "HYPOTHETICAL"
    MANAGER_ASSIGNED = "MANAGER_ASSIGNED"
    YIELDED_EARLY = "YIELDED_EARLY"
    NO_COMMIT = "NO_COMMIT"
    PASSIVE_AGGRESSIVE = "PASSIVE_AGGRESSIVE"
    HEDGING = "HEDGING"
    BLAME = "BLAME"
    NO_CUSTOMER = "NO_CUSTOMER"
    NO_RESOLUTION = "NO_RESOLUTION"
    LONG_SETUP = "LONG_SETUP"
    TRIVIAL_CONFLICT = "TRIVIAL_CONFLICT"
    NO_REFLECTION = "NO_REFLECTION"


class ProbeCode(StrEnum):
    """What a probe asks for. All but the last two answer a gap."""

    BASELINE = "BASELINE"
    ISOLATION = "ISOLATION"
    IMPACT = "IMPACT"
    EVIDENCE = "EVIDENCE"
    OPPOSING_VIEW = "OPPOSING_VIEW"
    OWN_ACTION = "OWN_ACTION"
    CONCRETE = "CONCRETE"
    SPECIFIC_INSTANCE = "SPECIFIC_INSTANCE"
    INITIATIVE = "INITIATIVE"
    ESCALATION = "ESCALATION"
    COMMITMENT = "COMMITMENT"
    CERTAINTY = "CERTAINTY"
    OWN_PART = "OWN_PART"
    CUSTOMER = "CUSTOMER"
    OUTCOME = "OUTCOME"
    PACE = "PACE"
    STAKES = "STAKES"
    REFLECTION = "REFLECTION"
    EXACT_WORDS = "EXACT_WORDS"
    TRADEOFF = "TRADEOFF"


PROBE_FOR: dict[Gap, ProbeCode] = {
    Gap.NO_BASELINE: ProbeCode.BASELINE,
    Gap.NO_ISOLATION: ProbeCode.ISOLATION,
    Gap.NO_IMPACT: ProbeCode.IMPACT,
    Gap.NO_DATA: ProbeCode.EVIDENCE,
    Gap.NO_OPPOSING_VIEW: ProbeCode.OPPOSING_VIEW,
    Gap.WE_NOT_I: ProbeCode.OWN_ACTION,
    Gap.PASSIVE_AGENCY: ProbeCode.OWN_ACTION,
    Gap.ABSTRACTION: ProbeCode.CONCRETE,
    Gap.HYPOTHETICAL: ProbeCode.SPECIFIC_INSTANCE,
    Gap.MANAGER_ASSIGNED: ProbeCode.INITIATIVE,
    Gap.YIELDED_EARLY: ProbeCode.ESCALATION,
    Gap.NO_COMMIT: ProbeCode.COMMITMENT,
    Gap.PASSIVE_AGGRESSIVE: ProbeCode.COMMITMENT,
    Gap.HEDGING: ProbeCode.CERTAINTY,
    Gap.BLAME: ProbeCode.OWN_PART,
    Gap.NO_CUSTOMER: ProbeCode.CUSTOMER,
    Gap.NO_RESOLUTION: ProbeCode.OUTCOME,
    Gap.LONG_SETUP: ProbeCode.PACE,
    Gap.TRIVIAL_CONFLICT: ProbeCode.STAKES,
    Gap.NO_REFLECTION: ProbeCode.REFLECTION,
}
"""The probe that answers each gap."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, placed on the session's clock."""

    index: int
    """0-based, within the answer or story it is analysed in."""
    text: str
    start: int
    """Samples at 16 kHz since the session's start."""
    end: int
    words: tuple[Word, ...]
    complete: bool = True
    """False for the last one while it is still being spoken."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an interviewer would note."""

    code: Gap
    sentence: int
    """Index of the sentence it is pinned to; for an absence, the sentence after which it was missed."""
    start: int
    """Samples; the range that is marked in the replay."""
    end: int
    quote: str
    """The candidate's words it rests on, verbatim."""
    confidence: float
    """0 to 1."""
    note: str
    """Stated as a fact, at most a dozen words, for the room ("A figure without its baseline: forty hours.")."""
    fix: str
    """One sentence: what to say instead."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure in the ledger."""

    id: str
    """Stable while the answer grows: sentence index and word offset, as "3:7"."""
    text: str
    """As shown on a chip: "9% failed", "40 hours a week"."""
    value: float | None
    unit: str
    """"percent", "hours", "dollars", "times", or the counted noun; empty when bare."""
    measures: str
    """What it measures, in the candidate's words; may be empty."""
    baseline: str
    """The starting value or comparison as given, empty while open."""
    owner: Literal["speaker", "team", "unknown"]
    source: str
    """How it is known, in the candidate's words; may be empty."""
    needs_baseline: bool
    """False for dates, durations of the setting, head counts and price tags."""
    sentence: int
    start: int
    end: int
    quote: str
    status: Literal["open", "contradicted", "unprobed", "held"] = "unprobed"
    """open: needs a baseline and has none; held: has one, or was probed and answered."""
    earlier: str = ""
    """For a contradicted claim, the earlier figure as it was told."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The section clock of an answer."""

    seconds: dict[Section, float]
    """Speaking time of each section heard."""
    setup_seconds: float
    """From the first word to the end of the set-up: situation and task before the first action."""
    action_share: float
    """0 to 1, action's share of the time of all named sections."""
    total_seconds: float


@dataclass(frozen=True, slots=True)
class Agency:
    """Who acts."""

    i: int
    """First person singular acts, in action sentences."""
    we: int
    """We or the team acting, in action sentences."""
    passive: int
    """Deciding acts with no actor."""
    hedges: int
    fillers: int
    """At least this many: the recogniser drops many fillers."""


CutInReason = Literal["ABSTRACTION", "HYPOTHETICAL", "LONG_SETUP"]


@dataclass(frozen=True, slots=True)
class CutIn:
    """The answer has earned an interruption."""

    after_sentence: int
    reason: CutInReason


@dataclass(frozen=True, slots=True)
class AnswerAnalysis:
    """All that has been heard in one answer (or in a whole story) so far."""

    sentences: tuple[Sentence, ...] = ()
    sections: tuple[Section, ...] = ()
    """One per sentence."""
    facets: tuple[tuple[str, ...], ...] = ()
    """One tuple per sentence, of the codebook's facet names."""
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """Most serious first. While an answer is still going on, absences are not counted yet."""
    timing: Timing | None = None
    agency: Agency | None = None
    cut_in: CutIn | None = None
