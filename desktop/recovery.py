"""A round that was cut off (power, crash, kill): its recording mended, its answers scored."""

from __future__ import annotations

import logging
from pathlib import Path

from content.library import Library
from interviewer.journal import Journal, SessionRecord
from interviewer.recall import recall
from interviewer.report import Report
from interviewer.verdict import make_report

log = logging.getLogger(__name__)


def unfinished(journal: Journal) -> tuple[SessionRecord, ...]:
    """Sessions that were begun and never ended, newest first."""
    return tuple(record for record in journal.sessions() if record.status != "done")


def recover(journal: Journal, record: SessionRecord, library: Library, folder: Path) -> Report:
    """Close the session as if its end had been asked for at its last event.

    Raises:
        JournalError: the journal holds nothing, or its round is gone.
    """
    from speech.errors import RecordingError
    from speech.recorder import recover as mend

    try:
        if folder.is_dir():
            mend(folder)
    except RecordingError as error:  # typed, or cut off before the first second; what was said can be scored
        log.warning("%s: %s", record.id, error)
    state = recall(journal, record.id, library).state
    report = make_report(state, library)
    journal.finish(record.id, report)
    return report
