"""The replay: hear a session again, with everything that was noticed pinned to its moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.note_taker import NoteTaker
from desktop.notebook import NoteBook
from desktop.pages.base import Page
from desktop.pages.replay_amend import Amending, AmendRow
from desktop.pages.replay_deck import Deck, OpenPlayer
from desktop.pages.replay_find import Finder
from desktop.pages.replay_loop import Looping
from desktop.pages.replay_parts import NoticeRow, ReplayFoot, ReplayHead
from desktop.pages.replay_voice import VoiceNotes
from desktop.peak_feed import PeakFeed
from desktop.replay_model import ReplayModel
from desktop.silent_player import SPEEDS, Player
from desktop.widgets.controls import Rule
from desktop.widgets.layout import column, row
from desktop.widgets.notes import NotesPanel
from desktop.widgets.timeline import Timeline
from desktop.widgets.transcript import TranscriptView
from desktop.words import tr
from speech.events import SAMPLE_RATE

FRAME_MS = 16
"""Milliseconds between two looks at the player: sixty a second, of which only what has changed is drawn."""
LOW, NARROW = 640, 1100
"""Pixels of the page below which the timeline leaves lanes out and the notes step back, so that the words have room."""
JUMP = 5 * SAMPLE_RATE
ZOOM = 1.4


class ReplayPage(Page):
    """One session at a time. Everything is told to the parts by `_show_position`, which asks the player.

    `ReadingDesk` shows sessions on it and answers what it asks for. Leaving the page stops the sound and gives the
    loudspeaker back; on return it stands where it stood.
    """

    back = Signal()
    """The way back was pressed with the mouse; Esc reaches the window by itself. Connect to `MainWindow.back`."""
    export_requested = Signal(str)
    """One of `desktop.pages.report.FORMATS`, of the session shown."""
    compare_requested = Signal()
    """With an earlier attempt at the same round, where `set_earlier` has named one."""
    correction_wanted = Signal(int, int, str)
    """Words of the session shown, put right: their first and last sample, and what was said. `renew` follows."""
    undo_wanted = Signal()
    """Of the last correction."""

    title = "Replay"
    bare = True

    def __init__(self, open_player: OpenPlayer | None = None, parent: QWidget | None = None) -> None:
        """`open_player` makes the sound; without it the words follow in silence."""
        super().__init__(parent)
        self._deck = Deck(open_player)
        self._model: ReplayModel | None = None
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._show_position)
        for keys in ("Ctrl+F", "Ctrl++", "Ctrl+=", "Ctrl+-"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda keys=keys: self._combination(keys))

    def _build(self) -> None:
        self._head, self._foot = ReplayHead(self.margin), ReplayFoot(self.margin)
        self._timeline, self._transcript, self._notes = Timeline(), TranscriptView(), NotesPanel()
        self._peaks = PeakFeed(self)
        self._notice, line = NoticeRow(), AmendRow()
        self._amending = Amending(self._transcript, line)
        self._finder = Finder(
            self._head, self._transcript, position=self.position, seek=self.seek, leave=self._take_focus
        )
        self._looping = Looping(self._deck, self._timeline, self._foot, self.seek, self.announce)
        self._voice = VoiceNotes(self._notes, self._hush, self.announce)
        self._lay_out(line)
        self._wire()

    def _lay_out(self, line: AmendRow) -> None:
        words = column(self._notice, line, self._transcript)
        words.setStretchFactor(self._transcript, 1)
        words.setContentsMargins(0, 0, 16, 0)
        lower = row(words, self._notes)
        lower.setStretchFactor(words, 1)
        lower.setContentsMargins(self.margin, 0, self.margin, 0)
        upper = column(self._timeline, Rule())
        upper.setContentsMargins(self.margin, 4, self.margin, 0)
        whole = column(self._head, upper, lower, self._foot)
        whole.setStretchFactor(lower, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        for part in (self._timeline, self._transcript, self._notes):
            part.sought.connect(self.seek)
        self._head.back.connect(self.back)
        self._head.export_requested.connect(self.export_requested)
        self._head.compare_requested.connect(self.compare_requested)
        self._head.correct_requested.connect(self._correct)
        self._transcript.edit_closed.connect(self._take_focus)
        self._amending.correction_wanted.connect(self.correction_wanted)
        self._amending.undo_wanted.connect(self.undo_wanted)
        self._amending.told.connect(self.announce)
        self._foot.play_pressed.connect(self.toggle)
        self._foot.speed_chosen.connect(self.set_speed)
        self._foot.stepped.connect(self._stepped)
        self._notes.add_wanted.connect(self._add_note)
        self._notes.say_wanted.connect(lambda: self._voice.press(self._player.position))
        self._notes.unsaid.connect(self._voice.drop)
        self._notes.closed.connect(self._take_focus)
        self._notes.told.connect(self.announce)
        self._peaks.ready.connect(self._timeline.set_peaks)
        self._peaks.failed.connect(self._say_notice)

    # ------------------------------------------------------------ what is shown
    def show_session(self, model: ReplayModel, notes: NoteBook | None = None, *, at: int = 0) -> None:
        """Open a session at a moment. `notes` keeps what the user writes."""
        self._rest()
        self._notice.say("")
        self._model = model
        self.setAccessibleName(tr("Replay. {title}", title=model.title))
        notice = self._deck.show(model)
        self._head.show_session(model)
        self._finder.begin(model)
        self._amending.begin(model)
        self._voice.drop()
        self._timeline.show_session(model)
        self._transcript.show_session(model)
        self._notes.show_notes(notes)
        self._foot.set_speed(1)
        self._looping.begin()
        self._say_silent(notice)
        self._peaks.begin(model)
        self.seek(at)

    def renew(self, model: ReplayModel) -> None:
        """The session shown, with its words put right or as they were: nothing else moves."""
        if model.session_id != self.session_id:
            return
        self._model = model
        self._deck.renew(model)
        self._timeline.renew(model)
        self._transcript.renew(model)
        self._finder.begin(model)
        self._amending.renewed(model)
        self._show_position()

    def not_renewed(self, why: str) -> None:
        """The words could not be put right: one sentence."""
        self._amending.failed(why)

    def set_earlier(self, day: str) -> None:
        """There is an earlier attempt at the round, held on that day; empty for none."""
        self._head.set_earlier(day)

    def take_notes_with(self, taker: NoteTaker) -> None:
        """Let notes be said aloud, too."""
        self._voice.use(taker)

    def entered(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._deck.away and self._model is not None:
            self._say_silent(self._deck.come_back())
            self._show_position()
            self._peaks.go_on()

    def left(self) -> None:
        """Silence, and the loudspeaker given back."""
        self._voice.drop()
        self._rest()
        self._peaks.rest()

    def _rest(self) -> None:
        self._timer.stop()
        self._deck.close()
        self._foot.set_playing(False)

    def escape(self) -> bool:
        if self._transcript.editing():
            self._transcript.drop_edit()
            self._take_focus()
            return True
        if self._notes.drop_edit() or self._voice.drop():
            return True
        if self._head.finding():
            self._head.close_find()
            return True
        return False

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hush(self) -> None:
        if self._player.playing:
            self.toggle()

    @property
    def session_id(self) -> str:
        """Of the session shown; empty before the first."""
        return self._model.session_id if self._model else ""

    def position(self) -> int:
        """Sample at the playhead."""
        return self._player.position

    def playing(self) -> bool:
        return self._player.playing

    def notice(self) -> str:
        """Why there is no sound; empty when there is."""
        return self._notice.text()

    def _say_silent(self, why: str) -> None:
        self._say_notice(tr("{why} The words follow in silence.", why=why) if why else "")

    def _say_notice(self, text: str) -> None:
        if self._notice.say(text):
            self.announce(text)

    @property
    def _player(self) -> Player:
        return self._deck.player

    # ------------------------------------------------------------ playing
    def toggle(self) -> None:
        if self._player.playing:
            self._player.pause()
        else:
            why = self._deck.wake()
            if why is not None:
                self._say_silent(why)
            self._player.play()
            self._timer.start()
        self._show_position()

    def seek(self, sample: int) -> None:
        self._player.seek(sample)
        self._show_position()
        if not self._player.playing and self.isVisible():
            self.announce(self._transcript.current_text())

    def set_speed(self, speed: float) -> None:
        self._deck.set_speed(speed)
        self._foot.set_speed(speed)
        self.announce(tr("Speed {speed:g}", speed=speed))

    def _show_position(self) -> None:
        if self._model is None:
            return
        playing = self._player.playing
        if self._player.failure and playing:
            self._say_silent(self._deck.go_silent())
        at = self._player.position
        self._timeline.set_position(at)
        self._transcript.set_position(at)
        self._foot.set_time(at, self._model.length)
        self._foot.set_playing(playing)
        if not playing:
            self._timer.stop()

    def _change_speed(self, step: int) -> None:
        index = SPEEDS.index(self._deck.speed) + step
        self.set_speed(SPEEDS[min(len(SPEEDS) - 1, max(0, index))])

    def _stepped(self, what: str, way: int) -> None:
        if self._model is None:
            return
        at = self._player.position
        if what == "seconds":
            self.seek(at + way * JUMP)
        elif what == "loop":
            self._looping.toggle(self._model)
        else:
            find = self._model.next_finding if what == "finding" else self._model.next_section
            target = find(at, way)
            if target is not None:
                self.seek(target)
            else:
                self.announce(tr("No {way} {what}", way=tr("later" if way > 0 else "earlier"), what=what))

    def _correct(self) -> None:
        """The words at the playhead."""
        if self._model is not None:
            self._hush()
            self._amending.edit(max(0, self._model.passage_at(self._player.position)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timeline.set_low(self.height() < LOW)
        self._notes.setFixedWidth(256 if self.width() < NARROW else 320)

    # ------------------------------------------------------------ keys
    def _add_note(self) -> None:
        if self._model is not None:
            self._notes.begin(self._player.position)

    def _combination(self, keys: str) -> None:
        if keys == "Ctrl+F":
            self._head.open_find()
        else:
            self._timeline.zoom(1 / ZOOM if keys == "Ctrl+-" else ZOOM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Space: self.toggle,
            Qt.Key.Key_J: lambda: self._stepped("finding", 1),
            Qt.Key.Key_K: lambda: self._stepped("finding", -1),
            Qt.Key.Key_BracketLeft: lambda: self._stepped("section", -1),
            Qt.Key.Key_BracketRight: lambda: self._stepped("section", 1),
            Qt.Key.Key_Left: lambda: self._stepped("seconds", -1),
            Qt.Key.Key_Right: lambda: self._stepped("seconds", 1),
            Qt.Key.Key_L: self._looping.mark if shifted else lambda: self._stepped("loop", 0),
            Qt.Key.Key_E: self._correct,
            Qt.Key.Key_V: lambda: self._voice.press(self._player.position),
            Qt.Key.Key_B: self._head.press_compare,
            Qt.Key.Key_N: self._add_note,
            Qt.Key.Key_Plus: lambda: self._change_speed(1),
            Qt.Key.Key_Equal: lambda: self._change_speed(1),
            Qt.Key.Key_Minus: lambda: self._change_speed(-1),
            Qt.Key.Key_Home: lambda: self.seek(0),
            Qt.Key.Key_Up: lambda: self._transcript.keyPressEvent(event),
            Qt.Key.Key_Down: lambda: self._transcript.keyPressEvent(event),
        }
        combined = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        act = acts.get(event.key()) if not combined else None
        if event.matches(QKeySequence.StandardKey.Undo):
            act = self._amending.undo
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
