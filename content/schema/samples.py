"""Sample answers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from content.schema.base import Id, ProbeCode, Strict, Text, Version


class SampleAnswer(Strict):
    """One thing the sample candidate says."""

    to: Literal["opening", "probe", "part", "cut_in", "anything"] = Field(
        description="opening: the next opening question; probe: the probe named; part: the part named; "
        "cut_in: an interruption; anything: whatever has no answer of its own"
    )
    probe: ProbeCode | None = Field(default=None, description="for `to: probe`, which")
    part: Id | None = Field(default=None, description="for `to: part`, the id of which part of the round")
    outcome: Literal["answered", "partly", "dodged"] = Field(
        default="answered", description="what a fair listener calls it"
    )
    text: Text = Field(description="as people speak")

    @model_validator(mode="after")
    def _probe_named(self) -> SampleAnswer:
        if (self.to == "probe") != (self.probe is not None):
            raise ValueError("'to: probe' needs a probe code, and nothing else takes one")
        if (self.to == "part") != (self.part is not None):
            raise ValueError("'to: part' needs a part's id, and nothing else takes one")
        return self


class Sample(Strict):
    """A candidate who answers by the file, for the demo."""

    id: Id = Field(description="names the sample on the command line")
    version: Version
    round: Id = Field(description="id of the round it answers")
    quality: Literal["weak", "middling", "strong"] = Field(description="how well it should come out")
    title: Text = Field(description="what the story is about")
    answers: tuple[SampleAnswer, ...] = Field(
        min_length=1, description="the main answer first, then replies; each is used once, in this order"
    )
