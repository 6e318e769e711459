"""One loudness and tight edges for all synthesised speech. Pure."""

from __future__ import annotations

import numpy as np

from speech.ports import Samples

TARGET_RMS = 0.1
"""-20 dB relative to full scale, over the parts that sound."""

PEAK = 0.97
"""Where the target would clip, the sound stays quieter instead."""

AUDIBLE = 0.01
"""-40 dB relative to full scale; less is silence."""

SILENCE = 1e-6
"""-120 dB: below the last bit of any device, nothing to bring up."""

LEAD_SECONDS = 0.02
TRAIL_SECONDS = 0.2
"""Silence left before and after the sound at most: together they part two sentences, and before the first the
candidate waits. In 20 ms fits the breath of an "h", which is fainter than `AUDIBLE`."""


def levelled(samples: Samples) -> Samples:
    """At `TARGET_RMS`, or as near as `PEAK` allows; silence stays silence."""
    peak = float(np.abs(samples).max(initial=0.0))
    if peak < SILENCE:
        return samples
    sounding = samples[np.abs(samples) > AUDIBLE * peak]
    rms = float(np.sqrt(np.mean(np.square(sounding, dtype=np.float64))))
    return (samples * min(TARGET_RMS / rms, PEAK / peak)).astype(np.float32)


def trimmed(samples: Samples, rate: int) -> Samples:
    """Without the silence before the first and after the last audible sample, but for short edges."""
    audible = np.flatnonzero(np.abs(samples) > AUDIBLE)
    if not len(audible):
        return samples[:0]
    first = max(0, int(audible[0]) - int(LEAD_SECONDS * rate))
    last = min(len(samples), int(audible[-1]) + 1 + int(TRAIL_SECONDS * rate))
    return samples[first:last]
