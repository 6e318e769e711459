"""Blocks in as many columns as the page is wide: one where everything is enlarged, two, or three on a large screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

WIDE = 1500
"""Pixels from which there is room for a third column."""
NARROW = 900
"""Pixels below which there is room for one."""


class Columns(QWidget):
    """Each block stands in the column that its plan names; Tab goes down one column, then the next."""

    def __init__(self, *, gap: int = 48, below: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans: Mapping[int, Sequence[Sequence[QWidget]]] = {}
        self._below, self._gap = below, gap
        self._shown = 0
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(gap)
        self._columns: list[QVBoxLayout] = []
        for _ in range(3):
            made = QVBoxLayout()
            made.setSpacing(0)
            self._columns.append(made)
            self._line.addLayout(made, 1)

    def set_plans(self, plans: Mapping[int, Sequence[Sequence[QWidget]]]) -> None:
        """By number of columns, the blocks of each; every plan has all of the blocks."""
        self._plans, self._shown = plans, 0
        self._arrange()

    def count(self) -> int:
        """Columns shown now."""
        return self._shown

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for one column, whatever stands side by side now."""
        return QSize(320, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wanted = 3 if self.width() >= WIDE and 3 in self._plans else 1 if self.width() < NARROW else 2
        if wanted == self._shown or not self._plans:
            return
        self._shown = wanted
        one = [[block for blocks in self._plans[2] for block in blocks]]
        plan = one if wanted == 1 else self._plans[wanted]
        for column in self._columns:
            while column.takeAt(0) is not None:
                pass
        before: QWidget | None = None
        for number, blocks in enumerate(plan):
            for block in blocks:
                self._columns[number].addWidget(block)
                self._columns[number].addSpacing(self._below)
                before = _after(before, block)
            self._columns[number].addStretch(1)
        for number in range(3):
            self._line.setStretch(number, 1 if number < wanted else 0)
        self._line.setSpacing(self._gap if wanted > 1 else 0)


def _after(before: QWidget | None, block: QWidget) -> QWidget:
    """Put what can have the focus in `block` behind what came before it."""
    for each in [block, *block.findChildren(QWidget)]:
        if before is not None:
            QWidget.setTabOrder(before, each)
        before = each
    assert before is not None
    return before
