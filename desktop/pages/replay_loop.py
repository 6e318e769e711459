"""Repeating a stretch of a replay: the section at the playhead, or one marked by keys or with the mouse."""

from __future__ import annotations

from collections.abc import Callable

from desktop.pages.replay_deck import Deck
from desktop.pages.replay_parts import ReplayFoot
from desktop.replay_model import ReplayModel
from desktop.silent_player import Range
from desktop.widgets.timeline import Timeline
from speech.events import SAMPLE_RATE

SHORTEST = SAMPLE_RATE // 2
"""Samples: a shorter stretch was a slip of the mouse."""


class Looping:
    """`seek` moves the playhead, `tell` is for a screen reader."""

    def __init__(
        self,
        deck: Deck,
        timeline: Timeline,
        foot: ReplayFoot,
        seek: Callable[[int], None],
        tell: Callable[[str], None],
    ) -> None:
        self._deck, self._timeline, self._foot, self._seek, self._tell = deck, timeline, foot, seek, tell
        self._from: int | None = None
        timeline.looped.connect(lambda start, end: self.set((start, end)))

    def begin(self) -> None:
        """Another session is shown: nothing is repeated."""
        self._from = None
        self._timeline.set_loop(None)
        self._foot.set_loop(False)

    def toggle(self, model: ReplayModel) -> None:
        """The section at the playhead, or none any more."""
        self.set(None if self._deck.loop else model.span_at(self._deck.player.position))

    def mark(self) -> None:
        """The first press says where the stretch begins, the second where it ends."""
        at = self._deck.player.position
        if self._from is None:
            self._from = at
            self._tell("The loop begins here; press Shift and L again where it ends")
        else:
            self.set((min(self._from, at), max(self._from, at)))

    def set(self, span: Range | None) -> None:
        """Repeat this stretch from now on."""
        self._from = None
        loop = span if span is not None and span[1] - span[0] >= SHORTEST else None
        self._deck.set_loop(loop)
        self._timeline.set_loop(loop)
        self._foot.set_loop(loop is not None)
        if loop is not None and not loop[0] <= self._deck.player.position < loop[1]:
            self._seek(loop[0])
        self._tell("Loop on" if loop else "Loop off")
