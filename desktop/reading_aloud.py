"""Paragraphs read aloud by the app's voice, one after the other, until they end or are stopped."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from speech.errors import SoundError
from speech.events import PlaybackEnded, PlaybackStarted, SpeechEvent
from speech.ports import Block, Emit, Sound, Voice
from speech.sentences import split_sentences

log = logging.getLogger(__name__)

AHEAD = 1
"""Paragraphs that are synthesised beyond the one that sounds: a whole guide would be half an hour of sound."""
LOOK = 0.05
"""Seconds between two looks at how far the loudspeaker is."""


class Loud(Protocol):
    """What of `speech.player.DevicePlayer` is used."""

    def start(self, on_played: Callable[[Block], None], emit: Emit) -> None: ...
    def play(self, utterance_id: str, sound: Sound) -> None: ...
    def finish(self, utterance_id: str) -> None: ...
    def halt(self) -> None: ...
    def stop(self) -> None: ...


Parts = Callable[[], tuple[Voice, Loud]]
"""Opens nothing; called on the reading's own thread. Raises SoundError where a voice or a device is missing."""


@dataclass
class _Run:
    """One reading, from its start to its end."""

    stop: threading.Event
    started: int = -1
    ended: int = -1
    player: Loud | None = None


class ReadingAloud(QObject):
    """One reading at a time; the device is let go of when it ends."""

    reading = Signal(int)
    """Place of the paragraph whose first sound is heard."""
    stopped = Signal()
    trouble = Signal(str)
    """Why nothing is heard: one sentence."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._run: _Run | None = None

    @property
    def running(self) -> bool:
        return self._run is not None

    def read(self, paragraphs: Sequence[str], first: int = 0) -> None:
        """Begin at the paragraph `first`; what was being read is stopped."""
        self.stop()
        run = _Run(threading.Event())
        self._run = run
        # A thread of its own: synthesis takes a core, and the window must never wait for a device.
        threading.Thread(
            target=self._read, args=(run, tuple(paragraphs), first), name="reading aloud", daemon=True
        ).start()

    def stop(self) -> None:
        """Fall silent now."""
        run, self._run = self._run, None
        if run is None:
            return
        run.stop.set()
        if run.player is not None:
            run.player.halt()
        self.stopped.emit()

    # ------------------------------------------------------------ on its own thread
    def _read(self, run: _Run, paragraphs: tuple[str, ...], first: int) -> None:
        try:
            voice, player = self._parts()
            player.start(lambda block: None, lambda event: self._heard(run, event))
            run.player = player
            try:
                self._speak(run, voice, player, paragraphs, first)
            finally:
                player.halt()
                player.stop()
        except SoundError as error:
            log.info("reading aloud: %s", error)
            if not run.stop.is_set():
                self.trouble.emit(str(error))
        finally:
            if self._run is run:
                self._run = None
                self.stopped.emit()

    def _speak(self, run: _Run, voice: Voice, player: Loud, paragraphs: tuple[str, ...], first: int) -> None:
        run.ended = first - 1
        for place in range(first, len(paragraphs)):
            for sentence in split_sentences(paragraphs[place]):
                for sound in voice.synthesise(sentence):
                    if run.stop.is_set():
                        return
                    player.play(str(place), sound)
            player.finish(str(place))
            while place - run.ended > AHEAD and not run.stop.is_set():
                time.sleep(LOOK)
        while run.ended < len(paragraphs) - 1 and not run.stop.is_set():
            time.sleep(LOOK)

    def _heard(self, run: _Run, event: SpeechEvent) -> None:
        if isinstance(event, PlaybackStarted) and not run.stop.is_set():
            run.started = int(event.utterance_id)
            self.reading.emit(run.started)
        elif isinstance(event, PlaybackEnded):
            run.ended = max(run.ended, int(event.utterance_id))
