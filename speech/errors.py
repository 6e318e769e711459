"""The error tree of the sound side. Each message is one sentence that says what happened and what to do.

SoundError
├── DeviceError        no such device, busy, refused
├── RecognitionError   the recogniser's weights are missing or broken
├── VoiceError         no voice can be had
└── RecordingError     the recording cannot be written or opened

DecodeCancelled, which no person ever sees, stands beside it.
"""


class SoundError(Exception):
    """Anything the sound side reports to a person."""


class DeviceError(SoundError):
    """A microphone or loudspeaker is missing, busy or refuses its settings."""


class RecognitionError(SoundError):
    """The recogniser cannot be loaded or failed."""


class VoiceError(SoundError):
    """No voice can speak."""


class RecordingError(SoundError):
    """A recording cannot be written or read."""


class DecodeCancelled(Exception):  # noqa: N818 - nothing went wrong
    """The words are not wanted any more."""
