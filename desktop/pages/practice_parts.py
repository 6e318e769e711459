"""What the practice pages share."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from desktop.widgets.layout import boxed, row

WIDEST = 960
"""Pixels: a line longer than this is hard to read back from."""


def narrowed(layout: QLayout) -> QWidget:
    """A column of reading width at the left of whatever room there is."""
    inside = boxed(layout)
    inside.setMaximumWidth(WIDEST)
    line = row(inside, None)
    line.setStretch(0, 1000)
    return boxed(line)
