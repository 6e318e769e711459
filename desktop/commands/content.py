"""hotseat rounds, hotseat content check."""

from __future__ import annotations

from pathlib import Path

from content.library import Library, load_library
from desktop.paths import user_content


def library() -> Library:
    """Ours and the user's; mistakes in the user's are told on standard error and stop nothing."""
    import sys

    loaded = load_library(user_content())
    for problem in loaded.problems:
        print(f"hotseat: {problem}", file=sys.stderr)
    return loaded


def list_rounds(text: str) -> int:
    found = library().search(text)
    for spec in found:
        print(
            f"{spec.id:28} {spec.title}  ({spec.company}, {spec.level}, {spec.duration_minutes} min, {spec.difficulty})"
        )
        print(f"{'':28} {spec.summary}")
    if not found:
        print(f"No round holds '{text}'.")
    return 0 if found else 1


def check(paths: tuple[Path, ...]) -> int:
    """Every problem, one a line; exit code 1 when there are any."""
    from content.shelf import check_paths

    problems = check_paths(paths) if paths else load_library(user_content()).problems
    for problem in problems:
        print(problem)
    if not problems:
        print("Every content file is right.")
    return 1 if problems else 0
