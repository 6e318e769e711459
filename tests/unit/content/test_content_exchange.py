"""Content carried to another computer: written out with what it needs, taken in whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.errors import ContentError, ContentFilesError
from content.exchange import export, take_in
from content.library import load_library

OURS = Path(__file__).parents[3] / "content"


def own(user: Path, name: str, *changes: tuple[str, str], to: str) -> Path:
    """One of our files in a user's folder, changed."""
    text = (OURS / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = user / to
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def user(tmp_path: Path) -> Path:
    """A round of the user's own that rests on a guide and a level of their own."""
    folder = tmp_path / "user"
    own(folder, "levels/senior.yaml", ("id: senior", "id: chief"), to="levels/chief.yaml")
    guide = ("id: have-backbone", "id: my-guide")
    own(folder, "competencies/have-backbone.yaml", guide, to="competencies/mine.yaml")
    changes = (
        ("id: pushback-short", "id: my-round"),
        ("level: sde-2", "level: chief"),
        ("  - have-backbone", "  - my-guide"),
    )
    own(folder, "rounds/pushback-short.yaml", *changes, to="rounds/any-name.yml")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_round_takes_along_what_it_rests_on_and_is_read_elsewhere(user: Path, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    written = export(["my-round"], user, out)
    assert names(out) == ["competencies/my-guide.yaml", "levels/chief.yaml", "rounds/my-round.yaml"]
    assert sorted(str(path.relative_to(out)) for path in written) == names(out)
    assert (out / "rounds/my-round.yaml").read_bytes() == (user / "rounds/any-name.yml").read_bytes()
    taken = take_in([out], elsewhere)
    assert [(item.folder, item.id, item.replaced) for item in taken] == [
        ("levels", "chief", False),
        ("competencies", "my-guide", False),
        ("rounds", "my-round", False),
    ]
    loaded = load_library(elsewhere)
    assert loaded.problems == ()
    assert loaded.rounds["my-round"] == load_library(user).rounds["my-round"]


def test_ours_is_exported_alone_and_all_of_the_users_without_an_id(user: Path, tmp_path: Path) -> None:
    export(["disagree-and-commit"], user, tmp_path / "ours")
    assert names(tmp_path / "ours") == ["rounds/disagree-and-commit.yaml"]
    export([], user, tmp_path / "all")
    assert len(names(tmp_path / "all")) == 3
    assert export([], tmp_path / "nobody", tmp_path / "none") == ()


def test_an_id_that_is_not_there_is_told_with_those_that_are(user: Path, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no content with the id 'mine'; the rounds are .*my-round"):
        export(["mine"], user, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_nothing_is_taken_in_where_one_file_is_wrong(user: Path, tmp_path: Path) -> None:
    right = own(tmp_path, "levels/sde-1.yaml", ("id: sde-1", "id: first"), to="in/first.yaml")
    wrong = own(tmp_path, "rounds/pushback-short.yaml", ("weight: 15", "weight: ten"), to="in/wrong.yaml")
    lost = own(tmp_path, "rounds/pushback-short.yaml", ("level: sde-2", "level: sde-9"), to="in/lost.yaml")
    before = names(user)
    with pytest.raises(ContentFilesError) as told:
        take_in([right, wrong, lost], user)
    assert names(user) == before
    sentences = [str(problem) for problem in told.value.problems]
    assert len(sentences) == 2
    assert (
        "wrong.yaml, line 49, field tables.0.dimensions.0.weight: must be a whole number from 1 to 100"
        in sentences[0]
    )
    assert "lost.yaml, line 10, field level: 'sde-9' is not among the levels" in sentences[1]


def test_what_is_there_already_stays_unless_told_otherwise(user: Path, tmp_path: Path) -> None:
    same = tmp_path / "same.yaml"
    same.write_bytes((user / "rounds/any-name.yml").read_bytes())
    (kept,) = take_in([same], user)
    assert (kept.path, kept.same) == (user / "rounds/any-name.yml", True)
    other = tmp_path / "other.yaml"
    other.write_text(
        same.read_text(encoding="utf-8").replace("difficulty: easy", "difficulty: hard"), encoding="utf-8"
    )
    with pytest.raises(
        ContentFilesError, match="you already have a round 'my-round' in rounds/any-name.yml; say --replace"
    ):
        take_in([other], user)
    assert load_library(user).rounds["my-round"].difficulty == "easy"
    (taken,) = take_in([other], user, replace=True)
    assert taken.replaced and not taken.same
    assert load_library(user).rounds["my-round"].difficulty == "hard"
    assert len(names(user)) == 3


def test_a_path_that_is_not_there_is_told(user: Path, tmp_path: Path) -> None:
    with pytest.raises(ContentFilesError, match=r"nowhere\.yaml: is not there; look at its name"):
        take_in([tmp_path / "nowhere.yaml"], user)


def test_a_folder_that_cannot_be_written_is_told(user: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ContentError, match=r"could not be written .*; choose another place\."):
        export(["my-round"], user, tmp_path / "file")
