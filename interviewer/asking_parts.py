"""The parts of the opening question, in a session: which is asked for next, in which words, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence

from content.schema import Part
from interviewer import parts
from interviewer.probes import Choice
from interviewer.report import PartHeard
from interviewer.state import State, story_turns


def part_due(state: State, choices: Sequence[Choice]) -> Part | None:
    """The part to ask for now that the answer is over; None where a probe goes first, or none is left."""
    if not state.spec.parts:
        return None
    turn = state.turn
    left = state.left - state.spec.wrap_up_seconds
    probed = turn is not None and turn.probe is not None
    return parts.due(state.spec.parts, _answers(state, state.story), choices, left, probed=probed)


def part_question(part: Part, state: State) -> str:
    """One of the part's own questions, the same again when the session is replayed."""
    return part.asks[(sum(state.session_id.encode()) + state.story) % len(part.asks)]


def likely_lines(state: State) -> tuple[str, ...]:
    """The questions that may be next if it is a part's turn: those of the first parts that are not told yet."""
    if not state.spec.parts:
        return ()
    found = parts.heard(state.spec.parts, _answers(state, state.story))
    missing = [part for part, came in zip(state.spec.parts, found, strict=True) if came.how == "open"]
    return tuple(part_question(part, state) for part in missing[:2])


def parts_heard(state: State) -> tuple[PartHeard, ...]:
    """What came of every part, story by story."""
    stories = range(state.story + 1) if state.turns else ()
    return tuple(
        found for story in stories for found in parts.heard(state.spec.parts, _answers(state, story), story)
    )


def _answers(state: State, story: int) -> tuple[parts.Told, ...]:
    return tuple(parts.Told(turn.analysis, turn.part) for turn in story_turns(state, story))
