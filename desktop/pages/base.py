"""What every page has: a title, an entrance and an exit, and a way to tell screen readers what happened."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.words import tr


class Page(QWidget):
    """One page of the window's stack. Content keeps `margin` from the left and right edges."""

    announced = Signal(str)
    """Everything given to `announce`, as text."""

    title = ""
    """In sentence case; the window's title and what a screen reader says on entering."""
    bare = False
    """True where the page draws its own top bar and the window hides the navigation (a live round)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr(self.title))
        self.setProperty("focusRing", False)
        self.margin = theme.current().margin

    def entered(self) -> None:
        """Called when the page is shown; override to set the first focus or begin timers."""

    def left(self) -> None:
        """Called when another page takes its place; override to stop what runs."""

    def may_leave(self) -> bool:
        """False while only the page's own controls may lead away (a live round)."""
        return True

    def escape(self) -> bool:
        """The Esc key; True where the page used it, else the window goes back."""
        return False

    def enter(self) -> bool:
        """The Enter key where nothing that has the focus wants it; True where the page used it."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.enter():
            return
        super().keyPressEvent(event)

    def announce(self, text: str, *, urgent: bool = False) -> None:
        """Have a screen reader say `text`; urgent interrupts what it is reading."""
        text = tr(text)
        event = QAccessibleAnnouncementEvent(self, text)
        polite = QAccessible.AnnouncementPoliteness
        event.setPoliteness(polite.Assertive if urgent else polite.Polite)
        QAccessible.updateAccessibility(event)
        self.announced.emit(text)
