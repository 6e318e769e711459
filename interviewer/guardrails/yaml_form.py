"""A sheet as a YAML file, out and in. What is wrong in a file is told by line and field."""

from __future__ import annotations

from pathlib import Path

import yaml

from content.errors import ContentError, ContentFilesError
from content.loader import load_file
from interviewer.errors import SheetError
from interviewer.guardrails.sheet import Sheet


def to_yaml(sheet: Sheet) -> str:
    """Every field that is not at its default, in the order of the form."""
    data = sheet.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)


def write(sheet: Sheet, path: Path) -> None:
    """Write a sheet, whole or not at all.

    Raises:
        SheetError: the file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(to_yaml(sheet), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise SheetError(
            f"{path} could not be written ({error.strerror or error}); choose another place."
        ) from error


def read(path: Path) -> Sheet:
    """Read a sheet.

    Raises:
        SheetError: it cannot be read or is none; the first three faults, each with line and field.
    """
    try:
        return load_file(path, Sheet)
    except ContentFilesError as error:
        told = " ".join(_sentence(problem) for problem in error.problems[:3])
        more = len(error.problems) - 3
        raise SheetError(told + (f" And {more} more." if more > 0 else "")) from None


def _sentence(problem: ContentError) -> str:
    words = str(problem).rstrip(".")
    return f"{words}."
