"""Guardrail sheets: the figures agreed on before a launch, what follows from them, and whether you are held to them."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.guardrail_view import GuardrailsView
from desktop.pages.base import Page
from desktop.pages.guardrails_form import SheetForm
from desktop.pages.guardrails_results import SheetResults
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.fields import Chooser, Tick
from desktop.widgets.layout import Scroll, boxed, column, row
from desktop.words import tr
from interviewer.guardrails.sheet import Sheet

_WIDEST = 1500
_RESULTS = 366
"""Pixels that the widest figure with its words needs."""
_YAML = "Guardrail sheets (*.yaml *.yml)"
_NONE = (
    "A guardrail sheet holds the figures of one launch: what was guarded and by which threshold, the canary, the "
    "stop-loss, the comparison and what was at stake. From them Hotseat works out what could be shown and what it was "
    "worth, and the interviewer notices a spoken figure that is not the one on the sheet."
)


class GuardrailsPage(Page):
    """`show_view` fills it. The page keeps nothing: what is asked for goes out by signals."""

    changed = Signal(int, object)
    """Sheet's id, `Sheet`, after an edit that makes sense."""
    picked = Signal(int)
    held = Signal(int, bool)
    """The interviewer is to hold spoken figures against it, or not."""
    new_wanted = Signal()
    example_wanted = Signal()
    import_wanted = Signal(str)
    export_wanted = Signal(int, str)
    delete_wanted = Signal(int)

    title = "Guardrail sheets"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = GuardrailsView()
        self._built = False

    def _build(self) -> None:
        """When it is first shown: the form has some eighty parts, and most windows never show it."""
        if self._built:
            return
        self._built = True
        self._chooser = Chooser("Sheet")
        self._chooser.activated.connect(lambda _: self.picked.emit(int(self._chooser.value() or 0)))
        self._hold = Tick(
            "The interviewer holds me to it", "A spoken figure that is not the sheet's is asked about."
        )
        self._hold.toggled.connect(lambda on: self.held.emit(self._view.current, on))
        self._form, self._results = SheetForm(), SheetResults()
        self._form.changed.connect(self._take)
        self._form.wrong.connect(self._say_wrong)
        self._notice = Label("", "body", wrap=True)
        new = Button("New sheet", "plain", "Ctrl N")
        new.clicked.connect(self.new_wanted)
        fetch = Button("Import…", "quiet")
        fetch.clicked.connect(self._import)
        self._export, self._delete = Button("Export…", "quiet"), Button("Delete", "quiet")
        self._export.clicked.connect(self._export_open)
        self._delete.clicked.connect(lambda: self.delete_wanted.emit(self._view.current))
        example = Button("Begin with an example", "plain")
        example.clicked.connect(self.example_wanted)
        first = row(example, None)
        self._empty = boxed(column(24, Label(_NONE, "lead", "text2", wrap=True), 24, first, None))
        self._empty.setMaximumWidth(720)
        self.setLayout(self._lay_out(new, fetch))
        self._empty.hide()  # until it is known whether there are sheets
        self._open.hide()
        QShortcut(QKeySequence("Ctrl+N"), self, self.new_wanted.emit)

    def _lay_out(self, new: Button, fetch: Button) -> QVBoxLayout:
        head = row(Label("Guardrail sheets", "title"), None, new, 8, fetch, self._export, self._delete)
        self._chooser.setMinimumWidth(320)
        line = row(self._chooser, 24, self._hold, None, align=Qt.AlignmentFlag.AlignVCenter)
        self._open = QWidget()
        results = Scroll(_padded(self._results))
        results.setMinimumWidth(_RESULTS)
        sides = row(Scroll(_padded(self._form)), 16, Rule(upright=True), 16, results)
        sides.setStretch(0, 5)
        sides.setStretch(4, 4)
        body = column(line, 8, self._notice, 12, Rule(), sides)
        body.setStretchFactor(sides, 1)
        self._open.setLayout(body)
        inside = boxed(column(24, head, 16, self._empty, self._open))
        inside.setMaximumWidth(_WIDEST)
        made = row(inside, None)
        made.setStretch(0, 1000)
        outer = column(boxed(made))
        outer.setContentsMargins(self.margin, 0, self.margin, 0)
        return outer

    # ------------------------------------------------------------ showing
    def show_view(self, view: GuardrailsView) -> None:
        self._build()
        self._view = view
        kept = view.open
        self._empty.setVisible(not view.sheets)
        self._open.setVisible(kept is not None)
        for button in (self._export, self._delete):
            button.setEnabled(kept is not None)
        self._chooser.offer([(str(each.id), each.sheet.name) for each in view.sheets], str(view.current))
        if kept is not None:
            with QSignalBlocker(self._hold):
                self._hold.setChecked(kept.held)
            self._form.show_sheet(kept.sheet)
            self._results.show_sheet(kept.sheet)
        if self._form.fault() and kept is not None and not view.notice:
            self._say_wrong(self._form.fault())  # it is still typed there
        else:
            self._say(view.notice, spoken=bool(view.notice))

    def _take(self, sheet: Sheet) -> None:
        self._say("", spoken=False)
        self._results.show_sheet(sheet)
        self.changed.emit(self._view.current, sheet)

    def _say_wrong(self, words: str) -> None:
        self._say(tr("{words} Until then the sheet stays as it was.", words=words), spoken=True)

    def _say(self, words: str, *, spoken: bool) -> None:
        if words and spoken and words != self._notice.text():
            self.announce(words, urgent=True)
        self._notice.setText(words)
        self._notice.setVisible(bool(words))

    def notice(self) -> str:
        """What is said above the form."""
        return self._notice.text() if self._built else ""

    # ------------------------------------------------------------ acts
    def _import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Import a guardrail sheet", "", _YAML)
        if path:
            self.import_wanted.emit(path)

    def _export_open(self) -> None:
        kept = self._view.open
        if kept is None:
            return
        name = "-".join(kept.sheet.name.lower().split()) or "sheet"
        path, _ = QFileDialog.getSaveFileName(self, "Export this sheet", f"{name}.yaml", _YAML)
        if path:
            self.export_wanted.emit(kept.id, path)

    def entered(self) -> None:
        self._build()
        self._chooser.setFocus(Qt.FocusReason.OtherFocusReason)


def _padded(inside: QWidget) -> QWidget:
    """Room beside the scroll bar, and above."""
    made = column(20, inside, 32)
    made.setContentsMargins(0, 0, 16, 0)
    return boxed(made)
