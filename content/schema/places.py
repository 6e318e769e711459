"""Levels, and companies."""

from __future__ import annotations

from pydantic import Field

from content.schema.base import GapCode, Id, Score, Strict, Text


class Level(Strict):
    """A level and the score its bar stands at."""

    id: Id = Field(description="rounds and competencies refer to it")
    name: Text = Field(description="as the app shows it")
    bar: Score = Field(description="weighted mean of 1 to 4 that passes")
    expects: Text = Field(description="what an answer has to show at this level")
    must_not: tuple[GapCode, ...] = Field(
        default=(), description="gap codes that alone mean a no at this level"
    )


class Company(Strict):
    """A company and how it interviews."""

    id: Id = Field(description="rounds and competencies refer to it")
    name: Text = Field(description="as the app shows it")
    manner: Text = Field(description="how its interviewers probe")
    weighs: Text = Field(description="what counts most there")
