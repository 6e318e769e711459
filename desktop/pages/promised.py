"""What an empty page will hold, so that it is worth coming back to."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout

from desktop.widgets.controls import Label, Rule
from desktop.widgets.layout import boxed, column, row


def promised(things: Iterable[tuple[str, str]]) -> QHBoxLayout:
    """A line for each: its name and what it is."""
    lines = column()
    for name, words in things:
        text = Label(words, "body", "text2", wrap=True)
        line = row(Label(name, "body", weight=500, width=192), text)
        line.setStretchFactor(text, 1)
        lines.addLayout(column(14, line, 14, Rule()))
    table = boxed(column(Rule(), lines))
    table.setMaximumWidth(776)
    beside = row(table, None)
    beside.setStretch(0, 1000)
    return beside
