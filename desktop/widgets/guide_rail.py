"""The contents beside a guide: where the reader is, and what is being read aloud."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.layout import clear, column
from desktop.words import tr

_HEIGHT = 32


class GuideRail(QWidget):
    """One word a section; `chosen` gives its key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Contents"))
        self._links: dict[str, RailLink] = {}
        self._line = column()
        self.setLayout(self._line)

    def offer(self, sections: Iterable[tuple[str, str]]) -> None:
        clear(self._line)
        self._links = {}
        for key, title in sections:
            link = RailLink(title)
            link.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._links[key] = link
            self._line.addWidget(link)
        self._line.addStretch(1)

    def keys(self) -> list[str]:
        return list(self._links)

    def set_current(self, key: str) -> None:
        """The section at the top of the page."""
        for name, link in self._links.items():
            link.setChecked(name == key)

    def current(self) -> str:
        return next((name for name, link in self._links.items() if link.isChecked()), "")

    def current_title(self) -> str:
        return next((link.text() for link in self._links.values() if link.isChecked()), "")

    def set_spoken(self, key: str) -> None:
        """The section that is being read aloud; empty for none."""
        for name, link in self._links.items():
            link.set_spoken(name == key)


class RailLink(QPushButton):
    """A section's name; an ember dot before it while it is read aloud."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._spoken = False
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setProperty("focusRadius", 4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Where the page is decides, not the press."""

    def set_spoken(self, spoken: bool) -> None:
        if spoken != self._spoken:
            self._spoken = spoken
            self.setAccessibleDescription(tr("Being read aloud") if spoken else "")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(16 + round(paint.text_width(self.text(), theme.current().font("body", 500))), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        on = self.isChecked()
        ink = look.colour("text" if on or self._spoken or self.underMouse() else "text3")
        paint.draw_line(p, (14, 6), self.text(), "body", ink, weight=500 if on else 400)
        if self._spoken:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.colour("accent"))
            p.drawEllipse(QPointF(4, _HEIGHT / 2), 3, 3)
        elif on:
            p.fillRect(0, 8, 2, 16, look.colour("text2"))
