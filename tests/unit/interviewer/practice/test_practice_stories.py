"""Stories: templates, reading, ledger, ids, files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from practice_samples import DEPOTS, INDEX, THIN

from interviewer.analysis.findings import Section
from interviewer.practice.exchange import StoryFileError, read_stories, write_stories
from interviewer.practice.stories import Story, closed, read, slug, tellable
from interviewer.practice.templates import INCIDENT, STAR, blanks


def test_both_forms_cover_the_answer_in_order() -> None:
    order = list(Section)
    for form in (STAR, INCIDENT):
        places = [order.index(blank.section) for blank in form]
        assert places == sorted(places)
    assert len(INCIDENT) == 10 and [b.key for b in blanks("star")] == [
        "situation",
        "task",
        "action",
        "result",
        "reflection",
    ]


def test_sentences_keep_the_section_of_their_part() -> None:
    reading = read(DEPOTS)
    by_section = {section: s.text for s, section in zip(reading.sentences, reading.sections, strict=True)}
    assert by_section[Section.TASK].startswith("I was answerable")
    assert [s.index for s in reading.sentences] == list(range(len(reading.sentences)))
    assert reading.timing is not None and reading.timing.action_share > 0.3


def test_the_ledger_holds_what_has_a_start_and_opens_what_has_none() -> None:
    claims = {claim.text: claim.status for claim in read(DEPOTS).claims}
    assert any(status == "held" for status in claims.values())
    assert any("forty hours" in text for text in claims), claims


def test_parts_are_filled_in_the_order_of_the_form_and_emptied() -> None:
    story = Story("x", "X", "incident").with_part("hindsight", "Earlier. ").with_part("dates", "May.")
    assert story.parts == (("dates", "May."), ("hindsight", "Earlier."))
    assert "Risks" in story.missing and "Hindsight" not in story.missing
    assert story.with_part("dates", "").parts == (("hindsight", "Earlier."),)


def test_a_note_is_no_story() -> None:
    assert tellable(DEPOTS) and not tellable(THIN)
    assert read(replace(THIN, parts=())).timing is None
    assert closed("Nine  days") == "Nine days." and closed("Why?") == "Why?"


def test_ids_are_made_of_titles_and_never_twice() -> None:
    assert slug("Six depots on Monday") == "six-depots-on-monday"
    assert slug("Six depots on Monday", {"six-depots-on-monday"}) == "six-depots-on-monday-2"
    assert slug("!!!") == "story"


def test_stories_go_to_a_file_and_come_back(tmp_path: Path) -> None:
    path = write_stories((DEPOTS, INDEX), tmp_path / "stories.yaml")
    back = read_stories(path, known=("have-backbone", "deliver-results", "dive-deep"))
    assert [replace(story, id="") for story in back] == [replace(DEPOTS, id=""), replace(INDEX, id="")]
    again = read_stories(path, taken=[story.id for story in back])
    assert [story.id for story in again] == ["six-depots-on-monday-2", "the-quiet-index-2"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "stories:\n  - title: A\n    parts: {sitation: x}\n",
            ("line 3", "stories.0.parts.sitation", "situation"),
        ),
        ("stories:\n  - titel: A\n    parts: {}\n", ("line 2", "titel", "title")),
        ("stories: [\n", ("line 1", "not YAML")),
        (
            "stories:\n  - title: A\n    principles: [nonsense]\n    parts: {}\n",
            ("line 3", "stories.0.principles.0", "nonsense"),
        ),
        (
            "stories:\n  - title: A\n    principles: [nonsense]\n    parts:\n      deed: x\n",
            ("line 3, field stories.0.principles.0", "line 5, field stories.0.parts.deed"),
        ),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(StoryFileError) as caught:
        read_stories(path, known=("dive-deep",))
    assert "mine.yaml" in str(caught.value) and all(word in str(caught.value) for word in words), caught.value


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoryFileError, match="could not be written"):
        write_stories((DEPOTS,), tmp_path / "nowhere" / "stories.yaml")
