"""Voice over voice: held at once, given up for a turn, gone on with after a "mm-hm"."""

from __future__ import annotations

import pytest
from test_session import ANSWER, SECOND, Interview, said

from interviewer.backchannel import is_backchannel
from interviewer.events import (
    Command,
    DropProbe,
    FinishTurn,
    HoldSaying,
    OpenTurn,
    ResumeSaying,
    StopSaying,
    WordProbe,
)
from interviewer.session import replay
from interviewer.state import Phase
from interviewer.talk_over import rest
from speech.events import (
    PauseHeard,
    PlaybackEnded,
    PlaybackStarted,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    Word,
    WordsCommitted,
)

PROBE = "You say twelve percent. Compared with what, and over which weeks did you measure it?"


class Overlap(Interview):
    """An interview in which the probe is being said since `began`."""

    def __init__(self, heard: float, **options: object) -> None:
        """Args: heard: seconds of the probe that have been heard."""
        super().__init__(**options)
        self.hear_out()
        self.speak(ANSWER)
        self.worded(PROBE)
        self.line = self.state.saying
        assert self.line is not None
        self.do(PlaybackStarted(self.now, self.line.utterance_id))
        self.wait(heard)

    def voice(self, seconds: float) -> list[Command]:
        """The candidate's voice, without words yet."""
        out = self.do(SpeechStarted(self.now)) + self.wait(seconds)
        stopped = self.now
        self.now += round(0.29 * SECOND)
        return out + self.do(SpeechStopped(stopped))

    def stopped(self, spoken: str) -> list[Command]:
        assert self.line is not None
        return self.do(PlaybackEnded(self.now, self.line.utterance_id, False, spoken))

    def words(self, text: str, start: int) -> list[Command]:
        tokens = tuple(
            Word(t, start + 4000 * i, start + 4000 * i + 3000, 0.9) for i, t in enumerate(text.split())
        )
        return self.do(WordsCommitted(self.now, tokens))


@pytest.fixture
def interview() -> Interview:
    """The opening question has been asked."""
    started = Interview()
    started.hear_out()
    return started


def utterance(overlap: Overlap) -> str:
    assert overlap.line is not None
    return overlap.line.utterance_id


def test_the_first_sound_of_a_voice_holds_the_line() -> None:
    over = Overlap(heard=2.0)
    assert over.do(SpeechStarted(over.now)) == [HoldSaying(utterance(over))]


def test_a_mm_hm_lets_the_line_go_on_and_is_no_answer() -> None:
    over = Overlap(heard=2.0)
    began = over.now
    assert over.voice(0.5) == [HoldSaying(utterance(over))]
    assert over.wait(0.25) == []  # a "wait," may have more behind it
    murmur = (Word("Mm-hm.", began, began + 7000, 0.9),)
    assert over.do(PauseHeard(over.now, began + 8000, murmur)) == [ResumeSaying(utterance(over))]
    over.words("Mm-hm.", began)
    over.do(PlaybackEnded(over.now + SECOND, utterance(over), True, PROBE))
    assert over.state.phase is Phase.LISTENING
    assert over.state.turn is not None and over.state.turn.words == ()


def test_a_wait_with_a_breath_after_it_ends_the_line() -> None:
    over = Overlap(heard=2.0)
    began = over.now
    over.voice(0.25)
    assert over.words("Wait,", began) == [StopSaying()]


def test_a_mm_hm_that_is_recognised_late_is_no_answer_either() -> None:
    over = Overlap(heard=2.0)
    began = over.now
    over.voice(0.5)
    over.wait(2.0)
    over.do(PlaybackEnded(over.now, utterance(over), True, PROBE))
    over.words("Right, okay.", began)
    assert over.state.turn is not None and over.state.turn.words == ()


def test_yes_at_the_very_end_of_a_question_answers_it() -> None:
    over = Overlap(heard=5.0)
    over.do(SpeechStarted(over.now), SpeechStopped(over.now + 4000))
    over.words("Yes.", over.now)
    assert over.state.turn is not None and over.state.turn.text == "Yes."


def test_a_voice_that_lasts_has_the_floor() -> None:
    over = Overlap(heard=2.5)
    out = over.voice(1.25)
    assert out == [HoldSaying(utterance(over)), StopSaying()]
    over.stopped("You say twelve percent. Compared with")
    assert over.state.phase is Phase.LISTENING and len(over.state.turns) == 2
    over.words("With the two weeks before the launch.", over.now - SECOND)
    over.do(TurnEnded(over.now, over.now, "silence"))
    assert over.state.turns[1].text == "With the two weeks before the launch."
    assert over.state.phase is not Phase.LISTENING


def test_a_long_mm_hm_has_the_sentence_said_again() -> None:
    over = Overlap(heard=2.5)
    began = over.now
    over.voice(1.25)
    over.stopped("You say twelve percent. Compared with")
    out = over.words("Yeah, yeah, right.", began)
    assert [line.text for line in said(out)] == [
        "Compared with what, and over which weeks did you measure it?"
    ]
    over.hear_out()
    assert over.state.turn is not None
    assert (over.state.turn.words, over.state.turn.question, len(over.state.turns)) == ((), PROBE, 2)


def test_a_cough_has_the_sentence_said_again_after_a_while() -> None:
    over = Overlap(heard=1.5)
    over.voice(1.25)
    over.stopped("You say twelve")
    assert not said(over.wait(1.5))
    assert [line.text for line in said(over.wait(1.0))] == [PROBE]


def test_yes_after_most_of_a_question_is_the_answer() -> None:
    over = Overlap(heard=4.0)
    over.voice(1.25)
    over.stopped("You say twelve percent. Compared with what, and over which weeks did you")
    assert not said(over.words("Yes, sure.", over.now))
    assert over.state.turn is not None and over.state.turn.text == "Yes, sure."


def test_going_on_as_the_probe_begins_takes_it_back() -> None:
    over = Overlap(heard=0.75)
    out = [c for c in over.voice(1.25) if not isinstance(c, DropProbe | WordProbe)]
    assert out == [HoldSaying(utterance(over)), StopSaying(), OpenTurn(0)]
    assert over.state.phase is Phase.LISTENING and len(over.state.turns) == 1
    over.stopped("You say")
    assert PROBE not in over.state.said
    over.words("I also wrote the runbook for it.", over.now)
    out = over.do(TurnEnded(over.now, over.now, "silence"))
    assert over.state.turns[0].text == f"{ANSWER} I also wrote the runbook for it."
    assert [line.text for line in said(out)] == [PROBE]  # at once: it was kept
    assert not [c for c in out if isinstance(c, WordProbe)]


def test_a_line_that_has_not_begun_is_taken_back_without_a_sound(interview: Interview) -> None:
    interview.speak(ANSWER)
    interview.worded(PROBE)
    assert [type(c) for c in interview.do(SpeechStarted(interview.now))] == [HoldSaying]
    assert interview.wait(1.0) == [StopSaying(), OpenTurn(0)]


def test_last_words_over_a_probe_that_just_began_belong_to_the_answer() -> None:
    over = Overlap(heard=0.5)
    began = over.now
    over.voice(0.5)
    assert over.wait(0.5) == []
    assert over.words("by the end of March.", began)[:2] == [StopSaying(), OpenTurn(0)]
    assert over.state.turns[0].text.endswith("by the end of March.")


def test_they_need_not_be_committed() -> None:
    over = Overlap(heard=0.5)
    began = over.now
    over.voice(0.5)
    words = (Word("by", began, began + 2000, 0.9), Word("March.", began + 2000, began + 7000, 0.9))
    assert over.do(PauseHeard(over.now, began + 7000, words))[:2] == [StopSaying(), OpenTurn(0)]
    assert not over.state.turns[0].text.endswith("March.")  # as an answer they count when they are


def test_an_aside_over_the_opening_question_does_not_answer_it() -> None:
    first = Interview()
    line = first.state.saying
    assert line is not None
    first.do(PlaybackStarted(first.now, line.utterance_id))
    first.wait(1.5)
    first.do(SpeechStarted(first.now))
    assert StopSaying() in first.wait(1.5)
    first.do(PlaybackEnded(first.now, line.utterance_id, False, " ".join(line.text.split()[:4])))
    again = said(first.speak("Sorry, my headset was not plugged in yet."))
    assert [spoken.purpose for spoken in again] == ["repeat"] and line.text.endswith(again[0].text)
    first.hear_out()
    first.speak(ANSWER)
    assert first.state.turns[0].text.endswith(ANSWER) and first.state.phase is Phase.THINKING


def test_a_noise_over_a_probe_that_just_began_lets_it_go_on() -> None:
    over = Overlap(heard=0.5)
    over.voice(0.25)
    assert over.wait(1.0) == [ResumeSaying(utterance(over))]


def test_going_on_over_an_acknowledgement_opens_the_answer(interview: Interview) -> None:
    interview.speak(ANSWER)
    line = said(interview.wait(3))[0]
    interview.do(PlaybackStarted(interview.now, line.utterance_id))
    out = interview.do(SpeechStarted(interview.now)) + interview.wait(1.0)
    assert out == [HoldSaying(line.utterance_id), StopSaying(), OpenTurn(0)]
    assert interview.state.phase is Phase.LISTENING and interview.state.pending is None


def test_an_answer_that_is_over_before_its_question_is_taken() -> None:
    over = Overlap(heard=2.0)
    began = over.now
    over.voice(0.5)
    over.wait(0.5)
    over.words("Compared with 31 percent.", began)
    over.do(TurnEnded(over.now, over.now, "silence"))
    out = over.do(PlaybackEnded(over.now, utterance(over), True, PROBE))
    assert FinishTurn() in out


def test_the_closing_line_is_said_whatever_is_said_over_it() -> None:
    over = Overlap(heard=1.0)
    over.do(PlaybackEnded(over.now, utterance(over), True, PROBE))
    over.now = (over.state.seconds + 60) * SECOND
    over.speak("It was 31 percent.")
    assert over.state.phase is Phase.CLOSING
    assert not over.do(SpeechStarted(over.now)) and not over.wait(1.0)


def test_on_open_speakers_without_cancellation_nothing_is_held() -> None:
    over = Overlap(heard=1.0, headphones=False)
    assert over.voice(1.25) == []


def test_the_journal_alone_rebuilds_an_overlap() -> None:
    over = Overlap(heard=0.75)
    over.voice(1.25)
    over.stopped("You say")
    again = replay(Interview().state, over.inputs[1:])
    assert again == over.state


@pytest.mark.parametrize(
    "text", ["Mm-hm.", "sure", "Right, okay.", "Yeah, I see.", "All right.", "Of course, yes!"]
)
def test_signs_of_listening(text: str) -> None:
    assert is_backchannel(text.split())


@pytest.mark.parametrize(
    "text", ["", "...", "No.", "Right, so at Acme", "Yes we did", "I", "see", "sure sure sure sure sure sure"]
)
def test_what_wants_the_floor(text: str) -> None:
    assert not is_backchannel(text.split())


@pytest.mark.parametrize(
    ("spoken", "left"),
    [
        ("", PROBE),
        ("You say", PROBE),
        ("You say twelve percent.", "Compared with what, and over which weeks did you measure it?"),
        (
            "You say twelve percent. Compared with what,",
            "Compared with what, and over which weeks did you measure it?",
        ),
        (PROBE.removesuffix(" measure it?"), ""),
        (PROBE, ""),
    ],
)
def test_what_is_left_of_a_line(spoken: str, left: str) -> None:
    assert rest(PROBE, spoken) == left
