"""One setting a line: its name, a control, a sentence on what it does, a hairline."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLayout, QVBoxLayout, QWidget

from desktop.widgets.controls import Label, Rule
from desktop.widgets.layout import boxed, column, headed, row
from desktop.words import tr

NAME_WIDTH = 136
TICK_INDENT = 30
"""Pixels to the first letter beside a box or dot."""


class Field(QWidget):
    """Name at the left, control beside it, the sentence below."""

    def __init__(self, name: str, control: QWidget, words: str = "", *, fill: bool = False) -> None:
        """`fill` gives the control all the width that is left."""
        super().__init__()
        self._control = control
        self._words = Label(words, "small", "text3", wrap=True)
        line = row(
            Label(name, "body", weight=500, width=NAME_WIDTH), control, align=Qt.AlignmentFlag.AlignVCenter
        )
        if fill:
            line.setStretchFactor(control, 1)
        else:
            line.addStretch(1)
        under = row(NAME_WIDTH, self._words)
        under.setStretch(1, 1)
        self.setLayout(column(10, line, 4, under, 10, Rule()))
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """The sentence, which a screen reader reads with the control."""
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._control.setAccessibleDescription(tr(words))


class Tick(QCheckBox):
    """On or off, with its name beside the box."""

    def __init__(self, name: str, words: str = "") -> None:
        super().__init__(tr(name))
        self.setAccessibleName(tr(name))
        self.setAccessibleDescription(tr(words))
        self.setCursor(Qt.CursorShape.PointingHandCursor)


def ticked(tick: Tick) -> QWidget:
    """A tick and its sentence as one line of the page."""
    words = row(TICK_INDENT, Label(tick.accessibleDescription(), "small", "text3", wrap=True))
    words.setStretch(1, 1)
    return boxed(column(10, tick, 2, words, 10, Rule()))


class Chooser(QComboBox):
    """One of a list of (value, words); long names are cut, never the box widened."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(tr(name))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def offer(self, choices: Iterable[tuple[str, str]], chosen: str) -> None:
        """Show the choices with `chosen` current, without a signal."""
        wanted = list(choices)
        self.blockSignals(True)
        if wanted != [(self.itemData(n), self.itemText(n)) for n in range(self.count())]:
            self.clear()
            for value, words in wanted:
                self.addItem(tr(words), value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)

    def value(self) -> str:
        return str(self.currentData() or "")


def section(heading: str, *parts: QWidget | QLayout, aside: QWidget | None = None) -> QVBoxLayout:
    """A heading with a hairline and what belongs to it; `aside` stands at the heading's right."""
    title = Label(heading, "heading")
    return column(headed(title, aside) if aside else title, 10, Rule(), *parts)
