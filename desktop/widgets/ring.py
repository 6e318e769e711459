"""The ring: what the room is doing now. Only it moves by itself, and it repaints only its own square."""

from __future__ import annotations

import math
from collections import deque
from typing import Literal

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop import motion, theme
from desktop.widgets import paint

State = Literal["ready", "listening", "thinking", "speaking", "muted"]

TICKS = 96
WORDS: dict[State, str] = {
    "ready": "Ready",
    "listening": "Listening",
    "thinking": "Thinking",
    "speaking": "Speaking",
    "muted": "Muted",
}
FRAME_MS = 16
SLOW_MS = 250
"""Reduced motion: the level is shown four times a second."""


class Ring(QWidget):
    """`set_state` and `set_level`; the word in the centre may be replaced ("I hear you")."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State = "ready"
        self._shown: State = "ready"
        self._word = WORDS["ready"]
        self._target = 0.0
        self._envelope = motion.Envelope()
        per_tick = theme.tokens()["motion"]["ring_history_s"] * 1000 / TICKS
        self._tick_ms: float = per_tick
        self._levels: deque[float] = deque([0.0] * (TICKS + 1), maxlen=TICKS + 1)
        self._since_tick = 0.0
        self._turn_ms = 0.0
        self._elapsed = QElapsedTimer()
        self._frame = QTimer(self)
        self._frame.setTimerType(
            Qt.TimerType.PreciseTimer
        )  # a coarse one is rounded, and frames come unevenly
        self._frame.timeout.connect(self._advance)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._show_state)
        self._pens: tuple[theme.Theme, list[QPen]] | None = None
        self.set_size(size)
        self.setAccessibleName(self._word)

    # ------------------------------------------------------------ what it shows
    def state(self) -> State:
        """The state asked for; thinking is drawn 250 ms after it is asked for."""
        return self._state

    def set_size(self, size: int) -> None:
        self.setFixedSize(size, size)

    def set_state(self, state: State, word: str = "") -> None:
        word = word or WORDS[state]
        if word != self._word:
            self._word = word
            self.setAccessibleName(word)
            self.update()
        if state == self._state:
            return
        self._state = state
        if state == "thinking":
            self._turn_ms = 0.0
            self._delay.start(motion.hold("think_delay"))
        else:
            self._delay.stop()
            self._show_state()

    def set_level(self, dbfs: float) -> None:
        """The microphone's loudness while listening, the voice's while speaking; up to 20 times a second."""
        self._target = motion.loudness(dbfs)

    def _show_state(self) -> None:
        self._shown = self._state
        self._target = 0.0
        self._run()
        self.update()

    # ------------------------------------------------------------ moving
    def _run(self) -> None:
        """The frame clock runs only while something moves and can be seen."""
        moves = self._shown in {"listening", "speaking", "thinking"} and self.isVisible()
        if theme.current().reduced_motion and self._shown == "thinking":
            moves = False
        interval = SLOW_MS if theme.current().reduced_motion else FRAME_MS
        if moves and (not self._frame.isActive() or self._frame.interval() != interval):
            self._elapsed.start()
            self._frame.start(interval)
        elif not moves:
            self._frame.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._frame.stop()

    def _advance(self) -> None:
        self.advance(float(self._elapsed.restart()))

    def advance(self, elapsed_ms: float) -> None:
        """Move everything on by `elapsed_ms`; the frame clock calls it, and tests and still pictures may."""
        level = self._envelope.step(self._target, elapsed_ms)
        self._turn_ms = (self._turn_ms + elapsed_ms) % motion.hold("think_turn")
        self._since_tick += elapsed_ms
        while self._since_tick >= self._tick_ms:
            self._since_tick -= self._tick_ms
            self._levels.appendleft(level)
        self.update()

    # ------------------------------------------------------------ painting
    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        size = float(self.width())
        p.translate(size / 2, size / 2)
        draw = {
            "ready": self._paint_ready,
            "listening": self._paint_listening,
            "thinking": self._paint_thinking,
            "speaking": self._paint_speaking,
            "muted": self._paint_muted,
        }[self._shown]
        draw(p, size)
        if self._shown != "muted":
            self._paint_word(p, size)

    def _paint_word(self, p: QPainter, size: float) -> None:
        font = QFont(theme.current().font("label"))
        font.setPixelSize(15 if size >= 240 else 13)
        p.setFont(font)
        p.setPen(theme.current().colour("text2"))
        p.drawText(QPointF(-paint.text_width(self._word, font) / 2, 5.0), self._word)

    def _paint_inner(self, p: QPainter, size: float) -> None:
        p.setPen(QPen(theme.current().colour("line"), 1))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(QPointF(0, 0), size * 0.33 - 6, size * 0.33 - 6)

    def _paint_ready(self, p: QPainter, size: float) -> None:
        self._paint_inner(p, size)
        p.setPen(_round_pen(theme.current().colour("outline"), 2))
        inner, outer = size * 0.33, size * 0.33 + max(3.0, size * 0.02)
        for sine, cosine in _DIRECTIONS:
            p.drawLine(QPointF(inner * sine, -inner * cosine), QPointF(outer * sine, -outer * cosine))

    def _paint_muted(self, p: QPainter, size: float) -> None:
        self._paint_ready(p, size)
        p.setPen(QPen(theme.current().colour("text3"), 2))
        reach = size * 0.165
        p.drawLine(QPointF(-reach, reach), QPointF(reach, -reach))

    def _paint_listening(self, p: QPainter, size: float) -> None:
        self._paint_inner(p, size)
        if theme.current().reduced_motion:
            self._paint_level_arc(p, size)
            return
        pens = self._tick_pens()
        inner, least, most = size * 0.33, size * 0.014, size * 0.12
        slide = self._since_tick / self._tick_ms
        for number, level in enumerate(list(self._levels)[:TICKS]):
            angle = (number + slide) * _STEP
            sine, cosine = math.sin(angle), math.cos(angle)
            # The newest tick grows in as it leaves twelve o'clock, so that nothing jumps.
            part = slide if number == 0 else 1.0
            outer = inner + (least + (most - least) * level) * part
            p.setPen(pens[number])
            p.drawLine(QPointF(inner * sine, -inner * cosine), QPointF(outer * sine, -outer * cosine))

    def _paint_level_arc(self, p: QPainter, size: float) -> None:
        radius = size * 0.33
        p.setPen(_round_pen(theme.current().colour("accent"), size * 0.035))
        square = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        p.drawArc(square, 90 * 16, -round(max(0.02, self._envelope.value) * 360 * 16))

    def _paint_thinking(self, p: QPainter, size: float) -> None:
        radius = size * 0.33
        p.setPen(QPen(theme.current().colour("line"), 2))
        p.drawEllipse(QPointF(0, 0), radius, radius)
        p.setPen(_round_pen(theme.current().colour("accent"), 3))
        turned = self._turn_ms / motion.hold("think_turn")
        square = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        p.drawArc(square, round((68.8 - turned * 360) * 16), -round(88.8 * 16))

    def _paint_speaking(self, p: QPainter, size: float) -> None:
        radius, level = size * 0.33, self._envelope.value
        colour = theme.current().colour("accent")
        p.setPen(QPen(colour, size * 0.035))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(QPointF(0, 0), radius, radius)
        if theme.current().reduced_motion:
            return
        for reach, strength in ((0.08, 0.45), (0.145, 0.22)):
            ring = QColor(colour)
            ring.setAlphaF(strength)
            p.setPen(QPen(ring, 1.5))
            out = radius + size * reach * (0.35 + 0.65 * level)
            p.drawEllipse(QPointF(0, 0), out, out)

    def _tick_pens(self) -> list[QPen]:
        look = theme.current()
        if self._pens is None or self._pens[0] is not look:
            made = []
            for number in range(TICKS):
                colour = look.colour("accent")
                colour.setAlphaF(0.29 + 0.71 * (1 - number / (TICKS - 1)))
                made.append(_round_pen(colour, 2))
            self._pens = look, made
        return self._pens[1]


def _round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


_STEP = 2 * math.pi / TICKS
_DIRECTIONS = [(math.sin(number * _STEP), math.cos(number * _STEP)) for number in range(TICKS)]
