"""The opening answer of a session as it was said, its sections' letters beside it; a press leads to the moment."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.replay_model import ReplayModel
from desktop.widgets import paint
from desktop.words import tr
from interviewer import captions
from interviewer.passages import Passage

LEFT = 36
"""Pixels of the letters' column."""
BETWEEN = 12


class AnswerWords(QWidget):
    """Passages of the candidate's from the first on, up to the interviewer's next question."""

    sought = Signal(int)

    def __init__(self, model: ReplayModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passages = _opening(model)
        self.setAccessibleName(tr("The opening answer"))
        self.setAccessibleDescription(" ".join(passage.text for passage in self._passages))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _laid(self, width: int):  # type: ignore[no-untyped-def]
        """Each passage with its layout and its top, and the height of all."""
        look, top, made = theme.current(), 0.0, []
        for passage in self._passages:
            layout, _, tall = paint.lay_out(
                passage.text, look.font("body"), 22, max(120, width - LEFT), wrap=True
            )
            made.append((passage, layout, top))
            top += tall + BETWEEN
        return made, top

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        tall: float = self._laid(width)[1]
        return round(tall)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(400, self.width())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        made, _ = self._laid(self.width())
        index = bisect_right([top for _, _, top in made], event.position().y()) - 1
        if index >= 0:
            self.sought.emit(made[index][0].start)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = paint.painter(self), theme.current()
        for passage, layout, top in self._laid(self.width())[0]:
            if passage.section is not None:
                name = passage.section.value
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(look.section(name))
                p.drawRoundedRect(QRectF(0, top + 1, 20, 20), 4, 4)
                ink = look.section_ink(name)
                letter = captions.LETTER[passage.section]
                paint.draw_line(p, (10, top + 1), letter, "small", ink, weight=600, align="centre", line=20)
            p.setPen(look.colour("text"))
            layout.draw(p, QPointF(LEFT, top))


def _opening(model: ReplayModel) -> tuple[Passage, ...]:
    """The first run of the candidate's passages after the opening question."""
    begun = model.asked[0].sample if model.asked else 0
    found: list[Passage] = []
    for passage in model.passages:
        if passage.start < begun:
            continue
        if passage.speaker == "candidate":
            found.append(passage)
        elif found:
            break
    return tuple(found)
