"""What is wrong with a round, said at file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.errors import ContentFilesError
from content.loader import load_file
from content.schema import Competency, Level, RoundSpec, Sample

ROUND = """\
id: my-round
version: 1
source: my own
title: Late parcels
summary: One story about parcels.
field: Logistics
company: amazon
role: Dispatcher
level: sde-2
difficulty: easy
duration_minutes: 5
focus: One story.
tests: [Ownership]
competencies: []
openings:
  - Which parcel was late?
checklist:
  - id: story
    title: A story
    detail: Have one.
    heard_as: [story]
tables:
  - id: framework
    name: Framework
    dimensions:
      - id: clarity
        name: Clarity
        weight: 60
        definition: It is clear.
        tiers: {1: none, 2: some, 3: most, 4: all}
      - id: care
        name: Care
        weight: 40
        definition: Somebody cared.
        tiers: {1: none, 2: some, 3: most, 4: all}
traps:
  - id: vague
    name: Vague
    description: Nothing is counted.
    fix: Count.
    gaps: [NO_IMPACT]
probes:
  - code: BASELINE
    wordings:
      - You said "{ground}". Compared with what?
      - What was it before?
"""


def load(tmp_path: Path, text: str) -> RoundSpec:
    path = tmp_path / "my-round.yaml"
    path.write_text(text, encoding="utf-8")
    return load_file(path, RoundSpec)


def sentences(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    text = ROUND
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    with pytest.raises(ContentFilesError) as caught:
        load(tmp_path, text)
    return [str(problem) for problem in caught.value.problems]


def test_a_short_round_is_enough(tmp_path: Path) -> None:
    spec = load(tmp_path, ROUND)
    assert spec.checklist_seconds == 120
    assert spec.tables[0].dimensions[1].tiers[4] == "all"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "weight: 40",
            "weight: ten",
            "my-round.yaml, line 33, field tables.0.dimensions.1.weight: must be a whole number from 1 to 100, "
            "not 'ten'.",
        ),
        (
            "weight: 40",
            "weight: 140",
            "my-round.yaml, line 33, field tables.0.dimensions.1.weight: must be a whole number from 1 to 100, not 140.",
        ),
        (
            "weight: 40",
            "weight: 40.5",
            "my-round.yaml, line 33, field tables.0.dimensions.1.weight: must be a whole number from 1 to 100, "
            "not 40.5.",
        ),
        (
            "weight: 40",
            "weight: 30",
            "my-round.yaml, line 23, field tables.0: weights of table 'framework' add to 90, not 100.",
        ),
        (
            "difficulty: easy",
            "difficulty: brutal",
            "my-round.yaml, line 10, field difficulty: must be one of easy, medium, hard, not 'brutal'.",
        ),
        (
            "title: Late parcels",
            "title: 2024",
            "my-round.yaml, line 4, field title: must be text, not 2024.",
        ),
        (
            "title: Late parcels",
            "title: yes",
            "my-round.yaml, line 4, field title: must be text, not true (put it between quotes if it is text).",
        ),
        ("title: Late parcels", "title:", "my-round.yaml, line 4, field title: must be text, not nothing."),
        (
            "title: Late parcels",
            "title: ''",
            "my-round.yaml, line 4, field title: must be text, not empty text.",
        ),
        (
            "  - Which parcel was late?",
            "  - Tell me: which parcel was late?",
            "my-round.yaml, line 16, field openings.0: must be text, not fields (put text that holds a colon and a "
            "space between quotes).",
        ),
        (
            "openings:\n  - Which parcel was late?",
            "openings: Which parcel was late?",
            "my-round.yaml, line 15, field openings: must be a list of at least 1, not 'Which parcel was late?'.",
        ),
        (
            "openings:\n  - Which parcel was late?",
            "openings: []",
            "my-round.yaml, line 15, field openings: must be a list of at least 1, not a list of 0.",
        ),
        (
            "id: my-round",
            "id: My Round",
            "my-round.yaml, line 1, field id: must be an id (lower-case words or numbers joined by hyphens, or all by "
            "underscores), not 'My Round'.",
        ),
        (
            "difficulty: easy",
            "dificulty: easy",
            "my-round.yaml, line 10, field dificulty: is not a field here; did you mean 'difficulty'?",
        ),
        (
            "        name: Care",
            "        name: Care\n        colour: blue",
            "my-round.yaml, line 33, field tables.0.dimensions.1.colour: is not a field here; the fields are id, name, "
            "weight, definition, tiers.",
        ),
        (
            "focus: One story.\n",
            "",
            "my-round.yaml, line 1, field focus: is missing; it must be text.",
        ),
        (
            "tiers: {1: none, 2: some, 3: most, 4: all}",
            "tiers: {1: none, 2: some, 3: most}",
            "my-round.yaml, line 26, field tables.0.dimensions.0: tiers must spell out 1, 2, 3 and 4.",
        ),
        (
            "4: all}",
            "4: all, 5: more}",
            "my-round.yaml, line 30, field tables.0.dimensions.0.tiers.5: is not a name that can stand here; it must be "
            "one of 1, 2, 3, 4.",
        ),
        (
            "gaps: [NO_IMPACT]",
            "gaps: [NO_IMPACTS]",
            "my-round.yaml, line 41, field traps.0.gaps.0: 'NO_IMPACTS' is not a gap code; did you mean 'NO_IMPACT'?",
        ),
        (
            "gaps: [NO_IMPACT]",
            "gaps: [17]",
            "my-round.yaml, line 41, field traps.0.gaps.0: must be a gap code, not 17.",
        ),
        (
            "code: BASELINE",
            "code: base_line",
            "my-round.yaml, line 43, field probes.0.code: 'base_line' is not a probe code; did you mean 'BASELINE'?",
        ),
        (
            "- What was it before?",
            "- What was it before? And when?",
            "my-round.yaml, line 46, field probes.0.wordings.1: must ask exactly one question; it has 2 question marks.",
        ),
        (
            "      - What was it before?\n",
            "",
            "my-round.yaml, line 44, field probes.0.wordings: must hold one wording without {ground}, for when there "
            "are no words to quote.",
        ),
        (
            "- What was it before?",
            '- "What was {it} before?"',
            "my-round.yaml, line 46, field probes.0.wordings.1: '{it}' is not known; only {ground} stands in braces.",
        ),
        (
            "- What was it before?",
            '- "What was {it before?"',
            "my-round.yaml, line 46, field probes.0.wordings.1: has a brace without its partner; only {ground} stands in "
            "braces.",
        ),
        (
            "heard_as: [story]",
            "heard_as: [Story]",
            "my-round.yaml, line 21, field checklist.0.heard_as.0: must be in lower case: 'story'.",
        ),
        (
            "id: care",
            "id: clarity",
            "my-round.yaml, line 31, field tables.0.dimensions.1.id: 'clarity' is already taken by "
            "tables.0.dimensions.0; choose another.",
        ),
        (
            "duration_minutes: 5",
            "duration_minutes: 5\nwrap_up_seconds: 300",
            "my-round.yaml, line 12, field wrap_up_seconds: must be shorter than the round (300 seconds).",
        ),
    ],
)
def test_each_mistake_has_its_sentence(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert sentences(tmp_path, (old, new)) == [sentence]


def test_several_mistakes_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    found = sentences(
        tmp_path, ("difficulty: easy", "difficulty: 7"), ("id: vague", "id: V!"), ("version: 1", "version: 0")
    )
    assert [sentence.split(", ")[1] for sentence in found] == ["line 2", "line 10", "line 37"]
    assert found[0] == "my-round.yaml, line 2, field version: must be a whole number, 1 or more, not 0."


@pytest.mark.parametrize("field", ["tables", "checklist", "traps", "probes"])
def test_a_thing_given_twice_is_told(tmp_path: Path, field: str) -> None:
    lines = ROUND.splitlines(keepends=True)
    start = lines.index(f"{field}:\n") + 1
    end = next((n for n in range(start, len(lines)) if not lines[n].startswith(" ")), len(lines))
    text = "".join(lines[:end] + lines[start:end] + lines[end:])
    with pytest.raises(ContentFilesError) as caught:
        load(tmp_path, text)
    assert f"field {field}.1." in str(caught.value)
    assert f"is already taken by {field}.0" in str(caught.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        ContentFilesError, match=r"^none\.yaml: cannot be read \(no such file or directory\)\.$"
    ):
        load_file(tmp_path / "none.yaml", RoundSpec)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "id: x\nname: X\nbar: 5\nexpects: much\n",
            "x.yaml, line 3, field bar: must be a number from 1 to 4, not 5.",
        ),
        (
            "id: x\nname: X\nbar: high\nexpects: much\n",
            "x.yaml, line 3, field bar: must be a number from 1 to 4, not 'high'.",
        ),
    ],
)
def test_a_level_is_checked_too(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentFilesError) as caught:
        load_file(path, Level)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            "  - {to: anything, text: Well.}\n",
            "line 7, field answers.0.to: must be 'opening': the first answer is the main one.",
        ),
        (
            "  - {to: opening, text: So.}\n  - {to: probe, text: Well.}\n",
            "line 8, field answers.1: 'to: probe' needs a probe code, and nothing else takes one.",
        ),
    ],
)
def test_a_sample_is_checked_too(tmp_path: Path, answers: str, sentence: str) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(
        f"id: s\nversion: 1\nround: r\nquality: weak\ntitle: T\nanswers:\n{answers}", encoding="utf-8"
    )
    with pytest.raises(ContentFilesError) as caught:
        load_file(path, Sample)
    assert str(caught.value) == f"s.yaml, {sentence}"


def test_an_empty_guide_is_told_every_field_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text("id: g\n", encoding="utf-8")
    with pytest.raises(ContentFilesError) as caught:
        load_file(path, Competency)
    required = {name for name, field in Competency.model_fields.items() if field.is_required()} - {"id"}
    assert {problem.field for problem in caught.value.problems} == required
    assert "g.yaml, line 1, field signals: is missing; it must be a list of at least 6." in str(caught.value)
