"""Ruler, both waveforms, the lanes and the playhead over them, on one view of the time."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPolygonF, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from desktop import theme
from desktop.peaks import Peaks
from desktop.replay_model import ReplayModel
from desktop.widgets import paint
from desktop.widgets.lanes import HEIGHTS, Lanes
from desktop.widgets.time_view import TimeView
from desktop.widgets.waveform import Waveform
from desktop.words import tr

LABELS = 112
RULER = 24
YOU, INTERVIEWER = 64, 36
LOW = ("Sections", "Claims", "Findings")
"""The lanes of a window that is too low for all of them."""
NOTCH = 1.0015
"""Zoom per unit of the wheel: a click of a common wheel (120) is a fifth."""


class Timeline(QWidget):
    """The upper part of the replay: 276 high, 204 in a low window, labels at the left. Asks for moments; moves only when told."""

    sought = Signal(int)
    looped = Signal(int, int)
    """Shift and a drag marked a stretch to be repeated: its first and last sample."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TimeView(self)
        self._model: ReplayModel | None = None
        self._marked: int | None = None
        self._position = 0
        self._you = Waveform(self.view, "text", YOU, "Your track", self)
        self._interviewer = Waveform(self.view, "accent", INTERVIEWER - 1, "The interviewer’s track", self)
        self._lanes = Lanes(self.view, self)
        self._lanes.sought.connect(self.sought)
        self._playhead = _Playhead(self)
        self._bar = QScrollBar(Qt.Orientation.Horizontal, self)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.setAccessibleName(tr("Scroll the timeline"))
        self._bar.valueChanged.connect(lambda value: self.view.show_from(value * 1000))
        self.view.changed.connect(self._moved)
        self._fit()
        self.setAccessibleName(tr("Timeline"))

    # ------------------------------------------------------------ what is shown
    def show_session(self, model: ReplayModel) -> None:
        self._model, self._position = model, 0
        self._lanes.show_session(model)
        self.set_peaks((Peaks.none(), Peaks.none()))
        self.view.reset(model.length)
        self.set_loop(None)
        self.set_position(0)

    def renew(self, model: ReplayModel) -> None:
        """The same session, heard anew: the view stays where it is."""
        self._model = model
        self._lanes.show_session(model)

    def set_peaks(self, peaks: tuple[Peaks, Peaks]) -> None:
        self._you.set_peaks(peaks[0])
        self._interviewer.set_peaks(peaks[1])

    def set_position(self, sample: int) -> None:
        self.view.follow(sample)
        self._position = sample
        self._you.set_playhead(sample)
        self._interviewer.set_playhead(sample)
        if self._model is not None:
            self._lanes.set_current(self._model.finding_now(sample))
        self._place_playhead()

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        self._you.set_loop(loop)
        self._interviewer.set_loop(loop)

    def zoom(self, factor: float) -> None:
        """Around the playhead, or the middle when it is out of sight."""
        x = self.view.x(self._position)
        self.view.zoom(factor, x if 0 <= x <= self.view.width else self.view.width / 2)

    # ------------------------------------------------------------ places
    def set_low(self, low: bool) -> None:
        """Leave room for the words where the window is low."""
        wanted = LOW if low else tuple(HEIGHTS)
        if tuple(self._lanes.heights()) != wanted:
            self._lanes.show_only(wanted)
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(RULER + YOU + INTERVIEWER + self._lanes.height() + 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width() - LABELS
        self.view.set_width(width)
        self._you.setGeometry(LABELS, RULER, width, YOU)
        self._interviewer.setGeometry(LABELS, RULER + YOU + 1, width, INTERVIEWER - 1)
        self._lanes.setGeometry(LABELS, RULER + YOU + INTERVIEWER, width, self._lanes.height())
        self._bar.setGeometry(LABELS, self.height() - 16, width, 12)
        self._moved()

    def _moved(self) -> None:
        """The view has moved: the scroll bar counts in thousands of samples, which fit its range."""
        view = self.view
        shown = view.width * view.scale
        self._bar.blockSignals(True)
        self._bar.setRange(0, max(0, math.ceil((view.length - shown) / 1000)))
        self._bar.setPageStep(max(1, round(shown / 1000)))
        self._bar.setValue(round(view.first / 1000))
        self._bar.blockSignals(False)
        self._bar.setVisible(not view.whole())
        self._place_playhead()
        self.update()

    def _place_playhead(self) -> None:
        x = self.view.x(self._position)
        self._playhead.setVisible(-1 <= x <= self.view.width + 1)
        self._playhead.setGeometry(
            LABELS + round(x) - 6, RULER - 10, 12, self._lanes.y() + self._lanes.height() - RULER + 14
        )
        self._playhead.raise_()

    # ------------------------------------------------------------ mouse
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._marked = None
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._marked = self.view.sample(event.position().x() - LABELS)
        else:
            self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if self._marked is None:
            self._seek(event)
        else:
            self.set_loop(self._stretch(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._marked is not None:
            self.looped.emit(*self._stretch(event))
            self._marked = None

    def _stretch(self, event: QMouseEvent) -> tuple[int, int]:
        """From where Shift and the button were pressed to here."""
        here = self.view.sample(event.position().x() - LABELS)
        first = self._marked if self._marked is not None else here
        return min(first, here), max(first, here)

    def _seek(self, event: QMouseEvent) -> None:
        x = event.position().x() - LABELS
        if -6 <= x <= self.view.width + 6 and event.position().y() < self._lanes.y():
            self.sought.emit(self.view.sample(x))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Up and down zooms at the mouse; sideways, or with Shift, scrolls."""
        along, across = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(across) > abs(along):
            self.view.scroll(-(across or along) * 0.8)
        else:
            self.view.zoom(NOTCH**along, event.position().x() - LABELS)
        event.accept()

    # ------------------------------------------------------------ paint
    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        look = theme.current()
        for x, text in self.view.times():
            if x + paint.text_width(text, look.font("small")) <= self.view.width:
                paint.draw_line(p, (LABELS + x, 0), text, "small", look.colour("text3"))
        top = float(RULER)
        for name, height in {"You": YOU, "Interviewer": INTERVIEWER, **self._lanes.heights()}.items():
            at = (0, top + height / 2 - 10)
            paint.draw_line(p, at, name, "label", look.colour("text3"))
            top += height
        p.fillRect(QRectF(LABELS, RULER + YOU, self.view.width, 1), look.colour("line"))


class _Playhead(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p: QPainter = paint.painter(self)
        accent = theme.current().colour("accent")
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(accent)
        p.drawPolygon(QPolygonF([QPointF(1, 0), QPointF(11, 0), QPointF(6, 8)]))
        p.fillRect(QRectF(5.25, 6, 1.5, self.height() - 6), accent)
