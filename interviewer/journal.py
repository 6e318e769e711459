"""The journal: every session's events in one SQLite file, written before anything is shown.

One `Journal` belongs to one thread; SQLite's write-ahead log lets others read beside it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from interviewer import codec, journal_file
from interviewer.corrections import Correction
from interviewer.errors import JournalError
from interviewer.events import Command, Input, SessionStarted
from interviewer.report import Report


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session as the lists show it."""

    id: str
    created: str
    """Local time, ISO 8601 to the second."""
    name: str
    round_id: str
    company: str
    level: str
    status: str
    """open or done."""
    seconds: float
    overall: float | None
    """1 to 4; None while it is open, and where nothing was said that a score could rest on."""
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a journal."""

    seq: int
    sample: int
    kind: str
    """input or command."""
    name: str
    body: str
    """JSON."""

    def event(self) -> Any:
        """The input or command itself."""
        return codec.load_event(self.name, self.body)


@dataclass(frozen=True, slots=True)
class Note:
    """The user's own note, pinned to a moment."""

    id: int
    sample: int
    text: str
    tags: tuple[str, ...]
    spoken: bool = False
    """Recorded and transcribed, not typed."""


_SESSION_FIELDS = "id, created, name, round_id, company, level, status, seconds, overall, verdict"


class Journal:
    """All sessions in one file. `open()` before use; not to be shared between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        self._seq: dict[str, int] = {}

    def open(self) -> Journal:
        """Open or make the file and bring its schema up to date.

        Raises:
            JournalError: the folder or file cannot be written, is no database, or is from a newer version.
        """
        self._db = journal_file.opened(self._path)
        return self

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def __enter__(self) -> Journal:
        return self.open()

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------ writing
    def begin(self, event: SessionStarted, name: str, created: str) -> None:
        """A new session; `created` is local time in ISO 8601."""
        journal_file.reserve(self._path, self._open())
        self._run(
            "insert into session (id, created, name, round_id, company, level) values (?, ?, ?, ?, ?, ?)",
            (event.session_id, created, name, event.round_id, event.company, event.level),
        )

    def append(self, session_id: str, event: Input, commands: Iterable[Command]) -> None:
        """One input and the commands it led to, in one transaction, on the disk when this returns.

        Raises:
            JournalError: the disk is full or the file cannot be written; nothing of it was stored.
        """
        rows = [("input", event), *(("command", command) for command in commands)]
        seq = self._next(session_id)
        body = [
            (session_id, seq + i, event.sample, kind, type(item).__name__, codec.dumps(item))
            for i, (kind, item) in enumerate(rows)
        ]
        db = self._open()
        try:
            with db:
                db.execute("begin immediate")
                db.executemany(
                    "insert into entry (session, seq, sample, kind, name, body) values (?,?,?,?,?,?)", body
                )
        except sqlite3.Error as error:
            raise JournalError(
                f"The journal could not be written ({error}); free some disk space, nothing said so far is lost."
            ) from error
        self._seq[session_id] = seq + len(rows)

    def finish(self, session_id: str, report: Report) -> None:
        """Store the report and mark the session done."""
        self._run(
            "update session set status = 'done', seconds = ?, overall = ?, verdict = ?, report = ? where id = ?",
            (report.seconds, *_result(report), codec.dumps(report), session_id),
        )

    def rename(self, session_id: str, name: str) -> None:
        self._run("update session set name = ? where id = ?", (name, session_id))

    def delete(self, session_id: str) -> None:
        """For good, and not only marked free: the pages are overwritten, the index of words is written anew."""
        self._run("pragma secure_delete = on", ())
        self._run("delete from session where id = ?", (session_id,))
        self._run("insert into said (said) values ('optimize')", ())
        self._seq.pop(session_id, None)
        self._run("pragma wal_checkpoint(truncate)", ())

    def add_note(
        self, session_id: str, sample: int, text: str, tags: tuple[str, ...] = (), *, spoken: bool = False
    ) -> int:
        """The new note's id."""
        cursor = self._run(
            "insert into note (session, sample, text, tags, spoken) values (?, ?, ?, ?, ?)",
            (session_id, sample, text, " ".join(tags), int(spoken)),
        )
        return int(cursor.lastrowid or 0)

    def edit_note(self, note_id: int, text: str, tags: tuple[str, ...] = ()) -> None:
        self._run("update note set text = ?, tags = ? where id = ?", (text, " ".join(tags), note_id))

    def delete_note(self, note_id: int) -> None:
        self._run("delete from note where id = ?", (note_id,))

    def add_correction(self, session_id: str, start: int, stop: int, was: str, said: str, made: str) -> int:
        """The new correction's id; `made` is local time in ISO 8601. The events stay as they were heard."""
        cursor = self._run(
            "insert into correction (session, start, stop, was, said, made) values (?, ?, ?, ?, ?, ?)",
            (session_id, start, stop, was, said, made),
        )
        return int(cursor.lastrowid or 0)

    def undo_correction(self, session_id: str, undone: str) -> Correction | None:
        """Take the last one that counts back, at this local time; None where there is none."""
        last = self.corrections(session_id)[-1:]
        for one in last:
            self._run("update correction set undone = ? where id = ?", (undone, one.id))
        return last[0] if last else None

    def rescore(self, session_id: str, report: Report) -> None:
        """Put another report in the place of a finished session's; the first one is kept beside it."""
        self._run(
            "update session set first_report = coalesce(first_report, report), overall = ?, verdict = ?, report = ? "
            "where id = ? and status = 'done'",
            (*_result(report), codec.dumps(report), session_id),
        )

    # ------------------------------------------------------------ reading
    def corrections(self, session_id: str) -> tuple[Correction, ...]:
        """Those that count, in the order they were made."""
        rows = self._run(
            "select id, start, stop, was, said, made from correction "
            "where session = ? and undone is null order by id",
            (session_id,),
        )
        return tuple(Correction(*row) for row in rows)

    def first_report(self, session_id: str) -> Report | None:
        """The report before any correction; None where there never was one."""
        row = self._run("select first_report from session where id = ?", (session_id,)).fetchone()
        return codec.loads(Report, row[0]) if row and row[0] else None

    def sessions(self) -> tuple[SessionRecord, ...]:
        """All sessions, newest first."""
        rows = self._run(f"select {_SESSION_FIELDS} from session order by created desc, rowid desc", ())
        return tuple(SessionRecord(*row) for row in rows)

    def session(self, session_id: str) -> SessionRecord:
        """One session, by its id or an unambiguous beginning of it.

        Raises:
            JournalError: there is none, or several.
        """
        found = [s for s in self.sessions() if s.id == session_id] or [
            s for s in self.sessions() if s.id.startswith(session_id)
        ]
        if len(found) != 1:
            several = "several sessions begin" if found else "there is no session that begins"
            raise JournalError(
                f"{several.capitalize()} with '{session_id}'; `hotseat sessions list` shows them."
            )
        return found[0]

    def entries(self, session_id: str) -> Iterator[Entry]:
        """Every input and command, in order."""
        rows = self._run(
            "select seq, sample, kind, name, body from entry where session = ? order by seq", (session_id,)
        )
        return (Entry(*row) for row in rows)

    def size(self, session_id: str) -> int:
        """How many entries it has."""
        row = self._run("select count(*) from entry where session = ?", (session_id,)).fetchone()
        return int(row[0])

    def inputs(self, session_id: str) -> list[Input]:
        """The inputs alone: what `session.replay` rebuilds the session from."""
        return [entry.event() for entry in self.entries(session_id) if entry.kind == "input"]

    def report(self, session_id: str) -> Report | None:
        row = self._run("select report from session where id = ?", (session_id,)).fetchone()
        return codec.loads(Report, row[0]) if row and row[0] else None

    def notes(self, session_id: str) -> tuple[Note, ...]:
        rows = self._run(
            "select id, sample, text, tags, spoken from note where session = ? order by sample, id",
            (session_id,),
        )
        return tuple(
            Note(i, sample, text, tuple(tags.split()), bool(spoken)) for i, sample, text, tags, spoken in rows
        )

    def export(self, session_id: str) -> Iterator[str]:
        """The journal as JSON Lines: the session first, then every entry."""
        record = self.session(session_id)
        yield json.dumps(
            {"kind": "session", **{f: getattr(record, f) for f in SessionRecord.__dataclass_fields__}}
        )
        for entry in self.entries(record.id):
            line = {"seq": entry.seq, "sample": entry.sample, "kind": entry.kind, "name": entry.name}
            yield json.dumps({**line, "body": json.loads(entry.body)}, ensure_ascii=False)
        for one in self.corrections(record.id):
            yield json.dumps({"kind": "correction", **asdict(one)}, ensure_ascii=False)

    def run(self, sql: str, *values: object) -> sqlite3.Cursor:
        """One statement on the tables of another part that keeps its own beside the sessions.

        Raises:
            JournalError: the file cannot be read or written.
        """
        return self._run(sql, values)

    # ------------------------------------------------------------ inside
    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            raise JournalError("The journal is not open.")
        return self._db

    def _run(self, sql: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        try:
            return self._open().execute(sql, values)
        except sqlite3.Error as error:
            raise JournalError(f"The journal {self._path} could not be used: {error}.") from error

    def _next(self, session_id: str) -> int:
        if session_id not in self._seq:
            row = self._run("select max(seq) from entry where session = ?", (session_id,)).fetchone()
            self._seq[session_id] = 0 if row[0] is None else row[0] + 1
        return self._seq[session_id]


def _result(report: Report) -> tuple[float | None, str | None]:
    """What the lists show of it."""
    return (report.overall, report.verdict) if report.scored else (None, None)
