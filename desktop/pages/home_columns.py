"""Two columns under today's one thing: the last result, and the rounds."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.pages.numbered import show_numbered
from desktop.view import LastResult, RoundRow
from desktop.widgets import paint
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.layout import boxed, clear, column, row
from desktop.widgets.meters import TrendLine
from desktop.words import tr

_LOWEST, _MOVES = 330, 88
"""Heights of the last result alone, and of the heading above what would move it."""
_TREND, _TALLER = 92, 280
"""Height of the trend, and the most by which it grows."""
_SUMMED, _WIDE = 68, 640
"""Height of a round with its summary, and the width from which on one has the room for it."""


class LastResultColumn(QWidget):
    """Score, bar, trend, and what would change it where there is room; before the first round, what will stand here."""

    open_report = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._count = "", 0
        self._title = Label("", "body", "text2", elide=True)
        self._score = Label("", "title")
        self._bar = Label("", "body", "text2", elide=True)
        self._trend = TrendLine()
        self._span, self._change = Label("", "small", "text3", elide=True), Label("", "small", "text3")
        self._open = Button("Open the report", "link", "R")
        self._open.clicked.connect(self.press)
        score = row(self._score, 10, column(None, self._bar, 3), None)
        self._some = boxed(
            column(
                self._title,
                20,
                score,
                16,
                self._trend,
                6,
                row(self._span, None, self._change),
                20,
                self._open,
            )
        )
        self._none = boxed(
            column(
                Label("No round yet.", "body", "text2"),
                12,
                Label(
                    "After the first one, your score stands here against the bar of your level, "
                    "with a way to every sentence behind it.",
                    "label",
                    "text3",
                    weight=400,
                    wrap=True,
                ),
            )
        )
        self._moves = boxed(self._lay_out_changes())
        self.setLayout(
            column(Rule(), 20, Label("Last result", "heading"), 4, self._some, self._none, self._moves, None)
        )

    def _lay_out_changes(self) -> QVBoxLayout:
        self._changes = column(spacing=8)
        return column(28, Rule(), 20, Label("What would move it most", "heading"), 12, self._changes)

    def show_result(self, last: LastResult | None) -> None:
        self._some.setVisible(last is not None)
        self._none.setVisible(last is None)
        self._session = last.session_id if last else ""
        if last is None:
            self._show_changes(())
            return
        self._title.setText(last.title)
        self._score.setText(f"{last.score:.1f}")
        self._bar.setText(tr("of 4. {bar_words}", bar_words=last.bar_words))
        self._trend.setVisible(len(last.trend) > 1)
        self._trend.set_scores(last.trend, last.bar)
        self._show_changes(last.changes)
        self._span.setText(last.span_words)
        self._change.setText(last.change_words)

    def _show_changes(self, changes: tuple[str, ...]) -> None:
        show_numbered(self._changes, changes)
        self._count = len(changes)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A high window shows what would change the result, then how steep the way was."""
        room = self.height() - _LOWEST
        changes = _MOVES + 30 * self._count
        shown = self._count > 0 and room >= changes
        self._moves.setVisible(shown)
        self._trend.setFixedHeight(_TREND + min(_TALLER, max(0, room - changes if shown else 0) // 2))

    def press(self) -> None:
        """Open the last report, if there is one."""
        if self._session:
            self.open_report.emit(self._session)


class RoundsColumn(QWidget):
    """As many rounds as there is room for, and the way to all of them."""

    open_round = Signal(str)
    choose = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = Button("", "link", "/")
        self._all.clicked.connect(self.choose)
        self._rows = column()
        self._lines: list[RoundLine] = []
        self._list = boxed(self._rows)
        self._list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._list.setMinimumHeight(3 * theme.current().size("row"))
        made = column(Rule(), 20, row(Label("Rounds", "heading"), None, self._all), 8, self._list)
        made.setStretchFactor(self._list, 1)
        self.setLayout(made)

    def show_rounds(self, rounds: tuple[RoundRow, ...], total: int) -> None:
        self._all.set_label(tr("All {total}", total=total) if total > 1 else "All rounds")
        clear(self._rows)
        self._lines = [RoundLine(entry) for entry in rounds]
        for entry, line in zip(rounds, self._lines, strict=True):
            line.clicked.connect(lambda _=False, round_id=entry.round_id: self.open_round.emit(round_id))
            self._rows.addWidget(line)
        self._rows.addStretch(1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say what each round is about where there is room, else leave out those for which there is none."""
        low, free = theme.current().size("row"), self.height() - 53
        summed = self.width() >= _WIDE and free >= _SUMMED * len(self._lines)
        room = max(3, free // (_SUMMED if summed else low))
        for number, line in enumerate(self._lines):
            line.show_summary(summed)
            line.setVisible(number < room)


class RoundLine(QPushButton):
    """One round: title, level, minutes, best score."""

    def __init__(self, entry: RoundRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        best = tr("best {best:.1f}", best=entry.best) if entry.best is not None else tr("new")
        self._best = best
        self._summed = False
        self.setFixedHeight(theme.current().size("row"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRadius", 4)
        self.setAccessibleName(
            tr(
                "{title}, {level_name}, {minutes} minutes, {best}",
                title=entry.title,
                level_name=entry.level_name,
                minutes=entry.minutes,
                best=best,
            )
        )
        self.setToolTip(entry.summary)

    def show_summary(self, on: bool) -> None:
        """With a second line that says what it is about."""
        self._summed = on
        self.setFixedHeight(_SUMMED if on else theme.current().size("row"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        right = float(self.width())
        if self.underMouse():
            p.fillRect(self.rect().adjusted(0, 0, 0, -1), look.colour("surface"))
        best = look.colour("text2" if self._entry.best is not None else "text3")
        paint.draw_line(p, (right, 11), self._best, "label", best, weight=400, align="right")
        minutes = tr("{minutes} min", minutes=self._entry.minutes)
        paint.draw_line(p, (right - 132, 14), minutes, "small", look.colour("text3"))
        level = paint.elided(self._entry.level_name, look.font("small"), 52)
        paint.draw_line(p, (right - 192, 14), level, "small", look.colour("text3"))
        title = paint.elided(self._entry.title, look.font("body", 500), right - 208)
        paint.draw_line(p, (0, 11), title, "body", look.colour("text"), weight=500)
        if self._summed:
            about = paint.elided(self._entry.summary, look.font("label", 400), right - 208)
            paint.draw_line(p, (0, 35), about, "label", look.colour("text3"), weight=400)
        p.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))
