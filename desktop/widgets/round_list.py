"""The list of rounds: arrow keys move, Enter takes, the focused row carries the ring."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
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
from desktop.view import RoundRow
from desktop.widgets import paint

_HEIGHT = 68
_ROW = Qt.ItemDataRole.UserRole


class RoundList(QListWidget):
    """`picked` when a row becomes current, `chosen` when it is taken with Enter or a double click."""

    picked = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Rounds")
        self.setProperty("focusRing", False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_RowDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.currentItemChanged.connect(self._picked)
        self.itemDoubleClicked.connect(lambda item: self.chosen.emit(_id(item)))

    def show_rows(self, rows: list[RoundRow]) -> None:
        """Replace the rows; the current one stays current if it is still there."""
        kept = self.current()
        self.blockSignals(True)
        self.clear()
        for entry in rows:
            item = QListWidgetItem(entry.title)
            item.setData(_ROW, entry)
            best = f"best {entry.best:.1f}" if entry.best is not None else "new"
            spoken = f"{entry.title}, {_meta(entry)}, {best}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(entry.summary)
            self.addItem(item)
        self.blockSignals(False)
        if not (kept and self.select(kept)) and self.count():
            self.setCurrentRow(0)

    def ids(self) -> list[str]:
        return [_id(self.item(number)) for number in range(self.count())]

    def current(self) -> str:
        return _id(self.currentItem()) if self.currentItem() else ""

    def select(self, round_id: str) -> bool:
        """Make a round current; False if it is not in the list."""
        if round_id not in self.ids():
            return False
        self.setCurrentRow(self.ids().index(round_id))
        self.picked.emit(round_id)
        return True

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(_id(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
            self.chosen.emit(self.current())
        elif event.text() in {"/", "?"}:
            event.ignore()  # keys of the page and the window, not of the list's own search
        else:
            super().keyPressEvent(event)


def _id(item: QListWidgetItem) -> str:
    return str(item.data(_ROW).round_id)


def _meta(entry: RoundRow) -> str:
    return f"{entry.company_name}, {entry.level_name}, {entry.minutes} min, {entry.difficulty}"


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(320, _HEIGHT)

    def paint(
        self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.current()
        entry: RoundRow = index.data(_ROW)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        state = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        if current or state & QStyle.StateFlag.State_MouseOver:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.colour("raised" if current else "surface"))
            p.drawRoundedRect(area.adjusted(0, 4, -12, -5), 8, 8)
        if current and option.widget.hasFocus():
            p.setPen(QPen(look.colour("accent"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(area.adjusted(1, 5, -13, -6), 8, 8)
        right = area.right() - 24
        best = f"best {entry.best:.1f}" if entry.best is not None else "new"
        ink = look.colour("text2" if entry.best is not None else "text3")
        room = right - area.left() - 76
        paint.draw_line(p, (right, area.top() + 13), best, "label", ink, weight=400, align="right")
        title = paint.elided(entry.title, look.font("body", 500), room)
        paint.draw_line(
            p, (area.left() + 12, area.top() + 13), title, "body", look.colour("text"), weight=500
        )
        meta = paint.elided(_meta(entry), look.font("small"), right - area.left() - 12)
        paint.draw_line(p, (area.left() + 12, area.top() + 35), meta, "small", look.colour("text3"), line=18)
        p.restore()
