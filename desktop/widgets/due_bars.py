"""How many cards come due on each of the coming days, as a row of bars; today's in ember while something is due."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint

_HEIGHT, _BARS, _TALLEST = 84, 40, 28


class DueBars(QWidget):
    """A dot stands for a day without any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[int, ...] = ()
        self._letters: list[str] = []
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_days(self, counts: tuple[int, ...], letters: list[str]) -> None:
        self._counts, self._letters = counts, letters
        self.setAccessibleName("Cards due by day: " + ", ".join(map(str, counts)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(344, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._counts:
            return
        look, p = theme.current(), paint.painter(self)
        step, most = self.width() / len(self._counts), max(*self._counts, 1)
        for number, (count, letter) in enumerate(zip(self._counts, self._letters, strict=True)):
            middle = step * number + step / 2
            paint.draw_line(p, (middle, 62), letter, "small", look.colour("text3"), align="centre")
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.colour("accent" if number == 0 and count else "text2" if count else "outline"))
            if not count:
                p.drawEllipse(QRectF(middle - 1.5, _BARS + 13, 3, 3))
                continue
            tall = max(3.0, _TALLEST * count / most)
            p.drawRoundedRect(QRectF(middle - 8, _BARS + 16 - tall, 16, tall), 3, 3)
            ink = look.colour("text" if number == 0 else "text2")
            paint.draw_line(p, (middle, _BARS - tall - 2), str(count), "small", ink, align="centre")
