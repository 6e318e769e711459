"""Cutting in: when the floor is taken from an answer that drifts, how, and when it is given back. Pure.

What earns an interruption is for the analysis to say. Here it is armed, waits a moment for the end of a clause, as
a person does, and is called off when the candidate comes to the point by himself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from interviewer.analysis.abstraction import cut_in as drift
from interviewer.analysis.cues import cues
from interviewer.analysis.findings import AnswerAnalysis, CutIn, ProbeCode, Sentence
from interviewer.answer import heard, judged
from interviewer.asking import Step, ask, pick
from interviewer.events import FinishTurn, OpenTurn, SoftenSaying, StopSaying, Strictness
from interviewer.state import Armed, Phase, State, Turn, seconds_between, story_turns, with_turn
from interviewer.time_to_think import SAME_WORD
from speech.endpoint import HANGING


@dataclass(frozen=True, slots=True)
class Manner:
    """How readily an interviewer cuts in."""

    per_story: int
    between: float
    """Seconds from one cut-in to the next at least."""
    patience: float
    """Seconds an interruption that is due waits for the end of a clause."""


MANNERS: dict[Strictness, Manner] = {
    "patient": Manner(0, 0.0, 0.0),
    "standard": Manner(2, 40.0, 1.2),
    "strict": Manner(4, 20.0, 0.6),
}
NOT_BEFORE = 7.0
"""Seconds an answer is heard at least. The earliest of 97 labelled interruptions comes after 11 s; two sentences
that fill less are a way of beginning."""
DRIFT = 24
"""Words of generality or supposing at least. The shortest two labelled sentences have 28; where the recogniser makes
two sentences of one, there is less to cut in on."""
AS_TWO = 32
"""Words of one general sentence that count as two: where the speaker stopped, the recogniser may have put a comma.
In answers that are to be heard out, the longest has 23."""
SETUP = 50.0
"""Seconds a set-up may take (codebook). Its 125 words are for what is written: a quick speaker has said them before."""
SILENCE = 0.4
"""Seconds of silence that end a sentence. Whisper closes many a sentence at a shorter lull within it: 0.3 s is a
voice's comma."""
CONFIRMED_WITHIN = 2.2
"""Seconds from the end of a sentence in which the words that follow are heard, where somebody speaks on."""
SOFTEN_AFTER = 1.0
"""Seconds of voice over a cut-in before the interviewer lowers its own."""
GIVE_BACK_AFTER = 0.8
"""Seconds of voice over the lowered voice before it stops, and the answer goes on."""
_A_START = 5
"""Words of an unfinished sentence from which on it can be told what it is about."""
_GENERAL = frozenset({"ABSTRACT", "HYPO"})
_ACTS = frozenset({"i_act", "we_act", "they_act", "dated"})
"""Cues of something that happened."""

_MAY_BE_GENERAL = frozenset({ProbeCode.REFLECTION})
_MAY_SUPPOSE = frozenset(
    {ProbeCode.TRADEOFF, ProbeCode.STAKES, ProbeCode.ISOLATION, ProbeCode.CUSTOMER, ProbeCode.OPPOSING_VIEW}
)
"""Asked what would have happened, one answers with "would"."""


# ---------------------------------------------------------------- when
def weigh(state: State, turn: Turn) -> State:
    """Arm an interruption, keep it armed, or call it off, by what has been heard of the answer so far.

    `turn` may hold words that are not committed; what they armed, words committed before them do not call off.
    """
    armed, found = state.armed, _due(state, turn)
    if found is None:
        over = armed is not None and (armed.turn != turn.index or turn.answer_end >= armed.ends - SAME_WORD)
        return replace(state, armed=None) if over else state
    sentence = turn.analysis.sentences[found.after_sentence]
    since = armed.since if armed is not None and armed.turn == turn.index else state.now
    sure = found.after_sentence + 1 < len(turn.analysis.sentences)
    new = Armed(turn.index, found.reason, sentence.end, since, quotable(sentence), sure)
    return state if new == armed else replace(state, armed=new)


def _due(state: State, turn: Turn) -> CutIn | None:
    """The interruption this answer has earned and not yet had, if now is the time for one."""
    manner = MANNERS[state.strictness]
    so_far = sum(told.cut_ins for told in story_turns(state))
    if so_far >= manner.per_story or state.holding or state.talk_key or state.ending or state.typed:
        return None
    if state.left <= state.spec.wrap_up_seconds:
        return None
    if state.cut_in_at >= 0 and seconds_between(state.cut_in_at, state.now) < manner.between:
        return None
    found = earned(turn)
    if found is None or not _fits(turn, found):
        return None
    if found.reason != "LONG_SETUP" and _drifted(turn.analysis, found.after_sentence) < DRIFT:
        return None
    told = max(sentence.end for sentence in turn.analysis.sentences if sentence.complete)
    least = SETUP if found.reason == "LONG_SETUP" else NOT_BEFORE
    return found if seconds_between(turn.answer_start, told) >= least else None


def earned(turn: Turn) -> CutIn | None:
    """The first drift in the answer that the candidate has not come out of by himself."""
    analysis, at = turn.analysis, turn.listened_to
    while True:
        found = _first(analysis, at)
        if found is None:
            return None
        after = _concrete_from(analysis, found)
        if after is None:
            last = found.after_sentence + 1 == len(analysis.sentences)
            return None if last and _cut_short(analysis.sentences[-1]) else found
        at = after


def _first(analysis: AnswerAnalysis, at: int) -> CutIn | None:
    """The first drift from this sentence on: the analysis's, or one sentence as long as two."""
    found = analysis.cut_in
    if at:
        found = drift(analysis.sentences[at:], analysis.sections[at:], analysis.facets[at:])
    before = at + found.after_sentence if found is not None else len(analysis.sentences)
    for i in range(at, before):
        if _long_and_general(analysis.sentences[i], analysis.facets[i]):
            return CutIn(i, "HYPOTHETICAL" if "HYPO" in analysis.facets[i] else "ABSTRACTION")
    return CutIn(before, found.reason) if found is not None else None


def _long_and_general(sentence: Sentence, facets: tuple[str, ...]) -> bool:
    if not sentence.complete or len(sentence.words) < AS_TWO or not facets:
        return False
    return _GENERAL.issuperset(facets) and _ACTS.isdisjoint(cues(sentence.text))


def _concrete_from(analysis: AnswerAnalysis, found: CutIn) -> int | None:
    """The sentence with which the candidate came to the point after a drift: an own act, or two without any of it."""
    later = range(found.after_sentence + 1, len(analysis.sentences))
    for i in later:
        sentence = analysis.sentences[i]
        enough = sentence.complete or len(sentence.words) >= _A_START
        if (
            enough
            and not _general(analysis, i)
            and ("OWN_ACT" in analysis.facets[i] or "i_act" in cues(sentence.text))
        ):
            return i
    if found.reason == "LONG_SETUP":
        return None
    for one, other in pairwise(later):
        if (
            analysis.sentences[other].complete
            and not _general(analysis, one)
            and not _general(analysis, other)
        ):
            return one
    return None


def _general(analysis: AnswerAnalysis, index: int) -> bool:
    return not _GENERAL.isdisjoint(analysis.facets[index])


def _drifted(analysis: AnswerAnalysis, index: int) -> int:
    """Words of the run of general sentences around this one; an unfinished one does not count."""
    first = last = index
    while first > 0 and _general(analysis, first - 1):
        first -= 1
    while last + 1 < len(analysis.sentences) and _general(analysis, last + 1):
        last += 1
    return sum(len(sentence.words) for sentence in analysis.sentences[first : last + 1] if sentence.complete)


def _fits(turn: Turn, found: CutIn) -> bool:
    """Whether this is a drift, given what was asked."""
    if turn.purpose == "wrap_up" or turn.probe in _MAY_BE_GENERAL:
        return False
    if turn.part is not None and "reflection" in turn.part.evidence:
        return False
    if found.reason == "LONG_SETUP":
        return turn.purpose in ("question", "cut_in")
    return found.reason != "HYPOTHETICAL" or turn.probe not in _MAY_SUPPOSE


def _cut_short(sentence: Sentence) -> bool:
    """Whisper closes a sentence that is broken off, too: nobody ends one on "and then the"."""
    return sentence.words[-1].text.strip(".,;:!?\"'()-…").lower() in HANGING


def at_boundary(state: State) -> Step:
    """The voice falls silent for a moment: what is surely due is said now."""
    return (
        _cut_in(state, state.armed)
        if state.armed is not None and state.armed.sure and _open(state)
        else (state, ())
    )


def after_pause(state: State, silence: float) -> Step:
    """The words up to a lull have been weighed. `silence`: its seconds, 0 where it was too short to be told."""
    armed = state.armed
    if armed is None or not _open(state):
        return state, ()
    return _cut_in(state, armed) if armed.sure or silence >= SILENCE else (state, ())


def overdue(state: State) -> Step:
    """Checked as time passes: a silence that ends a sentence, or a candidate who rattles on without any."""
    armed = state.armed
    if armed is None or not _open(state):
        return state, ()
    if armed.sure:
        waited = seconds_between(armed.since, state.now) >= MANNERS[state.strictness].patience
    else:
        waited = seconds_between(armed.ends, state.now) >= CONFIRMED_WITHIN
    back = state.spoken_since if state.speaking else state.now
    its_own = not state.speaking or state.quiet_since >= armed.ends - SAME_WORD
    silent = its_own and seconds_between(state.quiet_since, back) >= SILENCE
    return _cut_in(state, armed) if silent or waited else (state, ())


def _open(state: State) -> bool:
    armed, turn = state.armed, state.turn
    listening = state.phase is Phase.LISTENING and not state.paused and not state.holding
    return listening and armed is not None and turn is not None and armed.turn == turn.index


# ---------------------------------------------------------------- how
def _cut_in(state: State, armed: Armed) -> Step:
    """Take the floor; what the candidate still says of the answer is kept with it."""
    turn = state.turn
    lines = tuple(
        line for spec in state.spec.cut_ins if spec.reason == armed.reason for line in spec.wordings
    )
    lines = tuple(line for line in lines if armed.ground or "{ground}" not in line)
    unused = tuple(line for line in lines if not _was_said(line, state.said)) or lines
    unused = tuple(line for line in unused if "{ground}" in line) or unused
    if turn is None or not unused:
        return replace(state, armed=None), ()
    ended = replace(
        heard(turn, (), finished=True), cut_in_on=True, cut_ins=turn.cut_ins + 1, ended_at=state.now
    )
    state = with_turn(replace(state, armed=None, cut_in_at=state.now), judged(ended))
    line = pick(unused, state).replace("{ground}", armed.ground)
    state, commands = ask(state, line, "cut_in")
    return state, (*commands, FinishTurn())


def _was_said(wording: str, said: tuple[str, ...]) -> bool:
    first, _, last = wording.partition("{ground}")
    return any(line.startswith(first) and line.endswith(last) for line in said)


def quotable(sentence: Sentence) -> str:
    """The sentence, or its first clause, where it is short enough to be said back and was clearly heard."""
    words = list(sentence.words)
    while words and words[0].text.lower().strip(",.") in _LEADS:
        words.pop(0)
    end = next(
        (i + 1 for i, word in enumerate(words) if word.text.endswith((",", ";", ".", "!", "?"))), len(words)
    )
    clause = words[:end]
    if not _SHORTEST_QUOTE <= len(clause) <= _LONGEST_QUOTE or min(w.probability for w in clause) < _CLEARLY:
        return ""
    text = " ".join(word.text for word in clause).strip(".,;!?")
    return text if '"' not in text else ""


_LEADS = frozenset(["and", "so", "but", "well", "or", "because", "honestly", "basically", "um", "uh"])
_SHORTEST_QUOTE, _LONGEST_QUOTE = 4, 9
"""Words."""
_CLEARLY = 0.85
"""The recogniser's probability from which on a word is said back to the one who said it."""


# ---------------------------------------------------------------- and when the candidate does not yield
def run_over(state: State) -> Step:
    """Checked as time passes: over a cut-in that is not heeded the voice is lowered, then the floor given back."""
    saying = state.saying
    if saying is None or not state.run_over:
        return state, ()
    over = seconds_between(max(saying.started_at, state.spoken_since), state.now)
    if over >= SOFTEN_AFTER + GIVE_BACK_AFTER:
        return _give_back(state)
    if over < SOFTEN_AFTER or saying.softened:
        return state, ()
    return replace(state, saying=replace(saying, softened=True)), (SoftenSaying(saying.utterance_id),)


def _give_back(state: State) -> Step:
    """The candidate has the floor: nothing was asked, the answer is open again, and its drift is let be."""
    *before, asked = state.turns
    answer = heard(before[-1], asked.words, finished=False)
    told = len(answer.analysis.sentences)
    answer = replace(answer, ended_at=-1, outcome=None, listened_to=told, reopened_at=state.now)
    state = replace(
        state, turns=(*before[:-1], answer), phase=Phase.LISTENING, quiet_since=state.now, saying=None
    )
    return state, (StopSaying(), OpenTurn(answer.index))
