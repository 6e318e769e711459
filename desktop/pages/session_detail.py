"""One session beside the list: what came of it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.sessions_view import SessionRow
from desktop.widgets.confirm import Confirm
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.layout import boxed, column, row


class SessionDetailPanel(QWidget):
    """Report, replay, export and deletion of the session that is picked; a cut-off one is recovered instead."""

    report_requested = Signal(str)
    replay_requested = Signal(str)
    recover_requested = Signal(str)
    export_requested = Signal(str, str)
    delete_confirmed = Signal(str)
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: SessionRow | None = None
        self._name = Label("", "title", wrap=True, balance=True)
        self._about = Label("", "label", "text3", weight=400, wrap=True)
        self._result = Label("", "lead", "text2", wrap=True)
        self._main = Button("Open the report", "primary", "Enter")
        self._main.clicked.connect(self.press)
        self._replay = Button("Replay", "plain", "R")
        self._replay.clicked.connect(self.replay)
        self._export = Button("Export", "quiet", "E")
        self._export.clicked.connect(self.export)
        self._delete = Button("Delete", "quiet", "Del")
        self._delete.clicked.connect(self.ask_delete)
        self._confirm = Confirm()
        self._confirm.confirmed.connect(self._deleted)
        self._confirm.kept.connect(self.kept)
        acts = row(self._replay, 8, self._export, 8, self._delete, None)
        self._body = boxed(
            column(
                self._name, 8, self._about, 16, self._result, 24, row(self._main, None), 16, acts, 24, Rule(), 16,
                self._confirm,
            )
        )  # fmt: skip
        self.setLayout(column(self._body, None))

    def show_row(self, entry: SessionRow | None) -> None:
        """None empties the panel. A question about another session is put away."""
        if entry is None or self._row is None or entry.session_id != self._row.session_id:
            self._confirm.hide()
        self._row = entry
        self._body.setVisible(entry is not None)
        if entry is None:
            return
        self._name.setText(entry.name)
        place = (entry.when, entry.company, entry.level, entry.length)
        self._about.setText(", ".join(part for part in place if part))
        self._result.setText(_result(entry))
        word = "Open the report" if entry.done else "Take it to its report"
        if self._main.text() != word:
            self._main.set_label(word)
        self._main.setEnabled(entry.done or entry.round_known)
        self._replay.setEnabled(entry.round_known)

    # ------------------------------------------------------------ acts
    def press(self) -> None:
        """What Enter does: the report, or the way to it."""
        if self._row is None or not self._main.isEnabled():
            return
        wanted = self.report_requested if self._row.done else self.recover_requested
        wanted.emit(self._row.session_id)

    def replay(self) -> None:
        if self._row is not None and self._replay.isEnabled():
            self.replay_requested.emit(self._row.session_id)

    def export(self) -> None:
        """Ask for a folder."""
        if self._row is None:
            return
        session_id = self._row.session_id
        dialog = QFileDialog(self, f"Where shall '{self._row.name}' go?")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.export_requested.emit(session_id, folder))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_delete(self) -> None:
        if self._row is not None:
            self._confirm.ask(
                f"Delete '{self._row.name}' ({self._row.when}) with its recording, report and notes? "
                "This cannot be undone.",
                "Delete it for good",
            )

    def keep(self) -> bool:
        """Put the question away; True if it was being asked."""
        asked = not self._confirm.isHidden()
        self._confirm.keep()
        return asked

    def _deleted(self) -> None:
        if self._row is not None:
            self.delete_confirmed.emit(self._row.session_id)
        self.kept.emit()


def _result(entry: SessionRow) -> str:
    if entry.score is None:
        if not entry.round_known:
            return f"Cut off before its end. Its round, '{entry.round_title}', is no longer there, so it cannot be scored."
        return "Cut off before its end. What was said is kept and can be scored."
    bar = f", the {entry.level} bar is {entry.bar:.1f}" if entry.bar is not None else ""
    return f"{entry.verdict}. {entry.score:.2f} of 4{bar}."
