"""Meters that stand aside: two-part bars, shares with a target, the round's clock, score pips, a trend."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import paint
from desktop.words import tr


class _Meter(QWidget):
    """A drawing of a fixed height; what it shows is also its accessible name."""

    def __init__(self, height: int, width: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(height)
        if width is not None:
            self.setFixedWidth(width)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Set the accessible name and repaint."""
        if words != self.accessibleName():
            self.setAccessibleName(words)
        self.update()


class IWeBar(_Meter):
    """I filled, we outlined: who acts in the action."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(16, parent=parent)
        self._i = self._we = 0
        self.set_counts(0, 0)

    def set_counts(self, i: int, we: int) -> None:
        self._i, self._we = i, we
        self.say(tr("I {i}, we {we}", i=i, we=we) if i + we else "I and we: nothing counted yet")

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        total = self._i + self._we
        p.setPen(Qt.PenStyle.NoPen)
        if not total:
            p.setBrush(look.colour("raised"))
            p.drawRoundedRect(QRectF(0, 8, self.width(), 8), 2, 2)
            return
        both = self._i > 0 and self._we > 0
        filled = (self.width() - (3 if both else 0)) * self._i / total
        if self._i:
            p.setBrush(look.colour("text"))
            p.drawRoundedRect(QRectF(0, 8, filled, 8), 2, 2)
        if self._we:
            left = filled + (3 if both else 0)
            p.setPen(QPen(look.colour("outline"), 1))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(QRectF(left + 0.5, 8.5, self.width() - left - 1, 7), 2, 2)


class ShareBar(_Meter):
    """A section's share with a tick at its target."""

    def __init__(self, section: str, target: float, parent: QWidget | None = None) -> None:
        super().__init__(22, parent=parent)
        self._section, self._target = section, target
        self._share: float | None = None
        self.set_share(None)

    def set_share(self, share: float | None) -> None:
        self._share = share
        now = "not yet" if share is None else f"{share:.0%}"
        self.say(
            tr(
                "{section} {now}, target {target:.0%}",
                section=self._section.capitalize(),
                now=now,
                target=self._target,
            )
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.colour("raised"))
        p.drawRoundedRect(QRectF(0, 8, self.width(), 6), 3, 3)
        if self._share:
            p.setBrush(look.section(self._section))
            p.drawRoundedRect(QRectF(0, 8, max(6.0, self.width() * min(1.0, self._share)), 6), 3, 3)
        x = self.width() * self._target
        p.setPen(QPen(look.colour("text"), 1.5))
        p.drawLine(QPointF(x, 2), QPointF(x, 20))


class ProgressLine(_Meter):
    """How much of something is done; grey, for it asks for nothing."""

    def __init__(self, width: int | None = None, height: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(height, width, parent)
        self._part = 0.0

    def set_part(self, part: float, words: str = "") -> None:
        """`part` 0 to 1."""
        self._part = min(1.0, max(0.0, part))
        self.say(words or f"{self._part:.0%}")

    def part(self) -> float:
        return self._part

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        radius = self.height() / 2
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.colour("raised"))
        p.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self._part > 0:
            p.setBrush(look.colour("text2"))
            width = max(float(self.height()), self.width() * self._part)
            p.drawRoundedRect(QRectF(0, 0, width, self.height()), radius, radius)


class LevelPips(QWidget):
    """A score of four as filled and outlined pips."""

    def __init__(self, score: int = 0, of: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score, self._of = score, of
        width, height = theme.tokens()["size"]["level_pip"]
        self._pip = QSize(width, height)
        self.setFixedSize(of * width + (of - 1) * 3, height)
        self.set_score(score)

    def set_score(self, score: int) -> None:
        self._score = score
        self.setAccessibleName(tr("{score} of {of}", score=score, of=self._of))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        for number in range(self._of):
            pip = QRectF(number * (self._pip.width() + 3), 0, self._pip.width(), self._pip.height())
            if number < self._score:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(look.colour("text"))
                p.drawRoundedRect(pip, 1, 1)
            else:
                p.setPen(QPen(look.colour("outline"), 1))
                p.setBrush(Qt.BrushStyle.NoBrush)
                p.drawRoundedRect(pip.adjusted(0.5, 0.5, -0.5, -0.5), 1, 1)


class TrendLine(_Meter):
    """Scores of the sessions so far against the level's bar (dotted); the newest is in ember."""

    LOW, HIGH = 1.0, 4.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(92, parent=parent)
        self._scores: tuple[float, ...] = ()
        self._bar = 3.0

    def set_scores(self, scores: tuple[float, ...], bar: float) -> None:
        self._scores, self._bar = scores, bar
        self.say(
            "Scores, oldest first: "
            + ", ".join(f"{s:.1f}" for s in scores)
            + tr("; the bar is {bar:.1f}", bar=bar)
        )

    def _y(self, score: float) -> float:
        low = min((*self._scores, self._bar)) - 0.15
        high = max((*self._scores, self._bar)) + 0.15
        return 8 + (high - score) / (high - low) * (self.height() - 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._scores:
            return
        look = theme.current()
        p = paint.painter(self)
        dots = QPen(look.colour("text3"), 1, Qt.PenStyle.CustomDashLine)
        dots.setDashPattern([2, 4])
        p.setPen(dots)
        level = round(self._y(self._bar)) + 0.5
        p.drawLine(QPointF(0, level), QPointF(self.width(), level))
        step = (self.width() - 8) / max(1, len(self._scores) - 1)
        points = [QPointF(2 + step * n, self._y(score)) for n, score in enumerate(self._scores)]
        pen = QPen(look.colour("text"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        p.setPen(pen)
        p.drawPolyline(points)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.colour("accent"))
        p.drawEllipse(points[-1], 4, 4)
