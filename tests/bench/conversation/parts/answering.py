"""Stories told to their end, without stops and with stops to think: how soon is there an answer, is it too soon?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.bench.conversation.answers import PATIENCE, AnswerFigure, figure
from tests.bench.conversation.bench import Bench, hold
from tests.bench.conversation.cases import Story
from tests.bench.conversation.conversation import Conversation, NoLineError
from tests.bench.conversation.spoken import Spoken
from tests.bench.conversation.system import Setting, System

WAIT = PATIENCE
"""Seconds for an answer; then the candidate goes on with the next thing it has to say."""


def ends(bench: Bench, system: System) -> Iterator[AnswerFigure]:
    """Answers of 8 to 100 s, complete."""
    yield from _stories(bench, system, "ends", bench.some(bench.cases.ends))


def pauses(bench: Bench, system: System) -> Iterator[AnswerFigure]:
    """Answers with thinking pauses in unfinished thoughts."""
    yield from _stories(bench, system, "pauses", bench.some(bench.cases.pauses))


def _stories(bench: Bench, system: System, part: str, stories: Sequence[Story]) -> Iterator[AnswerFigure]:
    for story in stories:
        kinds, sounds = [], []
        try:
            for kind, sentences, manner in story.parts():
                if bench.quick and len(sounds) > 1:
                    break
                kinds.append(kind)
                sounds.append(bench.speaker.speak(sentences, manner))
        except ValueError as fault:
            bench.skip(system, part, story.id, fault)
            continue
        setting = Setting((story.question,), 120 + round(sum(len(s.samples) / 16_000 + 50 for s in sounds)))
        held = hold(
            bench, system, part, story.id, setting, story.noise, lambda talk, s=sounds: _tell(talk, s)
        )
        for kind, said in zip(kinds, held.said if held else (), strict=False):
            assert held is not None
            found = figure(
                held, said, system=system.name, part=part, case=story.id, kind=kind, voice=story.voice
            )
            if found is None:
                bench.skip(system, part, story.id, f"a {kind} was not found in the recording")
            else:
                yield found


def _tell(talk: Conversation, sounds: Sequence[Spoken]) -> None:
    """The opening answer, then a reply to whatever is asked; after the last, wait for what follows."""
    talk.wait_for_question()
    unanswered = 0
    for number, sound in enumerate(sounds):
        talk.say(sound)
        try:
            if number == len(sounds) - 1:
                talk.wait_for_line(WAIT)
            else:
                talk.wait_for_question(WAIT)
            unanswered = 0
        except NoLineError:
            unanswered += 1
            if unanswered > 1 or not talk.program.running:
                raise
