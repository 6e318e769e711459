"""Words that come after the moment they belong to: the ear commits all it has heard when it is told to stop."""

from __future__ import annotations

from test_session import SECOND, Interview

from interviewer.events import ChecklistDone, Paused, Say
from interviewer.state import Phase
from speech.events import Word, WordsCommitted

VAGUE = (
    "I generally try to align people. I think that one should usually listen. I would normally talk to them."
)


def said(text: str, start: int) -> WordsCommitted:
    words = tuple(
        Word(token, start + n * 5000, start + n * 5000 + 4000, 0.9) for n, token in enumerate(text.split())
    )
    return WordsCommitted(words[-1].end + SECOND, words)


def test_the_last_words_before_a_pause_are_kept_and_lead_to_nothing() -> None:
    interview = Interview(strictness="strict")
    interview.hear_out()
    interview.do(said("I disagreed with my director.", interview.now))
    interview.now += 4 * SECOND
    commands = interview.do(Paused(interview.now), said(VAGUE, interview.now - 2 * SECOND))
    assert interview.state.turns[0].text.endswith("normally talk to them.")
    assert not any(isinstance(command, Say) for command in commands)


def test_what_ended_the_checklist_is_no_part_of_the_first_answer() -> None:
    interview = Interview(skip_checklist=False)
    interview.hear_out()
    interview.now += 4 * SECOND
    interview.do(ChecklistDone(interview.now), said("let's go.", interview.now - SECOND))
    assert interview.state.turns[0].words == ()
    interview.hear_out()
    interview.do(said("In March we had a conflict.", interview.now))
    assert interview.state.turns[0].text == "In March we had a conflict."
    assert interview.state.phase is Phase.LISTENING
