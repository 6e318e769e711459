"""The forms a story is filled in by: the five sections, and the ten parts of an incident told in figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interviewer.analysis.findings import Section

TemplateId = Literal["star", "incident"]


@dataclass(frozen=True, slots=True)
class Blank:
    """One part of a form."""

    key: str
    title: str
    hint: str
    """What belongs there, shown while it is empty."""
    section: Section
    """The section of the answer it becomes."""


STAR: tuple[Blank, ...] = (
    Blank(
        "situation",
        "Situation",
        "Where it was, when, and why it mattered. Three sentences.",
        Section.SITUATION,
    ),
    Blank("task", "Task", "What fell to you, and what would have happened without you.", Section.TASK),
    Blank(
        "action", "Action", "What you did, one act a sentence, each with I in front of it.", Section.ACTION
    ),
    Blank(
        "result",
        "Result",
        "What came of it: each figure with what it was before, and who counted.",
        Section.RESULT,
    ),
    Blank(
        "reflection",
        "Reflection",
        "What you do differently since, and the last time you did it.",
        Section.REFLECTION,
    ),
)

INCIDENT: tuple[Blank, ...] = (
    Blank(
        "dates",
        "Dates and roles",
        "From which day to which, your own role, and the job of everybody who had a say.",
        Section.SITUATION,
    ),
    Blank(
        "situation",
        "Situation",
        "What was about to go live, and why the date could not wait.",
        Section.SITUATION,
    ),
    Blank("risks", "Risks", "What you found in the data, the machines or for the customer.", Section.TASK),
    Blank(
        "values",
        "Principles",
        "Which principle each of your steps rested on, in a clause each.",
        Section.TASK,
    ),
    Blank(
        "guardrails",
        "Criteria and guardrails",
        "The measure that decides and its threshold; quality, safety, speed and cost; the trial; when it stops.",
        Section.ACTION,
    ),
    Blank(
        "numbers",
        "Risk in numbers",
        "What an error costs and a success brings, how often each happens, and how sure you were.",
        Section.ACTION,
    ),
    Blank(
        "influence",
        "Influence",
        "Whom you spoke to alone, the options you laid out, what was agreed beforehand.",
        Section.ACTION,
    ),
    Blank(
        "outcome",
        "Outcome",
        "What changed, from which figure to which, in money where you can; how it was rolled out.",
        Section.RESULT,
    ),
    Blank("feedback", "Toughest feedback", "Who said it, and in which words.", Section.REFLECTION),
    Blank(
        "hindsight",
        "Hindsight",
        "What you would change for the result, and what for the trust between you.",
        Section.REFLECTION,
    ),
)

TEMPLATES: dict[TemplateId, tuple[Blank, ...]] = {"star": STAR, "incident": INCIDENT}
NAMES: dict[TemplateId, str] = {"star": "Five sections", "incident": "Ten parts, told in figures"}


def blanks(template: TemplateId) -> tuple[Blank, ...]:
    """The parts of a form, in the order of the answer."""
    return TEMPLATES[template]
