"""Time to think: asked for by a key or in words, over when the candidate speaks on."""

from __future__ import annotations

import pytest
from test_session import ANSWER, SECOND, Interview, said

from interviewer.events import (
    Command,
    HoldTurn,
    OpenTurn,
    ProbeWorded,
    StopSaying,
    TalkKeyChanged,
    ThinkRequested,
    WordProbe,
)
from interviewer.state import Phase
from speech.events import (
    PauseHeard,
    SpeechStarted,
    SpeechStopped,
    TurnEnded,
    Word,
    WordsCommitted,
)


class Asked(Interview):
    """The opening question has been asked."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.hear_out()

    def words(self, text: str) -> tuple[Word, ...]:
        words = []
        for token in text.split():
            words.append(Word(token, self.now, self.now + 5000, 0.9))
            self.now += 6400
        return tuple(words)

    def heard_of(self, text: str) -> list[Command]:
        """Said, and decoded up to the lull after it."""
        out = self.do(SpeechStarted(self.now))
        words = self.words(text)
        out += self.do(SpeechStopped(self.now))
        self.pending = words
        return out + self.do(PauseHeard(self.now + SECOND // 2, self.now, words))

    def settle(self) -> list[Command]:
        """What was heard of is committed."""
        self.now += SECOND
        return self.do(WordsCommitted(self.now, self.pending))


@pytest.fixture
def asked() -> Asked:
    return Asked()


def test_the_key_holds_the_turn_until_something_is_said(asked: Asked) -> None:
    assert asked.do(ThinkRequested(asked.now)) == [HoldTurn(True)]
    assert asked.do(ThinkRequested(asked.now + 9)) == [HoldTurn(True)]
    asked.now += SECOND
    assert HoldTurn(False) not in asked.heard_of("Um.") + asked.settle()
    assert asked.state.holding
    assert HoldTurn(False) in asked.heard_of("Um, so in March")
    assert not asked.state.holding


def test_words_from_before_the_key_do_not_let_go(asked: Asked) -> None:
    words = asked.words("I measured it and")
    asked.do(ThinkRequested(asked.now))
    assert HoldTurn(False) not in asked.do(WordsCommitted(asked.now + SECOND, words))


def test_a_request_in_words_holds_before_they_are_committed(asked: Asked) -> None:
    assert HoldTurn(True) in asked.heard_of("Good question, let me think.")
    assert asked.settle() == [] or HoldTurn(False) not in asked.commands
    assert asked.state.holding
    assert HoldTurn(False) in asked.heard_of("In March we argued about it.")


def test_a_request_that_was_misheard_lets_go_when_the_words_come(asked: Asked) -> None:
    assert HoldTurn(True) in asked.heard_of("Then let me think.")
    first, *rest = asked.pending
    asked.pending = (
        first,
        *rest[:-1],
        Word("thank", rest[-1].start, rest[-1].end, 0.9),
        Word("her.", rest[-1].end, rest[-1].end + 3000, 0.9),
    )
    assert HoldTurn(False) in asked.settle()


def test_the_request_alone_is_no_answer_and_leads_to_no_probe(asked: Asked) -> None:
    out = asked.heard_of("Let me think.") + asked.settle()
    out += asked.do(TurnEnded(asked.now, asked.now, "silence"))
    assert not [c for c in out if isinstance(c, WordProbe)]
    assert out[-2:] == [OpenTurn(0), HoldTurn(True)]
    assert asked.state.phase is Phase.LISTENING
    out = asked.speak(ANSWER)
    assert HoldTurn(False) in out and any(isinstance(c, WordProbe) for c in out)
    (turn,) = asked.state.turns
    assert turn.text.startswith("Let me think. In March")
    assert turn.analysis.sentences[0].text.startswith("In March")


def test_silence_is_not_nudged_about_for_long_and_then_once(asked: Asked) -> None:
    asked.heard_of("Give me a second.")
    asked.settle()
    assert not said(asked.wait(42))
    (line,) = said(asked.wait(6))
    assert line.purpose == "notice" and line.text in asked.state.spec.silence_nudges
    assert HoldTurn(True) in asked.hear_out()
    assert not said(asked.wait(200))


def test_asked_for_while_the_question_is_being_said_it_begins_with_the_listening() -> None:
    early = Interview()
    assert early.do(ThinkRequested(0)) == []
    assert HoldTurn(True) in early.hear_out()
    assert not said(early.wait(40))


def test_asked_for_while_the_next_question_is_thought_of_the_answer_is_open_again(asked: Asked) -> None:
    asked.speak(ANSWER)
    request = asked.state.pending
    assert asked.state.phase is Phase.THINKING and request is not None
    assert asked.do(ThinkRequested(asked.now)) == [OpenTurn(0), HoldTurn(True)]
    assert asked.state.phase is Phase.LISTENING and asked.state.turns[0].ended_at < 0
    assert not said(asked.do(ProbeWorded(asked.now, request.request_id, "Late?", "model", ())))
    assert not said(asked.wait(40))
    asked.speak("And I called two customers myself.")
    (turn,) = asked.state.turns[:1]
    assert turn.text.endswith("I called two customers myself.")


def test_asked_for_over_an_acknowledgement_that_line_stops(asked: Asked) -> None:
    asked.speak(ANSWER)
    asked.wait(3)
    assert asked.state.saying is not None and asked.state.saying.purpose == "acknowledgement"
    assert asked.do(ThinkRequested(asked.now)) == [StopSaying(), OpenTurn(0), HoldTurn(True)]
    assert asked.state.holding and asked.state.saying is None


def test_in_the_middle_of_an_answer_it_holds_and_the_answer_goes_on(asked: Asked) -> None:
    asked.speak("In March we argued about a form. I pulled the logs.", end=False)
    assert HoldTurn(True) in asked.heard_of("The figure was, hold on.")
    asked.settle()
    assert asked.do(TurnEnded(asked.now, asked.now, "silence")) == [OpenTurn(0), HoldTurn(True)]
    out = asked.heard_of("Nine percent.") + asked.settle()
    assert HoldTurn(False) in out
    assert "hold on" not in " ".join(s.text for s in asked.state.turns[0].analysis.sentences)


def test_the_talk_key_has_the_last_word(asked: Asked) -> None:
    asked.do(TalkKeyChanged(asked.now, True))
    assert HoldTurn(False) not in asked.heard_of("In March.") + asked.settle()
    assert asked.state.holding
    asked.do(TalkKeyChanged(asked.now, False))
    assert not asked.state.holding
    assert not said(asked.wait(15))
