"""What is shown while a note is being said: that it is recorded, for how long, and how to end it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.controls import Button, Label
from desktop.widgets.layout import boxed, column, row
from desktop.words import tr
from interviewer import captions


class _Dot(QWidget):
    """Ember: it is live."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(12, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme.current().colour("accent"))
        p.drawEllipse(QPointF(5, 10.5), 4, 4)


class VoiceRow(QWidget):
    """Hidden while no note is being said; then one of three sentences."""

    ended = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot, self._words = _Dot(), Label("", "body", wrap=True)
        self._done = Button("Done", "link", "V", name="End the note and write it down")
        self._done.clicked.connect(self.ended)
        self._drop = Button("Drop", "link", "Esc", name="Drop the note")
        self._drop.clicked.connect(self.dropped)
        self._acts = boxed(row(self._done, 24, self._drop, None))
        head = row(self._dot, 6, self._words)
        head.setStretch(2, 1)
        inside = column(head, 8, self._acts)
        inside.setContentsMargins(4, 4, 12, 16)
        self.setLayout(inside)
        self.hide()

    def text(self) -> str:
        return self._words.text() if not self.isHidden() else ""

    def show_recording(self, seconds: float) -> None:
        self._show(tr("Listening, {long}", long=captions.clock_of_seconds(seconds)), live=True)

    def show_writing(self) -> None:
        self._show("Writing it down", live=False)

    def say(self, words: str) -> None:
        """Why there is no note; empty puts the row away."""
        self._show(words, live=False)
        self.setVisible(bool(words))

    def _show(self, words: str, *, live: bool) -> None:
        self._words.setText(words)
        self._dot.setVisible(live)
        self._acts.setVisible(live)
        self.show()
