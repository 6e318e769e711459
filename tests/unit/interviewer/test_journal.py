from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer import codec, journal_file
from interviewer.errors import JournalError
from interviewer.events import ChecklistDone, OpenTurn, Say, SessionStarted, WordsCommitted
from interviewer.journal import Journal
from interviewer.report import Evidence, Report, ScoreRow, ScoreTable
from speech.events import Word

STARTED = SessionStarted(0, "s1", "disagree-and-commit", "amazon", "sde-2", "coach", "standard", False, 1200)

SILENT = Report(
    session_id="s1",
    round_id="disagree-and-commit",
    round_title="Disagree and commit",
    company="Amazon",
    level="Senior",
    seconds=20,
    headline="Nothing was said.",
    summary="",
    overall=1.0,
    bar=3.0,
    level_bars=(),
    verdict="not_inclined",
    disqualifier="",
    disqualifier_evidence=None,
    tables=(ScoreTable("t", "Table", (ScoreRow("own", "Own part", 100, 1, True, "", "", None),), 1.0),),
    timing=None,
    spans=(),
    changes=(),
    traps=(),
    asked=(),
    findings=(),
    claims=(),
)


@pytest.fixture
def journal(tmp_path: Path):
    with Journal(tmp_path / "deep" / "journal.sqlite3") as opened:
        opened.begin(STARTED, "Disagree and commit", "2026-11-21T10:00:00")
        yield opened


def test_what_is_appended_comes_back_in_order(journal: Journal) -> None:
    journal.append("s1", STARTED, (OpenTurn(0),))
    words = WordsCommitted(4000, (Word("So", 100, 900, 0.9), Word("naïve", 900, 1500, 0.5)))
    journal.append("s1", words, ())
    assert journal.inputs("s1") == [STARTED, words]
    assert [e.name for e in journal.entries("s1")] == ["SessionStarted", "OpenTurn", "WordsCommitted"]
    assert [e.seq for e in journal.entries("s1")] == [0, 1, 2]


def test_whoever_opens_a_new_journal_while_another_does_gets_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a first start the window reads the sessions while the round begins the first of them."""
    path, version, others = tmp_path / "journal.sqlite3", journal_file._version, []

    def late(db: sqlite3.Connection) -> int:
        found = version(db)
        if not others:
            others.append(Journal(path))
            others[0].open().close()
        return found

    monkeypatch.setattr(journal_file, "_version", late)
    with Journal(path) as opened:
        opened.begin(STARTED, "Disagree and commit", "2026-11-21T10:00:00")
        assert [record.id for record in opened.sessions()] == ["s1"]


def test_a_journal_reopened_goes_on_counting(tmp_path: Path, journal: Journal) -> None:
    journal.append("s1", STARTED, ())
    with Journal(tmp_path / "deep" / "journal.sqlite3") as again:
        again.append("s1", ChecklistDone(5), (Say("u1", "Tell me.", "question"),))
        assert [e.seq for e in again.entries("s1")] == [0, 1, 2]


def test_everything_written_is_on_disk_before_append_returns(tmp_path: Path, journal: Journal) -> None:
    journal.append("s1", STARTED, ())
    beside = sqlite3.connect(tmp_path / "deep" / "journal.sqlite3")
    assert beside.execute("select count(*) from entry").fetchone() == (1,)
    beside.close()


def test_delete_takes_entries_and_notes_along(tmp_path: Path, journal: Journal) -> None:
    journal.append("s1", WordsCommitted(9, (Word("unforgettable", 1, 2, 1.0),)), ())
    journal.add_note("s1", 5, "say the baseline", ("baseline",))
    journal.delete("s1")
    assert journal.sessions() == ()
    for path in (tmp_path / "deep").iterdir():
        assert b"unforgettable" not in path.read_bytes()


def test_notes_are_kept_edited_and_deleted(journal: Journal) -> None:
    first = journal.add_note("s1", 500, "later")
    second = journal.add_note("s1", 20, "earlier", ("retell", "baseline"))
    journal.edit_note(first, "later, edited")
    assert [(n.id, n.text, n.tags) for n in journal.notes("s1")] == [
        (second, "earlier", ("retell", "baseline")),
        (first, "later, edited", ()),
    ]
    journal.delete_note(second)
    assert [n.id for n in journal.notes("s1")] == [first]


def test_a_session_is_found_by_the_beginning_of_its_id(journal: Journal) -> None:
    other = SessionStarted(0, "t2", "r", "google", "senior", "real", "patient", True, 600)
    journal.begin(other, "Other", "2026-11-21T11:00:00")
    assert journal.session("t").id == "t2"
    with pytest.raises(JournalError, match="no session"):
        journal.session("x")
    with pytest.raises(JournalError, match="Several|several"):
        journal.begin(
            SessionStarted(0, "t3", "r", "g", "s", "real", "patient", True, 1), "n", "2026-11-21T12:00:00"
        )
        journal.session("t")


def test_a_round_in_which_nothing_was_said_has_no_result_in_the_lists(
    journal: Journal, tmp_path: Path
) -> None:
    journal.finish("s1", SILENT)
    found = journal.session("s1")
    assert (found.status, found.overall, found.verdict) == ("done", None, None)
    db = sqlite3.connect(tmp_path / "deep" / "journal.sqlite3")
    db.execute("update session set overall = 1.0, verdict = 'not_inclined'")  # as an older version kept it
    db.execute("pragma user_version = 6")
    db.commit()
    db.close()
    with Journal(tmp_path / "deep" / "journal.sqlite3") as again:
        assert again.session("s1").overall is None
        said = Evidence("I wrote the stop rule", 0, 16_000)
        row = ScoreRow("own", "Own part", 100, 3, False, "", "", said)
        again.finish("s1", replace(SILENT, overall=3.0, tables=(ScoreTable("t", "Table", (row,), 3.0),)))
        assert again.session("s1").overall == 3.0


def test_export_is_json_lines_with_the_session_first(journal: Journal) -> None:
    journal.append("s1", STARTED, (OpenTurn(0),))
    lines = [json.loads(line) for line in journal.export("s1")]
    assert lines[0]["kind"] == "session" and lines[0]["round_id"] == "disagree-and-commit"
    assert lines[1]["body"]["strictness"] == "standard"
    assert lines[2] == {"seq": 1, "sample": 0, "kind": "command", "name": "OpenTurn", "body": {"turn": 0}}


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    path.write_bytes(b"not a database at all, but long enough to be read as one " * 20)
    with pytest.raises(JournalError, match="journal.sqlite3"):
        Journal(path).open()


def test_a_journal_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    Journal(path).open().close()
    db = sqlite3.connect(path)
    db.execute("pragma user_version = 99")
    db.close()
    with pytest.raises(JournalError, match="newer"):
        Journal(path).open()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(JournalError, match="HOTSEAT_HOME"):
        Journal(tmp_path / "file" / "journal.sqlite3").open()


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.text(max_size=20), st.integers(0, 2**40), st.integers(0, 2**40), st.floats(0, 1)),
        max_size=5,
    )
)
def test_events_survive_the_codec(rows: list[tuple[str, int, int, float]]) -> None:
    event = WordsCommitted(1, tuple(Word(t, a, b, p) for t, a, b, p in rows))
    assert codec.load_event("WordsCommitted", codec.dumps(event)) == event
