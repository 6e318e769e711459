"""What a round is scored on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from content.schema.base import GapCode, Id, Percent, Strict, Text


class Dimension(Strict):
    """One row of a weighted table."""

    id: Id = Field(description="unique over all tables of the round")
    name: Text = Field(description="as the report shows it")
    weight: Percent = Field(description="percent of the table")
    definition: Text = Field(description="what is looked for, one or two sentences")
    tiers: dict[Literal[1, 2, 3, 4], Text] = Field(description="what each score means for this dimension")

    @model_validator(mode="after")
    def _all_tiers(self) -> Dimension:
        if sorted(self.tiers) != [1, 2, 3, 4]:
            raise ValueError("tiers must spell out 1, 2, 3 and 4")
        return self


class ScoreTableSpec(Strict):
    """A weighted table; its weights add to 100."""

    id: Id = Field(description="unique in the round")
    name: Text = Field(description="the heading in the report")
    dimensions: tuple[Dimension, ...] = Field(min_length=1, description="its rows, in the order shown")

    @model_validator(mode="after")
    def _adds_up(self) -> ScoreTableSpec:
        total = sum(d.weight for d in self.dimensions)
        if total != 100:
            raise ValueError(f"weights of table '{self.id}' add to {total}, not 100")
        return self


class ChecklistItem(Strict):
    """One thing to have ready in the two minutes before the clock starts."""

    id: Id = Field(description="unique in the round")
    title: Text = Field(description="shown beside the box, and spoken")
    detail: Text = Field(description="what being ready means, shown under the title")
    heard_as: tuple[Text, ...] = Field(default=(), description="spoken words that tick it, lower case")


class Trap(Strict):
    """A common way this round goes wrong."""

    id: Id = Field(description="unique in the round")
    name: Text = Field(description="as the report shows it")
    description: Text = Field(description="what the speaker does, and what it costs")
    fix: Text = Field(description="what to do instead, one or two sentences")
    gaps: tuple[GapCode, ...] = Field(
        min_length=1, description="gap codes whose presence means the trap was met"
    )
