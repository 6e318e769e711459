"""Before the clock: two minutes to have the story ready. The countdown is calm, and nothing happens at its end."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
    QTextLayout,
)
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.pages.base import Page
from desktop.view import ChecklistEntry, ChecklistView
from desktop.widgets import paint
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.layout import Scroll, boxed, clear, column, row
from desktop.widgets.meters import ProgressLine
from desktop.widgets.ring import Ring
from desktop.widgets.section_bar import clock
from desktop.words import tr

_WIDTH, _BESIDE = 776, 368
"""Pixels of the list, and of the column with the ring, which stands where Today has it."""
HEARD_DBFS = -45.0
"""Above this the ring says that it hears a voice."""
_NARROW = 1100
"""Pixels of the page below which the ring has no room beside the list."""
_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}


class ChecklistPage(Page):
    """Items to tick by key, mouse or voice; the clock of the round starts when the candidate says so."""

    ticked = Signal(str, bool)
    """item id, ticked: by key or mouse."""
    start = Signal()
    back = Signal()

    title = "Checklist"
    bare = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ChecklistView | None = None
        self._items: dict[str, CheckItem] = {}
        self._round = Label("", "body", weight=500)
        self._place = Label("", "body", "text3", elide=True)
        self._left = Label("", "lead", weight=500)
        self._left_words = Label("to get ready", "body", "text3")
        self._line = ProgressLine(width=120)
        self._list = column()
        self._hint = Label("", "label", "text3", weight=400, wrap=True)
        self._heard = False
        self._ring = Ring(theme.current().size("ring_room"))
        self._hears = boxed(column(64, row(None, self._ring, None), None))
        self._start = Button("Start the clock", "primary", "Enter")
        self._start.clicked.connect(self.start)
        leave = Button("Back", "link", "Esc")
        leave.clicked.connect(self.back)
        self.setLayout(self._lay_out(leave))
        for number in range(1, 10):
            QShortcut(QKeySequence(str(number)), self, lambda n=number: self._press(n))

    def _lay_out(self, leave: Button) -> QVBoxLayout:
        look = theme.current()
        centre = Qt.AlignmentFlag.AlignVCenter
        head = row(
            self._round, 12, self._place, None, self._line, 16, self._left, 16, self._left_words, align=centre
        )
        head.setContentsMargins(look.margin, 0, look.margin, 0)
        header = boxed(head)
        header.setFixedHeight(look.size("top_bar"))
        body = column(
            Label("Have these ready.", "display"),
            16,
            Label(
                "Say each to yourself in one breath. What you can't answer now is what you will be asked.",
                "lead",
                "text2",
                wrap=True,
            ),
            32,
            Rule(),
            self._list,
            16,
            self._hint,
            24,
        )
        box = boxed(body)
        box.setMaximumWidth(_WIDTH)
        self._hears.setFixedWidth(_BESIDE)
        inside = row(box, 24, None, self._hears)
        inside.setStretch(0, 1000)
        inside.setContentsMargins(look.margin, 48, look.margin, 0)
        content = QWidget()
        content.setLayout(column(inside, None))
        foot = row(self._start, None, leave)
        foot.setContentsMargins(look.margin, 12, look.margin, 12)
        return column(header, Scroll(content), Rule(), boxed(foot))

    # ------------------------------------------------------------ showing
    def show_view(self, view: ChecklistView) -> None:
        """Show the items and what is left of the time; once a second is enough."""
        fresh = self._view is None or [e.item_id for e in self._view.entries] != [
            e.item_id for e in view.entries
        ]
        if fresh:
            self._heard = False
        self._view = view
        self._round.setText(view.title)
        self._place.setText(view.place)
        if fresh:
            self._fill(view.entries)
        for entry in view.entries:
            self._items[entry.item_id].setChecked(entry.ticked)
        left = clock(view.seconds_left)
        self._left.setText(left)
        passed = 1 - view.seconds_left / view.seconds_total if view.seconds_total else 1.0
        self._line.set_part(passed, tr("{left} to get ready", left=left))
        self._show_hint(view)
        self._show_ring()
        word = "Starting" if view.starting else "Start the clock"
        if self._start.text() != word:
            self._start.set_label(word)
        self._start.setEnabled(not view.starting)

    def _show_hint(self, view: ChecklistView) -> None:
        if view.starting:
            words = "The interviewer is coming; the first question follows by itself."
        elif not view.ready:
            words = "The interviewer is getting ready. You can read and tick meanwhile."
        elif view.seconds_left <= 0:
            words = "Take the time you need; the clock waits for you."
        elif view.by_voice:
            words = "Tick with Space or a number, or say an item and it ticks itself."
        else:
            words = "Tick with Space or a number."
        self._hint.setText(words)

    def _show_ring(self) -> None:
        """The interviewer, who comes while you read, and then hears you already."""
        if self._view is None:
            return
        self._hears.setVisible(self._view.by_voice and self.width() >= _NARROW)
        if self._view.starting or not self._view.ready:
            self._ring.set_state("thinking", tr("One moment"))
        else:
            self._ring.set_state("listening", tr("I hear you") if self._heard else "")

    def set_level(self, dbfs: float) -> None:
        """The candidate's loudness, up to 20 times a second."""
        self._ring.set_level(dbfs)
        if dbfs > HEARD_DBFS and not self._heard and self._view is not None and self._view.ready:
            self._heard = True
            self._show_ring()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_ring()

    def _fill(self, entries: tuple[ChecklistEntry, ...]) -> None:
        clear(self._list)
        self._items = {}
        for number, entry in enumerate(entries, 1):
            item = CheckItem(number, entry)
            item.clicked.connect(lambda on, item_id=entry.item_id: self.ticked.emit(item_id, on))
            self._items[entry.item_id] = item
            item.moved.connect(self._move)
            self._list.addWidget(item)

    def set_ticked(self, item_id: str, ticked: bool = True) -> None:
        """A tick that came from elsewhere, such as the candidate's voice; nothing is emitted."""
        item = self._items.get(item_id)
        if item is not None and item.isChecked() != ticked:
            item.setChecked(ticked)
            self.announce(f"{item.entry().title}: {'ticked' if ticked else 'not ticked'}")

    def enter(self) -> bool:
        self.start.emit()
        return True

    def escape(self) -> bool:
        self.back.emit()
        return True

    def may_leave(self) -> bool:
        return False

    def _press(self, number: int) -> None:
        items = list(self._items.values())
        if number <= len(items):
            items[number - 1].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key(), 0)
        if step:
            self._move(step)
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        items = list(self._items.values())
        focused = next((n for n, item in enumerate(items) if item.hasFocus()), None)
        if items:
            target = 0 if focused is None else min(max(focused + step, 0), len(items) - 1)
            items[target].setFocus(Qt.FocusReason.TabFocusReason)


class CheckItem(QCheckBox):
    """Its number, a box, the title and what it means; the whole row can be pressed."""

    moved = Signal(int)
    """Up or down by a row."""

    def __init__(self, number: int, entry: ChecklistEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._entry = number, entry
        self.setAccessibleName(entry.title)
        self.setAccessibleDescription(entry.detail)
        self.setProperty("focusRadius", 4)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def entry(self) -> ChecklistEntry:
        return self._entry

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self.heightForWidth(_WIDTH))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 44)

    def hasHeightForWidth(self) -> bool:
        return True

    def hitButton(self, _position: QPoint) -> bool:
        return True

    def _detail(self, width: int) -> tuple[QTextLayout, float, float]:
        look = theme.current()
        font = look.font("label", 400)
        return paint.lay_out(self._entry.detail, font, look.line_height("label"), width - 36 - 48)

    def heightForWidth(self, width: int) -> int:
        return round(12 + 24 + (self._detail(width)[2] if self._entry.detail else 0) + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key(), 0)
        if step:
            self.moved.emit(step)  # the scroll area between here and the page would keep the key
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        p = paint.painter(self)
        if self.underMouse():
            p.fillRect(self.rect().adjusted(0, 0, 0, -1), look.colour("surface"))
        self._paint_box(p)
        on = self.isChecked()
        title = look.colour("text2" if on else "text")
        paint.draw_line(p, (36, 12), self._entry.title, "lead", title, weight=500, line=24)
        if self._entry.detail:
            p.setPen(look.colour("text3" if on else "text2"))
            self._detail(self.width())[0].draw(p, QPointF(36, 36))
        edge, ink = look.colour("outline"), look.colour("text2")
        paint.draw_key_cap(p, self.width() - 22, 24, str(self._number), edge=edge, ink=ink)
        p.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))

    def _paint_box(self, p: QPainter) -> None:
        look = theme.current()
        box = QRectF(0.5, 14.5, 19, 19)
        on = self.isChecked()
        p.setPen(QPen(look.colour("text2" if on else "outline"), 1))
        p.setBrush(look.colour("text2") if on else look.colour("surface"))
        p.drawRoundedRect(box, 4, 4)
        if on:
            paint.draw_mark(p, box.center() + QPointF(0, 0.5), "tick", size=13, ink=look.colour("bg"))
