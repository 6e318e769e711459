"""Open speakers: the microphone hears the interviewer, later and softer. Does it stop, answer or hear itself?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tests.bench.conversation.bench import Bench, hold
from tests.bench.conversation.cases import Story
from tests.bench.conversation.conversation import Conversation
from tests.bench.conversation.held import Held
from tests.bench.conversation.lengths import length
from tests.bench.conversation.parts import over
from tests.bench.conversation.parts.over import INTERVIEWER, OverFigure, TalkedOver
from tests.bench.conversation.sound import RATE, locate
from tests.bench.conversation.spoken import Manner, Spoken
from tests.bench.conversation.system import Setting, System

PATHS = (
    (120, -12.0), (40, -6.0), (250, -20.0), (40, -12.0), (120, -6.0), (250, -12.0), (40, -20.0), (250, -6.0), (120, -20.0),
)  # fmt: skip
"""Milliseconds and decibels from loudspeaker to microphone; each has a conversation of its own."""
LISTENS = 3.0
"""Seconds for which the candidate keeps silent after a line, in which nothing may happen."""
WAIT = 40.0


@dataclass(frozen=True, slots=True)
class EchoFigure:
    """One conversation with an open speaker, what happened while the candidate was silent."""

    system: str
    case: str
    delay_ms: int
    gain_db: float
    measured_ms: float
    """Of the echo in the recording."""
    measured_db: float
    minutes: float
    lines: int
    """Of the interviewer's that the candidate listened to in silence."""
    speaking: float
    """Seconds those lines took."""
    cut_short: int
    """Of them, not said to their end."""
    answered: int
    """Lines begun though the candidate had said nothing since the one before."""
    own_cut_short: int
    """The journal's count of lines not completed."""
    own_onsets: int
    """Beginnings of speech in the journal while only the interviewer spoke."""
    own_words: str
    """Words the journal holds from then."""


def echo(bench: Bench, system: System) -> Iterator[EchoFigure | OverFigure]:
    """One conversation for each path; the candidate listens in silence, and once speaks over a line."""
    for number, (delay, gain) in enumerate(bench.some(PATHS)):
        story = bench.cases.talk_over[number % len(bench.cases.talk_over)]
        yield from _path(bench, system, story, delay, gain, number)


def _path(
    bench: Bench, system: System, story: Story, delay: int, gain: float, number: int
) -> Iterator[EchoFigure | OverFigure]:
    name = f"{delay} ms {gain:.0f} dB"
    manner = Manner(story.voice)
    follow = bench.cases.follow_ups
    words = bench.cases.interruptions[number % len(bench.cases.interruptions)]
    told = (story.opening,) if bench.quick else (story.opening, *follow[:3])
    answers = [bench.speaker.speak(sentences, manner) for sentences in told]
    loud = bench.speaker.speak([words, *follow[-1]], manner)
    seconds = 150 + round(sum(len(s.samples) / RATE + 40 for s in (*answers, loud)))
    done: list[TalkedOver] = []
    setting = Setting((story.question,), seconds, headphones=False)
    with bench.room.echo(delay, gain):
        held = hold(
            bench, system, "echo", name, setting, -55.0, lambda talk: _tell(talk, answers, loud, words, done)
        )
    if held is None:
        return
    yield figure(bench, held, done, system.name, name, delay, gain)
    for one in done:
        found = over.figure(bench, held, one, system.name, story.id, name)
        if found is not None:
            yield found


def _tell(
    talk: Conversation, answers: Sequence[Spoken], loud: Spoken, words: str, done: list[TalkedOver]
) -> None:
    """Listen, wait a little, answer; then speak over one line; then listen once more."""
    for answer in answers:
        line = talk.wait_for_question(WAIT)
        talk.wait_until(max(line.at, talk.recorder.now) + LISTENS)
        talk.say(answer)
    done.append(over.talk_over(talk, loud, words, 1.0, backchannel=False))
    talk.wait_for_question(WAIT)
    talk.wait_until(talk.recorder.now + LISTENS)


def figure(
    bench: Bench, held: Held, done: Sequence[TalkedOver], system: str, case: str, delay: int, gain: float
) -> EchoFigure:
    """What the sound, and beside it the journal, says of the lines nobody spoke into."""
    spoken = [(p.start, p.end) for said in held.said if (p := held.placed(said)) is not None]
    ms, db = path_of(held)
    lines, seconds, cut, answered, own_cut, quiet = 0, 0.0, 0, 0, 0, []
    for number, line in enumerate(held.lines):
        heard = length(line, held.lines, held.sounds, bench.speaker.seconds_of(line.text, INTERVIEWER))
        if heard is None or any(start < heard.end and end > heard.start for start, end in spoken):
            continue
        lines += 1
        seconds += heard.end - heard.start
        cut += not heard.whole
        own_cut += not line.completed
        quiet.append((heard.start, heard.end))
        before = held.lines[number - 1] if number else None
        if before is not None and before.asks and not any(before.at < end <= line.at for _, end in spoken):
            answered += 1
    onsets, words = overheard(held, quiet)
    return EchoFigure(
        system, case, delay, gain, ms, db, held.seconds / 60, lines, seconds, cut, answered, own_cut, onsets,
        " ".join(words),
    )  # fmt: skip


def overheard(held: Held, quiet: Sequence[tuple[float, float]]) -> tuple[int, list[str]]:
    """Beginnings of speech and words that the journal places where only the interviewer spoke."""

    def alone(sample: int) -> bool:
        at = sample / RATE + held.offset
        return any(start + 0.05 < at < end for start, end in quiet)

    onsets = sum(entry.name == "SpeechStarted" and alone(entry.sample) for entry in held.entries)
    words = [
        word["text"]
        for entry in held.entries
        if entry.name == "WordsCommitted"
        for word in entry.body["words"]
        if alone((word["start"] + word["end"]) // 2)
    ]
    return onsets, words


def path_of(held: Held) -> tuple[float, float]:
    """Milliseconds and decibels of the echo, found in the recording of the first line of some length."""
    for burst in held.sounds:
        if burst.seconds < 1.0:
            continue
        first = int(burst.start * RATE)
        piece = held.speaker[first : first + RATE]
        at, _ = locate(piece, held.candidate[first : first + 2 * RATE])
        there = held.candidate[first + at : first + at + RATE]
        power = float((piece.astype("f8") ** 2).sum())
        gain = float(np.dot(there.astype("f8"), piece.astype("f8"))) / power
        return 1000 * at / RATE, 20 * float(np.log10(max(abs(gain), 1e-6)))
    return 0.0, 0.0
