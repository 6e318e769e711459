"""Voice over voice: the candidate starts to speak while the interviewer speaks, or after the answer seemed over."""

from __future__ import annotations

from dataclasses import replace

from interviewer.asking import Step, interrupted
from interviewer.events import Command, DropProbe, HoldTurn, OpenTurn
from interviewer.state import Phase, State, Turn, with_turn
from speech.events import SAMPLE_RATE, SpeechStarted, SpeechStopped

TALKED_OVER_AFTER = 0.3
"""Seconds of voice over the interviewer before it falls silent (shorter is a "mm-hm")."""


def speech_started(state: State, event: SpeechStarted) -> Step:
    state = replace(state, speaking=True)
    if state.paused:
        return state, ()
    if state.saying is not None and state.headphones and state.phase is not Phase.CLOSING:
        state = replace(state, saying=replace(state.saying, over_since=event.sample))
    if state.phase is Phase.THINKING and state.saying is None and state.turn is not None:
        return _go_on(state, state.turn)
    if state.phase is Phase.LISTENING and state.holding and not state.talk_key:
        return replace(state, holding=False), (HoldTurn(False),)
    return state, ()


def _go_on(state: State, turn: Turn) -> Step:
    """The candidate goes on after all: the probe that was being worded is dropped, the answer is open again."""
    commands: list[Command] = [OpenTurn(turn.index)]
    if state.pending is not None:
        commands.insert(0, DropProbe(state.pending.request_id))
    state = with_turn(state, replace(turn, ended_at=-1, outcome=None))
    return replace(state, phase=Phase.LISTENING, pending=None), tuple(commands)


def speech_stopped(state: State, _: SpeechStopped) -> State:
    """The voice over the interviewer, if there was one, is gone."""
    saying = replace(state.saying, over_since=-1) if state.saying is not None else None
    return replace(state, saying=saying)


def talked_over(state: State) -> Step:
    """Checked as time passes: voice over the interviewer for long enough makes it stop."""
    saying = state.saying
    if saying is None or saying.over_since < 0 or saying.started_at < 0:
        return state, ()
    if (state.now - saying.over_since) / SAMPLE_RATE < TALKED_OVER_AFTER:
        return state, ()
    return interrupted(replace(state, saying=replace(saying, over_since=-1)))
