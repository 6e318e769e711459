"""Which stretch of a session the timeline shows, shared by the ruler, the waveform and the lanes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from interviewer import captions
from speech.events import SAMPLE_RATE

FIRST_SCALE = 2790.0
"""Samples per pixel on opening: half a minute in 172 pixels."""
CLOSEST = 80.0
"""Samples per pixel at the nearest zoom: 200 pixels a second."""
STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800)
"""Seconds between the times on the ruler."""
APART = 120
"""Pixels at least between two of them."""


class TimeView(QObject):
    """Maps samples to pixels. Pixels count from the lanes' left edge."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.length = 1
        self.width = 1056
        self.first = 0.0
        self.scale = FIRST_SCALE

    def reset(self, length: int) -> None:
        """A new session of so many samples, shown from its start."""
        self.length, self.first = max(1, length), 0.0
        self.scale = min(FIRST_SCALE, self._farthest())
        self.changed.emit()

    def set_width(self, width: int) -> None:
        if width > 0 and width != self.width:
            self.width = width
            self._settle(self.first, min(self.scale, self._farthest()))

    def x(self, sample: float) -> float:
        return (sample - self.first) / self.scale

    def sample(self, x: float) -> int:
        return round(min(self.length, max(0.0, self.first + x * self.scale)))

    def zoom(self, factor: float, at: float) -> None:
        """Bring things `factor` times closer, keeping what is at pixel `at` where it is."""
        anchor = self.first + at * self.scale
        scale = min(self._farthest(), max(CLOSEST, self.scale / factor))
        self._settle(anchor - at * scale, scale)

    def scroll(self, pixels: float) -> None:
        self._settle(self.first + pixels * self.scale, self.scale)

    def show_from(self, sample: float) -> None:
        self._settle(sample, self.scale)

    def follow(self, sample: int) -> None:
        """Turn the page when the moment has left it, or is about to."""
        x = self.x(sample)
        if x < 0 or x > self.width * 0.92:
            self._settle(sample - self.width * self.scale * 0.15, self.scale)

    def whole(self) -> bool:
        return self.scale >= self._farthest() - 1e-6

    def times(self) -> list[tuple[float, str]]:
        """Pixel and text of each time on the ruler."""
        per_second = SAMPLE_RATE / self.scale
        step = next((s for s in STEPS if s * per_second >= APART), STEPS[-1])
        number = -(-int(self.first) // (step * SAMPLE_RATE))
        found = []
        while (at := number * step * SAMPLE_RATE) <= min(self.length, self.first + self.width * self.scale):
            found.append((self.x(at), captions.clock(at)))
            number += 1
        return found

    def _farthest(self) -> float:
        return max(CLOSEST, self.length / self.width)

    def _settle(self, first: float, scale: float) -> None:
        most = max(0.0, self.length - self.width * scale)
        first = min(most, max(0.0, first))
        if (first, scale) != (self.first, self.scale):
            self.first, self.scale = first, scale
        self.changed.emit()
