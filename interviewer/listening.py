"""The candidate's side of the conversation: words arrive, are analysed, and the answer ends or is cut in on."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.ahead import work_ahead
from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import Gap, ProbeCode
from interviewer.analysis.sentences import from_text, split
from interviewer.asking import Step, ask, finish, interrupted, listen, next_move, pick, say
from interviewer.events import AnswerTyped, Command, FinishTurn, HoldTurn, PrimeMind
from interviewer.outcomes import outcome
from interviewer.state import Phase, State, Turn, dialogue, story_turns, with_turn
from speech.events import SAMPLE_RATE, SpeechStopped, TurnEnded, Word, WordsCommitted

NUDGES_AFTER = (20.0, 45.0)
"""Seconds of silence before the first word: first a neutral line, then the question again."""
CUT_IN_LIMIT = {"patient": 0, "standard": 2, "strict": 4}
"""How often the interviewer cuts in during one story."""

_GIVES_A_FIGURE = frozenset(
    {
        ProbeCode.BASELINE,
        ProbeCode.ISOLATION,
        ProbeCode.EVIDENCE,
        ProbeCode.STAKES,
        ProbeCode.TRADEOFF,
        ProbeCode.EXACT_WORDS,
        ProbeCode.REFLECTION,
    }
)
"""The figure in such an answer is a baseline, a share or a size itself, no result told without one."""

_ASKS_TO_REPEAT = re.compile(
    r"\b(repeat|say (that|it) again|(didn't|did not) (catch|hear)|what was the question|pardon)\b",
    re.IGNORECASE,
)
_ASKS_FOR_TIME = re.compile(
    r"\b(let me think|give me (a|one) (second|moment|minute)|(one|just a) (moment|second)|bear with me)\b[.,]?$",
    re.IGNORECASE,
)


# ---------------------------------------------------------------- voice activity
def speech_stopped(state: State, event: SpeechStopped) -> Step:
    state = replace(state, speaking=False, quiet_since=event.sample)
    turn = state.turn
    if turn is None or not turn.words or state.phase is not Phase.LISTENING or state.paused:
        return state, ()
    return _work_ahead(state, turn)


def _work_ahead(state: State, turn: Turn) -> Step:
    return work_ahead(state, lambda: with_turn(state, end_turn(turn, turn.answer_end)))


# ---------------------------------------------------------------- words
def words_committed(state: State, event: WordsCommitted) -> Step:
    if state.phase is Phase.CHECKLIST:
        return state, ()
    turn = state.turn
    if turn is None or not event.words or state.phase is Phase.ENDED:
        return state, ()
    state, words = _late_words(state, turn, event.words)
    if not words:
        return state, ()
    before = len([s for s in turn.analysis.sentences if s.complete])
    turn = heard(turn, words, finished=False)
    state = with_turn(state, turn)
    if state.phase is not Phase.LISTENING or state.paused:
        return state, ()
    commands: list[Command] = []
    if _ASKS_FOR_TIME.search(turn.text) and not state.holding:
        state = replace(state, holding=True)
        commands.append(HoldTurn(True))
    if len([s for s in turn.analysis.sentences if s.complete]) > before:
        commands.append(prime(state))
        state, more = _work_ahead(state, turn)
        commands += more
        if _cut_in_due(state, turn):
            state, more = cut_in(state, turn)
            return state, (*commands, *more)
    return state, tuple(commands)


def _late_words(state: State, turn: Turn, words: tuple[Word, ...]) -> tuple[State, tuple[Word, ...]]:
    """Words spoken before the present question was asked belong to the answer before; the others come back."""
    if turn.words:
        return state, words
    if turn.index == 0:  # the end of the checklist's "let's go"
        return state, tuple(word for word in words if word.start >= turn.asked_at)
    unsaid = state.saying is not None and state.saying.started_at < 0
    late = tuple(word for word in words if unsaid or word.start < turn.asked_at)
    if not late:
        return state, words
    before = state.turns[turn.index - 1]
    kept = _judged(heard(before, late, finished=True))
    return with_turn(state, replace(kept, ended_at=max(kept.ended_at, late[-1].end))), words[len(late) :]


def heard(turn: Turn, words: tuple[Word, ...], *, finished: bool) -> Turn:
    """The turn with these words added and analysed.

    Of a follow-up only what is said is noted: what it leaves out, the story may hold elsewhere.
    """
    every = (*turn.words, *words)
    told = turn.purpose == "question"
    analysis = analyse(split(every), finished=finished, question=turn.question, absences=told)
    if turn.probe in _GIVES_A_FIGURE:
        findings = tuple(f for f in analysis.findings if f.code is not Gap.NO_BASELINE)
        analysis = replace(analysis, findings=findings, gaps=tuple(dict.fromkeys(f.code for f in findings)))
    return replace(turn, words=every, analysis=analysis)


def prime(state: State) -> PrimeMind:
    """Let the model read what has been said so far."""
    return PrimeMind(story_turns(state)[0].question, dialogue(state), state.level.name, state.company)


def _cut_in_due(state: State, turn: Turn) -> bool:
    so_far = sum(t.cut_in_on for t in story_turns(state))
    allowed = so_far < CUT_IN_LIMIT[state.strictness] and not turn.cut_in_on and not state.talk_key
    return allowed and turn.analysis.cut_in is not None and state.left > state.spec.wrap_up_seconds


def cut_in(state: State, turn: Turn) -> Step:
    """Take the floor while the answer drifts; what the candidate still says of it is kept."""
    reason = turn.analysis.cut_in.reason if turn.analysis.cut_in else "ABSTRACTION"
    lines = tuple(line for spec in state.spec.cut_ins if spec.reason == reason for line in spec.wordings)
    unused = tuple(line for line in lines if line not in state.said) or lines
    if not unused:
        return state, ()
    ended = replace(heard(turn, (), finished=True), cut_in_on=True, ended_at=state.now)
    state = with_turn(state, _judged(ended))
    state, commands = ask(state, pick(unused, state), "cut_in")
    return state, (FinishTurn(), *commands)


# ---------------------------------------------------------------- the end of an answer
def turn_ended(state: State, event: TurnEnded) -> Step:
    turn = state.turn
    if turn is None or state.phase is not Phase.LISTENING or state.paused:
        return state, ()
    if state.ending == "asked":
        return finish(with_turn(state, end_turn(turn, event.speech_end)), "asked")
    if not turn.words:
        return listen(state)
    if len(turn.words) <= 14 and _ASKS_TO_REPEAT.search(turn.text):
        state = with_turn(state, replace(turn, words=(), analysis=analyse((), finished=False)))
        return repeat(state)
    state = with_turn(replace(state, speaking=False), end_turn(turn, event.speech_end))
    return next_move(state)


def end_turn(turn: Turn, speech_end: int) -> Turn:
    """The turn closed, analysed as finished, its outcome judged."""
    return _judged(replace(heard(turn, (), finished=True), ended_at=max(speech_end, turn.answer_end)))


def _judged(turn: Turn) -> Turn:
    if turn.probe is None:
        return turn
    return replace(turn, outcome=outcome(turn.probe, turn.text, turn.ground, forgotten=turn.forgotten))


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
