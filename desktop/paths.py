"""Where Hotseat keeps its data, and the lock that keeps a second instance out of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewer.errors import InterviewerError


class DataFolderError(InterviewerError):
    """The data folder cannot be used."""


def data_folder() -> Path:
    """HOTSEAT_HOME, or the place the system has for a user's application data."""
    home = os.environ.get("HOTSEAT_HOME")
    if home:
        return Path(home).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("hotseat", appauthor=False))


def journal_path() -> Path:
    return data_folder() / "journal.sqlite3"


def session_folder(session_id: str) -> Path:
    """Recording and caches of one session."""
    return data_folder() / "sessions" / session_id


def user_content() -> Path:
    """The user's own rounds; its files overlay ours."""
    return data_folder() / "content"


def check_writable(
    folder: Path, name: str = "The data folder", else_: str = "or set HOTSEAT_HOME to another folder"
) -> None:
    """See that something can be written there; `name` and `else_` go into the sentence that says it cannot.

    Raises:
        DataFolderError: it cannot be made, is read-only or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * 4096)
            probe.flush()
    except OSError as error:
        reason = "it is a file" if isinstance(error, FileExistsError) else error.strerror or str(error)
        raise DataFolderError(
            f"{name} {folder} cannot be written ({reason}); make room or give yourself the right to it, {else_}."
        ) from error


@contextmanager
def only_instance() -> Iterator[None]:
    """Hold the data folder for this process.

    Raises:
        DataFolderError: another Hotseat uses it, or it cannot be written.
    """
    from filelock import FileLock, Timeout

    folder = data_folder()
    check_writable(folder)
    lock = FileLock(folder / "hotseat.lock")
    try:
        lock.acquire(timeout=0.5)
    except Timeout as error:
        raise DataFolderError(
            f"Another Hotseat is running with the data in {folder}; close it first, "
            "or set HOTSEAT_HOME to another folder for a second one."
        ) from error
    try:
        yield
    finally:
        lock.release()
