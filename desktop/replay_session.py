"""A session fetched from the journal and its folder, as the replay shows it."""

from __future__ import annotations

from datetime import datetime

from content.library import Library
from desktop.paths import session_folder
from desktop.replay_audio import find_tracks, open_player
from desktop.replay_model import ReplayModel, build
from desktop.silent_player import Player
from interviewer.journal import Journal
from interviewer.recall import recall
from speech.portaudio import PortAudio


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
        recall(journal, record.id, library).transcript,
        session_id=record.id,
        title=record.name,
        when=datetime.fromisoformat(record.created),
        tracks=tracks,
        recorded=recorded,
        folder=folder if tracks else None,
    )


class Loudspeaker:
    """What `ReplayPage` opens its players with: `ReplayPage(Loudspeaker(audio))`."""

    def __init__(self, audio: PortAudio | None, wanted: str | None = None) -> None:
        """`audio` is the process's one library, None for no sound at all; `wanted` a device's name or None."""
        self._audio = audio
        self.wanted = wanted
        """May be changed at any time; counts from the next session on."""

    def __call__(self, model: ReplayModel) -> tuple[Player, str]:
        return open_player(model.tracks, model.length, self._audio, self.wanted)
