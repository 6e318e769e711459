"""The journal's file: SQLite in write-ahead mode, its schema brought up to date, and room kept free in it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from importlib import resources
from pathlib import Path

from interviewer.errors import JournalError

RESERVE = 2_000_000
"""Bytes; the journal of an hour's round with its report is a million."""


def opened(path: Path) -> sqlite3.Connection:
    """Open or make the file and bring its schema up to date.

    Raises:
        JournalError: the folder or file cannot be written, is no database, or is from a newer version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=10, isolation_level=None)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        db.execute("pragma foreign_keys = on")
        db.execute(f"pragma wal_autocheckpoint = {RESERVE // 4096 // 2}")
        _migrate(path, db)
    except (sqlite3.Error, OSError) as error:
        if type(error) is sqlite3.DatabaseError:
            raise JournalError(
                f"The journal {path} is damaged or is none ({error}); move it out of its folder and "
                "Hotseat begins a new one, the recordings beside it stay."
            ) from error
        raise JournalError(
            f"The journal {path} cannot be used ({error}); "
            "see that its folder exists, is yours and has space, or choose another with HOTSEAT_HOME."
        ) from error
    return db


def reserve(path: Path, db: sqlite3.Connection) -> None:
    """Take room for a whole round while there is some, so that a disk that fills up later costs no word.

    The pages stay free inside the file, the write-ahead log keeps its length and begins again in front.
    Two statements, because what one transaction takes and frees is never written.
    """
    if shutil.disk_usage(path.parent).free < 3 * RESERVE:
        return  # it would take the room that the round needs
    with suppress(sqlite3.Error):
        db.execute("create table if not exists reserve (room blob)")
        db.execute("insert into reserve values (zeroblob(?))", (RESERVE,))
        db.execute("drop table reserve")
        db.execute("pragma wal_checkpoint(passive)")


def _migrate(path: Path, db: sqlite3.Connection) -> None:
    folder = resources.files("interviewer") / "migrations"
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    version = _version(db)
    if version > len(scripts):
        raise JournalError(f"The journal {path} was written by a newer Hotseat; please update this one.")
    while version < len(scripts):
        script = scripts[version].read_text(encoding="utf-8")
        try:
            db.executescript(f"begin immediate; {script} pragma user_version = {version + 1}; commit;")
        except sqlite3.OperationalError:
            if db.in_transaction:
                db.rollback()
            if _version(db) <= version:  # otherwise somebody who opened it at the same time was faster
                raise
        version = _version(db)


def _version(db: sqlite3.Connection) -> int:
    """Of the schema: how many migrations it has had."""
    return int(db.execute("pragma user_version").fetchone()[0])
