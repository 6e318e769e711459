"""An answer as it grows: its words, what is heard in them, and its end. Pure."""

from __future__ import annotations

from dataclasses import replace

from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import Gap, ProbeCode
from interviewer.analysis.sentences import split
from interviewer.asides import without_asides
from interviewer.outcomes import outcome
from interviewer.parts import came_of
from interviewer.state import State, Turn, with_turn
from speech.events import Word

_GIVES_A_FIGURE = frozenset(
    {
        ProbeCode.BASELINE,
        ProbeCode.ISOLATION,
        ProbeCode.EVIDENCE,
        ProbeCode.STAKES,
        ProbeCode.TRADEOFF,
        ProbeCode.EXACT_WORDS,
        ProbeCode.REFLECTION,
    }
)
"""The figure in such an answer is a baseline, a share or a size itself, no result told without one."""


def heard(turn: Turn, words: tuple[Word, ...], *, finished: bool) -> Turn:
    """The turn with these words added and analysed; a request for time is no part of what is analysed.

    Of a follow-up only what is said is noted: what it leaves out, the story may hold elsewhere.
    """
    every = (*turn.words, *words)
    told = turn.purpose == "question"
    sentences = split(without_asides(every))
    analysis = analyse(sentences, finished=finished, question=turn.question, absences=told)
    if turn.probe in _GIVES_A_FIGURE:
        findings = tuple(f for f in analysis.findings if f.code is not Gap.NO_BASELINE)
        analysis = replace(analysis, findings=findings, gaps=tuple(dict.fromkeys(f.code for f in findings)))
    return replace(turn, words=every, analysis=analysis)


def sentences_told(turn: Turn) -> int:
    """How many sentences of it are complete."""
    return sum(sentence.complete for sentence in turn.analysis.sentences)


def end_turn(turn: Turn, speech_end: int) -> Turn:
    """The turn closed, analysed as finished, its outcome judged."""
    return judged(replace(heard(turn, (), finished=True), ended_at=max(speech_end, turn.answer_end)))


def judged(turn: Turn) -> Turn:
    """The turn with what came of its probe, or of the part it asked for."""
    if turn.part is not None:
        return replace(turn, outcome=came_of(turn.part, turn.analysis))
    if turn.probe is None:
        return turn
    return replace(turn, outcome=outcome(turn.probe, turn.text, turn.ground, forgotten=turn.forgotten))


def late_words(state: State, turn: Turn, words: tuple[Word, ...]) -> tuple[State, tuple[Word, ...]]:
    """Words spoken before the present question was asked belong to the answer before; the others come back.

    So do those with which a candidate who was cut in on ran on over the interviewer.
    """
    if turn.words:
        return state, words
    if turn.index == 0:  # the end of the checklist's "let's go"
        return state, tuple(word for word in words if word.start >= turn.asked_at)
    unsaid = state.saying is not None and (state.saying.started_at < 0 or state.run_over)
    late = tuple(word for word in words if unsaid or word.start < max(turn.asked_at, turn.yielded_at))
    if not late:
        return state, words
    before = state.turns[turn.index - 1]
    kept = judged(heard(before, late, finished=True))
    return with_turn(state, replace(kept, ended_at=max(kept.ended_at, late[-1].end))), words[len(late) :]
