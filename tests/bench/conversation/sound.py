"""Finding things in recorded sound: where it is loud, and where a known sound lies in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

RATE = 16_000
"""Hertz, of everything here."""
FRAME = 80
"""Samples, 5 ms: the resolution of onsets and ends."""
AUDIBLE = -50.0
"""dBFS in a frame: above the residue of resamplers, below the softest first sound of a voice at usual level."""
BELOW_PEAK = 40.0
"""dB: a synthesised voice counts as silent where it is so far below its loudest frame."""
ALIKE = 0.4
"""Correlation from which a sound is taken to be found: 0.9 and more in a room's noise, under 0.2 elsewhere."""


@dataclass(frozen=True, slots=True)
class Burst:
    """A stretch of sound, in seconds of the recording."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start


def levels(samples: Samples) -> NDArray[np.float64]:
    """dBFS of each whole frame, -120 for digital silence."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    return 10 * np.log10(np.maximum((frames**2).mean(axis=1), 1e-12))


def bursts(
    samples: Samples, *, audible: float = AUDIBLE, merge: float = 0.25, least: float = 0.02
) -> list[Burst]:
    """Stretches of sound; silences of up to `merge` seconds lie within one, clicks under `least` seconds are none."""
    loud = levels(samples) > audible
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(np.int8), [0]])))
    found: list[Burst] = []
    for first, last in edges.reshape(-1, 2) * (FRAME / RATE):
        if found and first - found[-1].end <= merge:
            found[-1] = Burst(found[-1].start, float(last))
        else:
            found.append(Burst(float(first), float(last)))
    return [burst for burst in found if burst.seconds >= least]


def voiced(samples: Samples) -> tuple[int, int]:
    """First and last sample of what is voiced in a clean synthesised sound; (0, 0) for silence."""
    level = levels(samples)
    loud = np.flatnonzero(level > max(level.max(initial=-120.0) - BELOW_PEAK, -70.0))
    return (int(loud[0]) * FRAME, (int(loud[-1]) + 1) * FRAME) if len(loud) else (0, 0)


def locate(piece: Samples, within: Samples) -> tuple[int, float]:
    """Where `piece` lies in a longer sound, in samples, and how alike it is there, 0 to 1.

    Raises:
        ValueError: the longer sound is shorter than the piece.
    """
    if len(piece) > len(within):
        raise ValueError(f"a piece of {len(piece)} samples cannot lie in {len(within)}")
    size = 1 << (len(piece) + len(within)).bit_length()
    product = np.fft.rfft(within, size) * np.conj(np.fft.rfft(piece, size))
    at = int(np.argmax(np.fft.irfft(product, size)[: len(within) - len(piece) + 1]))
    there = within[at : at + len(piece)].astype(np.float64)
    norm = float(np.linalg.norm(there) * np.linalg.norm(piece))
    return at, float(np.dot(there, piece.astype(np.float64))) / norm if norm > 0 else 0.0


def moment(
    sound: Samples, sample: int, recording: Samples, about: float, *, reach: float = 1.5
) -> float | None:
    """Second of the recording at which sample `sample` of a sound was heard, found by the 2 s around it.

    `about` is where it is expected, give or take `reach`, both in seconds. Short drop-outs before it do no
    harm, since only its neighbourhood is compared. None where nothing like it is there.
    """
    for before, after in ((1.6, 0.4), (0.5, 0.1)):  # a drop-out within the longer may spare the shorter
        found = _moment(sound, sample, recording, about, before, after, reach)
        if found is not None:
            return found
    return None


def _moment(
    sound: Samples, sample: int, recording: Samples, about: float, before: float, after: float, reach: float
) -> float | None:
    first = max(0, sample - int(before * RATE))
    piece = sound[first : min(len(sound), sample + int(after * RATE))]
    expected = int(about * RATE) - (sample - first)
    start = max(0, expected - int(reach * RATE))
    stretch = recording[start : max(0, expected) + len(piece) + int(reach * RATE)]
    if len(stretch) < len(piece) or not len(piece):
        return None
    at, alike = locate(piece, stretch)
    return (start + at + sample - first) / RATE if alike > ALIKE else None
