"""What an interviewer would hear in a story while it is being written."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.pages.story_card import ClaimLine
from desktop.stories_view import spans_of, to_do
from desktop.widgets.controls import Label, Rule
from desktop.widgets.layout import clear, column, headed, row
from desktop.widgets.story_bar import StoryBar
from desktop.words import tr
from interviewer import captions
from interviewer.practice.stories import Story, read

_MOST = 5
"""Findings shown at once: the most serious ones."""


class ReadingPanel(QWidget):
    """Length, balance, ledger and findings of the text as it stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = StoryBar()
        self._length, self._balance = Label("", "small", "text3"), Label("", "small", "text3")
        self._to_do = Label("", "label", "accent", weight=400, wrap=True)
        self._open = Label("", "label", "accent")
        self._claims, self._findings = column(), column()
        self.setLayout(
            column(
                Label("As it would be heard", "heading"), 12, self._bar, 8, row(self._length, None, self._balance), 12,
                self._to_do, 20, headed(Label("Claims", "heading"), self._open), 8, self._claims, 28,
                Label("An interviewer would note", "heading"), 4, self._findings, None,
            )
        )  # fmt: skip

    def show_story(self, story: Story) -> None:
        reading = read(story)
        timing = reading.timing
        self._bar.set_spans(spans_of(timing))
        self._length.setText(
            tr("About {long} when told", long=captions.clock_of_seconds(timing.total_seconds))
            if timing
            else ""
        )
        self._balance.setText(
            tr(
                "Set-up {long}, action {action_share:.0%}",
                long=captions.clock_of_seconds(timing.setup_seconds),
                action_share=timing.action_share,
            )
            if timing
            else ""
        )
        words = to_do(story)
        self._to_do.setText(words)
        self._to_do.setVisible(bool(words))
        clear(self._claims)
        claims = captions.claims_in_order(reading.claims)
        for claim in claims:
            self._claims.addWidget(ClaimLine(claim))
        self._claims.addWidget(Rule() if claims else Label("No figure yet.", "label", "text3", weight=400))
        opened = sum(claim.status == "open" for claim in claims)
        self._open.setText(tr("{opened} open", opened=opened) if opened else "")
        clear(self._findings)
        for finding in reading.analysis.findings[:_MOST]:
            self._findings.addSpacing(8)
            self._findings.addWidget(Label(finding.note, "label", wrap=True))
            self._findings.addWidget(Label(finding.fix, "small", "text3", wrap=True))
        if not reading.analysis.findings:
            self._findings.addSpacing(4)
            self._findings.addWidget(Label("Nothing yet.", "label", "text3", weight=400))
