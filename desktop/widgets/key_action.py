"""A word with the keys that do it; each key's cap can also be pressed with the mouse."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint


class KeyAction(QWidget):
    """ "Finding [J] [K]". `pressed` carries the number of the cap."""

    pressed = Signal(int)

    def __init__(
        self, word: str, keys: Sequence[str], does: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._word, self._keys, self._does = word, tuple(keys), tuple(does)
        self._on, self._over = False, -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(f"{d}: {k}" for k, d in zip(keys, does, strict=True)))

    def set_on(self, on: bool) -> None:
        """In ember while what it starts is going on."""
        self._on = on
        self.update()

    def is_on(self) -> bool:
        return self._on

    def _boxes(self) -> list[QRectF]:
        x = paint.text_width(self._word, theme.current().font("label")) + 6 if self._word else 0.0
        boxes = []
        for key in self._keys:
            wide = paint.key_cap_width(key)
            boxes.append(QRectF(x, 0, wide, self.height()))
            x += wide + 6
        return boxes

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(self._boxes()[-1].right()), 32)

    def _at(self, at: QPointF) -> int:
        boxes = self._boxes()
        if len(boxes) == 1:
            return 0
        return next((number for number, box in enumerate(boxes) if box.contains(at)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over = self._at(event.position())
        self.setToolTip(self._does[self._over] if self._over >= 0 else "")
        over = Qt.CursorShape.PointingHandCursor if self._over >= 0 else Qt.CursorShape.ArrowCursor
        self.setCursor(over)
        self.update()

    def leaveEvent(self, _event: object) -> None:
        self._over = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if number >= 0:
            self.pressed.emit(number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        look = theme.current()
        ink = look.colour("accent" if self._on else "text2")
        paint.draw_line(p, (0, self.height() / 2 - 10), self._word, "label", ink)
        for number, (key, box) in enumerate(zip(self._keys, self._boxes(), strict=True)):
            over = number == self._over
            edge = look.colour("accent" if self._on else "text2" if over else "outline")
            cap_ink = look.colour("accent" if self._on else "text" if over else "text2")
            paint.draw_key_cap(p, box.left(), self.height() / 2, key, edge=edge, ink=cap_ink)
