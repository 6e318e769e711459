"""What was just said, in the largest running text of the room: the newest words are always in sight."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.words import tr

_PARAGRAPH_GAP = 12


@dataclass(frozen=True, slots=True)
class _Paragraph:
    layout: QTextLayout
    top: float
    lines: int


class Captions(QWidget):
    """Past paragraphs in grey, committed words in full, tentative ones in grey, and a caret while listening.

    `centred` is the real view: no past, secondary colour, two lines.
    """

    def __init__(self, *, centred: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._centred = centred
        self._past: tuple[str, ...] = ()
        self._committed, self._tentative = "", ""
        self._caret = False
        self._greys: dict[tuple[str, int, theme.Theme], tuple[QTextLayout, int]] = {}
        self._laid: tuple[tuple[object, ...], list[_Paragraph], float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Captions"))

    def set_words(self, past: tuple[str, ...], committed: str, tentative: str, *, caret: bool) -> None:
        """Show what was said; `caret` marks where the next word will come."""
        wanted = ((), committed, tentative, False) if self._centred else (past, committed, tentative, caret)
        if wanted == (self._past, self._committed, self._tentative, self._caret):
            return
        self._past, self._committed, self._tentative, self._caret = wanted
        self.setAccessibleDescription(f"{committed} {tentative}".strip())
        self.update()

    def text(self) -> str:
        """The running paragraph."""
        return f"{self._committed} {self._tentative}".strip()

    def sizeHint(self) -> QSize:
        return QSize(776, 7 * theme.current().line_height("spoken"))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 2 * theme.current().line_height("spoken"))

    # ------------------------------------------------------------ laying out
    def _paragraphs(self) -> tuple[list[_Paragraph], float]:
        key = (self._past, self._committed, self._tentative, self._caret, self.size(), theme.current())
        if self._laid is None or self._laid[0] != key:
            self._laid = (key, *self._lay_out())
        return self._laid[1], self._laid[2]

    def _lay_out(self) -> tuple[list[_Paragraph], float]:
        line = theme.current().line_height("spoken")
        top, made = 0.0, []
        for layout, lines in self._broken(line):
            made.append(_Paragraph(layout, top, lines))
            top += lines * line + _PARAGRAPH_GAP
        if self._caret and not self.text():
            top += line + _PARAGRAPH_GAP  # the caret has a line of its own
        return made, max(0.0, top - _PARAGRAPH_GAP)

    def _broken(self, line: int) -> list[tuple[QTextLayout, int]]:
        """The running paragraph, and above it as many of the past ones as are in sight: a round has dozens of them.

        What is past stays as it was laid out until the width or the look changes; words come several times a second.
        """
        running = self._running()
        found = [(running, self._break(running, line))] if running.text() else []
        room = self.height() - sum(lines for _, lines in found) * line
        known, self._greys = self._greys, {}
        for words in reversed(self._past):
            if room <= 0:
                break
            key = (words, self.width(), theme.current())
            if key not in known:
                grey = self._grey(words)
                known[key] = grey, self._break(grey, line)
            self._greys[key] = known[key]
            if words:
                found.insert(0, known[key])
                room -= known[key][1] * line + _PARAGRAPH_GAP
        return found

    def _grey(self, words: str) -> QTextLayout:
        look = theme.current()
        layout = QTextLayout(words, look.font("spoken"))
        layout.setFormats([_span(0, len(words), look.colour("text3"))])
        return layout

    def _running(self) -> QTextLayout:
        look = theme.current()
        text = self.text()
        layout = QTextLayout(text, look.font("spoken"))
        settled = len(self._committed) if self._committed else 0
        full = look.colour("text2" if self._centred else "text")
        spans = [_span(0, settled, full), _span(settled, len(text) - settled, look.colour("text3"))]
        layout.setFormats([span for span in spans if span.length])
        return layout

    def _break(self, layout: QTextLayout, height: int) -> int:
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if self._centred else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        lift, lines = 0.0, 0
        layout.beginLayout()
        while (row := layout.createLine()).isValid():
            row.setLineWidth(self.width() - (0 if self._centred else 8))
            lift = paint.baseline(theme.current().font("spoken"), height) - row.ascent()
            row.setPosition(QPointF(0, lines * height + lift))
            lines += 1
        layout.endLayout()
        return lines

    # ------------------------------------------------------------ painting
    def paintEvent(self, _event: QPaintEvent) -> None:
        paragraphs, total = self._paragraphs()
        p = paint.painter(self)
        line = theme.current().line_height("spoken")
        shift = min(0.0, self.height() - total)
        for paragraph in paragraphs:
            for number in range(paragraph.lines):
                top = paragraph.top + number * line + shift
                if top > -0.5:  # a line is shown whole or not at all
                    paragraph.layout.lineAt(number).draw(p, QPointF(0, paragraph.top + shift))
        if self._caret:
            self._paint_caret(p, paragraphs[-1] if paragraphs and self.text() else None, shift, total)

    def _paint_caret(self, p: QPainter, last: _Paragraph | None, shift: float, total: float) -> None:
        line = theme.current().line_height("spoken")
        left, top = 0.0, total + shift - line
        if last is not None:
            row = last.layout.lineAt(last.lines - 1)
            left = row.naturalTextWidth() + 6
            top = last.top + shift + (last.lines - 1) * line
        p.fillRect(QRectF(round(left), top + 5, 2, 22), theme.current().colour("accent"))


def _span(start: int, length: int, colour: QColor) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    look = QTextCharFormat()
    look.setForeground(colour)
    made.format = look
    return made
