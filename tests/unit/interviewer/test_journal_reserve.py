"""The journal takes room for a whole round at its beginning, so that a full disk costs no word."""

from __future__ import annotations

import shutil
import sqlite3
from collections import namedtuple
from pathlib import Path

import pytest

from interviewer.events import SessionStarted, WordsCommitted
from interviewer.journal import Journal
from interviewer.journal_file import RESERVE
from speech.events import Word

WORDS = WordsCommitted(4000, tuple(Word("measured", n, n + 1, 0.9) for n in range(8)))


def started(number: int) -> SessionStarted:
    return SessionStarted(
        0, f"s{number}", "disagree-and-commit", "amazon", "sde-2", "coach", "standard", False, 1200
    )


def lengths(path: Path) -> tuple[int, int]:
    """Bytes of the journal and of its write-ahead log."""
    return path.stat().st_size, path.with_name(path.name + "-wal").stat().st_size


def test_a_long_round_fits_into_what_was_taken_at_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with Journal(path) as journal:
        journal.begin(started(1), "n", "2026-11-21T10:00:00")
        before = lengths(path)
        assert min(before) >= RESERVE
        for _ in range(1500):
            journal.append("s1", WORDS, ())
        assert lengths(path) == before
        assert len(journal.inputs("s1")) == 1500


def test_the_room_is_used_again_by_the_next_round(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    sizes = []
    for number in range(3):
        with Journal(path) as journal:
            journal.begin(started(number), "n", "2026-11-21T10:00:00")
            journal.append(f"s{number}", WORDS, ())
        sizes.append(path.stat().st_size)
    assert max(sizes) < 1.1 * min(sizes)
    db = sqlite3.connect(path)
    assert db.execute("select count(*) from sqlite_master where name = 'reserve'").fetchone() == (0,)
    db.close()


def test_on_a_small_disk_nothing_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**6, 0, 10**6))
    path = tmp_path / "journal.sqlite3"
    with Journal(path) as journal:
        journal.begin(started(1), "n", "2026-11-21T10:00:00")
        assert sum(lengths(path)) < RESERVE / 4
