"""A drill that is over: whether it held, what to change, the contrast, and the way to another try."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.pages.base import Page
from desktop.pages.drills import STANDING_MARKS
from desktop.pages.practice_parts import narrowed
from desktop.practice_view import STANDING, FindingView
from desktop.stories_view import spans_of
from desktop.widgets.controls import Button, Label, Marks, Rule
from desktop.widgets.layout import Scroll, boxed, clear, column, row
from desktop.widgets.story_bar import StoryBar
from desktop.words import tr
from interviewer import captions

_SIDE = 432
_SHARE = 0.37
"""Of a narrow page, for the side: the buttons at the left need the rest."""


class DrillFindingPage(Page):
    """Shows a FindingView."""

    again = Signal()
    following = Signal()
    replay = Signal(str, int)
    """A session's id, and a moment, samples."""
    done = Signal()

    title = "Drill"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: FindingView | None = None
        self._question = Label("", "lead", "text2", wrap=True)
        self._mark = Marks("half")
        self._headline = Label("", "title", wrap=True, balance=True)
        self._bar = StoryBar()
        self._bar_box = boxed(column(16, self._bar))
        self._times = Label("", "small", "text3")
        self._noted, self._side = column(), column()
        self._again = Button("Again", "primary", "Enter")
        self._again.clicked.connect(self.again)
        self._next = Button("Next", "plain", "N")
        self._next.clicked.connect(self.following)
        self._replay = Button("Hear it", "quiet", "R")
        self._replay.clicked.connect(self._to_replay)
        back = Button("Done", "quiet", "Esc")
        back.clicked.connect(self.done)
        self._next_words = Label("", "small", "text3", elide=True)
        self.setLayout(self._lay_out(back))
        for key, act in (("N", self.following.emit), ("R", self._to_replay)):
            QShortcut(QKeySequence(key), self, act)

    def _lay_out(self, back: Button) -> QVBoxLayout:
        head = row(column(9, self._mark, None), 16, self._headline)
        head.setStretch(2, 1)
        buttons = row(self._again, 16, self._next, 8, self._replay, 8, back, None)
        left = column(
            32, self._question, 20, head, self._bar_box, 8, self._times, 28, buttons, 8, self._next_words, 28,
            self._noted, 32, None,
        )  # fmt: skip
        left.setContentsMargins(self.margin, 0, 32, 0)
        side = column(32, self._side, 32, None)
        side.setContentsMargins(32, 0, self.margin, 0)
        self._right = Scroll(boxed(side))
        sides = row(Scroll(narrowed(left)), Rule(upright=True), self._right)
        sides.setStretch(0, 1)
        return column(sides)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._right.setFixedWidth(min(_SIDE, round(_SHARE * self.width())))

    def show_view(self, view: FindingView) -> None:
        self._view = view
        result, drill = view.result, view.detail.drill
        self._question.setText(drill.question)
        self._mark.set_kind(STANDING_MARKS[result.standing], tr(STANDING[result.standing]))
        self._headline.setText(result.headline)
        self._bar_box.setVisible(result.timing is not None)
        self._bar.set_spans(spans_of(result.timing))
        self._times.setText(_times(view))
        self._next_words.setText(tr("Next: {following}", following=view.following) if view.following else "")
        self._next.setVisible(bool(view.following))
        clear(self._noted)
        for noted in result.noted:
            self._noted.addWidget(Rule())
            self._noted.addSpacing(12)
            self._noted.addWidget(Label(noted.note, "body", weight=500, wrap=True))
            if noted.quote:
                self._noted.addWidget(
                    Label(captions.quoted(noted.quote), "label", "text3", weight=400, wrap=True)
                )
            self._noted.addSpacing(2)
            self._noted.addWidget(Label(noted.fix, "body", "text2", wrap=True))
            self._noted.addSpacing(12)
        self._fill_side(view)
        self.announce(result.headline)

    def _fill_side(self, view: FindingView) -> None:
        drill, result, side = view.detail.drill, view.result, self._side
        clear(side)

        def block(title: str, words: str, under: str = "") -> None:
            if words:
                side.addWidget(Label(title, "heading"))
                side.addSpacing(6)
                side.addWidget(Label(words, "body", "text2", wrap=True))
                if under:
                    side.addSpacing(4)
                    side.addWidget(Label(under, "label", "text3", weight=400, wrap=True))
                side.addSpacing(24)

        block("What you said", result.said)
        block("What it listens for", drill.listens_for, result.lacks)
        block("Loses ground", captions.quoted(drill.weak) if drill.weak else "", drill.weak_why)
        block("Holds", captions.quoted(drill.strong) if drill.strong else "", drill.strong_line and tr("To keep: {quote}", quote=captions.quoted(drill.strong_line)))  # fmt: skip
        if view.detail.history:
            marks = row(spacing=6)
            for standing in view.detail.history:
                marks.addWidget(Marks(STANDING_MARKS[standing], tr(STANDING[standing])))
            marks.addStretch(1)
            side.addWidget(Label("So far", "heading"))
            side.addSpacing(8)
            side.addLayout(marks)
            side.addSpacing(4)
            side.addWidget(Label(view.detail.last, "small", "text3"))

    def entered(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> bool:
        self.again.emit()
        return True

    def escape(self) -> bool:
        self.done.emit()
        return True

    def _to_replay(self) -> None:
        if self._view is not None:
            starts = [noted.start for noted in self._view.result.noted if noted.start >= 0]
            self.replay.emit(self._view.session, starts[0] if starts else 0)


def _times(view: FindingView) -> str:
    """ "Answered in 38 s. Set-up 0:21, action 60%"."""
    result = view.result
    words = tr("Answered in {length}", length=captions.length(result.seconds)) if result.seconds else ""
    if result.timing is not None and view.detail.drill.section is None:
        timing = result.timing
        words += tr(
            ". Set-up {long}, action {action_share:.0%}",
            long=captions.clock_of_seconds(timing.setup_seconds),
            action_share=timing.action_share,
        )
    return words
