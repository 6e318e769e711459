"""Answers that drift and are to be interrupted, and concrete ones that are to be heard out, in rounds of several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.conversation.bench import Bench, hold
from tests.bench.conversation.cases import SETUP_SECONDS, Story
from tests.bench.conversation.conversation import Conversation, NoLineError
from tests.bench.conversation.held import Held, Placed, Said
from tests.bench.conversation.lines import Line
from tests.bench.conversation.sound import RATE
from tests.bench.conversation.spoken import Spoken
from tests.bench.conversation.system import Setting, System

A_ROUND = 6
"""Openings in one round of Hotseat's: starting it takes longer than asking."""
WAIT = 40.0
YIELDS_AFTER = 0.6
"""Seconds for which the candidate speaks on when interrupted."""


@dataclass(frozen=True, slots=True)
class CutInFigure:
    """One answer that was to be interrupted, or was not."""

    system: str
    case: str
    voice: str
    reason: str
    """Empty for an answer that was to be heard out."""
    seconds: float
    """Of the answer, as far as it was said."""
    interrupted: bool
    """The interviewer was heard before the answer was over."""
    delay: float | None
    """From the end of the labelled sentence to that sound; negative where it came before that end."""
    own: bool
    """The journal calls the line a cut-in."""
    line: str = ""


@dataclass(frozen=True)
class Case:
    """A story with its opening answer as sound."""

    story: Story
    spoken: Spoken
    after: int | None
    """Index of the labelled sentence."""


def cutins(bench: Bench, system: System) -> Iterator[CutInFigure]:
    """Only of programs that can cut in; the others' early answers are counted as false cut-offs."""
    if not system.cuts_in:
        bench.skip(system, "cutins", "all", "it never cuts in")
        return
    mixed = [s for pair in zip(bench.cases.drifting, bench.cases.concrete, strict=True) for s in pair]
    size = 2 if bench.quick else A_ROUND
    rounds = [mixed[at : at + size] for at in range(0, len(mixed), size)]
    for number, stories in enumerate(bench.some(rounds)):
        yield from _round(bench, system, f"round {number + 1}", stories)


def _round(bench: Bench, system: System, name: str, stories: Sequence[Story]) -> Iterator[CutInFigure]:
    cases = [_case(bench, story) for story in stories]
    follow_ups = [bench.speaker.speak(reply) for reply in bench.cases.follow_ups]
    # Rounds are closed when less than four minutes are left for another story.
    seconds = 300 + round(sum(len(case.spoken.samples) / RATE + 90 for case in cases))
    setting = Setting(tuple(case.story.question for case in cases), seconds, probes=1)
    told: list[tuple[Case, Said]] = []
    held = hold(
        bench, system, "cutins", name, setting, stories[0].noise,
        lambda talk: _tell(talk, cases, follow_ups, told),
    )  # fmt: skip
    if held is None:
        return
    for case, said in told:
        found = figure(held, said, case, system.name)
        if found is None:
            bench.skip(system, "cutins", case.story.id, "it was not found in the recording")
        else:
            yield found


def _case(bench: Bench, story: Story) -> Case:
    _, sentences, manner = next(story.parts())
    spoken = bench.speaker.speak(sentences, manner)
    return Case(story, spoken, labelled(story, spoken))


def labelled(story: Story, spoken: Spoken) -> int | None:
    """Index of the sentence after which it is to be interrupted."""
    if story.reason != "LONG_SETUP":
        return story.interrupt_after
    late = spoken.marks.start + SETUP_SECONDS * RATE
    return next(number for number, end in enumerate(spoken.marks.sentences) if end >= late)


def _tell(
    talk: Conversation, cases: Sequence[Case], follow_ups: Sequence[Spoken], told: list[tuple[Case, Said]]
) -> None:
    """Each opening question gets the next case, every other question a short reply."""
    line, replies = talk.wait_for_question(), 0
    for case in cases:
        while line.kind != "question" and replies < 6 * len(cases):
            talk.say(follow_ups[replies % len(follow_ups)])
            replies += 1
            line = talk.wait_for_question(WAIT)
        told.append((case, talk.say_until_interrupted(case.spoken, YIELDS_AFTER)))
        if case is cases[-1]:
            break
        line = talk.wait_for_question(WAIT)
    try:
        talk.wait_for_line(WAIT)
    except NoLineError:
        return  # the last answer is measured all the same


def figure(held: Held, said: Said, case: Case, system: str) -> CutInFigure | None:
    """What the sound says; None where the recording does not hold the answer."""
    placed = held.placed(said)
    if placed is None:
        return None
    over = said.stopped if said.stopped >= 0 else placed.end
    onset = next((b.start for b in held.sounds if placed.start < b.start < over), None)
    line = _line_at(held.lines, onset) if onset is not None else None
    return CutInFigure(
        system, case.story.id, case.story.voice, case.story.reason, over - placed.start, onset is not None,
        delay(placed, case.after, onset), line is not None and line.kind == "cut_in", line.text if line else "",
    )  # fmt: skip


def delay(placed: Placed, after: int | None, onset: float | None) -> float | None:
    """Seconds from the labelled sentence's end to the onset."""
    return None if after is None or onset is None else onset - placed.sentences[after]


def _line_at(lines: Sequence[Line], onset: float) -> Line | None:
    begun = [line for line in lines if line.at <= onset + 0.3]
    return begun[-1] if begun and onset - begun[-1].at < 1.0 else None
