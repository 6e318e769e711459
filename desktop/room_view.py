"""The live round as the room shows it: frozen data, free of Qt. Times are seconds, shares 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Phase = Literal["loading", "ready", "asking", "listening", "thinking", "speaking", "paused", "muted", "ended"]
Mode = Literal["coach", "real"]
Held = Literal["open", "contradicted", "unprobed", "held"]


@dataclass(frozen=True, slots=True)
class Span:
    """A section heard, in seconds since the answer's first word."""

    section: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class ClaimChip:
    claim_id: str
    text: str
    """"9% failed"."""
    status: Held
    note: str
    """"compared with?", "from 4%", "yours", "unprobed", "earlier you said 40"."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """A finding in the room: a fact, at most a dozen words."""

    finding_id: str
    time_s: float
    """On the answer's clock."""
    text: str
    new: bool = False
    """New ones are marked for six seconds after they first appear."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something went wrong, in one sentence, and the way on."""

    words: str
    way_on: str = ""


@dataclass(frozen=True, slots=True)
class RoomView:
    """The live round. The page keeps nothing that is not in here, save levels and fades."""

    phase: Phase
    title: str
    """The round's title."""
    place: str
    """"Senior, question 2"."""
    question: str
    probe_label: str = ""
    """"Second probe on the same story"."""
    line: str = ""
    """What the interviewer is saying besides the question: a nod, a word on the silence, the last line."""
    past: tuple[str, ...] = ()
    """Paragraphs of the candidate's earlier words, oldest first."""
    committed: str = ""
    """Words of the running paragraph that will not change."""
    tentative: str = ""
    elapsed_s: float = 0.0
    total_s: float = 1200.0
    answer_s: float = 0.0
    """The answer's own clock."""
    bar_s: float = 150.0
    """Length of the section bar; it grows when the answer outlasts it."""
    spans: tuple[Span, ...] = ()
    i: int = 0
    we: int = 0
    action_share: float | None = None
    """None until a section has been heard."""
    claims: tuple[ClaimChip, ...] = ()
    findings: tuple[Noticed, ...] = ()
    """Newest first; the page shows three."""
    mode: Mode = "coach"
    captions: bool = True
    muted: bool = False
    talk_held: bool = False
    holding: bool = False
    """The candidate asked for time to think: silence does not end the answer."""
    typed: bool = False
    """Answers come from the keyboard; the typed-answer field stays open."""
    watching: bool = False
    """A sample candidate answers: there is nothing to say."""
    notice: Notice | None = None
