"""What will be asked next, chosen and worded before it is needed: while the candidate still speaks. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from interviewer import probes
from interviewer.analysis.findings import ProbeCode
from interviewer.asking_parts import likely_lines
from interviewer.events import Command, DropProbe, PrepareLines, ProbeBrief, WordProbe
from interviewer.guardrails.consistency import conflicts
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
    with_turn,
)
from speech.events import SAMPLE_RATE
from speech.sentences import split_sentences

Step = tuple[State, tuple[Command, ...]]

AHEAD_EVERY = 9.0
"""Seconds between two wordings while the candidate speaks: one takes a core for three, and the model must also read
what is being said, or it cannot weigh its end."""
AT_HAND = 2
"""Probes that are worded ahead: what is due first changes with the last sentence more often than the first two."""
NEARLY_DUE = 4
"""Places in the order of what is due, among which what is worded already goes first."""
SHELF = 5
"""Wordings kept during an answer, those that stopped being due included: many become due again."""
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
        conflicts=conflicts(whole, state.known),
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
        exact=choice.exact,
    )
    pending = Pending(
        f"p{counter}", choice.code, choice.ground, choice.second_try, choice.forgotten, state.now
    )
    return replace(state, counter=counter), pending, WordProbe(pending.request_id, brief)


# ---------------------------------------------------------------- what will be wanted
def work_ahead(state: State, end: Callable[[], State], *, pausing: bool = False) -> Step:
    """Have the probes worded that may be due if the answer ended now, as it does in the state `end` gives.

    Args:
        pausing: the candidate pauses, which may be the end: nothing waits.

    The candidate goes on speaking meanwhile. To end the answer and to choose is to analyse the whole story, at
    every sentence and pause: that is left for when it can matter.
    """
    turn = state.turn
    if state.typed or state.ending or turn is None:
        return state, ()
    if state.left < state.spec.wrap_up_seconds:
        return _without_probe(state)
    if turn.purpose == "question" and len(turn.analysis.sentences) < AHEAD_FROM:
        return state, ()
    if not pausing and _too_soon(state):
        return state, ()
    choices = probes.ranked(context(end()))[:AT_HAND]
    if not choices:
        return _without_probe(state)
    return fill(replace(state, wanted=tuple(choices), looked_ahead=state.now), pausing=pausing)


def _without_probe(state: State) -> Step:
    """No probe is due after this answer: what is said instead is synthesised, once an answer."""
    if state.looked_ahead >= 0:
        return state, ()
    spec = state.spec
    lines = (
        *likely_lines(state),
        *spec.wrap_ups,
        *spec.openings[state.story + 1 : state.story + 2],
        spec.closing,
    )
    return replace(state, looked_ahead=state.now), (PrepareLines(lines),)


def after_question(state: State) -> Step:
    """While a probe is being said: what comes next if it is answered, and if it is dodged.

    Most replies are shorter than a wording takes, so this is begun before they are.
    """
    turn = state.turn
    if state.typed or turn is None or turn.probe is None or state.left < state.spec.wrap_up_seconds:
        return state, ()
    outcomes: tuple[Outcome, ...] = ("answered", "dodged")
    firsts = [probes.choose(context(with_turn(state, replace(turn, outcome=o)))) for o in outcomes]
    state, commands = fill(replace(state, wanted=tuple(choice for choice in firsts if choice is not None)))
    lines = likely_lines(state)  # after a probe it may be the turn of another part of the opening question
    return state, (*commands, PrepareLines(lines)) if lines else commands


def fill(state: State, *, pausing: bool = False) -> Step:
    """Have the first wanted probe worded that is not on the shelf; one at a time, each takes both cores."""
    shelf = tuple(p for p in state.shelf if p.ready or any(p.asks == c.asks for c in state.wanted))
    dropped = tuple(DropProbe(p.request_id) for p in state.shelf if p not in shelf)
    state = replace(state, shelf=shelf)
    missing = [c for c in state.wanted if all(c.asks != p.asks for p in shelf)]
    if not missing or not all(p.ready for p in shelf) or (not pausing and _too_soon(state)):
        return state, dropped
    state, pending, command = word(state, missing[0])
    state = replace(state, worded_at=state.now)
    ready = [p for p in shelf if any(p.asks == c.asks for c in state.wanted)]
    others = [p for p in shelf if p not in ready]
    kept = (*others, *ready)[-(SHELF - 1) :]
    return replace(state, shelf=(*kept, pending)), (*dropped, command)


def _too_soon(state: State) -> bool:
    """Whether the candidate speaks and the model has just worded something."""
    return state.speaking and _within(state, state.worded_at, AHEAD_EVERY)


def _within(state: State, sample: int, seconds: float) -> bool:
    return sample >= 0 and state.now - sample < seconds * SAMPLE_RATE


def with_shelf_of(state: State, told: State) -> State:
    """The state with what the other, in which more had been said, wanted and began."""
    return replace(
        state,
        shelf=told.shelf,
        wanted=told.wanted,
        looked_ahead=told.looked_ahead,
        worded_at=told.worded_at,
        counter=told.counter,
    )


def at_hand(state: State, choices: list[probes.Choice]) -> tuple[probes.Choice, Pending | None]:
    """The probe to ask now that the answer is over, with its wording where there is one or soon will be.

    What is worded already is asked rather than something a little more due in two seconds, unless that takes
    up what was just said.
    """
    due = choices[0]
    eligible = [due] if due.pressing else choices[:NEARLY_DUE]
    for ready in (True, False):
        for choice in eligible:
            for pending in state.shelf:
                if pending.asks == choice.asks and bool(pending.ready) is ready:
                    return choice, pending
    return due, None


def shelve(state: State, pending: Pending) -> State:
    """Keep a wording for when it may be due again."""
    others = tuple(p for p in state.shelf if p.asks != pending.asks)
    return replace(state, shelf=(*others, pending)[-SHELF:])


def ready_only(state: State) -> Step:
    """What is being worded for later makes way for what is due."""
    unready = tuple(DropProbe(p.request_id) for p in state.shelf if not p.ready)
    return replace(state, shelf=tuple(p for p in state.shelf if p.ready), wanted=()), unready


def cleared(state: State) -> tuple[State, tuple[Command, ...]]:
    """Nothing is being worded ahead any more; of what is worded, this story's stays but what is asked now."""
    state, unready = ready_only(state)
    story = state.turns[-2].story if len(state.turns) > 1 else -1
    asked = state.turn
    kept = tuple(
        p for p in state.shelf if asked is not None and asked.story == story and p.ready != asked.question
    )
    return replace(state, shelf=kept, looked_ahead=-1), unready


def lines_to_prepare(state: State) -> PrepareLines:
    """What has to come at once when it comes: acknowledgements and cut-ins."""
    spec = state.spec
    cut_ins = (wording for cut in spec.cut_ins for wording in cut.wordings)
    return PrepareLines((*spec.acknowledgements, *(_without_quote(wording) for wording in cut_ins)))


def _without_quote(wording: str) -> str:
    """The sentences of a wording that are the same whatever the candidate said."""
    return " ".join(sentence for sentence in split_sentences(wording) if "{ground}" not in sentence)
