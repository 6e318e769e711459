"""Rows that can be walked with the arrow keys, carry a moment of the recording, and may play it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.controls import PlayButton
from desktop.words import tr
from interviewer import captions

PLAY = 28
PLAY_GAP = 16


class Row(QAbstractButton):
    """One line of evidence. Pressing it (Enter, a screen reader's press, a double click) asks for its replay.

    `span` is the range of samples to play, None where there is nothing to hear.
    """

    play_requested = Signal(int, int)
    replay_requested = Signal(int)
    chosen = Signal()

    def __init__(
        self, name: str, span: tuple[int, int] | None, *, playable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.span = span
        self._heard = False
        self.setAccessibleName(name)
        self.setProperty("focusRadius", 4)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.button: PlayButton | None = None
        if span is not None and playable:
            self.button = PlayButton(tr("Play from {at}", at=captions.clock(span[0])), self)
            # The row itself is the stop for Tab, and P plays it.
            self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.button.clicked.connect(self.play)
        self.clicked.connect(self._replay)

    # ------------------------------------------------------------ acts
    def play(self) -> None:
        if self.button is not None and self.span is not None:
            self.play_requested.emit(*self.span)

    def _replay(self) -> None:
        """There; from the beginning where the row stands for no moment."""
        self.replay_requested.emit(self.span[0] if self.span is not None else 0)

    def set_playing(self, span: tuple[int, int] | None) -> None:
        self._heard = span is not None and span == self.span
        if self.button is not None:
            self.button.set_playing(self._heard)
        self.update()

    # ------------------------------------------------------------ shape
    def content_width(self) -> int:
        """What is left of the play button's column, which is kept free even without the button."""
        return self.width() - PLAY - PLAY_GAP

    def height_for(self, width: int) -> int:
        """Pixels at this width."""
        return 44

    def play_middle(self) -> float:
        return (self.height() + 1) / 2

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.height_for(width)

    def sizeHint(self) -> QSize:
        return QSize(320, self.height_for(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 44)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.button is not None:
            self.button.move(self.width() - PLAY, round(self.play_middle() - PLAY / 2))

    # ------------------------------------------------------------ mouse and keys
    def time_rect(self) -> QRectF:
        """Where the time stands; a click there asks for the replay."""
        return QRectF()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.span is not None and self.time_rect().contains(event.position()):
            self._replay()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._replay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._replay()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    # ------------------------------------------------------------ paint
    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        p.fillRect(QRectF(0, 0, self.width(), 1), theme.current().colour("line"))
        self.draw(p)

    def draw(self, p: QPainter) -> None:
        """Everything but the hairline on top and the button."""

    def draw_time(self, p: QPainter, right: float, top: float, line: int) -> None:
        """The moment, right-aligned, underlined under the mouse."""
        if self.span is None:
            return
        look = theme.current()
        width = paint.draw_line(
            p, (right, top), captions.clock(self.span[0]), "label", look.colour("text3"), weight=400,
            align="right", line=line,
        )  # fmt: skip
        if self.underMouse():
            p.setPen(QPen(look.colour("text3"), 1))
            p.drawLine(QPointF(right - width, top + line - 1.5), QPointF(right, top + line - 1.5))


class FactRow(Row):
    """Time, a text, an outcome with its mark, a note: four columns that wrap; 44 high when each fits a line."""

    def __init__(
        self,
        text: str,
        note: str,
        span: tuple[int, int] | None,
        *,
        under: str = "",
        mark: paint.Mark | None = None,
        word: str = "",
        playable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        spoken = ", ".join(part for part in (text, word, under, note) if part)
        when = tr(", at {at}", at=captions.clock(span[0])) if span else ""
        super().__init__(spoken + when, span, playable=playable, parent=parent)
        self._text, self._note, self._under, self._mark, self._word = text, note, under, mark, word

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Widths of text, outcome and note."""
        outcome = 120 if self._word else 0
        rest = width - PLAY - PLAY_GAP - 48 - outcome
        text = round(rest * 0.49)
        return text, outcome, rest - text

    def _laid(self, width: int) -> list[tuple[object, float]]:
        look = theme.current()
        text, _, note = self._columns(width)
        parts = (
            (self._text, "body", 500, text - 24),
            (self._under, "label", 400, text - 24),
            (self._note, "body", 400, note - 16),
        )
        laid: list[tuple[object, float]] = []
        for words, role, weight, room in parts:
            layout, _, height = paint.lay_out(
                words, look.font(role, weight), look.line_height(role), max(40, room)
            )
            laid.append((layout, height if words else 0.0))
        return laid

    def height_for(self, width: int) -> int:
        (_, text), (_, under), (_, note) = self._laid(width)
        return max(44, round(max(text + under, note)) + (20 if under else 24))

    def play_middle(self) -> float:
        return min((self.height() + 1) / 2, 22.5 if not self._under else 30.5)

    def time_rect(self) -> QRectF:
        return QRectF(0, 0, 48, self.height())

    def draw(self, p: QPainter) -> None:
        look = theme.current()
        text, outcome, _ = self._columns(self.width())
        (main, tall), (under, lower), (note, noted) = self._laid(self.width())
        block = max(tall + lower, noted, 20)
        top = 1 + max(0.0, (self.height() - 1 - block) / 2)
        if self.span is not None:
            paint.draw_line(p, (0, top), captions.clock(self.span[0]), "small", look.colour("text3"), line=20)
        self._draw_laid(p, main, 48, top, "text")
        self._draw_laid(p, under, 48, top + tall, "text2")
        if self._word:
            open_ = self._mark in {"dodged", "open"}
            if self._mark:
                paint.draw_mark(p, QPointF(48 + text + 7, top + 10), self._mark)
            ink = look.colour("accent" if open_ else "text2")
            paint.draw_line(p, (48 + text + 24, top), self._word, "label", ink)
        self._draw_laid(p, note, 48 + text + outcome, top, "text2")

    @staticmethod
    def _draw_laid(p: QPainter, layout: object, left: float, top: float, colour: str) -> None:
        p.setPen(theme.current().colour(colour))
        layout.draw(p, QPointF(left, top))  # type: ignore[attr-defined]
