"""What can be pressed, in the design's own drawing; keyboard focus is drawn by `widgets.focus`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.text import Label, Rule
from desktop.words import tr

__all__ = ["Button", "KeyCap", "Label", "Marks", "PlayButton", "Rule", "Segmented"]

Kind = Literal["primary", "plain", "quiet", "link", "segment"]

# Per kind: height, padding left and right, gap before the key cap, type role, weight.
_SHAPES: dict[str, tuple[int, int, int, int, str, int]] = {
    "primary": (56, 28, 20, 12, "lead", 600),
    "plain": (40, 16, 16, 12, "body", 500),
    "quiet": (40, 8, 8, 8, "body", 500),
    "link": (24, 0, 0, 10, "label", 500),
    "segment": (26, 12, 12, 8, "label", 500),
}


class Button(QPushButton):
    """A button with a word and, where a key does the same, its cap: a hint, not a shortcut."""

    def __init__(
        self, text: str, kind: Kind = "plain", key: str = "", *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(tr(text), parent)
        self._kind: Kind = kind
        self._key = key
        self._space_free = False
        self._cap = key
        self.setProperty("kind", kind)
        self.setProperty("focusRadius", 4 if kind == "link" else theme.current().radius("control"))
        self.setAccessibleName(tr(name or text))
        if key:
            self.setAccessibleDescription(tr("Key: {key}", key=key))
        # A press with the mouse leaves the keyboard's focus, and its ring, where it was.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def kind(self) -> str:
        return self._kind

    def set_label(self, text: str) -> None:
        """Change the word and the accessible name together."""
        self.setText(tr(text))
        self.setAccessibleName(tr(text))
        self.updateGeometry()
        self.update()

    def key(self) -> str:
        return self._key

    def show_key(self, on: bool) -> None:
        """Draw the key's cap, or not where there is no room; it works all the same."""
        self._cap = self._key if on else ""
        self.updateGeometry()
        self.update()

    def leave_space_free(self) -> None:
        """Let the page have the space bar (the room talks with it); Enter still presses."""
        self._space_free = True

    def sizeHint(self) -> QSize:
        height, left, right, gap, role, weight = _SHAPES[self._kind]
        width = left + right + paint.text_width(self.text(), theme.current().font(role, weight))
        if self._cap:
            width += gap + paint.key_cap_width(self._cap)
        edge = 2 if self._kind in {"primary", "plain"} else 0
        return QSize(math.ceil(width) + edge, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space and self._space_free:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._space_free:
            event.ignore()
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def _inks(self) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        """Fill, edge, word, key cap's edge."""
        look = theme.current()
        colour = look.colour
        over, down = self.underMouse() and self.isEnabled(), self.isDown() or self.isChecked()
        if self._kind == "primary":
            if not self.isEnabled():
                return colour("raised"), None, colour("text3"), colour("outline")
            fill = colour("accent")
            shade = fill.darker(108) if look.mode == "light" else fill.lighter(106)
            return (shade if over or down else fill), None, colour("accentInk"), colour("accentInk")
        if self._kind == "plain":
            fill = (
                colour("line") if self.isDown() else colour("raised") if over or down else colour("surface")
            )
            edge = colour("outline") if self.isChecked() else colour("line")
            return fill, edge, colour("text" if self.isEnabled() else "text3"), colour("outline")
        if self._kind == "segment":
            chosen = colour("raised") if self.isChecked() else None
            return chosen, None, colour("text" if self.isChecked() or over else "text3"), colour("outline")
        word = "text3" if not self.isEnabled() else "text" if over or self._kind == "link" else "text2"
        return (
            (colour("raised") if over and self._kind == "quiet" else None),
            None,
            colour(word),
            colour("outline"),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        _, left, _, gap, role, weight = _SHAPES[self._kind]
        fill, edge, ink, cap_edge = self._inks()
        p = paint.painter(self)
        self._paint_shape(p, fill, edge)
        middle = self.height() / 2
        line = theme.current().line_height(role)
        content = self.sizeHint().width()
        x = (self.width() - content) / 2 + left + (1 if self._kind in {"primary", "plain"} else 0)
        x += paint.draw_line(p, (x, middle - line / 2), self.text(), role, ink, weight=weight)
        if self._cap:
            cap_ink = ink if self._kind == "primary" else theme.current().colour("text2")
            paint.draw_key_cap(p, round(x + gap), middle, self._cap, edge=cap_edge, ink=cap_ink)
        if self._kind == "link" and self.underMouse():
            p.setPen(QPen(ink, 1))
            p.drawLine(QPointF(0, middle + 9.5), QPointF(x, middle + 9.5))

    def _paint_shape(self, p: QPainter, fill: QColor | None, edge: QColor | None) -> None:
        if fill is None and edge is None:
            return
        radius = 6 if self._kind == "segment" else theme.current().radius("control")
        p.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        p.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
        inset = 0.5 if edge is not None else 0
        p.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)


class Segmented(QWidget):
    """One of a few: `options` are (value, word) pairs or words. Arrow keys move between them."""

    changed = Signal(str)

    def __init__(
        self,
        options: Sequence[str | tuple[str, str]],
        value: str = "",
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        pairs = [(o, o) if isinstance(o, str) else o for o in options]
        self.setAccessibleName(tr(name))
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        for key, word in pairs:
            button = Button(word, "segment", name=f"{tr(name)}: {tr(word)}" if name else word)
            button.setCheckable(True)
            button.setProperty("focusRadius", 6)
            button.clicked.connect(lambda _=False, key=key: self.changed.emit(key))
            self._group.addButton(button)
            row.addWidget(button)
            self._buttons[key] = button
        self._group.buttonToggled.connect(self._keep_one_stop)
        self.set_value(value or pairs[0][0])

    def _keep_one_stop(self) -> None:
        """Tab stops once here, at what is chosen."""
        for button in self._buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button.isChecked() else Qt.FocusPolicy.NoFocus)

    def value(self) -> str:
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: str) -> None:
        """Show `value` as chosen, without `changed`."""
        self._buttons[value].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        key = keys[(keys.index(self.value()) + step) % len(keys)]
        self.set_value(key)
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        p.setBrush(look.colour("surface"))
        p.setPen(QPen(look.colour("line"), 1))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class KeyCap(QWidget):
    """A key's cap as a hint beside a text."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(tr("Key: {key}", key=key))
        self.setFixedSize(math.ceil(paint.key_cap_width(key)), theme.current().size("key"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        paint.draw_key_cap(
            p, 0, self.height() / 2, self._key, edge=look.colour("outline"), ink=look.colour("text2")
        )


class PlayButton(QPushButton):
    """The round button beside a quote; `set_playing` turns the triangle into two bars."""

    def __init__(self, name: str = "Play the quote", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._playing = False
        side = theme.current().size("play")
        self.setFixedSize(side, side)
        self.setProperty("focusRadius", side // 2)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_playing(self, playing: bool) -> None:
        self._playing = playing
        self.setAccessibleName(tr("Pause") if playing else self._name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        p.setPen(QPen(look.colour("accent" if self._playing else "outline"), 1))
        p.setBrush(look.colour("raised") if self.underMouse() else Qt.BrushStyle.NoBrush)
        p.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.colour("text" if self.underMouse() or self._playing else "text2"))
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self._playing:
            p.drawRect(QRectF(middle.x() - 4, middle.y() - 4.5, 2.5, 9))
            p.drawRect(QRectF(middle.x() + 1.5, middle.y() - 4.5, 2.5, 9))
        else:
            corners = (QPointF(-3, -4.5), QPointF(5, 0), QPointF(-3, 4.5))
            p.drawPolygon(QPolygonF([middle + corner for corner in corners]))


class Marks(QWidget):
    """One mark: full, half and empty mean held, partly, open. Give the word beside it too."""

    def __init__(self, kind: paint.Mark = "empty", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: paint.Mark = kind
        self.setFixedSize(14, 14)
        self.setAccessibleName(name)

    def set_kind(self, kind: paint.Mark, name: str = "") -> None:
        self._kind = kind
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.draw_mark(paint.painter(self), QPointF(7, 7), self._kind)
