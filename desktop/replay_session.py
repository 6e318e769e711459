"""A session fetched from the journal and its folder, as the replay shows it."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from pathlib import Path

from content.library import Library
from desktop.paths import session_folder
from desktop.replay_audio import find_tracks, open_player
from desktop.replay_model import ReplayModel, build
from desktop.silent_player import Player
from interviewer import codec
from interviewer.journal import Journal, SessionRecord
from interviewer.passages import Transcript
from interviewer.recall import recall
from speech.portaudio import PortAudio

TRANSCRIPT = "transcript.json"
"""Kept beside the recording: to rebuild it, every event of the round is stepped through again, seconds of work."""


def load_session(journal: Journal, session_id: str, library: Library) -> ReplayModel:
    """Everything the replay shows of a session, by its id or an unambiguous beginning of it.

    May run beside the GUI thread, with a journal of that thread's own: the model is frozen.

    Raises:
        JournalError: there is no such session, it holds nothing, or its round is gone from the content.
    """
    record = journal.session(session_id)
    folder = session_folder(record.id)
    tracks, recorded = find_tracks(folder)
    return build(
        journal.report(record.id),
        _transcript(journal, record, library, folder),
        session_id=record.id,
        title=record.name,
        when=datetime.fromisoformat(record.created),
        tracks=tracks,
        recorded=recorded,
        folder=folder if tracks else None,
        corrections=journal.corrections(record.id),
    )


def keep_transcript(journal: Journal, session_id: str, library: Library) -> None:
    """See that the next opening finds the transcript made."""
    record = journal.session(session_id)
    _transcript(journal, record, library, session_folder(record.id))


def _transcript(journal: Journal, record: SessionRecord, library: Library, folder: Path) -> Transcript:
    """The kept one where it is of this journal and these corrections, else a new one, kept for the next time."""
    size = journal.size(record.id)
    corrected = [one.id for one in journal.corrections(record.id)]
    kept = folder / TRANSCRIPT
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(kept.read_text(encoding="utf-8"))
        if found["entries"] == size and found.get("corrected", []) == corrected:
            return codec.loads(Transcript, json.dumps(found["transcript"]))
    made = recall(journal, record.id, library).transcript
    _keep(journal, record, made)
    return made


def keep_anew(journal: Journal, session_id: str, transcript: Transcript) -> None:
    """The transcript as it is now, of a session whose words were put right."""
    _keep(journal, journal.session(session_id), transcript)


def _keep(journal: Journal, record: SessionRecord, made: Transcript) -> None:
    folder = session_folder(record.id)
    if record.status == "done" and folder.is_dir():
        kept = folder / TRANSCRIPT
        size = journal.size(record.id)
        corrected = [one.id for one in journal.corrections(record.id)]
        kept_now = {"entries": size, "corrected": corrected, "transcript": json.loads(codec.dumps(made))}
        text = json.dumps(kept_now)
        with contextlib.suppress(OSError):  # a disk without room only costs the next opening time
            partial = kept.with_suffix(".part")
            partial.write_text(text, encoding="utf-8")
            partial.replace(kept)


class Loudspeaker:
    """What `ReplayPage` opens its players with: `ReplayPage(Loudspeaker(audio))`."""

    def __init__(self, audio: PortAudio | None, wanted: str | None = None) -> None:
        """`audio` is the process's one library, None for no sound at all; `wanted` a device's name or None."""
        self._audio = audio
        self.wanted = wanted
        """May be changed at any time; counts from the next session on."""

    def __call__(self, model: ReplayModel) -> tuple[Player, str]:
        tracks = model.tracks
        if tracks is not None and model.folder is not None and not tracks.candidate.exists():
            tracks, _ = find_tracks(model.folder)  # compressed since: a WAV has become a FLAC
        return open_player(tracks, model.length, self._audio, self.wanted)
