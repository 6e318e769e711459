"""Passages that a search has found: when, who, and the words, those looked for in their field."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.controls import Label
from desktop.widgets.layout import boxed, clear, column
from desktop.widgets.rows import Row
from desktop.words import tr
from interviewer import captions
from interviewer.word_search import Found

MOST = 12
"""Rows shown of one session; how many more there are is said."""
WHO = {"candidate": "You", "interviewer": "Interviewer", "note": "Your note"}
_TOP, _LINE, _BELOW = 8, 20, 10


class FoundRow(Row):
    """Press it, and the replay opens there."""

    def __init__(self, found: Found, parent: QWidget | None = None) -> None:
        self._found = found
        when, who = captions.clock(found.sample), tr(WHO[found.source])
        super().__init__(
            tr("{who} at {when}: {text}", who=who, when=when, text=found.text),
            (found.sample, found.sample),
            playable=False,
            parent=parent,
        )
        self.setAccessibleDescription(tr("Opens the replay there"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _laid(self, width: int) -> tuple[QTextLayout, float]:
        look = theme.current()
        layout, _, tall = paint.lay_out(self._found.text, look.font("label", 400), _LINE, max(80, width - 12))
        return layout, tall

    def height_for(self, width: int) -> int:
        return round(_TOP + 18 + self._laid(width)[1] + _BELOW)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 48)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.click()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the first of the two clicks has opened it

    def draw(self, p: QPainter) -> None:
        look = theme.current()
        if self.underMouse():
            p.fillRect(QRectF(0, 1, self.width(), self.height() - 1), look.colour("surface"))
        when = paint.draw_line(
            p, (0, _TOP), captions.clock(self._found.sample), "small", look.colour("text3"), line=18
        )
        paint.draw_line(
            p, (when + 10, _TOP), WHO[self._found.source], "small", look.colour("text3"), weight=500, line=18
        )
        layout, _ = self._laid(self.width())
        for first, last in self._found.marks:
            self._field(p, layout, first, last)
        p.setPen(look.colour("text2" if self._found.source == "interviewer" else "text"))
        layout.draw(p, QPointF(0, _TOP + 18))

    @staticmethod
    def _field(p: QPainter, layout: QTextLayout, first: int, last: int) -> None:
        """Behind the words that were looked for, as in the replay's own search."""
        p.setPen(QPen(Qt.PenStyle.NoPen))
        p.setBrush(theme.current().colour("accentQuiet"))
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin, end = line.textStart(), line.textStart() + line.textLength()
            if first < end and last > begin:
                left, right = _place(line, max(first, begin)), _place(line, min(last, end))
                box = QRectF(left - 2.5, _TOP + 18 + number * _LINE + 1, right - left + 5, _LINE - 2)
                p.drawRoundedRect(box, 3, 3)


def _place(line: Any, letter: int) -> float:
    """Qt gives it with the letter it settled on."""
    place = line.cursorToX(letter)
    return float(place[0] if isinstance(place, tuple) else place)


class FoundList(QWidget):
    """What was found in one session."""

    replay_requested = Signal(int)
    """Sample of a passage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Label("", "label", "text2")
        self._rows = column()
        self._more = Label("", "small", "text3", wrap=True)
        self.setLayout(column(self._head, 8, boxed(self._rows), 8, self._more, None))
        self.show_found(())

    def show_found(self, found: tuple[Found, ...]) -> None:
        clear(self._rows)
        for one in found[:MOST]:
            row = FoundRow(one)
            row.replay_requested.connect(self.replay_requested)
            self._rows.addWidget(row)
        noun = tr("passage" if len(found) == 1 else "passages")
        self._head.setText(
            tr(
                "{counted} {noun} with these words",
                counted=captions.counted(len(found)).capitalize(),
                noun=noun,
            )
        )
        more = len(found) - MOST
        self._more.setText(
            tr(
                "{counted} more: the replay finds them with Ctrl F.",
                counted=captions.counted(more).capitalize(),
            )
        )
        self._more.setVisible(more > 0)


def excerpt(found: Found, letters: int = 64) -> str:
    """The words with what stands around them, in quotation marks, at most about so long."""
    first = found.marks[0][0] if found.marks else 0
    begin = 0 if first < letters // 2 else found.text.rfind(" ", 0, first - letters // 4) + 1
    piece = found.text[begin:]
    if len(piece) > letters:
        piece = piece[:letters].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return captions.quoted(f"{'… ' if begin else ''}{piece}")
