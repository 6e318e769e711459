"""Rows of a comparison: a dimension or a gap in the middle of two attempts, each side with its words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.widgets.controls import PlayButton
from desktop.widgets.score_table import draw_pips
from desktop.widgets.timing_bars import GAP, LABELS, draw_section
from desktop.words import tr
from interviewer import captions
from interviewer.analysis.findings import Section
from interviewer.compare import Comparison, GapPair, RowPair

NAME = 248
"""Pixels of the column with the name of what is compared."""
BETWEEN = 32
STANDING: dict[str, tuple[str, paint.Mark]] = {
    "closed": ("Closed", "full"),
    "open": ("Still open", "half"),
    "new": ("New", "open"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one attempt holds of a row."""

    score: int | None
    text: str
    """The words, or why there are none."""
    span: tuple[int, int] | None
    """Samples; None where there is nothing to hear."""


class PairRow(QWidget):
    """Name and what became of it at the left; then and now beside each other, each to be played."""

    play_requested = Signal(str, int, int)
    """then or now, first and last sample."""

    def __init__(
        self,
        name: str,
        under: str,
        mark: paint.Mark | None,
        then: Side,
        now: Side,
        *,
        playable: tuple[bool, bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._under, self._mark, self._sides = name, under, mark, (then, now)
        self.setAccessibleName(
            tr(
                "{name}, {under}. Then: {spoken} Now: {spoken2}",
                name=name,
                under=under,
                spoken=_spoken(then),
                spoken2=_spoken(now),
            )
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._buttons: list[PlayButton | None] = []
        for which, side, sound in zip(("then", "now"), self._sides, playable, strict=True):
            button = None
            if side.span is not None and sound:
                start, end = side.span
                button = PlayButton(
                    tr("Play {which}, {name}, from {at}", which=which, name=name, at=captions.clock(start)),
                    self,
                )
                button.clicked.connect(
                    lambda _=False, w=which, a=start, b=end: self.play_requested.emit(w, a, b)
                )
            self._buttons.append(button)

    def set_playing(self, playing: tuple[str, int, int] | None) -> None:
        for which, side, button in zip(("then", "now"), self._sides, self._buttons, strict=True):
            if button is not None and side.span is not None:
                button.set_playing(playing == (which, *side.span))

    # ------------------------------------------------------------ shape
    def _side_width(self, width: int) -> float:
        return (width - NAME - BETWEEN) / 2

    def _room(self, width: int) -> float:
        """Pixels for the words of one side, beside its button."""
        return max(80.0, self._side_width(width) - 28 - 16)

    def _laid(self, side: Side, width: int):  # type: ignore[no-untyped-def]
        return paint.lay_out(side.text, theme.current().font("label", 400), 20, self._room(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        tall = max(self._laid(side, width)[2] for side in self._sides)
        scored = any(side.score is not None for side in self._sides)
        return int(max(60, round(tall) + (24 if scored else 0) + 24))

    def resizeEvent(self, event: object) -> None:
        for number, button in enumerate(self._buttons):
            if button is not None:
                right = NAME + self._side_width(self.width()) * (number + 1) + BETWEEN * number
                button.move(round(right - 28), 16)

    # ------------------------------------------------------------ paint
    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = paint.painter(self), theme.current()
        p.fillRect(QRectF(0, 0, self.width(), 1), look.colour("line"))
        name = paint.elided(self._name, look.font("body", 500), NAME - 24)
        paint.draw_line(p, (0, 12), name, "body", look.colour("text"), weight=500)
        left = 0.0
        if self._mark is not None:
            paint.draw_mark(p, QPointF(7, 43), self._mark)
            left = 22
        paint.draw_line(p, (left, 33), self._under, "label", look.colour("text2"), weight=400)
        for number, side in enumerate(self._sides):
            self._draw_side(p, side, NAME + number * (self._side_width(self.width()) + BETWEEN))

    def _draw_side(self, p: QPainter, side: Side, left: float) -> None:
        look, top = theme.current(), 12.0
        if side.score is not None:
            draw_pips(p, left, top + 10, side.score)
            paint.draw_line(p, (left + 78, top), str(side.score), "body", look.colour("text"), weight=600)
            if side.span is not None:
                paint.draw_line(
                    p, (left + 102, top), captions.clock(side.span[0]), "small", look.colour("text3"), line=20
                )
            top += 24
        p.setPen(look.colour("text2" if side.span is not None else "text3"))
        self._laid(side, self.width())[0].draw(p, QPointF(left, top))


class CompareBars(QWidget):
    """The main answers' sections, then and now on one scale of time, above the target's shares of the later one."""

    def __init__(self, found: Comparison, then: str, now: str, parent: QWidget | None = None) -> None:
        """`then` and `now` are what the rows are called."""
        super().__init__(parent)
        self._found, self._names = found, (then, now)
        self.setFixedHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = ", ".join(
            tr("{value} {then:.0f} s, then {now:.0f} s", value=p.section.value, then=p.then, now=p.now)
            for p in found.sections
        )
        self.setAccessibleName(tr("Sections of the main answers: {told}", told=told))

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, look = paint.painter(self), theme.current()
        rows = [[(pair.section, pair.then) for pair in self._found.sections]]
        rows.append([(pair.section, pair.now) for pair in self._found.sections])
        totals = [sum(seconds for _, seconds in row) for row in rows]
        longest = max(*totals, 1.0)
        room = self.width() - LABELS
        for number, (name, row, total) in enumerate(zip(self._names, rows, totals, strict=True)):
            top = number * 33
            ink = look.colour("text" if number else "text2")
            label = f"{name}, {captions.clock_of_seconds(total)}"
            shown = paint.elided(label, look.font("label"), LABELS - 8)
            paint.draw_line(p, (0, top + 3), shown, "label", ink)
            if not total:
                nothing = "No part of a story was told"
                paint.draw_line(p, (LABELS, top + 3), nothing, "label", look.colour("text3"), weight=400)
            self._draw_row(p, row, LABELS, top, room / longest)
        paint.draw_line(p, (0, 73), "Target", "label", look.colour("text3"), weight=400)
        self._draw_target(p, LABELS, 74, room * max(totals[1], 1.0) / longest)

    @staticmethod
    def _draw_row(
        p: QPainter, row: list[tuple[Section, float]], left: float, top: float, pixels: float
    ) -> None:
        for section, seconds in row:
            wide = seconds * pixels
            if wide > GAP:
                draw_section(p, section, QRectF(left, top, wide - GAP, 26))
            left += wide

    @staticmethod
    def _draw_target(p: QPainter, left: float, top: float, room: float) -> None:
        p.setBrush(Qt.BrushStyle.NoBrush)
        for section, share in captions.TARGET_SHARE.items():
            wide = room * share
            p.setPen(QPen(theme.current().section(section.value), 1.5))
            p.drawRoundedRect(QRectF(left + 0.75, top + 0.75, max(2.0, wide - GAP - 1.5), 16), 3, 3)
            left += wide


def score_row(pair: RowPair, playable: tuple[bool, bool]) -> PairRow:
    """A dimension of a table."""
    sides = []
    for row in (pair.then, pair.now):
        said = row.evidence if row else None
        words = (
            captions.quoted(said.quote) if said else "Nothing was said on this" if row else "Not asked for"
        )
        sides.append(Side(row.score if row else None, words, (said.start, said.end) if said else None))
    change = f"{pair.change:+d}".replace("-", "\N{MINUS SIGN}") if pair.change else "as before"
    under = f"{pair.weight}%, {change}" if pair.then and pair.now else f"{pair.weight}%"
    return PairRow(pair.name, under, None, sides[0], sides[1], playable=playable)


def gap_row(pair: GapPair, playable: tuple[bool, bool]) -> PairRow:
    """A gap that closed, is open still or is new."""
    sides = []
    for found in (pair.then, pair.now):
        if found is None:
            sides.append(Side(None, "Not found", None))
        else:
            words = captions.quoted(found.quote) if found.quote else found.note
            sides.append(Side(None, words, (found.start, found.end)))
    word, mark = STANDING[pair.standing]
    return PairRow(captions.GAP_NAME[pair.code], word, mark, sides[0], sides[1], playable=playable)


def _spoken(side: Side) -> str:
    score = tr("{score} of 4, ", score=side.score) if side.score is not None else ""
    return f"{score}{side.text}."
