"""One guide, to be read or heard: its contents at the left, its sections one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from content.library import Library
from content.schema import Competency, RoundSpec
from desktop.guide_view import aloud, present
from desktop.pages.base import Page
from desktop.pages.guide_sections import section
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.guide_rail import GuideRail
from desktop.widgets.layout import Scroll, boxed, clear, column, row
from desktop.words import tr

_RAIL = 176
_WIDEST = 960
_NEAR = 96
"""Pixels below the top edge within which a section counts as the one being read."""


class GuidePage(Page):
    """`show_guide` fills it. R reads aloud from the section shown, P practises, [ and ] go by sections."""

    practise = Signal(str)
    """A round's id."""
    read_wanted = Signal(list, int)
    """The paragraphs, and the first of them to be read."""
    hush_wanted = Signal()
    back = Signal()

    title = "Guide"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: dict[str, QWidget] = {}
        self._aloud: tuple[tuple[str, str], ...] = ()
        self._round = ""
        self._reading = False
        self._name = Label("", "title", elide=True)
        self._source = Label("", "small", "text3", wrap=True)
        self._back = Button("All principles", "link", "Esc")
        self._back.clicked.connect(self.back)
        self._read = Button("Read aloud", "plain", "R")
        self._read.clicked.connect(self.toggle_reading)
        self._practise = Button("Practise this", "plain", "P")
        self._practise.clicked.connect(self._practise_now)
        self._rail = GuideRail()
        self._rail.chosen.connect(self.go_to)
        self._text = column()
        self.setLayout(self._lay_out())
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _: self._mark())
        for key, act in (
            ("R", self.toggle_reading),
            ("P", self._practise_now),
            ("[", lambda: self._step(-1)),
            ("]", lambda: self._step(1)),
        ):
            QShortcut(QKeySequence(key), self, act)

    def _lay_out(self) -> QVBoxLayout:
        head = row(
            self._name, 24, None, self._back, 24, self._read, 12, self._practise,
            align=Qt.AlignmentFlag.AlignVCenter,
        )  # fmt: skip
        head.setContentsMargins(self.margin, 12, self.margin, 16)
        reading = boxed(self._text)
        reading.setMaximumWidth(_WIDEST)
        across = row(reading, None)
        across.setStretch(0, 1000)
        across.setContentsMargins(0, 32, self.margin, 32)
        self._sheet = boxed(across)
        self._scroll = Scroll(self._sheet)
        rail = boxed(column(32, self._rail), width=_RAIL)
        body = row(rail, 24, Rule(upright=True), 40, self._scroll)
        body.setStretch(4, 1)
        body.setContentsMargins(self.margin, 0, 0, 0)
        made = column(head, Rule(), body)
        made.setStretch(2, 1)
        return made

    # ------------------------------------------------------------ showing
    def show_guide(self, guide: Competency, library: Library, practice: RoundSpec | None) -> None:
        self.title = guide.name
        self.setAccessibleName(guide.name)
        self._name.setText(guide.name)
        self._source.setText(
            tr("Source: {source}. Version {version}.", source=guide.source, version=guide.version)
        )
        self._round = practice.id if practice is not None else ""
        self._practise.setEnabled(practice is not None)
        self._practise.setToolTip(
            tr(
                "{title}, {duration_minutes} minutes",
                title=practice.title,
                duration_minutes=practice.duration_minutes,
            )
            if practice
            else tr("No round is about this yet")
        )
        self._aloud = aloud(guide, library)
        sections = present(guide, library)
        self._rail.offer(sections)
        self._source.setParent(None)
        clear(self._text)
        self._sections = {key: section(key, guide, library) for key, _ in sections}
        for widget in self._sections.values():
            self._text.addWidget(widget)
        self._text.addWidget(self._source)
        self._scroll.verticalScrollBar().setValue(0)
        self._rail.set_current(sections[0][0])

    def entered(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        if self._reading:
            self.hush_wanted.emit()

    # ------------------------------------------------------------ moving
    def go_to(self, key: str) -> None:
        """Bring a section to the top."""
        widget = self._sections.get(key)
        if widget is None:
            return
        top = widget.mapTo(self._sheet, widget.rect().topLeft()).y()
        self._scroll.verticalScrollBar().setValue(max(0, top - 24))
        self._rail.set_current(key)

    def current(self) -> str:
        """Key of the section at the top."""
        return self._rail.current()

    def _mark(self) -> None:
        top = self._scroll.verticalScrollBar().value()
        at_end = top >= self._scroll.verticalScrollBar().maximum() > 0
        found = next(iter(self._sections), "")
        for key, widget in self._sections.items():
            if widget.mapTo(self._sheet, widget.rect().topLeft()).y() <= top + _NEAR:
                found = key
        if not (at_end and self._rail.current() in list(self._sections)[-3:]):
            self._rail.set_current(found)

    def _step(self, by: int) -> None:
        keys = list(self._sections)
        if keys:
            place = keys.index(self.current()) if self.current() in keys else 0
            self.go_to(keys[max(0, min(len(keys) - 1, place + by))])
            self.announce(self._rail.current_title())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        page = self._scroll.viewport().height() - 64
        moves = {
            Qt.Key.Key_Down: 48,
            Qt.Key.Key_Up: -48,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Space: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        by = moves.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + by)

    # ------------------------------------------------------------ aloud
    def toggle_reading(self) -> None:
        """Read aloud from the section shown, or stop."""
        if self._reading:
            self.hush_wanted.emit()
            return
        first = next((place for place, (key, _) in enumerate(self._aloud) if key == self.current()), 0)
        self.read_wanted.emit([text for _, text in self._aloud], first)
        self._show_reading(True)

    def show_spoken(self, place: int) -> None:
        """The paragraph that begins to sound; one that was on its way when it was stopped is let be."""
        if not self._reading:
            return
        key = self._aloud[place][0]
        self._rail.set_spoken(key)
        if key != self.current():
            self.go_to(key)

    def show_silence(self) -> None:
        self._rail.set_spoken("")
        self._show_reading(False)

    def _show_reading(self, on: bool) -> None:
        self._reading = on
        self._read.set_label("Stop reading" if on else "Read aloud")

    def _practise_now(self) -> None:
        if self._round:
            self.practise.emit(self._round)
