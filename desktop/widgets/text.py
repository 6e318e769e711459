"""Text on the token grid: Qt's own label ignores line heights, so this one paints itself."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.words import tr

Align = Literal["left", "centre", "right"]
UNBOUNDED = 100_000.0
KEPT = 6
"""Layouts of one text at different widths: a page that is laid out asks for several."""


class Label(QLabel):
    """A text in one of the nine roles. `text()` and the accessible role stay those of a QLabel.

    wrap: break lines at the widget's width (its height follows). Without it a line is never cut unless
    `elide` allows an ellipsis. `balance` makes wrapped lines about equally long, for headlines.
    `weight` replaces the role's weight (400, 500 or 600).
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        colour: str = "text",
        *,
        weight: int | None = None,
        wrap: bool = False,
        elide: bool = False,
        balance: bool = False,
        align: Align = "left",
        width: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._colour, self._weight = role, colour, weight
        self._wrap, self._elide, self._align, self._balance = wrap, elide, align, balance
        self._laid: dict[tuple[str, float, str], tuple[QTextLayout, float, float]] = {}
        self._hint: tuple[tuple[str, str], QSize] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)  # QLabel keeps its height-for-width policy in step with this
        # A fixed height would hold a wrapped text to the one line of its size hint.
        upright = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, upright)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)
        if width is not None:
            self.setFixedWidth(width)

    def setText(self, text: str) -> None:
        text = tr(text)
        if text == self.text():
            return
        super().setText(text)
        self.updateGeometry()
        self.update()

    def set_colour(self, role: str) -> None:
        """Paint in another colour role from now on."""
        if role != self._colour:
            self._colour = role
            self.update()

    def set_role(self, role: str) -> None:
        self._role = role
        self.updateGeometry()
        self.update()

    def set_weight(self, weight: int | None) -> None:
        self._weight = weight
        self.updateGeometry()
        self.update()

    def role(self) -> str:
        return self._role

    def _layout(self, width: float) -> tuple[QTextLayout, float, float]:
        key = (self.text(), width if self._wrap else UNBOUNDED, f"{self._role}{self._weight}")
        if key not in self._laid:
            if len(self._laid) >= KEPT or any(known[0] != key[0] for known in self._laid):
                self._laid.clear()
            look = theme.current()
            font, line = look.font(self._role, self._weight), look.line_height(self._role)
            laid = paint.lay_out(self.text(), font, line, key[1], wrap=self._wrap)
            if self._balance and self._wrap and laid[2] > line:
                laid = self._balanced(font, line, width, laid)
            self._laid[key] = laid
        return self._laid[key]

    def _balanced(
        self, font: QFont, line: int, width: float, laid: tuple[QTextLayout, float, float]
    ) -> tuple[QTextLayout, float, float]:
        """The narrowest layout that needs no line more."""
        low, high = width / 2, width
        while high - low > 4:
            middle = (low + high) / 2
            tried = paint.lay_out(self.text(), font, line, middle)
            if tried[2] <= laid[2] and tried[1] <= middle:
                high, laid = middle, tried
            else:
                low = middle
        return laid

    def sizeHint(self) -> QSize:
        """Of the whole text in one line; kept, because a page that is laid out anew asks every label for it."""
        key = (self.text(), f"{self._role}{self._weight}")
        if self._hint is None or self._hint[0] != key:
            line = theme.current().line_height(self._role)
            _, width, height = paint.lay_out(self.text(), self._painted_font(), line, UNBOUNDED, wrap=False)
            self._hint = key, QSize(math.ceil(width), math.ceil(height))
        return QSize(self._hint[1])

    def minimumSizeHint(self) -> QSize:
        line = theme.current().line_height(self._role)
        if self._wrap or self._elide:
            return QSize(min(self.sizeHint().width(), 48), line)
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        # A layout asks for the width it has, not for the width this label may take of it.
        return math.ceil(self._layout(min(width, self.maximumWidth()))[2]) if self._wrap else -1

    def _painted_font(self) -> QFont:
        return theme.current().font(self._role, self._weight)

    def painted_colour(self) -> QColor:
        return theme.current().colour(self._colour)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        if self._elide and self.sizeHint().width() > self.width():
            self._paint_elided(p)
            return
        layout, _, height = self._layout(self.width())
        top = max(0.0, math.floor((self.height() - height) / 2)) if not self._wrap else 0.0
        p.setPen(self.painted_colour())
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            line.draw(p, QPointF(self._left(line.naturalTextWidth()), top))

    def _left(self, natural: float) -> float:
        spare = self.width() - natural
        return {"left": 0.0, "centre": spare / 2, "right": spare}[self._align]

    def _paint_elided(self, p: QPainter) -> None:
        font = self._painted_font()
        text = paint.elided(self.text(), font, self.width())
        paint.draw_line(p, (0, 0), text, self._role, self.painted_colour(), weight=self._weight)
        self.setToolTip(self.text())


class Rule(QWidget):
    """A hairline, level or upright."""

    def __init__(self, *, upright: bool = False, colour: str = "line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.painter(self).fillRect(self.rect(), theme.current().colour(self._colour))
