"""What the sound side reports, each on the session's one clock: samples at 16 kHz since the session's start.

Every event carries `sample`, the moment on that clock at which it became true. Only these frozen records
cross from the audio threads to the interviewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SAMPLE_RATE = 16_000
"""Hertz. The clock of a session and the rate of everything that is recognised or recorded."""


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised (or typed) word."""

    text: str
    """As spoken, with the punctuation that follows it and no surrounding space."""
    start: int
    """Samples at 16 kHz since the session's start."""
    end: int
    """Samples at 16 kHz since the session's start; never before `start`."""
    probability: float
    """0 to 1, the recogniser's own; 1 for typed words."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Voice activity began; `sample` is its onset, not the moment it was confirmed."""

    sample: int


@dataclass(frozen=True, slots=True)
class SpeechStopped:
    """Voice activity ended; `sample` is the last voiced sample. The answer may well go on."""

    sample: int


@dataclass(frozen=True, slots=True)
class Lull:
    """The voice has been silent for 130 ms since `sample`: the end of a clause, or the beginning of a pause."""

    sample: int


@dataclass(frozen=True, slots=True)
class PauseHeard:
    """What was said up to a lull: all words behind those that were told to be committed, none of them cut short.

    The first of them may be committed with the next event; the others are tentative, and a later decode may still
    correct one. Comes some tenths of a second after the lull; the candidate may be speaking again by then.
    """

    sample: int
    voiced_until: int
    """Session sample of the lull, after the last of the words."""
    words: tuple[Word, ...]
    goes_on: bool = False
    """The voice is heard again by the time of the event."""


@dataclass(frozen=True, slots=True)
class WordsCommitted:
    """Words that will not change any more, following on all committed before."""

    sample: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class PartialHeard:
    """The tentative words after the committed prefix; each replaces the one before. Journalled only where it
    changed something."""

    sample: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The answer is over: every word of it has been committed before this event."""

    sample: int
    speech_end: int
    """The last voiced sample of the answer."""
    reason: Literal["silence", "key", "asked"]
    """silence: the endpoint rules; key: push-to-talk released; asked: `finish_turn` was called."""


@dataclass(frozen=True, slots=True)
class PlaybackStarted:
    """The first sound of an utterance left the loudspeaker."""

    sample: int
    utterance_id: str


@dataclass(frozen=True, slots=True)
class PlaybackEnded:
    """An utterance ended, by itself or stopped."""

    sample: int
    utterance_id: str
    completed: bool
    """False when it was stopped before its last sound."""
    spoken: str
    """The text that was heard: all of it, or the words whose sound had left the loudspeaker."""


@dataclass(frozen=True, slots=True)
class DeviceLost:
    """A device stopped delivering (unplugged, taken, failed). The clock is kept; silence is recorded."""

    sample: int
    device: Literal["microphone", "loudspeaker"]
    reason: str


@dataclass(frozen=True, slots=True)
class DeviceRestored:
    """The device, or the one that replaces it, delivers again."""

    sample: int
    device: Literal["microphone", "loudspeaker"]
    name: str


@dataclass(frozen=True, slots=True)
class RecordingFailed:
    """The recording could not be written (full disk, folder gone). What was written stays."""

    sample: int
    reason: str


@dataclass(frozen=True, slots=True)
class LevelMeasured:
    """The microphone's loudness over the last 50 ms. For meters only, never journalled."""

    sample: int
    dbfs: float
    """Decibels relative to full scale, -90 to 0."""


SpeechEvent = (
    SpeechStarted
    | SpeechStopped
    | Lull
    | PauseHeard
    | WordsCommitted
    | PartialHeard
    | TurnEnded
    | PlaybackStarted
    | PlaybackEnded
    | DeviceLost
    | DeviceRestored
    | RecordingFailed
    | LevelMeasured
)
