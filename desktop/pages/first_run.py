"""The first start: what is fetched, how large it is, how far it has come, and what to do when it fails."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.pages.base import Page
from desktop.view import FirstRunView, ModelLine
from desktop.widgets import paint
from desktop.widgets.controls import Button, Label, Marks, Rule
from desktop.widgets.layout import Scroll, boxed, clear, column, row
from desktop.widgets.meters import ProgressLine
from desktop.widgets.top_bar import Wordmark
from desktop.words import tr

_WIDTH = 776
_MARKS: dict[str, paint.Mark] = {
    "needed": "empty",
    "fetching": "half",
    "checking": "half",
    "ready": "full",
    "failed": "open",
    "cancelled": "empty",
}


def size(count: float) -> str:
    """Bytes in the largest fitting unit of a thousand: "145 MB", "1.1 GB"."""
    for unit, power in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= power:
            number = count / power
            return f"{number:.1f} {unit}" if unit == "GB" else f"{number:.0f} {unit}"
    return tr("{count:.0f} bytes", count=count)


def remaining(seconds: float) -> str:
    """About how long is left, in words that do not pretend to know better."""
    if seconds < 10:
        return "a few seconds left"
    if seconds < 90:
        return tr("about {part} s left", part=max(10, round(seconds / 10) * 10))
    return tr("about {seconds} min left", seconds=round(seconds / 60))


class FirstRunPage(Page):
    """One button fetches everything; each model shows its own progress."""

    fetch_requested = Signal()
    cancel_requested = Signal()
    continue_requested = Signal()

    title = "First start"
    bare = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: FirstRunView | None = None
        self._lines: dict[str, ModelRow] = {}
        self._headline = Label("", "display", wrap=True, balance=True)
        self._detail = Label("", "lead", "text2", wrap=True)
        self._list = column()
        self._where = Label("", "small", "text3", wrap=True)
        self._act = Button("Fetch", "primary", "Enter")
        self._act.clicked.connect(self._press)
        self._stop = Button("Stop", "plain")
        self._stop.clicked.connect(self.cancel_requested)
        buttons = boxed(row(self._act, self._stop, None, spacing=16))
        buttons.setFixedHeight(self._act.sizeHint().height())
        body = column(
            self._headline,
            16,
            self._detail,
            32,
            buttons,
            40,
            Rule(),
            self._list,
            16,
            self._where,
            24,
        )
        box = boxed(body)
        box.setMaximumWidth(_WIDTH)
        inside = row(box, None)
        inside.setStretch(0, 1000)
        inside.setContentsMargins(self.margin, 48, self.margin, 0)
        content = QWidget()
        content.setLayout(column(inside, None))
        head = row(Wordmark())
        head.setContentsMargins(self.margin, 20, self.margin, 20)
        self.setLayout(column(head, Scroll(content)))

    # ------------------------------------------------------------ showing
    def show_view(self, view: FirstRunView) -> None:
        before, self._view = self._view, view
        if [m.name for m in view.models] != list(self._lines):
            clear(self._list)
            self._lines = {model.name: ModelRow() for model in view.models}
            for line in self._lines.values():
                self._list.addWidget(line)
        for model in view.models:
            self._lines[model.name].show_model(model)
        self._show_words(view)
        self._tell(before, view)

    def _show_words(self, view: FirstRunView) -> None:
        left = self.left_to_fetch()
        ready = all(model.state == "ready" for model in view.models)
        failed = any(model.state == "failed" for model in view.models)
        if ready:
            self._headline.setText("Everything is here.")
            self._detail.setText("From now on nothing is fetched, and nothing you say leaves this computer.")
        else:
            self._headline.setText("Fetch the models once.")
            self._detail.setText(
                tr(
                    "{count} files, {sum} in all. They listen, think and speak on this computer; after this nothing is fetched and nothing you say leaves it.",
                    count=len(view.models),
                    sum=size(sum(m.bytes_total for m in view.models)),
                )
            )
        word = (
            "Go on"
            if ready
            else tr("Try again, {left}", left=size(left))
            if failed
            else tr("Fetch {left}", left=size(left))
        )
        if self._act.text() != word:
            self._act.set_label(word)
        self._act.setVisible(not view.running)
        self._stop.setVisible(view.running)
        where = tr("They lie in {folder}.", folder=view.folder) if view.folder else ""
        if view.free_bytes is not None and view.folder:
            where += tr(" {free_bytes} free there.", free_bytes=size(view.free_bytes))
            if view.free_bytes < left:
                where += tr(" That is {left} too little: make room first.", left=size(left - view.free_bytes))
        self._where.setText(where)

    def left_to_fetch(self) -> int:
        """Bytes still missing."""
        if self._view is None:
            return 0
        missing = (m for m in self._view.models if m.state != "ready")
        return sum(max(0, m.bytes_total - m.bytes_done) for m in missing)

    def _tell(self, before: FirstRunView | None, view: FirstRunView) -> None:
        known = {m.name: m.state for m in before.models} if before else {}
        for model in view.models:
            if known.get(model.name) == model.state or model.name not in known:
                continue
            if model.state == "ready":
                self.announce(tr("{title} is ready", title=model.title))
            elif model.state == "failed":
                self.announce(f"{model.error} {model.way_on}".strip(), urgent=True)

    def _press(self) -> None:
        if self._view is None or self._view.running:
            return
        if all(model.state == "ready" for model in self._view.models):
            self.continue_requested.emit()
        else:
            self.fetch_requested.emit()

    def enter(self) -> bool:
        self._press()
        return True

    def escape(self) -> bool:
        return True

    def may_leave(self) -> bool:
        return self._view is not None and all(model.state == "ready" for model in self._view.models)


class ModelRow(QWidget):
    """Mark, title, purpose; size or progress at the right; a line while it comes; the error below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Marks()
        self._title = Label("", "body", weight=500)
        self._purpose = Label("", "body", "text3", elide=True)
        self._state = Label("", "label", "text2", weight=400)
        self._line = ProgressLine()
        self._error = Label("", "label", wrap=True)
        self._way_on = Label("", "label", "text2", weight=400, wrap=True)
        centre = Qt.AlignmentFlag.AlignVCenter
        head = row(self._mark, 12, self._title, 12, self._purpose, None, self._state, align=centre)
        below = column(self._line, self._error, self._way_on, spacing=4)
        below.setContentsMargins(26, 8, 0, 0)
        self._below = boxed(below)
        inside = column(12, head, self._below, 12, Rule())
        self.setLayout(inside)

    def show_model(self, model: ModelLine) -> None:
        self._mark.set_kind(_MARKS[model.state], model.state)
        self._title.setText(model.title)
        self._purpose.setText(model.purpose)
        self._state.setText(self._words(model))
        self._below.setVisible(model.state in {"fetching", "checking", "failed"})
        self._line.setVisible(model.state in {"fetching", "checking"})
        part = model.bytes_done / model.bytes_total if model.bytes_total else 0.0
        self._line.set_part(1.0 if model.state == "checking" else part, f"{model.title}: {part:.0%}")
        self._error.setVisible(model.state == "failed")
        self._way_on.setVisible(model.state == "failed" and bool(model.way_on))
        self._error.setText(model.error)
        self._way_on.setText(model.way_on)
        self.setAccessibleName(f"{model.title}, {model.purpose}: {self._words(model)}")

    @staticmethod
    def _words(model: ModelLine) -> str:
        if model.state == "ready":
            return tr("{bytes_total}, here", bytes_total=size(model.bytes_total))
        if model.state == "checking":
            return "checking"
        if model.state == "fetching":
            words = tr(
                "{bytes_done} of {bytes_total}",
                bytes_done=size(model.bytes_done),
                bytes_total=size(model.bytes_total),
            )
            if model.bytes_per_s > 0:
                left = (model.bytes_total - model.bytes_done) / model.bytes_per_s
                words += f", {size(model.bytes_per_s)}/s, {remaining(left)}"
            return words
        if model.bytes_done and model.state in {"cancelled", "failed"}:
            return tr(
                "{bytes_done} of {bytes_total} kept",
                bytes_done=size(model.bytes_done),
                bytes_total=size(model.bytes_total),
            )
        return size(model.bytes_total)
