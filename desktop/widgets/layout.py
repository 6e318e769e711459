"""Laying out: rows and columns without default margins, a flow of chips, a scrolling column."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.thin_bar import ThinBar

Item = QWidget | QLayout | int | None
"""A widget, a layout, a space in pixels, or None for what is left over."""


def row(*items: Item, spacing: int = 0, align: Qt.AlignmentFlag | None = None) -> QHBoxLayout:
    """Side by side; `align` applies to the widgets (for example AlignVCenter)."""
    made = QHBoxLayout()
    _fill(made, items, spacing, align)
    return made


def column(*items: Item, spacing: int = 0, align: Qt.AlignmentFlag | None = None) -> QVBoxLayout:
    """One below the other."""
    made = QVBoxLayout()
    _fill(made, items, spacing, align)
    return made


def _fill(layout: QBoxLayout, items: Iterable[Item], spacing: int, align: Qt.AlignmentFlag | None) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        elif align is None:
            layout.addWidget(item)
        else:
            layout.addWidget(item, 0, align)


def headed(heading: QWidget, aside: QWidget) -> QHBoxLayout:
    """A heading with a figure at the right edge, on one baseline (24 and 20 px lines)."""
    return row(heading, None, column(None, aside, 1))


def boxed(layout: QLayout, *, width: int | None = None, name: str = "") -> QWidget:
    """A widget around a layout, of a fixed width if one is given."""
    made = QWidget()
    made.setLayout(layout)
    if width is not None:
        made.setFixedWidth(width)
    if name:
        made.setAccessibleName(name)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete its widgets."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class Flow(QLayout):
    """Widgets left to right, then on to the next line; its height follows its width, down to one line."""

    def __init__(self, *, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def minimumHeightForWidth(self, width: int) -> int:
        return max((item.sizeHint().height() for item in self._items), default=0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, tallest = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            width = min(hint.width(), rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, tallest = rect.x(), y + tallest + self._gap, 0
            if move:
                # What does not fit is put out of sight whole: half a chip says nothing. (Hiding it here would
                # ask for a new layout, and so on without end.)
                fits = y + hint.height() <= rect.bottom() + 1
                item.setGeometry(QRect(QPoint(x, y if fits else -1000), QSize(width, hint.height())))
            x += width + self._gap
            tallest = max(tallest, hint.height())
        return y + tallest - rect.y()


class Scroll(QScrollArea):
    """A column that scrolls up and down; its bar shows only when needed, over the margin."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        ThinBar(self)


def slack(height: int) -> QSpacerItem:
    """A space below which things stand, that gives way where there is no room for it."""
    return QSpacerItem(0, height, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
