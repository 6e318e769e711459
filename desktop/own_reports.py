"""The user's own finished sessions with their reports. Free of Qt; for a thread beside the window."""

from __future__ import annotations

from desktop.archive import marked
from desktop.paths import journal_path
from desktop.progress_view import Held
from interviewer.journal import Journal


def own_reports(most: int) -> tuple[Held, ...]:
    """The newest `most`, newest first; those of sample candidates, and of rounds in which nothing was said, are left out."""
    samples = marked("sample")
    with Journal(journal_path()) as journal:
        done = [r for r in journal.sessions() if r.status == "done" and r.id not in samples][:most]
        read = ((record, journal.report(record.id)) for record in done)
        return tuple((record, report) for record, report in read if report is not None and report.scored)
