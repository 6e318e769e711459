"""Today: one thing to do, the sound checked beside it, and below it what came of the last one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.pages.base import Page
from desktop.pages.home_checks import ChecksPanel
from desktop.pages.home_columns import LastResultColumn, RoundsColumn
from desktop.pages.home_plan import PlanColumn
from desktop.pages.tour import Step
from desktop.view import Checks, HomeView, Loopback, Recovery
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.layout import Scroll, boxed, column, row
from desktop.words import tr

_LEFT, _RIGHT, _BELOW = 672, 368, 400
_RIGHT_LEAST, _NARROW = 304, 1100
"""Widths of the upper columns, and where the lower ones begin under the top bar (1280 by 800)."""
_LOW, _WIDEST = 736, 2720
"""Height of the page in a window of 1280 by 800, and the width beyond which the columns stay together."""
_LARGE = (1800, 1200)
"""Width and height from which on the one thing is said in the largest type."""
_PROBLEMS = 2
"""How many mistakes in files of the user's own are named here."""


class HomePage(Page):
    """Shows a HomeView; asks for a round, a report, another choice, or a test of the sound."""

    start = Signal(str, str, str)
    """round id, company id, level id."""
    start_typed = Signal(str, str, str)
    """The same, answered by the keyboard."""
    watch_sample = Signal()
    """See a sample candidate in the room."""
    choose = Signal()
    """Find another round."""
    open_round = Signal(str)
    open_report = Signal(str)
    recover = Signal(str)
    """Session id of a round that was cut off."""
    forget = Signal(str)
    """Leave that round as it is and do not offer it again."""
    loopback_requested = Signal()
    microphone_chosen = Signal(str)
    loudspeaker_chosen = Signal(str)

    title = "Today"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: HomeView | None = None
        self.checks = ChecksPanel()
        self.checks.loopback_requested.connect(self.loopback_requested)
        self.checks.microphone_chosen.connect(self.microphone_chosen)
        self.checks.loudspeaker_chosen.connect(self.loudspeaker_chosen)
        self._problems = _ProblemsStrip()
        self._recovery = _RecoveryStrip()
        self._recovery.recover.connect(self.recover)
        self._recovery.forget.connect(self.forget)
        self._last = LastResultColumn()
        self._last.open_report.connect(self.open_report)
        self._rounds = RoundsColumn()
        self._rounds.open_round.connect(self.open_round)
        self._rounds.choose.connect(self.choose)
        self._plan = PlanColumn()
        content = QWidget()
        content.setLayout(self._lay_out())
        self.setLayout(column(Scroll(content)))
        self._keys()

    def _lay_out(self) -> QVBoxLayout:
        self._reason = Label("", "lead", "text2", wrap=True)
        self._headline = Label("", "display", wrap=True, balance=True)
        self._detail = Label("", "lead", "text2", wrap=True)
        self._start = Button("Start", "primary", "Enter")
        self._start.clicked.connect(self._emit_start)
        self._other = Button("Choose something else", "quiet")
        self._other.clicked.connect(self.choose)
        typed = Button("Type instead", "quiet", "T", name="Start, and type the answers instead of speaking")
        typed.clicked.connect(self._emit_typed)
        self._sample = Button("Watch a sample", "quiet", name="Watch a sample round")
        self._sample.clicked.connect(self.watch_sample)
        buttons = row(self._start, 16, self._other, 8, typed, 8, self._sample, None)
        self._to_do = to_do = boxed(
            column(
                self._problems,
                self._recovery,
                16,
                self._reason,
                16,
                self._headline,
                16,
                self._detail,
                32,
                buttons,
                None,
            )
        )
        self._sound = sound = boxed(column(self.checks, None))
        upper = row(to_do, 32, None, sound)
        upper.setStretchFactor(to_do, 1000)
        upper.setStretchFactor(sound, 900)
        self._upper = upper_box = boxed(upper)
        lower = row(self._last, self._rounds, self._plan, spacing=56)
        for number, share in enumerate((3, 5, 3)):
            lower.setStretch(number, share)
        made = column(upper_box, 20, lower)
        made.setStretchFactor(lower, 1)
        self._whole = made
        self._fit()
        return made

    def _fit(self) -> None:
        """A large window gives its room to the one thing, to the ring, and to the columns below."""
        more = max(0, self.height() - _LOW)
        large = self.width() >= _LARGE[0] and self.height() >= _LARGE[1]
        margin = max(self.margin, (self.width() - _WIDEST) // 2)
        above = 32 + min(140, more // 11)
        self._whole.setContentsMargins(margin, above, margin, 24)
        self._upper.setMinimumHeight(_BELOW - 52 + min(320, more // 5))
        self.checks.ring.set_size(theme.current().size("ring_check") + min(144, max(0, more - 240) // 6))
        self._headline.set_role("hero" if large else "display")
        for label in (self._reason, self._detail):
            label.set_role("spoken" if large else "lead")
        self._detail.setMaximumWidth(760 if large else 584)
        self._to_do.setMaximumWidth(1400 if large else _LEFT + 160)
        third = (self.width() - 2 * margin - 112) * 3 // 11  # the plan's column, below
        self._sound.setMinimumWidth(third if large else _RIGHT_LEAST)
        self._sound.setMaximumWidth(third if large else _RIGHT)

    def _keys(self) -> None:
        QShortcut(QKeySequence("R"), self, self._last.press)
        QShortcut(QKeySequence("/"), self, self.choose.emit)
        QShortcut(QKeySequence("T"), self, self._emit_typed)

    # ------------------------------------------------------------ showing
    def show_view(self, view: HomeView) -> None:
        self._view = view
        self._reason.setText(view.reason)
        self._headline.setText(view.headline)
        self._detail.setText(view.detail)
        self._start.setEnabled(bool(view.round_id))
        self._problems.show_problems(view.problems)
        self._recovery.show_recovery(view.recovery)
        self._sample.setVisible(view.sample)
        self._last.show_result(view.last)
        self._rounds.show_rounds(view.rounds, view.rounds_total)
        self._plan.show_plan(view.plan)
        self.show_checks(view.checks)

    def show_checks(self, checks: Checks) -> None:
        """The right column alone, as devices come and go."""
        for words in self.checks.show_checks(checks):
            self.announce(words)

    def show_loopback(self, loopback: Loopback) -> None:
        """Where the one-sentence test stands."""
        words = self.checks.show_loopback(loopback)
        if words:
            self.announce(words)

    def set_level(self, dbfs: float) -> None:
        self.checks.set_level(dbfs)

    def left(self) -> None:
        self.checks.close_choosers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._other.setVisible(self.width() >= _NARROW)  # the list below leads to the same page
        self._fit()

    def tour_steps(self, bar: QWidget) -> tuple[Step, ...]:
        """Four stops, in the order in which they are needed; `bar` is the window's top bar."""
        return (
            Step(
                self.checks, "Say a sentence.", "The ring moves when I hear you. What is wrong is said here."
            ),
            Step(self._start, "One button starts it.", "What you should practise next, and above it why."),
            Step(
                self._rounds,
                "Or choose a round yourself.",
                "Every round can be spoken or typed, at your company and level.",
            ),
            Step(
                bar,
                "Every action has a key.",
                "Press ? on any page to see them. Nothing you say leaves here.",
            ),
        )

    def enter(self) -> bool:
        self._emit_start()
        return True

    def _emit_start(self) -> None:
        if self._view is not None and self._view.round_id:
            self.start.emit(self._view.round_id, self._view.company, self._view.level)

    def _emit_typed(self) -> None:
        if self._view is not None and self._view.round_id:
            self.start_typed.emit(self._view.round_id, self._view.company, self._view.level)


class _ProblemsStrip(QWidget):
    """What is wrong with files of the user's own; the rest works."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", "label", "text2", weight=400, wrap=True)
        self.setLayout(column(self._words, 16, Rule()))
        self.hide()

    def show_problems(self, problems: tuple[str, ...]) -> None:
        self.setVisible(bool(problems))
        left = len(problems) - _PROBLEMS
        more = (
            tr(" And {len} more: the command “hotseat content check” names them all.", len=left)
            if left > 0
            else ""
        )
        self._words.setText(" ".join(problems[:_PROBLEMS]) + more)


class _RecoveryStrip(QWidget):
    """A round that was cut off: take it to its report, or leave it."""

    recover = Signal(str)
    forget = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._session = ""
        self._words = Label("", "body", wrap=True)
        take = Button("Take it to its report", "link")
        take.clicked.connect(lambda: self.recover.emit(self._session))
        leave = Button("Leave it", "link")
        leave.clicked.connect(lambda: self.forget.emit(self._session))
        self.setLayout(column(self._words, 8, row(take, 24, leave, None), 16, Rule()))
        self.hide()

    def show_recovery(self, recovery: Recovery | None) -> None:
        self.setVisible(recovery is not None)
        if recovery is not None:
            self._session = recovery.session_id
            self._words.setText(recovery.words)
