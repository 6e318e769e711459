"""The sheet of keys, over whatever page is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.controls import Button, KeyCap, Label, Rule
from desktop.widgets.layout import Scroll, boxed, column, row

KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "Anywhere": (
        ("?", "This sheet"),
        ("Ctrl 1 to 5", "Pages"),
        ("Ctrl ,", "Settings"),
        ("Esc", "Back"),
    ),
    "Today": (
        ("Enter", "Start"),
        ("R", "The last report"),
        ("/", "Find a round"),
    ),
    "Checklist": (
        ("1 to 9", "Tick an item"),
        ("Space", "Tick the focused item"),
        ("Enter", "Start the clock"),
    ),
    "Room": (
        ("M", "Mute"),
        ("Space", "Hold to talk"),
        ("T", "Let me think"),
        ("Q", "Repeat the question"),
        ("C", "Captions"),
        ("V", "Coach or real"),
        ("A", "Type an answer"),
        ("P", "Pause"),
        ("Ctrl E", "End the round"),
    ),
    "Sessions": (
        ("Enter", "Open the report"),
        ("R", "Replay"),
        ("E", "Export"),
        ("Del", "Delete"),
        ("/", "Find a session"),
    ),
    "Report": (
        ("P", "Play the quote"),
        ("Up, Down", "Rows"),
        ("Enter", "Replay there"),
    ),
    "Replay": (
        ("Space", "Play"),
        ("J, K", "Findings"),
        ("[, ]", "Sections"),
        ("Left, Right", "5 seconds"),
        ("L", "Loop"),
        ("N", "Note"),
        ("Up, Down", "Lines"),
        ("Home", "To the start"),
        ("Ctrl F", "Find"),
        ("+, -", "Speed"),
        ("Ctrl +, Ctrl -", "Zoom"),
    ),
}
"""Where, then key and what it does."""

_COLUMNS = (("Anywhere", "Today", "Checklist"), ("Room", "Sessions"), ("Report", "Replay"))


class ShortcutsSheet(QWidget):
    """Covers the window; Esc, ? or the button close it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Keyboard shortcuts")
        look = theme.current()
        self._close = Button("Close", "plain", "Esc")
        self._close.clicked.connect(self.closed)
        columns = row(spacing=48)
        for places in _COLUMNS:
            columns.addWidget(boxed(self._column(places)), 1, Qt.AlignmentFlag.AlignTop)
        inside = column(
            row(Label("Keyboard", "title"), None, self._close),
            32,
            columns,
            24,
            Label("Single letters rest while you type in a field.", "label", "text3", weight=400),
            None,
        )
        content = QWidget()
        content.setLayout(inside)
        inside.setContentsMargins(look.margin, 48, look.margin, 32)
        self.setLayout(column(Scroll(content)))

    @staticmethod
    def _column(places: tuple[str, ...]) -> QVBoxLayout:
        made = column()
        for place in places:
            made.addWidget(Rule())
            made.addSpacing(20)
            made.addWidget(Label(place, "heading"))
            made.addSpacing(8)
            grid = QGridLayout()
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(8)
            grid.setColumnMinimumWidth(0, 104)
            grid.setColumnStretch(1, 1)
            for number, (key, words) in enumerate(KEYS[place]):
                cap = KeyCap(key)
                grid.addWidget(cap, number, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(Label(words, "label", "text2", weight=400), number, 1)
            made.addLayout(grid)
            made.addSpacing(32)
        return made

    def take_focus(self) -> None:
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)
