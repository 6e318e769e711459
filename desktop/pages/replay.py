"""The replay: hear a session again, with everything that was noticed pinned to its moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.notebook import NoteBook
from desktop.pages.base import Page
from desktop.pages.replay_parts import NoticeRow, ReplayFoot, ReplayHead
from desktop.peak_feed import PeakFeed
from desktop.replay_model import Hit, ReplayModel
from desktop.silent_player import SPEEDS, Player, SilentPlayer
from desktop.widgets import paint
from desktop.widgets.notes import NotesPanel
from desktop.widgets.timeline import Timeline
from desktop.widgets.transcript import TranscriptView
from speech.events import SAMPLE_RATE

FRAME_MS = 33
"""Milliseconds between two looks at the player."""
JUMP = 5 * SAMPLE_RATE
ZOOM = 1.4

OpenPlayer = Callable[[ReplayModel], tuple[Player, str]]
"""The player for a session and, where it is a silent one, the sentence that says why."""


class ReplayPage(Page):
    """One session at a time. Everything is told to the parts by `_show_position`, which asks the player.

    Showing session X at sample Y, as the window does it:

        page = ReplayPage(Loudspeaker(audio))                     # once; desktop.replay_session
        model = load_session(journal, session_id, library)        # may run beside the GUI thread
        page.show_session(model, JournalNotes(journal, model.session_id), at=sample)
        window.go("replay")

    Leaving the page (the window calls `left`) stops the sound and gives the loudspeaker back; on return it stands
    where it stood. `session_id` is the session shown, `position` the sample at the playhead.
    """

    back = Signal()
    """The way back was pressed with the mouse; Esc reaches the window by itself. Connect to `MainWindow.back`."""
    export_requested = Signal(str)
    """One of `desktop.pages.report.FORMATS`, of the session shown."""

    title = "Replay"
    bare = True

    def __init__(self, open_player: OpenPlayer | None = None, parent: QWidget | None = None) -> None:
        """`open_player` makes the sound; without it the words follow in silence."""
        super().__init__(parent)
        self._open_player = open_player or _silent
        self._model: ReplayModel | None = None
        self._player: Player = SilentPlayer(1)
        self._away, self._silent = True, False
        self._loop: tuple[int, int] | None = None
        self._speed = 1.0
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
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
        self._notes.setFixedWidth(320)
        self._peaks = PeakFeed(self)
        self._notice = NoticeRow()
        words = QVBoxLayout()
        words.setContentsMargins(0, 1, 16, 0)
        words.setSpacing(0)
        words.addWidget(self._notice)
        words.addWidget(self._transcript, 1)
        lower = QHBoxLayout()
        lower.setContentsMargins(self.margin, 0, self.margin, 0)
        lower.setSpacing(0)
        lower.addLayout(words, 1)
        lower.addWidget(self._notes)
        upper = QHBoxLayout()
        upper.setContentsMargins(self.margin, 4, self.margin, 0)
        upper.addWidget(self._timeline)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addLayout(upper)
        whole.addLayout(lower, 1)
        whole.addWidget(self._foot)
        for part in (self._timeline, self._transcript, self._notes):
            part.sought.connect(self.seek)
        self._head.back.connect(self.back)
        self._head.export_requested.connect(self.export_requested)
        self._head.find_changed.connect(self._find)
        self._head.find_stepped.connect(self._step_hit)
        self._head.find_closed.connect(self._stop_finding)
        self._foot.play_pressed.connect(self.toggle)
        self._foot.speed_chosen.connect(self.set_speed)
        self._foot.stepped.connect(self._stepped)
        self._notes.add_wanted.connect(self._add_note)
        self._notes.closed.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self._notes.told.connect(self.announce)
        self._peaks.ready.connect(self._timeline.set_peaks)
        self._peaks.failed.connect(self._say_notice)

    # ------------------------------------------------------------ what is shown
    def show_session(self, model: ReplayModel, notes: NoteBook | None = None, *, at: int = 0) -> None:
        """Open a session at a moment. `notes` keeps what the user writes."""
        self._close_player()
        self._notice.say("")
        self._model, self._loop, self._hits, self._hit, self._speed = model, None, (), -1, 1.0
        self.setAccessibleName(f"Replay. {model.title}")
        notice = self._take_player(model)
        self._head.show_session(model)
        self._head.close_find()
        self._timeline.show_session(model)
        self._transcript.show_session(model)
        self._notes.show_notes(notes)
        self._foot.set_speed(1)
        self._foot.set_loop(False)
        self._say_silent(notice)
        self._peaks.begin(model)
        self.seek(at)

    def entered(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._away and self._model is not None:
            self._return(self._model)

    def left(self) -> None:
        """Silence, and the loudspeaker given back."""
        self._close_player()
        self._peaks.rest()

    def _return(self, model: ReplayModel) -> None:
        """Take the loudspeaker again, where it stood."""
        at = self._player.position
        self._player.close()
        self._say_silent(self._take_player(model))
        self._player.set_speed(self._speed)
        self._player.set_loop(self._loop)
        self.seek(at)
        self._peaks.go_on()

    def escape(self) -> bool:
        if self._head.finding():
            self._head.close_find()
            return True
        return False

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
        self._say_notice(f"{why} The words follow in silence." if why else "")

    def _say_notice(self, text: str) -> None:
        if self._notice.say(text):
            self.announce(text)

    def _take_player(self, model: ReplayModel) -> str:
        """The loudspeaker's player, or a silent one and why."""
        self._player, notice = self._open_player(model)
        self._away, self._silent = False, bool(notice)
        return notice

    def _close_player(self) -> None:
        self._timer.stop()
        at = self._player.position
        self._player.close()
        self._player = SilentPlayer(self._model.length if self._model else 1)
        self._player.seek(at)
        self._away = True
        self._foot.set_playing(False)

    # ------------------------------------------------------------ playing
    def toggle(self) -> None:
        if self._player.playing:
            self._player.pause()
        else:
            if self._silent and self._model is not None:
                self._return(self._model)  # the loudspeaker may be back
            self._player.play()
            self._timer.start()
        self._show_position()

    def seek(self, sample: int) -> None:
        self._player.seek(sample)
        self._show_position()
        if not self._player.playing and self.isVisible():
            self.announce(self._transcript.current_text())

    def set_speed(self, speed: float) -> None:
        self._speed = speed
        self._player.set_speed(speed)
        self._foot.set_speed(speed)
        self.announce(f"Speed {speed:g}")

    def _show_position(self) -> None:
        if self._model is None:
            return
        playing = self._player.playing
        if self._player.failure and playing:
            playing = self._go_silent()
        at = self._player.position
        self._timeline.set_position(at)
        self._transcript.set_position(at)
        self._foot.set_time(at, self._model.length)
        self._foot.set_playing(playing)
        if not playing:
            self._timer.stop()

    def _go_silent(self) -> bool:
        """The device has gone: the same place, without sound."""
        assert self._model is not None
        at, why = self._player.position, self._player.failure
        self._player.close()
        self._player = SilentPlayer(self._model.length)
        self._player.seek(at)
        self._player.set_loop(self._loop)
        self._player.set_speed(self._speed)
        self._player.play()
        self._silent = True
        self._say_silent(why)
        return True

    def _change_speed(self, step: int) -> None:
        index = SPEEDS.index(self._speed) + step
        self.set_speed(SPEEDS[min(len(SPEEDS) - 1, max(0, index))])

    def _stepped(self, what: str, way: int) -> None:
        if self._model is None:
            return
        at = self._player.position
        if what == "seconds":
            self.seek(at + way * JUMP)
        elif what == "loop":
            self._toggle_loop()
        else:
            find = self._model.next_finding if what == "finding" else self._model.next_section
            target = find(at, way)
            if target is not None:
                self.seek(target)
            else:
                self.announce(f"No {'later' if way > 0 else 'earlier'} {what}")

    def _toggle_loop(self) -> None:
        assert self._model is not None
        self._loop = None if self._loop else self._model.span_at(self._player.position)
        self._player.set_loop(self._loop)
        self._timeline.set_loop(self._loop)
        self._foot.set_loop(self._loop is not None)
        self.announce("Loop on" if self._loop else "Loop off")

    # ------------------------------------------------------------ finding words
    def _find(self, text: str) -> None:
        if self._model is None:
            return
        self._hits = self._model.find(text)
        at = self._player.position
        self._hit = next((n for n, hit in enumerate(self._hits) if hit.start >= at), 0) if self._hits else -1
        self._show_hits()

    def _step_hit(self, step: int) -> None:
        if self._hits:
            shown = self._player.position == self._hits[self._hit].start
            self._hit = (self._hit + step) % len(self._hits) if shown else self._hit
            self.seek(self._hits[self._hit].start)
            self._show_hits()

    def _stop_finding(self) -> None:
        self._hits, self._hit = (), -1
        self._show_hits()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_hits(self) -> None:
        self._transcript.set_hits(self._hits, self._hit)
        self._head.set_count(self._hit, len(self._hits))

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
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Space: self.toggle,
            Qt.Key.Key_J: lambda: self._stepped("finding", 1),
            Qt.Key.Key_K: lambda: self._stepped("finding", -1),
            Qt.Key.Key_BracketLeft: lambda: self._stepped("section", -1),
            Qt.Key.Key_BracketRight: lambda: self._stepped("section", 1),
            Qt.Key.Key_Left: lambda: self._stepped("seconds", -1),
            Qt.Key.Key_Right: lambda: self._stepped("seconds", 1),
            Qt.Key.Key_L: lambda: self._stepped("loop", 0),
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
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        top = self._timeline.geometry().bottom() + 1
        box = QRectF(self.margin, top, self.width() - 2 * self.margin, 1)
        paint.painter(self).fillRect(box, theme.current().colour("line"))


def _silent(model: ReplayModel) -> tuple[Player, str]:
    return SilentPlayer(model.length), ""
