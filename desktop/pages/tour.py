"""The tour of the first start: four steps over the page, each beside what it speaks of; Esc leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.controls import Button, Label
from desktop.widgets.layout import column, row
from desktop.words import tr

MOST_STEPS = 4
_CARD = 336
_GAP = 16
_AROUND = 12
_DIM = 0.82


@dataclass(frozen=True, slots=True)
class Step:
    """One stop: what it is beside, a heading and a sentence."""

    target: QWidget
    heading: str
    words: str


class Tour(QWidget):
    """Covers the window; `over` when it has been seen or left."""

    over = Signal()
    told = Signal(str)
    """For a screen reader."""

    def __init__(self, steps: Sequence[Step], parent: QWidget) -> None:
        super().__init__(parent)
        self._steps = list(steps)[:MOST_STEPS]
        self._at = 0
        self._card = _Card(self)
        self._card.next.clicked.connect(self._on)
        self._card.leave.clicked.connect(self.over)
        self.setAccessibleName(tr("Tour"))

    def begin(self) -> None:
        """Show the first step; the card takes the focus."""
        self.show()
        self.raise_()
        self._show_step()

    def step(self) -> int:
        """From 0."""
        return self._at

    def _on(self) -> None:
        if self._at + 1 >= len(self._steps):
            self.over.emit()
            return
        self._at += 1
        self._show_step()

    def _show_step(self) -> None:
        step, last = self._steps[self._at], self._at + 1 == len(self._steps)
        self._card.show_step(step, tr("{at} of {count}", at=self._at + 1, count=len(self._steps)), last=last)
        self._place()
        self._card.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.told.emit(f"{step.heading} {step.words}")

    # ------------------------------------------------------------ places
    def _hole(self) -> QRect:
        """What the step speaks of, in the tour's own coordinates."""
        target = self._steps[self._at].target
        corner = self.mapFromGlobal(target.mapToGlobal(QPoint(0, 0)))
        around = QRect(corner, target.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        return around.intersected(self.rect().adjusted(4, 4, -4, -4))

    def _place(self) -> None:
        """The card below its target where there is room, else above it, else beside it."""
        hole, card = self._hole(), self._card
        tall = card.tall(_CARD)
        card.setFixedSize(_CARD, tall)
        left = min(max(hole.left(), _GAP), self.width() - _CARD - _GAP)
        if hole.bottom() + _GAP + tall <= self.height() - _GAP:
            card.move(left, hole.bottom() + _GAP)
        elif hole.top() - _GAP - tall >= _GAP:
            card.move(left, hole.top() - _GAP - tall)
        else:
            beside = hole.left() - _GAP - _CARD
            card.move(beside if beside >= _GAP else hole.right() + _GAP, max(_GAP, hole.top()))
        self.update()

    def resizeEvent(self, _event: object) -> None:
        if self._steps:
            self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is spoken of can be pressed at once; that leaves the tour."""
        if not self._hole().contains(event.position().toPoint()):
            return
        target = self._steps[self._at].target
        at = target.mapFromGlobal(self.mapToGlobal(event.position().toPoint()))
        pressed = target if isinstance(target, QAbstractButton) else target.childAt(at)
        self.over.emit()
        if isinstance(pressed, QAbstractButton) and pressed.isEnabled():
            pressed.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.over.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self._on()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        veil = QColor(look.colour("bg"))
        veil.setAlphaF(_DIM)
        hole = QRectF(self._hole())
        for part in _around(QRectF(self.rect()), hole):
            p.fillRect(part, veil)
        p.setPen(QPen(look.colour("accent"), 2))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(hole, 12, 12)


class _Card(QWidget):
    """Heading, sentence, which step, and the way on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heading = Label("", "heading", wrap=True)
        self._words = Label("", "body", "text2", wrap=True)
        self._count = Label("", "small", "text3")
        self.next = Button("Next", "plain", "Enter")
        self.leave = Button("Leave the tour", "quiet", "Esc")
        self._inside = column(
            self._count, 8, self._heading, 6, self._words, 20, row(self.next, 8, self.leave, None)
        )
        self._inside.setContentsMargins(24, 20, 24, 20)
        self.setLayout(self._inside)

    def tall(self, width: int) -> int:
        """Pixels it takes at this width; its texts wrap."""
        self._inside.invalidate()
        return self._inside.totalHeightForWidth(width)

    def show_step(self, step: Step, count: str, *, last: bool) -> None:
        self._heading.setText(step.heading)
        self._words.setText(step.words)
        self._count.setText(count)
        self.next.set_label("Done" if last else "Next")
        self.next.setAccessibleDescription(
            tr("{heading} {words} Key: Enter", heading=step.heading, words=step.words)
        )
        self.leave.setVisible(not last)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        p.setPen(QPen(look.colour("outline"), 1))
        p.setBrush(look.colour("surface"))
        radius = look.radius("panel")
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _around(whole: QRectF, hole: QRectF) -> list[QRectF]:
    """The four rectangles around a hole."""
    return [
        QRectF(whole.left(), whole.top(), whole.width(), hole.top()),
        QRectF(whole.left(), hole.bottom(), whole.width(), whole.bottom() - hole.bottom()),
        QRectF(whole.left(), hole.top(), hole.left(), hole.height()),
        QRectF(hole.right(), hole.top(), whole.right() - hole.right(), hole.height()),
    ]
