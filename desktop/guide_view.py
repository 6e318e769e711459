"""What the Learn pages show: the principles in their order, and a guide section by section. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from content.library import Library
from content.schema import Competency, Principle, RoundSpec
from interviewer.practice.stories import closed


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the list: a principle, with its guide where there is one, or a guide that belongs to none."""

    id: str
    name: str
    about: str
    principle: Principle | None
    guide: Competency | None
    practice: RoundSpec | None
    """The round that fits best; None where no round does."""

    @property
    def has(self) -> str:
        """What is there, in a word or two."""
        if self.guide is None:
            return "questions"
        answers = len(self.guide.model_answers)
        return f"guide, {answers} answers" if answers > 1 else "guide"


def entries(library: Library) -> tuple[Entry, ...]:
    """The principles by how often they are asked about, then the guides that no principle names."""
    taken = {principle.competency for principle in library.principles.values()}
    by_rank = [_of_principle(principle, library) for principle in library.principles.values()]
    others = [guide for guide in library.competencies.values() if guide.id not in taken]
    return (*by_rank, *(_of_guide(guide, library) for guide in others))


def _of_principle(principle: Principle, library: Library) -> Entry:
    guide = library.competencies.get(principle.competency or "")
    practice = best_round(library, (principle.competency or "", principle.id), principle.name)
    return Entry(principle.id, principle.name, principle.how_often, principle, guide, practice)


def _of_guide(guide: Competency, library: Library) -> Entry:
    return Entry(
        guide.id, guide.name, guide.one_line, None, guide, best_round(library, (guide.id,), guide.name)
    )


def best_round(library: Library, ids: Iterable[str], name: str) -> RoundSpec | None:
    """A round prepared for by this guide first of all; else by it among others; else one that tests the principle."""
    wanted = set(ids)
    rounds = sorted(library.rounds.values(), key=lambda spec: -spec.duration_minutes)
    first = [spec for spec in rounds if spec.competencies and spec.competencies[0] in wanted]
    among = [spec for spec in rounds if wanted & set(spec.competencies)]
    tested = [spec for spec in rounds if name in spec.tests]
    return next(iter((*first, *among, *tested)), None)


# ---------------------------------------------------------------- read aloud
def _what(guide: Competency, _: Library) -> Iterator[str]:
    yield f"{guide.name}. {guide.one_line}"
    yield guide.definition
    yield f"The question behind it: {guide.core_signal}"
    yield guide.company_framing
    if guide.key_signal:
        yield "In a few short sentences. " + " ".join(closed(line) for line in guide.key_signal)


def _not_this(guide: Competency, _: Library) -> Iterator[str]:
    yield " ".join(closed(line) for line in guide.not_this)


def _signals(guide: Competency, _: Library) -> Iterator[str]:
    for signal in guide.signals:
        yield f"{closed(signal.text)} It sounds like this. {closed(signal.phrases[0])} {signal.why}"
        yield f"What people say instead. {closed(signal.common_miss)}"


def _time(guide: Competency, _: Library) -> Iterator[str]:
    yield guide.depth_tip


def _disqualifiers(guide: Competency, _: Library) -> Iterator[str]:
    for item in guide.disqualifiers:
        yield f"{closed(item.name)} It sounds like this. {closed(item.sounds_like)} {item.why}"
        yield f"{closed(item.detection)} {item.fix}"


def _delivery(guide: Competency, _: Library) -> Iterator[str]:
    for item in guide.red_flags:
        yield f"{closed(item.name)} Not so: {closed(item.sounds_like)} {item.why} But so: {closed(item.fix)}"


def _questions(guide: Competency, _: Library) -> Iterator[str]:
    yield "Asked directly. " + " ".join(guide.direct_questions)
    yield "Asked indirectly. " + " ".join(guide.indirect_questions)


def _neighbours(guide: Competency, _: Library) -> Iterator[str]:
    for neighbour in guide.neighbours:
        yield f"{closed(neighbour.competency)} {neighbour.difference}"


def _follow_ups(guide: Competency, _: Library) -> Iterator[str]:
    for item in guide.follow_ups:
        yield f"{item.question} {item.listens_for}"
        yield f"A weak reply. {closed(item.weak)} {item.weak_why}"
        yield f"A strong reply. {closed(item.strong)}"


def _companies(guide: Competency, library: Library) -> Iterator[str]:
    for variant in guide.companies:
        yield f"{library.companies[variant.company].name}. {variant.stance} {variant.question} {variant.elevates}"


def _levels(guide: Competency, library: Library) -> Iterator[str]:
    for bar in guide.levels:
        yield f"{library.levels[bar.level].name}. {bar.bar} What fails: {bar.anti_pattern}"


def _stories(guide: Competency, _: Library) -> Iterator[str]:
    for pattern in guide.story_patterns:
        yield f"{closed(pattern.name)} {pattern.why} {pattern.example}"
    for avoid in guide.avoid_stories:
        yield f"Leave at home: {closed(avoid.name)} {avoid.why}"


def _answers(guide: Competency, _: Library) -> Iterator[str]:
    for answer in guide.model_answers:
        yield f"{closed(answer.title)} {answer.question}"
        for passage in answer.passages:
            yield passage.text


def _check(guide: Competency, _: Library) -> Iterator[str]:
    for item in guide.self_checks:
        yield f"{item.question} {item.answer}"


def _prepare(guide: Competency, _: Library) -> Iterator[str]:
    yield guide.preparation


_Spoken = Callable[[Competency, Library], Iterator[str]]

PARTS: tuple[tuple[str, str, _Spoken], ...] = (
    ("what", "What it is", _what),
    ("not", "What it is not", _not_this),
    ("signals", "Signals", _signals),
    ("time", "Your time", _time),
    ("disqualifiers", "Disqualifiers", _disqualifiers),
    ("delivery", "Delivery", _delivery),
    ("questions", "Questions", _questions),
    ("neighbours", "Neighbours", _neighbours),
    ("follow_ups", "Follow-ups", _follow_ups),
    ("companies", "Companies", _companies),
    ("levels", "Levels", _levels),
    ("stories", "Stories", _stories),
    ("answers", "Model answers", _answers),
    ("check", "Check yourself", _check),
    ("prepare", "Preparation", _prepare),
)
"""Key, heading and what is heard of it, in the order of the page."""
SECTIONS = tuple((key, title) for key, title, _ in PARTS)


def present(guide: Competency, library: Library) -> tuple[tuple[str, str], ...]:
    """Key and heading of the sections that this guide has something for."""
    return tuple((key, title) for key, title, spoken in PARTS if any(spoken(guide, library)))


def aloud(guide: Competency, library: Library) -> tuple[tuple[str, str], ...]:
    """The guide to be heard: the section's key and a paragraph, in the order of the page.

    What stands side by side on the page follows one after the other here, each with a word on what it is.
    """
    found: list[tuple[str, str]] = []
    for key, title, spoken in PARTS:
        paragraphs = [paragraph for paragraph in spoken(guide, library) if paragraph]
        if paragraphs:
            paragraphs[0] = f"{title}. {paragraphs[0]}"
        found += [(key, paragraph) for paragraph in paragraphs]
    return tuple(found)
