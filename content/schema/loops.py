"""A loop: several rounds by several interviewers, who meet afterwards."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from content.schema.base import Id, Strict, Strictness, Text, Version

FEWEST_PRINCIPLES, MOST_PRINCIPLES = 8, 10
"""Distinct principles that a whole loop covers."""


class VoiceManner(Strict):
    """How an interviewer sounds."""

    model: str = Field(
        default="", description="id of the interviewer's own Piper voice; the usual one until that is fetched"
    )
    pace: Annotated[float, Field(ge=0.8, le=1.25)] = Field(
        default=1.0, description="1 is the voice's own; 1.1 takes a tenth longer"
    )
    pitch: Annotated[float, Field(ge=0.88, le=1.12)] = Field(
        default=1.0, description="1 is the voice's own; 1.06 is about a semitone higher"
    )


class Interviewer(Strict):
    """One interviewer of a loop, and the round they hold."""

    id: Id = Field(description="unique in the loop")
    name: Text = Field(description="an invented name, as it is spoken")
    title: Text = Field(description="what the schedule calls them; it never says who is the bar raiser")
    part: Literal["hiring_manager", "interviewer", "bar_raiser"] = Field(
        description="hiring_manager and bar_raiser are one each; both can stop an offer"
    )
    manner: Text = Field(description="how they talk, in a sentence")
    strictness: Strictness = Field(description="how soon they cut in")
    voice: VoiceManner = Field(description="how they sound")
    principles: tuple[Id, ...] = Field(
        min_length=2, max_length=3, description="ids of the principles they judge"
    )
    round: Id = Field(description="id of the round they hold")
    openings: tuple[Text, ...] = Field(
        default=(), description="opening questions of their own; left out, the round's"
    )
    greetings: tuple[Text, ...] = Field(min_length=1, description="said before the first question")
    acknowledgements: tuple[Text, ...] = Field(
        default=(), description="their neutral words before a probe; left out, the round's"
    )
    closing: Text = Field(description="their last line; neutral")


class Loop(Strict):
    """A loop."""

    id: Id = Field(description="names the loop")
    version: Version
    source: Text = Field(description="where the facts come from")
    title: Text = Field(description="as the app shows it")
    summary: Text = Field(description="one or two sentences")
    company: Id = Field(description="id of a company file")
    level: Id = Field(description="id of a level file")
    interviewers: tuple[Interviewer, ...] = Field(
        min_length=5, max_length=6, description="in the order of the rounds"
    )

    @model_validator(mode="after")
    def _holds_together(self) -> Loop:
        names = [person.id for person in self.interviewers]
        if len(set(names)) != len(names):
            raise ValueError("two interviewers have the same id; give each their own")
        for part in ("hiring_manager", "bar_raiser"):
            count = sum(person.part == part for person in self.interviewers)
            if count != 1:
                raise ValueError(f"there are {count} interviewers whose part is {part}; there must be one")
        covered = {name for person in self.interviewers for name in person.principles}
        if not FEWEST_PRINCIPLES <= len(covered) <= MOST_PRINCIPLES:
            raise ValueError(
                f"the interviewers judge {len(covered)} different principles; "
                f"a loop covers {FEWEST_PRINCIPLES} to {MOST_PRINCIPLES}"
            )
        return self
