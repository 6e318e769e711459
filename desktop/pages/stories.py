"""The story bank: which story stands for which principle, and the chosen one beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop.pages.base import Page
from desktop.pages.story_card import StoryCardPanel
from desktop.stories_view import WORDS, StoriesView, StoryCard
from desktop.widgets.controls import Button, Label, Marks, Rule
from desktop.widgets.layout import Scroll, boxed, clear, column, row
from desktop.widgets.story_matrix import MARKS, StoryMatrix
from desktop.words import tr
from interviewer.practice.coverage import Cover

_CARD = 432
_LEGEND: tuple[Cover, ...] = ("held", "usable", "opening")


class StoriesPage(Page):
    """`show_view` fills the matrix, `show_card` the side; the page keeps what was chosen."""

    moved = Signal(str, str)
    """(principle or "", story): show its card."""
    new_wanted = Signal(str)
    """A story for this principle, or for none yet."""
    edit_wanted = Signal(str)
    """A story's id, as in the next two."""
    practise_wanted = Signal(str, str)
    """And the principle chosen, or "" for the one the story is kept for."""
    delete_wanted = Signal(str)
    told = Signal(str, str, int, bool)
    """Story, session, part, and whether it was told there."""
    import_chosen = Signal(str)
    export_chosen = Signal(str)
    """A file's path."""

    title = "Stories"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = Label("Stories", "title", elide=True)
        self._notice = Label("", "label", "text2", weight=400, wrap=True)
        self._gaps = Label("", "small", "accent", elide=True)
        self._warnings = column()
        self.matrix = StoryMatrix()
        self.matrix.moved.connect(self.moved)
        self.matrix.taken.connect(lambda _, story: self.edit_wanted.emit(story))
        self.card = StoryCardPanel()
        self.card.practise.connect(self._practise)
        self.card.edit.connect(self._edit)
        self.card.delete_confirmed.connect(lambda: self.delete_wanted.emit(self.matrix.story()))
        self.card.confirm.kept.connect(self._to_matrix)
        self.card.confirmed.connect(
            lambda session, part, yes: self.told.emit(self.matrix.story(), session, part, yes)
        )
        self._import, self._export = Button("Import", "quiet"), Button("Export", "quiet")
        self._import.clicked.connect(self._choose_import)
        self._export.clicked.connect(self._choose_export)
        self._side = Scroll(self._card_box())
        self._side.setFixedWidth(_CARD)
        self._body = QStackedWidget()
        self._body.addWidget(self._filled())
        self._body.addWidget(self._empty())
        self.setLayout(self._lay_out())
        self._keys()
        self.show_view(StoriesView())

    def _card_box(self) -> QWidget:
        made = column(28, self.card)
        made.setContentsMargins(32, 0, self.margin, 0)
        return boxed(made)

    def _lay_out(self) -> QVBoxLayout:
        return column(self._body)

    def _filled(self) -> QWidget:
        new = Button("New story", "plain", "N")
        new.clicked.connect(self._new)
        head = row(self._headline, None, self._import, 4, self._export, 12, new)
        legend = row(spacing=24)
        for cover in _LEGEND:
            words = Label(tr(WORDS[cover]), "small", "text3")
            legend.addLayout(row(Marks(MARKS[cover]), 8, words, align=Qt.AlignmentFlag.AlignVCenter))
        legend.addStretch(1)
        legend.addWidget(self._gaps)
        left = column(
            24,
            head,
            12,
            self._notice,
            12,
            self.matrix,
            14,
            legend,
            10,
            self._warnings,
            24,
            None,
        )
        left.setContentsMargins(self.margin, 0, 24, 0)
        sides = row(Scroll(boxed(left)), Rule(upright=True), self._side)
        sides.setStretch(0, 1)
        return boxed(sides)

    def _empty(self) -> QWidget:
        start = Button("Write the first story", "primary", "Enter")
        start.clicked.connect(self._new)
        bring = Button("Import from a file", "quiet")
        bring.clicked.connect(self._choose_import)
        self._empty_notice = Label("", "label", "text2", weight=400, wrap=True)
        made = column(
            24,
            Label("Stories", "title"),
            16,
            Rule(),
            48,
            Label("Eight to ten stories carry a whole loop.", "heading"),
            8,
            Label(
                "Write one down, or say it and have it written. You see at once which principles it stands for, "
                "what its figures lack, and after a round where you told it.",
                "body",
                "text2",
                wrap=True,
            ),
            24,
            row(start, 16, bring, None),
            16,
            self._empty_notice,
            None,
        )
        made.setContentsMargins(self.margin, 0, self.margin, 0)
        return boxed(made)

    def _keys(self) -> None:
        for key, act in (
            ("N", self._new),
            ("P", self._practise),
            ("E", self._edit),
            ("Del", self._ask_delete),
        ):
            QShortcut(QKeySequence(key), self, act)

    # ------------------------------------------------------------ showing
    def show_view(self, view: StoriesView) -> None:
        self._headline.setText(view.headline)
        for label in (self._notice, self._empty_notice):
            if view.notice and view.notice != label.text():
                self.announce(view.notice)
            label.setText(view.notice)
            label.setVisible(bool(view.notice))
        self._gaps.setText(view.gaps)
        self._gaps.setVisible(bool(view.gaps))
        clear(self._warnings)
        for words in view.warnings:
            self._warnings.addWidget(Label(words, "small", "text2", wrap=True))
        self.matrix.show_view(view)
        self._body.setCurrentIndex(0 if view.stories else 1)
        if self.hasFocus():  # entered before the stories were read
            self._to_matrix()

    def show_card(self, card: StoryCard) -> None:
        self.card.show_card(card)

    def entered(self) -> None:
        self._to_matrix()

    def left(self) -> None:
        self.card.confirm.keep()

    def escape(self) -> bool:
        if self.card.confirm.isHidden():
            return False
        self.card.confirm.keep()
        return True

    def enter(self) -> bool:
        if self.matrix.story():
            self._edit()
        else:
            self._new()
        return True

    # ------------------------------------------------------------ acts
    def _to_matrix(self) -> None:
        if self.matrix.story():
            self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new(self) -> None:
        self.new_wanted.emit(self.matrix.principle())

    def _practise(self) -> None:
        if self.matrix.story():
            self.practise_wanted.emit(self.matrix.story(), self.matrix.principle())

    def _edit(self) -> None:
        if self.matrix.story():
            self.edit_wanted.emit(self.matrix.story())

    def _ask_delete(self) -> None:
        if self.matrix.story():
            self.card.ask_delete()

    def _choose_import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self.window(), "Import stories", "", "Stories (*.yaml *.yml)")
        if path:
            self.import_chosen.emit(path)

    def _choose_export(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self.window(), "Export all stories", "stories.yaml", "Stories (*.yaml)"
        )
        if path:
            self.export_chosen.emit(path)
