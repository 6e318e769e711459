"""The schema of the content files. Field descriptions are the documentation of the format."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$|^[a-z0-9]+(_[a-z0-9]+)*$")]
Code = Annotated[str, Field(pattern=r"^[A-Z]+(_[A-Z]+)*$")]


class Strict(BaseModel):
    """Unknown fields are errors, and what is loaded never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Dimension(Strict):
    """One row of a weighted table."""

    id: Id
    name: str
    weight: int = Field(ge=1, le=100, description="percent of the table")
    definition: str = Field(description="what is looked for, one or two sentences")
    tiers: dict[Literal[1, 2, 3, 4], str] = Field(description="what each score means for this dimension")

    @model_validator(mode="after")
    def _all_tiers(self) -> Dimension:
        if sorted(self.tiers) != [1, 2, 3, 4]:
            raise ValueError("tiers must spell out 1, 2, 3 and 4")
        return self


class ScoreTableSpec(Strict):
    """A weighted table; its weights add to 100."""

    id: Id
    name: str
    dimensions: tuple[Dimension, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> ScoreTableSpec:
        total = sum(d.weight for d in self.dimensions)
        if total != 100:
            raise ValueError(f"weights of table '{self.id}' add to {total}, not 100")
        return self


class ChecklistItem(Strict):
    """One thing to have ready in the two minutes before the clock starts."""

    id: Id
    title: str
    detail: str
    heard_as: tuple[str, ...] = Field(default=(), description="spoken words that tick it, lower case")


class Trap(Strict):
    """A common way this round goes wrong."""

    id: Id
    name: str
    description: str
    fix: str
    gaps: tuple[Code, ...] = Field(min_length=1, description="gap codes whose presence means the trap was met")


class ProbeWording(Strict):
    """Our own wordings for one kind of probe, used when the model's fail the checks."""

    code: Code
    wordings: tuple[str, ...] = Field(min_length=1, description='may hold "{ground}": the candidate\'s words')


class RoundSpec(Strict):
    """One interview round."""

    id: Id
    version: int = Field(ge=1)
    source: str = Field(description="where the facts come from")
    title: str
    summary: str = Field(description="one sentence for lists")
    field: str
    company: Id
    role: str
    level: Id
    difficulty: Literal["easy", "medium", "hard"]
    duration_minutes: int = Field(ge=3, le=60)
    focus: str = Field(description="what the round is about, two or three sentences")
    tests: tuple[str, ...] = Field(description="the principles it listens for")
    competencies: tuple[Id, ...]
    openings: tuple[str, ...] = Field(min_length=1, description="opening questions, asked in order")
    checklist_seconds: int = Field(default=120, ge=0, le=600)
    checklist: tuple[ChecklistItem, ...]
    tables: tuple[ScoreTableSpec, ...] = Field(min_length=1, description="interview framework, then final scorecard")
    traps: tuple[Trap, ...]
    probes: tuple[ProbeWording, ...]
    probe_priority: tuple[Code, ...] = Field(default=(), description="probe codes this round asks first, best first")
    max_probes_per_story: int = Field(default=7, ge=1, le=20)
    wrap_up_seconds: int = Field(default=60, ge=10, le=300, description="before the end, no new probe is begun")
    closing: str = Field(description="the interviewer's last line; neutral")
    strong_answers: tuple[str, ...] = ()
    weak_answers: tuple[str, ...] = ()


class Signal(Strict):
    """Something a strong answer shows."""

    text: str
    phrases: tuple[str, ...] = Field(min_length=1, description="how it sounds")
    why: str
    common_miss: str = Field(description="what people say instead")


class Disqualifier(Strict):
    """A mistake no good rest of the answer makes up for."""

    id: Id
    name: str
    sounds_like: str
    why: str
    detection: str = Field(description="the question to ask oneself")
    fix: str
    gaps: tuple[Code, ...] = ()


class RedFlag(Strict):
    """A way of telling it that costs the speaker."""

    id: Id
    name: str
    sounds_like: str
    why: str
    fix: str
    gaps: tuple[Code, ...] = ()


class Contrast(Strict):
    """A follow-up question with a weak and a strong reply."""

    question: str
    listens_for: str
    weak: str
    weak_why: str
    strong: str
    strong_line: str = Field(description="the one sentence to keep")
    probe: Code | None = None


class Neighbour(Strict):
    competency: str
    difference: str


class CompanyVariant(Strict):
    company: Id
    name: str = Field(description="what this company calls it")
    stance: str
    signal: str
    question: str
    elevates: str
    weights: dict[Id, int] = Field(default={}, description="dimension id to percent, where this company weighs otherwise")


class LevelBar(Strict):
    level: Id
    bar: str
    anti_pattern: str


class StoryPattern(Strict):
    name: str
    why: str
    example: str
    also_covers: tuple[str, ...] = ()


class AvoidStory(Strict):
    name: str
    why: str


class Competency(Strict):
    """One competency guide."""

    id: Id
    version: int = Field(ge=1)
    source: str
    name: str
    one_line: str
    definition: str
    core_signal: str
    company_framing: str
    not_this: tuple[str, ...] = Field(min_length=3)
    signals: tuple[Signal, ...] = Field(min_length=6)
    depth_tip: str
    disqualifiers: tuple[Disqualifier, ...] = Field(min_length=5)
    red_flags: tuple[RedFlag, ...] = Field(min_length=5)
    direct_questions: tuple[str, ...] = Field(min_length=4)
    indirect_questions: tuple[str, ...] = Field(min_length=2)
    recognise_by: tuple[str, ...]
    neighbours: tuple[Neighbour, ...]
    follow_ups: tuple[Contrast, ...] = Field(min_length=4)
    companies: tuple[CompanyVariant, ...]
    levels: tuple[LevelBar, ...] = Field(min_length=4)
    story_patterns: tuple[StoryPattern, ...]
    avoid_stories: tuple[AvoidStory, ...]
    preparation: str
    key_signal: tuple[str, ...] = Field(description="the answer's spine in four or five short quotes")


class Level(Strict):
    """A level and the score its bar stands at."""

    id: Id
    name: str
    bar: float = Field(ge=1, le=4, description="weighted mean of 1 to 4 that passes")
    expects: str
    must_not: tuple[Code, ...] = Field(default=(), description="gap codes that alone mean a no at this level")


class Company(Strict):
    id: Id
    name: str
    manner: str = Field(description="how its interviewers probe")
    weighs: str
