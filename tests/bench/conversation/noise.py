"""The sound of a quiet room, which never stops while a conversation lasts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from tests.bench.conversation.sound import RATE, Samples


def room_noise(seconds: float, dbfs: float, seed: int = 7) -> Samples:
    """Noise that falls by 3 dB an octave above 100 Hz, as fans and far traffic do; `dbfs` is its RMS."""
    chance = np.random.default_rng(seed)
    block = 20 * RATE
    spectrum = np.fft.rfft(chance.normal(size=block))
    hertz = np.fft.rfftfreq(block, 1 / RATE)
    once = np.fft.irfft(spectrum / np.sqrt(np.maximum(hertz, 100.0)), block)
    once *= 10 ** (dbfs / 20) / np.sqrt((once**2).mean())
    times = int(np.ceil(seconds * RATE / block))
    return np.tile(once, times)[: int(seconds * RATE)].astype(np.float32)


def noise_file(folder: Path, seconds: float, dbfs: float) -> Path:
    """The noise as a file in the cache."""
    path = folder / f"noise{dbfs:.0f}-{seconds:.0f}.wav"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        soundfile.write(path, room_noise(seconds, dbfs), RATE, subtype="PCM_16")
    return path
