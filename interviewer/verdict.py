"""From the state of a session to its report."""

from __future__ import annotations

from dataclasses import replace

from content.library import Library
from interviewer.answers import answers
from interviewer.asking_parts import parts_heard
from interviewer.lifted import lifts
from interviewer.report import Report, unscored
from interviewer.scores.probing import Turn as ScoredTurn
from interviewer.scoring import score
from interviewer.state import State, Turn, story_analysis


def make_report(state: State, library: Library) -> Report:
    """Score everything that was said; `library` gives the levels beside the session's own."""
    stories = [story_analysis(state, finished=True, story=i) for i in range(state.story + 1)]
    made = score(
        session_id=state.session_id,
        spec=state.spec,
        level=state.level,
        levels=tuple(library.levels.values()),
        company=library.companies[state.company].name,
        turns=[_scored(turn) for turn in state.turns],
        story=stories[0],
        seconds=state.elapsed,
        more=tuple(stories[1:]),
        cut_short=state.ending in ("", "asked") and state.left > state.seconds / 4,
    )
    said = [turn.analysis for turn in state.turns]
    made = replace(
        made,
        typed=state.typed,
        answers=answers(state.turns),
        parts=parts_heard(state),
        lifts=lifts(library, state.spec.competencies, state.company, said),
    )
    return made if made.scored else unscored(made, sum(len(turn.words) for turn in state.turns))


def _scored(turn: Turn) -> ScoredTurn:
    return ScoredTurn(
        sample=turn.asked_at,
        question=turn.question,
        probe=turn.probe,
        ground=turn.ground,
        answer=turn.analysis,
        answer_start=turn.answer_start,
        answer_end=turn.answer_end,
        is_opening=turn.purpose == "question",
        told=turn.purpose in ("question", "cut_in"),
        story=turn.story,
        outcome=turn.outcome,
    )
