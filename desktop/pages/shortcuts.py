"""The sheet of keys, over whatever page is shown."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.pages.base import Page
from desktop.pages.keys import all_keys, place_of
from desktop.widgets.controls import Button, KeyCap, Label, Rule
from desktop.widgets.layout import Scroll, boxed, column, row
from desktop.words import tr

NARROWEST, MOST = 268, 5
"""Pixels of a column at the least, and the most columns there are."""


class ShortcutsSheet(QWidget):
    """Covers the window; Esc, ? or the button close it."""

    closed = Signal()

    def __init__(
        self, parent: QWidget | None = None, pages: Iterable[Page] = (), current: Page | None = None
    ) -> None:
        """What `current` has comes first, after what works anywhere."""
        super().__init__(parent)
        self._keys = all_keys(pages)
        room = (parent.width() if parent is not None else 1280) - 2 * theme.current().margin + 32
        self._across = min(MOST, max(1, room // (NARROWEST + 32)))
        first = ("Anywhere", place_of(current) if current is not None else "")
        self._keys = dict(sorted(self._keys.items(), key=lambda entry: entry[0] not in first))
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Keyboard shortcuts"))
        look = theme.current()
        self._close = Button("Close", "plain", "Esc")
        self._close.clicked.connect(self.closed)
        columns = row(spacing=32)
        for places in self._columns():
            columns.addWidget(boxed(self._column(places)), 1, Qt.AlignmentFlag.AlignTop)
        inside = column(
            row(Label("Keyboard", "title"), None, self._close),
            24,
            columns,
            4,
            Label("Single letters rest while you type in a field.", "label", "text3", weight=400),
            None,
        )
        content = QWidget()
        content.setLayout(inside)
        inside.setContentsMargins(look.margin, 32, look.margin, 24)
        self.setLayout(column(Scroll(content)))

    def _columns(self) -> list[list[str]]:
        """The places in their order, in columns of about one length."""
        heights = {place: 4 + len(keys) for place, keys in self._keys.items()}
        share = sum(heights.values()) / self._across
        columns: list[list[str]] = [[]]
        filled = 0.0
        for place, height in heights.items():
            if filled + height / 2 > share * len(columns) and len(columns) < self._across:
                columns.append([])
            columns[-1].append(place)
            filled += height
        return columns

    def _column(self, places: list[str]) -> QVBoxLayout:
        made = column()
        for place in places:
            made.addWidget(Rule())
            made.addSpacing(12)
            made.addWidget(Label(place, "heading"))
            made.addSpacing(8)
            grid = QGridLayout()
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(4)
            grid.setColumnMinimumWidth(0, 104)
            grid.setColumnStretch(1, 1)
            for number, (key, words) in enumerate(self._keys[place]):
                caps = row(*(KeyCap(each) for each in key.split(", ")), None, spacing=4)
                grid.addLayout(caps, number, 0)
                grid.addWidget(Label(words, "label", "text2", weight=400), number, 1)
            made.addLayout(grid)
            made.addSpacing(20)
        return made

    def take_focus(self) -> None:
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)
