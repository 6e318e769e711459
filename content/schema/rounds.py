"""A round, and the parts of a question that asks for several things at once."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from content.schema.base import EvidenceKind, Id, ProbeCode, Strict, Strictness, Text, Version
from content.schema.spoken import SpokenLines
from content.schema.tables import ChecklistItem, ScoreTableSpec, Trap


class Part(Strict):
    """One of the things that a question of several parts asks for."""

    id: Id = Field(description="unique in the round")
    name: Text = Field(description="as the report shows it, a few words")
    asks: tuple[Text, ...] = Field(
        min_length=1, description="how it is asked for where the story left it out; one question each"
    )
    heard_as: tuple[Text, ...] = Field(
        default=(), description="spoken words that point to it, lower case; one of them is enough"
    )
    evidence: tuple[EvidenceKind, ...] = Field(
        default=(),
        description="what the sentence that answers it has to hold, it or the next one; all of them",
    )


class RoundSpec(SpokenLines):
    """One interview round."""

    id: Id = Field(description="names the round on the command line and in the journal")
    version: Version
    source: Text = Field(description="where the facts come from")
    title: Text = Field(description="as lists and the report show it")
    summary: Text = Field(description="one sentence for lists")
    field: Text = Field(description="the line of work it is for")
    company: Id = Field(description="id of a company file")
    role: Text = Field(description="the job it stands in for")
    level: Id = Field(description="id of a level file; its bar decides the verdict")
    difficulty: Literal["easy", "medium", "hard"] = Field(description="shown in lists, and searched by")
    duration_minutes: int = Field(ge=3, le=60, description="from the first question to the last line")
    strictness: Strictness = Field(
        default="standard",
        description="how readily its interviewer cuts in, unless the user's settings say it",
    )
    focus: Text = Field(description="what the round is about, two or three sentences")
    tests: tuple[Text, ...] = Field(description="the principles it listens for")
    competencies: tuple[Id, ...] = Field(description="ids of competency files that prepare for it")
    openings: tuple[Text, ...] = Field(min_length=1, description="opening questions, asked in order")
    checklist_seconds: int = Field(
        default=120, ge=0, le=600, description="time for the checklist; 0 for none"
    )
    checklist: tuple[ChecklistItem, ...] = Field(description="what to have ready; may be empty")
    parts: tuple[Part, ...] = Field(
        default=(), description="what the opening questions ask for, where that is several things at once"
    )
    tables: tuple[ScoreTableSpec, ...] = Field(
        min_length=1, description="interview framework, then final scorecard"
    )
    traps: tuple[Trap, ...] = Field(description="common ways this round goes wrong; may be empty")
    probe_priority: tuple[ProbeCode, ...] = Field(
        default=(), description="probe codes this round asks first, best first"
    )
    max_probes_per_story: int = Field(
        default=7, ge=0, le=20, description="then the next opening question; 0 for none"
    )
    wrap_up_seconds: int = Field(
        default=60, ge=10, le=300, description="before the end, no new probe is begun"
    )
    strong_answers: tuple[Text, ...] = Field(default=(), description="what good answers have, for the guide")
    weak_answers: tuple[Text, ...] = Field(default=(), description="what bad answers do, and the way out")
