"""The schema of the content files. Field descriptions are the documentation of the format.

Scores are whole numbers from 1 (absent) to 4 (fully evidenced); weights are percent of a table; times are
seconds unless the field's name says minutes. `docs/content.md` explains every field to an author.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from content.codes import GAPS, PROBES

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$|^[a-z0-9]+(_[a-z0-9]+)*$")]
GapCode = Annotated[str, AfterValidator(GAPS)]
ProbeCode = Annotated[str, AfterValidator(PROBES)]
Text = Annotated[str, Field(min_length=1)]
Version = Annotated[int, Field(ge=1, description="raised by its author when the meaning changes")]
Score = Annotated[float, Field(ge=1, le=4)]
Percent = Annotated[int, Field(ge=1, le=100)]

CutInReason = Literal["ABSTRACTION", "HYPOTHETICAL", "LONG_SETUP"]


class Strict(BaseModel):
    """Unknown fields are errors, and what is loaded never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# ---------------------------------------------------------------- what a round is scored on
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


# ---------------------------------------------------------------- what the interviewer says
class ProbeWording(Strict):
    """Our own wordings for one kind of probe, used when the model's fail the checks."""

    code: ProbeCode = Field(description="what the probe asks for")
    wordings: tuple[Text, ...] = Field(
        min_length=1, description='may hold "{ground}": the candidate\'s words'
    )


class CutIn(Strict):
    """What is said to interrupt an answer that has drifted."""

    reason: CutInReason = Field(description="why the answer is interrupted")
    wordings: tuple[Text, ...] = Field(
        min_length=1,
        description='a short stop, then one question; may hold "{ground}": the candidate\'s words',
    )


class SpokenLines(Strict):
    """Everything the interviewer says besides the opening questions. Never praise, never a verdict.

    A round may give any of these; what it leaves out is taken from `lines/interviewer.yaml`.
    """

    probes: tuple[ProbeWording, ...] = Field(default=(), description="wordings by probe code")
    cut_ins: tuple[CutIn, ...] = Field(default=(), description="interruptions by reason")
    acknowledgements: tuple[Text, ...] = Field(
        default=(), description="one to three neutral words before a probe"
    )
    second_try_leads: tuple[Text, ...] = Field(
        default=(), description="said before a probe that was dodged and is put again"
    )
    number_forgotten: tuple[Text, ...] = Field(
        default=(), description="when a figure is forgotten: asks for unit, size and how it was tracked"
    )
    greetings: tuple[Text, ...] = Field(default=(), description="said before the first question")
    checklist_intros: tuple[Text, ...] = Field(default=(), description="said when the checklist opens")
    repeat_leads: tuple[Text, ...] = Field(default=(), description="said before a question that is repeated")
    silence_nudges: tuple[Text, ...] = Field(default=(), description="said into a long silence")
    wrap_ups: tuple[Text, ...] = Field(default=(), description="said when time is nearly up")
    closing: str = Field(default="", description="the interviewer's last line; neutral")


class Lines(SpokenLines):
    """The lines every round falls back to. Ours alone has them all."""

    id: Id = Field(description="`interviewer` is the one that rounds fall back to")
    version: Version


# ---------------------------------------------------------------- a round
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
    focus: Text = Field(description="what the round is about, two or three sentences")
    tests: tuple[Text, ...] = Field(description="the principles it listens for")
    competencies: tuple[Id, ...] = Field(description="ids of competency files that prepare for it")
    openings: tuple[Text, ...] = Field(min_length=1, description="opening questions, asked in order")
    checklist_seconds: int = Field(
        default=120, ge=0, le=600, description="time for the checklist; 0 for none"
    )
    checklist: tuple[ChecklistItem, ...] = Field(description="what to have ready; may be empty")
    tables: tuple[ScoreTableSpec, ...] = Field(
        min_length=1, description="interview framework, then final scorecard"
    )
    traps: tuple[Trap, ...] = Field(description="common ways this round goes wrong; may be empty")
    probe_priority: tuple[ProbeCode, ...] = Field(
        default=(), description="probe codes this round asks first, best first"
    )
    max_probes_per_story: int = Field(default=7, ge=1, le=20, description="then the next opening question")
    wrap_up_seconds: int = Field(
        default=60, ge=10, le=300, description="before the end, no new probe is begun"
    )
    strong_answers: tuple[Text, ...] = Field(default=(), description="what good answers have, for the guide")
    weak_answers: tuple[Text, ...] = Field(default=(), description="what bad answers do, and the way out")


# ---------------------------------------------------------------- a competency guide
class Signal(Strict):
    """Something a strong answer shows."""

    text: Text = Field(description="what the speaker does")
    phrases: tuple[Text, ...] = Field(min_length=1, description="how it sounds")
    why: Text = Field(description="what an interviewer concludes from it")
    common_miss: Text = Field(description="what people say instead")


class Disqualifier(Strict):
    """A mistake no good rest of the answer makes up for."""

    id: Id = Field(description="unique in the file")
    name: Text = Field(description="a few words")
    sounds_like: Text = Field(description="the sentence that gives it away")
    why: Text = Field(description="why it decides the matter")
    detection: Text = Field(description="the question to ask oneself")
    fix: Text = Field(description="what to say, or which story to choose, instead")
    gaps: tuple[GapCode, ...] = Field(default=(), description="gap codes by which the app notices it")


class RedFlag(Strict):
    """A way of telling it that costs the speaker."""

    id: Id = Field(description="unique in the file")
    name: Text = Field(description="a few words")
    sounds_like: Text = Field(description="an example")
    why: Text = Field(description="what it costs")
    fix: Text = Field(description="the same sentence, told well")
    gaps: tuple[GapCode, ...] = Field(default=(), description="gap codes by which the app notices it")


class Contrast(Strict):
    """A follow-up question with a weak and a strong reply."""

    question: Text = Field(description="as an interviewer asks it")
    listens_for: Text = Field(description="what the question is really about")
    weak: Text = Field(description="a reply that loses ground")
    weak_why: Text = Field(description="how an interviewer reads it")
    strong: Text = Field(description="a reply that holds")
    strong_line: Text = Field(description="the one sentence to keep")
    probe: ProbeCode | None = Field(default=None, description="the probe code it belongs to")


class Neighbour(Strict):
    """Another competency this one is taken for."""

    competency: Text = Field(description="its name")
    difference: Text = Field(description="how to tell the two apart")


class CompanyVariant(Strict):
    """What one company makes of the competency."""

    company: Id = Field(description="id of a company file")
    name: Text = Field(description="what this company calls it")
    stance: Text = Field(description="what it wants to see")
    signal: Text = Field(description="how a fitting answer sounds")
    question: Text = Field(description="how it asks; put first when a round is rehearsed for this company")
    elevates: Text = Field(description="what lifts an answer above the others here")
    weights: dict[Id, Percent] = Field(
        default={}, description="dimension id to weight, where this company weighs otherwise"
    )


class LevelBar(Strict):
    """What one level has to show."""

    level: Id = Field(description="id of a level file")
    bar: Text = Field(description="what passes")
    anti_pattern: Text = Field(description="the story that fails at this level, however well told")


class StoryPattern(Strict):
    """A kind of story that fits."""

    name: Text = Field(description="a few words")
    why: Text = Field(description="what it shows")
    example: Text = Field(description="one such story, in a sentence or two")
    also_covers: tuple[Text, ...] = Field(default=(), description="other competencies it can serve")


class AvoidStory(Strict):
    """A kind of story to leave at home."""

    name: Text = Field(description="a few words")
    why: Text = Field(description="what goes wrong with it")


class Competency(Strict):
    """One competency guide."""

    id: Id = Field(description="names the guide; rounds refer to it")
    version: Version
    source: Text = Field(description="where the facts come from")
    name: Text = Field(description="as the app shows it")
    one_line: Text = Field(description="the whole of it in one sentence")
    definition: Text = Field(description="what it means, two or three sentences")
    core_signal: Text = Field(description="the one question an interviewer has to answer about you")
    company_framing: Text = Field(description="why the company that named it cares")
    not_this: tuple[Text, ...] = Field(min_length=3, description="what is mistaken for it")
    signals: tuple[Signal, ...] = Field(min_length=6, description="what strong answers show")
    depth_tip: Text = Field(description="how to spend the time")
    disqualifiers: tuple[Disqualifier, ...] = Field(min_length=5, description="what no rest makes up for")
    red_flags: tuple[RedFlag, ...] = Field(min_length=5, description="ways of telling it that cost")
    direct_questions: tuple[Text, ...] = Field(min_length=4, description="questions that name it")
    indirect_questions: tuple[Text, ...] = Field(min_length=2, description="questions that hide it")
    recognise_by: tuple[Text, ...] = Field(description="words in a question that point to it")
    neighbours: tuple[Neighbour, ...] = Field(description="what it is confused with")
    follow_ups: tuple[Contrast, ...] = Field(min_length=4, description="follow-ups, weak and strong")
    companies: tuple[CompanyVariant, ...] = Field(description="what each company makes of it")
    levels: tuple[LevelBar, ...] = Field(min_length=4, description="what each level has to show")
    story_patterns: tuple[StoryPattern, ...] = Field(description="stories that fit")
    avoid_stories: tuple[AvoidStory, ...] = Field(description="stories that do not")
    preparation: Text = Field(description="what to prepare, in one sentence")
    key_signal: tuple[Text, ...] = Field(description="the answer's spine in four or five short quotes")


# ---------------------------------------------------------------- levels and companies
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


# ---------------------------------------------------------------- sample answers
class SampleAnswer(Strict):
    """One thing the sample candidate says."""

    to: Literal["opening", "probe", "cut_in", "anything"] = Field(
        description="opening: the next opening question; probe: the probe named; cut_in: an interruption; "
        "anything: whatever has no answer of its own"
    )
    probe: ProbeCode | None = Field(default=None, description="for `to: probe`, which")
    outcome: Literal["answered", "partly", "dodged"] = Field(
        default="answered", description="what a fair listener calls it"
    )
    text: Text = Field(description="as people speak")

    @model_validator(mode="after")
    def _probe_named(self) -> SampleAnswer:
        if (self.to == "probe") != (self.probe is not None):
            raise ValueError("'to: probe' needs a probe code, and nothing else takes one")
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
