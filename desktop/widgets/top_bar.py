"""The top bar: the name, the pages, and where everything stays."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.controls import Label
from desktop.widgets.layout import row
from desktop.words import tr

_WAYS = ((32, True), (20, True), (24, False), (14, False))
"""Pixels between the words, and whether it is said where everything stays; the first that fits is taken."""


class TopBar(QWidget):
    """Name, navigation, and on the right where everything stays, the keys and the settings."""

    chosen = Signal(str)
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setFixedHeight(look.size("top_bar"))
        self.setAccessibleName(tr("Navigation"))
        self._links: dict[str, NavLink] = {}
        self._nav = row(spacing=32)
        self._settings = NavLink("Settings", quiet=True)
        self._settings.clicked.connect(lambda: self.chosen.emit("settings"))
        self._settings.hide()
        keys = KeyLink("?", "Keyboard shortcuts")
        keys.clicked.connect(self.help_wanted)
        mark = Wordmark()
        mark.setFixedWidth(150)
        self._here = Label("All on this computer", "label", "text3", weight=400)
        right = row(self._here, keys, self._settings, spacing=24)
        line = row(mark, self._nav, None, right, align=None)
        line.setContentsMargins(look.margin, 0, look.margin, 0)
        self.setLayout(line)

    def minimumSizeHint(self) -> QSize:
        return QSize(720, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow the words move together, and what only reassures gives way to them."""
        for spacing, here in _WAYS:
            self._nav.setSpacing(spacing)
            self._here.setVisible(here)
            words = sum(link.sizeHint().width() + spacing for link in self._links.values())
            aside = (
                self._settings.sizeHint().width() + 46 + (self._here.sizeHint().width() + 24 if here else 0)
            )
            if 150 + words + aside <= self.width() - 2 * theme.current().margin:
                return

    def add(self, key: str, word: str) -> None:
        link = NavLink(word)
        link.clicked.connect(lambda: self.chosen.emit(key))
        number = len(self._links) + 1
        link.setToolTip(tr("Ctrl {number}", number=number))
        self._links[key] = link
        self._nav.addWidget(link)
        self._fit()

    def show_settings(self) -> None:
        self._settings.show()

    def keys(self) -> list[str]:
        return list(self._links)

    def set_current(self, key: str) -> None:
        for name, link in self._links.items():
            link.setChecked(name == key)
        self._settings.setChecked(key == "settings")


class Wordmark(QWidget):
    """The ring and the name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Hotseat"))
        self.setFixedHeight(24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        p.setPen(QPen(look.colour("accent"), 3))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(QPointF(9, 12), 6.5, 6.5)
        font = QFont(look.font("title", 600))
        font.setPixelSize(16)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.2)
        p.setFont(font)
        p.setPen(look.colour("text"))
        p.drawText(QPointF(28, paint.baseline(font, 24)), "Hotseat")


class NavLink(QPushButton):
    """A word in the top bar; the page that is shown is underlined in ember."""

    def __init__(self, word: str, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(tr(word), parent)
        self._quiet = quiet
        self.setCheckable(True)
        self.setAccessibleName(tr(word))
        self.setProperty("focusRadius", 4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Which page is shown decides, not the press."""

    def _role(self) -> str:
        return "label" if self._quiet else "body"

    def sizeHint(self) -> QSize:
        return QSize(round(paint.text_width(self.text(), theme.current().font(self._role(), 500))), 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        full = self.isChecked() or self.underMouse()
        ink = look.colour("text" if full else "text2" if self._quiet else "text3")
        paint.draw_line(p, (0, 6), self.text(), self._role(), ink, weight=500)
        if self.isChecked():
            p.fillRect(QRectF(0, 30, self.width(), 2), look.colour("accent"))


class KeyLink(QPushButton):
    """A key's cap that can also be pressed with the mouse."""

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setAccessibleName(tr(name))
        self.setToolTip(tr(name))
        self.setProperty("focusRadius", 4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(round(paint.key_cap_width(key)), 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        ink = look.colour("text" if self.underMouse() else "text2")
        paint.draw_key_cap(p, 0, self.height() / 2, self.text(), edge=look.colour("outline"), ink=ink)
