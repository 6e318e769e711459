"""What has been rehearsed, for the pages: lists, reports, replays, exports, recovery. Free of Qt.

Every call opens the journal for itself, so that it can be made on any thread.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from content.library import Library
from desktop import recovery
from desktop.paths import data_folder, journal_path, session_folder
from desktop.replay_model import ReplayModel
from interviewer.errors import JournalError
from interviewer.journal import Journal, SessionRecord
from interviewer.practice.made import is_made
from interviewer.report import Report
from interviewer.word_search import Found, find

MARKS = "marks.json"
"""In the data folder: ids of sessions by their mark."""
Mark = Literal["left", "sample", "doomed"]
"""left: cut off, and not to be offered again; sample: a sample candidate spoke; doomed: deleted, and can be brought
back until it is buried."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All sessions, newest first, and the newest report that rests on something."""

    sessions: tuple[SessionRecord, ...]
    newest: Report | None
    silent: frozenset[str] = frozenset()
    """Ids of rounds that were cut off before anything was said."""

    @property
    def own(self) -> tuple[SessionRecord, ...]:
        """Rounds of the user's own: no sample candidates, and no drills."""
        samples = marked("sample")
        return tuple(r for r in self.sessions if r.id not in samples and not is_made(r.round_id))


class Archive:
    """The sessions on this computer."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def shelf(self) -> Shelf:
        with Journal(journal_path()) as journal:
            doomed = marked("doomed")
            sessions = tuple(record for record in journal.sessions() if record.id not in doomed)
            samples = marked("sample")
            own = [r for r in sessions if r.id not in samples and not is_made(r.round_id)]
            reports = (journal.report(r.id) for r in own if r.status == "done")
            newest = next((report for report in reports if report is not None and report.scored), None)
            silent = frozenset(r.id for r in sessions if r.status != "done" and not _spoken(journal, r.id))
            return Shelf(sessions, newest, silent)

    def report(self, session_id: str) -> tuple[SessionRecord, Report | None]:
        """The report is None for a round that was cut off."""
        with Journal(journal_path()) as journal:
            record = journal.session(session_id)
            return record, journal.report(record.id)

    def has_sound(self, session_id: str) -> bool:
        from desktop.replay_audio import find_tracks

        return find_tracks(session_folder(session_id))[0] is not None

    def replay(self, session_id: str) -> ReplayModel:
        """Raises JournalError where the session cannot be rebuilt."""
        from desktop.replay_session import load_session

        with Journal(journal_path()) as journal:
            return load_session(journal, session_id, self.library)

    def prepare_replay(self, session_id: str) -> None:
        """Make what its replay would have to wait for."""
        from desktop.replay_session import keep_transcript

        with Journal(journal_path()) as journal:
            keep_transcript(journal, session_id, self.library)

    def correct(self, session_id: str, span: tuple[int, int], said: str) -> ReplayModel:
        """The session with these words put right, its scores and report made anew."""
        from desktop.replay_session import keep_anew, load_session
        from interviewer.rescoring import correct

        with Journal(journal_path()) as journal:
            made = correct(journal, session_id, self.library, span, said, _now())
            keep_anew(journal, session_id, made.transcript)
            return load_session(journal, session_id, self.library)

    def undo_correction(self, session_id: str) -> ReplayModel:
        """The session as it was before the last correction that counts."""
        from desktop.replay_session import keep_anew, load_session
        from interviewer.rescoring import undo

        with Journal(journal_path()) as journal:
            made = undo(journal, session_id, self.library, _now())
            if made is not None:
                keep_anew(journal, session_id, made.transcript)
            return load_session(journal, session_id, self.library)

    def attempts(self, session_id: str) -> tuple[SessionRecord, ...]:
        """Other finished rounds of the user's own of the same kind: the latest before it first, then later ones."""
        with Journal(journal_path()) as journal:
            mine = journal.session(session_id)
            others = [
                record
                for record in journal.sessions()
                if record.id != mine.id and record.round_id == mine.round_id and record.status == "done"
            ]
        samples = marked("sample")
        own = [record for record in others if mine.id in samples or record.id not in samples]
        before = [record for record in own if record.created <= mine.created]
        return (*before, *reversed([record for record in own if record.created > mine.created]))

    def find(self, words: str) -> tuple[Found, ...]:
        """Where these words were said, or written into a note."""
        with Journal(journal_path()) as journal:
            return find(journal, words)

    def recover(self, session_id: str) -> Report:
        """Take a round that was cut off to its report."""
        with Journal(journal_path()) as journal:
            record = journal.session(session_id)
            return recovery.recover(journal, record, self.library, session_folder(record.id))

    def delete(self, session_id: str) -> None:
        """For good, its recording too."""
        with Journal(journal_path()) as journal:
            journal.delete(session_id)
        shutil.rmtree(session_folder(session_id), ignore_errors=True)

    def discard(self, session_id: str) -> None:
        """Out of sight; `restore` brings it back, `bury` deletes it for good."""
        mark("doomed", session_id)

    def restore(self, session_id: str) -> None:
        unmark("doomed", session_id)

    def bury(self, *, but: str = "") -> None:
        """Delete what was discarded for good, except one that may still be brought back."""
        for session_id in marked("doomed") - {but}:
            self.delete(session_id)
            unmark("doomed", session_id)

    def sizes(self) -> dict[str, int]:
        """Bytes of each session's recording and what is kept beside it."""
        return {
            folder.name: sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
            for folder in _folders(data_folder() / "sessions")
        }

    def rename(self, session_id: str, name: str) -> None:
        with Journal(journal_path()) as journal:
            journal.rename(session_id, name)

    def deliver(self, session_id: str, out: Path) -> list[Path]:
        """Everything of a session into a folder."""
        from desktop.deliver import deliver

        with Journal(journal_path()) as journal:
            record = journal.session(session_id)
            return deliver(journal, record, self.library, session_folder(record.id), out)

    def export(self, session_id: str, kind: str, path: Path) -> Path:
        """One file: html, markdown, srt or labels.

        Raises:
            JournalError: there is no report, or the file cannot be written.
        """
        text = self._text(session_id, kind)
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise JournalError(
                f"{path} could not be written ({error.strerror or error}); choose another place."
            ) from error
        return path

    def _text(self, session_id: str, kind: str) -> str:
        from desktop.deliver import load_tracks
        from interviewer import export
        from interviewer.recall import recall

        with Journal(journal_path()) as journal:
            record = journal.session(session_id)
            report = journal.report(record.id)
            transcript = recall(journal, record.id, self.library).transcript
            corrections = journal.corrections(record.id)
        if report is None:
            raise JournalError(f"The session '{record.id}' has no report yet; recover it first.")
        when = datetime.fromisoformat(record.created)
        makers: dict[str, Callable[[], str]] = {
            "markdown": lambda: export.to_markdown(report, transcript, when=when, corrections=corrections),
            "srt": lambda: export.to_srt(transcript),
            "labels": lambda: export.to_labels(report),
            "html": lambda: export.to_html(
                report,
                transcript,
                load_tracks(session_folder(record.id)),
                when=when,
                corrections=corrections,
            ),
        }
        return makers[kind]()


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")


def _spoken(journal: Journal, session_id: str) -> bool:
    """Whether an answer was begun."""
    asked = False
    for entry in journal.entries(session_id):
        asked = asked or (entry.name == "Say" and '"question"' in entry.body)
        if entry.name == "AnswerTyped" or (asked and entry.name == "WordsCommitted"):
            return True
    return False


def marked(kind: Mark) -> frozenset[str]:
    """Ids of the sessions with this mark."""
    return frozenset(_marks().get(kind, ()))


def mark(kind: Mark, session_id: str) -> None:
    """Remember it; a folder that cannot be written only means that it is forgotten."""
    marks = _marks()
    marks[kind] = sorted({*marks.get(kind, ()), session_id})
    try:
        (data_folder() / MARKS).write_text(json.dumps(marks), encoding="utf-8")
    except OSError:
        return


def unmark(kind: Mark, session_id: str) -> None:
    """Forget it."""
    marks = _marks()
    if session_id in marks.get(kind, ()):
        marks[kind] = [each for each in marks[kind] if each != session_id]
        with suppress(OSError):
            (data_folder() / MARKS).write_text(json.dumps(marks), encoding="utf-8")


def _folders(parent: Path) -> list[Path]:
    try:
        return [each for each in parent.iterdir() if each.is_dir()]
    except OSError:  # nothing was recorded yet
        return []


def _marks() -> dict[str, list[str]]:
    try:
        found = json.loads((data_folder() / MARKS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(kind): [str(each) for each in ids] for kind, ids in found.items() if isinstance(ids, list)}
