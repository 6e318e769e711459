"""How things move: durations from the tokens, one curve, and nothing at all where motion is reduced."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop import theme

QUIET_DBFS = -60.0
LOUD_DBFS = -14.0
"""A voice near the microphone lies between these; they are the ring's ends."""


def milliseconds(name: str) -> int:
    """Duration of `press`, `fade`, `page`, `section_fill`, `finding_fade`; 0 where motion is reduced."""
    return 0 if theme.current().reduced_motion else int(theme.tokens()["motion"][f"{name}_ms"])


def hold(name: str) -> int:
    """A pause that is not motion (`finding_hold`, `think_delay`, `think_turn`), in milliseconds."""
    return int(theme.tokens()["motion"][f"{name}_ms"])


def glide(
    parent: QObject, duration: int, step: Callable[[float], None], done: Callable[[], None] | None = None
) -> QVariantAnimation:
    """Run `step` from 0 to 1 on the OutCubic curve; at once where `duration` is 0."""
    run = QVariantAnimation(parent)
    run.setStartValue(0.0)
    run.setEndValue(1.0)
    run.setDuration(max(1, duration))
    run.setEasingCurve(QEasingCurve.Type.OutCubic)
    run.valueChanged.connect(lambda value: step(float(value)))
    if done is not None:
        run.finished.connect(done)
    if duration <= 0:
        step(1.0)
        if done is not None:
            done()
        return run
    run.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)
    return run


def loudness(dbfs: float) -> float:
    """Decibels relative to full scale to 0..1 between a quiet room and a near voice."""
    return min(1.0, max(0.0, (dbfs - QUIET_DBFS) / (LOUD_DBFS - QUIET_DBFS)))


class Envelope:
    """A meter's needle: up in 30 ms, down in 180 ms (time constants of the ring)."""

    def __init__(self) -> None:
        motion = theme.tokens()["motion"]
        self._attack: float = motion["ring_attack_ms"]
        self._release: float = motion["ring_release_ms"]
        self.value = 0.0

    def step(self, target: float, elapsed_ms: float) -> float:
        constant = self._attack if target > self.value else self._release
        self.value += (target - self.value) * (1.0 - math.exp(-elapsed_ms / constant))
        return self.value


class Veil(QWidget):
    """The page that was, fading out over the one that is."""

    def __init__(self, over: QWidget, picture: QPixmap) -> None:
        super().__init__(over)
        self._picture, self._strength = picture, 1.0
        self.setGeometry(over.rect())
        self.raise_()
        self.show()
        glide(self, milliseconds("fade"), self._fade, self.deleteLater)

    def _fade(self, part: float) -> None:
        self._strength = 1.0 - part
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = QPainter(self)
        p.setOpacity(self._strength)
        p.drawPixmap(0, 0, self._picture)
