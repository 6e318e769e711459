"""Corrections of a finished session's words: kept, taken back, and its report made anew each time."""

from __future__ import annotations

from dataclasses import dataclass, replace

from content.library import Library
from interviewer.errors import JournalError
from interviewer.journal import Journal
from interviewer.passages import Transcript
from interviewer.recall import Heard, Recalled, as_heard
from interviewer.report import Report
from interviewer.verdict import make_report


@dataclass(frozen=True, slots=True)
class Rescored:
    """What a session says and what is made of it now."""

    report: Report
    transcript: Transcript


def correct(
    journal: Journal, session_id: str, library: Library, span: tuple[int, int], said: str, now: str
) -> Rescored:
    """Say what was said in `span` (first and last sample of the words shown), and score the round anew.

    Raises:
        JournalError: the round has no report yet, the candidate said nothing there, or the session cannot be rebuilt.
    """
    if journal.report(session_id) is None:
        raise JournalError("The round was cut off and has no report yet; take it to its report first.")
    start, stop = span[0], span[1] + 1
    heard = as_heard(journal, session_id, library)
    state = heard.corrected(journal.corrections(session_id)).state
    was = [word.text for turn in state.turns for word in turn.words if start <= word.start < stop]
    if not was:
        raise JournalError("The candidate said nothing there that could be corrected.")
    journal.add_correction(session_id, start, stop, " ".join(was), " ".join(said.split()), now)
    return _rescore(journal, session_id, library, heard)


def undo(journal: Journal, session_id: str, library: Library, now: str) -> Rescored | None:
    """Take the last correction back; None where none counts.

    With the last of them the first report comes back as it was.
    """
    if journal.undo_correction(session_id, now) is None:
        return None
    return _rescore(journal, session_id, library, as_heard(journal, session_id, library))


def _rescore(journal: Journal, session_id: str, library: Library, heard: Heard) -> Rescored:
    kept = journal.corrections(session_id)
    recalled = heard.corrected(kept)
    report = _report(journal, session_id, library, recalled, len(kept))
    journal.rescore(session_id, report)
    return Rescored(report, recalled.transcript)


def _report(journal: Journal, session_id: str, library: Library, recalled: Recalled, number: int) -> Report:
    first = journal.first_report(session_id)
    if number == 0 and first is not None:
        return first
    return replace(make_report(recalled.state, library), corrected=number)
