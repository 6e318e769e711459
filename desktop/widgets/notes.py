"""The user's own notes beside a replay: added at the playhead, edited, deleted with a way back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.notebook import NoteBook, join_tags, split_tags, spoken_tags
from desktop.widgets import paint
from desktop.widgets.controls import Button, KeyCap, Label
from desktop.widgets.layout import Scroll, clear
from desktop.widgets.voice_row import VoiceRow
from desktop.words import tr
from interviewer import captions
from interviewer.journal import Note

RING = 4
"""Pixels kept around the rows for the ring of the focus."""
SECOND_THOUGHTS = 10_000
"""Milliseconds in which a deleted note can be brought back."""


class NoteRow(QAbstractButton):
    """One note. A press goes to its moment; E edits, Delete deletes while it has the focus."""

    edit_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, note: Note, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = note
        tags = tr(" Tags: {tags}.", tags=", ".join(note.tags)) if note.tags else ""
        said = ", spoken" if note.spoken else ""
        self.setAccessibleName(
            tr(
                "Note at {at}{said}: {text}.{tags}",
                at=captions.clock(note.sample),
                said=said,
                text=note.text,
                tags=tags,
            )
        )
        self.setAccessibleDescription(tr("Enter goes there, E edits, Delete deletes"))
        self.setProperty("focusRadius", 4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _text(self, width: int) -> tuple[QTextLayout, float, float]:
        look = theme.current()
        return paint.lay_out(self.note.text, look.font("body"), look.line_height("body"), max(80, width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(18 + self._text(width)[2] + (30 if self.note.tags else 0))

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def _links(self) -> tuple[QRectF, QRectF]:
        """Where "Edit" and "Delete" stand while the mouse or the focus is here."""
        font = theme.current().font("small")
        delete, edit = paint.text_width("Delete", font), paint.text_width("Edit", font)
        right = float(self.width())
        return QRectF(right - delete - 12 - edit, 0, edit, 16), QRectF(right - delete, 0, delete, 16)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        edit, delete = self._links()
        if edit.adjusted(-4, -4, 4, 4).contains(event.position()):
            self.edit_wanted.emit()
        elif delete.adjusted(-4, -4, 4, 4).contains(event.position()):
            self.delete_wanted.emit()
        else:
            self.click()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_E:
            self.edit_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        p = paint.painter(self)
        look = theme.current()
        when = captions.clock(self.note.sample) + (", spoken" if self.note.spoken else "")
        paint.draw_line(p, (0, 0), when, "small", look.colour("text3"))
        if self.underMouse() or self.hasFocus():
            for box, word in zip(self._links(), ("Edit", "Delete"), strict=True):
                paint.draw_line(p, (box.left(), 0), word, "small", look.colour("text2"))
        layout, _, tall = self._text(self.width())
        p.setPen(look.colour("text"))
        layout.draw(p, QPointF(0, 18))
        x, top = 0.0, 18 + tall + 8
        for tag in self.note.tags:
            wide = paint.text_width(tag, look.font("small")) + 18
            p.setPen(QPen(look.colour("line"), 1))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(QRectF(x + 0.5, top + 0.5, wide - 1, 21), 4, 4)
            paint.draw_line(p, (x + 9, top + 3), tag, "small", look.colour("text2"))
            x += wide + 8


class NoteEditor(QPlainTextEdit):
    """Enter keeps the note, Shift and Enter begin a line, Esc drops it."""

    kept = Signal(str)
    dropped = Signal()

    def __init__(self, sample: int, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.sample = sample
        self.setFixedHeight(84)
        self.setAccessibleName(tr("Note at {at}", at=captions.clock(sample)))
        self.setPlaceholderText(tr("At {at}. Enter keeps it, #word is a tag.", at=captions.clock(sample)))
        self.setTabChangesFocus(True)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shifted:
            self.kept.emit(self.toPlainText())
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


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
        self._say_cap = KeyCap("V")
        head.addSpacing(6)
        head.addWidget(self._say)
        head.addWidget(self._say_cap)
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
        row = QHBoxLayout(self._undo_row)
        row.setContentsMargins(RING, 8, 12, 8)
        row.addWidget(Label("Note deleted", "label", "text2", weight=400))
        row.addStretch()
        row.addWidget(self._undo)
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
        column.addWidget(Scroll(inside), 1)

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
        self._say.setVisible(on)
        self._say_cap.setVisible(on)

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
            empty = "Nothing yet. N writes a note at the playhead" + (
                ", V records one." if self._say.isVisibleTo(self) else "."
            )
            self._list.addWidget(Label(empty, "body", "text3", wrap=True))
        self._list.addStretch()
        before: QWidget = self._add
        for row in self.rows():  # made last, they would be reached last
            QWidget.setTabOrder(before, row)
            before = row

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
                self.told.emit("Note added")
            else:
                self._book.edit(note.id, text, tags)
                self.told.emit("Note changed")
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
        self.told.emit("Note deleted. Undo brings it back.")
        self._undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_back(self) -> None:
        if self._book is not None and self._deleted is not None:
            gone = self._deleted
            self._book.add(gone.sample, gone.text, gone.tags, spoken=gone.spoken)
            self.told.emit("Note is back")
        self._forget()
        self._fill()
        self.closed.emit()

    def _forget(self) -> None:
        self._deleted = None
        self._clock.stop()
        self._undo_row.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint.painter(self).fillRect(QRectF(0, 0, 1, self.height()), theme.current().colour("line"))
