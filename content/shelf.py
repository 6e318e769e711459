"""Loaded files until they make a library: references checked, layers overlaid, lines filled in."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from content.errors import ContentError, ContentFieldError, ContentFilesError
from content.library import FOLDERS, Library, yaml_files
from content.loader import Loaded, load_source
from content.schema import (
    Company,
    Competency,
    Level,
    Lines,
    Loop,
    Principle,
    RoundSpec,
    Sample,
    SpokenLines,
    Strict,
)
from content.source import Loc, parse

MODELS: dict[str, type[Strict]] = {
    "levels": Level,
    "companies": Company,
    "competencies": Competency,
    "principles": Principle,
    "lines": Lines,
    "rounds": RoundSpec,
    "samples": Sample,
    "loops": Loop,
}
SHARED_LINES = "interviewer"

Spoken = TypeVar("Spoken", bound=SpokenLines)

_Reference = tuple[Loc, str, str]
"""Where it stands, the folder it points into, and the id it names."""


class Shelf:
    """One layer of loaded files over those below it."""

    def __init__(self) -> None:
        self.problems: list[ContentFieldError] = []
        self._loaded: dict[str, dict[str, Loaded[Any]]] = {folder: {} for folder in FOLDERS}
        self._own: dict[tuple[str, str], str] = {}
        self._below_lines: SpokenLines | None = None

    def overlay(self) -> Shelf:
        """A new layer on top of this one."""
        above = Shelf()
        above._loaded = {folder: dict(loaded) for folder, loaded in self._loaded.items()}
        above._below_lines = self._shared_lines()
        return above

    def add(self, folder: str, path: Traversable, name: str = "") -> None:
        """Load a file, check what it refers to, and put it in place of the one with its id below.

        `name` is what errors call the file, where that is not its own name.
        """
        try:
            loaded: Loaded[Any] = load_source(path, MODELS[folder], name)
        except ContentFilesError as error:
            self.problems += error.problems
            return
        faults = list(self._faults(folder, loaded))
        if faults:
            self.problems += faults
            return
        self._own[folder, loaded.value.id] = name or path.name
        self._loaded[folder][loaded.value.id] = loaded

    def add_folder(self, top: Traversable) -> None:
        """Load every YAML file of the folders that lie in this one, in the order they refer to each other.

        Errors name a file with its folder: a guide and a principle may well have the same name.
        """
        for folder in FOLDERS:
            for path in yaml_files(top / folder):
                self.add(folder, path, f"{folder}/{path.name}")

    def check_weights(self) -> None:
        """Note weights that no round has a dimension for. Needs every round loaded."""
        rounds = [loaded.value for loaded in self._loaded["rounds"].values()]
        known = {row.id for spec in rounds for table in spec.tables for row in table.dimensions}
        for name, loaded in self._loaded["competencies"].items():
            if ("competencies", name) not in self._own:
                continue
            for index, variant in enumerate(loaded.value.companies):
                for row in sorted(set(variant.weights) - known):
                    problem = f"'{row}' is not a dimension of any round{_nearest(row, known)}"
                    self.problems.append(loaded.source.problem(("companies", index, "weights", row), problem))

    def library(self) -> Library:
        """Everything on the shelf, every round with all its lines."""
        values = {
            folder: {key: item.value for key, item in kept.items()} for folder, kept in self._loaded.items()
        }
        shared = self._shared_lines()
        rounds = {key: _filled(spec, shared) for key, spec in values["rounds"].items()}
        levels = dict(sorted(values["levels"].items(), key=lambda item: item[1].bar))
        return Library(
            rounds=rounds,
            competencies=values["competencies"],
            principles=dict(sorted(values["principles"].items(), key=lambda item: item[1].rank)),
            companies=values["companies"],
            levels=levels,
            samples=values["samples"],
            loops=values["loops"],
            problems=tuple(self.problems),
        )

    def _shared_lines(self) -> SpokenLines | None:
        loaded = self._loaded["lines"].get(SHARED_LINES)
        return _filled(loaded.value, self._below_lines) if loaded else None

    def _faults(self, folder: str, loaded: Loaded[Any]) -> Iterator[ContentFieldError]:
        taken = self._own.get((folder, loaded.value.id))
        if taken is not None:
            yield loaded.source.problem(
                ("id",), f"'{loaded.value.id}' is the id of {taken} too; choose another"
            )
        for loc, target, name in references(loaded.value):
            known = self._loaded[target]
            if name not in known:
                problem = f"'{name}' is not among the {target}{_nearest(name, known)}"
                yield loaded.source.problem(loc, problem)
        if isinstance(loaded.value, Sample) and loaded.value.round in self._loaded["rounds"]:
            yield from _strange_parts(loaded, self._loaded["rounds"][loaded.value.round].value)


def check_paths(paths: Iterable[Path]) -> tuple[ContentError, ...]:
    """Every problem of some files, or of folders laid out like a user's, read on top of ours.

    Raises ContentFilesError for a fault in ours.
    """
    shelf = shipped().overlay()
    for path in paths:
        if any((path / folder).is_dir() for folder in FOLDERS):
            shelf.add_folder(path)
            continue
        for file in yaml_files(path) if path.is_dir() else [path]:
            shelf.add(folder_of(file), file)
    shelf.check_weights()
    return tuple(shelf.problems)


def shipped() -> Shelf:
    """What ships with Hotseat. Raises ContentFilesError where it is at fault."""
    shelf = Shelf()
    shelf.add_folder(files("content"))
    shelf.check_weights()
    if shelf.problems:
        raise ContentFilesError(shelf.problems)
    return shelf


def folder_of(path: Traversable) -> str:
    """By the fields of a file, which model it is meant for; a round where it cannot be told."""
    try:
        names = set(parse(path.name, path.read_bytes()).data)
    except (OSError, ContentFilesError):
        return "rounds"
    return max(MODELS, key=lambda folder: len(names & set(MODELS[folder].model_fields)))


def references(value: Strict) -> Iterator[_Reference]:
    if isinstance(value, RoundSpec):
        yield ("company",), "companies", value.company
        yield ("level",), "levels", value.level
        for index, name in enumerate(value.competencies):
            yield ("competencies", index), "competencies", name
    elif isinstance(value, Competency):
        for index, variant in enumerate(value.companies):
            yield ("companies", index, "company"), "companies", variant.company
        for index, bar in enumerate(value.levels):
            yield ("levels", index, "level"), "levels", bar.level
        for index, answer in enumerate(value.model_answers):
            yield ("model_answers", index, "level"), "levels", answer.level
    elif isinstance(value, Principle):
        yield ("company",), "companies", value.company
        if value.competency is not None:
            yield ("competency",), "competencies", value.competency
    elif isinstance(value, Sample):
        yield ("round",), "rounds", value.round
    elif isinstance(value, Loop):
        yield from _loop_references(value)


def _loop_references(value: Loop) -> Iterator[_Reference]:
    yield ("company",), "companies", value.company
    yield ("level",), "levels", value.level
    for index, person in enumerate(value.interviewers):
        yield ("interviewers", index, "round"), "rounds", person.round
        for place, name in enumerate(person.principles):
            yield ("interviewers", index, "principles", place), "principles", name


def _strange_parts(sample: Loaded[Sample], spec: RoundSpec) -> Iterator[ContentFieldError]:
    """Answers to parts that the round's question does not have."""
    known = {part.id for part in spec.parts}
    for index, answer in enumerate(sample.value.answers):
        if answer.part is not None and answer.part not in known:
            problem = f"'{answer.part}' is not among the parts of the round '{spec.id}'"
            yield sample.source.problem(("answers", index, "part"), problem + _nearest(answer.part, known))


def _nearest(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else f" ({', '.join(names)})"


def _filled(spec: Spoken, shared: SpokenLines | None) -> Spoken:
    """A round with the shared lines for whatever it does not say itself; probes and cut-ins one by one."""
    if shared is None:
        return spec
    codes = {probe.code for probe in spec.probes}
    reasons = {cut_in.reason for cut_in in spec.cut_ins}
    update: dict[str, Any] = {
        name: getattr(spec, name) or getattr(shared, name) for name in SpokenLines.model_fields
    }
    update["probes"] = (*spec.probes, *(probe for probe in shared.probes if probe.code not in codes))
    update["cut_ins"] = (
        *spec.cut_ins,
        *(cut_in for cut_in in shared.cut_ins if cut_in.reason not in reasons),
    )
    return spec.model_copy(update=update)
