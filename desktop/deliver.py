"""A session as files in a folder: recording, journal, report, subtitles, labels."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from content.library import Library
from desktop.paths import DataFolderError, check_writable
from interviewer import codec, export
from interviewer.journal import Journal, SessionRecord
from interviewer.recall import recall


def deliver(
    journal: Journal, record: SessionRecord, library: Library, recording: Path, out: Path
) -> list[Path]:
    """Write everything of a session into `out`; the paths written, the report's page last.

    Raises:
        DataFolderError: the folder cannot be written; what was written before stays, the session too.
        JournalError: the session cannot be rebuilt.
    """
    check_out(out)
    try:
        return _deliver(journal, record, library, recording, out)
    except OSError as error:
        raise DataFolderError(
            f"{error.filename or out} could not be written ({error.strerror or error}); nothing is lost: make room "
            f"or choose another folder with `hotseat sessions export {record.id} --out FOLDER`."
        ) from error


def check_out(out: Path) -> None:
    """See that files can be written there. Raises DataFolderError."""
    check_writable(out, "The folder", "or choose another")


def _deliver(
    journal: Journal, record: SessionRecord, library: Library, recording: Path, out: Path
) -> list[Path]:
    written = [_write(out / "journal.jsonl", "\n".join(journal.export(record.id)) + "\n")]
    for track in sorted(recording.glob("*.flac")) + sorted(recording.glob("*.wav")):
        same = recording.resolve() == out.resolve()
        written.append(track if same else Path(shutil.copy2(track, out / track.name)))
    report = journal.report(record.id)
    if report is None:
        return written
    transcript = recall(journal, record.id, library).transcript
    when = datetime.fromisoformat(record.created)
    corrections = journal.corrections(record.id)
    page = export.to_html(report, transcript, load_tracks(recording), when=when, corrections=corrections)
    written += [
        _write(out / "report.json", codec.dumps(report)),
        _write(out / "report.md", export.to_markdown(report, transcript, when=when, corrections=corrections)),
        _write(out / "answers.srt", export.to_srt(transcript)),
        _write(out / "labels.txt", export.to_labels(report)),
        _write(out / "report.html", page),
    ]
    return written


def load_tracks(recording: Path) -> export.Tracks | None:
    """Both tracks of a recording, None where nothing was recorded."""
    from speech.errors import RecordingError
    from speech.tracks import open_tracks

    try:
        tracks = open_tracks(recording)
    except RecordingError:
        return None
    return export.Tracks(tracks.candidate, tracks.interviewer)


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
