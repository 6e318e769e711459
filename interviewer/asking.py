"""The interviewer's side of the conversation: what is said next, and what follows when it has been said."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from content.schema import Part
from interviewer import probes
from interviewer.ahead import after_question, at_hand, cleared, context, fill, ready_only, word
from interviewer.analysis.findings import ProbeCode
from interviewer.asking_parts import part_due, part_question
from interviewer.events import (
    CloseTurn,
    Command,
    DropProbe,
    Finish,
    HoldTurn,
    HurryProbe,
    OpenTurn,
    PrepareLines,
    ProbeWorded,
    Purpose,
    Say,
    StopSaying,
)
from interviewer.state import (
    Pending,
    Phase,
    Saying,
    State,
    Turn,
    with_turn,
)
from interviewer.wording import fallback
from speech.events import SAMPLE_RATE, PlaybackEnded, PlaybackStarted

Step = tuple[State, tuple[Command, ...]]

ACKNOWLEDGE_AFTER = 0.1
"""Seconds a probe may be awaited before a neutral acknowledgement takes the floor."""
LAST_ANSWER = 25.0
"""Seconds a last short question and its answer need."""


def pick(lines: tuple[str, ...], state: State) -> str:
    """Another of the lines each time, the same again when the session is replayed."""
    return lines[(sum(state.session_id.encode()) + len(state.turns)) % len(lines)] if lines else ""


def say(
    state: State, text: str, purpose: Purpose, probe: ProbeCode | None = None, ground: str = ""
) -> tuple[State, Say]:
    """The command that says a line, and the state that knows of it."""
    counter = state.counter + 1
    command = Say(f"u{counter}", text, purpose, probe, ground)
    return replace(state, counter=counter, saying=Saying(command.utterance_id, text, purpose)), command


def ask(
    state: State,
    text: str,
    purpose: Purpose,
    *,
    probe: ProbeCode | None = None,
    ground: str = "",
    second_try: bool = False,
    forgotten: bool = False,
    part: Part | None = None,
    lead_in: str = "",
) -> Step:
    """Begin a new turn with this question. `lead_in` is spoken before it and is not part of the question."""
    turn = Turn(
        index=len(state.turns),
        story=state.story,
        question=text,
        purpose=purpose,
        probe=probe,
        ground=ground,
        second_try=second_try,
        forgotten=forgotten,
        asked_at=state.now,
        heard_by=-1,
        part=part,
    )
    state, command = say(state, f"{lead_in} {text}".strip(), purpose, probe, ground)
    state = replace(
        state,
        phase=Phase.ASKING,
        turns=(*state.turns, turn),
        said=(*state.said, text),
        pending=None,
        nudges=0,
        holding=state.talk_key,
    )
    state, dropped = cleared(state)
    return state, (*dropped, command)


def ask_opening(state: State, lead_in: str = "") -> Step:
    """The opening question of the current story."""
    return ask(state, state.spec.openings[state.story], "question", lead_in=lead_in)


def close(state: State, reason: Literal["clock", "asked", "complete"]) -> Step:
    """Say the last line; the report follows when it has been heard."""
    state = replace(state, ending=state.ending or reason, phase=Phase.CLOSING, pending=None)
    state, dropped = cleared(state)
    state, command = say(state, state.spec.closing, "wrap_up")
    return state, (*dropped, CloseTurn(), command)


def finish(state: State, reason: Literal["clock", "asked", "complete"]) -> Step:
    """End without a word."""
    state, dropped = cleared(state)
    unasked = (DropProbe(state.pending.request_id),) if state.pending is not None else ()
    unsaid = (StopSaying(),) if state.saying is not None else ()
    state = replace(state, phase=Phase.ENDED, ending=reason, saying=None, pending=None)
    return state, (*dropped, *unasked, *unsaid, CloseTurn(), Finish(reason))


# ---------------------------------------------------------------- after an answer
def next_move(state: State) -> Step:
    """The answer is over: probe it, begin another story, or close."""
    if state.ending:
        return finish(state, "asked") if state.ending == "asked" else close(state, state.ending)
    if state.left < state.spec.wrap_up_seconds:
        return _wrap_up(state)
    choices = probes.ranked(context(state))
    if (part := part_due(state, choices)) is not None:
        return ask(state, part_question(part, state), "probe", part=part)
    if not choices:
        return _next_story(state)
    return _request(state, *at_hand(state, choices))


def _wrap_up(state: State) -> Step:
    """Little time is left: one last short question where it can still be answered, then the end."""
    lines = state.spec.wrap_ups
    if state.wrapped or not lines or state.left < LAST_ANSWER:
        return close(state, "clock")
    return ask(replace(state, wrapped=True), pick(lines, state), "wrap_up")


def _next_story(state: State) -> Step:
    """Another opening question while there are some and time for a whole answer; otherwise the end."""
    if state.story + 1 >= len(state.spec.openings) or state.left < 240:
        return close(state, "complete")
    return ask_opening(replace(state, story=state.story + 1))


def _request(state: State, choice: probes.Choice, shelved: Pending | None) -> Step:
    """Have the probe worded, unless that was done while the answer went on."""
    state = replace(state, phase=Phase.THINKING)
    if shelved is not None and shelved.ready:
        return _ask_pending(state, shelved, shelved.ready)
    state = replace(state, shelf=tuple(p for p in state.shelf if p is not shelved))
    state, dropped = ready_only(state)
    if shelved is not None:
        state = replace(state, pending=replace(shelved, asked_at=state.now))
        return state, (*dropped, HurryProbe(shelved.request_id))
    state, pending, command = word(state, choice)
    state = replace(state, pending=pending)
    if state.typed:
        return state, (*dropped, command)
    ours = PrepareLines((fallback(command.brief),))  # what is asked where the model takes too long
    return state, (*dropped, command, HurryProbe(pending.request_id), ours)


def probe_worded(state: State, event: ProbeWorded) -> Step:
    """The wording is there: say it, or keep it until the answer is over or the acknowledgement has been said."""
    pending = state.pending
    shelved = next((p for p in state.shelf if p.request_id == event.request_id), None)
    if shelved is not None:
        ready = replace(shelved, ready=event.text)
        state, more = fill(replace(state, shelf=tuple(ready if p is shelved else p for p in state.shelf)))
        return state, (PrepareLines((_as_said(state, ready),)), *more)
    if pending is None or pending.request_id != event.request_id:
        return state, ()
    if state.paused or state.saying is not None:
        ready = replace(pending, ready=event.text)
        return replace(state, pending=ready), (PrepareLines((_as_said(state, ready),)),)
    return _ask_pending(state, pending, event.text)


def _as_said(state: State, pending: Pending) -> str:
    """With the words that lead in to a second try."""
    lead = pick(state.spec.second_try_leads, state) if pending.second_try else ""
    return f"{lead} {pending.ready}".strip()


def _ask_pending(state: State, pending: Pending, text: str) -> Step:
    lead = pick(state.spec.second_try_leads, state) if pending.second_try else ""
    return ask(
        state,
        text,
        "probe",
        probe=pending.code,
        ground=pending.ground,
        second_try=pending.second_try,
        forgotten=pending.forgotten,
        lead_in=lead,
    )


def acknowledge(state: State) -> Step:
    """Take the floor with a neutral word while the probe is still being worded; once a turn."""
    pending, lines = state.pending, state.spec.acknowledgements
    waiting = pending is not None and (state.now - pending.asked_at) / SAMPLE_RATE >= ACKNOWLEDGE_AFTER
    last = state.turn
    if not waiting or state.saying is not None or not lines or state.typed or last is None:
        return state, ()
    if state.acknowledged == last.index + 1:
        return state, ()
    state = replace(state, acknowledged=last.index + 1)
    state, command = say(state, pick(lines, state), "acknowledgement")
    return state, (command,)


# ---------------------------------------------------------------- what was heard of it
def playback_started(state: State, event: PlaybackStarted) -> Step:
    saying = state.saying
    if saying is None or saying.utterance_id != event.utterance_id:
        return state, ()
    state = replace(state, saying=replace(saying, started_at=event.sample))
    turn = state.turn
    if state.phase is Phase.ASKING and saying.purpose not in ("repeat", "notice") and turn is not None:
        state = with_turn(state, replace(turn, asked_at=event.sample))
        if state.started_at < 0:
            state = replace(state, started_at=event.sample)
        state, ahead = after_question(state)
        if state.headphones and not state.paused:
            # Nothing of the interviewer's own voice comes in, so an early start of the answer is kept.
            return state, (OpenTurn(turn.index), *ahead)
        return state, ahead
    return state, ()


def playback_ended(state: State, event: PlaybackEnded) -> Step:
    saying = state.saying
    if saying is None or saying.utterance_id != event.utterance_id:
        return state, ()
    state = replace(state, saying=None, quiet_since=event.sample)
    if state.phase in (Phase.CLOSING, Phase.ENDED):
        return finish(state, state.ending or "complete")
    if saying.purpose == "acknowledgement":
        pending = state.pending
        if pending is not None and pending.ready and not state.paused:
            return _ask_pending(state, pending, pending.ready)
        return state, ()
    if state.phase is Phase.CHECKLIST:
        return state, () if state.typed or state.paused else (OpenTurn(0),)
    turn = state.turn
    if turn is None or state.phase is not Phase.ASKING or state.paused:
        return state, ()
    state = with_turn(state, replace(turn, heard_by=event.sample))
    return listen(state)


def listen(state: State) -> Step:
    """Await (or go on with) the answer of the current turn."""
    turn = state.turn
    if turn is None:
        return state, ()
    commands: list[Command] = [] if state.headphones and turn.words else [OpenTurn(turn.index)]
    if state.holding:
        commands.append(HoldTurn(True))
    return replace(state, phase=Phase.LISTENING, quiet_since=state.now), tuple(commands)


def interrupted(state: State) -> Step:
    """The candidate talks over: fall silent. What had been said until then comes with PlaybackEnded."""
    return state, (StopSaying(),)
