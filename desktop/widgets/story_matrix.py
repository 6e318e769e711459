"""The matrix of stories by principles: marks at the crossings, walked with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop import theme
from desktop.stories_view import WORDS, StoriesView
from desktop.widgets import paint
from desktop.words import tr
from interviewer.practice.coverage import Cover

NAMES, NAMES_MOST, COLUMN, COLUMN_MOST, HEAD, ROW = 186, 304, 64, 104, 44, 32
"""Pixels: the principles' names and a story's column at least and at most, the head, a row."""
MARKS: dict[Cover, paint.Mark] = {"held": "full", "usable": "half", "opening": "empty", "none": "point"}


class StoryMatrix(QWidget):
    """`moved` carries (principle, story) whenever another crossing is chosen; `taken` with Enter or a double click."""

    moved = Signal(str, str)
    taken = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = StoriesView()
        self._row, self._column, self._first = -1, 0, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", False)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Stories by principle"))

    # ------------------------------------------------------------ what is shown
    def show_view(self, view: StoriesView) -> None:
        """Keeps the chosen story and principle where they are still there."""
        principle, story = self.principle(), self.story()
        self._view = view
        rows, columns = [p.id for p in view.principles], [s.id for s in view.stories]
        self._row = rows.index(principle) if principle in rows else -1
        self._column = (
            columns.index(story) if story in columns else min(self._column, max(0, len(columns) - 1))
        )
        self._into_view()
        self.setFixedHeight(HEAD + ROW * len(rows) + 1)
        self._tell()

    def choose(self, story: str, principle: str = "") -> None:
        """Choose from outside."""
        columns, rows = [s.id for s in self._view.stories], [p.id for p in self._view.principles]
        if story in columns:
            self._go(rows.index(principle) if principle in rows else -1, columns.index(story))

    def story(self) -> str:
        """Id of the chosen story; empty where there is none."""
        held = self._view.stories
        return held[self._column].id if 0 <= self._column < len(held) else ""

    def principle(self) -> str:
        """Id of the chosen principle; empty while only the story is chosen."""
        held = self._view.principles
        return held[self._row].id if 0 <= self._row < len(held) else ""

    def sentence(self) -> str:
        """The chosen crossing in words, for screen readers."""
        if not self.story():
            return "No stories"
        title = self._view.stories[self._column].title
        if self._row < 0:
            return title
        cell = self._view.cell(self.principle(), self.story())
        return f"{title}, {self._view.principles[self._row].name}: {tr(WORDS[cell.cover])}"

    # ------------------------------------------------------------ keys and mouse
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps and self.story():
            down, right = steps[key]
            self._go(self._row + down, self._column + right)
        elif key == Qt.Key.Key_Home:
            self._go(self._row, 0)
        elif key == Qt.Key.Key_End:
            self._go(self._row, len(self._view.stories) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.story():
            self.taken.emit(self.principle(), self.story())
        else:
            super().keyPressEvent(event)

    def _go(self, row: int, column: int) -> None:
        row = max(-1, min(len(self._view.principles) - 1, row))
        column = max(0, min(len(self._view.stories) - 1, column))
        if (row, column) != (self._row, self._column):
            self._row, self._column = row, column
            self._into_view()
            self._tell()
            self.moved.emit(self.principle(), self.story())

    def _tell(self) -> None:
        self.setAccessibleDescription(self.sentence())
        self.update()

    def _at(self, at: QPointF) -> tuple[int, int] | None:
        column = (
            int((at.x() - self._names()) // self._wide()) + self._first
            if at.x() >= self._names()
            else self._column
        )
        row = int((at.y() - HEAD) // ROW) if at.y() >= HEAD else -1
        inside = 0 <= column < len(self._view.stories) and row < len(self._view.principles)
        return (row, column) if inside else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place is not None:
            self._go(*place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._at(event.position()) is not None and self.story():
            self.taken.emit(self.principle(), self.story())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(QPointF(event.pos()))
            if place is not None:
                row, column = place
                story = self._view.stories[column]
                words = story.title
                if row >= 0:
                    principle = self._view.principles[row]
                    cover = tr(WORDS[self._view.cell(principle.id, story.id).cover])
                    words += f"\n{principle.name}: {cover}"
                QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    # ------------------------------------------------------------ shape
    def _names(self) -> int:
        """Pixels for the names: they get what few stories leave."""
        return max(NAMES, min(NAMES_MOST, self.width() - len(self._view.stories) * COLUMN))

    def _wide(self) -> int:
        """Pixels of a column: a title gets what the names leave."""
        count = max(1, len(self._view.stories))
        return max(COLUMN, min(COLUMN_MOST, (self.width() - self._names()) // count))

    def _fits(self) -> int:
        """Columns there is room for."""
        return max(1, (self.width() - self._names()) // self._wide())

    def _into_view(self) -> None:
        fits = self._fits()
        if self._column < self._first:
            self._first = self._column
        elif self._column >= self._first + fits:
            self._first = self._column - fits + 1
        self._first = max(0, min(self._first, len(self._view.stories) - fits))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._into_view()

    def sizeHint(self) -> QSize:
        return QSize(768, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(NAMES + 4 * COLUMN, HEAD + ROW)

    # ------------------------------------------------------------ paint
    def paintEvent(self, _event: QPaintEvent) -> None:
        look, p = theme.current(), paint.painter(self)
        shown = range(self._first, min(len(self._view.stories), self._first + self._fits()))
        chosen = self._column in shown and bool(self.story())
        if chosen:
            x = self._names() + (self._column - self._first) * self._wide()
            p.fillRect(QRectF(x, HEAD, self._wide(), self.height() - HEAD), look.colour("surface"))
        for number in shown:
            self._paint_head(p, number)
        for row in range(len(self._view.principles)):
            self._paint_row(p, row, shown)
        p.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.colour("line"))
        if chosen and self.hasFocus():
            self._paint_focus(p)
        if shown and len(shown) < len(self._view.stories):
            words = tr(
                "{shown} to {shown2} of {count}",
                shown=shown[0] + 1,
                shown2=shown[-1] + 1,
                count=len(self._view.stories),
            )
            paint.draw_line(p, (0, 22), words, "small", look.colour("text3"))

    def _paint_head(self, p: QPainter, number: int) -> None:
        look = theme.current()
        middle = self._names() + (number - self._first) * self._wide() + self._wide() / 2
        ink = look.colour("text" if number == self._column else "text3")
        first, second = _two_lines(self._view.stories[number].title)
        font = look.font("small")
        room = self._wide()
        paint.draw_line(
            p, (middle, 6), paint.elided(first, font, room), "small", ink, align="centre", line=16
        )
        paint.draw_line(
            p, (middle, 21), paint.elided(second, font, room), "small", ink, align="centre", line=16
        )

    def _paint_row(self, p: QPainter, row: int, shown: range) -> None:
        look, principle = theme.current(), self._view.principles[row]
        top = HEAD + row * ROW
        p.fillRect(QRectF(0, top, self.width(), 1), look.colour("line"))
        ink = look.colour("accent" if principle.gap else "text")
        weight = 600 if row == self._row else 500
        name = paint.elided(principle.name, look.font("label", weight), self._names() - 12)
        paint.draw_line(p, (0, top + 6), name, "label", ink, weight=weight)
        for number in shown:
            cover = self._view.cell(principle.id, self._view.stories[number].id).cover
            centre = QPointF(
                self._names() + (number - self._first) * self._wide() + self._wide() / 2, top + ROW / 2 + 0.5
            )
            full = (
                look.colour("text")
                if cover == "held"
                else look.colour("outline")
                if cover == "none"
                else None
            )
            paint.draw_mark(p, centre, MARKS[cover], size=16, ink=full)

    def _paint_focus(self, p: QPainter) -> None:
        x = self._names() + (self._column - self._first) * self._wide()
        top = HEAD + self._row * ROW if self._row >= 0 else 0
        height = ROW if self._row >= 0 else HEAD
        p.setPen(QPen(theme.current().colour("accent"), 2))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(QRectF(x + 1, top + 1, self._wide() - 2, height - 1), 6, 6)


def _two_lines(title: str) -> tuple[str, str]:
    """A title in two lines about equally long."""
    words = title.split()
    if len(words) < 2:
        return "", title
    cut = min(range(1, len(words)), key=lambda n: abs(len(" ".join(words[:n])) - len(" ".join(words[n:]))))
    return " ".join(words[:cut]), " ".join(words[cut:])
