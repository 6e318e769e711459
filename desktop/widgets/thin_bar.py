"""A scroll bar that lies over the page's margin: a thin handle, wider under the mouse, no room of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

from desktop import theme
from desktop.widgets import paint

WIDTH = 14
"""Pixels that take the mouse; the handle in them is thinner."""
_REST, _OVER = 4, 8
_SHORTEST = 40


class ThinBar(QWidget):
    """Follows the area's own vertical bar, which stays hidden; keys and wheel go on working through that one."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._grip: int | None = None
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation, False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.valueChanged.connect(lambda _: self.update())
        self._bar.rangeChanged.connect(lambda *_: self._place())
        area.installEventFilter(self)
        self._place()

    @property
    def _bar(self) -> QScrollBar:
        """Asked for anew each time: Qt may put another in its place, and the old one's shell is empty then."""
        return self._area.verticalScrollBar()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return False

    def _place(self) -> None:
        self.setGeometry(self._area.width() - WIDTH, 0, WIDTH, self._area.height())
        self.setVisible(self._bar.maximum() > 0)
        self.raise_()
        self.update()

    def handle(self) -> QRect:
        """Where the handle stands."""
        most = self._bar.maximum()
        whole = most + self._bar.pageStep()
        room = self.height() - 4
        long = min(room, max(_SHORTEST, round(room * self._bar.pageStep() / max(1, whole))))
        top = 2 + round((room - long) * self._bar.value() / max(1, most))
        wide = _OVER if self.underMouse() or self._grip is not None else _REST
        return QRect(self.width() - 3 - wide, top, wide, long)

    # ------------------------------------------------------------ mouse
    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle, y = self.handle(), round(event.position().y())
        if handle.top() <= y <= handle.bottom():
            self._grip = y - handle.top()
        else:
            step = self._bar.pageStep()
            self._bar.setValue(self._bar.value() + (step if y > handle.bottom() else -step))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        way = self.height() - 4 - self.handle().height()
        part = (event.position().y() - self._grip - 2) / max(1, way)
        self._bar.setValue(round(part * self._bar.maximum()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        over = self.underMouse() or self._grip is not None
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme.current().colour("text3" if over else "outline"))
        handle = QRectF(self.handle())
        p.drawRoundedRect(handle, handle.width() / 2, handle.width() / 2)
