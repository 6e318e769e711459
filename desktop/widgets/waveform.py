"""The loudness of one track: bars where there is sound, dots where there is none; what is to come is grey."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.peaks import Peaks
from desktop.widgets import paint
from desktop.widgets.time_view import TimeView

PITCH, BAR, DOT = 3, 2, 1.5
"""Pixels from bar to bar, a bar's width, the height of silence."""
QUIET = 0.012
"""Of full scale: below this it is silence."""


class Waveform(QWidget):
    """One lane. Paints only what is shown, from the level of the pyramid that fits the zoom."""

    def __init__(
        self, view: TimeView, role: str, height: int, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view, self._role, self._peaks = view, role, Peaks.none()
        self._playhead = 0
        self._loop: tuple[int, int] | None = None
        self._gain = 1.0
        self.setFixedHeight(height)
        self.setAccessibleName(name)
        view.changed.connect(self.update)

    def set_peaks(self, peaks: Peaks) -> None:
        """Draw this track from now on, its loudest bar filling the lane."""
        self._peaks = peaks
        loudest = float(peaks.levels[-1].max(initial=0)) / 255
        self._gain = 1 / max(0.2, loudest)
        self.update()

    def set_playhead(self, sample: int) -> None:
        """Repaints only the bars that change from grey to sound, or back."""
        left, right = sorted((self._view.x(self._playhead), self._view.x(sample)))
        self._playhead = sample
        self.update(math.floor(left) - PITCH, 0, math.ceil(right - left) + 3 * PITCH, self.height())

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        self._loop = loop
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.painter(self)
        look = theme.current()
        if self._loop is not None:
            left, right = (self._view.x(edge) for edge in self._loop)
            p.fillRect(QRectF(left, 0, right - left, self.height()), look.colour("accentQuiet"))
        # Bars stand at multiples of their pitch on the session's clock, so that they do not shimmer in a scroll.
        width = PITCH * self._view.scale
        first = math.floor((self._view.first + max(0, event.rect().left()) * self._view.scale) / width)
        count = math.ceil(event.rect().width() / PITCH) + 2
        loud = self._peaks.columns(first * width, width, count)
        self._draw(p, first, width, np.minimum(1.0, loud * self._gain), loud < QUIET)

    def _draw(self, p: QPainter, first: int, width: float, loud: np.ndarray, quiet: np.ndarray) -> None:
        look = theme.current()
        middle, room = self.height() / 2, self.height() - 8
        last = int(self._view.length / width) - first + 1
        at = (first + np.arange(len(loud[:last]))) * width
        left = (at - self._view.first) / self._view.scale
        tall = np.where(quiet[:last], DOT, np.maximum(DOT, loud[:last] * room))
        heard = (at < self._playhead) & ~quiet[:last]
        p.setPen(Qt.PenStyle.NoPen)
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        # One call for all bars of a colour: a call for each costs more than the drawing.
        for which, role in ((heard, self._role), (~heard, "outline")):
            p.setBrush(look.colour(role))
            p.drawRects(
                [
                    QRectF(x, middle - high / 2, BAR, high)
                    for x, high in zip(left[which].tolist(), tall[which].tolist(), strict=True)
                ]
            )
