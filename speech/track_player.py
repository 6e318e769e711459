"""A loudspeaker on paper that plays at the microphone's pace."""

from __future__ import annotations

from collections.abc import Callable

from speech.events import SAMPLE_RATE
from speech.ports import Block, Emit, Sound
from speech.utterances import UtteranceQueue


class TrackPlayer:
    """A loudspeaker on paper: for each microphone block it plays as much to its track and to nobody's ears.

    For rounds on sound files, faster than real time or on machines without a sound card. `tick` is called
    with every microphone block, before the block is heard.
    """

    def __init__(self) -> None:
        self._queue = UtteranceQueue(SAMPLE_RATE)
        self._on_played: Callable[[Block], None] | None = None
        self._emit: Emit | None = None

    def start(self, on_played: Callable[[Block], None], emit: Emit) -> None:
        """Begin; `on_played` receives one block per tick."""
        self._on_played, self._emit = on_played, emit

    def play(self, utterance_id: str, sound: Sound) -> None:
        """Queue one sentence."""
        self._queue.play(utterance_id, sound.text, sound.samples, sound.rate)

    def finish(self, utterance_id: str) -> None:
        """No more sentences will come for this utterance."""
        self._queue.finish(utterance_id)

    def hold(self, utterance_id: str) -> None:
        """Let this utterance fade out and keep its place."""
        self._queue.hold(utterance_id)

    def resume(self, utterance_id: str) -> None:
        """Go on with the held utterance, from the beginning of the phrase that was cut."""
        self._queue.resume(utterance_id)

    def soften(self, utterance_id: str) -> None:
        """Say what is left of the utterance 9 dB lower."""
        self._queue.soften(utterance_id)

    def halt(self) -> None:
        """Fade out within 15 ms and drop the queue."""
        self._queue.halt()

    def stop(self) -> None:
        """Deliver nothing more."""
        self._on_played = self._emit = None

    def tick(self, block: Block) -> None:
        """A microphone block has come: play as many samples."""
        if self._on_played is None or self._emit is None:
            return
        samples, marks = self._queue.pull(len(block.samples))
        self._on_played(Block(block.first_sample, samples))
        for mark in marks:
            self._emit(mark.at(block.first_sample + mark.offset))
