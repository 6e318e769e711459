"""The questions of a round, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from interviewer.analysis.findings import AnswerAnalysis, ProbeCode
from interviewer.outcomes import forgot_number, outcome
from interviewer.report import Asked
from interviewer.scores.story import trimmed

Outcome = Literal["answered", "partly", "dodged", "unanswered"]
_BETTER: dict[Outcome, int] = {"unanswered": 0, "dodged": 1, "partly": 2, "answered": 3}
_NOTE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what was answered to it."""

    sample: int
    """Of the question's first sound, 16 kHz since the session's start."""
    question: str
    probe: ProbeCode | None
    """None for an opening question."""
    ground: str
    """The candidate's words the question was tied to; may be empty."""
    answer: AnswerAnalysis = field(default_factory=AnswerAnalysis)
    """Of this answer alone."""
    answer_start: int = 0
    answer_end: int = 0
    is_opening: bool = False
    told: bool = True
    """Part of the account itself: the opening answer and what followed an interruption. False for follow-ups."""
    story: int = 0
    """Which opening question it belongs to, from 0."""
    outcome: Outcome | None = None
    """As judged during the round; None to judge it here."""

    @property
    def text(self) -> str:
        return " ".join(s.text for s in self.answer.sentences)


def asked(turns: Sequence[Turn]) -> tuple[Asked, ...]:
    """Every question with what came of it."""
    return tuple(
        Asked(t.sample, t.question, t.probe, came_of(t), _note(t), t.answer_start, t.answer_end)
        for t in turns
    )


def came_of(turn: Turn) -> Outcome:
    """Of an opening question or an interruption: answered when anything was said. The last question of a story asks how it ended."""
    if not turn.answer.sentences:
        return "unanswered"
    if turn.outcome is not None:
        return turn.outcome
    return "answered" if turn.told else outcome(turn.probe or ProbeCode.OUTCOME, turn.text, turn.ground)


def kept_from(one: Outcome, other: Outcome) -> bool:
    """Whether of two answers to the same the other is the one to keep: a second try makes good a dodge."""
    return other != "unanswered" and _BETTER[other] >= _BETTER[one]


def _note(turn: Turn) -> str:
    if not turn.answer.sentences:
        return "Nothing was said."
    if turn.probe is not None and forgot_number(turn.text):
        return "Not remembered."
    figures = [c for c in turn.answer.claims if c.needs_baseline]
    told = figures[0].quote if figures and turn.probe is not None else turn.answer.sentences[0].text
    return trimmed(told, _NOTE_WORDS - 1)
