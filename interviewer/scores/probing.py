"""What came of each question, and what a dodged one does to the scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from interviewer.analysis.findings import AnswerAnalysis, ProbeCode
from interviewer.outcomes import forgot_number, outcome
from interviewer.report import Asked
from interviewer.scores.framework import Rated
from interviewer.scores.story import trimmed

Outcome = Literal["answered", "partly", "dodged", "unanswered"]
_BETTER: dict[Outcome, int] = {"unanswered": 0, "dodged": 1, "partly": 2, "answered": 3}
_NOTE_WORDS = 12

BEARS_ON: dict[ProbeCode, str] = {
    ProbeCode.OPPOSING_VIEW: "conflict_articulation",
    ProbeCode.STAKES: "conflict_articulation",
    ProbeCode.EVIDENCE: "data_driven_advocacy",
    ProbeCode.COMMITMENT: "execution_commitment",
    ProbeCode.BASELINE: "impact_quantification",
    ProbeCode.IMPACT: "impact_quantification",
    ProbeCode.OUTCOME: "impact_quantification",
    ProbeCode.OWN_ACTION: "ownership_distinctions",
    ProbeCode.ISOLATION: "ownership_distinctions",
    ProbeCode.CUSTOMER: "customer_focus",
}
"""The dimension that a probe puts to the test: what is dodged under it was asserted, not evidenced."""


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
    """Opening questions are answered when anything was said."""
    if not turn.answer.sentences:
        return "unanswered"
    if turn.outcome is not None:
        return turn.outcome
    return "answered" if turn.probe is None else outcome(turn.probe, turn.text, turn.ground)


def best(turns: Sequence[Turn]) -> dict[ProbeCode, Outcome]:
    """Per probe, the best that came of it; a second try that was answered makes good a dodge."""
    out: dict[ProbeCode, Outcome] = {}
    for turn in turns:
        if turn.probe is not None:
            came = came_of(turn)
            if came != "unanswered" and _BETTER[came] >= _BETTER[out.get(turn.probe, "unanswered")]:
                out[turn.probe] = came
    return out


def tested(rated: Mapping[str, Rated], came: Mapping[ProbeCode, Outcome]) -> dict[str, Rated]:
    """The scores after the questions: a dodge costs a point down to 2, half an answer leaves at most 3."""
    out = dict(rated)
    for code, how in came.items():
        dimension = BEARS_ON.get(code)
        if dimension is None or dimension not in out or how not in ("dodged", "partly"):
            continue
        most, said = (
            (2, "it was asked for and not given") if how == "dodged" else (3, "asked for it, you gave half")
        )
        held = out[dimension]
        if held.score > most:
            out[dimension] = replace(
                held, score=most, reason=f"{held.reason.rstrip('.')}; pressed on it, you gave {said}."
            )
    return out


def _note(turn: Turn) -> str:
    if not turn.answer.sentences:
        return "Nothing was said."
    if turn.probe is not None and forgot_number(turn.text):
        return "Not remembered."
    figures = [c for c in turn.answer.claims if c.needs_baseline]
    told = figures[0].quote if figures and turn.probe is not None else turn.answer.sentences[0].text
    return trimmed(told, _NOTE_WORDS - 1)
