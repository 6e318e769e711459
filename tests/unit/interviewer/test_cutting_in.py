"""Cutting in: when a drift is answered, how, and what happens when the candidate does not yield."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_session import ANSWER, SECOND, Interview, said

from content.library import load_library
from interviewer.analysis.findings import ProbeCode
from interviewer.conductor import _passed_by
from interviewer.events import (
    Command,
    FinishTurn,
    HoldSaying,
    Input,
    OpenTurn,
    Say,
    SoftenSaying,
    StopSaying,
    TalkKeyChanged,
    ThinkRequested,
)
from interviewer.recall import first_state
from interviewer.session import replay, step
from interviewer.state import Phase
from speech.events import (
    Lull,
    PartialHeard,
    PauseHeard,
    PlaybackEnded,
    PlaybackStarted,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    Word,
    WordsCommitted,
)

OPENING = "This was at a parcel company, and our team of nine people ran the checkout for eleven countries. "
DRIFT = (
    "For me disagreement is really about trust in the end, because trust is what a team is made of. "
    "A healthy team is one where anybody can challenge an idea. "
    "People should always challenge the idea and never the person. "
)
EARNED = DRIFT[: DRIFT.index("People")]
"""Its first two sentences, which are enough."""
ACT = "In March I pulled two weeks of logs and I showed them to my director myself. "
MORE = (
    "A good team is always honest about what it believes in. "
    "Honesty should always come first, and leaders should always make room for it. "
)


class Told(Interview):
    """An answer under way, its words arriving as the ear hears them."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.kept: list[Input] = []
        self.hear_out()
        self.do(SpeechStarted(self.now))

    def words(self, text: str) -> tuple[Word, ...]:
        """Spoken now, at 150 words a minute."""
        words = []
        for token in text.split():
            words.append(Word(token, self.now, self.now + 6000, 0.9))
            self.now += 6400
        return tuple(words)

    def commit(self, text: str) -> list[Command]:
        words = self.words(text)
        return self.do(WordsCommitted(self.now, words))

    def pause(self, text: str, *, goes_on: bool = False, after: float = 0.5) -> list[Command]:
        """These words end in a lull, and are heard of before they are committed."""
        words = self.words(text)
        lull = self.now
        out = self.do(Lull(lull))
        self.now += int(after * SECOND)
        return out + self.do(PauseHeard(self.now, lull, words, goes_on))

    def cut_in(self) -> Say:
        """The interviewer cuts in, and is heard to."""
        self.commit(OPENING + DRIFT)
        (line,) = said(self.do(Lull(self.now)))
        self.now += SECOND // 10
        self.do(PlaybackStarted(self.now, line.utterance_id))
        return line


@pytest.fixture
def told() -> Told:
    return Told()


def cut_ins(commands: list[Command]) -> list[Say]:
    return [line for line in said(commands) if line.purpose == "cut_in"]


SETTING = (
    "This was at a parcel carrier with about two thousand people in eleven countries. "
    "Our team sat between the depots and the web shop, and there were nine of us in Rotterdam. "
    "The system itself was quite old, it was a set of services around one large database. "
    "On top of that there was a second system for returns, which belonged to another department. "
    "The two had different release days, and different owners, and different budgets. "
    "At the time there was also a reorganisation going on, so the director was new. "
    "The director came from the retail side and had a different idea of the platform. "
    "There was a product group in Lisbon as well, with a manager and four analysts. "
    "The depots had their own terminals, which were from a supplier in Denmark. "
    "And all of it was"
)


def replayed(told: Told) -> Told:
    """Another one in the same state."""
    other = Told()
    other.state, other.now = told.state, told.now
    return other


# ---------------------------------------------------------------- when
def test_a_drift_is_cut_in_on_at_the_end_of_the_clause(told: Told) -> None:
    assert not cut_ins(told.commit(OPENING + DRIFT)) and told.state.armed is not None
    out = told.do(Lull(told.now))
    assert len(cut_ins(out)) == 1 and FinishTurn() in out
    assert told.state.turns[0].cut_in_on and told.state.phase is Phase.ASKING


def test_somebody_who_rattles_on_is_cut_in_on_without_a_clause_to_wait_for(told: Told) -> None:
    told.commit(OPENING + DRIFT)
    assert not cut_ins(told.wait(0.9))
    assert len(cut_ins(told.wait(0.6))) == 1


def test_words_up_to_a_lull_are_acted_on_before_they_are_committed(told: Told) -> None:
    told.commit(OPENING)
    before = told.state.turns[0].words
    assert len(cut_ins(told.pause(DRIFT))) == 1
    assert told.state.turns[0].words == before
    late = tuple(Word(w, told.now - 900, told.now - 800, 0.9) for w in DRIFT.split())
    told.do(WordsCommitted(told.now, late))
    assert told.state.turns[0].words == before + late and not told.state.turns[1].words


def test_a_stop_that_no_words_follow_is_believed_after_half_a_second_of_silence(told: Told) -> None:
    told.commit(OPENING)
    assert len(cut_ins(told.pause(EARNED))) == 1
    quick = Told()
    quick.commit(OPENING)
    assert not cut_ins(quick.pause(EARNED, after=0.2)) and quick.state.armed is not None
    quick.do(SpeechStopped(quick.now - SECOND // 5))
    assert not cut_ins(quick.do(Lull(quick.now)))
    assert len(cut_ins(quick.wait(0.5))) == 1


def test_it_is_believed_too_where_the_voice_is_back_before_the_words_are(told: Told) -> None:
    told.commit(OPENING)
    words = told.words(EARNED)
    lull = told.now
    told.do(SpeechStopped(lull), SpeechStarted(lull + SECOND // 2))
    told.now += SECOND
    assert len(cut_ins(told.do(PauseHeard(told.now, lull, words, goes_on=True)))) == 1


def test_it_is_believed_too_where_the_words_were_committed_in_the_pause(told: Told) -> None:
    told.commit(OPENING)
    words = told.words(EARNED)
    told.do(SpeechStopped(told.now), SpeechStarted(told.now + SECOND // 4))
    out = told.do(WordsCommitted(told.now + SECOND // 2, words))
    assert not cut_ins(out) and told.state.armed is not None
    told.do(SpeechStopped(told.now), SpeechStarted(told.now + SECOND // 2))
    told.now += SECOND // 2
    assert len(cut_ins(told.wait(0.25))) == 1


def test_where_the_voice_goes_on_the_next_words_tell(told: Told) -> None:
    told.commit(OPENING)
    assert not cut_ins(told.pause(EARNED, goes_on=True))
    assert not cut_ins(told.do(Lull(told.now)) + told.wait(1.2))
    assert len(cut_ins(told.wait(0.7))) == 1  # for want of words
    other = Told()
    other.commit(OPENING)
    begun = other.now
    other.pause(EARNED, goes_on=True)
    heard, other.now = other.now, begun
    other.do(WordsCommitted(heard + SECOND, other.words(EARNED + "And people should")))
    assert other.state.armed is not None and other.state.armed.sure
    assert len(cut_ins(other.do(Lull(other.now)))) == 1


def test_tentative_words_tell_whether_such_a_sentence_is_over(told: Told) -> None:
    told.commit(OPENING)
    begun = told.now
    told.pause(EARNED, goes_on=True)
    heard, told.now = told.now, begun
    over = told.words(EARNED + "And people should")
    told.now = begun
    open_still = told.words(EARNED.rstrip(". ") + " and people should")
    told.now = heard + SECOND
    assert len(cut_ins(replayed(told).do(PartialHeard(told.now, over)))) == 1
    before = told.state
    assert not cut_ins(told.do(PartialHeard(before.now, open_still)))
    assert told.state == before


def test_a_sentence_that_is_broken_off_is_not_over(told: Told) -> None:
    told.commit(OPENING)
    broken = DRIFT.split(". ", maxsplit=1)[0] + ". A healthy team is one where anybody can challenge the."
    assert not cut_ins(told.pause(broken)) and told.state.armed is None


def test_a_stop_that_the_next_words_take_back_ends_no_sentence(told: Told) -> None:
    told.commit(OPENING)
    first, second = DRIFT.split(". ")[:2]
    begun = told.now
    assert not cut_ins(told.pause(f"{first}. A healthy team is one.", goes_on=True))
    assert told.state.armed is not None
    told.now = begun
    assert not cut_ins(told.do(PauseHeard(told.now, told.now, told.words(f"{first}. {second} and"))))
    assert told.state.armed is None


def test_whoever_comes_to_the_point_is_not_cut_in_on(told: Told) -> None:
    told.commit(OPENING + DRIFT)
    assert told.state.armed is not None
    told.commit(ACT)
    assert told.state.armed is None
    assert not cut_ins(told.do(Lull(told.now)) + told.wait(3))


def test_nor_is_one_who_is_just_beginning_to_act(told: Told) -> None:
    told.commit(OPENING + DRIFT)
    words = told.words("In March I pulled two weeks of logs and")
    assert not cut_ins(told.do(PauseHeard(told.now, told.now, words)))
    assert told.state.armed is None
    assert not cut_ins(told.do(Lull(told.now)))


def test_a_concrete_answer_is_heard_out(told: Told) -> None:
    for sentence in ANSWER.split(". "):
        assert not cut_ins(told.pause(sentence.rstrip(".") + "."))
        assert not cut_ins(told.commit(sentence.rstrip(".") + ".") + told.do(Lull(told.now)) + told.wait(1.2))


def test_two_short_sentences_are_a_way_of_beginning(told: Told) -> None:
    short = "Disagreement is always about trust. Trust should always come first."
    assert not cut_ins(told.commit(short) + told.do(Lull(told.now)) + told.wait(1.2))


def test_one_sentence_that_is_heard_as_two_is_no_drift(told: Told) -> None:
    told.commit(OPENING)
    out = told.commit("Quality is never an accident. It is always the result of a mindset.")
    assert told.state.turns[0].analysis.cut_in is not None
    assert not cut_ins(out + told.do(Lull(told.now)) + told.wait(2))
    assert cut_ins(
        told.commit("Trust should always come first in a team, and so should care.") + told.wait(2)
    )


def test_two_sentences_that_are_heard_as_one_are_a_drift(told: Told) -> None:
    told.commit(OPENING)
    told.commit(
        "For me disagreement is really about trust in the end, because trust is what a team is made of, a healthy "
        "team is one where people always challenge the idea and never the person."
    )
    assert told.state.turns[0].analysis.cut_in is None
    assert cut_ins(told.wait(2.5))


def test_a_patient_interviewer_hears_everything_out() -> None:
    patient = Told(strictness="patient")
    assert not cut_ins(
        patient.commit((OPENING + DRIFT) * 2) + patient.do(Lull(patient.now)) + patient.wait(2)
    )


@pytest.mark.parametrize("held", ["key", "think"])
def test_nobody_is_cut_in_on_who_holds_the_floor(told: Told, held: str) -> None:
    told.do(TalkKeyChanged(told.now, True) if held == "key" else ThinkRequested(told.now))
    words = told.words(OPENING + DRIFT)
    if held == "think":  # what was said before the key was pressed
        told.state = replace(told.state, asked_time_at=told.now + SECOND)
    assert not cut_ins(told.do(WordsCommitted(told.now, words), Lull(told.now)) + told.wait(3))


def test_only_so_often_in_a_story_and_not_at_once_again() -> None:
    for strictness, wait, count in (("standard", 40, 2), ("strict", 20, 4)):
        told = Told(strictness=strictness)
        lines = []
        for _ in range(6):
            lines += cut_ins(told.commit(OPENING + DRIFT + MORE) + told.do(Lull(told.now)))
            if told.state.saying is not None:
                told.do(SpeechStopped(told.now))
                told.hear_out()
                told.do(SpeechStarted(told.now))
                begun = told.now
                out = told.commit(OPENING + DRIFT) + told.do(Lull(told.now))
                assert bool(cut_ins(out)) == (told.now - begun >= (wait - 3) * SECOND) or len(lines) == count
                lines += cut_ins(out)
            told.now += wait * SECOND
        assert len(lines) == count
        assert len({line.text for line in lines}) == count


def test_a_question_that_asks_for_a_view_may_get_one(told: Told) -> None:
    for probe, may in ((ProbeCode.REFLECTION, True), (ProbeCode.EVIDENCE, False)):
        other = Told()
        (turn,) = other.state.turns
        other.state = replace(other.state, turns=(replace(turn, purpose="probe", probe=probe),))
        out = other.commit(OPENING + DRIFT) + other.do(Lull(other.now))
        assert bool(cut_ins(out)) != may


def test_a_long_setup_is_one_only_in_the_account(told: Told) -> None:
    (turn,) = told.state.turns
    probed = Told()
    probed.state = replace(
        probed.state, turns=(replace(turn, purpose="probe", probe=ProbeCode.OPPOSING_VIEW),)
    )
    assert not cut_ins(probed.commit(SETTING) + probed.do(Lull(probed.now)))
    (line,) = cut_ins(told.commit(SETTING) + told.do(Lull(told.now)))
    wordings = next(c.wordings for c in told.state.spec.cut_ins if c.reason == "LONG_SETUP")
    assert line.text in wordings


def test_a_quick_speaker_has_the_same_seconds_for_the_setting(told: Told) -> None:
    words = told.words(SETTING)
    quick = tuple(
        replace(
            word,
            start=told.state.turns[0].asked_at + i * 4000,
            end=told.state.turns[0].asked_at + i * 4000 + 3600,
        )
        for i, word in enumerate(words)
    )
    told.now = quick[-1].end
    assert not cut_ins(told.do(WordsCommitted(told.now, quick), Lull(told.now)))
    told.now += 20 * SECOND
    (line,) = cut_ins(
        told.commit("And the warehouse is in the north of the country.") + told.do(Lull(told.now))
    )
    assert line.purpose == "cut_in"


def test_the_candidates_own_words_are_said_back_where_they_were_clear() -> None:
    would = (
        "I would sit down with them and listen for a while, because that is how I am. "
        "I would then ask for the numbers, and I would look at them together with the team. "
        "And then"
    )
    for probability, quoted in ((0.9, True), (0.4, False)):
        told = Told()
        words = tuple(replace(word, probability=probability) for word in told.words(OPENING + would))
        (line,) = cut_ins(told.do(WordsCommitted(told.now, words), Lull(told.now)))
        assert ('"I would then ask for the numbers"' in line.text) == quoted
        assert "{" not in line.text


# ---------------------------------------------------------------- when it is not heeded
def test_whoever_falls_silent_is_asked_and_the_run_over_words_stay_with_the_answer(told: Told) -> None:
    line = told.cut_in()
    over = told.words("always and")
    told.do(SpeechStopped(told.now))
    assert not [c for c in told.wait(1) if not isinstance(c, Say)]
    told.do(PlaybackEnded(told.now, line.utterance_id, True, line.text))
    told.do(SpeechStarted(told.now))
    told.do(WordsCommitted(told.now, over))
    told.commit("In March we argued about the form.")
    assert told.state.turns[0].words[-2:] == over
    assert told.state.turns[1].text == "In March we argued about the form."
    assert told.state.phase is Phase.LISTENING


def test_over_a_voice_that_goes_on_it_lowers_its_own_and_then_gives_the_floor_back(told: Told) -> None:
    line = told.cut_in()
    assert told.wait(0.7) == []
    assert told.wait(0.25) == [SoftenSaying(line.utterance_id)]
    assert told.wait(0.4) == []
    assert told.wait(0.5) == [StopSaying(), OpenTurn(0)]
    told.do(PlaybackEnded(told.now, line.utterance_id, False, "Stop there."))
    ended = told.do(TurnEnded(told.now, told.now - SECOND, "asked"))  # of the turn as it was cut in on
    assert ended == [] and told.state.phase is Phase.LISTENING
    told.commit(ACT)
    (turn,) = told.state.turns
    assert turn.text.endswith(ACT.strip()) and turn.cut_in_on and turn.ended_at < 0
    told.do(SpeechStopped(told.now))
    told.do(TurnEnded(told.now + SECOND, told.now, "silence"))
    assert told.state.phase is Phase.THINKING


def test_a_cut_in_in_vain_is_tried_again_only_after_a_while_and_in_other_words(told: Told) -> None:
    first = told.cut_in()
    told.wait(2)
    assert told.state.phase is Phase.LISTENING
    told.do(PlaybackEnded(told.now, first.utterance_id, False, "Stop there."))
    assert not cut_ins(told.commit(MORE) + told.do(Lull(told.now)) + told.wait(2))
    told.now += 30 * SECOND
    (second,) = cut_ins(told.commit("That is how I see it.") + told.do(Lull(told.now)))
    assert second.text != first.text


def test_a_voice_that_pauses_for_a_moment_has_not_yielded(told: Told) -> None:
    line = told.cut_in()
    told.now += SECOND // 4
    told.do(SpeechStopped(told.now), SpeechStarted(told.now + SECOND // 2))
    told.now += SECOND // 2
    assert told.wait(1.2) == [SoftenSaying(line.utterance_id)]


def test_a_new_start_after_the_first_second_talks_over_it_as_over_any_line(told: Told) -> None:
    line = told.cut_in()
    told.now += SECOND // 4
    told.do(SpeechStopped(told.now))
    told.now += SECOND
    assert told.do(SpeechStarted(told.now)) == [HoldSaying(line.utterance_id)]


def test_the_kept_events_alone_lead_to_the_same_state(told: Told) -> None:
    line = told.cut_in()
    told.wait(2)
    told.do(PlaybackEnded(told.now, line.utterance_id, False, "Stop there."))
    told.pause("So that is the idea.")
    told.commit(ACT)
    told.now += 40 * SECOND
    told.pause(MORE)
    told.wait(2)
    state, kept = first_state(load_library(), "disagree-and-commit"), []
    for event in told.inputs:
        after, commands = step(state, event)
        if commands or not _passed_by(event, state, after):
            kept.append(event)
        state = after
    again = replay(first_state(load_library(), "disagree-and-commit"), kept)
    assert len(kept) < len(told.inputs)
    assert replace(again, now=told.state.now) == told.state
