"""The one window: the top bar, the stack of pages, and the keys that work anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from desktop import motion
from desktop.pages.base import Page
from desktop.pages.shortcuts import ShortcutsSheet
from desktop.pages.tour import Step, Tour
from desktop.widgets.focus import FocusRing
from desktop.widgets.layout import column
from desktop.widgets.top_bar import TopBar
from desktop.words import tr

_SMALLEST = QSize(1120, 720)
_FIRST = QSize(1280, 800)
_UNDER = {
    "guide": "learn",
    "report": "sessions",
    "replay": "sessions",
    "compare": "sessions",
    "story": "stories",
    "drills": "practice",
    "drill": "practice",
    "cards": "practice",
    "meeting": "loop",
    "guardrails": "loop",
    "about": "settings",
}
"""Pages without a word in the top bar, and the place there that they belong to."""


class MainWindow(QMainWindow):
    """Pages are added by key; those with a word for the navigation appear there, in that order."""

    page_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(tr("Hotseat"))
        room = self.screen().availableSize()
        self.setMinimumSize(
            _SMALLEST.boundedTo(room)
        )  # with large text a small screen has fewer pixels of ours
        self.resize(_FIRST.boundedTo(room))
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes; False keeps it open."""
        self._pages: dict[str, Page] = {}
        self._history: list[str] = []
        self._key = ""
        self._bar = TopBar()
        self._bar.chosen.connect(self.go)
        self._bar.help_wanted.connect(self.show_shortcuts)
        self._stack = QStackedWidget()
        content = QWidget()
        content.setObjectName("page")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        content.setLayout(column(self._bar, self._stack))
        self.setCentralWidget(content)
        self._sheet: ShortcutsSheet | None = None
        self._tour: Tour | None = None
        self._keys()
        app = QApplication.instance()
        if isinstance(app, QApplication) and app.findChild(FocusRing) is None:
            FocusRing(app)

    def _keys(self) -> None:
        for number in range(1, 10):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda n=number: self._go_to_number(n))
        QShortcut(QKeySequence("Ctrl+,"), self, lambda: self.go("settings"))
        QShortcut(QKeySequence("?"), self, self.show_shortcuts)
        QShortcut(QKeySequence("Esc"), self, self._escape)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self, self.close)

    # ------------------------------------------------------------ pages
    def add_page(self, key: str, page: Page, nav: str = "") -> None:
        """`nav` is the word in the top bar; "settings" has its own place there."""
        self._pages[key] = page
        self._stack.addWidget(page)
        if nav:
            self._bar.add(key, nav)
        if key == "settings":
            self._bar.show_settings()

    def page(self, key: str) -> Page:
        return self._pages[key]

    def current_key(self) -> str:
        return self._key

    def go(self, key: str) -> None:
        """Show a page, unless the one shown is a live round: that is left by its own controls only."""
        if key == self._key or key not in self._pages:
            return
        if self._key and not self._pages[self._key].may_leave():
            return
        self._show(key)

    def go_now(self, key: str) -> None:
        """Show a page even from a live round (the round itself has ended or begun)."""
        if key != self._key:
            self._show(key)

    def back(self) -> None:
        """The page shown before this one, or the first."""
        if self._key and not self._pages[self._key].may_leave():
            return
        known = [key for key in self._history if key != self._key]
        target = known[-1] if known else next(iter(self._pages))
        if target != self._key:
            self._show(target)
            self._history = known[:-1]

    def _show(self, key: str) -> None:
        if self._tour is not None:
            self._close_tour(lambda: None)
        old = self._pages.get(self._key)
        picture = self._stack.grab() if old is not None and self.isVisible() else None
        if old is not None:
            self._history = [*self._history[-20:], self._key]
            old.left()
        page = self._pages[key]
        self._key = key
        self._bar.setVisible(not page.bare)
        self._bar.set_current(_UNDER.get(key, key))
        self._stack.setCurrentWidget(page)
        if picture is not None and motion.milliseconds("fade") and old is not None and old.bare == page.bare:
            motion.Veil(self._stack, picture)
        self.setWindowTitle(tr("{title}, Hotseat", title=page.title) if page.title else tr("Hotseat"))
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.entered()
        page.announce(page.title)
        self.page_changed.emit(key)

    def _go_to_number(self, number: int) -> None:
        keys = self._bar.keys()
        if number <= len(keys):
            self.go(keys[number - 1])

    # ------------------------------------------------------------ the tour
    def show_tour(self, steps: Sequence[Step], then: Callable[[], None]) -> None:
        """Over the page that is shown; `then` when it has been seen or left."""
        if self._tour is not None or self._sheet is not None:
            return
        self._tour = Tour(steps, self)
        self._tour.over.connect(lambda: self._close_tour(then))
        self._tour.told.connect(self._pages[self._key].announce)
        self._tour.setGeometry(self.rect())
        self._tour.begin()

    def tour(self) -> Tour | None:
        """The one shown."""
        return self._tour

    def _close_tour(self, then: Callable[[], None]) -> None:
        tour, self._tour = self._tour, None
        if tour is not None:
            tour.hide()
            tour.deleteLater()
            self._pages[self._key].setFocus(Qt.FocusReason.OtherFocusReason)
            then()

    def top_bar(self) -> TopBar:
        return self._bar

    # ------------------------------------------------------------ the sheet of keys, closing
    def show_shortcuts(self) -> None:
        if self._sheet is not None:
            self._close_sheet()
            return
        self._sheet = ShortcutsSheet(self, self._pages.values(), self._pages.get(self._key))
        self._sheet.closed.connect(self._close_sheet)
        self._sheet.setGeometry(self.rect())
        self._sheet.show()
        self._sheet.raise_()
        self._sheet.take_focus()

    def shortcuts_shown(self) -> bool:
        return self._sheet is not None

    def _close_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None
            if self._key:
                self._pages[self._key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _escape(self) -> None:
        if self._tour is not None:
            self._tour.over.emit()
        elif self._sheet is not None:
            self._close_sheet()
        elif self._key and not self._pages[self._key].escape():
            self.back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Keys arrive here when nothing has the focus; the page still answers Enter.
        if self._tour is not None:
            self._tour.keyPressEvent(event)
        elif self._key and self._sheet is None and not self._pages[self._key].hasFocus():
            self._pages[self._key].keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for over in (self._sheet, self._tour):
            if over is not None:
                over.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        if self._key:
            self._pages[self._key].left()
        super().closeEvent(event)
