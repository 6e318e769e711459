"""Text to speech with Piper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from speech.errors import VoiceError
from speech.loudness import levelled, trimmed
from speech.ports import Sound
from speech.sentences import split_sentences
from speech.speakable import speakable


class PiperVoice:
    """`ports.Voice` over a Piper model; 0.15 s of work per second of speech on two cores.

    Args:
        model: the .onnx file; its .onnx.json lies beside it.
        pace: 1 is the voice's own; 1.2 takes a fifth longer.
    """

    def __init__(self, model: Path, *, pace: float = 1.0) -> None:
        self._model = model
        self._pace = pace
        self._voice: Any = None

    def load(self) -> None:
        """Read the weights now rather than at the first sentence. Calling it again does nothing.

        Raises:
            VoiceError: a file is missing or is not a Piper voice.
        """
        if self._voice is not None:
            return
        for path in (self._model, Path(f"{self._model}.json")):
            if not path.is_file():
                raise VoiceError(f"The voice file {path} is missing; run `hotseat models fetch`.")
        from piper import PiperVoice as Piper

        try:
            self._voice = Piper.load(self._model)
        except Exception as error:  # onnxruntime and json each raise their own
            raise VoiceError(
                f"The voice {self._model} cannot be loaded ({error}); run `hotseat models verify`."
            ) from error

    def synthesise(self, sentence: str) -> Iterator[Sound]:
        """See `ports.Voice`; one piece per sentence in the text.

        Raises:
            VoiceError: the voice cannot be loaded or failed.
        """
        self.load()
        from piper.config import SynthesisConfig

        config = SynthesisConfig(length_scale=None if self._pace == 1.0 else self._pace)
        for piece in split_sentences(sentence):
            try:
                chunks = [c.audio_float_array for c in self._voice.synthesize(speakable(piece), config)]
            except Exception as error:  # onnxruntime's exceptions share no base class of their own
                raise VoiceError(f"The voice {self._model.name} failed on {piece!r} ({error}).") from error
            rate = int(self._voice.config.sample_rate)
            samples = np.concatenate([*chunks, np.zeros(0, np.float32)]).astype(np.float32)
            yield Sound(piece, rate, trimmed(levelled(samples), rate))
