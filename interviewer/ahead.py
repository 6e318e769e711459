"""What will be asked next, chosen and worded before it is needed: while the candidate still speaks. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from interviewer import probes
from interviewer.analysis.findings import ProbeCode
from interviewer.events import Command, DropProbe, PrepareLines, ProbeBrief, WordProbe
from interviewer.missing import after_questions
from interviewer.outcomes import Outcome
from interviewer.state import (
    Pending,
    State,
    account_analysis,
    account_turns,
    dialogue,
    story_analysis,
    story_turns,
)
from speech.events import SAMPLE_RATE
from speech.sentences import split_sentences

Step = tuple[State, tuple[Command, ...]]

AHEAD_EVERY = 6.0
"""Seconds between two probes worded ahead while the candidate speaks: each takes both cores for two or three."""
AHEAD_IN_PAUSE = 1.5
"""The same in a pause, which may be the end."""
AHEAD_FROM = 3
"""Sentences of an opening answer before its probe is worded ahead; shorter ones are hardly ever over."""


def context(state: State) -> probes.ProbeContext:
    """What the policy needs to know of the session."""
    turns = story_turns(state)
    asked = tuple(
        probes.AskedProbe(turn.probe, turn.ground, turn.outcome, turn.forgotten)
        for turn in turns
        if turn.probe is not None and turn.outcome is not None
    )
    best: dict[ProbeCode, Outcome] = {}
    for probe in asked:
        if best.get(probe.code) != "answered":
            best[probe.code] = probe.outcome
    account = account_analysis(state)
    told = account_turns(turns)
    whole = account if told == turns else story_analysis(state, finished=True)
    answers = [turn.analysis for turn in turns if turn not in told]
    turn = state.turn
    return probes.ProbeContext(
        story=after_questions(account, whole, best, answers),
        account_ends=account.sentences[-1].end if account.sentences else -1,
        asked=asked,
        last_answer=turn.text if turn else "",
        seconds_left=state.left - state.spec.wrap_up_seconds,
        max_probes=state.spec.max_probes_per_story,
        priority=tuple(ProbeCode(code) for code in state.spec.probe_priority),
    )


def word(state: State, choice: probes.Choice) -> tuple[State, Pending, WordProbe]:
    """The command that has a chosen probe worded, and what is waited for."""
    counter = state.counter + 1
    turns = story_turns(state)
    wordings = tuple(
        line for probe in state.spec.probes if probe.code == choice.code.value for line in probe.wordings
    )
    if choice.forgotten:
        wordings = state.spec.number_forgotten
    brief = ProbeBrief(
        code=choice.code,
        question=turns[0].question,
        dialogue=dialogue(state),
        ground=choice.ground,
        asked=state.said,
        level=state.level.name,
        company=state.company,
        second_try=choice.second_try,
        fallbacks=wordings,
        forgotten=choice.forgotten,
    )
    pending = Pending(
        f"p{counter}", choice.code, choice.ground, choice.second_try, choice.forgotten, state.now
    )
    return replace(state, counter=counter), pending, WordProbe(pending.request_id, brief)


def work_ahead(state: State, end: Callable[[], State]) -> Step:
    """Have the probe worded that would be due if the answer ended now, as it does in the state `end` gives.

    The candidate goes on speaking meanwhile. What turns out not to be due is dropped. To end the answer and to
    choose is to analyse the whole story, at every sentence and pause: that is left for when it can matter.
    """
    turn, ahead = state.turn, state.ahead
    if state.typed or state.ending or turn is None or state.left < state.spec.wrap_up_seconds:
        return state, ()
    if turn.purpose == "question" and len(turn.analysis.sentences) < AHEAD_FROM:
        return state, ()
    between = AHEAD_EVERY if state.speaking else AHEAD_IN_PAUSE
    if ahead is not None and state.now - ahead.asked_at < between * SAMPLE_RATE:
        return state, ()
    choice = probes.choose(context(end()))
    if choice is None or (ahead is not None and same(ahead, choice)):
        return state, ()
    state, dropped = without_ahead(state)
    state, pending, command = word(state, choice)
    return replace(state, ahead=pending), (*dropped, command)


def same(ahead: Pending, choice: probes.Choice) -> bool:
    asks = (choice.code, choice.ground, choice.second_try, choice.forgotten)
    return (ahead.code, ahead.ground, ahead.second_try, ahead.forgotten) == asks


def without_ahead(state: State) -> tuple[State, tuple[Command, ...]]:
    """Nothing is worded ahead any more."""
    ahead = state.ahead
    dropped = () if ahead is None or ahead.ready else (DropProbe(ahead.request_id),)
    return replace(state, ahead=None), dropped


def lines_to_prepare(state: State) -> PrepareLines:
    """What has to come at once when it comes: acknowledgements and cut-ins."""
    spec = state.spec
    cut_ins = (wording for cut in spec.cut_ins for wording in cut.wordings)
    return PrepareLines((*spec.acknowledgements, *(_without_quote(wording) for wording in cut_ins)))


def _without_quote(wording: str) -> str:
    """The sentences of a wording that are the same whatever the candidate said."""
    return " ".join(sentence for sentence in split_sentences(wording) if "{ground}" not in sentence)
