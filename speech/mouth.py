"""Speaking: an utterance is synthesised sentence by sentence, the first heard while the second is made."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from itertools import count

import numpy as np

from speech.errors import SoundError, VoiceError
from speech.executor import SerialExecutor
from speech.ports import Player, Sound, Voice
from speech.sentences import split_sentences

log = logging.getLogger(__name__)

REMEMBERED = 96
"""Sentences kept as sound, some 25 MB: the fixed lines of a round and the likeliest probes."""

SILENT_RATE = 16_000
SILENT_SECONDS_PER_CHARACTER = 1 / 15
"""Pace of a line that no voice can speak: as long as it would have taken, so that captions can be read."""


class Mouth:
    """Speaks through `player` what `voice` makes; what fails is spoken by `fallback`, or passes in silence.

    `say` and `stop` return at once. Every utterance ends in a PlaybackEnded of the player's, whatever fails.

    Args:
        executor: its own, serial; the voices are only called there.
        on_error: gets the first failure of each voice, for the person to see.
    """

    def __init__(
        self,
        voice: Voice,
        player: Player,
        executor: SerialExecutor,
        *,
        fallback: Voice | None = None,
        on_error: Callable[[SoundError], None] | None = None,
    ) -> None:
        self._voices = [voice] if fallback is None else [voice, fallback]
        self._player = player
        self._executor = executor
        self._on_error = on_error
        self._made: OrderedDict[str, tuple[Sound, ...]] = OrderedDict()
        self._saying: dict[str, threading.Event] = {}
        self._lock = threading.Lock()
        self._numbers = count()

    @property
    def idle(self) -> bool:
        """Everything asked for has been synthesised; it may still sound."""
        return self._executor.idle

    def wait_idle(self, timeout: float) -> bool:
        """Wait until `idle`; False when `timeout` seconds went by first."""
        return self._executor.wait_idle(timeout)

    def say(self, utterance_id: str, text: str) -> None:
        """Speak; utterances follow one another in the order they were said."""
        sentences = split_sentences(text)
        with self._lock:
            ready = None if self._saying else self._all_made(sentences)
            if ready is None:
                self._queue(utterance_id, sentences)
        if ready is not None:
            for sound in ready:
                self._player.play(utterance_id, sound)
            self._player.finish(utterance_id)

    def stop(self) -> None:
        """Fall silent now and forget what was still to be said."""
        with self._lock:
            saying, self._saying = self._saying, {}
            for cancelled in saying.values():
                cancelled.set()
        for utterance_id in saying:
            self._player.finish(utterance_id)  # also one that has no sound yet must end
        self._player.halt()

    def hold(self, utterance_id: str) -> None:
        """Fall silent for now and keep the place; what is not synthesised yet goes on being made."""
        self._player.hold(utterance_id)

    def resume(self, utterance_id: str) -> None:
        """Go on with the held utterance, from the beginning of the phrase that was cut."""
        self._player.resume(utterance_id)

    def soften(self, utterance_id: str) -> None:
        """Say what is left of the utterance in a lower voice."""
        self._player.soften(utterance_id)

    def prepare(self, *texts: str) -> None:
        """Synthesise ahead while there is nothing to say; `say` overtakes it."""
        for text in texts:
            for sentence in split_sentences(text):
                with self._lock:
                    if sentence not in self._made:
                        self._executor.submit(self._making(sentence), key=f"prepare {sentence}")

    def _queue(self, utterance_id: str, sentences: list[str]) -> None:
        def job(cancelled: threading.Event) -> None:
            try:
                for sentence in sentences:
                    for sound in () if cancelled.is_set() else self._sounds(sentence):
                        if not cancelled.is_set():
                            self._player.play(utterance_id, sound)
            finally:
                self._done(utterance_id, cancelled)

        self._saying[utterance_id] = self._executor.submit(job, key=f"say {next(self._numbers)}", urgent=True)

    def _done(self, utterance_id: str, cancelled: threading.Event) -> None:
        with self._lock:
            if self._saying.get(utterance_id) is cancelled:
                del self._saying[utterance_id]
        if not cancelled.is_set():
            self._player.finish(utterance_id)

    def _making(self, sentence: str) -> Callable[[threading.Event], None]:
        return lambda cancelled: None if cancelled.is_set() else self._drop(self._sounds(sentence))

    @staticmethod
    def _drop(sounds: tuple[Sound, ...]) -> None:
        """`_sounds` has remembered them."""

    def _all_made(self, sentences: list[str]) -> list[Sound] | None:
        """The sounds of all the sentences, None unless every one is at hand."""
        if not all(sentence in self._made for sentence in sentences):
            return None
        return [sound for sentence in sentences for sound in self._made[sentence]]

    def _sounds(self, sentence: str) -> tuple[Sound, ...]:
        """From memory, or from the first voice that can; silence of the right length from none."""
        with self._lock:
            if sentence in self._made:
                self._made.move_to_end(sentence)
                return self._made[sentence]
        while self._voices:
            try:
                sounds = tuple(self._voices[0].synthesise(sentence))
            except SoundError as error:
                self._give_up(error)
                continue
            self._remember(sentence, sounds)
            return sounds
        seconds = len(sentence) * SILENT_SECONDS_PER_CHARACTER
        return (Sound(sentence, SILENT_RATE, np.zeros(int(seconds * SILENT_RATE), np.float32)),)

    def _give_up(self, error: SoundError) -> None:
        """The voice in front has failed; one that fails once is not asked again in this session."""
        self._voices.pop(0)
        log.warning("a voice failed: %s", error)
        if self._on_error is not None:
            self._on_error(error)
        if not self._voices and self._on_error is not None:
            self._on_error(
                VoiceError("No voice can speak; the interviewer's lines are shown as captions only.")
            )

    def _remember(self, sentence: str, sounds: tuple[Sound, ...]) -> None:
        with self._lock:
            self._made[sentence] = sounds
            while len(self._made) > REMEMBERED:
                self._made.popitem(last=False)
