"""The large round button of the replay: the one filled accent on its page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.words import tr


class PlayCircle(QAbstractButton):
    """44 across; two bars while playing, a triangle while not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(44, 44)
        self.setProperty("focusRadius", 22)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._playing = False
        self.set_playing(False)

    def set_playing(self, playing: bool) -> None:
        self._playing = playing
        self.setAccessibleName(tr("Pause") if playing else tr("Play"))
        self.setToolTip(tr("Pause (Space)") if playing else tr("Play (Space)"))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()  # the space bar is the page's

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        look = theme.current()
        fill = look.colour("accent")
        if self.underMouse():
            fill = fill.darker(108) if look.mode == "light" else fill.lighter(106)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(fill)
        p.drawEllipse(QRectF(self.rect()))
        p.setBrush(look.colour("accentInk"))
        if self._playing:
            p.drawRect(QRectF(16, 15, 4, 14))
            p.drawRect(QRectF(24, 15, 4, 14))
        else:
            p.drawPolygon(QPolygonF([QPointF(17, 14), QPointF(30.5, 22), QPointF(17, 30)]))
