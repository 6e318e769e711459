"""The report: the verdict, both tables, the timing, what to change, and what was asked, each with its evidence."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from desktop.pages.base import Page
from desktop.pages.report_parts import Body, head, lifts_section, rows_of, section, verdict
from desktop.widgets.answer_row import AnswerRow
from desktop.widgets.change_card import ChangeCard
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.ledger_rows import ClaimRow, TrapRow
from desktop.widgets.part_rows import part_rows
from desktop.widgets.rows import FactRow, Row
from desktop.widgets.score_table import ScoreTableView
from desktop.widgets.timing_bars import TimingBars
from desktop.words import tr
from interviewer import captions
from interviewer.analysis.findings import Section
from interviewer.report import Report, TrapResult

FORMATS = (
    ("html", "Page with sound (HTML)"),
    ("markdown", "Text (Markdown)"),
    ("srt", "Subtitles (SRT)"),
    ("labels", "Labels (Audacity)"),
)
"""What `export_requested` may carry, with the words of the menu."""


class _Area(QScrollArea):
    """Leaves the arrows to the page; Page up and down, Home and End still scroll."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ReportPage(Page):
    """Shows one report; asks the window to play, replay, export."""

    play_requested = Signal(int, int)
    """First and last sample of a quote."""
    replay_requested = Signal(int)
    """Open the replay at this sample."""
    compare_requested = Signal()
    """With an earlier attempt at the same round, where there is one."""
    practise_again = Signal()
    sound_wanted = Signal()
    """See whether the microphone works, after a round in which nothing was heard."""
    export_requested = Signal(str)
    """One of `FORMATS`."""

    title = "Report"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._rows: list[Row] = []
        self._current = 0
        self._playable = True
        self._when: datetime | None = None
        self._earlier = ""
        self._area = _Area(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.verticalScrollBar().rangeChanged.connect(self._keep_margin)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    # ------------------------------------------------------------ what is shown
    def show_report(
        self, report: Report, when: datetime, *, playable: bool = True, earlier: str = ""
    ) -> None:
        """Show `report` of the session begun at `when`; `playable` is False where no sound was kept.

        `earlier` is the day of another attempt it can be compared with; empty for none.
        """
        self._report, self._playable, self._current = report, playable, 0
        self._when, self._earlier = when, earlier
        body = Body()
        column = QVBoxLayout(body)
        column.setContentsMargins(self.margin, 16, self.margin, 64)
        column.setSpacing(0)
        links = self._links()
        column.addLayout(verdict(report, when, links))
        self._add_disqualifier(column, report)
        self._add_tables(column, report)
        self._add_timing(column, report)
        self._add_changes(column, report)
        self._add_parts(column, report)
        self._add_lifts(column, report)
        self._add_asked(column, report)
        self._add_ledgers(column, report)
        self._add_findings(column, report)
        self._add_foot(column, report)
        column.addStretch()
        self._rows = list(rows_of(body))
        for row in self._rows:
            row.play_requested.connect(self.play_requested)
            row.replay_requested.connect(self.replay_requested)
            row.chosen.connect(lambda row=row: self._choose(self._rows.index(row)))
        self._area.setWidget(body)
        self._mark_tab_stop()
        self.setAccessibleName(tr("Report. {headline}", headline=report.headline))

    def renew(self, report: Report) -> None:
        """The same session, scored anew."""
        if self._when is not None:
            self.show_report(report, self._when, playable=self._playable, earlier=self._earlier)

    def entered(self) -> None:
        self._area.verticalScrollBar().setValue(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._report is not None:
            self.announce(f"{self._report.headline} {captions.lead(self._report)}")

    def set_playing(self, start: int | None, end: int | None = None) -> None:
        """Mark the quote that is being heard; None when it has ended."""
        span = (start, end) if start is not None and end is not None else None
        for row in self._rows:
            row.set_playing(span)

    # ------------------------------------------------------------ parts
    def _links(self) -> list[Button]:
        replay = Button("Replay", "link", name="Open the replay")
        replay.clicked.connect(lambda: self.replay_requested.emit(0))
        export = Button("Export", "link", name="Export the report")
        export.clicked.connect(lambda: self._export_menu(export))
        replay.setVisible(self._playable or bool(self._report and self._report.spans))
        compare = Button(tr("Compare with {earlier}", earlier=self._earlier), "link")
        compare.clicked.connect(self.compare_requested)
        compare.setVisible(bool(self._earlier))
        return [compare, replay, export]

    def _add_disqualifier(self, column: QVBoxLayout, report: Report) -> None:
        if not report.disqualifier:
            return
        said = report.disqualifier_evidence
        row = FactRow(
            report.disqualifier,
            captions.quoted(said.quote) if said else "",
            (said.start, said.end) if said else None,
            word="A no",
            mark="open",
            playable=self._playable,
        )
        column.addSpacing(32)
        column.addWidget(row)
        column.addWidget(Rule())

    def _add_tables(self, column: QVBoxLayout, report: Report) -> None:
        """Two side by side; a round may have one table, or more than two."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(48)
        grid.setVerticalSpacing(40)
        for number, table in enumerate(report.tables):
            grid.addWidget(
                ScoreTableView(table, playable=self._playable, scored=report.scored), number // 2, number % 2
            )
            grid.setColumnStretch(number % 2, 1)
        column.addSpacing(32)
        column.addLayout(grid)

    def _add_timing(self, column: QVBoxLayout, report: Report) -> None:
        for story, timing in captions.main_timings(report):
            sums = f"{captions.setup_of(timing)}      {captions.action_of(timing)}".rstrip()
            bars = TimingBars(timing, captions.with_follow_ups(report, story))
            bars.section_chosen.connect(lambda name, story=story: self._replay_section(name, story))
            column.addSpacing(28)
            column.addLayout(head(captions.timing_title(report, story), sums))
            column.addSpacing(12)
            column.addWidget(bars)

    def _add_changes(self, column: QVBoxLayout, report: Report) -> None:
        if not report.changes:
            return
        column.addSpacing(44)
        column.addLayout(head(captions.changes_title(report), captions.changes_sum(report), role="title"))
        column.addSpacing(20)
        column.addWidget(Rule())
        column.addSpacing(24)
        cards = QHBoxLayout()
        cards.setSpacing(48)
        made = [ChangeCard(n, change, playable=self._playable) for n, change in enumerate(report.changes, 1)]
        for card in made:
            card.stand_beside(made)
            cards.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(cards)

    def _add_parts(self, column: QVBoxLayout, report: Report) -> None:
        rows = part_rows(report.parts, playable=self._playable)
        if rows:
            column.addSpacing(48)
            column.addWidget(section("The parts of the question", captions.parts_sum(report.parts), rows))

    def _add_lifts(self, column: QVBoxLayout, report: Report) -> None:
        if report.lifts:
            column.addSpacing(48)
            column.addWidget(lifts_section(report, playable=self._playable))

    def _add_asked(self, column: QVBoxLayout, report: Report) -> None:
        answers = {answer.sample: answer for answer in report.answers}
        rows = [AnswerRow(item, answers.get(item.sample), playable=self._playable) for item in report.asked]
        if rows:
            column.addSpacing(48)
            column.addWidget(section("What the interviewer asked", captions.asked_sum(report.asked), rows))

    def _add_ledgers(self, column: QVBoxLayout, report: Report) -> None:
        if not report.traps and not report.claims:
            return
        pair = QHBoxLayout()
        pair.setSpacing(48)
        traps = [TrapRow(trap, playable=self._playable) for trap in _met_first(report)]
        claims = [
            ClaimRow(claim, playable=self._playable) for claim in captions.claims_in_order(report.claims)
        ]
        still_open = sum(1 for claim in report.claims if claim.status == "open")
        if traps:
            pair.addWidget(section("Traps of this round", captions.traps_sum(report.traps), traps), 1)
        if claims:
            pair.addWidget(
                section(
                    "Figures you gave",
                    tr("{still_open} of {count} open", still_open=still_open, count=len(claims)),
                    claims,
                ),
                1,
            )
        column.addSpacing(48)
        column.addLayout(pair)

    def _add_findings(self, column: QVBoxLayout, report: Report) -> None:
        rows = [
            FactRow(
                found.note,
                found.fix,
                (found.start, found.end),
                under=captions.quoted(found.quote) if found.quote else "",
                playable=self._playable,
            )
            for found in report.findings
        ]
        if rows:
            column.addSpacing(48)
            column.addWidget(section("Findings", tr("{count} in all", count=len(rows)), rows))

    def _add_foot(self, column: QVBoxLayout, report: Report) -> None:
        again = Button("Practise this again", "primary")
        again.clicked.connect(self.practise_again)
        replay = Button("Open the replay", "quiet", "Enter")
        replay.clicked.connect(lambda: self.replay_requested.emit(0))
        export = Button("Export", "quiet")
        export.clicked.connect(lambda: self._export_menu(export))
        foot = QHBoxLayout()
        foot.setSpacing(24)
        sound = Button("Check the microphone", "quiet")
        sound.clicked.connect(self.sound_wanted)
        silent = (again, replay) if report.typed else (again, sound, replay)
        for button in (again, replay, export) if report.scored else silent:
            foot.addWidget(button)
        foot.addStretch()
        if report.scored:
            foot.addWidget(Label("P plays a quote, up and down move, Enter replays there", "small", "text3"))
        column.addSpacing(48)
        column.addLayout(foot)

    # ------------------------------------------------------------ acts
    def _export_menu(self, button: Button) -> None:
        menu = QMenu(self)
        for key, words in FORMATS:
            action = QAction(words, menu)
            action.triggered.connect(lambda _=False, key=key: self.export_requested.emit(key))
            menu.addAction(action)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _replay_section(self, name: str, story: int) -> None:
        if self._report is None:
            return
        told = [answer.spans for answer in self._report.answers if answer.story == story and answer.told]
        spans = told[0] if told else self._report.spans
        own = [span for span in spans if span.section == Section(name)]
        if own:
            self.replay_requested.emit(own[0].start)

    def _choose(self, index: int) -> None:
        self._current = index
        self._mark_tab_stop()
        row = self._rows[index]
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(row, 0, 80)

    def _walk(self, step: int) -> None:
        """The first press only shows where the current row is."""
        if self.window().focusWidget() is self._rows[self._current]:
            self._choose(min(len(self._rows) - 1, max(0, self._current + step)))
        else:
            self._choose(self._current)

    def _keep_margin(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin, so that the columns keep their places."""
        body = self._area.widget()
        layout = body.layout() if body is not None else None
        if layout is not None:
            bar = self._area.verticalScrollBar().sizeHint().width() if most > 0 else 0
            layout.setContentsMargins(self.margin, 16, self.margin - bar, 64)

    def _mark_tab_stop(self) -> None:
        """Only the current row is a stop for Tab: a report has dozens."""
        for index, row in enumerate(self._rows):
            stop = index == self._current
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._rows:
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_P and self._rows:
            self._rows[self._current].play()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
            self._rows[self._current].click()
        else:
            super().keyPressEvent(event)


def _met_first(report: Report) -> list[TrapResult]:
    """Then the avoided, then those that nothing was told for."""
    return sorted(report.traps, key=lambda trap: (not trap.met, not trap.tested))
