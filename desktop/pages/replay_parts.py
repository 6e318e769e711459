"""The bars of the replay: above, with the way back, the search and the export; below, with what plays."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from desktop import theme
from desktop.pages.report import FORMATS
from desktop.pages.report_parts import day, flowing
from desktop.replay_model import ReplayModel
from desktop.silent_player import SPEEDS
from desktop.widgets import paint
from desktop.widgets.controls import Button, Label, Segmented
from desktop.widgets.key_action import KeyAction
from desktop.widgets.layout import column
from desktop.widgets.play_circle import PlayCircle
from desktop.words import tr
from interviewer import captions


class FindField(QLineEdit):
    """Enter goes to the next place, Shift and Enter to the one before."""

    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Find in words"))
        self.setAccessibleName(tr("Find in words"))
        self.setFixedSize(260, 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class ReplayHead(QWidget):
    """64 high."""

    back = Signal()
    find_changed = Signal(str)
    find_stepped = Signal(int)
    find_closed = Signal()
    export_requested = Signal(str)
    correct_requested = Signal()
    compare_requested = Signal()

    def __init__(self, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(64)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 0, margin, 0)
        row.setSpacing(16)
        self._back = KeyAction("", ("Esc",), ("Back",))
        self._back.pressed.connect(self.back)
        self._title = Label("", "body", weight=500)
        self._when = Label("", "body", "text3")
        self._find = KeyAction("Find in words", ("Ctrl F",), ("Find in words",))
        self._find.pressed.connect(self.open_find)
        self._field = FindField()
        self._field.textChanged.connect(self.find_changed)
        self._field.stepped.connect(self.find_stepped)
        self._field.closed.connect(self.close_find)
        self._count = Label("", "label", "text3")
        self._correct = KeyAction("Correct words", ("E",), ("Put right what was heard at the playhead",))
        self._correct.pressed.connect(lambda _: self.correct_requested.emit())
        self._compare = Button("Compare", "plain", "B")
        self._compare.setFixedHeight(32)
        self._compare.clicked.connect(self.compare_requested)
        self._earlier = False
        self._export = Button("Export", "plain", name="Export")
        self._export.setFixedHeight(32)
        self._export.clicked.connect(self._menu)
        left: tuple[QWidget, ...] = (self._back, self._title, self._when)
        right: tuple[QWidget, ...] = (
            self._count, self._field, self._find, self._correct, self._compare, self._export,
        )  # fmt: skip
        for widget in left:
            row.addWidget(widget)
        row.addStretch()
        for widget in right:
            row.addWidget(widget)
        self.close_find()

    def show_session(self, model: ReplayModel) -> None:
        self._title.setText(model.title)
        self._when.setText(day(model.when))
        self.set_earlier("")

    def set_earlier(self, when: str) -> None:
        """The day of an earlier attempt, which is offered for a comparison; empty for none."""
        self._earlier = bool(when)
        if when:
            self._compare.set_label(tr("Compare with {when}", when=when))
        self._compare.setVisible(self._earlier and not self.finding())

    def press_compare(self) -> None:
        if self._earlier:
            self.compare_requested.emit()

    def finding(self) -> bool:
        return self._field.isVisibleTo(self)

    def open_find(self) -> None:
        for other in (self._find, self._correct, self._compare):
            other.hide()
        self._field.show()
        self._count.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()
        self.find_changed.emit(self._field.text())

    def close_find(self) -> None:
        self._field.hide()
        self._count.hide()
        self._find.show()
        self._correct.show()
        self._compare.setVisible(self._earlier)
        self.find_closed.emit()

    def set_count(self, current: int, number: int) -> None:
        """ "2 of 7", or that there is none."""
        asked = bool(self._field.text().strip())
        self._count.setText(
            tr("{current} of {number}", current=current + 1, number=number)
            if number
            else "Not said"
            if asked
            else ""
        )

    def _menu(self) -> None:
        menu = QMenu(self)
        for key, words in FORMATS:
            action = QAction(words, menu)
            action.triggered.connect(lambda _=False, key=key: self.export_requested.emit(key))
            menu.addAction(action)
        menu.popup(self._export.mapToGlobal(self._export.rect().bottomLeft()))


class ReplayFoot(QWidget):
    """80 high, with a hairline above: play, the time, the speeds, the keys."""

    play_pressed = Signal()
    speed_chosen = Signal(float)
    stepped = Signal(str, int)
    """What (finding, section, seconds, loop) and which way."""

    def __init__(self, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(80)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 1, margin, 0)
        row.setSpacing(16)
        self._play = PlayCircle()
        self._play.clicked.connect(self.play_pressed)
        self._clock = _Clock()
        self._speed = Segmented([f"{speed:g}" for speed in SPEEDS], "1", name="Speed")
        self._speed.changed.connect(lambda value: self.speed_chosen.emit(float(value)))
        for button in self._speed.findChildren(Button):
            button.leave_space_free()
        row.addWidget(self._play)
        row.addWidget(self._clock)
        row.addWidget(self._speed)
        row.addStretch()
        steps = (
            ("finding", "Finding", ("J", "K"), ("Next finding", "Previous finding"), (1, -1)),
            ("section", "Section", ("[", "]"), ("Previous section", "Next section"), (-1, 1)),
            ("seconds", "5 s", ("←", "→"), ("Five seconds back", "Five seconds on"), (-1, 1)),
            ("loop", "Loop", ("L",), ("Repeat this section; Shift and L mark a stretch",), (0,)),
        )
        self._loop: KeyAction | None = None
        for what, word, keys, does, ways in steps:
            action = KeyAction(word, keys, does)
            action.pressed.connect(lambda n, what=what, ways=ways: self.stepped.emit(what, ways[n]))
            if self._loop is not None:
                row.addSpacing(8)
            row.addWidget(action)
            self._loop = action

    def set_playing(self, playing: bool) -> None:
        self._play.set_playing(playing)

    def set_time(self, sample: int, length: int) -> None:
        self._clock.set_time(captions.clock(sample), captions.clock(length))

    def set_speed(self, speed: float) -> None:
        self._speed.set_value(f"{speed:g}")

    def set_loop(self, on: bool) -> None:
        if self._loop is not None:
            self._loop.set_on(on)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.painter(self).fillRect(QRectF(0, 0, self.width(), 1), theme.current().colour("line"))


class NoticeRow(QWidget):
    """One sentence over the transcript; takes no room while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = flowing("", "label", "text2")
        self.setLayout(column(16, self._words, 12))
        self.hide()

    def text(self) -> str:
        return self._words.text()

    def say(self, text: str) -> bool:
        """Show `text`, or nothing; True where it is a sentence that was not there before."""
        news = bool(text) and text != self.text()
        self._words.setText(text)
        self.setVisible(bool(text))
        return news


class _Clock(QWidget):
    """ "5:20 of 6:42", in a place that does not move while it counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(134, 32)
        self._now, self._length = "0:00", "0:00"

    def set_time(self, now: str, length: str) -> None:
        if (now, length) != (self._now, self._length):
            self._now, self._length = now, length
            self.setAccessibleName(tr("{now} of {length}", now=now, length=length))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        look = theme.current()
        wide = paint.draw_line(p, (0, 3), self._now, "lead", look.colour("text"), weight=500)
        paint.draw_line(
            p, (wide + 6, 7), tr("of {length}", length=self._length), "body", look.colour("text3")
        )
