"""What was told in a round, for the rounds after it and for the meeting. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.analysis.findings import AnswerAnalysis
from interviewer.guardrails.consistency import Conflict, conflicts
from interviewer.guardrails.known import Known, KnownFigure, KnownStory
from interviewer.report import Report
from interviewer.state import State, story_analysis


@dataclass(frozen=True, slots=True)
class Told:
    """One finished round."""

    place: int
    """In the loop, from 0."""
    where: str
    """What it was about, as it is said: the principles."""
    report: Report
    stories: tuple[AnswerAnalysis, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """What two rounds of a loop do not agree on."""

    earlier: int
    """Places of the two."""
    later: int
    conflict: Conflict
    settled: bool
    """It was asked about in a round, and answered."""

    @property
    def is_story(self) -> bool:
        return self.conflict.kind == "story"


def told_in(place: int, where: str, state: State, report: Report) -> Told:
    """From a session that was rebuilt from its journal."""
    stories = tuple(story_analysis(state, finished=True, story=i) for i in range(state.story + 1))
    return Told(place, where, report, tuple(story for story in stories if story.sentences))


def known_of(earlier: Sequence[Told]) -> Known:
    """What a later round can be held against: figures that are evidence or outcome, and the stories."""
    figures: list[KnownFigure] = []
    for round_ in earlier:
        for story in round_.stories:
            figures += [
                KnownFigure(c.text, c.value, c.unit, c.measures, "told", round_.where, c.quote)
                for c in story.claims
                if c.needs_baseline and c.value is not None and c.unit
            ]
    stories = tuple(
        KnownStory(round_.where, tuple(s.text for s in story.sentences))
        for round_ in earlier
        for story in round_.stories
    )
    return Known(tuple(figures), stories)


def between_rounds(rounds: Sequence[Told]) -> tuple[Between, ...]:
    """Every figure told otherwise and every story told twice, over all pairs of rounds in their order."""
    found: list[Between] = []
    for n, later in enumerate(rounds):
        for earlier in rounds[:n]:
            known = known_of([earlier])
            for story in later.stories:
                for conflict in conflicts(story, known):
                    if conflict.kind in ("round", "story"):
                        settled = _settled(conflict, rounds[n:])
                        found.append(Between(earlier.place, later.place, conflict, settled))
    return tuple(found)


def _settled(conflict: Conflict, later: Sequence[Told]) -> bool:
    """Whether somebody asked just this and was answered."""
    return any(
        asked.outcome == "answered" and conflict.question in asked.text
        for round_ in later
        for asked in round_.report.asked
    )
