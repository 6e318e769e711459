"""The keyboard's focus ring: 2 px of ember, 2 px away from whatever has the focus, in every window.

A widget may set the dynamic properties `focusRadius` (pixels, of its own corner) and `focusRing` (False where
it draws its own focus, as lists do for a row).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop import theme
from desktop.widgets import paint

GAP = 2
WIDTH = 2
REACH = GAP + WIDTH


class FocusRing(QObject):
    """Follows the application's focus; one ring at a time."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if now is None or now.property("focusRing") is False or not _wants_ring(now):
            return
        host = _host(now)
        if host is None or host is now:
            return
        self._target = now
        self._ring = _Ring(host, now)
        widget: QWidget | None = now
        while widget is not None and widget is not host:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        now.destroyed.connect(self._let_go)
        self._ring.place()

    def _let_go(self, *_: object) -> None:
        for widget in self._watched:
            try:
                widget.removeEventFilter(self)
            except RuntimeError:  # already deleted by Qt
                continue
        self._watched = []
        if self._ring is not None:
            try:
                self._ring.hide()
                self._ring.deleteLater()
            except RuntimeError:
                pass
        self._ring = self._target = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._ring is not None and event.type() in _MOVES:
            self._ring.place()
        return False


_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class _Ring(QWidget):
    def __init__(self, host: QWidget, target: QWidget) -> None:
        super().__init__(host)
        self._host, self._of = host, target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def place(self) -> None:
        host = self._host
        corner = self._of.mapTo(host, QPoint(0, 0))
        self.setGeometry(QRect(corner, self._of.size()).adjusted(-REACH, -REACH, REACH, REACH))
        self.setVisible(self._of.isVisible())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        p.setPen(QPen(theme.current().colour("accent"), WIDTH))
        radius = (
            float(self._of.property("focusRadius") or theme.current().radius("control")) + GAP + WIDTH / 2
        )
        inset = WIDTH / 2
        p.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)


def _wants_ring(widget: QWidget) -> bool:
    window = widget.window()
    return window is not widget and window.windowType() is not Qt.WindowType.Popup


def _host(widget: QWidget) -> QWidget | None:
    """The ring's parent: the nearest scroll area's content, so that it scrolls along, or the window."""
    parent = widget.parentWidget()
    while parent is not None:
        above = parent.parentWidget()
        area = above.parentWidget() if above is not None else None
        if isinstance(area, QScrollArea) and area.widget() is parent:
            return parent
        if parent.isWindow():
            return parent
        parent = above
    return None
