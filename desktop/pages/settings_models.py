"""The settings' models: which one words the probes, and what else is here or can be fetched."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QWidget

from desktop.settings_view import ModelRow, SettingsView
from desktop.widgets.controls import Button, Label
from desktop.widgets.fields import section
from desktop.widgets.layout import clear, column, row
from desktop.widgets.model_row import ModelLine
from desktop.words import tr

NONE = "none"


class ModelsPanel(QWidget):
    """The minds can be chosen; recogniser, voices and the rest are listed."""

    mind_chosen = Signal(str)
    fetch_requested = Signal(str)
    stop_requested = Signal()
    file_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._lines: dict[str, ModelLine] = {}
        self._minds = column()
        self._others = column()
        self._where = Label("", "small", "text3", wrap=True)
        add = Button("Use a GGUF file of your own", "link")
        add.clicked.connect(self._ask_for_file)
        self.setLayout(
            column(
                section("Language model", self._minds),
                12,
                row(add, None),
                32,
                section("Other models", self._others),
                8,
                self._where,
            )
        )

    def show_view(self, view: SettingsView) -> None:
        minds = [model for model in view.models if model.kind == "mind"]
        others = [model for model in view.models if model.kind != "mind"]
        wanted = ["", *(model.model_id for model in minds), NONE, *(model.model_id for model in others)]
        if wanted != list(self._lines):
            self._make(minds, others)
        chosen = view.settings.mind if view.settings.mind in self._lines else ""
        busy = any(model.state == "fetching" for model in view.models)
        title = next((m.title for m in minds if m.model_id == view.suitable_mind), view.suitable_mind)
        words = (
            tr("Now {title}. {suitable_reason}", title=title, suitable_reason=view.suitable_reason)
            if title
            else view.suitable_reason
        )
        self._lines[""].show_words(words, chosen == "")
        self._lines[NONE].show_words("Probes in fixed wordings; needs no memory.", chosen == NONE)
        for model in view.models:
            self._lines[model.model_id].show_model(model, chosen == model.model_id, busy)
        self._where.setText(
            tr("They lie in {models_folder}.", models_folder=view.models_folder) if view.models_folder else ""
        )

    def _make(self, minds: list[ModelRow], others: list[ModelRow]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._minds)
        clear(self._others)
        choices = [("", "What suits this computer"), *((m.model_id, m.title) for m in minds), (NONE, "None")]
        self._lines = {model_id: ModelLine(title, model_id, self._group) for model_id, title in choices}
        for line in self._lines.values():
            self._minds.addWidget(line)
        for model in others:
            line = ModelLine(model.title, model.model_id)
            self._lines[model.model_id] = line
            self._others.addWidget(line)
        for line in self._lines.values():
            line.chosen.connect(self.mind_chosen)
            line.fetch_requested.connect(self.fetch_requested)
            line.stop_requested.connect(self.stop_requested)

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, "Choose a language model", "", "GGUF files (*.gguf)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.file_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
