"""A session as a pure function: `step(state, event) -> (state, commands)`. Time arrives in the events.

The journal is the list of events; `replay` over it gives the same state again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, cast

from content.schema import Level, RoundSpec
from interviewer import asking, cutting_in, listening, talk_over, time_to_think
from interviewer.ahead import lines_to_prepare
from interviewer.answer import end_turn
from interviewer.asking import Step, ask_opening, finish, next_move
from interviewer.events import (
    AnswerTyped,
    ChecklistDone,
    ChecklistTicked,
    CloseTurn,
    Command,
    EndRequested,
    FinishTurn,
    HoldTurn,
    Input,
    MuteChanged,
    MuteMicrophone,
    OpenTurn,
    Paused,
    ProbeWorded,
    RepeatRequested,
    Resumed,
    SessionStarted,
    StopSaying,
    TalkKeyChanged,
    ThinkRequested,
    Tick,
    ViewChanged,
)
from interviewer.loop.persona import embodied
from interviewer.state import Phase, State, with_turn
from speech.events import (
    SAMPLE_RATE,
    DeviceLost,
    DeviceRestored,
    Lull,
    PartialHeard,
    PauseHeard,
    PlaybackEnded,
    PlaybackStarted,
    RecordingFailed,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    WordsCommitted,
)

END_WAIT = 6.0
"""Seconds the last words may take to be recognised before the round ends without them."""
_READY = re.compile(
    r"\b(i'?m ready|i am ready|let'?s (start|begin|go)|start the (clock|round)|ready)\b", re.IGNORECASE
)


def begin(spec: RoundSpec, level: Level, company: str) -> State:
    """The state before the first event."""
    return State(spec=spec, level=level, company=company, seconds=spec.duration_minutes * 60)


def step(state: State, event: Input) -> Step:
    """One event in; the next state and what is to be done about it out."""
    state = replace(state, now=max(state.now, event.sample))
    if state.phase is Phase.ENDED:
        return state, ()
    handler = _HANDLERS.get(type(event))
    return handler(state, event) if handler else (state, ())


def replay(state: State, events: Iterable[Input]) -> State:
    """The state after all these events."""
    for event in events:
        state, _ = step(state, event)
    return state


# ---------------------------------------------------------------- beginning
def _started(state: State, event: SessionStarted) -> Step:
    state = replace(
        state,
        session_id=event.session_id,
        view=event.view,
        strictness=event.strictness,
        typed=event.typed,
        headphones=event.headphones,
        seconds=event.seconds,
        known=event.known,
        spec=embodied(state.spec, event.persona),
        checklist_since=event.sample,
    )
    if event.skip_checklist:
        state, commands = ask_opening(state, asking.pick(state.spec.greetings, state))
        return state, commands if event.typed else (*commands, lines_to_prepare(state))
    intro = asking.pick(state.spec.checklist_intros, state)
    if not intro:
        return state, () if event.typed else (OpenTurn(0),)
    state, command = asking.say(state, intro, "notice")
    return state, (command,)


def _ticked(state: State, event: ChecklistTicked) -> Step:
    known = {item.id for item in state.spec.checklist}
    change = {event.item} & known
    return replace(state, ticked=state.ticked | change if event.ticked else state.ticked - change), ()


def _checklist_done(state: State, _: ChecklistDone) -> Step:
    if state.phase is not Phase.CHECKLIST:
        return state, ()
    stop: tuple[Command, ...] = (StopSaying(),) if state.saying is not None else ()
    state, commands = ask_opening(replace(state, saying=None), asking.pick(state.spec.greetings, state))
    prepare = () if state.typed else (lines_to_prepare(state),)
    return state, (*stop, CloseTurn(), *commands, *prepare)


def _words(state: State, event: WordsCommitted) -> Step:
    if state.phase is not Phase.CHECKLIST:
        state, event, commands = talk_over.words_over(state, event)
        state, more = listening.words_committed(state, event)
        again, said = talk_over.say_again(state)
        return again, (*commands, *more, *said)
    heard = " ".join(word.text for word in event.words).lower()
    ticked = {item.id for item in state.spec.checklist if any(phrase in heard for phrase in item.heard_as)}
    state = replace(state, ticked=state.ticked | ticked)
    if _READY.search(heard):
        return _checklist_done(state, ChecklistDone(event.sample))
    return state, ()


def _speech_stopped(state: State, event: SpeechStopped) -> Step:
    return listening.speech_stopped(talk_over.speech_stopped(state, event), event)


def _turn_ended(state: State, event: TurnEnded) -> Step:
    if state.phase is Phase.CHECKLIST:
        return state, (OpenTurn(0),)
    state, again = talk_over.turn_ended(state, event)
    return (state, again) if again else listening.turn_ended(state, event)


def _pause_heard(state: State, event: PauseHeard) -> Step:
    state, commands = talk_over.known(state, event.words)
    state, more = listening.pause_heard(state, event)
    return state, (*commands, *more)


def _playback_ended(state: State, event: PlaybackEnded) -> Step:
    after, commands = asking.playback_ended(state, event)
    after, more = talk_over.line_ended(state, after, event)
    return after, (*commands, *more)


# ---------------------------------------------------------------- time
def _tick(state: State, _: Tick) -> Step:
    if state.paused:
        return state, ()
    if state.ending and state.phase is Phase.LISTENING:
        waited = (state.now - state.ending_since) / SAMPLE_RATE
        return next_move(_with_turn_closed(state)) if waited >= END_WAIT else (state, ())
    for due in _DUE.get(state.phase, ()):
        changed, commands = due(state)
        if commands:
            return changed, commands
    return state, ()


def _with_turn_closed(state: State) -> State:
    turn = state.turn
    return state if turn is None else with_turn(state, end_turn(turn, state.now))


# ---------------------------------------------------------------- the user's controls
def _paused(state: State, event: Paused) -> Step:
    if state.paused:
        return state, ()
    commands: tuple[Command, ...] = (CloseTurn(),)
    if state.saying is not None:
        commands = (StopSaying(), *commands)
    return replace(state, paused_at=event.sample, speaking=False), commands


def _resumed(state: State, event: Resumed) -> Step:
    if not state.paused:
        return state, ()
    gone = event.sample - state.paused_at if state.started_at >= 0 else 0
    state = replace(
        state, paused_at=-1, paused_for=state.paused_for + gone, quiet_since=event.sample, notice=""
    )
    if state.phase is Phase.CHECKLIST:
        return state, () if state.typed else (OpenTurn(0),)
    if state.phase is Phase.CLOSING:
        return finish(state, state.ending or "complete")
    if state.phase is Phase.ASKING:
        return listening.repeat(replace(state, saying=None))
    if state.phase is Phase.THINKING:
        pending = state.pending
        if pending is not None and pending.ready:
            return asking.probe_worded(
                state, ProbeWorded(event.sample, pending.request_id, pending.ready, "model", ())
            )
        return state, ()
    state, commands = asking.listen(state)
    turn = state.turn
    if turn is None or OpenTurn(turn.index) in commands:
        return state, commands
    return state, (
        OpenTurn(turn.index),
        *commands,
    )  # an answer begun with headphones on was closed by the pause


def _mute(state: State, event: MuteChanged) -> Step:
    return replace(state, muted=event.muted), (MuteMicrophone(event.muted),)


def _talk_key(state: State, event: TalkKeyChanged) -> Step:
    state = replace(state, talk_key=event.held, holding=event.held)
    if event.held:
        commands: tuple[Command, ...] = (HoldTurn(True),)
        return state, (
            StopSaying(),
            *commands,
        ) if state.saying is not None and state.phase is Phase.ASKING else commands
    turn = state.turn
    if state.phase is Phase.LISTENING and turn is not None:
        return state, (HoldTurn(False), FinishTurn())
    return state, (HoldTurn(False),)


def _think(state: State, _: ThinkRequested) -> Step:
    """While the question is still being said, the time begins with the listening."""
    if state.typed:
        return state, ()
    if state.phase is Phase.THINKING and state.turn is not None and not state.paused:
        return time_to_think.not_over(state, state.turn)
    if state.phase not in (Phase.LISTENING, Phase.ASKING):
        return state, ()
    return time_to_think.hold(state, state.now + time_to_think.SAME_WORD)


def _repeat(state: State, _: RepeatRequested) -> Step:
    if state.paused or state.phase is not Phase.LISTENING:
        return state, ()
    return listening.repeat(state)


def _view(state: State, event: ViewChanged) -> Step:
    return replace(state, view=event.view), ()


def _end(state: State, event: EndRequested) -> Step:
    if state.phase is Phase.LISTENING and not state.paused and not state.typed:
        # The last words are still being recognised; TurnEnded (or END_WAIT) brings the report.
        return replace(state, ending="asked", ending_since=event.sample), (FinishTurn(),)
    if state.turn is not None and state.turn.ended_at < 0:
        state = _with_turn_closed(state)
    return finish(state, "asked")


# ---------------------------------------------------------------- devices
def _lost(state: State, event: DeviceLost) -> Step:
    way_on = "plug it in again or choose another in Settings; the clock waits."
    state = replace(state, lost=state.lost | {event.device}, notice=f"The {event.device} is gone: {way_on}")
    if event.device != "microphone" or state.paused:
        return state, ()
    return _paused(state, Paused(event.sample))


def _restored(state: State, event: DeviceRestored) -> Step:
    state = replace(state, lost=state.lost - {event.device}, notice="")
    if event.device != "microphone" or not state.paused:
        return state, ()
    return _resumed(state, Resumed(event.sample))


def _recording_failed(state: State, event: RecordingFailed) -> Step:
    return replace(state, notice=event.reason), ()


_DUE: dict[Phase, tuple[Callable[[State], Step], ...]] = {
    Phase.CHECKLIST: (talk_over.talked_over,),
    Phase.ASKING: (talk_over.talked_over, cutting_in.run_over),
    Phase.LISTENING: (listening.time_is_up, cutting_in.overdue, talk_over.say_again, listening.silence),
    Phase.THINKING: (talk_over.talked_over, asking.acknowledge),
}

_HANDLERS = cast(
    dict[type, Callable[[State, Any], Step]],
    {
        SessionStarted: _started,
        ChecklistTicked: _ticked,
        ChecklistDone: _checklist_done,
        WordsCommitted: _words,
        TurnEnded: _turn_ended,
        AnswerTyped: listening.answer_typed,
        SpeechStarted: talk_over.speech_started,
        SpeechStopped: _speech_stopped,
        Lull: listening.lull,
        PauseHeard: _pause_heard,
        PartialHeard: listening.partial_heard,
        PlaybackStarted: asking.playback_started,
        PlaybackEnded: _playback_ended,
        ProbeWorded: asking.probe_worded,
        Tick: _tick,
        Paused: _paused,
        Resumed: _resumed,
        MuteChanged: _mute,
        TalkKeyChanged: _talk_key,
        ThinkRequested: _think,
        RepeatRequested: _repeat,
        ViewChanged: _view,
        EndRequested: _end,
        DeviceLost: _lost,
        DeviceRestored: _restored,
        RecordingFailed: _recording_failed,
    },
)
