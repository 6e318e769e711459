"""The transcript of a replay: it follows word by word, findings stand beside their passage, every word leads back."""

from __future__ import annotations

import time
from bisect import bisect_right

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPointF,
    QRectF,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from desktop import theme
from desktop.replay_model import Hit, ReplayModel, spoken_word, words_in
from desktop.widgets import paint
from desktop.widgets.lanes import draw_diamond
from desktop.widgets.transcript_layout import (
    LETTER,
    PADDING,
    TIME,
    Pin,
    Placed,
    place,
    text_column,
)
from interviewer import captions
from interviewer.analysis.findings import Finding
from interviewer.passages import word_at

TOP, FOOT = 16, 96
"""Pixels above the first and below the last passage."""
HANDS_OFF = 4.0
"""Seconds after the user scrolled in which the transcript does not scroll by itself."""


class TranscriptView(QAbstractScrollArea):
    """Scrolls by itself while it follows; a press on a word or a finding asks for its moment."""

    sought = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: ReplayModel | None = None
        self._placed: list[Placed] = []
        self._tops: list[float] = []
        self._position, self._current = 0, -1
        self._finding: Finding | None = None
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
        self._lit: tuple[object, ...] = ()
        self._touched = 0.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Transcript")
        self.setProperty("focusRadius", 4)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(lambda value: self.verticalScrollBar().setValue(round(value)))
        theme.bus.changed.connect(self._lay_out)

    # ------------------------------------------------------------ what is shown
    def show_session(self, model: ReplayModel) -> None:
        self._model, self._position, self._current = model, 0, -1
        self._finding, self._hits, self._hit = None, (), -1
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def set_position(self, sample: int) -> None:
        """Light the word at this moment, and keep its passage in sight."""
        if self._model is None:
            return
        before, shown = self._current, self._lit
        self._position, self._current = sample, self._model.passage_at(sample)
        self._finding = self._model.finding_now(sample)
        self._lit = self._what_is_lit()
        if self._current != before:
            self._tell()
            if time.monotonic() - self._touched > HANDS_OFF:
                self.reveal(self._current)
        if self._lit != shown:  # between two words there is nothing to draw
            self.viewport().update()

    def _what_is_lit(self) -> tuple[object, ...]:
        """All that the drawing takes from the moment."""
        assert self._model is not None
        if self._current < 0:
            return (self._current, self._finding)
        words = self._model.passages[self._current].words
        at = self._position
        return self._current, self._finding, word_at(words, at), spoken_word(words, at)

    def set_hits(self, hits: tuple[Hit, ...], current: int) -> None:
        """Words that were found; the current one is framed and brought into sight."""
        self._hits, self._hit = hits, current
        if 0 <= current < len(hits):
            self.reveal(hits[current].passage)
        self.viewport().update()

    def current_text(self) -> str:
        """The passage at the playhead, for a screen reader."""
        if not 0 <= self._current < len(self._placed):
            return ""
        passage = self._placed[self._current].passage
        who = "Interviewer" if passage.speaker == "interviewer" else "You"
        section = f", {passage.section.value}" if passage.section else ""
        return f"{captions.clock(passage.start)}, {who}{section}: {passage.text}"

    def reveal(self, index: int) -> None:
        """Bring a passage into the upper third, unless it is well in sight already."""
        if not 0 <= index < len(self._placed):
            return
        item, shown = self._placed[index], self.verticalScrollBar().value()
        top, bottom = TOP + item.top, TOP + item.top + item.height
        if top >= shown + 8 and bottom <= shown + self.viewport().height() - 48:
            return
        self._slide_to(max(0, round(top - self.viewport().height() * 0.3)))

    def _slide_to(self, value: int) -> None:
        self._slide.stop()
        if theme.current().reduced_motion or not self.isVisible():
            self.verticalScrollBar().setValue(value)
            return
        self._slide.setDuration(240)
        self._slide.setStartValue(float(self.verticalScrollBar().value()))
        self._slide.setEndValue(float(value))
        self._slide.start()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.current_text())

    # ------------------------------------------------------------ places
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self.reveal(self._current)

    def _lay_out(self) -> None:
        if self._model is None:
            return
        self._placed = place(self._model, self._width())
        self._tops = [item.top for item in self._placed]
        whole = TOP + FOOT + (self._tops[-1] + self._placed[-1].height if self._placed else 0)
        self.verticalScrollBar().setRange(0, max(0, round(whole - self.viewport().height())))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(24)
        self.viewport().update()

    def _width(self) -> int:
        """Without the scroll bar's column, whether it shows or not, so that lines do not jump."""
        return self.width() - self.verticalScrollBar().sizeHint().width() - 4

    def _column(self) -> float:
        return TIME + LETTER

    def _beside(self) -> float:
        return TIME + LETTER + text_column(self._width())

    # ------------------------------------------------------------ mouse and keys
    def _item_at(self, y: float) -> Placed | None:
        at = y + self.verticalScrollBar().value() - TOP
        index = bisect_right(self._tops, at) - 1
        if 0 <= index < len(self._placed) and at < self._placed[index].top + self._placed[index].height:
            return self._placed[index]
        return None

    def _under(self, at: QPointF) -> int | Pin | None:
        """The sample of the word, or the pinned finding, under the mouse."""
        item = self._item_at(at.y())
        if item is None:
            return None
        y = at.y() + self.verticalScrollBar().value() - TOP - item.top - PADDING
        if at.x() < self._column():
            return item.passage.start
        for pin in item.pins:
            if pin.box.contains(QPointF(at.x() - self._beside(), y)):
                return pin
        word = item.word_at(QPointF(at.x() - self._column(), y))
        return item.passage.words[word].start if word is not None else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        under = self._under(event.position())
        if under is not None:
            self.sought.emit(under.finding.start if isinstance(under, Pin) else under)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._under(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._touched = time.monotonic()
        self._slide.stop()
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            under = self._under(QPointF(event.pos()))
            text = under.finding.fix if isinstance(under, Pin) else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down step through the passages; what is left belongs to the page."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and self._placed:
            index = min(len(self._placed) - 1, max(0, self._current + step))
            self._touched = 0.0
            self.sought.emit(self._placed[index].passage.start)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._touched = time.monotonic()
            super().keyPressEvent(event)
        else:
            event.ignore()

    # ------------------------------------------------------------ paint
    def paintEvent(self, _event: QPaintEvent) -> None:
        p = QPainter(self.viewport())
        p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        shown = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, shown - TOP) - 1)
        for index in range(first, len(self._placed)):
            item = self._placed[index]
            y = TOP + item.top - shown + PADDING
            if y > self.viewport().height():
                break
            self._draw_passage(p, index, item, y)
        p.end()

    def _draw_passage(self, p: QPainter, index: int, item: Placed, y: float) -> None:
        look, passage = theme.current(), item.passage
        paint.draw_line(p, (0, y), captions.clock(passage.start), "small", look.colour("text3"), line=24)
        if passage.section is not None:
            self._draw_letter(p, passage.section.value, captions.LETTER[passage.section], y)
        left = self._column()
        p.save()
        p.translate(left, y)
        for number, hit in enumerate(self._hits):
            if hit.passage == index:
                self._draw_hit(p, item, hit, current=number == self._hit)
        for pin in item.pins:
            self._draw_underline(p, item, pin.finding)
        self._draw_words(p, index, item)
        word = spoken_word(passage.words, self._position) if index == self._current else None
        if word is not None:
            self._draw_spoken(p, item, word)
        p.translate(self._beside() - left, 0)
        for pin in item.pins:
            self._draw_pin(p, pin)
        p.restore()

    def _draw_words(self, p: QPainter, index: int, item: Placed) -> None:
        """What is over is in full colour, the rest steps back; the interviewer always does."""
        p.setPen(theme.current().colour("text3"))
        over = 0
        if index < self._current:
            over = len(item.layout.text())
        elif index == self._current:
            last = word_at(item.passage.words, self._position)
            over = item.starts[last] + len(item.passage.words[last].text) if last >= 0 else 0
        plain = item.passage.speaker == "interviewer" or not over
        item.layout.draw(p, QPointF(0, 0), [] if plain else [_coloured(over, "text")])

    def _draw_spoken(self, p: QPainter, item: Placed, word: int) -> None:
        """The word in its field, over the same word in the line: PySide draws only the first of two formats."""
        look = theme.current()
        fields = [box.adjusted(-3, 1, 3, -1) for box in item.word_boxes(word, word)]
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.colour("accent"))
        for field in fields:
            p.drawRoundedRect(field, 3, 3)
        p.setPen(look.colour("accentInk"))
        for field in fields:
            p.save()
            p.setClipRect(field.adjusted(2, 0, -2, 0))
            item.layout.draw(p, QPointF(0, 0))
            p.restore()

    def _draw_hit(self, p: QPainter, item: Placed, hit: Hit, *, current: bool) -> None:
        look = theme.current()
        p.setBrush(look.colour("accentQuiet"))
        p.setPen(QPen(look.colour("accent"), 1) if current else Qt.PenStyle.NoPen)
        for box in item.word_boxes(hit.first, hit.first + hit.count - 1):
            p.drawRoundedRect(box.adjusted(-2.5, 1.5, 2.5, -1.5), 3, 3)

    def _draw_underline(self, p: QPainter, item: Placed, finding: Finding) -> None:
        own = words_in(item.passage, finding.start, finding.end)
        if not own:
            return
        pen = QPen(theme.current().colour("accent" if finding == self._finding else "outline"), 1.5)
        pen.setDashPattern([2.4, 2])
        p.setPen(pen)
        for box in item.word_boxes(own[0], own[-1]):
            p.drawLine(QPointF(box.left(), box.bottom() - 1.5), QPointF(box.right(), box.bottom() - 1.5))

    def _draw_pin(self, p: QPainter, pin: Pin) -> None:
        look = theme.current()
        current = pin.finding == self._finding
        p.fillRect(QRectF(0, pin.box.top(), 1, pin.box.height()), look.colour("line"))
        draw_diamond(p, QPointF(22, pin.box.top() + 12), current=current)
        p.setPen(look.colour("text" if current else "text2"))
        pin.layout.draw(p, QPointF(37, pin.box.top() + 2))

    def _draw_letter(self, p: QPainter, section: str, letter: str, y: float) -> None:
        look = theme.current()
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.section(section))
        p.drawRoundedRect(QRectF(TIME, y + 2, 20, 20), 4, 4)
        ink = look.section_ink(section)
        paint.draw_line(p, (TIME + 10, y + 2), letter, "small", ink, weight=600, align="centre", line=20)


def _coloured(length: int, role: str) -> QTextLayout.FormatRange:
    """The beginning of a text in a colour."""
    made = QTextLayout.FormatRange()
    made.start, made.length = 0, length
    look = QTextCharFormat()
    look.setForeground(theme.current().colour(role))
    made.format = look
    return made
