"""What was noticed, as facts: new ones stand out for six seconds, then step back. At most three."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QPointF, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import motion, theme
from desktop.room_view import Noticed
from desktop.widgets import paint
from desktop.widgets.section_bar import clock
from desktop.words import tr

MOST = 3
_TIME_WIDTH = 44
_PADDING = 10


class Findings(QWidget):
    """Newest first. Ages are kept by finding id, so that a new picture of the same does not start over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Noticed, ...] = ()
        self._born: dict[str, int] = {}
        self._clock = QElapsedTimer()
        self._clock.start()
        self._fading = QTimer(self)
        self._fading.setInterval(50)
        self._fading.timeout.connect(self._fade)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Noticed: nothing yet"))

    def set_findings(self, findings: tuple[Noticed, ...]) -> list[Noticed]:
        """Show the first three. Returns those that were not shown before and are new."""
        shown = findings[:MOST]
        fresh = [f for f in shown if f.new and f.finding_id not in self._born]
        for finding in shown:
            age = self._clock.elapsed() if finding.new else -(motion.hold("finding_hold") * 10)
            self._born.setdefault(finding.finding_id, age)
        if shown != self._findings:
            self._findings = shown
            spoken = "; ".join(f"{clock(f.time_s)} {f.text}" for f in shown)
            self.setAccessibleName(tr("Noticed: {spoken}", spoken=spoken or "nothing yet"))
            self.updateGeometry()
            self.update()
        if fresh:
            self._fading.start()
        return fresh

    def freshness(self, finding: Noticed) -> float:
        """1 while new, then down to 0 over the fade."""
        past = self._clock.elapsed() - self._born[finding.finding_id] - motion.hold("finding_hold")
        fade = motion.milliseconds("finding_fade")
        if past <= 0:
            return 1.0
        return 0.0 if fade == 0 else max(0.0, 1.0 - past / fade)

    def _fade(self) -> None:
        ages = [self.freshness(finding) for finding in self._findings]
        if any(0.0 < age < 1.0 for age in ages) or not any(ages):
            self.update()
        if not any(ages):
            self._fading.stop()

    # ------------------------------------------------------------ geometry
    def sizeHint(self) -> QSize:
        return QSize(312, self.heightForWidth(312))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._row_height(finding, width) for finding in self._findings)

    def _row_height(self, finding: Noticed, width: int) -> int:
        return round(self._lay_out(finding, width)[2]) + 2 * _PADDING + 1

    @staticmethod
    def _lay_out(finding: Noticed, width: int) -> tuple[QTextLayout, float, float]:
        look = theme.current()
        font = look.font("label", 400)
        return paint.lay_out(finding.text, font, look.line_height("label"), width - _TIME_WIDTH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        top = 0.0
        for finding in self._findings:
            if top + self._row_height(finding, self.width()) > self.height():
                return  # a row is shown whole or not at all
            top += self._paint_row(p, finding, top)

    def _paint_row(self, p: QPainter, finding: Noticed, top: float) -> float:
        look = theme.current()
        part = self.freshness(finding)
        time_ink = _between(look.colour("text3"), look.colour("accent"), part)
        paint.draw_line(p, (0, top + _PADDING), clock(finding.time_s), "small", time_ink, line=20)
        p.setPen(_between(look.colour("text2"), look.colour("text"), part))
        layout, _, height = self._lay_out(finding, self.width())
        layout.draw(p, QPointF(_TIME_WIDTH, top + _PADDING))
        bottom = top + height + 2 * _PADDING
        p.fillRect(0, round(bottom), self.width(), 1, look.colour("line"))
        return height + 2 * _PADDING + 1


def _between(start: QColor, end: QColor, part: float) -> QColor:
    return QColor.fromRgbF(
        start.redF() + (end.redF() - start.redF()) * part,
        start.greenF() + (end.greenF() - start.greenF()) * part,
        start.blueF() + (end.blueF() - start.blueF()) * part,
    )
