"""How long each section took, above how long it takes in a well-told answer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.words import tr
from interviewer import captions
from interviewer.analysis.findings import Section, Timing

LABELS = 120
GAP = 3


class TimingBars(QWidget):
    """60 high, 90 with the follow-ups: your rows filled, with names or letters; the target's row outlined."""

    section_chosen = Signal(str)

    def __init__(self, timing: Timing, whole: Timing | None = None, parent: QWidget | None = None) -> None:
        """`whole` is the story with its follow-up answers."""
        super().__init__(parent)
        self._timing, self._whole = timing, whole
        self._heard = _named(timing)
        self._target_top = 34 if whole is None else 64
        self.setFixedHeight(self._target_top + 26)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        spoken = _told("Your answer", timing)
        self.setAccessibleName(spoken + (f". {_told('With the follow-ups', whole)}" if whole else ""))

    def _parts(self, shares: Mapping[Section, float]) -> list[tuple[Section, QRectF]]:
        """A box for each section along the width; heights are set by the caller."""
        room = self.width() - LABELS - GAP * (len(shares) - 1)
        total = sum(shares.values())
        placed, x = [], float(LABELS)
        for part, share in shares.items():
            wide = room * share / total
            placed.append((part, QRectF(x, 0, wide, 0)))
            x += wide + GAP
        return placed

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for part, box in self._parts(self._heard):
            if box.left() <= event.position().x() <= box.right() and event.position().y() <= 30:
                self.section_chosen.emit(part.value)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        you = tr("You, {long}", long=captions.clock_of_seconds(self._timing.total_seconds))
        paint.draw_line(p, (0, 7), you, "label", look.colour("text"))
        for part, box in self._parts(self._heard):
            self._draw_heard(p, part, QRectF(box.left(), 4, box.width(), 26))
        if self._whole is not None:
            whole = tr("All, {long}", long=captions.clock_of_seconds(self._whole.total_seconds))
            paint.draw_line(p, (0, 37), whole, "label", look.colour("text2"), weight=400)
            for part, box in self._parts(_named(self._whole)):
                self._draw_heard(p, part, QRectF(box.left(), 34, box.width(), 26))
        top = self._target_top
        paint.draw_line(p, (0, top + 5), "Target", "label", look.colour("text3"), weight=400)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for part, box in self._parts(captions.TARGET_SHARE):
            p.setPen(QPen(look.section(part.value), 1.5))
            p.drawRoundedRect(QRectF(box.left() + 0.75, top + 8.75, box.width() - 1.5, 12.5), 3, 3)

    @staticmethod
    def _draw_heard(p: QPainter, part: Section, box: QRectF) -> None:
        draw_section(p, part, box)


def draw_section(p: QPainter, part: Section, box: QRectF) -> None:
    """A filled piece of a bar with the section's name, or its letter where the name does not fit."""
    look = theme.current()
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(look.section(part.value))
    p.drawRoundedRect(box, 3, 3)
    font = look.font("small", 600)
    name = part.value.capitalize()
    if paint.text_width(name, font) > box.width() - 12:
        name = captions.LETTER[part]
    if paint.text_width(name, font) <= box.width() - 4:
        inset = min(8.0, (box.width() - paint.text_width(name, font)) / 2)
        at = (box.left() + inset, box.center().y() - 8)
        paint.draw_line(p, at, name, "small", look.section_ink(part.value), weight=600)


def _named(timing: Timing) -> dict[Section, float]:
    """Seconds of the sections that were heard, in the order of a story."""
    return {part: timing.seconds[part] for part in captions.SECTIONS if timing.seconds.get(part, 0) > 0}


def _told(lead: str, timing: Timing) -> str:
    parts = ", ".join(f"{part.value} {seconds:.0f} s" for part, seconds in _named(timing).items())
    return f"{lead}, {captions.clock_of_seconds(timing.total_seconds)}: {parts}"
