"""How one passage of a transcript is drawn: its time, its letter, its words, and what stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat, QTextLayout

from desktop import theme
from desktop.replay_model import Hit, spoken_word, words_in
from desktop.widgets import paint
from desktop.widgets.lanes import draw_diamond
from desktop.widgets.transcript_layout import TIME, Beside, Pin, Placed
from interviewer import captions
from interviewer.analysis.findings import Finding
from interviewer.passages import word_at


class Brush:
    """Draws passages at one moment of the session."""

    def __init__(
        self,
        p: QPainter,
        position: int,
        current: int,
        finding: Finding | None,
        hits: tuple[Hit, ...],
        hit: int,
        column: float,
        beside: float,
    ) -> None:
        """`current` is the passage at the playhead, `hit` the place found that is framed; `column` and `beside`
        are the left edges of the words and of what is pinned, pixels."""
        self._p, self._position, self._current, self._finding = p, position, current, finding
        self._hits, self._hit, self._column, self._beside = hits, hit, column, beside

    def head(self, item: Placed, y: float) -> None:
        """Its time and its letter alone: the words are being put right in a field over their place."""
        ink, passage = theme.current().colour("text3"), item.passage
        paint.draw_line(self._p, (0, y), captions.clock(passage.start), "small", ink, line=24)
        if passage.section is not None:
            self._letter(passage.section.value, captions.LETTER[passage.section], y)

    def passage(self, index: int, item: Placed, y: float) -> None:
        """With its first line's top at `y`."""
        passage = item.passage
        self.head(item, y)
        self._p.save()
        self._p.translate(self._column, y)
        for number, hit in enumerate(self._hits):
            if hit.passage == index:
                self._found(item, hit, current=number == self._hit)
        for pin in item.pins:
            self._underline(item, pin.finding)
        self._words(index, item)
        word = spoken_word(passage.words, self._position) if index == self._current else None
        if word is not None:
            self._spoken(item, word)
        self._p.translate(self._beside - self._column, 0)
        for pin in item.pins:
            self._pin(pin)
        if item.amended is not None:
            self._amended(item.amended)
        self._p.restore()

    def _words(self, index: int, item: Placed) -> None:
        """What is over is in full colour, the rest steps back; the interviewer always does."""
        self._p.setPen(theme.current().colour("text3"))
        over = 0
        if index < self._current:
            over = len(item.layout.text())
        elif index == self._current:
            last = word_at(item.passage.words, self._position)
            over = item.starts[last] + len(item.passage.words[last].text) if last >= 0 else 0
        plain = item.passage.speaker == "interviewer" or not over
        item.layout.draw(self._p, QPointF(0, 0), [] if plain else [_coloured(over, "text")])

    def _spoken(self, item: Placed, word: int) -> None:
        """The word in its field, over the same word in the line: PySide draws only the first of two formats."""
        look = theme.current()
        fields = [box.adjusted(-2, 1, 2, -1) for box in item.word_boxes(word, word)]
        self._p.setPen(Qt.PenStyle.NoPen)
        self._p.setBrush(look.colour("accent"))
        for field in fields:
            self._p.drawRoundedRect(field, 3, 3)
        self._p.setPen(look.colour("accentInk"))
        for field in fields:
            self._p.save()
            self._p.setClipRect(field.adjusted(1, 0, -1, 0))
            item.layout.draw(self._p, QPointF(0, 0))
            self._p.restore()

    def _found(self, item: Placed, hit: Hit, *, current: bool) -> None:
        look = theme.current()
        self._p.setBrush(look.colour("accentQuiet"))
        self._p.setPen(QPen(look.colour("accent"), 1) if current else Qt.PenStyle.NoPen)
        for box in item.word_boxes(hit.first, hit.first + hit.count - 1):
            self._p.drawRoundedRect(box.adjusted(-2.5, 1.5, 2.5, -1.5), 3, 3)

    def _underline(self, item: Placed, finding: Finding) -> None:
        own = words_in(item.passage, finding.start, finding.end)
        if not own:
            return
        pen = QPen(theme.current().colour("accent" if finding == self._finding else "outline"), 1.5)
        pen.setDashPattern([2.4, 2])
        self._p.setPen(pen)
        for box in item.word_boxes(own[0], own[-1]):
            self._p.drawLine(
                QPointF(box.left(), box.bottom() - 1.5), QPointF(box.right(), box.bottom() - 1.5)
            )

    def _pin(self, pin: Pin) -> None:
        look = theme.current()
        current = pin.finding == self._finding
        self._p.fillRect(QRectF(0, pin.box.top(), 1, pin.box.height()), look.colour("line"))
        draw_diamond(self._p, QPointF(22, pin.box.top() + 12), current=current)
        self._p.setPen(look.colour("text" if current else "text2"))
        pin.layout.draw(self._p, QPointF(37, pin.box.top() + 2))

    def _amended(self, note: Beside) -> None:
        """That the words were put right, and what had been heard."""
        look = theme.current()
        self._p.fillRect(QRectF(0, note.box.top(), 1, note.box.height()), look.colour("line"))
        self._p.setPen(look.colour("text3"))
        note.layout.draw(self._p, QPointF(16, note.box.top() + 2))

    def _letter(self, section: str, letter: str, y: float) -> None:
        look = theme.current()
        self._p.setPen(Qt.PenStyle.NoPen)
        self._p.setBrush(look.section(section))
        self._p.drawRoundedRect(QRectF(TIME, y + 2, 20, 20), 4, 4)
        ink = look.section_ink(section)
        paint.draw_line(
            self._p, (TIME + 10, y + 2), letter, "small", ink, weight=600, align="centre", line=20
        )


def _coloured(length: int, role: str) -> QTextLayout.FormatRange:
    """The beginning of a text in a colour."""
    made = QTextLayout.FormatRange()
    made.start, made.length = 0, length
    look = QTextCharFormat()
    look.setForeground(theme.current().colour(role))
    made.format = look
    return made
