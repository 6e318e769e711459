"""The list of sessions: arrow keys move, Enter takes, the focused row carries the ring."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
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
from desktop.sessions_view import SessionRow
from desktop.widgets import paint

_HEIGHT = 68
_ROW = Qt.ItemDataRole.UserRole


class SessionList(QListWidget):
    """`picked` when a row becomes current, `chosen` when it is taken with Enter or a double click."""

    picked = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Sessions")
        self.setProperty("focusRing", False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_RowDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.currentItemChanged.connect(self._picked)
        self.itemDoubleClicked.connect(lambda item: self.chosen.emit(_id(item)))

    def show_rows(self, rows: list[SessionRow]) -> None:
        """Replace the rows. The current one stays current; if it is gone, the one in its place is."""
        kept, place = self.current(), self.currentRow()
        self.blockSignals(True)
        self.clear()
        for entry in rows:
            item = QListWidgetItem(entry.name)
            item.setData(_ROW, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(entry))
            self.addItem(item)
        self.blockSignals(False)
        if rows and not (kept and self.select(kept)):
            self.setCurrentRow(min(max(0, place), len(rows) - 1))

    def ids(self) -> list[str]:
        return [_id(self.item(number)) for number in range(self.count())]

    def current(self) -> str:
        return _id(self.currentItem()) if self.currentItem() else ""

    def select(self, session_id: str) -> bool:
        """Make a session current; False if it is not in the list."""
        if session_id not in self.ids():
            return False
        self.setCurrentRow(self.ids().index(session_id))
        self.picked.emit(session_id)
        return True

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(_id(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
            self.chosen.emit(self.current())
        elif event.text().isprintable() and event.text().strip():
            event.ignore()  # letters are keys of the page, not of the list's own search
        else:
            super().keyPressEvent(event)


def standing(entry: SessionRow) -> str:
    """ "2.6, not inclined" or "Cut off"."""
    if entry.score is None:
        return "Cut off"
    return (
        f"{entry.score:.1f}, {entry.verdict[:1].lower()}{entry.verdict[1:]}"
        if entry.verdict
        else f"{entry.score:.1f}"
    )


def about(entry: SessionRow) -> str:
    return ", ".join(part for part in (entry.when, entry.company, entry.level, entry.length) if part)


def spoken(entry: SessionRow) -> str:
    """The row as a screen reader reads it."""
    return f"{entry.name}, {about(entry)}, {standing(entry)}"


def _id(item: QListWidgetItem) -> str:
    return str(item.data(_ROW).session_id)


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(320, _HEIGHT)

    def paint(
        self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.current()
        entry: SessionRow = index.data(_ROW)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        self._field(p, option, area)
        right = area.right() - 24
        wide = paint.draw_line(
            p, (right, area.top() + 13), standing(entry), "label", self._ink(entry), weight=400, align="right"
        )
        room = right - area.left() - 12 - wide - 24
        name = paint.elided(entry.name, look.font("body", 500), room)
        paint.draw_line(p, (area.left() + 12, area.top() + 13), name, "body", look.colour("text"), weight=500)
        meta = paint.elided(about(entry), look.font("small"), right - area.left() - 12)
        paint.draw_line(p, (area.left() + 12, area.top() + 35), meta, "small", look.colour("text3"), line=18)
        p.restore()

    @staticmethod
    def _ink(entry: SessionRow) -> QColor:
        """What was cut off wants an answer, so it is in ember."""
        return theme.current().colour("text2" if entry.done else "accent")

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
