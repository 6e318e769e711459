"""About: version, privacy, and the licences of Hotseat, its parts, its models and its typeface."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.about_view import AboutView, Part
from desktop.pages.base import Page
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.fields import section
from desktop.widgets.layout import Scroll, boxed, clear, column, row

_WIDEST = 1168


class AboutPage(Page):
    """`show_view(AboutView)` fills it (made by `about_view.about_view`). Reached from the settings; Esc goes back."""

    back_requested = Signal()

    title = "About Hotseat"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version = Label("", "label", "text3", weight=400)
        self._left, self._right = column(), column()
        self._back = Button("Back", "link", "Esc")
        self._back.clicked.connect(self.back_requested)
        self.setLayout(self._lay_out())

    def _lay_out(self) -> QVBoxLayout:
        sides = row(boxed(column(self._left, None)), 48, boxed(column(self._right, None)))
        sides.setStretch(0, 1)
        sides.setStretch(2, 1)
        inside = boxed(column(sides, 32, None))
        inside.setMaximumWidth(_WIDEST)
        across = row(inside, None)
        across.setStretch(0, 1000)
        across.setContentsMargins(self.margin, 0, self.margin, 0)
        head = row(
            Label("About Hotseat", "title"),
            16,
            column(None, self._version, 5),
            None,
            column(None, self._back, 5),
        )
        head.setContentsMargins(self.margin, 24, self.margin, 24)
        made = column(head, Scroll(boxed(across)))
        made.setStretch(1, 1)
        return made

    def show_view(self, view: AboutView) -> None:
        self._version.setText(f"Version {view.version}" if view.version else "")
        clear(self._left)
        clear(self._right)
        for heading, words in (("Privacy", view.privacy), ("Licence", view.licence), ("Typeface", view.font)):
            self._left.addWidget(_block(heading, Label(words, "body", "text2", wrap=True)))
        if view.models:
            self._left.addWidget(_block("Models on this computer", *(_line(part) for part in view.models)))
        self._right.addWidget(_block("Built with", *(_line(part) for part in view.parts)))

    def entered(self) -> None:
        self._back.setFocus()


def _block(heading: str, *parts: QWidget) -> QWidget:
    return boxed(
        column(section(heading, boxed(column(*([12, *parts] if len(parts) == 1 else parts)))), 32),
        name=heading,
    )


def _line(part: Part) -> QWidget:
    """Name and version, what it does, licence."""
    name = f"{part.name} {part.version}".strip()
    top = row(
        Label(name, "body", weight=500, elide=True), 12, Label(part.licence, "label", "text2", weight=400)
    )
    top.setStretch(0, 1)
    body = column(8, top, Label(part.purpose, "small", "text3"), 8, Rule())
    return boxed(body, name=f"{name}: {part.purpose}, {part.licence}")
