"""Every drill, the weakest first: find one by principle and kind, see what it listens for, begin it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.pages.base import Page
from desktop.practice_view import KINDS, STANDING, DrillDetail
from desktop.widgets import paint
from desktop.widgets.controls import Button, Label, Marks, Rule, Segmented
from desktop.widgets.drawn_list import DrawnList, DrawnRow
from desktop.widgets.fields import Chooser
from desktop.widgets.layout import Scroll, boxed, clear, column, row
from desktop.words import tr

_DETAIL = 432
STANDING_MARKS: dict[str, paint.Mark] = {"held": "full", "partly": "half", "missed": "dodged"}


class DrillsPage(Page):
    """`show_drills` fills the list, `show_detail` the side."""

    picked = Signal(str)
    """A drill's subject, as in the others."""
    start = Signal(str, bool)
    """And whether the answer is typed."""
    filter_changed = Signal(str, str)
    """Principle and kind, "" for all."""

    title = "Drills"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._principles = Chooser("Principle")
        self._principles.setMinimumWidth(280)
        self._kinds = Segmented(KINDS, name="Kind")
        self._principles.currentIndexChanged.connect(lambda _: self._filter())
        self._kinds.changed.connect(lambda _: self._filter())
        self._count = Label("", "label", "text3", weight=400)
        self._list = DrawnList("Drills")
        self._list.picked.connect(self.picked)
        self._list.chosen.connect(lambda subject: self.start.emit(subject, False))
        self._detail = column()
        self._start = Button("Start", "primary", "Enter")
        self._start.clicked.connect(lambda: self._begin(typed=False))
        self._typed = Button("Type instead", "quiet", "T")
        self._typed.clicked.connect(lambda: self._begin(typed=True))
        QShortcut(QKeySequence("T"), self, lambda: self._begin(typed=True))
        self.setLayout(self._lay_out())

    def _lay_out(self) -> QVBoxLayout:
        head = row(Label("Drills", "title"), None, column(None, self._count, 4))
        filters = row(self._principles, 12, self._kinds, None, align=Qt.AlignmentFlag.AlignVCenter)
        side = column(24, self._detail, 28, row(self._start, 12, self._typed, None), 24, None)
        side.setContentsMargins(32, 0, 0, 0)
        detail = Scroll(boxed(side))
        detail.setFixedWidth(_DETAIL)
        sides = row(self._list, 24, Rule(upright=True), detail)
        sides.setStretch(0, 1)
        made = column(24, head, 16, filters, 16, Rule(), sides)
        made.setStretchFactor(sides, 1)
        made.setContentsMargins(self.margin, 0, self.margin, 0)
        return made

    # ------------------------------------------------------------ showing
    def show_drills(self, rows: tuple[DrawnRow, ...], principles: tuple[tuple[str, str], ...]) -> None:
        self._principles.offer([("", "Every principle"), *principles], self._principles.value())
        self._list.draw_rows(rows)
        self._count.setText(tr("{count} drills", count=len(rows)) if len(rows) != 1 else "One drill")
        if self._list.current():
            self.picked.emit(self._list.current())
        if self.hasFocus():
            self.entered()

    def show_detail(self, detail: DrillDetail) -> None:
        drill = detail.drill
        clear(self._detail)
        self._detail.addWidget(Label(detail.principle, "small", "text3", wrap=True))
        self._detail.addSpacing(4)
        self._detail.addWidget(Label(drill.question, "spoken", wrap=True))
        self._detail.addSpacing(12)
        self._detail.addWidget(Label(detail.about, "label", "text2", weight=400, wrap=True))
        if drill.listens_for:
            self._detail.addSpacing(20)
            self._detail.addWidget(Label("What it listens for", "label"))
            self._detail.addSpacing(4)
            self._detail.addWidget(Label(drill.listens_for, "body", "text2", wrap=True))
        if detail.history:
            self._detail.addSpacing(20)
            self._detail.addWidget(Label("So far", "label"))
            self._detail.addSpacing(6)
            marks = row(spacing=6)
            for standing in detail.history:
                marks.addWidget(Marks(STANDING_MARKS[standing], tr(STANDING[standing])))
            marks.addStretch(1)
            self._detail.addLayout(marks)
            self._detail.addSpacing(4)
            self._detail.addWidget(Label(detail.last, "small", "text3"))

    def pick(self, subject: str) -> None:
        """Show a drill; clears the filters if they hide it."""
        if not self._list.select(subject):
            self._principles.setCurrentIndex(0)
            self._kinds.set_value("")
            self._filter()
            self._list.select(subject)

    def current(self) -> str:
        return self._list.current()

    def chosen_filter(self) -> tuple[str, str]:
        """Principle and kind; "" for all."""
        return self._principles.value(), self._kinds.value()

    def choose_principle(self, principle: str) -> None:
        """From outside: only this one's drills."""
        index = self._principles.findData(principle)
        self._principles.setCurrentIndex(max(0, index))

    def entered(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> bool:
        self._begin(typed=False)
        return True

    def _begin(self, *, typed: bool) -> None:
        if self._list.current():
            self.start.emit(self._list.current(), typed)

    def _filter(self) -> None:
        self.filter_changed.emit(*self.chosen_filter())
