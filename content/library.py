"""All content: what ships with Hotseat, overlaid by id with what the user wrote.

Ours must be right (load_library raises ContentFilesError); a mistake in a user's file puts the file aside,
is told in `Library.problems`, and stops nothing. Loading reads some twenty
files; keep the library, don't reload it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from content.errors import ContentError, ContentFieldError

if TYPE_CHECKING:
    from content.schema import Company, Competency, Level, Loop, Principle, RoundSpec, Sample

FOLDERS = ("levels", "companies", "competencies", "principles", "lines", "rounds", "samples", "loops")
"""Of ours and of a user's folder alike; a file refers only to files of folders before its own."""
SHOWN_FIRST = "disagree-and-commit"
"""The round whose sample is shown to somebody who has not chosen one: its story has both an argument and what follows."""
QUALITIES = ("middling", "weak", "strong")
"""Of samples, in the order in which they are shown."""


@dataclass(frozen=True)
class Library:
    """Everything that was loaded, by id."""

    rounds: dict[str, RoundSpec]
    competencies: dict[str, Competency]
    companies: dict[str, Company]
    levels: dict[str, Level]
    """Lowest bar first."""
    samples: dict[str, Sample]
    principles: dict[str, Principle]
    """The most often asked about first."""
    problems: tuple[ContentError, ...] = ()
    """Of the user's files, in the order of folders and files."""
    loops: dict[str, Loop] = field(default_factory=dict)

    def search(
        self,
        text: str = "",
        company: str | None = None,
        level: str | None = None,
        difficulty: str | None = None,
        field: str | None = None,
    ) -> tuple[RoundSpec, ...]:
        """The rounds that hold every word of `text`, title matches first, and match every filter given."""
        wanted = {"company": company, "level": level, "difficulty": difficulty, "field": field}
        words = text.lower().split()
        found = [
            spec
            for spec in self.rounds.values()
            if all(value is None or getattr(spec, name) == value for name, value in wanted.items())
            and all(word in self._searchable(spec) for word in words)
        ]
        return tuple(sorted(found, key=lambda spec: not all(word in spec.title.lower() for word in words)))

    def tailored(self, round_id: str, company: str | None = None, level: str | None = None) -> RoundSpec:
        """A round as another company asks and weighs it, at another level. KeyError for an unknown id."""
        from content.tailoring import tailor

        spec = self.rounds[round_id]
        company_id = self.companies[company or spec.company].id
        level_id = self.levels[level or spec.level].id
        return tailor(spec, [self.competencies[name] for name in spec.competencies], company_id, level_id)

    def sample(self, quality: str = "", round_id: str = "") -> Sample | None:
        """A sample candidate of this quality in this round; None where there is none.

        Left out, the round is the one that shows most of an interview, and the quality the middling one where the round
        has it: strong and weak are easier to tell apart from it than from each other.
        """
        order = [round_id] if round_id else [SHOWN_FIRST, *self.rounds]
        for wanted in [quality] if quality else QUALITIES:
            for name in order:
                for sample in self.samples_for(name):
                    if sample.quality == wanted:
                        return sample
        return None

    def samples_for(self, round_id: str) -> tuple[Sample, ...]:
        """The sample candidates of a round."""
        return tuple(sample for sample in self.samples.values() if sample.round == round_id)

    def _searchable(self, spec: RoundSpec) -> str:
        names = [self.companies[spec.company].name, self.levels[spec.level].name]
        names += [self.competencies[name].name for name in spec.competencies]
        parts = (spec.id, spec.title, spec.summary, spec.field, spec.role, spec.difficulty, spec.focus)
        return " ".join((*parts, *spec.tests, *names)).lower()


def load_library(user_folder: Path | None = None) -> Library:
    """Load ours and, where the folder exists, the user's. Raises ContentFilesError for a fault in ours."""
    from content.shelf import shipped

    ours = shipped()
    if user_folder is None or not user_folder.exists():
        return ours.library()
    shelf = ours.overlay()
    try:
        shelf.problems += _stray(user_folder)
        shelf.add_folder(user_folder)
        shelf.check_weights()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        shelf.problems.append(ContentFieldError(str(user_folder), None, "", f"cannot be read ({reason})"))
    return shelf.library()


def yaml_files(folder: Traversable) -> list[Traversable]:
    """The YAML files right in a folder, by name; none where there is no folder. Raises OSError."""
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if _is_yaml(path)), key=lambda path: path.name)


def _is_yaml(path: Traversable) -> bool:
    return path.name.lower().endswith((".yaml", ".yml")) and not path.name.startswith(".") and path.is_file()


def _stray(user_folder: Path) -> list[ContentFieldError]:
    """YAML files of the user's that would otherwise be passed over in silence."""
    found = []
    for path in sorted(user_folder.iterdir()):
        inside = yaml_files(path) if path.is_dir() and path.name not in FOLDERS else []
        for stray in [path] if _is_yaml(path) else inside:
            problem = f"is not read where it lies; move it into one of the folders {', '.join(FOLDERS)}"
            name = stray.name if stray is path else f"{path.name}/{stray.name}"
            found.append(ContentFieldError(name, None, "", problem))
    return found
