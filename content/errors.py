"""What can be wrong with a content file.

ContentError             anything below; its text is fit for the user
├── ContentFieldError    one thing wrong, at one place of one file
└── ContentFilesError    all the problems of one or more files, as `.problems`
"""

from __future__ import annotations

from collections.abc import Iterable


class ContentError(Exception):
    """A content file cannot be used as it is."""


class ContentFieldError(ContentError):
    """One thing wrong. Its text: "my-round.yaml, line 14, field openings.0: must be text, not 3"."""

    def __init__(self, file: str, line: int | None, field: str, problem: str) -> None:
        self.file = file
        """The file's name, as the user knows it."""
        self.line = line
        """Counted from 1; None when the whole file is meant."""
        self.field = field
        """Dotted path with list positions counted from 0 ("tables.0.name"); empty for the whole file."""
        self.problem = problem
        """What is wrong and what to do, without a final full stop."""
        super().__init__(file, line, field, problem)

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.field:
            place.append(f"field {self.field}")
        end = "" if self.problem.endswith("?") else "."
        return f"{', '.join(place)}: {self.problem}{end}"


class ContentFilesError(ContentError):
    """Several problems at once; its text has one sentence a line."""

    def __init__(self, problems: Iterable[ContentFieldError]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
