"""One session beside the list: what came of it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop.pages.numbered import show_numbered
from desktop.sessions_view import SessionRow, size_words
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.found_rows import FoundList
from desktop.widgets.layout import Scroll, boxed, column, row
from desktop.words import tr
from interviewer.word_search import Found


class NameField(QLineEdit):
    """Enter keeps the name, Esc leaves the old one."""

    kept = Signal(str)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("The session's name"))
        self.setMaxLength(120)

    def begin(self, name: str) -> None:
        self.setText(name)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit(" ".join(self.text().split()))
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


MOVES = "What would move it most"


class SessionDetailPanel(QWidget):
    """Report, replay, name, export and deletion of the session that is picked; a cut-off one is recovered instead."""

    report_requested = Signal(str)
    replay_requested = Signal(str)
    recover_requested = Signal(str)
    export_requested = Signal(str, str)
    delete_requested = Signal(str)
    rename_requested = Signal(str, str)
    passage_requested = Signal(str, int)
    """Id and sample: open the replay where the words that were looked for stand."""
    closed = Signal()
    """The field for the name is gone; the list takes the focus back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: SessionRow | None = None
        self._words: tuple[Found, ...] = ()
        self._name = Label("", "title", wrap=True, balance=True)
        self._about = Label("", "label", "text3", weight=400, wrap=True)
        self._result = Label("", "lead", "text2", wrap=True)
        self._main = Button("Open the report", "primary", "Enter")
        self._main.clicked.connect(self.press)
        self._replay = Button("Replay", "plain", "R")
        self._replay.clicked.connect(self.replay)
        self._export = Button("Export", "quiet", "E")
        self._export.clicked.connect(self.export)
        self._delete = Button("Delete", "link", "Del")
        self._delete.clicked.connect(self.delete)
        self._rename = Button("Rename", "link", "F2")
        self._rename.clicked.connect(self.rename)
        self._field = NameField()
        self._field.kept.connect(self._keep_name)
        self._field.dropped.connect(self.close_name)
        self._field.hide()
        acts = row(self._replay, 8, self._export, None)
        more = row(self._rename, 24, self._delete, None)
        self._body = boxed(
            column(
                self._name, self._field, 8, self._about, 16, self._result, 24, row(self._main, None), 16, acts, 16,
                Rule(), 20, more,
            )
        )  # fmt: skip
        self._found = FoundList()
        self._found.replay_requested.connect(self._open_passage)
        self._found.hide()
        self._changes = column(spacing=8)
        self._moves = boxed(column(24, Rule(), 20, Label(MOVES, "heading"), 12, self._changes))
        self._moves.hide()
        self._scroll = Scroll(boxed(column(self._body, 24, self._found, self._moves, None)))
        self.setLayout(column(self._scroll))

    def show_row(self, entry: SessionRow | None, found: tuple[Found, ...] = ()) -> None:
        """None empties the panel. The field for another session's name is put away. `found` is what was searched."""
        if entry is None or self._row is None or entry.session_id != self._row.session_id:
            self._put_away()
        self._row = entry
        words = found if entry is not None and entry.round_known else ()
        if words != self._words:
            self._words = words
            self._found.show_found(words)
            self._found.setVisible(bool(words))
            self._scroll.verticalScrollBar().setValue(0)
        self._body.setVisible(entry is not None)
        if entry is None:
            return
        self._name.setText(entry.name)
        sound = tr("{size_words} of sound", size_words=size_words(entry.size)) if entry.size else ""
        place = (entry.when, entry.company, entry.level, entry.length, sound)
        self._about.setText(", ".join(part for part in place if part))
        self._result.setText(_result(entry))
        word = "Open the report" if entry.done else "Take it to its report"
        if self._main.text() != word:
            self._main.set_label(word)
        self._main.setEnabled(entry.done or entry.round_known)
        self._replay.setEnabled(entry.round_known)

    def show_changes(self, changes: tuple[str, ...]) -> None:
        """What its report says would move the verdict most; empty for none, or while it is being read."""
        show_numbered(self._changes, changes)
        self._moves.setVisible(bool(changes))

    # ------------------------------------------------------------ acts
    def press(self) -> None:
        """What Enter does: the report, or the way to it."""
        if self._row is None or not self._main.isEnabled():
            return
        wanted = self.report_requested if self._row.done else self.recover_requested
        wanted.emit(self._row.session_id)

    def replay(self) -> None:
        """From the beginning, or from the first of the words that were looked for."""
        if self._row is None or not self._replay.isEnabled():
            return
        if self._words:
            self._open_passage(self._words[0].sample)
        else:
            self.replay_requested.emit(self._row.session_id)

    def _open_passage(self, sample: int) -> None:
        if self._row is not None:
            self.passage_requested.emit(self._row.session_id, sample)

    def export(self) -> None:
        """Ask for a folder."""
        if self._row is None:
            return
        session_id = self._row.session_id
        dialog = QFileDialog(self, tr("Where shall '{name}' go?", name=self._row.name))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.export_requested.emit(session_id, folder))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def delete(self) -> None:
        """At once: it can be brought back for a while."""
        if self._row is not None:
            self.delete_requested.emit(self._row.session_id)

    def rename(self) -> None:
        """Write another name in the place of this one."""
        if self._row is not None:
            self._name.hide()
            self._field.begin(self._row.name)

    def close_name(self) -> bool:
        """Put the field away; True where it was open."""
        open_ = not self._field.isHidden()
        self._put_away()
        if open_:
            self.closed.emit()
        return open_

    def _put_away(self) -> None:
        self._field.hide()
        self._name.show()

    def _keep_name(self, name: str) -> None:
        entry = self._row
        self.close_name()
        if entry is not None and name and name != entry.name:
            self.rename_requested.emit(entry.session_id, name)


def _result(entry: SessionRow) -> str:
    if entry.done and entry.score is None:
        return "Nothing was said that a score could rest on. Its replay has what was asked."
    if entry.score is None:
        if not entry.round_known:
            return tr(
                "Cut off before its end. Its round, '{round_title}', is no longer there, so it cannot be scored.",
                round_title=entry.round_title,
            )
        return "Cut off before its end. What was said is kept and can be scored."
    bar = (
        tr(", the {level} bar is {bar:.1f}", level=entry.level, bar=entry.bar)
        if entry.bar is not None
        else ""
    )
    return tr("{verdict}. {score:.2f} of 4{bar}.", verdict=entry.verdict, score=entry.score, bar=bar)
