"""One voice made to sound like several people: slower or quicker, and a little higher or lower."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from speech.ports import Sound, Voice


class Timbre:
    """`ports.Voice` over another, played higher or lower.

    Played at another rate a voice changes its pitch and its pace together: ask the voice for a pace that makes up
    for it (`pace_for`). Up to some twelve percent it still sounds like a person, and like another one.
    """

    def __init__(self, voice: Voice, pitch: float) -> None:
        """`pitch`: 1 is the voice's own, 1.06 about a semitone higher."""
        self._voice = voice
        self._pitch = pitch

    def synthesise(self, sentence: str) -> Iterator[Sound]:
        """See `ports.Voice`."""
        for sound in self._voice.synthesise(sentence):
            yield replace(sound, rate=round(sound.rate * self._pitch))


def pace_for(pace: float, pitch: float) -> float:
    """The pace to ask the voice for, so that it is `pace` when it is played with `pitch`."""
    return pace * pitch
