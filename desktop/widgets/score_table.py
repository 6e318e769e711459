"""A weighted table of scores: each row with its weight, pips, score, the quote behind it and its moment."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.controls import Label, Rule
from desktop.widgets.rows import Row
from desktop.words import tr
from interviewer import captions
from interviewer.report import ScoreRow, ScoreTable

ROW, UNSCORED = 60, 40
PIP, PIP_GAP, PIP_HEIGHT = 14, 3, 6
NOTHING = "Nothing was said on this"


class ScoreLine(Row):
    """One dimension. Space or a click opens the reason beneath it."""

    def __init__(
        self, row: ScoreRow, *, playable: bool = True, scored: bool = True, parent: QWidget | None = None
    ) -> None:
        """`scored` is False where no score of the report rests on anything."""
        evidence = row.evidence
        span = (evidence.start, evidence.end) if evidence else None
        super().__init__(_spoken(row, scored), span, playable=playable, parent=parent)
        self._row, self._scored = row, scored
        self._open = False
        self.setAccessibleDescription(_why(row))
        self.setToolTip(_why(row))

    def is_open(self) -> bool:
        return self._open

    def set_open(self, on: bool) -> None:
        self._open = on
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------ shape
    def height_for(self, width: int) -> int:
        if not self._scored:
            return UNSCORED
        return ROW + (round(self._reason(width)[2]) + 10 if self._open else 0)

    def play_middle(self) -> float:
        return 30.5

    def time_rect(self) -> QRectF:
        return QRectF(self.content_width() - 48, 31, 48, 20)

    def _reason(self, width: int):  # type: ignore[no-untyped-def]
        look = theme.current()
        return paint.lay_out(_why(self._row), look.font("label", 400), 20, max(80, width - 44 - 48))

    # ------------------------------------------------------------ acts
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.time_rect().contains(event.position()) or self.span is None:
            self.set_open(not self._open)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.set_open(not self._open)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ paint
    def draw(self, p: QPainter) -> None:
        look, row, right = theme.current(), self._row, float(self.content_width())
        pips = right - 26 - 4 * PIP - 3 * PIP_GAP
        weight = 600 if row.below_bar else 500
        room = pips - 20 - 52
        if not self._scored:
            self._draw_unscored(p, right)
            return
        name = paint.elided(row.name, look.font("body", weight), room)
        paint.draw_line(p, (0, 9), name, "body", look.colour("text"), weight=weight, line=22)
        paint.draw_line(
            p, (pips - 20, 9), f"{row.weight}%", "small", look.colour("text3"), align="right", line=22
        )
        draw_pips(p, pips, 20, row.score)
        paint.draw_line(
            p, (right, 9), str(row.score), "body", look.colour("text"), weight=600, align="right", line=22
        )
        self._draw_quote(p, right)
        self.draw_time(p, right, 31, 20)
        if self._open:
            layout, _, _ = self._reason(self.width())
            p.setPen(look.colour("text3"))
            layout.draw(p, QPointF(0, 54))

    def _draw_unscored(self, p: QPainter, right: float) -> None:
        """What it would have been scored on, and how much it weighs."""
        look, row = theme.current(), self._row
        name = paint.elided(row.name, look.font("body"), right - 64)
        paint.draw_line(p, (0, 10), name, "body", look.colour("text2"))
        weight = f"{row.weight}%"
        paint.draw_line(p, (right, 10), weight, "small", look.colour("text3"), align="right", line=20)

    def _draw_quote(self, p: QPainter, right: float) -> None:
        look = theme.current()
        said = captions.quoted(self._row.evidence.quote) if self._row.evidence else NOTHING
        font = look.font("label", 400)
        shown = paint.elided(said, font, right - 52)
        ink = look.colour("text2" if self._row.evidence else "text3")
        paint.draw_line(p, (0, 31), shown, "label", ink, weight=400, line=20)


def draw_pips(p: QPainter, left: float, middle: float, score: int) -> None:
    """Four of them, the first `score` filled."""
    look = theme.current()
    top = middle - PIP_HEIGHT / 2
    for number in range(4):
        x = left + number * (PIP + PIP_GAP)
        if number < score:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.colour("text"))
            p.drawRoundedRect(QRectF(x, top, PIP, PIP_HEIGHT), 1, 1)
        else:
            p.setPen(QPen(look.colour("outline"), 1))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(QRectF(x + 0.5, top + 0.5, PIP - 1, PIP_HEIGHT - 1), 1, 1)


class ScoreTableView(QWidget):
    """Name, mean and rows of one table. `lines` are its rows, for the page to walk."""

    def __init__(
        self, table: ScoreTable, *, playable: bool = True, scored: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mean = tr("{mean:.2f} of 4", mean=table.mean) if scored else tr("not scored")
        self.setAccessibleName(f"{table.name}, {mean}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 16)
        head.addWidget(Label(table.name, "heading"))
        head.addStretch()
        head.addWidget(Label(mean, "label", "text2"))
        column.addLayout(head)
        self.lines = tuple(ScoreLine(row, playable=playable, scored=scored) for row in table.rows)
        for line in self.lines:
            column.addWidget(line)
        column.addWidget(Rule())
        column.addStretch()


def _spoken(row: ScoreRow, scored: bool) -> str:
    if not scored:
        return tr(
            "{name}, weight {weight} per cent, not scored. {said}",
            name=row.name,
            weight=row.weight,
            said=NOTHING,
        )
    bar = ", below the bar" if row.below_bar else ""
    said = (
        tr(
            "{quote} at {at}",
            quote=captions.quoted(row.evidence.quote),
            at=captions.clock(row.evidence.start),
        )
        if row.evidence
        else NOTHING
    )
    return tr(
        "{name}, weight {weight} per cent, {score} of 4{bar}. {said}",
        name=row.name,
        weight=row.weight,
        score=row.score,
        bar=bar,
        said=said,
    )


def _why(row: ScoreRow) -> str:
    return " ".join(part for part in (row.tier, row.reason) if part)
