"""A short list with its numbers in front: what would move a result most."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout

from desktop.widgets.controls import Label
from desktop.widgets.layout import clear, column, row


def show_numbered(lines: QVBoxLayout, titles: Iterable[str]) -> None:
    """Put these in place of what the layout held."""
    clear(lines)
    for number, title in enumerate(titles, 1):
        count = column(Label(str(number), "label", "text3", width=20), None)
        line = row(count, Label(title, "label", "text2", weight=400, wrap=True))
        line.setStretch(1, 1)
        lines.addLayout(line)
