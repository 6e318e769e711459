"""The library: overlay, references, search, and a user's mistakes that stop nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from content import library
from content.library import load_library
from content.shelf import check_paths

OURS = Path(str(files("content")))


def copied(user: Path, name: str, *changes: tuple[str, str], to: str = "") -> Path:
    """One of our files in the user's folder, changed."""
    target = user / (to or name)
    target.parent.mkdir(parents=True, exist_ok=True)
    text = (OURS / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    target.write_text(text, encoding="utf-8")
    return target


def told(user: Path) -> list[str]:
    return [str(problem) for problem in load_library(user).problems]


def test_without_a_user_folder_ours_is_all(tmp_path: Path) -> None:
    loaded = load_library(tmp_path / "none")
    assert loaded == load_library()
    assert loaded.problems == ()


def test_levels_stand_in_the_order_of_their_bars() -> None:
    bars = [level.bar for level in load_library().levels.values()]
    assert bars == sorted(bars)


def test_a_users_round_is_added_and_one_with_our_id_replaces_ours(tmp_path: Path) -> None:
    copied(tmp_path, "rounds/pushback-short.yaml", ("Push back with evidence", "Mine"))
    copied(tmp_path, "rounds/pushback-short.yaml", ("id: pushback-short", "id: own"), to="rounds/own.yml")
    loaded = load_library(tmp_path)
    assert loaded.problems == ()
    assert loaded.rounds["pushback-short"].title == "Mine"
    assert {"own", "disagree-and-commit"} <= set(loaded.rounds)
    assert list(loaded.rounds)[: len(load_library().rounds)] == list(load_library().rounds)


def test_a_users_mistake_is_told_and_ours_stays(tmp_path: Path) -> None:
    copied(tmp_path, "rounds/pushback-short.yaml", ("weight: 15", "weight: ten"))
    loaded = load_library(tmp_path)
    assert loaded.rounds["pushback-short"] == load_library().rounds["pushback-short"]
    assert [str(problem) for problem in loaded.problems] == [
        "rounds/pushback-short.yaml, line 49, field tables.0.dimensions.0.weight: must be a whole number from 1 to 100, "
        "not 'ten'."
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        (
            "rounds/pushback-short.yaml",
            "company: amazon",
            "company: amazom",
            "rounds/pushback-short.yaml, line {line}, field company: 'amazom' is not among the companies; did you mean 'amazon'?",
        ),
        (
            "rounds/pushback-short.yaml",
            "level: sde-2",
            "level: boss",
            "rounds/pushback-short.yaml, line {line}, field level: 'boss' is not among the levels (sde-1, sde-2, senior, staff).",
        ),
        (
            "rounds/pushback-short.yaml",
            "- have-backbone",
            "- have-back-bone",
            "rounds/pushback-short.yaml, line {line}, field competencies.0: 'have-back-bone' is not among the competencies; "
            "did you mean 'have-backbone'?",
        ),
        (
            "samples/disagree-weak.yaml",
            "round: disagree-and-commit",
            "round: agree",
            "samples/disagree-weak.yaml, line {line}, field round: 'agree' is not among the rounds ({rounds}).",
        ),
        (
            "competencies/have-backbone.yaml",
            "  - company: meta",
            "  - company: metta",
            "competencies/have-backbone.yaml, line {line}, field companies.2.company: 'metta' is not among the companies; "
            "did you mean 'meta'?",
        ),
        (
            "competencies/have-backbone.yaml",
            "  - level: staff",
            "  - level: stuff",
            "competencies/have-backbone.yaml, line {line}, field levels.3.level: 'stuff' is not among the levels; did you mean 'staff'?",
        ),
        (
            "competencies/have-backbone.yaml",
            "      customer_focus: 15",
            "      costumer_focus: 15",
            "competencies/have-backbone.yaml, line {line}, field companies.1.weights.costumer_focus: 'costumer_focus' is not a dimension "
            "of any round; did you mean 'customer_focus'?",
        ),
        (
            "competencies/have-backbone.yaml",
            "      customer_focus: 15",
            "      customer_focus: 150",
            "competencies/have-backbone.yaml, line {line}, field companies.1.weights.customer_focus: must be a whole number from 1 to 100, not 150.",
        ),
        (
            "competencies/have-backbone.yaml",
            "  - id: no_own_part",
            "  - id: assigned",
            "competencies/have-backbone.yaml, line {line}, field disqualifiers.1.id: 'assigned' is already taken by disqualifiers.0; "
            "choose another.",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_told(
    tmp_path: Path, name: str, old: str, new: str, sentence: str
) -> None:
    line = (OURS / name).read_text(encoding="utf-8").split(old)[0].count("\n") + 1
    copied(tmp_path, name, (old, new))
    rounds = ", ".join(sorted(load_library().rounds))
    assert told(tmp_path) == [sentence.replace("{line}", str(line)).replace("{rounds}", rounds)]


def test_two_files_with_one_id_are_told(tmp_path: Path) -> None:
    copied(tmp_path, "levels/senior.yaml", to="levels/a.yaml")
    copied(tmp_path, "levels/senior.yaml", to="levels/b.yaml")
    assert told(tmp_path) == [
        "levels/b.yaml, line 3, field id: 'senior' is the id of levels/a.yaml too; choose another."
    ]


def test_a_file_in_the_wrong_place_is_told(tmp_path: Path) -> None:
    copied(tmp_path, "levels/senior.yaml", to="mine.yaml")
    copied(tmp_path, "levels/senior.yaml", to="round/mine.yaml")
    (tmp_path / "notes.txt").write_text("not ours", encoding="utf-8")
    problem = (
        "is not read where it lies; move it into one of the folders levels, companies, competencies, "
        "principles, lines, rounds, samples, loops."
    )
    assert told(tmp_path) == [f"mine.yaml: {problem}", f"round/mine.yaml: {problem}"]


@pytest.mark.skipif(os.name == "nt", reason="modes do not keep the owner out there")
def test_a_folder_that_cannot_be_read_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(library, "_stray", refuse)
    loaded = load_library(tmp_path)
    assert [str(problem) for problem in loaded.problems] == [
        f"{tmp_path}: cannot be read (permission denied)."
    ]
    assert loaded.rounds


def test_a_round_takes_the_lines_it_leaves_out_from_the_shared_ones(tmp_path: Path) -> None:
    own = "closing: That is all.\nprobes:\n  - code: BASELINE\n    wordings: [What was it in May?]\n"
    path = copied(tmp_path, "rounds/pushback-short.yaml")
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    loaded = load_library(tmp_path)
    spec = loaded.rounds["pushback-short"]
    wordings = {probe.code: probe.wordings for probe in spec.probes}
    assert wordings["BASELINE"] == ("What was it in May?",)
    assert len(wordings) == 20
    assert spec.closing == "That is all."
    assert spec.acknowledgements == load_library().rounds["pushback-short"].acknowledgements


def test_a_users_shared_lines_keep_ours_for_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "lines"
    folder.mkdir()
    (folder / "interviewer.yaml").write_text(
        "id: interviewer\nversion: 1\nclosing: We stop here.\n", encoding="utf-8"
    )
    loaded = load_library(tmp_path)
    spec = loaded.rounds["pushback-short"]
    assert spec.closing == "We stop here."
    assert spec.probes == load_library().rounds["pushback-short"].probes


@pytest.mark.parametrize(
    ("text", "filters", "ids"),
    [
        ("", {}, ["disagree-and-commit", "pushback-short"]),
        ("Amazon COMMIT", {}, ["disagree-and-commit", "pushback-short"]),
        ("back", {}, ["pushback-short", "disagree-and-commit"]),
        ("overruled", {}, ["disagree-and-commit"]),
        ("trust", {}, ["pushback-short"]),
        ("sde 2", {"difficulty": "medium"}, ["disagree-and-commit"]),
        ("", {"field": "Software engineering"}, ["pushback-short"]),
        ("", {"level": "staff"}, []),
        ("", {"company": "amazon"}, ["disagree-and-commit", "pushback-short"]),
        ("submarine", {}, []),
    ],
)
def test_search(text: str, filters: dict[str, str], ids: list[str]) -> None:
    ours = load_library()
    two = {name: ours.rounds[name] for name in ("disagree-and-commit", "pushback-short")}
    found = [spec.id for spec in replace(ours, rounds=two).search(text, **filters)]
    assert found == ids or (
        set(found) == set(ids) == {"disagree-and-commit", "pushback-short"} and text == "push back"
    )


def test_another_company_asks_and_weighs_otherwise() -> None:
    ours = load_library()
    for company in ours.companies:
        spec = ours.tailored("disagree-and-commit", company, "senior")
        assert (spec.company, spec.level) == (company, "senior")
        assert all(sum(row.weight for row in table.dimensions) == 100 for table in spec.tables)
    google = ours.tailored("disagree-and-commit", "google")
    assert google.openings[0] == ours.competencies["have-backbone"].companies[1].question
    assert google.openings[1:] == ours.rounds["disagree-and-commit"].openings
    weights = {row.id: row.weight for table in google.tables for row in table.dimensions}
    assert weights == ours.competencies["have-backbone"].companies[1].weights
    own = ours.rounds["disagree-and-commit"].probe_priority
    theirs = ours.competencies["have-backbone"].companies[1].asks_first
    assert google.probe_priority[: 2 + len(theirs)] == ("SPECIFIC_INSTANCE", "CONCRETE", *theirs) != own[:5]
    assert set(google.probe_priority) >= set(own) and len(set(google.probe_priority)) == len(
        google.probe_priority
    )
    assert ours.tailored("disagree-and-commit") == ours.rounds["disagree-and-commit"]
    parted = ours.rounds["data-science-incident"]
    assert ours.tailored(parted.id, "google").openings == parted.openings


@pytest.mark.parametrize(
    "names", [("none",), ("disagree-and-commit", "none"), ("disagree-and-commit", "amazon", "none")]
)
def test_tailoring_to_what_is_not_there(names: tuple[str, ...]) -> None:
    with pytest.raises(KeyError):
        load_library().tailored(*names)


def test_check_takes_files_and_folders_of_any_place(tmp_path: Path) -> None:
    good = copied(tmp_path, "rounds/pushback-short.yaml", ("id: pushback-short", "id: mine"), to="mine.yaml")
    bad = copied(tmp_path, "samples/disagree-weak.yaml", ("quality: weak", "quality: poor"), to="sample.yaml")
    sentence = "sample.yaml, line 5, field quality: must be one of weak, middling, strong, not 'poor'."
    assert check_paths([good]) == ()
    assert [str(problem) for problem in check_paths([bad])] == [sentence]
    assert [str(problem) for problem in check_paths([tmp_path])] == [sentence]
    assert [str(problem) for problem in check_paths([tmp_path / "no.yaml"])] == [
        "no.yaml: cannot be read (no such file or directory)."
    ]
    shutil.copytree(
        tmp_path, tmp_path / "user" / "samples", ignore=shutil.ignore_patterns("mine.yaml", "user")
    )
    assert [str(problem) for problem in check_paths([tmp_path / "user"])] == [f"samples/{sentence}"]


def test_the_package_is_cheap_to_import() -> None:
    code = "import sys, content, content.library, content.errors; print('pydantic' in sys.modules, 'yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
