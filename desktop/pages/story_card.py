"""The chosen story beside the matrix: how long it is, what its figures lack, and how to begin it differently."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.stories_view import WORDS, Fit, Opening, StoryCard, ToldRow
from desktop.widgets import paint
from desktop.widgets.confirm import Confirm
from desktop.widgets.controls import Button, Label, Marks, Rule
from desktop.widgets.layout import boxed, clear, column, headed, row
from desktop.widgets.story_bar import StoryBar
from desktop.widgets.story_matrix import MARKS
from desktop.words import tr
from interviewer import captions
from interviewer.analysis.findings import Claim

_CLAIM_MARKS: dict[str, paint.Mark] = {
    "open": "open", "contradicted": "unequal", "unprobed": "half", "held": "full",
}  # fmt: skip


class StoryCardPanel(QWidget):
    """Shows a StoryCard; what it asks for concerns the story shown."""

    practise = Signal()
    edit = Signal()
    delete_confirmed = Signal()
    confirmed = Signal(str, int, bool)
    """Session, part, and whether it was this story."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = Label("", "small", "text3", wrap=True)
        self._title = Label("", "title", wrap=True, balance=True)
        self._gist = Label("", "transcript", "text2", wrap=True)
        self._to_do = Label("", "label", "accent", weight=400, wrap=True)
        self._bar = StoryBar()
        self._length, self._balance = Label("", "small", "text3"), Label("", "small", "text3")
        self._open_claims = Label("", "label", "accent")
        self._claims, self._rest = column(), column()
        self._claims_box = boxed(
            column(headed(Label("Claims", "heading"), self._open_claims), 8, self._claims)
        )
        self._practise = Button("Practise this story", "plain", "P")
        self._practise.clicked.connect(self.practise)
        self._edit = Button("Edit", "plain", "E")
        self._edit.clicked.connect(self.edit)
        self._delete = Button("Delete this story", "link", "Del")
        self._delete.clicked.connect(self.ask_delete)
        self.confirm = Confirm()
        self.confirm.confirmed.connect(self.delete_confirmed)
        self.setLayout(self._lay_out())

    def _lay_out(self) -> QVBoxLayout:
        return column(
            self._about,
            4,
            self._title,
            12,
            self._gist,
            8,
            self._to_do,
            12,
            self._bar,
            8,
            row(self._length, None, self._balance),
            20,
            row(self._practise, 12, self._edit, None),
            28,
            self._claims_box,
            self._rest,
            28,
            row(self._delete, None),
            8,
            self.confirm,
            24,
            None,
        )

    def show_card(self, card: StoryCard) -> None:
        self.confirm.keep()
        self._about.setText(card.about)
        self._title.setText(card.title)
        self._gist.setText(card.gist)
        self._gist.setVisible(bool(card.gist))
        self._to_do.setText(card.to_do)
        self._to_do.setVisible(bool(card.to_do))
        self._bar.set_spans(card.spans)
        self._length.setText(card.length)
        self._balance.setText(card.balance)
        self._open_claims.setText(
            tr("{open_claims} open", open_claims=card.open_claims) if card.open_claims else ""
        )
        self._claims_box.setVisible(bool(card.claims))
        clear(self._claims)
        for claim in card.claims:
            self._claims.addWidget(ClaimLine(claim))
        self._claims.addWidget(Rule())
        clear(self._rest)
        for part in (self._fit(card.fit), self._openings(card.openings), self._told(card.told)):
            if part is not None:
                self._rest.addSpacing(28)
                self._rest.addWidget(part)

    def ask_delete(self) -> None:
        """Before the story is gone for good."""
        self.confirm.ask("Delete this story? What was told of it in sessions stays.", "Delete the story")

    # ------------------------------------------------------------ parts
    @staticmethod
    def _fit(fit: Fit | None) -> QWidget | None:
        if fit is None:
            return None
        mark = Marks(MARKS[fit.cover], tr(WORDS[fit.cover]))
        made = column(
            Label(tr("For {principle}", principle=fit.principle), "heading", wrap=True),
            6,
            row(column(3, mark), 10, Label(tr(WORDS[fit.cover]).capitalize(), "label"), None),
            4,
            Label(fit.words, "label", "text2", weight=400, wrap=True),
        )
        if fit.opening is not None:
            made.addSpacing(10)
            made.addWidget(Label(fit.opening.words, "body", wrap=True))
            made.addWidget(
                Label(fit.opening.because[:1].upper() + fit.opening.because[1:], "small", "text3", wrap=True)
            )
        if fit.missing:
            made.addSpacing(14)
            made.addWidget(Label("Nothing in it says that", "label"))
            for signal, miss in fit.missing:
                made.addSpacing(6)
                made.addWidget(Label(_lowered(signal), "label", "text2", weight=400, wrap=True))
                if miss:
                    made.addWidget(
                        Label(
                            tr("Often said instead: {quote}", quote=captions.quoted(miss)),
                            "small",
                            "text3",
                            wrap=True,
                        )
                    )
        if fit.served:
            made.addSpacing(14)
            made.addWidget(Label("What serves it", "label"))
            for signal, quote in fit.served:
                made.addSpacing(6)
                made.addWidget(Label(signal, "label", "text2", weight=400, wrap=True))
                made.addWidget(Label(captions.quoted(quote), "small", "text3", wrap=True))
        return boxed(made)

    @staticmethod
    def _openings(openings: tuple[Opening, ...]) -> QWidget | None:
        if not openings:
            return None
        made = column(Label("Open it differently", "heading"))
        for opening in openings:
            made.addSpacing(8)
            made.addWidget(Label(opening.principle, "body", weight=500))
            made.addWidget(Label(opening.words, "body", "text2", wrap=True))
            made.addWidget(
                Label(opening.because[:1].upper() + opening.because[1:], "small", "text3", wrap=True)
            )
        return boxed(made)

    def _told(self, told: tuple[ToldRow, ...]) -> QWidget | None:
        if not told:
            return None
        made = column(Label("Told", "heading"))
        for each in told:
            made.addSpacing(10)
            made.addWidget(Label(each.title, "body", weight=500))
            made.addWidget(Label(each.about, "small", "text3", wrap=True))
            if not each.confirmed:
                yes = Button(
                    "It was this one", "link", name=tr("{title}: it was this story", title=each.title)
                )
                no = Button("It was not", "link", name=tr("{title}: it was not this story", title=each.title))
                yes.clicked.connect(lambda _=False, t=each: self.confirmed.emit(t.session, t.part, True))
                no.clicked.connect(lambda _=False, t=each: self.confirmed.emit(t.session, t.part, False))
                made.addSpacing(4)
                made.addLayout(row(yes, 20, no, None))
        return boxed(made)


_OWNERS = {"speaker": "yours", "team": "the team’s", "unknown": ""}


class ClaimLine(QWidget):
    """A figure and what holds it, in one line of 34 pixels; in ember while it has no baseline."""

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self._claim = claim
        self._note = "compared with what?" if claim.status == "open" else captions.claim_note(claim)
        if claim.status == "unprobed":
            self._note = tr(_OWNERS[claim.owner])
        self.setFixedHeight(34)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{claim.text}, {claim.status}, {self._note}")
        self.setToolTip(claim.quote)

    def sizeHint(self) -> QSize:
        return QSize(344, 34)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, p = theme.current(), paint.painter(self)
        p.fillRect(0, 0, self.width(), 1, look.colour("line"))
        paint.draw_mark(p, QPointF(6, 17.5), _CLAIM_MARKS[self._claim.status], size=12)
        ink = look.colour("accent" if self._claim.status == "open" else "text2")
        note = paint.elided(self._note, look.font("small"), self.width() * 0.5)
        wide = paint.draw_line(p, (self.width(), 9), note, "small", ink, align="right")
        words = paint.elided(self._claim.text, look.font("label", 500), self.width() - wide - 34)
        paint.draw_line(p, (22, 8), words, "label", look.colour("text"), weight=500)


def _lowered(signal: str) -> str:
    """ "You saw it" after "Nothing in it says that"."""
    return signal[:1].lower() + signal[1:]
