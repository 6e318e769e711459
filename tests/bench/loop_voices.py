"""How the interviewers of a loop sound, measured. Run by hand, on the voices that are here:

    python -m tests.bench.loop_voices [TEXT]

Each says the same words. Columns: pitch (median of the voiced frames, Hz), words a minute, peak (1 is clipped), and the
word error rate in percent of what the recogniser heard.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np

from content.library import Library, load_library
from desktop.loop_view import options_of
from desktop.settings import Settings
from desktop.studio import Studio
from models.store import ModelStore
from speech.events import SAMPLE_RATE
from speech.ports import Samples, Voice
from speech.recognizer import WhisperRecogniser
from tests.bench.speakable import Line, hear, speak

TEXT = "Tell me about one decision you argued against, lost, and then had to carry out yourself."
FRAME, HOP = 640, 320
"""Samples: 40 ms, every 20."""
LOWEST, HIGHEST = 60, 320
"""Hz of a speaking voice."""
VOICED = 0.6
"""Of a frame's energy that comes back after one period, at least."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """One interviewer's voice, as measured."""

    name: str
    pitch: float
    """Hz."""
    pace: float
    """Words a minute, pauses between sentences left out."""
    peak: float


def voices(library: Library, loop_id: str, store: ModelStore) -> dict[str, Voice]:
    """By name, as a round of the loop would make them."""
    loop = library.loops[loop_id]
    made = {}
    for place, person in enumerate(loop.interviewers):
        options = options_of(library, loop, place, loop.level, None, Settings())
        made[person.name], _ = Studio(options)._make_voices(store)
    return made


def measured(name: str, voice: Voice, text: str = TEXT) -> Sounding:
    sounds = list(voice.synthesise(text))
    seconds = sum(len(sound.samples) / sound.rate for sound in sounds)
    peak = max(float(np.abs(sound.samples).max()) for sound in sounds)
    return Sounding(name, pitch(speak(voice, text)), 60 * len(text.split()) / seconds, peak)


def pitch(samples: Samples) -> float:
    """The median of the voiced frames, Hz, by their autocorrelation; NaN where none is voiced."""
    found = []
    shortest, longest = SAMPLE_RATE // HIGHEST, SAMPLE_RATE // LOWEST
    for start in range(0, len(samples) - FRAME, HOP):
        frame = samples[start : start + FRAME] - samples[start : start + FRAME].mean()
        whole = np.correlate(frame, frame, "full")[FRAME - 1 :]
        if whole[0] < 0.5:
            continue
        lag = shortest + int(np.argmax(whole[shortest:longest]))
        if whole[lag] / whole[0] >= VOICED:
            found.append(SAMPLE_RATE / lag)
    return float(np.median(found)) if found else float("nan")


def main() -> None:
    text = sys.argv[1] if len(sys.argv) > 1 else TEXT
    library, store = load_library(), ModelStore()
    recogniser = WhisperRecogniser(store.path("whisper-base"))
    print(f"{'interviewer':18}{'pitch Hz':>10}{'words/min':>11}{'peak':>7}{'WER %':>8}")
    for loop_id in library.loops:
        for name, voice in voices(library, loop_id, store).items():
            found = measured(name, voice, text)
            heard = hear(voice, recogniser, Line("loop", loop_id, text))
            wer = 100 * heard.errors / heard.words
            print(f"{name:18}{found.pitch:10.0f}{found.pace:11.0f}{found.peak:7.2f}{wer:8.1f}", flush=True)


if __name__ == "__main__":
    main()
