"""Voice over voice: the candidate starts to speak while the interviewer speaks, or after the answer seemed over.

A line is held with the first sound of a voice over it. A short one was a "mm-hm", and the line goes on; a longer
one has the floor. Over a line that had only just begun it means that the answer was not over: it is open again.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.ahead import shelve
from interviewer.answer import heard
from interviewer.asking import Step, interrupted, say
from interviewer.backchannel import is_backchannel
from interviewer.events import Command, FinishTurn, HoldSaying, OpenTurn, ResumeSaying, StopSaying
from interviewer.state import Pending, Phase, Saying, State, Turn, seconds_between, with_turn
from speech.events import (
    SAMPLE_RATE,
    PlaybackEnded,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    Word,
    WordsCommitted,
)
from speech.sentences import split_sentences

GIVE_UP_AFTER = 0.9
"""Seconds of voice over the interviewer before it gives its line up; shorter is a "mm-hm". The line is silent
meanwhile, so that who wants the floor has it."""
GO_ON_AFTER = 0.35
"""Seconds of quiet after a "mm-hm" before the line goes on."""
JUST_BEGUN = 1.2
"""Seconds of a line that leave the answer before it open: whoever speaks then had not finished."""
WORDS_WITHIN = 1.0
"""Seconds of quiet in which the words of a short voice are awaited: they tell a "mm-hm" from a "wait," after which
somebody takes a breath. A noise that has none costs the line this pause."""
SAY_AGAIN_AFTER = 2.0
"""Seconds of quiet after a line was given up for a voice that had no words in it, a cough or a laugh."""
NEARLY_OVER = 0.8
"""Share of a line after which "yes" and "right" are its answer."""
ASIDE = 15
"""Words; fewer over an opening question are no story, and what is left of the question is still to be said."""
CHARACTERS_PER_SECOND = 15
"""Of a voice that reads; tells about how long a line takes."""


# ---------------------------------------------------------------- voice
def speech_started(state: State, event: SpeechStarted) -> Step:
    state = replace(state, speaking=True, spoken_since=event.sample)
    if state.paused:
        return state, ()
    if state.saying is not None and _may_be_held(state, state.saying):
        return _hold(state, state.saying, event.sample)
    if state.phase is Phase.THINKING and state.saying is None and state.turn is not None:
        return _open_again(state, state.turn)
    return state, ()


def speech_stopped(state: State, event: SpeechStopped) -> State:
    """The voice over the interviewer, if there was one, is gone for now."""
    saying = state.saying
    if saying is None or saying.over_since < 0:
        return state
    return replace(state, saying=replace(saying, over_until=max(saying.over_since, event.sample)))


def talked_over(state: State) -> Step:
    """Checked as time passes: a held line is given up, or goes on."""
    saying = state.saying
    if saying is None or saying.over_since < 0 or state.paused:
        return state, ()
    voice_ends = saying.over_until if saying.over_until >= 0 else state.now
    if seconds_between(saying.over_since, voice_ends) >= GIVE_UP_AFTER:
        return _give_up(state, saying)
    patience = GO_ON_AFTER if saying.murmured else WORDS_WITHIN
    if saying.over_until >= 0 and seconds_between(saying.over_until, state.now) >= patience:
        return _resume(state, saying)
    return state, ()


def _may_be_held(state: State, saying: Saying) -> bool:
    if saying.purpose == "cut_in" and (saying.started_at < 0 or state.run_over):
        return False  # somebody who is cut in on is speaking already; `cutting_in` has the rules for that
    return state.headphones and state.phase is not Phase.CLOSING and not saying.given_up


def _hold(state: State, saying: Saying, sample: int) -> Step:
    if saying.over_since >= 0:
        return replace(state, saying=replace(saying, over_until=-1, murmured=False)), ()
    state = replace(state, saying=replace(saying, over_since=sample, over_until=-1))
    return state, (HoldSaying(saying.utterance_id),)


def _resume(state: State, saying: Saying) -> Step:
    held_for = saying.held_for + state.now - saying.over_since
    saying = replace(saying, over_since=-1, over_until=-1, murmured=False, held_for=held_for)
    return replace(state, saying=saying), (ResumeSaying(saying.utterance_id),)


def _give_up(state: State, saying: Saying) -> Step:
    if _takes_back(state, saying):
        return _take_back(state, saying)
    return interrupted(replace(state, saying=replace(saying, over_since=-1, given_up=True)))


# ---------------------------------------------------------------- the answer was not over
def _takes_back(state: State, saying: Saying) -> bool:
    """Whether to speak over this line means that the answer before it goes on."""
    if saying.purpose == "acknowledgement":
        return state.phase is Phase.THINKING
    asks = saying.purpose in ("probe", "question", "wrap_up") and state.phase is Phase.ASKING
    follows = len(state.turns) > 1 and not state.turns[-2].cut_in_on
    return asks and follows and _said_for(saying) < JUST_BEGUN


def _take_back(state: State, saying: Saying) -> Step:
    """Nothing was asked: the answer is open again, and what was to be asked is kept in case it is due then."""
    state = replace(state, saying=None)
    if saying.purpose == "acknowledgement" and state.turn is not None:
        state, commands = _open_again(state, state.turn)
        return state, (StopSaying(), *commands)
    *before, asked = state.turns
    said = state.said[:-1] if state.said and state.said[-1] == asked.question else state.said
    if asked.probe is not None:
        kept = Pending(
            f"p{state.counter + 1}",
            asked.probe,
            asked.ground,
            asked.second_try,
            asked.forgotten,
            state.now,
            asked.question,
        )
        state = shelve(replace(state, counter=state.counter + 1), kept)
    wrapped = state.wrapped and saying.purpose != "wrap_up"
    state = replace(state, turns=tuple(before), said=said, wrapped=wrapped, story=before[-1].story)
    answer = heard(before[-1], asked.words, finished=False) if asked.words else before[-1]
    state, commands = _open_again(state, answer)
    return state, (StopSaying(), *commands)


def _open_again(state: State, turn: Turn) -> Step:
    """The candidate goes on after all. A probe that is being worded may still be due when the answer is over."""
    state = with_turn(state, replace(turn, ended_at=-1, outcome=None))
    if state.pending is not None:
        state = shelve(state, state.pending)
    return replace(state, phase=Phase.LISTENING, pending=None), (OpenTurn(turn.index),)


# ---------------------------------------------------------------- the words over a line
def words_over(state: State, event: WordsCommitted) -> tuple[State, WordsCommitted, tuple[Command, ...]]:
    """The words that may be an answer; what was only a "mm-hm" over the interviewer is left out."""
    turn = state.turn
    if turn is None or not event.words:
        return state, event, ()
    over = is_backchannel(word.text for word in event.words)
    over = over and not turn.words and _over_a_line(state, turn, event.words[-1])
    state, commands = known(state, event.words)
    return state, replace(event, words=()) if over else event, commands


def known(state: State, words: tuple[Word, ...]) -> Step:
    """What was said over a held line, committed or not: a "mm-hm" lets it go on, anything else ends it."""
    saying = state.saying
    if saying is None or saying.over_since < 0:
        return state, ()
    over = [word.text for word in words if word.end > saying.over_since]
    if not over:
        return state, ()
    if is_backchannel(over):
        return talked_over(replace(state, saying=replace(saying, murmured=True)))
    return _give_up(state, saying)


def _over_a_line(state: State, turn: Turn, word: Word) -> bool:
    """Whether the word was said while the question was, and not at its very end."""
    saying = state.saying
    if saying is None:
        return word.end <= turn.heard_by - round((1 - NEARLY_OVER) * _length(turn.question) * SAMPLE_RATE)
    if saying.started_at < 0:
        return False
    return seconds_between(saying.started_at, word.start) - seconds_between(
        0, saying.held_for
    ) < NEARLY_OVER * _length(saying.text)


# ---------------------------------------------------------------- lines that were given up
def line_ended(before: State, after: State, event: PlaybackEnded) -> Step:
    """What follows a line besides the usual: what of it is still to be said, and an answer that came early."""
    saying, turn = before.saying, after.turn
    if (
        after.phase is not Phase.LISTENING
        or before.phase is not Phase.ASKING
        or saying is None
        or turn is None
    ):
        return after, ()
    early = after.answered and not after.speaking
    after = replace(after, answered=False, unsaid=rest(saying.text, event.spoken) if saying.given_up else "")
    if not turn.words:
        return after, ()
    return after, (OpenTurn(turn.index), *((FinishTurn(),) if early else ()))


def turn_ended(state: State, _: TurnEnded) -> Step:
    """An answer that ends while its question is still being said is over when the question is.

    One to an opening question that was hardly said is none.
    """
    turn = state.turn
    if state.phase is Phase.ASKING and turn is not None and turn.words:
        return replace(state, answered=True), ()
    state, commands = say_again(state)
    if commands or not state.unsaid or turn is None or state.ending or state.phase is not Phase.LISTENING:
        return state, commands
    if turn.purpose == "question" and 0 < len(turn.words) < ASIDE:
        return _say_rest(state)
    return replace(state, unsaid=""), ()


def say_again(state: State) -> Step:
    """The voice a line was given up for was no answer: it is said again from the sentence that was cut."""
    turn = state.turn
    if (
        not state.unsaid
        or turn is None
        or state.speaking
        or state.paused
        or state.phase is not Phase.LISTENING
    ):
        return state, ()
    if turn.words:
        due = is_backchannel(word.text for word in turn.words)
    else:
        due = seconds_between(state.quiet_since, state.now) >= SAY_AGAIN_AFTER
    if not due:
        return state, ()
    return _say_rest(with_turn(state, replace(turn, words=())))


def _say_rest(state: State) -> Step:
    state, command = say(replace(state, unsaid="", phase=Phase.ASKING), state.unsaid, "repeat")
    return state, (command,)


def rest(text: str, spoken: str) -> str:
    """The line from the beginning of the sentence that was cut; empty when hardly any of it is missing."""
    heard_words = len(spoken.split())
    if heard_words >= NEARLY_OVER * len(text.split()):
        return ""
    sentences = split_sentences(text)
    while sentences and len(sentences[0].split()) <= heard_words:
        heard_words -= len(sentences.pop(0).split())
    return " ".join(sentences)


def _said_for(saying: Saying) -> float:
    """Seconds of a held line that were heard."""
    if saying.started_at < 0:
        return 0.0
    return seconds_between(saying.started_at + saying.held_for, saying.over_since)


def _length(text: str) -> float:
    return len(text) / CHARACTERS_PER_SECOND
