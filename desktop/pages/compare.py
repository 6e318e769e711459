"""Two attempts at the same round side by side: what changed in scores, sections, gaps and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.pages.base import Page
from desktop.pages.report_parts import Body, day, flowing, head
from desktop.replay_model import ReplayModel
from desktop.widgets.answer_words import AnswerWords
from desktop.widgets.compare_rows import NAME, CompareBars, PairRow, gap_row, score_row
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.fields import Chooser
from desktop.widgets.layout import boxed, column, row
from desktop.widgets.ledger_rows import ClaimRow
from desktop.words import tr
from interviewer.compare import Comparison, Figures


@dataclass(frozen=True, slots=True)
class Attempt:
    """One side, with what is needed to show and to play it."""

    model: ReplayModel
    sound: bool


@dataclass(frozen=True, slots=True)
class CompareView:
    """The whole page."""

    found: Comparison
    then: Attempt
    now: Attempt
    others: Sequence[tuple[str, str]]
    """Ids and names of all attempts the later one can be compared with, the one shown among them."""


class ComparePage(Page):
    """`show_view` fills it."""

    play_requested = Signal(str, int, int)
    """A session's id, first and last sample."""
    replay_requested = Signal(str, int)
    """A session's id, and the sample to open it at."""
    other_requested = Signal(str)
    """Compare with this attempt instead: its id."""

    title = "Two attempts"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: CompareView | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.verticalScrollBar().rangeChanged.connect(self._keep_margin)
        self._chooser = Chooser("The attempt to compare with")
        self._chooser.setMinimumWidth(240)
        self._chooser.activated.connect(lambda _: self.other_requested.emit(self._chooser.value()))
        self.setLayout(column(self._area))

    def show_view(self, view: CompareView) -> None:
        self._view = view
        self._chooser.setParent(None)  # the old body is thrown away, this is used again
        self._chooser.offer(view.others, view.then.model.session_id)
        body = Body()
        whole = QVBoxLayout(body)
        whole.setSpacing(0)
        whole.setContentsMargins(self.margin, 16, self.margin, 64)
        self._add_head(whole, view)
        self._add_sections(whole, view)
        self._add_tables(whole, view)
        self._add_rows(
            whole, "Gaps", _gap_sum(view), [gap_row(pair, self._sound()) for pair in view.found.gaps]
        )
        self._add_figures(whole, view)
        self._add_words(whole, view)
        whole.addStretch()
        self._area.setWidget(body)
        for pair in body.findChildren(PairRow):
            pair.play_requested.connect(self._play)
        self._keep_margin(0, self._area.verticalScrollBar().maximum())
        self.setAccessibleName(tr("Two attempts. {headline}", headline=view.found.headline))

    def entered(self) -> None:
        self._area.verticalScrollBar().setValue(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._view is not None:
            self.announce(f"{self._view.found.headline} {self._view.found.summary}")

    def set_playing(self, session_id: str = "", start: int = 0, end: int = 0) -> None:
        """Mark what is being heard; without arguments, that nothing is."""
        which = ""
        if self._view is not None and session_id:
            which = "then" if session_id == self._view.then.model.session_id else "now"
        for pair in self.findChildren(PairRow):
            pair.set_playing((which, start, end) if which else None)

    # ------------------------------------------------------------ parts
    def _add_head(self, whole: QVBoxLayout, view: CompareView) -> None:
        found = view.found
        against = row(
            Label("Compared with", "label", "text3", weight=400), 12, self._chooser,
            align=Qt.AlignmentFlag.AlignVCenter,
        )  # fmt: skip
        words = column(
            8,
            Label(f"{found.now.round_title}, {_when(view.now)}", "label", "text3"),
            12,
            flowing(found.headline, "display"),
            12,
            flowing(found.summary, "lead", "text2"),
        )
        top = QHBoxLayout()
        top.setSpacing(64)
        top.addLayout(words, 1)
        top.addLayout(column(8, against, None))
        whole.addLayout(top)

    def _add_sections(self, whole: QVBoxLayout, view: CompareView) -> None:
        then, now = view.found.then.timing, view.found.now.timing
        if not view.found.sections or then is None or now is None:
            return
        sums = tr(
            "Set-up {setup_seconds:.0f} s, now {setup_seconds2:.0f}      Action {action_share:.0%}, now {action_share2:.0%}",
            setup_seconds=then.setup_seconds,
            setup_seconds2=now.setup_seconds,
            action_share=then.action_share,
            action_share2=now.action_share,
        )
        whole.addSpacing(40)
        whole.addLayout(head("Section timing, main answer", sums))
        whole.addSpacing(12)
        whole.addWidget(CompareBars(view.found, "Then", "Now"))

    def _add_tables(self, whole: QVBoxLayout, view: CompareView) -> None:
        means = [{table.name: table.mean for table in r.tables} for r in (view.found.then, view.found.now)]
        for name in dict.fromkeys(pair.table for pair in view.found.rows):
            told = [
                f"{lead}{mean[name]:.2f}"
                for lead, mean in zip(("", "now "), means, strict=True)
                if name in mean
            ]
            rows = [score_row(pair, self._sound()) for pair in view.found.rows if pair.table == name]
            self._add_rows(whole, name, ", ".join(told), rows)

    def _add_rows(self, whole: QVBoxLayout, title: str, beside: str, rows: Sequence[QWidget]) -> None:
        if not rows:
            return
        whole.addSpacing(48)
        whole.addLayout(head(title, beside))
        whole.addSpacing(12)
        whole.addLayout(self._sides())
        whole.addSpacing(8)
        for each in rows:
            whole.addWidget(each)
        whole.addWidget(Rule())

    def _sides(self) -> QHBoxLayout:
        """The heads of the two columns."""
        assert self._view is not None
        sides = row(boxed(row(None), width=NAME))
        for which, attempt in (("Then", self._view.then), ("Now", self._view.now)):
            sides.addWidget(Label(f"{which}, {_when(attempt)}", "label", "text3", weight=400), 1)
            sides.addSpacing(32 if which == "Then" else 0)
        return sides

    def _add_figures(self, whole: QVBoxLayout, view: CompareView) -> None:
        found = view.found
        if not found.figures_then.claims and not found.figures_now.claims:
            return
        pair = QHBoxLayout()
        pair.setSpacing(48)
        for which, figures, attempt in (
            ("Then", found.figures_then, view.then),
            ("Now", found.figures_now, view.now),
        ):
            pair.addLayout(self._figures(which, figures, attempt), 1)
        whole.addSpacing(48)
        whole.addLayout(pair)

    def _figures(self, which: str, figures: Figures, attempt: Attempt) -> QVBoxLayout:
        told = (
            tr("{based} of {count} with a baseline", based=figures.based, count=len(figures.claims))
            if figures.claims
            else ""
        )
        side = column(head(tr("Figures, {which}", which=which.lower()), told), 12)
        session_id = attempt.model.session_id
        for claim in figures.claims:
            line = ClaimRow(claim, playable=attempt.sound)
            line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.play_requested.connect(lambda a, b, s=session_id: self.play_requested.emit(s, a, b))
            line.replay_requested.connect(lambda at, s=session_id: self.replay_requested.emit(s, at))
            side.addWidget(line)
        if not figures.claims:
            side.addLayout(column(Rule(), 11, Label("No figure was given.", "body", "text3"), 12))
        side.addWidget(Rule())
        side.addStretch()
        return side

    def _add_words(self, whole: QVBoxLayout, view: CompareView) -> None:
        """The opening answers, as they were said."""
        pair = QHBoxLayout()
        pair.setSpacing(48)
        for which, attempt in (("Then", view.then), ("Now", view.now)):
            replay = Button("Replay", "link", name=tr("Replay the attempt of {when}", when=_when(attempt)))
            session_id = attempt.model.session_id
            replay.clicked.connect(lambda _=False, s=session_id: self.replay_requested.emit(s, 0))
            words = AnswerWords(attempt.model)
            words.sought.connect(lambda at, s=session_id: self.replay_requested.emit(s, at))
            title = Label(tr("In words, {which}", which=which.lower()), "heading")
            pair.addLayout(column(row(title, None, replay), 12, Rule(), 12, words, None), 1)
        whole.addSpacing(48)
        whole.addLayout(pair)

    # ------------------------------------------------------------ inside
    def _sound(self) -> tuple[bool, bool]:
        assert self._view is not None
        return self._view.then.sound, self._view.now.sound

    def _play(self, which: str, start: int, end: int) -> None:
        if self._view is not None:
            attempt = self._view.then if which == "then" else self._view.now
            self.play_requested.emit(attempt.model.session_id, start, end)

    def _keep_margin(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin, so that the columns keep their places."""
        body = self._area.widget()
        layout = body.layout() if body is not None else None
        if layout is not None:
            bar = self._area.verticalScrollBar().sizeHint().width() if most > 0 else 0
            layout.setContentsMargins(self.margin, 16, self.margin - bar, 64)


def _when(attempt: Attempt) -> str:
    when: datetime = attempt.model.when
    return f"{day(when)}, {when.hour}:{when.minute:02d}"


_GAP_WORDS = {"closed": "closed", "open": "still open", "new": "new"}


def _gap_sum(view: CompareView) -> str:
    counts = {
        standing: sum(1 for gap in view.found.gaps if gap.standing == standing)
        for standing in ("closed", "open", "new")
    }
    return ", ".join(f"{number} {tr(_GAP_WORDS[key])}" for key, number in counts.items() if number)
