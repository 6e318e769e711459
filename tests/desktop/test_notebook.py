"""The user's own notes: kept in the journal, on the disk, with their tags."""

from __future__ import annotations

from pathlib import Path

import samples

from desktop.notebook import JournalNotes, join_tags, split_tags
from interviewer.events import SessionStarted
from interviewer.journal import Journal

S = samples.S


def test_notes_live_in_the_journal(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.sqlite3") as journal:
        started = SessionStarted(0, "s1", "r", "", "Senior", "coach", "standard", False, 1200)
        journal.begin(started, "A round", "2026-11-19T19:40:00")
        book = JournalNotes(journal, "s1")
        book.add(5 * S, "Say I wrote", ("retell",))
        book.add(2 * S, "Slower", ())
        assert [(note.sample, note.text, note.tags) for note in book.notes()] == [
            (2 * S, "Slower", ()),
            (5 * S, "Say I wrote", ("retell",)),
        ]
        book.edit(book.notes()[1].id, "Say I wrote it", ())
        book.delete(book.notes()[0].id)
        assert [note.text for note in book.notes()] == ["Say I wrote it"]
    with Journal(tmp_path / "j.sqlite3") as again:
        assert [(note.sample, note.text) for note in JournalNotes(again, "s1").notes()] == [
            (5 * S, "Say I wrote it")
        ]


def test_tags_are_typed_in_the_note() -> None:
    assert split_tags("Baseline is 52 hours #Baseline, #retell #baseline") == (
        "Baseline is 52 hours",
        ("baseline", "retell"),
    )
    assert split_tags(join_tags("Slower", ("pace",))) == ("Slower", ("pace",))
    assert split_tags("# alone") == ("alone", ())
