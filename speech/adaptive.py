"""A linear filter that learns how the loudspeaker sounds in the microphone, and goes on learning under speech."""

from __future__ import annotations

import numpy as np

from speech.ports import Samples

HOP = 512
"""Samples per block, 32 ms: the microphone's block, so that nothing waits."""

PARTITIONS = 16
"""Blocks of the loudspeaker's past that may still be heard: 512 ms of delay and reverberation together."""

KEEPS = 0.999
"""Of what is known of the room, per block: after half a minute of speech a changed volume is learnt anew."""

SMOOTHING = 0.6
"""Of the residual's spectrum from block to block; 0.3 and 0.9 cancel as much to a decibel."""

LEAST = 1e-4
"""Energy of the loudspeaker's spectra below which there is nothing to cancel."""


class AdaptiveFilter:
    """Partitioned-block Kalman filter in the frequency domain.

    After F. Kuech, E. Mabande, G. Enzner: "State-space architecture of the partitioned-block-based acoustic echo
    controller", ICASSP 2014. The residual itself stands for the near end's spectrum, so that the step shrinks while
    the candidate speaks. On a Piper voice through a room of 40 ms it takes 30 dB out of an echo 36 dB above the
    noise after six seconds of speech, and leaves a voice over it as it is; 0.2 ms a block.
    """

    def __init__(self) -> None:
        self._past = np.zeros((PARTITIONS, HOP + 1), np.complex64)
        self._room = np.zeros_like(self._past)
        self._doubt = np.ones(self._past.shape, np.float32)
        """Variance of each weight of the room."""
        self._near = np.full(HOP + 1, 1e-3, np.float32)
        """Power spectrum of what is no echo."""
        self._before: Samples = np.zeros(HOP, np.float32)

    def without_echo(self, near: Samples, far: Samples) -> Samples:
        """The microphone's block less what it heard of the loudspeaker; both of shape (512,)."""
        self._past[1:] = self._past[:-1]
        self._past[0] = np.fft.rfft(np.concatenate([self._before, far]))
        self._before = far
        power = _power(self._past)
        if float(power.sum()) < LEAST:
            return near
        echo = np.fft.irfft((self._past * self._room).sum(axis=0))[HOP:]
        residual = (near - echo).astype(np.float32)
        self._learn(residual, power)
        return residual

    def _learn(self, residual: Samples, power: Samples) -> None:
        error = np.fft.rfft(np.concatenate([np.zeros(HOP, np.float32), residual])).astype(np.complex64)
        self._near = SMOOTHING * self._near + (1 - SMOOTHING) * _power(error)
        gain = self._doubt / ((self._doubt * power).sum(axis=0) + 2 * self._near + 1e-6)
        change = np.fft.irfft(gain * np.conj(self._past) * error, axis=1)
        change[:, HOP:] = 0  # a block's filter is no longer than the block
        known = KEEPS**2 * self._doubt * (1 - 0.5 * gain * power)
        self._doubt = (known + (1 - KEEPS**2) * _power(self._room)).astype(np.float32)
        self._room += np.fft.rfft(change, axis=1).astype(np.complex64)


def _power(spectrum: np.ndarray) -> Samples:
    return np.asarray(spectrum.real**2 + spectrum.imag**2, np.float32)
