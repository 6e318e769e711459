"""Where the data lies, and how to be rid of all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.settings_view import SettingsView
from desktop.widgets.confirm import Confirm
from desktop.widgets.controls import Button, Label
from desktop.widgets.fields import section
from desktop.widgets.layout import column, row
from desktop.widgets.model_row import size
from desktop.words import tr


class DataPanel(QWidget):
    """`delete_confirmed` only after the question was answered."""

    folder_requested = Signal(str)
    delete_confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: SettingsView | None = None
        self._words = Label("", "body", "text2", wrap=True)
        self._folder = Label("", "small", "text3", wrap=True)
        self._open = Button("Open the folder", "plain")
        self._open.clicked.connect(self._open_folder)
        self._delete = Button("Delete everything", "quiet")
        self._delete.clicked.connect(self._ask)
        self._confirm = Confirm()
        self._confirm.confirmed.connect(self._confirmed)
        self._confirm.kept.connect(self._kept)
        body = column(
            12, self._words, 4, self._folder, 16, row(self._open, 16, self._delete, None), 16, self._confirm
        )
        self.setLayout(section("Your data", body))

    def show_view(self, view: SettingsView) -> None:
        self._view = view
        count = "No session yet." if not view.sessions else f"{_sessions(view)}, {size(view.data_bytes)}."
        self._words.setText(tr("{count} Everything stays on this computer.", count=count))
        self._folder.setText(view.data_folder)
        self._open.setEnabled(bool(view.data_folder))
        self._delete.setEnabled(bool(view.sessions or view.data_bytes))

    def keep(self) -> bool:
        """Put the question away; True if it was being asked."""
        asked = not self._confirm.isHidden()
        self._confirm.keep()
        return asked

    def _open_folder(self) -> None:
        if self._view is not None:
            self.folder_requested.emit(self._view.data_folder)

    def _ask(self) -> None:
        if self._view is not None:
            what = tr(
                "{sessions} with recordings, reports and notes, and the settings",
                sessions=_sessions(self._view),
            )
            self._confirm.ask(
                tr("Delete {what}? This cannot be undone.", what=what), "Delete everything for good"
            )

    def _confirmed(self) -> None:
        self._kept()
        self.delete_confirmed.emit()

    def _kept(self) -> None:
        self._delete.setFocus(Qt.FocusReason.TabFocusReason)


def _sessions(view: SettingsView) -> str:
    return "1 session" if view.sessions == 1 else tr("{sessions} sessions", sessions=view.sessions)
