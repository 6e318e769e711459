"""What a guide's page is set from: a heading, two texts side by side, a quote, a passage with its margin, an answer
that opens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLayout, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.layout import Item, boxed, column, row
from desktop.words import tr

_QUOTE = re.compile('"([^"]+)"')
GAP = 40
"""Pixels between what stands side by side."""
NAME = 152
"""Width of a name at the left of its words."""
MARGIN = 272
"""Width of the commentary."""
_LETTERS = {"situation": "S", "task": "T", "action": "A", "result": "R", "reflection": "L"}


def quoted(text: str) -> str:
    return f"“{text.strip()}”"


def words(text: str, role: str = "body", colour: str = "text2", *, weight: int | None = None) -> Label:
    return Label(_curled(" ".join(text.split())), role, colour, weight=weight, wrap=True)


def _curled(text: str) -> str:
    """With the quotation marks of print."""
    return _QUOTE.sub("“\\1”", text)


def said(text: str, colour: str = "text") -> Label:
    """A sentence as it is spoken."""
    return Label(quoted(" ".join(text.split())), "transcript", colour, wrap=True)


def captioned(caption: str, *below: Item) -> QWidget:
    """A small word over what it names."""
    return boxed(column(Label(caption, "small", "text3"), 4, *below, None), name=caption)


def beside(left: QWidget, right: QWidget, *, share: tuple[int, int] = (1, 1)) -> QLayout:
    """Two texts side by side, their first lines level."""
    made = row(left, GAP, right, align=Qt.AlignmentFlag.AlignTop)
    for place, part in ((0, share[0]), (2, share[1])):
        made.setStretch(place, part)
    for widget in (left, right):
        made.setAlignment(widget, Qt.AlignmentFlag(0))
        widget.setMinimumWidth(1)
    return made


def named(name: str, *below: Item, wide: int = NAME) -> QLayout:
    """A name at the left, its words beside it."""
    title = Label(name, "body", weight=500, wrap=True)
    title.setFixedWidth(wide)
    text = boxed(column(*below, None))
    made = row(boxed(column(title, None)), 16, text)
    made.setStretch(2, 1)
    return made


def item(*parts: Item) -> QWidget:
    """One of several, with a hairline below."""
    return boxed(column(20, *parts, 20, Rule()))


def spaced(lines: Sequence[QWidget], gap: int = 8) -> QLayout:
    made = column()
    for number, line in enumerate(lines):
        if number:
            made.addSpacing(gap)
        made.addWidget(line)
    return made


class SectionMark(QWidget):
    """The letter and the colour of a passage's section: filled, because it is said."""

    def __init__(self, section: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self.setFixedSize(20, 20)
        self.setAccessibleName(section.capitalize())
        self.setToolTip(section.capitalize())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.section(self._section))
        p.drawRoundedRect(QRectF(self.rect()), 4, 4)
        ink = look.section_ink(self._section)
        paint.draw_line(
            p, (10, 0), _LETTERS[self._section], "small", ink, weight=600, line=20, align="centre"
        )


def passage(section: str, text: str, comment: str) -> QWidget:
    """What is said, with why it is there in the margin."""
    note = words(comment, "label", "text2", weight=400)
    note.setFixedWidth(MARGIN)
    spoken = words(text, "transcript", "text")
    made = row(
        boxed(column(2, SectionMark(section), None)),
        16,
        boxed(column(spoken, None)),
        GAP,
        boxed(column(2, note, None)),
    )
    made.setStretch(2, 1)
    return boxed(
        column(10, made, 10),
        name=tr("{section}: {text} Why: {comment}", section=section.capitalize(), text=text, comment=comment),
    )


class Opening(QWidget):
    """A question whose answer is folded away until it is pressed."""

    opened = Signal(bool)

    def __init__(self, question: str, answer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = Button("Show the answer", "link")
        self._button.clicked.connect(self.toggle)
        self._question = question
        self._answer = words(answer, "body", "text2")
        self._answer.hide()
        ask = words(question, "body", "text", weight=500)
        top = row(boxed(column(2, ask, None)), GAP, boxed(column(self._button, None)))
        top.setStretch(0, 1)
        self.setLayout(column(12, top, 4, self._answer, 12, Rule()))
        self._name()

    def toggle(self) -> None:
        self._answer.setVisible(not self.is_open())
        self._button.set_label("Hide the answer" if self.is_open() else "Show the answer")
        self._name()
        self.opened.emit(self.is_open())

    def is_open(self) -> bool:
        return self._answer.isVisibleTo(self)

    def _name(self) -> None:
        self._button.setAccessibleName(f"{self._button.text()}: {self._question}")
