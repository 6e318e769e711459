"""The state of a session: frozen, rebuilt from its events, read by everybody."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from content.schema import Level, Part, RoundSpec
from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import AnswerAnalysis, CutInReason, ProbeCode, Sentence
from interviewer.events import Exchange, Purpose, Strictness, View
from interviewer.guardrails.known import NOTHING_KNOWN, Known
from interviewer.outcomes import Outcome
from interviewer.probes import Choice
from speech.events import SAMPLE_RATE, Word


class Phase(StrEnum):
    """Where the round stands."""

    CHECKLIST = "checklist"
    ASKING = "asking"
    """The interviewer speaks."""
    LISTENING = "listening"
    """An answer is awaited or under way."""
    THINKING = "thinking"
    """The answer is over and the next probe is being worded."""
    CLOSING = "closing"
    """The last line is being spoken."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what was answered to it."""

    index: int
    story: int
    """Which opening question it belongs to, from 0."""
    question: str
    purpose: Purpose
    probe: ProbeCode | None
    """None for an opening question and for a cut-in's free demand."""
    ground: str
    second_try: bool
    forgotten: bool
    """It asks about a number that is not remembered: unit, magnitude, how it was tracked."""
    asked_at: int
    """Sample of the question's first sound."""
    heard_by: int
    """Sample of its last sound; -1 while it is being said."""
    words: tuple[Word, ...] = ()
    analysis: AnswerAnalysis = field(default_factory=AnswerAnalysis)
    ended_at: int = -1
    """Last voiced sample; -1 while the answer is open."""
    cut_in_on: bool = False
    """The interviewer cut in on this answer."""
    cut_ins: int = 0
    """How often; more than once where it was in vain."""
    listened_to: int = 0
    """Sentences before this one were cut in on in vain: they are let be."""
    reopened_at: int = -1
    """Sample at which it was given back after a cut-in in vain; -1 for never."""
    yielded_at: int = -1
    """For a cut-in's turn, the sample at which the candidate fell silent for it: what he said before belongs to the
    answer before. -1 while he has not, or did not speak on."""
    outcome: Outcome | None = None
    """What came of a probe; None for an opening question or while open."""
    part: Part | None = None
    """The part of the opening question it asks for; None for every other question."""

    @property
    def answer_start(self) -> int:
        return self.words[0].start if self.words else max(self.heard_by, self.asked_at)

    @property
    def answer_end(self) -> int:
        return self.words[-1].end if self.words else self.answer_start

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Saying:
    """What the interviewer is saying or about to say."""

    utterance_id: str
    text: str
    purpose: Purpose
    started_at: int = -1
    over_since: int = -1
    """Since when the candidate talks over it, and it is held; -1 when not."""
    over_until: int = -1
    """When the voice over it stopped; -1 while it lasts."""
    held_for: int = 0
    """Samples it was held before it went on."""
    murmured: bool = False
    """The words over it are known, and only say that the candidate listens."""
    given_up: bool = False
    """The candidate has the floor; the line is over as soon as that is reported."""
    softened: bool = False
    """Said in a lower voice since the candidate did not yield to it."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A probe that is being worded."""

    request_id: str
    code: ProbeCode
    ground: str
    second_try: bool
    forgotten: bool
    asked_at: int
    ready: str = ""
    """The wording, when it came before it could be asked."""

    @property
    def asks(self) -> tuple[ProbeCode, str, bool, bool]:
        """What tells one question from another, as `Choice.asks`."""
        return self.code, self.ground, self.second_try, self.forgotten


@dataclass(frozen=True, slots=True)
class Armed:
    """An interruption that is due and waits for the end of a clause."""

    turn: int
    reason: CutInReason
    ends: int
    """Sample of the end of the sentence that earned it."""
    since: int
    """Sample at which that was known."""
    ground: str
    """Words of that sentence that may be said back; may be empty."""
    sure: bool
    """Words follow the sentence: it is over, and its full stop is not only the recogniser's."""


@dataclass(frozen=True, slots=True)
class State:
    """A whole session at one moment."""

    spec: RoundSpec
    level: Level
    company: str
    session_id: str = ""
    view: View = "coach"
    strictness: Strictness = "standard"
    typed: bool = False
    headphones: bool = False
    seconds: int = 0
    """Length of the round."""
    phase: Phase = Phase.CHECKLIST
    now: int = 0
    started_at: int = -1
    """Sample of the opening question's first sound; -1 before."""
    paused_at: int = -1
    """-1 when not paused."""
    paused_for: int = 0
    """Samples spent paused so far."""
    checklist_since: int = -1
    ticked: frozenset[str] = frozenset()
    muted: bool = False
    holding: bool = False
    """Silence does not end the answer now."""
    asked_time_at: int = -1
    """Sample at which the candidate asked for time to think; -1 when not, or when that has been nudged about."""
    talk_key: bool = False
    speaking: bool = False
    """The candidate's voice is active."""
    spoken_since: int = -1
    """Sample at which the running or last stretch of the candidate's voice began."""
    armed: Armed | None = None
    cut_in_at: int = -1
    """Sample of the last cut-in; -1 before the first."""
    turns: tuple[Turn, ...] = ()
    said: tuple[str, ...] = ()
    """Everything the interviewer asked, in order."""
    story: int = 0
    saying: Saying | None = None
    pending: Pending | None = None
    shelf: tuple[Pending, ...] = ()
    """Probes that may be due when the answer ends, worded or being worded while the candidate still speaks."""
    wanted: tuple[Choice, ...] = ()
    """What should be on the shelf, the likeliest first."""
    looked_ahead: int = -1
    """Sample at which that was decided; -1 for not in this turn."""
    worded_at: int = -1
    """Sample at which a wording ahead was last begun; -1 for not yet."""
    counter: int = 0
    """Numbers utterances and requests."""
    acknowledged: int = 0
    nudges: int = 0
    """How often this turn's silence was broken by the interviewer."""
    unsaid: str = ""
    """What is to be said again of a line that was given up, if that was for a "mm-hm" after all."""
    answered: bool = False
    """The answer was over before its question was."""
    quiet_since: int = 0
    wrapped: bool = False
    """The last question, the one for the end of the story, has been asked."""
    ending: Literal["", "clock", "asked", "complete"] = ""
    """Set once the round is to end; the closing line or the report follows."""
    ending_since: int = -1
    notice: str = ""
    """What is wrong and what to do, for the room; empty when all is well."""
    lost: frozenset[str] = frozenset()
    """Devices that are gone just now."""
    known: Known = NOTHING_KNOWN
    """What the interviewer knew before the round."""

    @property
    def paused(self) -> bool:
        return self.paused_at >= 0

    @property
    def run_over(self) -> bool:
        """The candidate does not stop for a cut-in: the voice was there before, or was back within a second."""
        saying = self.saying
        if saying is None or saying.purpose != "cut_in" or saying.started_at < 0 or not self.speaking:
            return False
        return self.spoken_since < saying.started_at + SAMPLE_RATE

    @property
    def turn(self) -> Turn | None:
        """The current or last turn."""
        return self.turns[-1] if self.turns else None

    @property
    def elapsed(self) -> float:
        """Seconds on the round's clock, pauses left out."""
        if self.started_at < 0:
            return 0.0
        until = self.paused_at if self.paused else self.now
        return max(0.0, (until - self.started_at - self.paused_for) / SAMPLE_RATE)

    @property
    def left(self) -> float:
        """Seconds left; the whole round before it has begun."""
        return self.seconds - self.elapsed


def seconds_between(start: int, end: int) -> float:
    return (end - start) / SAMPLE_RATE


def story_turns(state: State, story: int | None = None) -> tuple[Turn, ...]:
    """The turns of one story, the current one unless told."""
    wanted = state.story if story is None else story
    return tuple(turn for turn in state.turns if turn.story == wanted)


def story_sentences(turns: tuple[Turn, ...]) -> tuple[Sentence, ...]:
    """All sentences of a story, numbered through."""
    every = [sentence for turn in turns for sentence in turn.analysis.sentences]
    return tuple(replace(sentence, index=i) for i, sentence in enumerate(every))


def account_turns(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Those in which the story is told unasked: the opening question's and what followed an interruption."""
    return tuple(turn for turn in turns if turn.purpose in ("question", "cut_in"))


def account_analysis(state: State) -> AnswerAnalysis:
    """What is heard in the current story's account alone."""
    turns = story_turns(state)
    question = turns[0].question if turns else ""
    return analyse(story_sentences(account_turns(turns)), finished=True, question=question)


def story_analysis(state: State, *, finished: bool, story: int | None = None) -> AnswerAnalysis:
    """What has been heard in a story so far, over all its answers."""
    turns = story_turns(state, story)
    question = turns[0].question if turns else ""
    return analyse(story_sentences(turns), finished=finished, question=question)


def dialogue(state: State) -> tuple[Exchange, ...]:
    """The current story's lines, oldest first, the running answer included."""
    lines: list[Exchange] = []
    for turn in story_turns(state):
        lines.append(Exchange("interviewer", turn.question))
        if turn.words:
            lines.append(Exchange("candidate", turn.text))
    return tuple(lines)


def with_turn(state: State, turn: Turn) -> State:
    """The state with its turn of the same index replaced."""
    return replace(state, turns=(*state.turns[: turn.index], turn, *state.turns[turn.index + 1 :]))
