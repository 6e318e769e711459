"""Time to think: the candidate asks for it by a key or in words, and silence then does not end the answer. Pure."""

from __future__ import annotations

from dataclasses import replace

from interviewer.ahead import shelve
from interviewer.asides import asks_for_time, says_more
from interviewer.asking import Step, pick, say
from interviewer.events import Command, HoldTurn, OpenTurn, StopSaying
from interviewer.state import Phase, State, Turn, with_turn
from speech.events import SAMPLE_RATE, Word

NUDGE_AFTER = 45.0
"""Seconds of silence after which somebody who asked for time hears one neutral line, and no other."""
SAME_WORD = int(0.3 * SAMPLE_RATE)
"""Samples by which two decodes may differ on where a word ends; also what is left of a word when a key is pressed."""


def hold(state: State, asked_at: int) -> Step:
    """Silence does not count until something is said after `asked_at`; asked for anew, the time begins anew."""
    state = replace(state, holding=True, asked_time_at=asked_at, armed=None)
    return state, (HoldTurn(True),) if state.phase is Phase.LISTENING else ()


def not_over(state: State, turn: Turn) -> Step:
    """Asked for when a pause had been taken for the answer's end: it is open again, and held.

    What was to be asked is kept in case it is due then.
    """
    stop: tuple[Command, ...] = (StopSaying(),) if state.saying is not None else ()
    state = with_turn(replace(state, saying=None), replace(turn, ended_at=-1, outcome=None))
    if state.pending is not None:
        state = shelve(state, state.pending)
    state = replace(state, phase=Phase.LISTENING, pending=None, quiet_since=state.now)
    state, held = hold(state, state.now + SAME_WORD)
    return state, (*stop, OpenTurn(turn.index), *held)


def heed(state: State, turn: Turn, new: tuple[Word, ...]) -> Step:
    """Hold where the answer ends in a request for time; let go where the candidate says more than "um" after it.

    Args:
        turn: the answer, its `new` words included; they need not be committed.
    """
    if state.talk_key or not new:
        return state, ()
    if asks_for_time(turn.words):
        return (state, ()) if state.holding else hold(state, turn.words[-1].end - SAME_WORD)
    later = tuple(word for word in new if word.end >= state.asked_time_at)
    return release(state) if state.holding and says_more(later) else (state, ())


def release(state: State) -> Step:
    """Silence counts again."""
    state = replace(state, holding=False, asked_time_at=-1)
    return state, (HoldTurn(False),) if state.phase is Phase.LISTENING else ()


def nudge(state: State) -> Step:
    """Checked as time passes, while held: one neutral line after a long while."""
    if state.asked_time_at < 0 or state.speaking or state.saying is not None:
        return state, ()
    waited = (state.now - max(state.asked_time_at, state.quiet_since)) / SAMPLE_RATE
    line = pick(state.spec.silence_nudges, state)
    if waited < NUDGE_AFTER or not line:
        return state, ()
    state, command = say(replace(state, phase=Phase.ASKING, asked_time_at=-1), line, "notice")
    return state, (command,)
