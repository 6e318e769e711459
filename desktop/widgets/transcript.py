"""The transcript of a replay: it follows word by word, findings stand beside their passage, every word leads back."""

from __future__ import annotations

import time
from bisect import bisect_right

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRect, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from desktop import theme
from desktop.replay_model import Hit, ReplayModel, spoken_word
from desktop.widgets.transcript_edit import WordsEditor
from desktop.widgets.transcript_layout import LETTER, PADDING, TIME, Pin, Placed, place, text_column
from desktop.widgets.transcript_paint import Brush
from desktop.words import tr
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
    put_right = Signal(int, int, str)
    """The words of a passage as they were said: its first and last sample, and the words."""
    edit_closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: ReplayModel | None = None
        self._editor: WordsEditor | None = None
        self._edited = -1
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
        self.setAccessibleName(tr("Transcript"))
        self.setProperty("focusRadius", 4)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(lambda value: self.verticalScrollBar().setValue(round(value)))
        theme.bus.changed.connect(self._lay_out)

    # ------------------------------------------------------------ what is shown
    def show_session(self, model: ReplayModel) -> None:
        self.drop_edit()
        self._model, self._position, self._current = model, 0, -1
        self._finding, self._hits, self._hit = None, (), -1
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def renew(self, model: ReplayModel) -> None:
        """The same session with other words: nothing moves but what is below them."""
        self.drop_edit()
        self._model, self._hits, self._hit = model, (), -1
        self._lay_out()
        self.set_position(self._position)

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

    # ------------------------------------------------------------ putting words right
    def edit(self, index: int, word: int = -1) -> bool:
        """Open the words of a passage of the candidate's, the cursor at a word; False for any other."""
        if not 0 <= index < len(self._placed) or self._placed[index].passage.speaker != "candidate":
            return False
        self.drop_edit()
        self.reveal(index)
        self._slide.stop()
        item = self._placed[index]
        at = item.starts[word] if word >= 0 else len(item.passage.text)
        editor = WordsEditor(item.passage.text, captions.clock(item.passage.start), at, self.viewport())
        editor.kept.connect(lambda text: self._keep_edit(item, text))
        editor.dropped.connect(self._close_edit)
        self._editor, self._edited = editor, index
        self._lay_out()
        editor.show()
        editor.take_focus()
        return True

    def editing(self) -> bool:
        return self._editor is not None

    def drop_edit(self) -> None:
        """Close the editor and keep nothing of it."""
        editor, self._editor, self._edited = self._editor, None, -1
        if editor is not None:
            editor.hide()
            editor.deleteLater()
            self._lay_out()

    def _keep_edit(self, item: Placed, text: str) -> None:
        changed = text.split() != item.passage.text.split()
        self._close_edit()
        if changed:
            self.put_right.emit(item.passage.start, item.passage.end, text)

    def _close_edit(self) -> None:
        self.drop_edit()
        self.edit_closed.emit()

    def _editor_width(self) -> int:
        room = max(text_column(self._width()) + 200, 420)
        return int(min(room, self._width() - round(self._column()) + 2))

    def _place_editor(self) -> None:
        if self._editor is None:
            return
        item, shown, width = (
            self._placed[self._edited],
            self.verticalScrollBar().value(),
            self._editor_width(),
        )
        top = round(TOP + item.top - shown)
        self._editor.setGeometry(QRect(round(self._column()) - 2, top, width, self._editor.tall(width)))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        self._place_editor()

    # ------------------------------------------------------------ places
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self.reveal(self._current)

    def _lay_out(self) -> None:
        if self._model is None:
            return
        room = (self._edited, float(self._editor.tall(self._editor_width()))) if self._editor else (-1, 0.0)
        self._placed = place(self._model, self._width(), room)
        self._tops = [item.top for item in self._placed]
        whole = TOP + FOOT + (self._tops[-1] + self._placed[-1].height if self._placed else 0)
        self.verticalScrollBar().setRange(0, max(0, round(whole - self.viewport().height())))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(24)
        self.viewport().update()
        self._place_editor()

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

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a word of the candidate's: put it right."""
        item = self._item_at(event.position().y())
        if item is not None and event.position().x() >= self._column():
            y = event.position().y() + self.verticalScrollBar().value() - TOP - item.top - PADDING
            word = item.word_at(QPointF(event.position().x() - self._column(), y))
            if word is not None:
                self.edit(self._placed.index(item), word)

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
        brush = Brush(
            p,
            self._position,
            self._current,
            self._finding,
            self._hits,
            self._hit,
            self._column(),
            self._beside(),
        )
        shown = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, shown - TOP) - 1)
        for index in range(first, len(self._placed)):
            item = self._placed[index]
            y = TOP + item.top - shown + PADDING
            if y > self.viewport().height():
                break
            if index == self._edited:
                brush.head(item, y)
            else:
                brush.passage(index, item, y)
        p.end()
