"""The room: the question and what is said are the largest; meters stand aside, and are gone in the real view."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop import theme
from desktop.pages.base import Page
from desktop.pages.room_parts import Footer, Header, NoticeStrip, Rail, TypedAnswer
from desktop.room_view import Noticed, Phase, RoomView
from desktop.widgets.captions import Captions
from desktop.widgets.controls import Button, Label, Rule
from desktop.widgets.layout import boxed, column, row, slack
from desktop.widgets.ring import Ring, State
from desktop.widgets.section_bar import SectionBar
from interviewer import captions

_RINGS: dict[Phase, tuple[State, str]] = {
    "loading": ("thinking", "One moment"),
    "ready": ("ready", "Ready"),
    "asking": ("speaking", "Speaking"),
    "listening": ("listening", "Listening"),
    "thinking": ("thinking", "Thinking"),
    "speaking": ("speaking", "Speaking"),
    "paused": ("ready", "Paused"),
    "muted": ("muted", "Muted"),
    "ended": ("ready", "Ended"),
}
_STATUS: dict[Phase, str] = {
    "listening": "Your turn",
    "thinking": "The interviewer is thinking",
    "paused": "Paused",
    "ended": "The round is over",
}
"""What a screen reader is told of the round's state; that a line is being spoken says itself."""
_LONG_QUESTION = 150
"""Letters; longer questions are set in the smaller of the two large sizes."""
_LOW = 500
"""Pixels of height between the header and the controls below which everything steps closer together."""
_NARROW = 360
"""Pixels of width below which a third of that is long."""


class RoomPage(Page):
    """Draws the newest RoomView; posts what the candidate asks for."""

    mute_toggled = Signal(bool)
    talk_held = Signal(bool)
    think = Signal()
    repeat = Signal()
    captions_toggled = Signal(bool)
    mode_changed = Signal(str)
    pause_toggled = Signal(bool)
    end_requested = Signal()
    answer_typed = Signal(str)

    title = "The room"
    bare = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: RoomView | None = None
        self._holding_key = False
        self._header = Header()
        self._header.mode_changed.connect(self.mode_changed)
        self._footer = Footer()
        self._notice = NoticeStrip()
        self._typed = TypedAnswer()
        self._typed.sent.connect(self._send)
        self._typed.closed.connect(self._close_typed)
        self._coach = _CoachBody()
        self._real = _RealBody()
        self._bodies = QStackedWidget()
        self._bodies.addWidget(self._coach)
        self._bodies.addWidget(self._real)
        self.setLayout(column(self._header, self._bodies, self._typed, self._notice, Rule(), self._footer))
        self._connect_footer()
        self._keys()
        for button in self.findChildren(Button):
            button.leave_space_free()

    def _connect_footer(self) -> None:
        foot = self._footer
        foot.mute.clicked.connect(self._toggle_mute)
        foot.talk.pressed.connect(lambda: self._hold(True))
        foot.talk.released.connect(lambda: self._hold(False))
        foot.think.clicked.connect(self.think)
        foot.repeat.clicked.connect(self.repeat)
        foot.captions.clicked.connect(self._toggle_captions)
        foot.pause.clicked.connect(self._toggle_pause)
        foot.type.clicked.connect(self._open_typed)
        foot.end.clicked.connect(self.end_requested)

    def _keys(self) -> None:
        for key, does in {
            "M": self._toggle_mute,
            "T": self.think.emit,
            "Q": self.repeat.emit,
            "C": self._toggle_captions,
            "V": self._toggle_mode,
            "P": self._toggle_pause,
            "A": self._open_typed,
            "Ctrl+E": self.end_requested.emit,
        }.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(does)

    # ------------------------------------------------------------ showing
    def show_view(self, view: RoomView) -> None:
        """Draw the state of the round; up to four times a second for the figures, at once for the words."""
        before, self._view = self._view, view
        self._header.show_view(view)
        self._footer.show_view(view)
        self._notice.show_notice(view.notice)
        if view.typed and not self._typed.isVisibleTo(self):
            self._typed.open(may_close=False)
        body = self._coach if view.mode == "coach" else self._real
        self._bodies.setCurrentWidget(body)
        body.show_view(view, *self._ring(view))
        self._tell(before, view)

    @staticmethod
    def _ring(view: RoomView) -> tuple[State, str]:
        if view.muted and view.phase in {"listening", "ready"}:
            return "muted", "Muted"
        if view.holding and view.phase == "listening":
            return "listening", "Take your time"
        if view.typed and view.phase == "listening":
            return "ready", "Your turn"
        return _RINGS[view.phase]

    def _tell(self, before: RoomView | None, view: RoomView) -> None:
        """What changed, for screen readers and Braille: the interviewer's lines, then whose turn it is."""
        muted, was_muted = view.muted, before is not None and before.muted
        if muted != was_muted:
            self.announce("Muted" if muted else "Microphone on", urgent=True)
        if view.question and (before is None or before.question != view.question):
            self.announce(view.question)
        if view.line and (before is None or before.line != view.line):
            self.announce(view.line)
        status = _STATUS.get(view.phase, "")
        if status and (before is None or _STATUS.get(before.phase, "") != status):
            self.announce(status, urgent=view.phase == "paused")
        if view.holding and not (before and before.holding):
            self.announce("Take your time")
        if view.notice and (before is None or before.notice != view.notice):
            self.announce(f"{view.notice.words} {view.notice.way_on}".strip(), urgent=True)
        for finding in self._coach.fresh:
            self.announce(finding.text)
        self._coach.fresh = []

    def set_level(self, dbfs: float) -> None:
        """The loudness of whoever speaks now, up to 20 times a second."""
        self._coach.ring.set_level(dbfs)
        self._real.ring.set_level(dbfs)

    def entered(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        self._hold(False)
        self._typed.shut()

    def may_leave(self) -> bool:
        return self._view is None or self._view.phase == "ended"

    def escape(self) -> bool:
        if self._typed.isVisible():
            self._close_typed()
        return True

    # ------------------------------------------------------------ what the candidate asks for
    def _toggle_mute(self) -> None:
        if self._view is not None and (self._view.typed or self._view.watching):
            return
        self.mute_toggled.emit(not (self._view and self._view.muted))

    def _toggle_captions(self) -> None:
        self.captions_toggled.emit(not (self._view is None or self._view.captions))

    def _toggle_pause(self) -> None:
        self.pause_toggled.emit(not (self._view and self._view.phase == "paused"))

    def _toggle_mode(self) -> None:
        self.mode_changed.emit("real" if self._view is None or self._view.mode == "coach" else "coach")

    def _hold(self, held: bool) -> None:
        if held != self._holding_key:
            self._holding_key = held
            self.talk_held.emit(held)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self._hold(True)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self._hold(False)
            return
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # The key's release would go elsewhere: an answer must not stay open by accident.
        self._hold(False)
        super().focusOutEvent(event)

    def _open_typed(self) -> None:
        if self._view is not None and self._view.watching:
            return
        self._typed.open(may_close=not (self._view and self._view.typed))

    def _close_typed(self) -> None:
        if self._view is None or not self._view.typed:
            self._typed.shut()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self, text: str) -> None:
        self.answer_typed.emit(text)
        if self._view is None or not self._view.typed:
            self._typed.shut()
            self.setFocus(Qt.FocusReason.OtherFocusReason)


class _CoachBody(QWidget):
    """Ring and question, captions, section bar; the rail behind a hairline."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self.fresh: list[Noticed] = []
        self.ring = Ring(look.size("ring_room"))
        self._probe = Label("", "label", "text3")
        self._question = Label("", "title", wrap=True, balance=True)
        self._captions = Captions()
        self._bar = SectionBar()
        self.rail = Rail()
        # The ring's square is wider than its ticks: it stands 16 px out so that the ticks meet the margin.
        self._words = column(self._probe, 10, self._question, None)
        words = boxed(self._words)
        words.setMaximumWidth(760)
        self._top = row(self.ring, 28, words, None)
        self._top.setStretchFactor(words, 1000)
        self._captions.setMaximumWidth(960)
        self._below = column(self._captions, 20, self._bar)
        self._below.setStretchFactor(self._captions, 1)
        left = column(self._top, self._below)
        left.setStretchFactor(self._below, 1)
        left.setContentsMargins(look.margin - 16, 0, 48, 0)
        self._step_closer(False)
        self.setLayout(row(boxed(left), Rule(upright=True), self.rail))

    def show_view(self, view: RoomView, state: State, word: str) -> None:
        self.ring.set_state(state, word)
        _set_question(self._question, view.question, low=self.height() < _LOW)
        line = captions.quoted(view.line) if view.line and view.captions else ""
        self._probe.setText(line or view.probe_label)
        self._probe.set_colour("text2" if line else "text3")
        self._captions.setVisible(True)
        self._show_words(view)
        self._bar.set_answer(view.spans, view.answer_s, view.bar_s)
        self.fresh = self.rail.show_view(view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._step_closer(self.height() < _LOW)
        _set_question(self._question, self._question.text(), low=self.height() < _LOW)

    def _step_closer(self, low: bool) -> None:
        """Where everything is enlarged on a small screen, what is said keeps its size and the rest gives way."""
        self.ring.set_size(theme.current().size("ring_check" if low else "ring_room"))
        self._words.setContentsMargins(0, 8 if low else 34, 0, 0)
        self._top.setContentsMargins(0, 0 if low else 20, 0, 0)
        self._below.setContentsMargins(16, 0 if low else 36, 0, 8 if low else 56)
        self._bar.set_low(low)

    def _show_words(self, view: RoomView) -> None:
        if view.captions:
            self._captions.set_words(
                view.past, view.committed, view.tentative, caret=view.phase == "listening" and not view.muted
            )
        else:
            self._captions.set_words((), "", "", caret=False)


class _RealBody(QWidget):
    """Ring, question, captions, all centred; no meters."""

    def __init__(self) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        self.ring = Ring(theme.current().size("ring_real"))
        self._line = Label("", "label", "text2", align="centre", elide=True, width=720)
        self._question = Label("", "title", wrap=True, balance=True, align="centre", width=720)
        self._captions = Captions(centred=True)
        self._captions.setFixedSize(560, 2 * theme.current().line_height("spoken"))
        made = QVBoxLayout(self)
        made.setContentsMargins(0, 0, 0, 0)
        made.setSpacing(0)
        made.addItem(slack(48))
        made.addStretch(1)
        made.addWidget(self.ring, 0, centre)
        made.addSpacing(2)
        made.addWidget(self._line, 0, centre)
        made.addSpacing(2)
        made.addWidget(self._question, 0, centre)
        made.addSpacing(32)
        made.addWidget(self._captions, 0, centre)
        made.addItem(slack(96))
        made.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ring.set_size(theme.current().size("ring_check" if self.height() < _LOW else "ring_real"))

    def show_view(self, view: RoomView, state: State, word: str) -> None:
        self.ring.set_state(state, word)
        _set_question(self._question, view.question)
        self._line.setText(captions.quoted(view.line) if view.line and view.captions else "")
        if view.captions:
            self._captions.set_words((), view.committed, view.tentative, caret=False)
        else:
            self._captions.set_words((), "", "", caret=False)


def _set_question(label: Label, text: str, *, low: bool = False) -> None:
    narrow = low or (0 < label.width() < _NARROW and label.isVisible())
    long = len(text) > (_LONG_QUESTION // 3 if narrow else _LONG_QUESTION)
    if label.role() != ("spoken" if long else "title"):
        label.set_role("spoken" if long else "title")
        label.set_weight(500 if long else None)
    label.setText(text)
