"""About: version, privacy, and the licences of Hotseat, its parts, its models and its typeface."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.about_view import AboutView, Part
from desktop.pages.base import Page
from desktop.widgets.columns import Columns
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.fields import section
from desktop.widgets.layout import Scroll, boxed, column, row
from desktop.words import tr


class AboutPage(Page):
    """`show_view(AboutView)` fills it (made by `about_view.about_view`). Reached from the settings; Esc goes back."""

    back_requested = Signal()

    title = "About Hotseat"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version = Label("", "label", "text3", weight=400)
        self._columns = Columns()
        self._blocks: list[QWidget] = []
        self._back = Button("Back", "link", "Esc")
        self._back.clicked.connect(self.back_requested)
        self.setLayout(self._lay_out())

    def _lay_out(self) -> QVBoxLayout:
        across = column(self._columns, None)
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
        self._version.setText(tr("Version {version}", version=view.version) if view.version else "")
        for block in self._blocks:
            block.hide()
            block.deleteLater()
        private = _block("Privacy", Label(view.privacy, "body", "text2", wrap=True))
        stored = _block("What is stored where", *(_line(part) for part in view.stored))
        licence = _block("Licence", Label(view.licence, "body", "text2", wrap=True))
        font = _block("Typeface", Label(view.font, "body", "text2", wrap=True))
        parts = _block("Built with", *(_line(part) for part in view.parts))
        models = [_block("Models on this computer", *map(_line, view.models))] if view.models else []
        self._blocks = [private, stored, licence, font, parts, *models]
        self._columns.set_plans(
            {
                2: ((private, stored, licence, font, *models), (parts,)),
                3: ((private, stored), (*models, licence, font), (parts,)),
            }
        )

    def entered(self) -> None:
        self._back.setFocus()


def _block(heading: str, *parts: QWidget) -> QWidget:
    words = len(parts) == 1 and isinstance(parts[0], Label)
    return boxed(section(heading, boxed(column(*([12, *parts] if words else parts)))), name=heading)


def _line(part: Part) -> QWidget:
    """Name and version, what it is for, licence or place."""
    name = f"{part.name} {part.version}".strip()
    top = row(
        Label(name, "body", weight=500, elide=True), 12, Label(part.licence, "label", "text2", weight=400)
    )
    top.setStretch(0, 1)
    body = column(8, top, Label(part.purpose, "small", "text3", wrap=True), 8, Rule())
    return boxed(body, name=f"{name}: {part.purpose}, {part.licence}")
