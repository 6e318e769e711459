"""The meeting after a loop: the outcome, what was said and by whom, every form, and what would have changed it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.pages.base import Page
from desktop.widgets.controls import Button, Label, Marks, Rule
from desktop.widgets.fields import section
from desktop.widgets.layout import Scroll, boxed, clear, column, headed, row
from desktop.words import tr
from interviewer import captions
from interviewer.loop.forms import Form, Judged
from interviewer.loop.meeting import VOTE, Debrief, Remark
from interviewer.report import Evidence

_WIDEST = 1500
_PART = {"bar_raiser": "the bar raiser", "hiring_manager": "hiring manager", "interviewer": ""}


class DebriefPage(Page):
    """`show_debrief` fills it."""

    replay_wanted = Signal(str, int)
    """Session and sample of a quote."""
    report_wanted = Signal(str)
    back = Signal()

    title = "The meeting"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = Label("", "title", wrap=True, balance=True)
        self._reason = Label("", "lead", "text2", wrap=True)
        self._ways, self._remarks, self._forms = column(), column(), column()
        self._ways_box = boxed(section("What would have changed it", self._ways))
        back = Button("Back to the loop", "link", "Esc")
        back.clicked.connect(self.back)
        left = column(self._ways_box, section("What was said", self._remarks), None, spacing=32)
        right = column(section("The forms", self._forms), None)
        sides = row(boxed(left), 48, boxed(right))
        sides.setStretch(0, 5)
        sides.setStretch(2, 6)
        inside = boxed(column(24, row(back, None), 12, self._headline, 8, self._reason, 32, sides, 48))
        inside.setMaximumWidth(_WIDEST)
        across = row(inside, None)
        across.setStretch(0, 1000)
        across.setContentsMargins(self.margin, 0, self.margin, 0)
        self._scroll = Scroll(boxed(across))
        self._scroll.setProperty("focusRing", False)
        self.setLayout(column(self._scroll))

    def show_debrief(self, found: Debrief) -> None:
        outcome = found.outcome
        self._headline.setText(
            "An offer." if outcome.offer else "No offer, by a veto." if outcome.veto else "No offer."
        )
        self._reason.setText(outcome.reason)
        self.setAccessibleDescription(f"{self._headline.text()} {outcome.reason}")
        clear(self._ways)
        for number, way in enumerate(found.ways):
            self._ways.addLayout(_way(way.changes, first=number == 0))
        self._ways_box.setVisible(bool(found.ways))
        self._ways_box.findChildren(Label)[0].setText(
            "What would have lost it" if outcome.offer else "What would have changed it"
        )
        clear(self._remarks)
        for remark in found.remarks:
            self._remarks.addWidget(self._said(remark))
        clear(self._forms)
        for form in found.forms:
            self._forms.addWidget(self._form(form))
        self._scroll.verticalScrollBar().setValue(0)

    def entered(self) -> None:
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        self.back.emit()
        return True

    # ------------------------------------------------------------ parts
    def _said(self, remark: Remark) -> QWidget:
        made = column(14, Label(remark.speaker, "small", "text3"), 2, Label(remark.text, "body", wrap=True))
        self._quote(made, remark.quote, remark.session)
        return boxed(made)

    def _quote(self, into: QVBoxLayout, quote: Evidence | None, session: str) -> None:
        if quote is None or not session:
            return
        into.addSpacing(4)
        into.addWidget(Label(captions.quoted(quote.quote), "label", "text2", weight=400, wrap=True))
        there = Button(
            tr("Hear it at {at}", at=captions.clock(quote.start)),
            "link",
            name=tr("Hear {quote}", quote=quote.quote[:60]),
        )
        there.clicked.connect(lambda: self.replay_wanted.emit(session, quote.start))
        into.addLayout(row(there, None))

    def _form(self, form: Form) -> QWidget:
        person = form.interviewer
        name = row(
            Marks("full" if form.inclined else "empty", VOTE[form.vote]),
            10,
            Label(person.name, "heading"),
            None,
        )
        part = tr(_PART[person.part]) if _PART[person.part] != person.title.lower() else ""
        about = ", ".join(
            p
            for p in (
                person.title,
                part,
                tr("{overall:.2f} of 4, the bar is {bar:.2f}", overall=form.overall, bar=form.bar),
            )
            if p
        )
        read = Button("Report", "link", name=tr("Report of the round with {name}", name=person.name))
        read.clicked.connect(lambda: self.report_wanted.emit(form.session))
        made = column(
            16,
            row(boxed(name), None, Label(VOTE[form.vote].capitalize(), "body", weight=500)),
            2,
            headed(Label(about, "small", "text3"), read),
            6,
            Label(form.why, "body", "text2", wrap=True),
        )
        for judged in form.principles:
            made.addSpacing(10)
            made.addWidget(self._judged(judged, form.session))
        made.addSpacing(16)
        made.addWidget(Rule())
        return boxed(made, name=tr("Form of {name}: {vote}", name=person.name, vote=VOTE[form.vote]))

    def _judged(self, judged: Judged, session: str) -> QWidget:
        word = "Inclined" if judged.inclined else "Not inclined"
        head = row(
            Label(judged.name, "body", weight=500, wrap=True),
            16,
            Marks("full" if judged.inclined else "empty", word),
            8,
            Label(word, "label", "text2"),
        )
        head.setStretch(0, 1)
        made = column(
            head,
            2,
            Label(
                f"{judged.reason[:1].upper()}{judged.reason[1:]}.", "label", "text2", weight=400, wrap=True
            ),
        )
        self._quote(made, judged.evidence, session)
        return boxed(made)


def _way(changes: tuple[str, ...], *, first: bool) -> QVBoxLayout:
    """One way: all of its changes together."""
    made = column(12)
    if not first:
        made.addWidget(Label("Or", "small", "text3"))
        made.addSpacing(4)
    for number, change in enumerate(changes):
        if number:
            made.addSpacing(4)
            made.addWidget(Label("and", "small", "text3"))
        made.addWidget(Label(change, "body", wrap=True))
    return made
