"""A question or a piece of bad news over the window: a headline, one sentence, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.widgets.controls import Button, Label
from desktop.widgets.layout import column, row
from desktop.words import tr

_WIDTH = 480


class Dialog(QDialog):
    """`ways` are the buttons' words; the first is the one Enter takes, Esc takes the last."""

    def __init__(self, parent: QWidget | None, headline: str, words: str, ways: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Hotseat"))
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setModal(True)
        self.setAccessibleName(headline)
        self.setAccessibleDescription(words)
        self.chosen = len(ways) - 1
        """Which of the ways was taken."""
        buttons = row(spacing=16)
        for number, way in enumerate(ways):
            key = "Enter" if number == 0 else "Esc" if number == len(ways) - 1 else ""
            button = Button(way, "plain" if number == 0 else "quiet", key)
            button.setAutoDefault(number == 0)
            button.setDefault(number == 0)
            button.clicked.connect(lambda _=False, n=number: self._take(n))
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside = column(
            Label(headline, "title", wrap=True, balance=True),
            12,
            Label(words, "body", "text2", wrap=True),
            32,
            buttons,
        )
        inside.setContentsMargins(40, 36, 40, 36)
        self.setLayout(inside)
        self.setFixedSize(_WIDTH, inside.totalHeightForWidth(_WIDTH))

    def _take(self, number: int) -> None:
        self.chosen = number
        self.accept()


def ask(parent: QWidget | None, headline: str, words: str, ways: Sequence[str]) -> int:
    """Show it and wait; which way was taken."""
    dialog = Dialog(parent, headline, words, ways)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    return chosen
