"""A competency guide."""

from __future__ import annotations

from pydantic import Field

from content.schema.base import EvidenceKind, GapCode, Id, Percent, ProbeCode, Section, Strict, Text, Version


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
    lifted_by: tuple[EvidenceKind, ...] = Field(
        default=(),
        description="what of that can be heard; the report says which of it was told, with the words",
    )
    asks_first: tuple[ProbeCode, ...] = Field(
        default=(), description="probe codes its interviewers ask before a round's own, best first"
    )
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


class Passage(Strict):
    """A stretch of a model answer, with what it does for the listener."""

    section: Section = Field(description="which part of the answer it is")
    text: Text = Field(description="as it is said")
    comment: Text = Field(description="why it is there, for the margin")


class ModelAnswer(Strict):
    """A whole answer that would pass, with a commentary."""

    id: Id = Field(description="unique in the file")
    title: Text = Field(description="what the story is about, a few words")
    level: Id = Field(description="id of the level file whose bar it meets")
    question: Text = Field(description="the question it answers")
    passages: tuple[Passage, ...] = Field(min_length=3, description="the answer, in the order it is said")


class SelfCheck(Strict):
    """A question to ask oneself, with its answer folded away."""

    question: Text = Field(description="what one should know after reading the guide")
    answer: Text = Field(description="shown when it is opened, two to four sentences")


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
    model_answers: tuple[ModelAnswer, ...] = Field(
        default=(), description="whole answers with a commentary; each of ours has two"
    )
    self_checks: tuple[SelfCheck, ...] = Field(default=(), description="questions to check oneself with")
