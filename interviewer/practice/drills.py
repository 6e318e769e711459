"""Drills: one question, one section against its own clock, or one follow-up, as a very short round. Pure.

A drill is an ordinary round with one opening and no follow-ups, so that voice, journal, report and replay are a
round's; what is judged of it at once is said in `drill_results`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from content.library import Library
from content.schema import Principle, RoundSpec
from interviewer.analysis.findings import ProbeCode
from interviewer.practice.made import PREFIX
from interviewer.practice.stories import Story

Kind = Literal["question", "section", "follow_up", "story"]
SectionName = Literal["set_up", "action", "result", "reflection"]

CLOSING = "That was this one."
"""The last line: neutral, and short, because the finding follows at once."""
QUESTION_SECONDS = 300
FOLLOW_UP_SECONDS = 120
SECTION_SECONDS: dict[SectionName, int] = {"set_up": 50, "action": 110, "result": 25, "reflection": 20}
"""A well-told answer of three minutes: set-up under 50 s, action about 70%, then result and reflection."""
SECTION_ASKS: dict[SectionName, tuple[str, str]] = {
    "set_up": (
        "The set-up",
        "Give me only the set-up: where it was, what was at stake, and what fell to you.",
    ),
    "action": ("The action", "Leave the set-up out. Tell me only what you did yourself, step by step."),
    "result": (
        "The result",
        "Tell me only what came of it: what the figures were before and after, and who counted.",
    ),
    "reflection": ("The reflection", "Tell me only what you do differently since, and when you last did it."),
}


@dataclass(frozen=True, slots=True)
class Drill:
    """One thing to practise."""

    subject: str
    """Names it: the same for every try."""
    kind: Kind
    principle: str
    """Its id."""
    title: str
    """As lists show it."""
    question: str
    """As it is asked."""
    seconds: int
    """Of the whole drill; for a section the clock it is held against."""
    section: SectionName | None = None
    probe: ProbeCode | None = None
    listens_for: str = ""
    weak: str = ""
    weak_why: str = ""
    strong: str = ""
    strong_line: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """One try of a drill."""

    session: str
    subject: str
    kind: str
    at: str
    """Local time, ISO 8601."""
    standing: str
    """held, partly or missed."""


def catalogue(library: Library) -> tuple[Drill, ...]:
    """Every drill the content offers: by principle, the most often asked about first; questions, sections, follow-ups."""
    return tuple(
        drill for principle in library.principles.values() for drill in drills_for(library, principle)
    )


def drills_for(library: Library, principle: Principle) -> tuple[Drill, ...]:
    """The drills of one principle."""
    guide = library.competencies.get(principle.competency or "")
    asked = [*principle.questions, *((*guide.direct_questions, *guide.indirect_questions) if guide else ())]
    questions = tuple(
        Drill(
            _subject("question", principle.id, text), "question", principle.id, text, text, QUESTION_SECONDS
        )
        for text in dict.fromkeys(asked)
    )
    sections = tuple(section_drill(principle, name) for name in SECTION_ASKS)
    follow_ups = tuple(
        Drill(
            _subject("follow_up", principle.id, c.question), "follow_up", principle.id, c.question, c.question,
            FOLLOW_UP_SECONDS, probe=ProbeCode(c.probe) if c.probe else None, listens_for=c.listens_for,
            weak=c.weak, weak_why=c.weak_why, strong=c.strong, strong_line=c.strong_line,
        )
        for c in (guide.follow_ups if guide else ())
    )  # fmt: skip
    return (*questions, *sections, *follow_ups)


def section_drill(principle: Principle, name: SectionName) -> Drill:
    """One section of an answer to the principle's first question, against its own clock."""
    title, ask = SECTION_ASKS[name]
    seconds = SECTION_SECONDS[name]
    lead = f"Think of your story for {principle.name}."
    return Drill(
        f"section:{principle.id}:{name}", "section", principle.id, f"{title} in {seconds} seconds",
        f"{lead} {ask}", seconds, section=name,
    )  # fmt: skip


def story_drill(library: Library, story: Story, principle_id: str) -> Drill:
    """One story told to the first question of a principle."""
    principle = library.principles[principle_id]
    question = principle.questions[0]
    return Drill(
        f"story:{story.id}:{principle.id}", "story", principle.id, f"{story.title}, for {principle.name}",
        question, QUESTION_SECONDS,
    )  # fmt: skip


def make_round(drill: Drill, library: Library, company: str = "", level: str = "") -> RoundSpec:
    """The round that holds a drill: the same drill with the same content is the same round."""
    principle = library.principles[drill.principle]
    base = _base(library, principle)
    level_id = level if level in library.levels else base.level
    company_id = company if company in library.companies else base.company
    update: dict[str, Any] = {
        "title": f"Drill: {drill.title}",
        "summary": f"One {drill.kind.replace('_', '-')} on {principle.name}.",
        "focus": drill.listens_for or principle.how_often,
        "company": company_id,
        "level": level_id,
        "tests": (principle.name,),
        "competencies": (principle.competency,) if principle.competency else (),
        "openings": (drill.question,),
        "duration_minutes": max(3, -(-drill.seconds // 60)),
        "checklist": (),
        "checklist_seconds": 0,
        "parts": (),
        "greetings": (),
        "checklist_intros": (),
        "wrap_ups": (),
        "wrap_up_seconds": 10,
        "max_probes_per_story": 0,
        "closing": CLOSING,
    }
    made = base.model_copy(update=update)
    digest = hashlib.sha256(made.model_dump_json(exclude={"id"}).encode()).hexdigest()[:12]
    return made.model_copy(update={"id": f"{PREFIX}{digest}"})


# ---------------------------------------------------------------- what comes first
def weakest_first(drills: Iterable[Drill], tried: Iterable[Tried]) -> tuple[Drill, ...]:
    """What was missed last comes first, then what was half held, then what was never tried, then what held.

    Among equals what was tried longest ago comes first; what was never tried keeps its order.
    """
    last = latest(tried)

    def rank(pair: tuple[int, Drill]) -> tuple[int, str, int]:
        number, drill = pair
        found = last.get(drill.subject)
        standing = found.standing if found else "never"
        return _RANK.get(standing, 2), found.at if found else "", number

    return tuple(drill for _, drill in sorted(enumerate(drills), key=rank))


def latest(tried: Iterable[Tried]) -> dict[str, Tried]:
    """The last try of each subject."""
    found: dict[str, Tried] = {}
    for each in sorted(tried, key=lambda t: t.at):
        found[each.subject] = each
    return found


def standing_by_principle(
    drills: Iterable[Drill], tried: Iterable[Tried]
) -> Mapping[str, tuple[int, int, int]]:
    """By principle: how many of its drills were held, half held and missed at their last try."""
    last = latest(tried)
    counts: dict[str, list[int]] = {}
    for drill in drills:
        row = counts.setdefault(drill.principle, [0, 0, 0])
        if (found := last.get(drill.subject)) is not None:
            row[("held", "partly", "missed").index(found.standing)] += 1
    return {name: (row[0], row[1], row[2]) for name, row in counts.items()}


_RANK = {"missed": 0, "partly": 1, "never": 2, "held": 3}


def _base(library: Library, principle: Principle) -> RoundSpec:
    """The round whose tables and lines the drill borrows: one on its principle where there is one."""
    fitting = [spec for spec in library.rounds.values() if principle.competency in spec.competencies]
    return (fitting or list(library.rounds.values()))[0]


def _subject(kind: str, principle: str, text: str) -> str:
    return f"{kind}:{principle}:{hashlib.sha256(text.encode()).hexdigest()[:10]}"
