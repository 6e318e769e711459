"""Smart Turn v3: how finished the last seconds of speech sound, whatever their words.

A small Whisper encoder with one output, trained on the ends of turns in recorded conversations
(github.com/pipecat-ai/smart-turn, BSD-2). It hears what text cannot show: a falling or a hanging voice.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from speech.errors import RecognitionError
from speech.events import SAMPLE_RATE
from speech.ports import Samples

WINDOW = 8 * SAMPLE_RATE
"""Samples the model looks at: the last 8 s, zeros before where there is less."""

_FRAMES = 800
"""Log-mel frames of 10 ms in the window."""


class SmartTurn:
    """The model behind `probability`. Takes 30 to 60 ms on one core; not thread-safe: one caller."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._session: Any = None
        self._extractor: Any = None

    def load(self) -> None:
        """Read the weights now. Calling it again does nothing.

        Raises:
            RecognitionError: the file is missing or is not the model.
        """
        if self._session is not None:
            return
        import onnxruntime
        from faster_whisper.feature_extractor import FeatureExtractor

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            session = onnxruntime.InferenceSession(
                str(self._path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's exceptions share no base class of their own
            raise RecognitionError(
                f"The end-of-turn model {self._path} cannot be loaded ({error})."
            ) from error
        self._extractor = FeatureExtractor(chunk_length=8)
        self._session = session

    def probability(self, samples: Samples) -> float:
        """0 to 1 that the turn is over with the end of `samples`, 16 kHz."""
        self.load()
        out = self._session.run(None, {"input_features": self._features(samples)[None]})
        return float(np.asarray(out[0]).reshape(-1)[0])

    def _features(self, samples: Samples) -> Samples:
        """Shape (80, 800): Whisper's log-mel of the window, brought to mean 0 and variance 1 first."""
        window = np.zeros(WINDOW, np.float32)
        last = samples[-WINDOW:]
        if len(last):
            window[-len(last) :] = last
        window = (window - window.mean()) / np.sqrt(window.var() + 1e-7)
        found = self._extractor(window.astype(np.float32), padding=0)
        return np.ascontiguousarray(found[:, :_FRAMES], dtype=np.float32)
