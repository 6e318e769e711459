"""What is put to the language model while an answer runs, and when it may be over: the dialogue up to now. Pure."""

from __future__ import annotations

from interviewer.events import Exchange
from interviewer.state import Phase, State, dialogue, story_turns
from speech.events import PartialHeard, PauseHeard


def to_read(state: State, event: PauseHeard | PartialHeard) -> tuple[str, tuple[Exchange, ...]] | None:
    """The opening question and the dialogue with the words that are not committed yet; None where nobody listens.

    How likely they end a thought is weighed by the model and told to the ear, which alone decides on the end.
    """
    turn = state.turn
    if state.typed or state.paused or state.phase is not Phase.LISTENING or turn is None:
        return None
    lines = dialogue(state)
    tail = " ".join(word.text for word in event.words)
    if not turn.words:
        lines = (*lines, Exchange("candidate", tail))
    elif tail:
        lines = (*lines[:-1], Exchange("candidate", f"{lines[-1].text} {tail}"))
    return story_turns(state)[0].question, lines
