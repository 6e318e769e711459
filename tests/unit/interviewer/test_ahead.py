"""The probe that is worded while the candidate still speaks, and asked the moment the answer is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.library import load_library
from interviewer.ahead import at_hand
from interviewer.analysis.findings import ProbeCode
from interviewer.events import (
    Command,
    DropProbe,
    EndRequested,
    Input,
    PrepareLines,
    ProbeWorded,
    Say,
    SessionStarted,
    Tick,
    WordProbe,
)
from interviewer.probes import Choice
from interviewer.recall import first_state
from interviewer.session import replay, step
from interviewer.state import Pending
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

SECOND = 16_000
FIGURE = (
    "In March our checkout team at a parcel company wanted to ship a one page form. "
    "The product director wanted it live before the sale because the old form lost people. "
    "I disagreed and I showed her two weeks of logs. "
    "She decided to go ahead with the full launch. "
    "After that I wrote the rollback plan and I watched the launch myself. "
    "In the end we cut abandoned carts by 12 percent. "
)
BASELINE = (
    "It was 31 percent of all carts in February and 19 percent in April, out of 40,000 carts each month. "
)


class Round:
    """A round whose opening question has been heard, word by word."""

    def __init__(self, typed: bool = False) -> None:
        self.first = first_state(load_library(), "disagree-and-commit")
        self.state, self.inputs, self.now = self.first, list[Input](), 0
        self.do(
            SessionStarted(
                0, "s", "disagree-and-commit", "amazon", "sde-2", "coach", "standard", typed, 1200, True, True
            )
        )
        self.hear()

    def do(self, event: Input) -> list[Command]:
        self.inputs.append(event)
        self.state, commands = step(self.state, event)
        return list(commands)

    def hear(self) -> list[Command]:
        assert self.state.saying is not None
        saying = self.state.saying
        out = self.do(PlaybackStarted(self.now, saying.utterance_id))
        self.now += 3 * SECOND
        return out + self.do(PlaybackEnded(self.now, saying.utterance_id, True, saying.text))

    def speak(self, text: str) -> list[Command]:
        out = self.do(SpeechStarted(self.now))
        for token in text.split():
            self.now += 6400
            out += self.do(WordsCommitted(self.now, (Word(token, self.now - 6400, self.now - 1400, 0.9),)))
        self.now += 3 * SECOND  # a pause in which a probe may be worded again
        return out + self.do(SpeechStopped(self.now - 2 * SECOND))

    def end(self) -> list[Command]:
        self.now += SECOND
        return self.do(TurnEnded(self.now, self.now - SECOND, "silence"))

    @property
    def flying(self) -> Pending:
        """The probe that is being worded."""
        (pending,) = [p for p in self.state.shelf if not p.ready]
        return pending

    def worded(self, text: str) -> list[Command]:
        return self.do(ProbeWorded(self.now, self.flying.request_id, text, "model", ()))


def requests(commands: list[Command]) -> list[WordProbe]:
    return [command for command in commands if isinstance(command, WordProbe)]


@pytest.fixture
def held() -> Round:
    return Round()


def test_the_probe_is_ready_when_the_answer_ends(held: Round) -> None:
    held.speak(FIGURE)
    assert held.flying.code == "BASELINE"
    assert held.worded("Twelve percent of what?")[0] == PrepareLines(("Twelve percent of what?",))
    out = held.end()
    assert requests(out) == []
    (line,) = [command for command in out if isinstance(command, Say)]
    assert (line.text, line.purpose, line.probe) == ("Twelve percent of what?", "probe", "BASELINE")
    assert held.state.shelf == ()


def test_the_next_best_is_worded_too(held: Round) -> None:
    held.speak(FIGURE)
    (second,) = requests(held.worded("Twelve percent of what?"))
    assert second.brief.code != "BASELINE"
    assert held.worded("What did the logs show?") == [PrepareLines(("What did the logs show?",))]


def test_what_is_worded_is_asked_before_what_is_a_little_more_due(held: Round) -> None:
    first, second = (Choice(code, "words", "why") for code in (ProbeCode.EVIDENCE, ProbeCode.CUSTOMER))
    worded = Pending("p9", second.code, second.ground, False, False, 0, "What did a customer notice?")
    state = replace(held.state, shelf=(worded,))
    assert at_hand(state, [first, second]) == (second, worded)
    assert at_hand(state, [replace(first, pressing=True), second]) == (replace(first, pressing=True), None)
    assert at_hand(replace(held.state, shelf=()), [first, second]) == (first, None)


def test_what_follows_a_probe_is_worded_before_its_answer_is_over(held: Round) -> None:
    held.speak(FIGURE)
    held.worded("Twelve percent of what?")
    held.end()
    out = held.hear()
    (answered,) = requests(out)
    assert not answered.brief.second_try
    (dodged,) = requests(held.worded("How did you measure it?"))
    assert dodged.brief.second_try and dodged.brief.code == "BASELINE"


def test_nothing_is_said_of_it_while_the_candidate_speaks(held: Round) -> None:
    out = held.speak(FIGURE)
    out += held.worded("Twelve percent of what?")
    assert not [command for command in out if isinstance(command, Say)]
    assert held.state.pending is None


def test_one_that_is_still_being_worded_is_waited_for(held: Round) -> None:
    held.speak(FIGURE)
    ahead = held.flying
    assert requests(held.end()) == []
    assert held.state.pending is not None and held.state.pending.request_id == ahead.request_id
    out = held.do(ProbeWorded(held.now, ahead.request_id, "Twelve percent of what?", "model", ()))
    assert [c.text for c in out if isinstance(c, Say)] == ["Twelve percent of what?"]


def test_what_the_answer_goes_on_to_give_is_not_asked(held: Round) -> None:
    held.speak(FIGURE)
    first = held.flying
    out = held.speak(BASELINE) + held.end()
    assert DropProbe(first.request_id) in out
    asked = requests(out)[-1].brief
    assert asked.code != "BASELINE"


def test_wordings_ahead_are_few(held: Round) -> None:
    before = held.now
    out = held.speak(FIGURE + BASELINE)
    assert 1 <= len(requests(out)) <= 1 + (held.now - before) / (5 * SECOND)


def test_an_early_end_drops_it(held: Round) -> None:
    held.speak(FIGURE)
    ahead = held.flying
    out = held.do(EndRequested(held.now))
    for _ in range(60):
        held.now += SECOND // 4
        out += held.do(Tick(held.now))
    assert DropProbe(ahead.request_id) in out and held.state.shelf == ()


def test_the_same_events_give_the_same_state(held: Round) -> None:
    held.speak(FIGURE)
    held.worded("Twelve percent of what?")
    held.end()
    assert replay(held.first, held.inputs) == held.state


def test_a_pause_shows_what_is_due_before_its_words_are_committed(held: Round) -> None:
    before, last, result = FIGURE.partition("In the end")
    held.speak(before)
    assert all(c.code != "BASELINE" for c in held.state.wanted)
    start = held.now
    tail = [
        Word(text, start + i * 6400, start + (i + 1) * 6400 - 1000, 0.9)
        for i, text in enumerate(f"{last}{result}".split())
    ]
    held.now = tail[-1].end + 8000
    held.do(PauseHeard(held.now, tail[-1].end, tuple(tail)))
    assert held.state.turn is not None and "12" not in held.state.turn.text
    assert held.state.wanted[0].code == "BASELINE"
    assert held.flying.code == "BASELINE"


def test_where_no_probe_is_due_the_line_that_ends_the_story_is_prepared(held: Round) -> None:
    held.state = replace(held.state, seconds=60)
    out = held.speak(FIGURE)
    (prepared,) = [command for command in out if isinstance(command, PrepareLines)]
    assert held.state.spec.closing in prepared.texts and not requests(out)
