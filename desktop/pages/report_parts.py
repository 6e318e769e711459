"""The blocks a report page is put together from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.part_rows import lift_rows
from desktop.widgets.rows import Row
from desktop.widgets.scale import Scale
from interviewer import captions
from interviewer.report import Report


class Body(QWidget):
    """What scrolls: as tall as its rows are at the width they have. Wrapped texts hint at the height of a narrow
    column, and all of it together would leave an empty end."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def day(when: datetime) -> str:
    """ "Thursday 19 November"."""
    return f"{when:%A} {when.day} {when:%B}"


def flowing(text: str, role: str, colour: str = "text") -> Label:
    """A text that wraps and takes the height it then needs, also inside nested rows and columns."""
    label = Label(text, role, colour, wrap=True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def head(title: str, beside: str, *, role: str = "heading") -> QHBoxLayout:
    """A heading with a sum at the right, on one baseline."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Label(title, role), 0, Qt.AlignmentFlag.AlignBottom)
    row.addStretch()
    row.addWidget(Label(beside, "label", "text2"), 0, Qt.AlignmentFlag.AlignBottom)
    return row


def section(title: str, beside: str, rows: Sequence[Row]) -> QWidget:
    """Heading, rows and a closing hairline."""
    block = QWidget()
    block.setAccessibleName(title)
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(head(title, beside))
    column.addSpacing(20)
    for row in rows:
        column.addWidget(row)
    column.addWidget(Rule())
    column.addStretch()
    return block


def lifts_section(report: Report, *, playable: bool) -> QWidget:
    """What lifts an answer at the company: the guides' words, and under each what of it was told."""
    block = QWidget()
    block.setAccessibleName(captions.lifts_title(report))
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(head(captions.lifts_title(report), captions.lifts_sum(report.lifts)))
    for lift in report.lifts:
        words = f"{lift.guide}. {lift.words}" if len(report.lifts) > 1 else lift.words
        column.addSpacing(12)
        column.addWidget(flowing(words, "body", "text2"))
        column.addSpacing(12)
        for row in lift_rows(lift.parts, playable=playable):
            column.addWidget(row)
        column.addWidget(Rule())
    return block


def verdict(report: Report, when: datetime, links: Sequence[Button]) -> QHBoxLayout:
    """Origin, headline and summary; at the right the links and the scale."""
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addSpacing(8)
    origin = f"{report.round_title}, {day(when)}, {captions.length(report.seconds)}"
    words.addWidget(Label(origin, "label", "text3"))
    words.addSpacing(12)
    words.addWidget(flowing(report.headline, "display"))
    words.addSpacing(12)
    words.addWidget(flowing(captions.lead(report), "lead", "text2"))
    for aside in filter(None, (captions.care(report), captions.corrections_sum(report))):
        words.addSpacing(8)
        words.addWidget(flowing(aside, "label", "text3"))
    words.addStretch()
    side = QVBoxLayout()
    side.setSpacing(0)
    row = QHBoxLayout()
    row.setSpacing(24)
    row.addStretch()
    for link in links:
        row.addWidget(link)
    side.addLayout(row)
    scale = Scale()
    scale.show_report(report)
    side.addWidget(scale)
    side.addStretch()
    whole = QHBoxLayout()
    whole.setSpacing(64)
    whole.addLayout(words, 1)
    whole.addLayout(side)
    return whole


def rows_of(body: QWidget) -> Iterator[Row]:
    """Every row in reading order, which is the order they were put in."""
    yield from body.findChildren(Row)
