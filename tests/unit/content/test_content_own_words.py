"""Every sentence of the content is ours: no run of eight words is shared with the documents the facts come from.

HOTSEAT_SOURCES names the folder of those documents where they are at hand; otherwise their stored hashes are taken.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from shingles import hashed, of_folder, runs, stored

OURS = Path(str(files("content")))
FILES = sorted(OURS.rglob("*.yaml"))
SOURCES = os.environ.get("HOTSEAT_SOURCES", "")


@pytest.fixture(scope="module")
def theirs() -> set[bytes]:
    found = of_folder(Path(SOURCES)) if SOURCES else stored()
    assert len(found) > 10_000, "the source documents hold some twelve thousand runs"
    return found


def texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)
    elif isinstance(data, str):
        yield data


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_eight_words_are_theirs(path: Path, theirs: set[bytes]) -> None:
    ours = texts(
        yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    )
    shared = [run for text in ours for run in runs(text) if hashed(run) in theirs]
    assert shared == []


def test_a_shared_run_is_found_whatever_stands_between_its_words(tmp_path: Path) -> None:
    (tmp_path / "guide.txt").write_text("It’s late. One, two; three (four) five six seven!", encoding="utf-8")
    source = of_folder(tmp_path)
    assert any(hashed(run) in source for run in runs("so it's late one two three\nfour five six seven then"))
    assert not any(hashed(run) in source for run in runs("late one two three four five six eight"))


def test_the_stored_runs_are_of_the_documents(theirs: set[bytes]) -> None:
    assert stored() == theirs
