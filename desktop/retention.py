"""How long recordings are kept: older sound is deleted at a start, words, scores and notes stay. Free of Qt."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from interviewer.journal import SessionRecord

log = logging.getLogger(__name__)

SOUND = (".flac", ".wav", ".npz")
"""Recordings, and the waveforms drawn from them."""


def days_of(keep: str) -> int | None:
    """Of the setting; None keeps everything."""
    return None if keep == "always" else int(keep)


def expired(sessions: Iterable[SessionRecord], now: datetime, days: int) -> tuple[str, ...]:
    """Ids of the finished sessions that are older. One that was cut off may still be taken to its report."""
    oldest = now - timedelta(days=days)
    return tuple(
        record.id
        for record in sessions
        if record.status == "done" and datetime.fromisoformat(record.created) < oldest
    )


def drop_sound(folder: Path) -> int:
    """Delete the sound files of one session; how many there were. One that cannot be deleted is logged and stays."""
    gone = 0
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix not in SOUND:
            continue
        try:
            path.unlink()
            gone += 1
        except OSError as error:
            log.warning("the old recording %s could not be deleted (%s)", path, error.strerror or error)
    return gone


def keep_to(keep: str, now: datetime) -> int:
    """Delete what the setting no longer keeps; how many files went."""
    from desktop.paths import journal_path, session_folder
    from interviewer.journal import Journal

    days = days_of(keep)
    if days is None or not journal_path().exists():
        return 0
    with Journal(journal_path()) as journal:
        return sum(drop_sound(session_folder(each)) for each in expired(journal.sessions(), now, days))
