"""The lanes under the waveforms: sections, claims, findings, probes, pauses, overlaps; each mark at its moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from desktop import theme
from desktop.replay_model import ReplayModel
from desktop.widgets import paint
from desktop.widgets.time_view import TimeView
from desktop.words import tr
from interviewer import captions
from interviewer.analysis.findings import Claim, Finding, Section

HEIGHTS = {"Sections": 28, "Claims": 28, "Findings": 28, "Probes": 28, "Pauses": 22, "Overlaps": 22}
"""Pixels of each lane, in order."""
NARROWEST = 12.0
"""Pixels of a section, however short it was: its letter must fit."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that can be pressed: where it is drawn, where it leads, what it is."""

    box: QRectF
    sample: int
    text: str


class Lanes(QWidget):
    """All six lanes. A press on a mark asks for its moment; elsewhere for the moment under the mouse."""

    sought = Signal(int)

    def __init__(self, view: TimeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._model: ReplayModel | None = None
        self._current: Finding | None = None
        self._spots: list[Spot] = []
        self._heights = HEIGHTS
        self.setFixedHeight(sum(HEIGHTS.values()))
        self.setMouseTracking(True)
        view.changed.connect(self.update)

    def show_session(self, model: ReplayModel) -> None:
        self._model, self._current = model, None
        self.setAccessibleName(
            tr(
                "{count} sections, {count2} claims, {count3} findings, {count4} questions, {count5} pauses, {count6} overlaps",
                count=len(model.spans),
                count2=len(model.claims),
                count3=len(model.findings),
                count4=len(model.asked),
                count5=len(model.pauses),
                count6=len(model.overlaps),
            )
        )
        self.update()

    def show_only(self, names: Iterable[str]) -> None:
        """Leave out the other lanes, for which there is no room."""
        self._heights = {name: height for name, height in HEIGHTS.items() if name in names}
        self.setFixedHeight(sum(self._heights.values()))
        self.update()

    def heights(self) -> dict[str, int]:
        """Pixels of each lane that is shown, in order."""
        return self._heights

    def set_current(self, finding: Finding | None) -> None:
        """The finding whose diamond is filled."""
        if finding != self._current:
            self._current = finding
            self.update()

    # ------------------------------------------------------------ paint
    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        self._spots = []
        if self._model is None:
            return
        top = 0
        draw: dict[str, Callable[[QPainter, float], None]] = {
            "Sections": self._draw_sections,
            "Claims": self._draw_claims,
            "Findings": self._draw_findings,
            "Probes": self._draw_probes,
            "Pauses": self._draw_pauses,
            "Overlaps": self._draw_overlaps,
        }
        for name, height in self._heights.items():
            p.fillRect(QRectF(0, top, self.width(), 1), theme.current().colour("line"))
            draw[name](p, top)
            if not self._held(name):
                at = (0.0, top + (height - 16) / 2)
                paint.draw_line(p, at, tr("none"), "small", theme.current().colour("text3"))
            top += height

    def _held(self, name: str) -> int:
        """How many marks a lane has in the whole session."""
        assert self._model is not None
        model = self._model
        lanes = (model.spans, model.claims, model.findings, model.asked, model.pauses, model.overlaps)
        return len(dict(zip(HEIGHTS, lanes, strict=True))[name])

    def _shown(self, start: int, end: int) -> bool:
        return self._view.x(end) >= -200 and self._view.x(start) <= self.width()

    def _draw_sections(self, p: QPainter, top: float) -> None:
        assert self._model is not None
        look = theme.current()
        for span in self._model.spans:
            if span.section is Section.OTHER or not self._shown(span.start, span.end):
                continue
            left, right = self._view.x(span.start), self._view.x(span.end)
            box = QRectF(left, top + 5, max(NARROWEST, right - left - 1), 18)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.section(span.section.value))
            p.drawRoundedRect(box, 3, 3)
            seen = box.intersected(QRectF(0, box.top(), self.width(), 18))
            name = _fitting(span.section, seen.width())
            inset = min(7.0, (seen.width() - paint.text_width(name, look.font("small", 600))) / 2)
            at = (seen.left() + inset, top + 6)
            paint.draw_line(p, at, name, "small", look.section_ink(span.section.value), weight=600)
            self._spots.append(Spot(box, span.start, span.section.value.capitalize()))

    def _draw_claims(self, p: QPainter, top: float) -> None:
        assert self._model is not None
        claims = sorted(self._model.claims, key=lambda claim: claim.start)
        for claim, room in self._with_room(claims, lambda claim: claim.start):
            if self._shown(claim.start, claim.end):
                box = _draw_claim(p, QPointF(self._view.x(claim.start), top + 14), claim, room)
                told = f"{claim.text}: {claim.status}, {captions.claim_note(claim)}"
                self._spots.append(Spot(box, claim.start, told))

    def _draw_findings(self, p: QPainter, top: float) -> None:
        assert self._model is not None
        for found in self._model.findings:
            if not self._shown(found.start, found.end):
                continue
            middle = QPointF(self._view.x(found.start) + 1, top + 14)
            draw_diamond(p, middle, current=found == self._current)
            box = QRectF(middle.x() - 9, top, 18, 28)
            self._spots.append(Spot(box, found.start, f"{found.note} {found.fix}"))

    def _draw_probes(self, p: QPainter, top: float) -> None:
        assert self._model is not None
        look = theme.current()
        for asked, room in self._with_room(self._model.asked, lambda asked: asked.sample):
            if not self._shown(asked.sample, asked.answer_end):
                continue
            left = self._view.x(asked.sample)
            if left < -2:
                continue
            missed = asked.outcome in {"dodged", "unanswered"}
            p.fillRect(QRectF(left, top + 6, 2, 16), look.colour("accent" if missed else "outline"))
            text = paint.elided(
                asked.text, look.font("small"), min(260.0, room - 16, self.width() - left - 9)
            )
            wide = paint.draw_line(p, (left + 9, top + 6), text, "small", look.colour("text2"))
            told = f"{asked.text} {captions.OUTCOME[asked.outcome]}. {asked.note}"
            self._spots.append(Spot(QRectF(left - 3, top, wide + 14, 28), asked.sample, told))

    def _draw_pauses(self, p: QPainter, top: float) -> None:
        assert self._model is not None
        look = theme.current()
        pauses = self._model.pauses
        for pause, room in self._with_room(pauses, lambda pause: pause.start):
            if not self._shown(pause.start, pause.end):
                continue
            left = self._view.x(pause.start)
            wide = max(2.0, (pause.end - pause.start) / self._view.scale)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.colour("outline"))
            p.drawRoundedRect(QRectF(left, top + 8, wide, 6), 1, 1)
            text = f"{pause.seconds:.1f} s"
            if wide + 6 + paint.text_width(text, look.font("small")) < room - 4:
                paint.draw_line(p, (left + wide + 6, top + 3), text, "small", look.colour("text3"))
            self._spots.append(
                Spot(QRectF(left - 3, top, wide + 6, 22), pause.start, tr("Pause, {text}", text=text))
            )

    def _draw_overlaps(self, p: QPainter, top: float) -> None:
        """Two strokes, one over the other, as the voices were."""
        assert self._model is not None
        look = theme.current()
        for both, room in self._with_room(self._model.overlaps, lambda both: both.start):
            if not self._shown(both.start, both.end):
                continue
            left = self._view.x(both.start)
            wide = max(3.0, (both.end - both.start) / self._view.scale)
            p.fillRect(QRectF(left, top + 7, wide, 3), look.colour("text2"))
            p.fillRect(QRectF(left, top + 12, wide, 3), look.colour("text2"))
            text = f"{both.seconds:.1f} s"
            if wide + 6 + paint.text_width(text, look.font("small")) < room - 4:
                paint.draw_line(p, (left + wide + 6, top + 3), text, "small", look.colour("text3"))
            who = (
                "you came in over the interviewer"
                if both.began == "candidate"
                else "the interviewer came in over you"
            )
            self._spots.append(
                Spot(
                    QRectF(left - 3, top, wide + 6, 22),
                    both.start,
                    tr("Overlap, {text}: {who}", text=text, who=who),
                )
            )

    def _with_room(self, marks, place) -> Iterator:  # type: ignore[no-untyped-def, type-arg]
        """Each mark with the pixels from it to the next one."""
        for number, mark in enumerate(marks):
            after = place(marks[number + 1]) if number + 1 < len(marks) else self._view.length + 10**9
            yield mark, (after - place(mark)) / self._view.scale

    # ------------------------------------------------------------ mouse
    def spot_at(self, at: QPointF) -> Spot | None:
        """What is drawn there; where marks lie over each other, the last drawn."""
        return next((spot for spot in reversed(self._spots) if spot.box.contains(at)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position())
        self.sought.emit(spot.sample if spot else self._view.sample(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.spot_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self.spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), spot.text if spot else "", self)
            return True
        return super().event(event)


def draw_diamond(p: QPainter, middle: QPointF, *, current: bool) -> None:
    """A finding's mark: filled with ember while it is the current one."""
    look = theme.current()
    p.setPen(QPen(look.colour("accent" if current else "text2"), 1.4))
    p.setBrush(look.colour("accent") if current else Qt.BrushStyle.NoBrush)
    reach = 4.95
    corners = (QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0))
    p.drawPolygon(QPolygonF([middle + corner for corner in corners]))


def _draw_claim(p: QPainter, left_middle: QPointF, claim: Claim, room: float) -> QRectF:
    """A pill, cut to the room it has; where there is none for a word, a small ring."""
    look = theme.current()
    font = look.font("small")
    text = paint.elided(claim.text, font, min(180.0, room - 22)) if room > 52 else ""
    wide = paint.text_width(text, font) + 18 if text else 12.0
    high = 20.0 if text else 12.0
    box = QRectF(left_middle.x(), left_middle.y() - high / 2, wide, high)
    pen = QPen(look.colour("outline"), 1)
    if claim.status == "open":
        pen = QPen(look.colour("accent"), 1.5)
        pen.setDashPattern([2.4, 2])
    p.setPen(pen)
    p.setBrush(look.colour("bg"))
    p.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), high / 2 - 0.75, high / 2 - 0.75)
    paint.draw_line(p, (box.left() + 9, box.top() + 2), text, "small", look.colour("text"))
    return box


def _fitting(section: Section, room: float) -> str:
    """The section's name, or its letter, or nothing."""
    font = theme.current().font("small", 600)
    name = section.value.capitalize()
    if paint.text_width(name, font) <= room - 10:
        return name
    return captions.LETTER[section] if room >= NARROWEST - 1 else ""
