"""What plays a replay: the loudspeaker's player or a silent one, its speed and its loop, kept over every change."""

from __future__ import annotations

from collections.abc import Callable

from desktop.replay_model import ReplayModel
from desktop.silent_player import Player, Range, SilentPlayer

OpenPlayer = Callable[[ReplayModel], tuple[Player, str]]
"""The player for a session and, where it is a silent one, the sentence that says why."""


class Deck:
    """One session at a time. Where a sentence comes back, it says why there is no sound; empty where there is."""

    def __init__(self, open_player: OpenPlayer | None = None) -> None:
        """`open_player` makes the sound; without it the words follow in silence."""
        self._open = open_player or _silent
        self._model: ReplayModel | None = None
        self.player: Player = SilentPlayer(1)
        self.away = True
        """The loudspeaker has been given back."""
        self._mute = False
        self.loop: Range | None = None
        self.speed = 1.0

    def show(self, model: ReplayModel) -> str:
        """Another session, at its start, at its own speed."""
        self.close()
        self._model, self.loop, self.speed = model, None, 1.0
        return self._take()

    def renew(self, model: ReplayModel) -> None:
        """The same session with other words."""
        self._model = model

    def come_back(self) -> str:
        """Take the loudspeaker again, where it stood."""
        at = self.player.position
        self.player.close()
        why = self._take()
        self._restore(at)
        return why

    def wake(self) -> str | None:
        """Before it plays: a loudspeaker that was missing may be back; None where nothing was tried."""
        return self.come_back() if self._mute and self._model is not None else None

    def go_silent(self) -> str:
        """The device has gone: the same place, without sound."""
        why, at = self.player.failure, self.player.position
        self._to_silence(at)
        self._restore(at)
        self.player.play()
        self._mute = True
        return why

    def close(self) -> None:
        """Silence, and the loudspeaker given back; it stands where it stood."""
        self._to_silence(self.player.position)
        self.away = True

    def set_speed(self, speed: float) -> None:
        self.speed = speed
        self.player.set_speed(speed)

    def set_loop(self, span: Range | None) -> None:
        self.loop = span
        self.player.set_loop(span)

    # ------------------------------------------------------------ inside
    def _take(self) -> str:
        assert self._model is not None
        self.player, why = self._open(self._model)
        self.away, self._mute = False, bool(why)
        return why

    def _to_silence(self, at: int) -> None:
        self.player.close()
        self.player = SilentPlayer(self._model.length if self._model else 1)
        self.player.seek(at)

    def _restore(self, at: int) -> None:
        self.player.set_speed(self.speed)
        self.player.set_loop(self.loop)
        self.player.seek(at)


def _silent(model: ReplayModel) -> tuple[Player, str]:
    return SilentPlayer(model.length), ""
