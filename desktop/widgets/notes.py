"""The user's own notes beside a replay: added at the playhead, edited, deleted with a way back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.notebook import NoteBook, join_tags, split_tags, spoken_tags
from desktop.widgets import paint
from desktop.widgets.controls import Button, KeyCap, Label
from desktop.widgets.layout import Scroll, boxed, clear, row
from desktop.widgets.note_row import NoteEditor, NoteRow
from desktop.widgets.voice_row import VoiceRow
from desktop.words import tr
from interviewer.journal import Note

RING = 4
"""Pixels kept around the rows for the ring of the focus."""
SECOND_THOUGHTS = 10_000
"""Milliseconds in which a deleted note can be brought back."""


class NotesPanel(QWidget):
    """Heading, the notes in the order of their moments, and an editor while one is written."""

    sought = Signal(int)
    add_wanted = Signal()
    say_wanted = Signal()
    """Begin a note by voice, or end the one that is being said."""
    unsaid = Signal()
    """Drop the note that is being said."""
    closed = Signal()
    """The editor is gone; the page takes the focus back."""
    told = Signal(str)
    """For a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book: NoteBook | None = None
        self._editor: NoteEditor | None = None
        self._deleted: Note | None = None
        self.setAccessibleName(tr("Notes"))
        head = QHBoxLayout()
        head.setContentsMargins(RING, 0, 0, 0)
        head.setSpacing(10)
        head.addWidget(Label("Notes", "heading"))
        head.addStretch()
        self._add = Button("Add", "link", name="Add a note at the playhead")
        self._add.clicked.connect(self.add_wanted)
        head.addWidget(self._add)
        head.addWidget(KeyCap("N"))
        self._say = Button("Say", "link", name="Say a note at the playhead")
        self._say.clicked.connect(self.say_wanted)
        self._by_voice = boxed(row(6, self._say, 10, KeyCap("V")))
        head.addWidget(self._by_voice)
        self.offer_voice(on=False)
        self._voice = VoiceRow()
        self._voice.ended.connect(self.say_wanted)
        self._voice.dropped.connect(self.unsaid)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(RING, RING, 12, 24)
        self._list.setSpacing(20)
        inside = QWidget()
        inside.setLayout(self._list)
        self._undo = Button("Undo", "link", name="Bring the deleted note back")
        self._undo.clicked.connect(self._bring_back)
        self._undo_row = QWidget()
        line = QHBoxLayout(self._undo_row)
        line.setContentsMargins(RING, 8, 12, 8)
        line.addWidget(Label("Note deleted", "label", "text2", weight=400))
        line.addStretch()
        line.addWidget(self._undo)
        self._undo_row.hide()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SECOND_THOUGHTS)
        self._clock.timeout.connect(self._forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(32 - RING, 24, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(12 - RING)
        column.addWidget(self._voice)
        column.addWidget(self._undo_row)
        notes = Scroll(inside)
        notes.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # it gives way first
        column.addWidget(notes, 1)

    # ------------------------------------------------------------ what is shown
    def show_notes(self, book: NoteBook | None) -> None:
        """The notes of a session; None where they cannot be kept."""
        self._book, self._editor = book, None
        self._add.setEnabled(book is not None)
        self._forget()
        self._fill()

    def editing(self) -> bool:
        return self._editor is not None

    def drop_edit(self) -> bool:
        """Put away what is being written; True where something was."""
        writing = self.editing()
        if writing:
            self._drop()
        return writing

    def offer_voice(self, *, on: bool) -> None:
        """Whether a note can be said at all: there is no recogniser in a still picture."""
        self._by_voice.setVisible(on)

    @property
    def voice(self) -> VoiceRow:
        """Where it is shown that a note is being said."""
        return self._voice

    def keep_said(self, sample: int, text: str) -> None:
        """A note that was said, with the tags said at its end."""
        said, tags = spoken_tags(text)
        if self._book is not None and (said or tags):
            self._book.add(sample, said, tags, spoken=True)
            self._fill()
            self.told.emit(tr("Note added: {said}", said=said))

    def rows(self) -> list[NoteRow]:
        """The rows as they stand, in order."""
        items = (self._list.itemAt(number) for number in range(self._list.count()))
        return [row for item in items if item is not None and isinstance(row := item.widget(), NoteRow)]

    def _fill(self, editing: Note | None = None) -> None:
        clear(self._list)
        notes = self._book.notes() if self._book is not None else ()
        for note in notes:
            if editing is not None and note.id == editing.id:
                self._list.addWidget(self._edit_of(note))
            else:
                self._list.addWidget(self._row_of(note))
        if not notes and self._editor is None:
            said = self._by_voice.isVisibleTo(self)
            empty = (
                "Nothing yet. N writes a note at the playhead, V records one."
                if said
                else "Nothing yet. N writes a note at the playhead."
            )
            self._list.addWidget(Label(empty, "body", "text3", wrap=True))
        self._list.addStretch()
        before: QWidget = self._add
        for each in self.rows():  # made last, they would be reached last
            QWidget.setTabOrder(before, each)
            before = each

    def _row_of(self, note: Note) -> NoteRow:
        row = NoteRow(note)
        row.clicked.connect(lambda: self.sought.emit(note.sample))
        row.edit_wanted.connect(lambda: self._begin_edit(note))
        row.delete_wanted.connect(lambda: self._delete(note))
        return row

    def _edit_of(self, note: Note) -> NoteEditor:
        editor = NoteEditor(note.sample, join_tags(note.text, note.tags))
        editor.kept.connect(lambda text: self._keep(text, note))
        editor.dropped.connect(self._drop)
        self._editor = editor
        return editor

    # ------------------------------------------------------------ acts
    def begin(self, sample: int) -> None:
        """Write a new note at this moment."""
        if self._book is None or self._editor is not None:
            return
        self._fill()
        editor = NoteEditor(sample)
        editor.kept.connect(lambda text: self._keep(text, None))
        editor.dropped.connect(self._drop)
        self._editor = editor
        self._list.insertWidget(0, editor)
        editor.show()  # what a layout takes in is shown only later, and what is hidden takes no focus
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_edit(self, note: Note) -> None:
        self._fill(note)
        if self._editor is not None:
            self._editor.show()
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, typed: str, note: Note | None) -> None:
        text, tags = split_tags(typed)
        if self._book is not None and self._editor is not None and (text or tags):
            if note is None:
                self._book.add(self._editor.sample, text, tags)
                self.told.emit(tr("Note added"))
            else:
                self._book.edit(note.id, text, tags)
                self.told.emit(tr("Note changed"))
        self._drop()

    def _drop(self) -> None:
        self._editor = None
        self._fill()
        self.closed.emit()

    def _delete(self, note: Note) -> None:
        if self._book is None:
            return
        self._book.delete(note.id)
        self._deleted = note
        self._fill()
        self._undo_row.show()
        self._clock.start()
        self.told.emit(tr("Note deleted. Undo brings it back."))
        self._undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_back(self) -> None:
        if self._book is not None and self._deleted is not None:
            gone = self._deleted
            self._book.add(gone.sample, gone.text, gone.tags, spoken=gone.spoken)
            self.told.emit(tr("Note is back"))
        self._forget()
        self._fill()
        self.closed.emit()

    def _forget(self) -> None:
        self._deleted = None
        self._clock.stop()
        self._undo_row.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.painter(self).fillRect(QRectF(0, 0, 1, self.height()), theme.current().colour("line"))
