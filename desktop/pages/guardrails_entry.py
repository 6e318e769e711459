"""One field of a guardrail sheet's form: its small name above, and below what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from desktop.widgets.controls import Label
from desktop.widgets.fields import Chooser
from desktop.widgets.layout import column, row

_GAP = 12


def text(value: object) -> str:
    """A figure as it is typed; nothing for None."""
    if value is None:
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


class Entry(QWidget):
    """One field with its small name above."""

    def __init__(self, name: str, control: QWidget | None = None, *, spoken: str = "") -> None:
        super().__init__()
        self.control = control or QLineEdit()
        self.control.setAccessibleName(spoken or name)
        self._wrong = Label("", "small", "accent", wrap=True)
        self._wrong.hide()
        self.setLayout(column(Label(name, "small", "text3"), 4, self.control, self._wrong, None))

    def value(self) -> Any:
        """Text of a line, value of a chooser."""
        control = self.control
        return control.value() if isinstance(control, Chooser) else control.text()  # type: ignore[attr-defined]

    def put(self, value: object) -> None:
        assert isinstance(self.control, QLineEdit)
        self.control.setText(text(value))
        self.control.setCursorPosition(0)

    def say_wrong(self, words: str) -> None:
        """What it takes, below it; nothing where all is well."""
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        self.control.setAccessibleDescription(words)

    def wrong(self) -> str:
        """What is said below it."""
        return self._wrong.text()


def entries(*made: Entry, stretch: Sequence[int] = ()) -> QLayout:
    """Fields side by side, equally wide unless told."""
    line = row(*made, spacing=_GAP)
    for index in range(len(made)):
        line.setStretch(index, stretch[index] if stretch else 1)
    return line


def listen(entry: Entry, signal: Any) -> None:
    control = entry.control
    if isinstance(control, Chooser):
        control.activated.connect(lambda _: signal.emit())
    else:
        control.editingFinished.connect(signal.emit)  # type: ignore[attr-defined]
