"""A question before something is gone for good, asked where it was pressed and not in a box on top."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.widgets.controls import Button, Label
from desktop.widgets.layout import column, row
from desktop.words import tr


class Confirm(QWidget):
    """Hidden until asked. Keeping has the focus first, and Esc keeps."""

    confirmed = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = Label("", "body", wrap=True)
        self._do = Button("Delete", "plain")
        self._do.clicked.connect(self._confirm)
        self._keep = Button("Keep", "quiet", "Esc")
        self._keep.clicked.connect(self.keep)
        self.setLayout(column(self._question, 12, row(self._do, 16, self._keep, None)))
        self.hide()

    def ask(self, question: str, do: str) -> None:
        """Show `question`; `do` is the word on the button that does it."""
        self._question.setText(question)
        self.setAccessibleName(question)
        self._do.set_label(do)
        self._keep.setAccessibleDescription(tr("{question} Key: Esc", question=question))
        self.show()
        self._keep.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, self, self._come_into_view)  # when it has its place

    def _come_into_view(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, 24)

    def keep(self) -> None:
        """Put the question away; nothing is deleted."""
        if not self.isHidden():
            self.hide()
            self.kept.emit()

    def _confirm(self) -> None:
        self.hide()
        self.confirmed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keep()
        else:
            super().keyPressEvent(event)
