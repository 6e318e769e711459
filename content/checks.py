"""What the types of the schema cannot say about one file. Pure; every fault carries its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import Formatter

from pydantic import BaseModel

from content.schema import Competency, Part, Principle, RoundSpec, Sample, SpokenLines
from content.source import Loc

Fault = tuple[Loc, str]


def check(value: BaseModel) -> Iterator[Fault]:
    """Every fault of a validated model, each with its place."""
    if isinstance(value, SpokenLines):
        yield from _spoken(value)
    if isinstance(value, RoundSpec):
        yield from _round(value)
    elif isinstance(value, Competency):
        yield from _competency(value)
    elif isinstance(value, Principle):
        yield from _principle(value)
    elif isinstance(value, Sample) and value.answers[0].to != "opening":
        yield ("answers", 0, "to"), "must be 'opening': the first answer is the main one"


_ALL_QUOTE = "must hold one wording without {ground}, for when there are no words to quote"


def _spoken(lines: SpokenLines) -> Iterator[Fault]:
    yield from _twice("probes", "code", (probe.code for probe in lines.probes))
    yield from _twice("cut_ins", "reason", (cut_in.reason for cut_in in lines.cut_ins))
    for index, probe in enumerate(lines.probes):
        yield from _questions(("probes", index, "wordings"), probe.wordings)
        for number, wording in enumerate(probe.wordings):
            yield from _placeholders(("probes", index, "wordings", number), wording)
        if all("{ground}" in wording for wording in probe.wordings):
            yield ("probes", index, "wordings"), _ALL_QUOTE
    for index, cut_in in enumerate(lines.cut_ins):
        yield from _questions(("cut_ins", index, "wordings"), cut_in.wordings)
        for number, wording in enumerate(cut_in.wordings):
            yield from _placeholders(("cut_ins", index, "wordings", number), wording)
        if all("{ground}" in wording for wording in cut_in.wordings):
            yield ("cut_ins", index, "wordings"), _ALL_QUOTE


def _round(spec: RoundSpec) -> Iterator[Fault]:
    yield from _twice("tables", "id", (table.id for table in spec.tables))
    yield from _twice("checklist", "id", (item.id for item in spec.checklist))
    yield from _twice("traps", "id", (trap.id for trap in spec.traps))
    yield from _parts(spec.parts)
    seen: dict[str, str] = {}
    for number, table in enumerate(spec.tables):
        for row, dimension in enumerate(table.dimensions):
            if dimension.id in seen:
                yield ("tables", number, "dimensions", row, "id"), _already(dimension.id, seen[dimension.id])
            seen.setdefault(dimension.id, f"tables.{number}.dimensions.{row}")
    for number, item in enumerate(spec.checklist):
        for place, words in enumerate(item.heard_as):
            if words != words.lower():
                yield ("checklist", number, "heard_as", place), f"must be in lower case: '{words.lower()}'"
    if spec.wrap_up_seconds >= spec.duration_minutes * 60:
        yield ("wrap_up_seconds",), f"must be shorter than the round ({spec.duration_minutes * 60} seconds)"


def _parts(parts: Iterable[Part]) -> Iterator[Fault]:
    parts = tuple(parts)
    yield from _twice("parts", "id", (part.id for part in parts))
    for index, part in enumerate(parts):
        yield from _questions(("parts", index, "asks"), part.asks)
        if not part.heard_as and not part.evidence:
            yield ("parts", index), "needs heard_as or evidence, or nobody can tell when it was answered"
        for place, words in enumerate(part.heard_as):
            if words != words.lower():
                yield ("parts", index, "heard_as", place), f"must be in lower case: '{words.lower()}'"


def _competency(guide: Competency) -> Iterator[Fault]:
    yield from _twice("disqualifiers", "id", (item.id for item in guide.disqualifiers))
    yield from _twice("red_flags", "id", (item.id for item in guide.red_flags))
    yield from _twice("companies", "company", (item.company for item in guide.companies))
    yield from _twice("levels", "level", (item.level for item in guide.levels))
    yield from _twice("model_answers", "id", (item.id for item in guide.model_answers))


def _principle(principle: Principle) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for field in ("direct_questions", "indirect_questions"):
        for index, question in enumerate(getattr(principle, field)):
            if question in seen:
                yield (field, index), f"is the same question as {seen[question]}; ask another"
            seen.setdefault(question, f"{field}.{index}")


def _twice(field: str, key: str, ids: Iterable[str]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for index, value in enumerate(ids):
        if value in first:
            yield (field, index, key), _already(value, first[value])
        first.setdefault(value, f"{field}.{index}")


def _already(value: str, where: str) -> str:
    return f"'{value}' is already taken by {where}; choose another"


def _questions(loc: Loc, wordings: Iterable[str]) -> Iterator[Fault]:
    for number, wording in enumerate(wordings):
        count = wording.count("?")
        if count != 1:
            yield (*loc, number), f"must ask exactly one question; it has {count} question marks"


def _placeholders(loc: Loc, wording: str) -> Iterator[Fault]:
    try:
        names = [name for _, name, _, _ in Formatter().parse(wording) if name is not None]
    except ValueError:
        yield loc, "has a brace without its partner; only {ground} stands in braces"
        return
    for name in names:
        if name != "ground":
            yield loc, f"'{{{name}}}' is not known; only {{ground}} stands in braces"
