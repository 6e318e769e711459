"""A model of the settings page: whether it is here, how large it is, under which licence; a way to fetch it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.settings_view import PURPOSES, ModelRow
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.fields import TICK_INDENT
from desktop.widgets.layout import column, row
from desktop.words import tr

_STATES = {"here": "here", "unproven": "here, not checked yet", "missing": "not here", "failed": "not here"}


def size(count: float) -> str:
    """Bytes in the largest fitting unit of a thousand: "145 MB", "1.1 GB"."""
    return (
        tr("{count:.1f} GB", count=count / 1000000000.0)
        if count >= 1e9
        else tr("{part} MB", part=max(1, round(count / 1000000.0)))
    )


def standing(model: ModelRow) -> str:
    """ "Listens, 145 MB, MIT, here"."""
    state = (
        tr("fetching, {share:.0%}", share=model.share)
        if model.state == "fetching"
        else tr(_STATES[model.state])
    )
    whose = tr("yours, ") if model.own else ""
    return f"{tr(PURPOSES[model.kind])}, {size(model.size)}, {model.licence}, {whose}{state}"


class ModelLine(QWidget):
    """Name, standing and one act. With a `group` it can be chosen, once it is here."""

    chosen = Signal(str)
    fetch_requested = Signal(str)
    stop_requested = Signal()

    def __init__(self, title: str, model_id: str, group: QButtonGroup | None = None) -> None:
        super().__init__()
        self._id = model_id
        self.radio: QRadioButton | None = None
        name: QWidget
        if group is not None:
            self.radio = QRadioButton(title)
            self.radio.setAccessibleName(title)
            self.radio.clicked.connect(lambda: self.chosen.emit(self._id))
            group.addButton(self.radio)
            name = self.radio
        else:
            name = Label(title, "body", weight=500, elide=True)
            name.setMinimumHeight(24)
        self._words = Label("", "small", "text3", wrap=True)
        self._act = Button("Fetch", "link")
        self._act.clicked.connect(self._press)
        self._fetching = False
        line = row(name, 12, self._act, align=Qt.AlignmentFlag.AlignVCenter)
        line.setStretchFactor(name, 1)
        under = row(TICK_INDENT if group is not None else 0, self._words)
        under.setStretch(1, 1)
        self.setLayout(column(8, line, 2, under, 8, Rule()))
        self._act.hide()

    def show_words(self, words: str, chosen: bool) -> None:
        """For a choice that is no file: it can always be had."""
        self._words.setText(words)
        self.setAccessibleName(words)
        if self.radio is not None:
            self.radio.setAccessibleDescription(words)
            self.radio.setChecked(chosen)

    def show_model(self, model: ModelRow, chosen: bool, busy: bool) -> None:
        """`busy`: a fetch is running, and one runs at a time."""
        self.show_words(f"{standing(model)}. {model.words}" if model.words else standing(model), chosen)
        self._fetching = model.state == "fetching"
        if self.radio is not None:
            self.radio.setEnabled(chosen or model.state in {"here", "unproven"})
        self._act.setVisible(self._fetching or model.state in {"missing", "failed"})
        self._act.setEnabled(self._fetching or not busy)
        word = "Stop" if self._fetching else "Try again" if model.state == "failed" else "Fetch"
        self._act.set_label(word)
        self._act.setAccessibleName(f"{word}: {model.title}")

    def _press(self) -> None:
        if self._fetching:
            self.stop_requested.emit()
        else:
            self.fetch_requested.emit(self._id)
