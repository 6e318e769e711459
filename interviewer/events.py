"""What goes into the interviewer and what comes out: every input and command of a session.

Inputs carry `sample`, the session's clock (16 kHz samples since its start). The journal is the list of
inputs, with the commands they led to beside them; `session.step` over the inputs rebuilds the session.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interviewer.analysis.findings import ProbeCode
from interviewer.guardrails.known import NOTHING_KNOWN, Known
from interviewer.loop.persona import Persona
from speech.events import (
    DeviceLost,
    DeviceRestored,
    Lull,
    PartialHeard,
    PauseHeard,
    PlaybackEnded,
    PlaybackStarted,
    RecordingFailed,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    WordsCommitted,
)

View = Literal["coach", "real"]
Strictness = Literal["patient", "standard", "strict"]
Purpose = Literal["question", "probe", "cut_in", "acknowledgement", "repeat", "notice", "wrap_up"]


# ---------------------------------------------------------------- inputs
@dataclass(frozen=True, slots=True)
class SessionStarted:
    """The first event of every journal."""

    sample: int
    session_id: str
    round_id: str
    company: str
    level: str
    view: View
    strictness: Strictness
    typed: bool
    """Answers come from the keyboard; nothing is spoken or recorded."""
    seconds: int
    """Length of the round, from the opening question's first sound."""
    skip_checklist: bool = False
    headphones: bool = False
    """The interviewer's voice is not heard as the candidate's (headphones, or its echo is cancelled), so it can be
    talked over."""
    known: Known = NOTHING_KNOWN
    """What the interviewer knows beforehand and holds what is said against."""
    persona: Persona | None = None
    """Who asks, in a round of a loop."""


@dataclass(frozen=True, slots=True)
class ChecklistTicked:
    """An item of the checklist was ticked or unticked, by hand or by voice."""

    sample: int
    item: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class ChecklistDone:
    """The candidate is ready; the clock of the round starts with the opening question."""

    sample: int


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed; four a second. Journalled only when it led to a command."""

    sample: int


@dataclass(frozen=True, slots=True)
class AnswerTyped:
    """A whole answer from the keyboard."""

    sample: int
    text: str


@dataclass(frozen=True, slots=True)
class Paused:
    sample: int


@dataclass(frozen=True, slots=True)
class Resumed:
    sample: int


@dataclass(frozen=True, slots=True)
class MuteChanged:
    sample: int
    muted: bool


@dataclass(frozen=True, slots=True)
class TalkKeyChanged:
    """Push-to-talk: while held, silence never ends the answer; released, the answer is over."""

    sample: int
    held: bool


@dataclass(frozen=True, slots=True)
class ThinkRequested:
    """The candidate asks to think: silence does not count until the candidate speaks again."""

    sample: int


@dataclass(frozen=True, slots=True)
class RepeatRequested:
    sample: int


@dataclass(frozen=True, slots=True)
class ViewChanged:
    sample: int
    view: View


@dataclass(frozen=True, slots=True)
class EndRequested:
    sample: int


@dataclass(frozen=True, slots=True)
class ProbeWorded:
    """The wording of a requested probe, from the model or, where it failed the checks, from us."""

    sample: int
    request_id: str
    text: str
    source: Literal["model", "fallback"]
    faults: tuple[str, ...]
    """Why wordings of the model were refused, one per refused wording."""


Input = (
    SessionStarted
    | ChecklistTicked
    | ChecklistDone
    | Tick
    | AnswerTyped
    | Paused
    | Resumed
    | MuteChanged
    | TalkKeyChanged
    | ThinkRequested
    | RepeatRequested
    | ViewChanged
    | EndRequested
    | ProbeWorded
    | SpeechStarted
    | SpeechStopped
    | Lull
    | PauseHeard
    | WordsCommitted
    | PartialHeard
    | TurnEnded
    | PlaybackStarted
    | PlaybackEnded
    | DeviceLost
    | DeviceRestored
    | RecordingFailed
)


# ---------------------------------------------------------------- commands
@dataclass(frozen=True, slots=True)
class Exchange:
    """One line of the dialogue."""

    speaker: Literal["interviewer", "candidate"]
    text: str


@dataclass(frozen=True, slots=True)
class ProbeBrief:
    """All that is needed to word one probe."""

    code: ProbeCode
    question: str
    """The opening question of the story."""
    dialogue: tuple[Exchange, ...]
    """The story so far, oldest first, ending with the candidate's last words."""
    ground: str
    """The candidate's words the probe must be tied to, verbatim; may be empty for an absence."""
    asked: tuple[str, ...]
    """Everything the interviewer has asked in this session; not to be repeated."""
    level: str
    company: str
    second_try: bool = False
    """The same thing was asked before and dodged."""
    forgotten: bool = False
    """The candidate said the number is not remembered: its unit, its magnitude and how it was tracked
    are asked, never the number itself."""
    fallbacks: tuple[str, ...] = ()
    """The round's own wordings for this code; "{ground}" stands for the candidate's words."""
    exact: str = ""
    """What is to be asked, word for word; the model has no say in it."""


@dataclass(frozen=True, slots=True)
class Say:
    utterance_id: str
    text: str
    purpose: Purpose
    probe: ProbeCode | None = None
    ground: str = ""
    """The candidate's words a probe is grounded in."""


@dataclass(frozen=True, slots=True)
class StopSaying:
    """Fall silent now: the candidate talks over, or what was being said is not wanted any more."""


@dataclass(frozen=True, slots=True)
class HoldSaying:
    """Fall silent at once and keep the place in the line: somebody speaks, perhaps only a "mm-hm"."""

    utterance_id: str


@dataclass(frozen=True, slots=True)
class ResumeSaying:
    """Go on with the held line, from the beginning of the phrase that was cut."""

    utterance_id: str


@dataclass(frozen=True, slots=True)
class SoftenSaying:
    """Say what is left of the line in a lower voice: the candidate does not yield to it."""

    utterance_id: str


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """Listen for an answer."""

    turn: int


@dataclass(frozen=True, slots=True)
class CloseTurn:
    """Stop listening; what is said now is recorded but not an answer."""


@dataclass(frozen=True, slots=True)
class FinishTurn:
    """End the running answer now: commit what has been heard, then TurnEnded."""


@dataclass(frozen=True, slots=True)
class HoldTurn:
    """While on, silence does not end the answer."""

    on: bool


@dataclass(frozen=True, slots=True)
class MuteMicrophone:
    on: bool


@dataclass(frozen=True, slots=True)
class PrimeMind:
    """Read this dialogue into the model's kept prefix while there is time. The newest wins."""

    question: str
    dialogue: tuple[Exchange, ...]
    level: str
    company: str


@dataclass(frozen=True, slots=True)
class WordProbe:
    request_id: str
    brief: ProbeBrief


@dataclass(frozen=True, slots=True)
class HurryProbe:
    """The probe is due now: where the model takes much longer, one of our own wordings is wanted."""

    request_id: str


@dataclass(frozen=True, slots=True)
class DropProbe:
    request_id: str


@dataclass(frozen=True, slots=True)
class PrepareLines:
    """Lines that may soon be said: to be synthesised while there is nothing else to say."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finish:
    """The round is over: close the recording, score, write the report."""

    reason: Literal["clock", "asked", "complete"]


Command = (
    Say
    | StopSaying
    | HoldSaying
    | ResumeSaying
    | SoftenSaying
    | OpenTurn
    | CloseTurn
    | FinishTurn
    | HoldTurn
    | MuteMicrophone
    | PrimeMind
    | WordProbe
    | HurryProbe
    | DropProbe
    | PrepareLines
    | Finish
)
