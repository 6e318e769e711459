"""hotseat rounds, hotseat content check, export and import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from content.library import Library, load_library
from desktop.paths import user_content

if TYPE_CHECKING:
    from interviewer.practice.stories import Story

STORIES = "stories.yaml"
"""The story bank's file in an exported folder."""


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
            f"{spec.id:28} {spec.title}  ({spec.company}, {spec.level}, {spec.duration_minutes} min, {spec.difficulty}, {spec.strictness} interviewer)"
        )
        print(f"{'':28} {spec.summary}")
    if not found:
        print(f"No round holds '{text}'.")
    return 0 if found else 1


def export(ids: tuple[str, ...], out: Path, stories: bool) -> int:
    """Content files and, where wanted, the story bank, into one folder; each file that was written, a line."""
    from content import exchange

    written = list(exchange.export(ids, user_content(), out)) if ids or not stories else []
    if stories:
        written += _export_stories(out)
    for path in written:
        print(path)
    if not written:
        print("There is nothing of your own yet; give the ids of rounds to export ours.")
    return 0 if written else 1


def _export_stories(out: Path) -> list[Path]:
    from desktop.paths import journal_path
    from interviewer.journal import Journal
    from interviewer.practice.exchange import write_stories
    from interviewer.practice.store import PracticeStore

    with Journal(journal_path()) as journal:
        kept = PracticeStore(journal).stories()
    if not kept:
        return []
    out.mkdir(parents=True, exist_ok=True)
    return [write_stories(kept, out / STORIES)]


def take_in(paths: tuple[Path, ...], replace: bool) -> int:
    """Content files into the user's folder and stories into the bank; everything is right, or nothing is taken."""
    from content import exchange

    files, story_files = _apart(paths)
    stories = _read_stories(story_files)
    taken = exchange.take_in(files, user_content(), replace=replace) if files else ()
    for item in taken:
        done = "Already there:" if item.same else "Replaced" if item.replaced else "Added"
        print(f"{done} {item.id} in {item.path}")
    added = _keep_stories(stories)
    if story_files:
        print(f"Added {added} of {len(stories)} stories; the others are in the bank already.")
    if not files and not story_files:
        print("There is no content file there.")
        return 1
    return 0


def _apart(paths: tuple[Path, ...]) -> tuple[list[Path], list[Path]]:
    """Content files and folders, and files of stories."""
    from content.errors import ContentFilesError
    from content.library import FOLDERS, yaml_files
    from content.source import parse

    files: list[Path] = []
    stories: list[Path] = []
    for path in paths:
        laid_out = any((path / folder).is_dir() for folder in FOLDERS)
        inside = [Path(str(file)) for file in yaml_files(path)] if path.is_dir() else [path]
        if laid_out:
            files.append(path)
        for file in inside:
            try:
                found = "stories" in parse(file.name, file.read_bytes()).data
            except (OSError, ContentFilesError):
                found = False
            if found:
                stories.append(file)
            elif not laid_out:
                files.append(file)
    return files, stories


def _read_stories(paths: list[Path]) -> list[Story]:
    """New ones and known ones; raises StoryFileError with every problem by file, line and field."""
    from interviewer.practice.exchange import read_stories

    if not paths:
        return []
    known = library().principles
    return [story for path in paths for story in read_stories(path, known=known)]


def _keep_stories(stories: list[Story]) -> int:
    """Into the bank, without those that are in it word for word. How many were new."""
    if not stories:
        return 0
    from dataclasses import replace
    from datetime import datetime

    from desktop.paths import journal_path
    from interviewer.journal import Journal
    from interviewer.practice.store import PracticeStore
    from interviewer.practice.stories import slug

    added = 0
    with Journal(journal_path()) as journal:
        store = PracticeStore(journal)
        kept = {story.id: story for story in store.stories()}
        for story in stories:
            if any(replace(old, id="") == replace(story, id="") for old in kept.values()):
                continue
            own = replace(story, id=slug(story.title, set(kept)))
            store.keep_story(own, datetime.now().isoformat(timespec="seconds"))
            kept[own.id] = own
            added += 1
    return added


def check(paths: tuple[Path, ...]) -> int:
    """Every problem, one a line; exit code 1 when there are any."""
    from content.shelf import check_paths

    problems = check_paths(paths) if paths else load_library(user_content()).problems
    for problem in problems:
        print(problem)
    if not problems:
        print("Every content file is right.")
    return 1 if problems else 0
