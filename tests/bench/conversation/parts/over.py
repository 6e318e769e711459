"""The candidate begins to speak while the interviewer speaks: speech must stop it, a backchannel must not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from tests.bench.conversation.bench import Bench, hold
from tests.bench.conversation.cases import Story
from tests.bench.conversation.conversation import Conversation
from tests.bench.conversation.held import Held, Said
from tests.bench.conversation.lengths import guess, length
from tests.bench.conversation.lines import Line
from tests.bench.conversation.sound import RATE
from tests.bench.conversation.spoken import Manner, Spoken
from tests.bench.conversation.system import Setting, System

INTO = (1.0, 0.5, 2.0, 1.5, 2.5)
"""Seconds into the line, in turn; less where the line is short."""
LEFT = 1.5
"""Seconds of the line that must be left when the candidate begins, by a first guess of its length."""
A_STORY = 8
"""Lines talked over in one conversation."""
WAIT = 40.0
INTERVIEWER = "piper@1.0"
"""The voice of every program here, for how long a whole line takes."""
UNTIL_SOUND = 2.0
"""Seconds for which the candidate waits where the interviewer is silent between two sentences."""
TOO_LATE = 0.6
"""Seconds before a line would have ended by itself in which talking over it shows nothing."""


@dataclass(frozen=True, slots=True)
class OverFigure:
    """One line that was talked over."""

    system: str
    case: str
    said: str
    backchannel: bool
    into: float
    """Seconds from the line's first sound to the candidate's."""
    stop: float
    """Seconds from the candidate's first voiced sample to the line's last sound."""
    share: float
    """Of the line that was heard, against the same voice saying it all."""
    stopped: bool
    own_stopped: bool | None
    """What the program's journal says; None where it keeps none."""
    echo: str = ""
    """Delay and level where the loudspeaker is heard by the microphone."""


@dataclass(frozen=True)
class TalkedOver:
    """A line, and what was said into it."""

    line: Line
    said: Said
    words: str
    backchannel: bool


def over(bench: Bench, system: System) -> Iterator[OverFigure]:
    """Speech and backchannels in turn, 0.5 to 2.5 s into the interviewer's lines."""
    phrases, murmurs = cycle(bench.cases.interruptions), cycle(bench.cases.backchannels)
    for number, story in enumerate(bench.some(bench.cases.talk_over)):
        lines = 2 if bench.quick else A_STORY
        speech = list(islice(phrases, (lines + 1) // 2))
        short = list(islice(murmurs, lines // 2))
        yield from _story(bench, system, story, speech, short, INTO[number:] + INTO[:number])


def _story(
    bench: Bench,
    system: System,
    story: Story,
    speech: Sequence[str],
    short: Sequence[str],
    into: Sequence[float],
) -> Iterator[OverFigure]:
    manner = Manner(story.voice)
    replies = cycle(bench.cases.follow_ups)
    answers = [story.opening, *islice(replies, len(speech) - 1)]
    loud = [bench.speaker.speak([words, *rest], manner) for words, rest in zip(speech, answers, strict=True)]
    soft = [bench.speaker.speak([words], manner) for words in short]
    after = [bench.speaker.speak(reply, manner) for reply in islice(replies, len(short))]
    seconds = 150 + round(sum(len(s.samples) / RATE + 35 for s in (*loud, *after)))
    done: list[TalkedOver] = []

    def tell(talk: Conversation) -> None:
        waits = cycle(into)
        for number, sound in enumerate(loud):
            done.append(talk_over(talk, sound, speech[number], next(waits), backchannel=False))
            if number < len(soft):
                done.append(talk_over(talk, soft[number], short[number], next(waits), backchannel=True))
                talk.wait_for_question(WAIT)
                talk.say(after[number])

    setting = Setting((story.question,), seconds)
    held = hold(bench, system, "over", story.id, setting, story.noise, tell)
    for one in done if held else ():
        assert held is not None
        found = figure(bench, held, one, system.name, story.id)
        if found is None:
            bench.skip(
                system, "over", story.id, f"{one.words!r} was not said into a line early enough, or not found"
            )
        else:
            yield found


def talk_over(talk: Conversation, sound: Spoken, words: str, into: float, *, backchannel: bool) -> TalkedOver:
    """Wait for a line and speak into it, `into` seconds after its beginning or sooner if it is short."""
    line = talk.wait_for_line(WAIT)
    begin = line.at + max(0.5, min(into, guess(line.text) - LEFT))
    talk.wait_until(begin)
    talk.wait_for_sound(UNTIL_SOUND)
    return TalkedOver(line, talk.say(sound, answers=not backchannel), words, backchannel)


def figure(
    bench: Bench, held: Held, one: TalkedOver, system: str, case: str, echo: str = ""
) -> OverFigure | None:
    """What the sound says of one line; None where the candidate came too late or the recording lacks it."""
    line = min(held.lines, key=lambda x: abs(x.at - one.line.at), default=None)
    placed = held.placed(one.said)
    if line is None or placed is None:
        return None
    heard = length(line, held.lines, held.sounds, bench.speaker.seconds_of(line.text, INTERVIEWER))
    if heard is None or not heard.start < placed.start < min(
        heard.end, heard.start + heard.expected - TOO_LATE
    ):
        return None
    own = None if line.ended < 0 else not line.completed
    return OverFigure(
        system, case, one.words, one.backchannel, placed.start - heard.start, heard.end - placed.start,
        heard.share, not heard.whole, own, echo,
    )  # fmt: skip
