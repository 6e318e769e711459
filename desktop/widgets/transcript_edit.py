"""A passage's words being put right, in their place in the transcript."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPen, Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.controls import Button, Label
from desktop.widgets.layout import column, row
from desktop.words import tr

LEAST = 58
"""Pixels below which the style sheet's own least height would be taken instead."""
HINT = "What you said, word for word. The round is scored anew with it; what was heard is kept beside it."


class _Field(QPlainTextEdit):
    """Enter keeps, Esc leaves everything as it was."""

    kept = Signal()
    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class WordsEditor(QWidget):
    """Lies over the passage; asks to be closed by `kept` or `dropped`."""

    kept = Signal(str)
    dropped = Signal()

    def __init__(self, text: str, when: str, cursor: int, parent: QWidget | None = None) -> None:
        """`cursor` is the letter before which it stands."""
        super().__init__(parent)
        self._field = _Field(text)
        self._field.setFont(theme.current().font("transcript"))
        self._field.setTabChangesFocus(True)
        self._field.setAccessibleName(tr("What you said at {when}", when=when))
        self._field.setAccessibleDescription(
            tr("{HINT} Enter keeps it, Escape leaves it as it was.", HINT=HINT)
        )
        place = self._field.textCursor()
        place.setPosition(min(cursor, len(text)))
        self._field.setTextCursor(place)
        self._field.kept.connect(lambda: self.kept.emit(self._field.toPlainText()))
        self._field.dropped.connect(self.dropped)
        keep = Button("Correct", "plain", "Enter")
        keep.clicked.connect(lambda: self.kept.emit(self._field.toPlainText()))
        leave = Button("Leave it", "quiet", "Esc")
        leave.clicked.connect(self.dropped)
        for button in (keep, leave):
            button.setFixedHeight(32)
        hint = Label(HINT, "small", "text3", wrap=True)
        inside = column(self._field, 8, row(keep, 8, leave, None), 8, hint)
        inside.setContentsMargins(0, 0, 12, 12)
        self.setLayout(inside)

    def tall(self, width: int) -> int:
        """Pixels it needs at this width: the words with a line to spare, the buttons, the hint."""
        font, line = theme.current().font("transcript"), theme.current().line_height("transcript")
        _, _, words = paint.lay_out(self._field.toPlainText() or " ", font, line, max(80, width - 44))
        self._field.setFixedHeight(max(LEAST, round(words) + line + 4))
        return self._field.height() + 8 + 32 + 8 + 20 + 12

    def take_focus(self) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        p.setPen(QPen(look.colour("bg"), 0))
        p.setBrush(look.colour("bg"))
        p.drawRect(QRectF(self.rect()))
