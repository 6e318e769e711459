"""Whole interviews in milliseconds: events in, commands out."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from content.library import load_library
from interviewer.events import (
    AnswerTyped,
    ChecklistDone,
    ChecklistTicked,
    CloseTurn,
    Command,
    EndRequested,
    Finish,
    FinishTurn,
    HoldTurn,
    Input,
    OpenTurn,
    Paused,
    PrepareLines,
    ProbeWorded,
    RepeatRequested,
    Resumed,
    Say,
    SessionStarted,
    StopSaying,
    TalkKeyChanged,
    Tick,
    WordProbe,
)
from interviewer.recall import first_state
from interviewer.session import replay, step
from interviewer.state import Phase, State
from speech.events import (
    DeviceLost,
    DeviceRestored,
    PlaybackEnded,
    PlaybackStarted,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    Word,
    WordsCommitted,
)

SECOND = 16_000
ANSWER = (
    "In March our checkout team at a parcel company wanted to ship a one page form. "
    "The product director wanted it live before the sale because the old form lost people. "
    "I disagreed because I had measured it. "
    "I pulled two weeks of logs and found that errors rose to 9 percent on slow phones. "
    "I showed her the logs and asked for a smaller pilot. "
    "She decided to go ahead with the full launch. "
    "After that I wrote the rollback plan and I watched the launch myself. "
    "We cut abandoned carts by 12 percent."
)


class Interview:
    """Drives `step` as devices would, and remembers what came out."""

    def __init__(self, **options: object) -> None:
        self.state: State = first_state(load_library(), "disagree-and-commit")
        self.inputs: list[Input] = []
        self.commands: list[Command] = []
        self.now = 0
        started = {
            "sample": 0, "session_id": "s", "round_id": "disagree-and-commit", "company": "amazon",
            "level": "sde-2", "view": "coach", "strictness": "standard", "typed": False, "seconds": 1200,
            "skip_checklist": True, "headphones": True,
        } | options  # fmt: skip
        self.do(SessionStarted(**started))  # type: ignore[arg-type]

    def do(self, *events: Input) -> list[Command]:
        out: list[Command] = []
        for event in events:
            self.inputs.append(event)
            self.state, commands = step(self.state, event)
            out += commands
        self.commands += out
        return out

    def wait(self, seconds: float) -> list[Command]:
        out = []
        until = self.now + int(seconds * SECOND)
        while self.now < until:
            self.now += SECOND // 4
            out += self.do(Tick(self.now))
        return out

    def hear_out(self) -> list[Command]:
        """The interviewer says what it has to say."""
        saying = self.state.saying
        assert saying is not None
        out = self.do(PlaybackStarted(self.now, saying.utterance_id))
        self.now += 3 * SECOND
        return out + self.do(PlaybackEnded(self.now, saying.utterance_id, True, saying.text))

    def speak(self, text: str, *, end: bool = True) -> list[Command]:
        out = self.do(SpeechStarted(self.now))
        words = []
        for token in text.split():
            words.append(Word(token, self.now, self.now + 5000, 0.9))
            self.now += 6400
        for at in range(0, len(words), 6):
            out += self.do(WordsCommitted(words[min(at + 5, len(words) - 1)].end, tuple(words[at : at + 6])))
        out += self.do(SpeechStopped(self.now))
        return out + (self.do(TurnEnded(self.now, self.now, "silence")) if end else [])

    def worded(self, text: str = "Twelve percent compared with what?") -> list[Command]:
        assert self.state.pending is not None
        return self.do(ProbeWorded(self.now, self.state.pending.request_id, text, "model", ()))


def kinds(commands: Iterable[Command]) -> list[type]:
    return [type(command) for command in commands]


def said(commands: Iterable[Command]) -> list[Say]:
    return [command for command in commands if isinstance(command, Say)]


@pytest.fixture
def interview() -> Interview:
    """The opening question has been asked."""
    started = Interview()
    started.hear_out()
    return started


def test_the_round_opens_with_the_first_question() -> None:
    first = Interview()
    assert [line.purpose for line in said(first.commands)] == ["question"]
    assert first.state.spec.openings[0] in said(first.commands)[0].text
    assert OpenTurn(0) in first.hear_out()
    assert first.state.phase is Phase.LISTENING


def test_the_clock_starts_with_the_first_sound_of_the_question() -> None:
    first = Interview()
    first.now = 5 * SECOND
    first.hear_out()
    first.wait(2)
    assert first.state.elapsed == pytest.approx(5.0)


def test_the_checklist_is_ticked_by_hand_and_by_voice_before_the_clock() -> None:
    first = Interview(skip_checklist=False)
    item = first.state.spec.checklist[0]
    spoken = first.state.spec.checklist[1]
    first.do(ChecklistTicked(10, item.id, True), ChecklistTicked(11, "no-such-item", True))
    first.do(WordsCommitted(20, tuple(Word(w, 1, 2, 1.0) for w in spoken.heard_as[0].split())))
    assert first.state.ticked == {item.id, spoken.id}
    first.do(ChecklistTicked(12, item.id, False))
    assert first.state.ticked == {spoken.id}
    assert first.state.elapsed == 0
    assert kinds(first.do(ChecklistDone(100))) == [StopSaying, CloseTurn, Say, PrepareLines]


def test_the_checklist_ends_when_the_candidate_says_ready() -> None:
    first = Interview(skip_checklist=False)
    out = first.do(WordsCommitted(20, (Word("I'm", 1, 2, 1.0), Word("ready.", 2, 3, 1.0))))
    assert Say in kinds(out)


def test_an_answer_is_probed(interview: Interview) -> None:
    out = interview.speak(ANSWER)
    assert WordProbe in kinds(out)
    asked = interview.worded()
    assert said(asked)[0].purpose == "probe"
    assert said(asked)[0].probe is not None
    interview.hear_out()
    assert interview.state.phase is Phase.LISTENING
    assert interview.state.turns[0].analysis.sentences[0].text.startswith("In March")
    assert " ".join(w.text for w in interview.state.turns[0].words) == ANSWER


def test_the_model_reads_along_while_the_candidate_speaks(interview: Interview) -> None:
    out = interview.speak(ANSWER, end=False)
    primes = [c for c in out if type(c).__name__ == "PrimeMind"]
    assert len(primes) >= 5
    assert primes[-1].dialogue[0].speaker == "interviewer"


def test_the_probe_brief_never_asks_for_what_was_asked(interview: Interview) -> None:
    asked: list[str] = []
    for _ in range(12):
        out = interview.speak(ANSWER if not asked else "It was 14 percent before and I measured it myself.")
        for probe in (c for c in out if isinstance(c, WordProbe)):
            assert set(asked) <= set(probe.brief.asked)
        if interview.state.pending is None:
            break
        text = f"Question number {len(asked)}, compared with what?"
        asked.append(text)
        interview.worded(text)
        interview.hear_out()
    assert len(asked) >= 3


def test_going_on_after_a_pause_opens_the_answer_and_keeps_the_probe(interview: Interview) -> None:
    interview.speak(ANSWER)
    request = interview.state.pending
    assert request is not None
    assert interview.do(SpeechStarted(interview.now)) == [OpenTurn(0)]
    late = interview.do(ProbeWorded(interview.now, request.request_id, "Late?", "model", ()))
    assert late == [PrepareLines(("Late?",))] and interview.state.phase is Phase.LISTENING
    interview.speak("And I also called two customers.", end=False)
    assert len(interview.state.turns) == 1


def test_a_slow_probe_is_bridged_by_one_neutral_word(interview: Interview) -> None:
    interview.speak(ANSWER)
    lines = said(interview.wait(3))
    assert [line.purpose for line in lines] == ["acknowledgement"]
    kept = interview.worded()  # until the acknowledgement has been heard
    assert kept == [PrepareLines(("Twelve percent compared with what?",))]
    assert [line.purpose for line in said(interview.hear_out())] == ["probe"]


def test_on_open_speakers_its_own_voice_does_not_stop_it() -> None:
    open_room = Interview(headphones=False)
    saying = open_room.state.saying
    assert saying is not None
    open_room.do(PlaybackStarted(0, saying.utterance_id), SpeechStarted(1000))
    assert StopSaying() not in open_room.wait(3)


def test_abstraction_is_cut_in_on_while_it_is_spoken(interview: Interview) -> None:
    drift = (
        "For me disagreement is really about trust in the end. "
        "A healthy team is one where anybody can challenge an idea. "
        "People should always challenge the idea and never the person. "
        "Trust is the foundation of every good decision."
    )
    out = interview.speak(drift, end=False)
    cut = [line for line in said(out) if line.purpose == "cut_in"]
    assert len(cut) == 1
    assert FinishTurn() in out
    assert interview.state.turns[0].cut_in_on


def test_a_patient_interviewer_never_cuts_in() -> None:
    patient = Interview(strictness="patient")
    patient.hear_out()
    drift = (
        "Disagreement is about trust. A healthy team challenges ideas. Trust is the base of everything. " * 3
    )
    assert not said(patient.speak(drift, end=False))


def test_silence_is_met_with_a_neutral_line_and_then_the_question_again(interview: Interview) -> None:
    lines = said(interview.wait(21))
    assert [line.purpose for line in lines] == ["notice"]
    interview.hear_out()
    lines = said(interview.wait(50))
    assert [line.purpose for line in lines] == ["repeat"]
    interview.hear_out()
    assert said(interview.wait(100)) == []


def test_the_talk_key_ends_the_answer_when_released(interview: Interview) -> None:
    assert interview.do(TalkKeyChanged(interview.now, True)) == [HoldTurn(True)]
    assert interview.do(TalkKeyChanged(interview.now + 9, False)) == [HoldTurn(False), FinishTurn()]


def test_a_request_to_repeat_is_no_answer(interview: Interview) -> None:
    out = interview.speak("Sorry, could you repeat the question?")
    assert [line.purpose for line in said(out)] == ["repeat"]
    interview.hear_out()
    assert interview.state.turns[0].words == ()
    assert [line.purpose for line in said(interview.do(RepeatRequested(interview.now)))] == ["repeat"]


def test_pausing_stops_the_clock_and_resuming_goes_on(interview: Interview) -> None:
    interview.wait(5)
    before = interview.state.elapsed
    interview.do(Paused(interview.now))
    interview.wait(60)
    assert interview.state.elapsed == pytest.approx(before)
    assert OpenTurn(0) in interview.do(Resumed(interview.now))
    interview.wait(1)
    assert interview.state.elapsed == pytest.approx(before + 1)


def test_an_answer_that_was_under_way_is_heard_again_after_a_pause(interview: Interview) -> None:
    interview.speak("I measured it and", end=False)
    assert CloseTurn() in interview.do(Paused(interview.now))
    assert OpenTurn(0) in interview.do(Resumed(interview.now))
    interview.speak("told her.", end=False)
    assert interview.state.turns[0].text == "I measured it and told her."


def test_a_lost_microphone_pauses_and_its_return_resumes(interview: Interview) -> None:
    interview.do(DeviceLost(interview.now, "microphone", "unplugged"))
    assert interview.state.paused and "microphone" in interview.state.notice
    interview.do(DeviceRestored(interview.now + 5, "microphone", "USB"))
    assert not interview.state.paused and interview.state.notice == ""


def test_near_the_end_no_new_probe_is_begun(interview: Interview) -> None:
    interview.now += 1140 * SECOND
    out = interview.speak("It was 9 percent against 14 before.")
    assert [line.purpose for line in said(out)] == ["wrap_up"]
    assert said(out)[0].text in interview.state.spec.wrap_ups
    interview.hear_out()
    out = interview.speak("It shipped in May.")
    assert [line.text for line in said(out)] == [interview.state.spec.closing]
    assert Finish("clock") in interview.hear_out()
    assert interview.state.phase is Phase.ENDED


def test_when_time_runs_out_mid_answer_the_words_are_kept(interview: Interview) -> None:
    interview.speak("I measured it and", end=False)
    interview.now += 1200 * SECOND
    assert FinishTurn() in interview.wait(1)
    out = interview.do(TurnEnded(interview.now, interview.now, "asked"))
    assert [line.purpose for line in said(out)] == ["wrap_up"]
    assert interview.state.turns[0].text == "I measured it and"


def test_ending_waits_for_the_last_words(interview: Interview) -> None:
    interview.speak("I measured it and", end=False)
    assert interview.do(EndRequested(interview.now)) == [FinishTurn()]
    interview.do(WordsCommitted(interview.now, (Word("stopped.", interview.now, interview.now + 1, 1.0),)))
    out = interview.do(TurnEnded(interview.now, interview.now, "asked"))
    assert Finish("asked") in out
    assert interview.state.turns[0].text.endswith("stopped.")


def test_ending_does_not_wait_for_ever(interview: Interview) -> None:
    interview.do(EndRequested(interview.now))
    assert Finish("asked") in interview.wait(10)


def test_a_typed_round_needs_no_sound() -> None:
    typed = Interview(typed=True, headphones=False)
    typed.hear_out()
    out = typed.do(AnswerTyped(typed.now + 60 * SECOND, ANSWER))
    assert kinds(out)[-1] is WordProbe
    assert typed.state.turns[0].text == ANSWER


def test_nothing_happens_after_the_end(interview: Interview) -> None:
    interview.do(EndRequested(interview.now))
    interview.wait(10)
    assert interview.speak("Hello? Is anybody there?") == []


def test_the_journal_alone_rebuilds_the_session(interview: Interview) -> None:
    interview.speak(ANSWER)
    interview.worded()
    interview.hear_out()
    interview.speak("From 14 percent, by the weekly report.")
    again = replay(first_state(load_library(), "disagree-and-commit"), interview.inputs)
    assert again == interview.state


def test_words_heard_late_belong_to_the_answer_that_was_cut_in_on(interview: Interview) -> None:
    drift = (
        "For me disagreement is really about trust in the end. "
        "A healthy team is one where anybody can challenge an idea. "
        "People should always challenge the idea and never the person. "
        "Trust is the foundation of every good decision."
    )
    interview.speak(drift, end=False)
    assert len(interview.state.turns) == 2
    saying = interview.state.saying
    assert saying is not None
    asked_at = interview.now + 8000
    interview.do(PlaybackStarted(asked_at, saying.utterance_id))
    late = Word("always.", asked_at - 4000, asked_at - 100, 0.9)
    over = Word("But", asked_at + 4000, asked_at + 6000, 0.9)
    interview.do(WordsCommitted(asked_at, (late, over)))
    assert interview.state.turns[0].words[-1] == late
    assert interview.state.turns[1].words == (over,)


def test_a_dodged_question_is_put_again_with_a_word_that_says_so() -> None:
    interview = Interview(typed=True)
    interview.hear_out()
    interview.do(AnswerTyped(interview.now, ANSWER))
    interview.worded()
    interview.hear_out()
    interview.do(AnswerTyped(interview.now, "Well, it was clearly lower, everybody noticed it."))
    assert interview.state.turns[-1].outcome == "dodged"
    (again,) = said(interview.worded("What was it before that?"))
    assert again.text in [
        f"{lead} What was it before that?" for lead in interview.state.spec.second_try_leads
    ]
    assert interview.state.turns[-1].question == "What was it before that?"
