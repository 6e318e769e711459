"""A published principle: where it stands among the others, and what is asked about it."""

from __future__ import annotations

from pydantic import Field

from content.schema.base import Id, Strict, Text, Version


class Principle(Strict):
    """One published principle."""

    id: Id = Field(description="names the principle")
    version: Version
    source: Text = Field(description="where the facts come from")
    name: Text = Field(description="as published")
    company: Id = Field(description="id of the company that published it")
    rank: int = Field(ge=1, le=99, description="its place by how often it is asked about, from 1")
    how_often: Text = Field(description="in which interviews it is asked about, and how, in a sentence")
    listens_for: tuple[Text, ...] = Field(min_length=3, description="what an interviewer writes down")
    direct_questions: tuple[Text, ...] = Field(min_length=4, description="questions that name it")
    indirect_questions: tuple[Text, ...] = Field(min_length=2, description="questions that hide it")
    competency: Id | None = Field(default=None, description="id of its guide, where there is one")

    @property
    def questions(self) -> tuple[str, ...]:
        """All of its questions, the direct ones first."""
        return (*self.direct_questions, *self.indirect_questions)
