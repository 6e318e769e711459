"""A list whose rows are drawn: arrow keys move, Enter takes, the focused row carries the ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import theme
from desktop.widgets import paint

_HEIGHT, HEIGHT_OF_TWO = 68, 88
"""Pixels of a row, and of one whose name may take two lines."""
_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row: a name and what stands opposite, and a smaller line below."""

    id: str
    name: str
    about: str
    aside: str
    aside_ink: str
    """A colour of the tokens."""
    spoken: str
    """The row as a screen reader reads it."""
    tip: str = ""
    aside_width: int | None = None
    """Pixels kept free for `aside`; None for as many as it takes."""
    whole: bool = False
    """Its name takes two lines where one is too short."""


class DrawnList(QListWidget):
    """`picked` when a row becomes current, `chosen` when it is taken with Enter or a double click."""

    picked = Signal(str)
    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the screen reader's."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("focusRing", False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_RowDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.currentItemChanged.connect(self._picked)
        self.itemDoubleClicked.connect(lambda item: self.chosen.emit(_id(item)))

    def draw_rows(self, rows: Sequence[DrawnRow]) -> None:
        """Replace the rows; the current one stays current if it is still there."""
        kept, place = self.current(), self.currentRow()
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.name)
            item.setData(_ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
            item.setToolTip(row.tip)
            self.addItem(item)
        self.blockSignals(False)
        if rows and not (kept and self.select(kept)):
            self.setCurrentRow(self.instead(place))

    def instead(self, place: int) -> int:
        """The row that becomes current when the one at `place` (-1 for none) is gone."""
        return 0

    def passes_on(self, text: str) -> bool:
        """Whether a typed key is the page's or the window's, and not for the list's own search."""
        return False

    def ids(self) -> list[str]:
        return [_id(self.item(number)) for number in range(self.count())]

    def current(self) -> str:
        return _id(self.currentItem()) if self.currentItem() else ""

    def select(self, row_id: str) -> bool:
        """Make a row current; False if it is not in the list."""
        ids = self.ids()
        if row_id not in ids:
            return False
        self.setCurrentRow(ids.index(row_id))
        self.picked.emit(row_id)
        return True

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(_id(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
            self.chosen.emit(self.current())
        elif self.passes_on(event.text()):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _id(item: QListWidgetItem) -> str:
    return str(item.data(_ROW).id)


def _lines(row: DrawnRow, width: float) -> list[str]:
    """The name in one line, or two; what does not fit is cut."""
    font = theme.current().font("body", 500)
    if not row.whole or QFontMetricsF(font).horizontalAdvance(row.name) <= width:
        return [paint.elided(row.name, font, width)]
    words, first = row.name.split(), ""
    while words and QFontMetricsF(font).horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    return [first, paint.elided(" ".join(words), font, width)]


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(320, HEIGHT_OF_TWO if index.data(_ROW).whole else _HEIGHT)

    def paint(
        self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.current()
        row: DrawnRow = index.data(_ROW)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        self._field(p, option, area)
        left, right, top = area.left() + 12, area.right() - 24, area.top()
        ink = look.colour(row.aside_ink)
        wide = QFontMetricsF(look.font("label", 400)).horizontalAdvance(row.aside)
        kept = wide + 24 if row.aside_width is None else row.aside_width
        lines = _lines(row, right - left - kept)
        if row.whole and len(lines) == 1:
            top += (HEIGHT_OF_TWO - _HEIGHT) / 2
        paint.draw_line(p, (right, top + 13), row.aside, "label", ink, weight=400, align="right")
        for number, line in enumerate(lines):
            ink = look.colour("text")
            paint.draw_line(p, (left, top + 13 + 20 * number), line, "body", ink, weight=500)
        about = paint.elided(row.about, look.font("small"), right - left)
        below = top + 15 + 20 * len(lines)
        paint.draw_line(p, (left, below), about, "small", look.colour("text3"), line=18)
        p.restore()

    @staticmethod
    def _field(p: QPainter, option: QStyleOptionViewItem, area: QRectF) -> None:
        look = theme.current()
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.colour("raised" if current else "surface"))
            p.drawRoundedRect(area.adjusted(0, 4, -12, -5), 8, 8)
        if current and option.widget.hasFocus():
            p.setPen(QPen(look.colour("accent"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(area.adjusted(1, 5, -13, -6), 8, 8)
