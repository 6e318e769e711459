"""Corrections of a finished session's words: kept, taken back, and its report made anew each time."""

from __future__ import annotations

from dataclasses import replace

from content.library import Library
from interviewer.errors import JournalError
from interviewer.journal import Journal
from interviewer.recall import recall
from interviewer.report import Report
from interviewer.verdict import make_report


def correct(
    journal: Journal, session_id: str, library: Library, span: tuple[int, int], said: str, now: str
) -> Report:
    """Say what was said in `span` (first and last sample of the words shown), and score the round anew.

    Raises:
        JournalError: the round has no report yet, the candidate said nothing there, or the session cannot be rebuilt.
    """
    if journal.report(session_id) is None:
        raise JournalError("The round was cut off and has no report yet; take it to its report first.")
    start, stop = span[0], span[1] + 1
    state = recall(journal, session_id, library).state
    was = [word.text for turn in state.turns for word in turn.words if start <= word.start < stop]
    if not was:
        raise JournalError("The candidate said nothing there that could be corrected.")
    journal.add_correction(session_id, start, stop, " ".join(was), " ".join(said.split()), now)
    return _rescore(journal, session_id, library)


def undo(journal: Journal, session_id: str, library: Library, now: str) -> Report | None:
    """Take the last correction back; None where none counts.

    With the last of them the first report comes back as it was.
    """
    if journal.undo_correction(session_id, now) is None:
        return None
    return _rescore(journal, session_id, library)


def _rescore(journal: Journal, session_id: str, library: Library) -> Report:
    number = len(journal.corrections(session_id))
    first = journal.first_report(session_id)
    if number == 0 and first is not None:
        report = first
    else:
        report = replace(make_report(recall(journal, session_id, library).state, library), corrected=number)
    journal.rescore(session_id, report)
    return report
