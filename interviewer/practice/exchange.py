"""Stories as a YAML file: written to be read and edited by hand, read back with every mistake named by line and field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field

from content.errors import ContentFilesError
from content.loader import load_source
from content.schema import Strict, Text
from content.source import Loc
from interviewer.errors import InterviewerError
from interviewer.practice.stories import Story, slug
from interviewer.practice.templates import TemplateId, blanks


class StoryFileError(InterviewerError):
    """A file of stories that cannot be read or written; its text is fit for the user."""


class StoryEntry(Strict):
    """One story in a file."""

    title: Text = Field(description="a few words to know it by")
    template: TemplateId = Field(
        default="star", description="star: the five sections; incident: the ten parts"
    )
    setting: str = Field(default="", description="when and where, a few words")
    principles: tuple[Text, ...] = Field(
        default=(), description="ids of the principles it is kept for, best first"
    )
    figures: tuple[Text, ...] = Field(default=(), description="figures to have ready")
    people: tuple[Text, ...] = Field(default=(), description="who had a say, by name or job")
    parts: dict[str, str] = Field(
        description="the template's parts by their keys; empty ones may be left out"
    )

    def strange(self, known: Collection[str]) -> Iterator[tuple[Loc, str]]:
        """Parts that its template does not have and principles that there are not: where, and what is wrong."""
        keys = [blank.key for blank in blanks(self.template)]
        for key in self.parts:
            if key not in keys:
                yield (
                    ("parts", key),
                    f"is not a part of the template '{self.template}'; its parts are {', '.join(keys)}",
                )
        for place, name in enumerate(self.principles):
            if known and name not in known:
                problem = f"'{name}' is not a principle; they are {', '.join(sorted(known))}"
                yield ("principles", place), problem


class StoryFile(Strict):
    """A file of stories."""

    stories: tuple[StoryEntry, ...] = Field(min_length=1, description="in any order")


def read_stories(path: Path, *, known: Iterable[str] = (), taken: Iterable[str] = ()) -> tuple[Story, ...]:
    """The stories of a file. `known` are the ids of principles (any, where none are given), `taken` ids in use.

    Raises:
        StoryFileError: with every problem by file, line and field; nothing is taken from the file then.
    """
    try:
        loaded = load_source(path, StoryFile)
    except ContentFilesError as error:
        raise StoryFileError(str(error)) from error
    principles = set(known)
    wrong = [
        loaded.source.problem(("stories", number, *where), problem)
        for number, entry in enumerate(loaded.value.stories)
        for where, problem in entry.strange(principles)
    ]
    if wrong:
        raise StoryFileError(str(ContentFilesError(sorted(wrong, key=lambda each: each.line or 0))))
    used = set(taken)
    out = []
    for entry in loaded.value.stories:
        name = slug(entry.title, used)
        used.add(name)
        story = Story(
            name, entry.title, entry.template, entry.setting, entry.principles,
            figures=entry.figures, people=entry.people,
        )  # fmt: skip
        for key, text in entry.parts.items():
            story = story.with_part(key, text)
        out.append(story)
    return tuple(out)


def write_stories(stories: Sequence[Story], path: Path) -> Path:
    """Write them all into one file, which `read_stories` reads back the same.

    Raises:
        StoryFileError: the file cannot be written; one that was there stays.
    """
    text = yaml.dump(
        {"stories": [_entry(story) for story in stories]},
        Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100,
    )  # fmt: skip
    part = path.with_name(path.name + ".part")
    try:
        part.write_text("# Stories of Hotseat's story bank.\n" + text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise StoryFileError(
            f"{path} could not be written ({error.strerror or error}); choose another place."
        ) from error
    return path


def _entry(story: Story) -> dict[str, Any]:
    full: dict[str, Any] = {
        "title": story.title,
        "template": story.template,
        "setting": story.setting,
        "principles": list(story.principles),
        "figures": list(story.figures),
        "people": list(story.people),
    }
    return {**{k: v for k, v in full.items() if v}, "parts": dict(story.parts)}


class _Dumper(yaml.SafeDumper):
    """Long texts as folded blocks, which people can edit."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = ">" if len(text) > 80 and "\n" not in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
