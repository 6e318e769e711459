"""Flash cards: one at a time, turned with Space, rated with 1 to 4."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.pages.base import Page
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.layout import Scroll, boxed, clear, column, row
from desktop.words import tr
from interviewer import captions
from interviewer.practice.cards import RATINGS, Card

_WIDTH = 720
KIND_WORDS = {
    "follow_up": "A weak reply", "self_check": "Do you know this?", "disqualifier": "A sentence that decides",
    "signal": "What people say instead",
}  # fmt: skip


class CardsPage(Page):
    """`show_card` puts one down face up, `show_end` says that it was the last."""

    rated = Signal(str, int)
    """A card's id and 1 to 4."""
    done = Signal()

    title = "Flash cards"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: Card | None = None
        self._turned = False
        self._place = Label("", "label", "text3", weight=400)
        self._about = Label("", "small", "text3")
        self._asked = Label("", "spoken", "text2", wrap=True)
        self._quote = Label("", "title", wrap=True, balance=True)
        self._front = Label("", "spoken", wrap=True)
        self._back = column()
        self._turn = Button("Turn it", "primary", "Space")
        self._turn.clicked.connect(self.turn)
        self._ratings: dict[int, Button] = {}
        self._after: dict[int, Label] = {}
        self._end = Label("", "title", wrap=True, balance=True)
        self._end_words = Label("", "lead", "text2", wrap=True)
        self._body = QStackedWidget()
        self._body.addWidget(self._card_box())
        self._body.addWidget(self._end_box())
        back = Button("Done", "quiet", "Esc")
        back.clicked.connect(self.done)
        head = row(
            Label("Flash cards", "title"), None, self._place, 24, back, align=Qt.AlignmentFlag.AlignVCenter
        )
        made = column(24, head, 16, Rule(), self._body)
        made.setStretchFactor(self._body, 1)
        made.setContentsMargins(self.margin, 0, self.margin, 0)
        self.setLayout(made)

    def _card_box(self) -> QWidget:
        rates = row(spacing=12)
        for number, word in RATINGS:
            button = Button(word, "plain", str(number))
            button.clicked.connect(lambda _=False, n=number: self._rate(n))
            after = Label("", "small", "text3", align="centre")
            self._ratings[number], self._after[number] = button, after
            rates.addWidget(boxed(column(button, 6, after)))
        rates.addStretch(1)
        self._rates = boxed(rates, name="How well did you know it?")
        inside: QVBoxLayout = column(
            56, self._about, 16, self._asked, 8, self._quote, 12, self._front, 28, boxed(self._back), 32,
            row(self._turn, None), self._rates, 48, None,
        )  # fmt: skip
        middle = boxed(inside)
        middle.setMaximumWidth(_WIDTH)
        line = row(None, middle, None)
        line.setStretch(1, 1000)
        return boxed(column(Scroll(boxed(line))))

    def _end_box(self) -> QWidget:
        back = Button("Back to practice", "primary", "Enter")
        back.clicked.connect(self.done)
        return boxed(column(64, self._end, 12, self._end_words, 28, row(back, None), None))

    # ------------------------------------------------------------ showing
    def show_card(self, card: Card, place: str, after: dict[int, str]) -> None:
        """`place` is "3 of 14"; `after` says by rating when it would come back."""
        self._card, self._turned = card, False
        self._place.setText(place)
        self._about.setText(f"{card.name}. {tr(KIND_WORDS[card.kind])}")
        self._asked.setText(card.asked)
        self._asked.setVisible(bool(card.asked))
        self._quote.setText(captions.quoted(card.quote) if card.quote else "")
        self._quote.setVisible(bool(card.quote))
        self._front.setText(card.front)
        clear(self._back)
        for number, words in after.items():
            self._after[number].setText(words)
        self._turn.show()
        self._rates.hide()
        self._body.setCurrentIndex(0)
        self.announce(" ".join((card.asked, card.quote, card.front)).strip())

    def show_end(self, headline: str, words: str) -> None:
        self._card = None
        self._place.setText("")
        self._end.setText(headline)
        self._end_words.setText(words)
        self._body.setCurrentIndex(1)
        self.announce(headline)

    @property
    def turned(self) -> bool:
        """The answer is shown."""
        return self._turned

    def turn(self) -> None:
        """Show the answer and ask how well it was known."""
        if self._card is None or self._turned:
            return
        self._turned = True
        for number, words in enumerate(self._card.back):
            if number == 0:
                self._back.addWidget(Rule())
                self._back.addSpacing(20)
            self._back.addWidget(Label(words, "lead", "text" if number == 0 else "text2", wrap=True))
            self._back.addSpacing(10)
        self._turn.hide()
        self._rates.show()
        self.announce(" ".join(self._card.back))

    # ------------------------------------------------------------ keys
    def entered(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> bool:
        if self._card is None:
            self.done.emit()
        else:
            self.turn()
        return True

    def escape(self) -> bool:
        self.done.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.turn()
        elif self._turned and event.text() in ("1", "2", "3", "4"):
            self._rate(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _rate(self, number: int) -> None:
        if self._card is not None and self._turned:
            self.rated.emit(self._card.id, number)
