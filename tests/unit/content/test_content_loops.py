"""The loop that ships, and what is wrong with one that does not hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.library import load_library
from content.shelf import check_paths

SHIPPED = Path(__file__).parents[3] / "content" / "loops" / "amazon-sde-2.yaml"


def test_the_loop_that_ships() -> None:
    library = load_library()
    loop = library.loops["amazon-sde-2"]
    people = loop.interviewers
    assert [person.part for person in people].count("bar_raiser") == 1
    raiser = next(person for person in people if person.part == "bar_raiser")
    assert "raiser" not in f"{raiser.title} {raiser.manner} {raiser.greetings}".lower(), "unannounced"
    assert len({person.voice for person in people}) == len(people)
    assert len({person.round for person in people}) == len(people)
    assert {name for person in people for name in person.principles} <= set(library.principles)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "part: bar_raiser",
            "part: interviewer",
            "there are 0 interviewers whose part is bar_raiser; there must be one",
        ),
        (
            "round: bar-raiser",
            "round: bar-riser",
            "field interviewers.4.round: 'bar-riser' is not among the rounds",
        ),
        (
            "[have-backbone, dive-deep]",
            "[have-backbone, deep]",
            "field interviewers.2.principles.1: 'deep' is not among",
        ),
        ("[learn-and-be-curious, earn-trust]", "[earn-trust]", "field interviewers.5.principles"),
        ("id: tomas", "id: nadia", "two interviewers have the same id"),
        ("pace: 0.9\n", "pace: 9\n", "field interviewers.3.voice.pace"),
    ],
)
def test_a_wrong_loop_is_told_by_line_and_field(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = SHIPPED.read_text("utf-8")
    assert old in text
    path = tmp_path / "loops" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(text.replace(old, new, 1), "utf-8")
    problems = check_paths([tmp_path])
    assert any(told in str(problem) for problem in problems), problems
    assert all("mine.yaml" in str(problem) for problem in problems)
