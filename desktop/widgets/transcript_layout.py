"""Where every passage, word and pinned finding of a transcript stands, at a width."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout

from desktop import theme
from desktop.replay_model import ReplayModel
from desktop.widgets import paint
from interviewer import captions
from interviewer.analysis.findings import Finding
from interviewer.passages import Passage

TIME, LETTER = 48, 28
"""Pixels of the columns for the time and the section's letter."""
NARROWEST, WIDEST = 300, 640
"""Pixels of the column of words."""
BESIDE = 24
"""Pixels between the words and what is pinned beside them."""
PADDING = 8


@dataclass(slots=True)
class Pin:
    """A finding beside its passage; `box` in the passage's own pixels."""

    finding: Finding
    layout: QTextLayout
    box: QRectF


@dataclass(slots=True)
class Beside:
    """A sentence beside its passage, in the passage's own pixels."""

    layout: QTextLayout
    box: QRectF


@dataclass(slots=True)
class Placed:
    """A passage on the page: `top` from the top of all, the rest in its own pixels."""

    passage: Passage
    top: float
    height: float
    layout: QTextLayout
    starts: list[int]
    """Offset of each word in the layout's text."""
    pins: list[Pin] = field(default_factory=list)
    amended: Beside | None = None
    """That its words were put right."""

    def word_boxes(self, first: int, last: int) -> list[QRectF]:
        """Boxes of a run of words, one for each line it stands on, in the text column's pixels."""
        begin = self.starts[first]
        end = self.starts[last] + len(self.passage.words[last].text)
        boxes = []
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            low, high = max(begin, line.textStart()), min(end, line.textStart() + line.textLength())
            if low >= high:
                continue
            left, right = _x(line, low), _x(line, high)
            top = number * theme.current().line_height("transcript")
            boxes.append(QRectF(left, top, right - left, theme.current().line_height("transcript")))
        return boxes

    def word_at(self, at: QPointF) -> int | None:
        """The word under a point of the text column; None beside the words."""
        number = int(at.y() // theme.current().line_height("transcript"))
        if not 0 <= number < self.layout.lineCount():
            return None
        line = self.layout.lineAt(number)
        if not 0 <= at.x() <= line.naturalTextWidth() + 4:
            return None
        offset = line.xToCursor(at.x() - line.x(), line.CursorPosition.CursorOnCharacter)
        return max((i for i, start in enumerate(self.starts) if start <= offset), default=0)


def text_column(width: int) -> int:
    """Pixels for the words in a transcript of this width: 480 of 800, as drawn; never a line too long to read."""
    return int(min(WIDEST, max(NARROWEST, width * 0.588)))


def place(model: ReplayModel, width: int, room: tuple[int, float] = (-1, 0.0)) -> list[Placed]:
    """Lay the whole transcript out, from the top down; `room` is a passage and the pixels it is to have at least."""
    look = theme.current()
    font, line = look.font("transcript"), look.line_height("transcript")
    column = text_column(width)
    placed, top = [], 0.0
    for index, passage in enumerate(model.passages):
        layout, _, tall = paint.lay_out(passage.text, font, line, column - BESIDE)
        starts, offset = [], 0
        for word in passage.words:
            starts.append(offset)
            offset += len(word.text) + 1
        pins = _pins(model.pinned(index), width - TIME - LETTER - column)
        below = pins[-1].box.bottom() if pins else 0.0
        amended = _amended(model, index, below + (4 if pins else 0), width - TIME - LETTER - column)
        height = max(tall, amended.box.bottom() if amended else below) + 2 * PADDING
        if index == room[0]:
            height = max(height, room[1])
        placed.append(Placed(passage, top, height, layout, starts, pins, amended))
        top += height
    return placed


def _pins(findings: tuple[Finding, ...], width: float) -> list[Pin]:
    look = theme.current()
    pins, top = [], 0.0
    for found in findings:
        room = max(80.0, width - 37)
        layout, _, tall = paint.lay_out(found.note, look.font("label", 400), 20, room)
        pins.append(Pin(found, layout, QRectF(0, top, width, tall + 4)))
        top += tall + 8
    return pins


def _amended(model: ReplayModel, index: int, top: float, width: float) -> Beside | None:
    """What had been heard first, where the words were put right."""
    found = model.corrected(index)
    if not found:
        return None
    words = captions.corrected_note(found[-1])
    layout, _, tall = paint.lay_out(words, theme.current().font("small"), 16, max(80.0, width - 16))
    return Beside(layout, QRectF(0, top, width, tall + 4))


def _x(line, offset: int) -> float:  # type: ignore[no-untyped-def]
    """Qt gives the place with the offset it settled on."""
    place_ = line.cursorToX(offset)
    return float(place_[0] if isinstance(place_, tuple) else place_)
