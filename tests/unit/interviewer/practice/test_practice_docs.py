"""docs/stories.md says what a file of stories takes: every field, every part, and an example that can be imported."""

from __future__ import annotations

import re
from pathlib import Path

from content.library import load_library
from interviewer.practice.exchange import StoryEntry, read_stories
from interviewer.practice.templates import TEMPLATES

DOC = Path(__file__).parents[4] / "docs" / "stories.md"


def test_every_field_is_documented_as_it_is() -> None:
    text = DOC.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", text, re.MULTILINE))
    assert rows == {name: field.description for name, field in StoryEntry.model_fields.items()}


def test_every_part_is_named() -> None:
    text = DOC.read_text(encoding="utf-8")
    for form in TEMPLATES.values():
        assert all(f"`{blank.key}`" in text for blank in form)


def test_the_example_can_be_imported(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    path = tmp_path / "stories.yaml"
    path.write_text(example[1], encoding="utf-8")
    (story,) = read_stories(path, known=tuple(load_library().principles))
    assert story.title == "Six depots on Monday" and story.missing == ()
