"""Recordings go when they are older than was chosen; words and reports stay."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.paths import journal_path, session_folder
from desktop.retention import drop_sound, expired, keep_to
from interviewer.events import SessionStarted
from interviewer.journal import Journal
from tests.desktop import samples
from tests.desktop.sessions_pictures import record

NOW = datetime(2026, 11, 21, 20, 0)


def kept(session_id: str, age: timedelta, *, done: bool) -> Path:
    """A session of that age with a recording; its folder."""
    started = SessionStarted(
        0, session_id, "disagree-and-commit", "amazon", "senior", "coach", "standard", False, 60
    )
    with closing(Journal(journal_path()).open()) as journal:
        journal.begin(started, "A round", (NOW - age).isoformat(timespec="seconds"))
        if done:
            journal.finish(session_id, samples.report())
    folder = session_folder(session_id)
    folder.mkdir(parents=True)
    for name in ("candidate.flac", "interviewer.flac", "peaks.npz", "answers.srt"):
        (folder / name).write_bytes(b"x")
    return folder


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_only_finished_sessions_grow_old() -> None:
    old = (NOW - timedelta(days=31)).isoformat()
    young = (NOW - timedelta(days=29)).isoformat()
    records = (record(1, old, 2.0), record(2, young, 2.0), record(3, old, None))
    assert expired(records, NOW, 30) == ("s01",)


def test_sound_goes_and_words_stay(own_home: Path) -> None:
    old = kept("old", timedelta(days=100), done=True)
    cut = kept("cut", timedelta(days=100), done=False)
    young = kept("young", timedelta(days=20), done=True)
    assert keep_to("90", NOW) == 3
    assert left(old) == ["answers.srt"]
    assert len(left(cut)) == len(left(young)) == 4
    with closing(Journal(journal_path()).open()) as journal:
        assert journal.report("old") is not None and len(journal.sessions()) == 3


def test_keeping_all_touches_nothing(own_home: Path) -> None:
    old = kept("old", timedelta(days=1000), done=True)
    assert keep_to("always", NOW) == 0 and len(left(old)) == 4


def test_without_a_journal_there_is_nothing_to_delete(own_home: Path) -> None:
    assert keep_to("30", NOW) == 0 and not journal_path().exists()


def test_what_cannot_be_deleted_is_logged_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "candidate.flac").write_bytes(b"x")

    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert drop_sound(tmp_path) == 0
    assert "could not be deleted (Permission denied)" in caplog.text
    assert (tmp_path / "candidate.flac").exists()
