"""A round whose opening question has several parts, from its first word to its report."""

from __future__ import annotations

from dataclasses import replace

from content.library import load_library
from content.schema import Part
from desktop.commands.dialogue import print_report
from interviewer.events import (
    AnswerTyped,
    Command,
    Input,
    PrepareLines,
    ProbeWorded,
    Say,
    SessionStarted,
    WordProbe,
)
from interviewer.export import to_html, to_markdown
from interviewer.passages import Transcript
from interviewer.recall import first_state
from interviewer.session import replay, step
from interviewer.state import State
from interviewer.verdict import make_report
from speech.events import PlaybackEnded, PlaybackStarted, SpeechStarted, SpeechStopped, TurnEnded, Word
from speech.events import WordsCommitted as Words

SECOND = 16_000
PARTS = (
    Part(
        id="dates",
        name="The dates",
        asks=("From when to when was this?",),
        heard_as=("from",),
        evidence=("date",),
    ),
    Part(id="money", name="The money", asks=("What was it worth in money?",), evidence=("money",)),
    Part(
        id="hindsight",
        name="Hindsight",
        asks=("What would you do differently today?",),
        heard_as=("looking back",),
        evidence=("reflection",),
    ),
)
STORY = (
    "It ran from March to June at a parcel company, and I was the analyst. I disagreed with the director about the "
    "launch because I had measured it. I pulled two weeks of logs and errors had risen to 9 percent on slow phones. "
    "I showed her the logs and asked for a pilot. She decided to launch. After that I wrote the rollback plan."
)


class Round:
    """Drives `step` with a round of several parts, typed or spoken."""

    def __init__(self, *, typed: bool) -> None:
        self.library = load_library()
        first = first_state(self.library, "disagree-and-commit")
        self.begun = replace(first, spec=first.spec.model_copy(update={"parts": PARTS}))
        self.state: State = self.begun
        self.inputs: list[Input] = []
        self.commands: list[Command] = []
        self.now = 0
        self.do(
            SessionStarted(
                0, "s", "disagree-and-commit", "amazon", "sde-2", "coach", "standard", typed, 1200, True, True
            )
        )

    def do(self, event: Input) -> None:
        self.inputs.append(event)
        self.state, commands = step(self.state, event)
        self.commands += commands
        for command in commands:
            if isinstance(command, WordProbe):
                code = command.brief.code
                self.do(ProbeWorded(event.sample, command.request_id, f"Probe {code}, is it?", "model", ()))
            elif isinstance(command, Say):
                self.now += SECOND
                self.do(PlaybackStarted(self.now, command.utterance_id))
                self.now += 3 * SECOND
                self.do(PlaybackEnded(self.now, command.utterance_id, True, command.text))

    def type(self, text: str) -> None:
        self.now += SECOND
        self.do(AnswerTyped(self.now, text))

    def speak(self, text: str) -> None:
        self.do(SpeechStarted(self.now))
        for token in text.split():
            self.do(Words(self.now + 5000, (Word(token, self.now, self.now + 5000, 0.9),)))
            self.now += 6400
        self.do(SpeechStopped(self.now))
        self.do(TurnEnded(self.now, self.now, "silence"))

    @property
    def asked(self) -> str:
        assert self.state.turn is not None
        return self.state.turn.part.id if self.state.turn.part else self.state.turn.purpose


def test_what_the_story_left_out_is_asked_for_between_the_probes_and_told_in_the_report() -> None:
    talk = Round(typed=True)
    talk.type(STORY)
    assert talk.asked == "probe", "a probe goes first"
    talk.type("Before it was 4 percent, from the same logs.")
    assert talk.asked == "money", "the dates were told"
    assert talk.state.said[-1] == "What was it worth in money?"
    talk.type("It was a lot, I would say.")
    assert talk.asked == "probe"
    talk.type("I called her lead and we agreed to hold back one region.")
    if talk.asked == "probe":  # one that presses goes before a part
        talk.type("She said the logs were enough for her, and signed it that evening.")
    assert talk.asked == "hindsight"
    talk.type("Looking back, I should have brought the logs a month sooner.")
    report = make_report(talk.state, talk.library)
    assert [(part.id, part.how) for part in report.parts] == [
        ("dates", "told"),
        ("money", "dodged"),
        ("hindsight", "asked"),
    ]
    outcomes = {asked.text: asked.outcome for asked in report.asked}
    assert outcomes["What was it worth in money?"] == "dodged"
    assert outcomes["What would you do differently today?"] == "answered"
    assert replay(talk.begun, talk.inputs) == talk.state


def test_each_part_is_asked_for_once_and_leaves_the_probes_their_number() -> None:
    talk = Round(typed=True)
    talk.type(STORY)
    story = [talk.asked]
    while talk.state.story == 0 and len(story) < 30:
        talk.type("I can't say much about that, it was a busy time.")
        story.append(talk.asked)
    assert (story.count("money"), story.count("hindsight"), story.count("dates")) == (1, 1, 0)
    assert 4 <= story.count("probe") <= talk.state.spec.max_probes_per_story


def test_a_parts_question_is_synthesised_while_the_probe_before_it_is_asked() -> None:
    talk = Round(typed=False)
    talk.speak(STORY)
    assert talk.asked == "probe"
    prepared = {
        text for command in talk.commands if isinstance(command, PrepareLines) for text in command.texts
    }
    assert "What was it worth in money?" in prepared
    talk.speak("Before it was 4 percent, from the same logs.")
    assert talk.asked == "money"
    talk.speak("It was forty thousand dollars a month.")
    assert talk.asked == "probe"
    assert talk.state.turns[-2].outcome == "answered"


def test_a_reply_about_hindsight_is_not_cut_in_on_for_being_hypothetical() -> None:
    def cut_ins(part: bool) -> int:
        talk = Round(typed=False)
        talk.speak(STORY)
        turn = talk.state.turn
        assert turn is not None
        talk.state = replace(
            talk.state,
            turns=(*talk.state.turns[:-1], replace(turn, probe=None, part=PARTS[2] if part else PARTS[1])),
        )
        talk.speak(" ".join(["I would usually go and ask the people in the room what they would do."] * 4))
        return sum(turn.purpose == "cut_in" for turn in talk.state.turns)

    assert cut_ins(part=True) == 0
    assert cut_ins(part=False) == 1


def test_the_parts_stand_in_every_form_of_the_report() -> None:
    talk = Round(typed=True)
    talk.type(STORY)
    talk.type("Before it was 4 percent, from the same logs.")
    talk.type("It was a lot, I would say.")
    report = make_report(talk.state, talk.library)
    markdown = to_markdown(report, Transcript(()))
    assert "## The parts of the question: 1 told unasked, 1 not told, 1 not asked for" in markdown
    assert "- **The money** not told\n" in markdown
    page = to_html(report, Transcript(()))
    assert "The parts of the question" in page and "Not asked for" in page
    lines: list[str] = []
    print_report(report, lines.append)
    assert "  Not told         The money" in lines
