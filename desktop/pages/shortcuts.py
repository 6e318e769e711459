"""The sheet of keys, over whatever page is shown."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.pages.base import Page
from desktop.widgets.controls import Button, KeyCap, Label, Rule
from desktop.widgets.layout import Scroll, boxed, column, row

KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "Anywhere": (
        ("?", "This sheet"),
        ("Ctrl 1 to 9", "Pages"),
        ("Ctrl ,", "Settings"),
        ("Tab", "The next control"),
        ("Esc", "Back"),
        ("Ctrl Q", "Quit"),
    ),
    "Today": (
        ("Enter", "Start"),
        ("R", "The last report"),
        ("/", "Find a round"),
    ),
    "Rounds": (
        ("/", "Find a round"),
        ("Up, Down", "Rounds"),
        ("Enter", "Start"),
    ),
    "Progress": (("Left, Right", "Dimensions or principles"),),
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
        ("F2", "Rename"),
        ("Del", "Delete"),
        ("Ctrl Z", "Bring it back"),
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
        ("L", "Loop a finding"),
        ("Shift L", "Loop from here to there"),
        ("N", "Note"),
        ("V", "Note by voice"),
        ("E", "Correct the words"),
        ("Ctrl Z", "Undo a correction"),
        ("B", "Compare"),
        ("Up, Down", "Lines"),
        ("Home", "To the start"),
        ("Ctrl F", "Find"),
        ("+, -", "Speed"),
        ("Ctrl +, Ctrl -", "Zoom"),
    ),
    "Stories": (
        ("Arrows", "Move"),
        ("Enter", "Open"),
        ("N", "New story"),
        ("P", "Practise"),
        ("E", "Edit"),
        ("Del", "Delete"),
    ),
    "Story": (("Ctrl D", "Dictate"), ("Ctrl S", "Keep")),
    "Guide": (
        ("R", "Read aloud"),
        ("P", "Practise this"),
        ("[, ]", "Sections"),
        ("Space", "A page on"),
    ),
    "Guardrail sheets": (("Ctrl N", "New sheet"),),
}
"""Place, then key and what it does."""
_TITLES = {"The room": "Room", "Report": "Report"}
"""Pages whose place has another name in the sheet."""
COLUMNS = 4
_SPELT = (("+", " "), ("Return", "Enter"), ("Delete", "Del"))


def all_keys(pages: Iterable[Page] = ()) -> dict[str, tuple[tuple[str, str], ...]]:
    """Every place with its keys; what a page has beyond those of KEYS is read off its buttons' caps."""
    known = dict(KEYS)
    for page in pages:
        place = _TITLES.get(page.title, page.title)
        if not place:
            continue
        listed = {key for key, _ in known.get(place, ())} | {key for key, _ in known["Anywhere"]}
        more = {
            button.key(): button.accessibleName()
            for button in page.findChildren(Button)
            if button.key() and button.key() not in listed
        }
        if more:
            known[place] = (*known.get(place, ()), *more.items())
    return known


def spelt(shortcut: str) -> str:
    """A shortcut of Qt ("Ctrl+E") as the caps have it ("Ctrl E")."""
    if shortcut.endswith("++"):
        return shortcut[:-2] + " +"
    for old, new in _SPELT:
        shortcut = shortcut.replace(old, new) if len(shortcut) > 1 else shortcut
    return shortcut


class ShortcutsSheet(QWidget):
    """Covers the window; Esc, ? or the button close it."""

    closed = Signal()

    def __init__(
        self, parent: QWidget | None = None, pages: Iterable[Page] = (), current: Page | None = None
    ) -> None:
        """What `current` has comes first, after what works anywhere."""
        super().__init__(parent)
        self._keys = all_keys(pages)
        first = ("Anywhere", _TITLES.get(current.title, current.title) if current is not None else "")
        self._keys = dict(sorted(self._keys.items(), key=lambda entry: entry[0] not in first))
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Keyboard shortcuts")
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
        share = sum(heights.values()) / COLUMNS
        columns: list[list[str]] = [[]]
        filled = 0.0
        for place, height in heights.items():
            if filled + height / 2 > share * len(columns) and len(columns) < COLUMNS:
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
            grid.setColumnMinimumWidth(0, 96)
            grid.setColumnStretch(1, 1)
            for number, (key, words) in enumerate(self._keys[place]):
                cap = KeyCap(key)
                grid.addWidget(cap, number, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(Label(words, "label", "text2", weight=400), number, 1)
            made.addLayout(grid)
            made.addSpacing(20)
        return made

    def take_focus(self) -> None:
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)
