"""The candidate's side of the conversation: words arrive, are analysed, and the answer ends."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer import cutting_in, time_to_think
from interviewer.ahead import with_shelf_of, work_ahead
from interviewer.analysis.analyse import analyse
from interviewer.analysis.sentences import from_text
from interviewer.answer import end_turn, heard, late_words, sentences_told
from interviewer.asking import Step, finish, interrupted, listen, next_move, pick, say
from interviewer.events import AnswerTyped, Command, FinishTurn, HoldTurn, OpenTurn, PrimeMind
from interviewer.state import Phase, State, Turn, dialogue, story_turns, with_turn
from speech.events import (
    SAMPLE_RATE,
    Lull,
    PartialHeard,
    PauseHeard,
    SpeechStopped,
    TurnEnded,
    WordsCommitted,
)

NUDGES_AFTER = (20.0, 45.0)
"""Seconds of silence before the first word: first a neutral line, then the question again."""

_ASKS_TO_REPEAT = re.compile(
    r"\b(repeat|say (that|it) again|(didn't|did not) (catch|hear)|what was the question|pardon)\b",
    re.IGNORECASE,
)


# ---------------------------------------------------------------- voice activity
def lull(state: State, _: Lull) -> Step:
    """The end of a clause: what is to be cut in with is said now."""
    return cutting_in.at_boundary(state)


def speech_stopped(state: State, event: SpeechStopped) -> Step:
    turn = state.turn
    if state.run_over and turn is not None:
        turn = replace(turn, yielded_at=event.sample)
        state = with_turn(state, turn)
    state = replace(state, speaking=False, quiet_since=event.sample)
    if turn is None or not turn.words or state.phase is not Phase.LISTENING or state.paused:
        return state, ()
    return cutting_in.at_boundary(state)


def _work_ahead(state: State, turn: Turn, *, pausing: bool = False) -> Step:
    return work_ahead(state, lambda: with_turn(state, end_turn(turn, turn.answer_end)), pausing=pausing)


# ---------------------------------------------------------------- words
def words_committed(state: State, event: WordsCommitted) -> Step:
    if state.phase is Phase.CHECKLIST:
        return state, ()
    turn = state.turn
    if turn is None or not event.words or state.phase is Phase.ENDED:
        return state, ()
    state, words = late_words(state, turn, event.words)
    if not words:
        return state, ()
    told = sentences_told(turn)
    turn = heard(turn, words, finished=False)
    state = with_turn(state, turn)
    if state.paused or state.phase not in (Phase.LISTENING, Phase.ASKING):
        return state, ()
    state, commands = time_to_think.heed(state, turn, words)
    if state.phase is Phase.ASKING:
        return state, commands
    if sentences_told(turn) > told:
        state, more = _work_ahead(state, turn)
        commands = (*commands, prime(state), *more)
    state, more = cutting_in.overdue(cutting_in.weigh(state, turn))
    return state, (*commands, *more)


def pause_heard(state: State, event: PauseHeard) -> Step:
    """What is said up to a lull is acted on before it is committed, and never kept as the answer."""
    turn = state.turn
    if turn is None or state.phase is not Phase.LISTENING or state.paused:
        return state, ()
    words = tuple(word for word in event.words if word.start >= turn.answer_end or not turn.words)
    so_far = heard(turn, words, finished=False)
    state, commands = time_to_think.heed(state, so_far, words)
    until = min(state.spoken_since, event.sample) if event.goes_on else event.sample
    silence = max(0, until - event.voiced_until) / SAMPLE_RATE
    state, more = cutting_in.after_pause(cutting_in.weigh(state, so_far), silence)
    if more or event.goes_on or not so_far.words:
        return state, (*commands, *more)
    state, more = _look_ahead_with(state, so_far)
    return state, (*commands, *more)


def _look_ahead_with(state: State, so_far: Turn) -> Step:
    """In a pause that may be the end: have the probes worded that are due if these words are the last."""
    told, commands = _work_ahead(with_turn(state, so_far), so_far, pausing=True)
    return with_shelf_of(state, told), commands


def partial_heard(state: State, event: PartialHeard) -> Step:
    """Tentative words decide nothing but this: that a sentence which is one too many is over, and others follow."""
    armed, turn = state.armed, state.turn
    if armed is None or armed.sure or turn is None or state.phase is not Phase.LISTENING or state.paused:
        return state, ()
    words = tuple(word for word in event.words if word.start >= turn.answer_end)
    weighed = cutting_in.weigh(state, heard(turn, words, finished=False))
    return (
        cutting_in.at_boundary(weighed) if weighed.armed is not None and weighed.armed.sure else (state, ())
    )


def prime(state: State) -> PrimeMind:
    """Let the model read what has been said so far."""
    return PrimeMind(story_turns(state)[0].question, dialogue(state), state.level.name, state.company)


# ---------------------------------------------------------------- the end of an answer
def turn_ended(state: State, event: TurnEnded) -> Step:
    turn = state.turn
    if turn is None or state.phase is not Phase.LISTENING or state.paused:
        return state, ()
    if event.reason == "asked" and event.speech_end <= turn.reopened_at:  # its end before it was given back
        return state, ()
    if state.ending == "asked":
        return finish(with_turn(state, end_turn(turn, event.speech_end)), "asked")
    if state.holding and event.reason == "silence":
        return replace(state, quiet_since=state.now), (OpenTurn(turn.index), HoldTurn(True))
    if not turn.analysis.sentences:
        return listen(state)
    if len(turn.words) <= 14 and _ASKS_TO_REPEAT.search(turn.text):
        state = with_turn(state, replace(turn, words=(), analysis=analyse((), finished=False)))
        return repeat(state)
    state = with_turn(replace(state, speaking=False), end_turn(turn, event.speech_end))
    return next_move(state)


def repeat(state: State) -> Step:
    """Say the current question again; the answer given so far stays."""
    turn = state.turn
    if turn is None or state.saying is not None:
        return state, ()
    lead = pick(state.spec.repeat_leads, state)
    state, command = say(replace(state, phase=Phase.ASKING), f"{lead} {turn.question}".strip(), "repeat")
    return state, (command,)


def answer_typed(state: State, event: AnswerTyped) -> Step:
    """A typed answer stands for a spoken one; its words get the times of unhurried speech."""
    turn = state.turn
    if turn is None or not event.text.strip() or state.phase in (Phase.CHECKLIST, Phase.CLOSING, Phase.ENDED):
        return state, ()
    commands: list[Command] = []
    if state.saying is not None:
        state, more = interrupted(state)
        commands.extend(more)
        state = replace(state, saying=None)
    words = from_text(event.text, max(turn.answer_end, turn.heard_by, 0))
    state = with_turn(replace(state, phase=Phase.LISTENING), heard(turn, words, finished=False))
    state, more = turn_ended(state, TurnEnded(event.sample, words[-1].end, "asked"))
    return state, (*commands, *more)


# ---------------------------------------------------------------- silence and the clock
def silence(state: State) -> Step:
    """Before the first word: after a while a neutral line, later the question again."""
    turn = state.turn
    if state.holding:
        return time_to_think.nudge(state)
    if (
        turn is None
        or turn.words
        or state.speaking
        or state.typed
        or state.talk_key
        or state.saying is not None
    ):
        return state, ()
    waited = (state.now - max(state.quiet_since, turn.heard_by)) / SAMPLE_RATE
    if state.nudges >= len(NUDGES_AFTER) or waited < NUDGES_AFTER[state.nudges]:
        return state, ()
    state = replace(state, nudges=state.nudges + 1)
    if state.nudges == len(NUDGES_AFTER):
        return repeat(state)
    line = pick(state.spec.silence_nudges, state)
    if not line:
        return state, ()
    state, command = say(replace(state, phase=Phase.ASKING), line, "notice")
    return state, (command,)


def time_is_up(state: State) -> Step:
    """The round's clock has run out while an answer is under way: end it, then close."""
    if state.ending or state.left > 0:
        return state, ()
    state = replace(state, ending="clock", ending_since=state.now)
    return state, (FinishTurn(),)
