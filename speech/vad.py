"""Voice activity: Silero's detector frame by frame, and the gate that turns its numbers into speech and pause."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from speech.errors import RecognitionError
from speech.events import SAMPLE_RATE, Lull, SpeechStarted, SpeechStopped
from speech.ports import Samples

FRAME = 512
"""Samples per frame, 32 ms: the only size the detector knows at 16 kHz."""

_CONTEXT = 64
"""Samples of the frame before that the detector sees again."""

ON = 0.5
OFF = 0.35
"""Hysteresis of Silero's own iterator: speech begins at 0.5 and lasts until it falls under 0.35."""

ONSET_FRAMES = 4
"""Frames in a row, 128 ms, before speech counts as begun: shorter are clicks, breaths and keys."""

ALERT_FRAMES = 2
"""The same while the interviewer speaks, who falls silent at once and goes on after a click. From the first voiced
sample to the moment that speech counts as begun, in the middle and at worst of twenty: 70 and 140 ms against 135
and 205 ms. Four hundred clicks and white noise at -30 dBFS gave no frame above 0.13."""

HANG_FRAMES = 9
"""Frames in a row, 288 ms, before speech counts as ended: shorter are plosives and the gaps between words."""


LULL_FRAMES = 4
"""Frames in a row, 128 ms, that make a lull: worth a look at what was said, long before it is a pause."""

GateEvent = SpeechStarted | SpeechStopped | Lull


class SileroVoiceActivity:
    """`ports.VoiceActivity` over the Silero v6 weights inside the faster-whisper package.

    A frame takes 0.2 ms on one core. The weights are read at the first frame.
    """

    def __init__(self) -> None:
        self._session: Any = None
        self.reset()

    def reset(self) -> None:
        self._hidden = np.zeros((1, 1, 128), np.float32)
        self._cell = np.zeros((1, 1, 128), np.float32)
        self._tail = np.zeros(_CONTEXT, np.float32)

    def probability(self, frame: Samples) -> float:
        """See `ports.VoiceActivity`.

        Raises:
            ValueError: `frame` is not 512 samples long.
            RecognitionError: the weights are not where faster-whisper ships them.
        """
        if frame.shape != (FRAME,):
            raise ValueError(f"a frame has {FRAME} samples, not {frame.shape}")
        if self._session is None:
            self._session = _open_session(_weights())
        seen = np.concatenate([self._tail, frame]).astype(np.float32, copy=False)[None]
        inputs = {"input": seen, "h": self._hidden, "c": self._cell}
        found, self._hidden, self._cell = self._session.run(None, inputs)
        self._tail = np.array(frame[-_CONTEXT:], np.float32)
        return float(found.reshape(-1)[0])


class SpeechGate:
    """Says when speech began and ended, from one probability per frame. Pure: the clock is the frames' own."""

    def __init__(self) -> None:
        self.speaking = False
        self.onset = 0
        """Session sample at which the running or last stretch of speech began."""
        self.voiced_until = 0
        """Session sample after the last voiced frame."""
        self.alert = False
        """The interviewer speaks: the first sound of a voice counts."""
        self._run = 0
        self._quiet = 0

    def feed(self, probability: float, first_sample: int) -> GateEvent | None:
        """Judge the frame that begins at session sample `first_sample`."""
        voiced = probability >= (OFF if self._run else ON)
        if not self.speaking:
            return self._listen(voiced, first_sample)
        if voiced:
            self._quiet = 0
            self.voiced_until = first_sample + FRAME
            return None
        self._quiet += 1
        if self._quiet == LULL_FRAMES:
            return Lull(self.voiced_until)
        if self._quiet < HANG_FRAMES:
            return None
        self.speaking = False
        self._run = 0
        return SpeechStopped(self.voiced_until)

    def _listen(self, voiced: bool, first_sample: int) -> SpeechStarted | None:
        if not voiced:
            self._run = 0
            return None
        if self._run == 0:
            self._first = first_sample
        self._run += 1
        if self._run < (ALERT_FRAMES if self.alert else ONSET_FRAMES):
            return None
        self.speaking = True
        self._quiet = 0
        self.onset = self._first
        self.voiced_until = first_sample + FRAME
        return SpeechStarted(self.onset)


def seconds(samples: int) -> float:
    """Samples of the session's clock as seconds."""
    return samples / SAMPLE_RATE


def _weights() -> Path:
    """The detector's file, found without importing faster-whisper, which takes a second."""
    found = find_spec("faster_whisper")
    folder = Path(found.origin).parent / "assets" if found and found.origin else Path()
    files = sorted(folder.glob("silero_vad*.onnx"))
    if not files:
        raise RecognitionError(
            "The voice detector is missing from faster-whisper; install that package again."
        )
    return files[-1]


def _open_session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
