"""A quote of the report, played from the recording."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.replay_audio import find_tracks, open_player
from desktop.silent_player import Player
from speech.portaudio import PortAudio

LOOK_MS = 50
"""Milliseconds between two looks at the player."""


class QuotePlayer(QObject):
    """One quote at a time; asked for the one that is playing, it stops."""

    playing = Signal(int, int)
    """First and last sample of what begins to sound."""
    stopped = Signal()
    trouble = Signal(str)
    """Why there is no sound: one sentence."""

    def __init__(self, audio: PortAudio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._audio = audio
        self._player: Player | None = None
        self._span: tuple[int, int] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    def play(self, folder: Path, span: tuple[int, int], loudspeaker: str) -> None:
        """`folder` holds the session's recording."""
        again = span == self._span
        self.stop()
        if again:
            return
        tracks, length = find_tracks(folder)
        player, why = open_player(tracks, length, self._audio, loudspeaker or None)
        if why:
            player.close()
            self.trouble.emit(why)
            return
        self._player, self._span = player, span
        player.seek(span[0])
        player.play(until=span[1])
        self._timer.start()
        self.playing.emit(*span)

    def stop(self) -> None:
        """Silence, and the loudspeaker given back."""
        self._timer.stop()
        player, self._player, self._span = self._player, None, None
        if player is not None:
            player.close()
            self.stopped.emit()

    def _look(self) -> None:
        player = self._player
        if player is None:
            return
        if player.failure:
            self.trouble.emit(player.failure)
            self.stop()
        elif not player.playing:
            self.stop()
