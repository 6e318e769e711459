"""One of the user's notes beside a replay, and the field in which one is written."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.words import tr
from interviewer import captions
from interviewer.journal import Note


class NoteRow(QAbstractButton):
    """One note. A press goes to its moment; E edits, Delete deletes while it has the focus."""

    edit_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, note: Note, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = note
        tags = tr(" Tags: {tags}.", tags=", ".join(note.tags)) if note.tags else ""
        said = tr(", spoken") if note.spoken else ""
        self.setAccessibleName(
            tr(
                "Note at {at}{said}: {text}.{tags}",
                at=captions.clock(note.sample),
                said=said,
                text=note.text,
                tags=tags,
            )
        )
        self.setAccessibleDescription(tr("Enter goes there, E edits, Delete deletes"))
        self.setProperty("focusRadius", 4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _text(self, width: int) -> tuple[QTextLayout, float, float]:
        look = theme.current()
        return paint.lay_out(self.note.text, look.font("body"), look.line_height("body"), max(80, width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(18 + self._text(width)[2] + (30 if self.note.tags else 0))

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(240, self.width())))

    @staticmethod
    def _link_words() -> tuple[str, str]:
        return tr("Edit"), tr("Delete")

    def _links(self) -> tuple[QRectF, QRectF]:
        """Where "Edit" and "Delete" stand while the mouse or the focus is here."""
        font = theme.current().font("small")
        edit, delete = (paint.text_width(word, font) for word in self._link_words())
        right = float(self.width())
        return QRectF(right - delete - 12 - edit, 0, edit, 16), QRectF(right - delete, 0, delete, 16)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        edit, delete = self._links()
        if edit.adjusted(-4, -4, 4, 4).contains(event.position()):
            self.edit_wanted.emit()
        elif delete.adjusted(-4, -4, 4, 4).contains(event.position()):
            self.delete_wanted.emit()
        else:
            self.click()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_E:
            self.edit_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        look = theme.current()
        when = captions.clock(self.note.sample) + (tr(", spoken") if self.note.spoken else "")
        paint.draw_line(p, (0, 0), when, "small", look.colour("text3"))
        if self.underMouse() or self.hasFocus():
            for box, word in zip(self._links(), self._link_words(), strict=True):
                paint.draw_line(p, (box.left(), 0), word, "small", look.colour("text2"))
        layout, _, tall = self._text(self.width())
        p.setPen(look.colour("text"))
        layout.draw(p, QPointF(0, 18))
        x, top = 0.0, 18 + tall + 8
        for tag in self.note.tags:
            wide = paint.text_width(tag, look.font("small")) + 18
            p.setPen(QPen(look.colour("line"), 1))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(QRectF(x + 0.5, top + 0.5, wide - 1, 21), 4, 4)
            paint.draw_line(p, (x + 9, top + 3), tag, "small", look.colour("text2"))
            x += wide + 8


class NoteEditor(QPlainTextEdit):
    """Enter keeps the note, Shift and Enter begin a line, Esc drops it."""

    kept = Signal(str)
    dropped = Signal()

    def __init__(self, sample: int, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.sample = sample
        self.setFixedHeight(84)
        self.setAccessibleName(tr("Note at {at}", at=captions.clock(sample)))
        self.setPlaceholderText(tr("At {at}. Enter keeps it, #word is a tag.", at=captions.clock(sample)))
        self.setTabChangesFocus(True)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shifted:
            self.kept.emit(self.toPlainText())
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
