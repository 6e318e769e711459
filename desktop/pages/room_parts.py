"""The room's parts: its header and footer, the rail of meters, the strip for notices, the typed answer."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop import theme
from desktop.room_view import Notice, Noticed, RoomView
from desktop.widgets.chips import ClaimsLedger
from desktop.widgets.controls import Button, Label, Rule, Segmented
from desktop.widgets.findings import Findings
from desktop.widgets.layout import boxed, column, headed, row
from desktop.widgets.meters import IWeBar, ProgressLine, ShareBar
from desktop.words import tr

_RAIL = 400
_NARROW = 1100
"""Pixels below which the controls take the margin too."""


def minutes(seconds: float) -> str:
    """Seconds as "07:48"."""
    whole = max(0, int(seconds))
    return f"{whole // 60:02d}:{whole % 60:02d}"


class Header(QWidget):
    """Which round, which view, and the clock, which stays in both views."""

    mode_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setFixedHeight(look.size("top_bar"))
        self._title = Label("", "body", weight=500)
        self._place = Label("", "body", "text3", elide=True)
        self._mode = Segmented([("coach", "Coach"), ("real", "Real")], name="View")
        self._mode.setToolTip("V")
        self._mode.changed.connect(self.mode_changed)
        self._line = ProgressLine(width=120)
        self._now = Label("00:00", "lead", weight=500)
        self._total = Label("", "body", "text3")
        left = boxed(row(self._title, 12, self._place, None, align=Qt.AlignmentFlag.AlignVCenter))
        right = boxed(
            row(None, self._line, 16, self._now, 16, self._total, align=Qt.AlignmentFlag.AlignVCenter)
        )
        for side in (left, right):
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = row(left, self._mode, right)
        line.setStretch(0, 1)
        line.setStretch(2, 1)
        line.setContentsMargins(look.margin, 0, look.margin, 0)
        self.setLayout(line)

    def show_view(self, view: RoomView) -> None:
        self._title.setText(view.title)
        self._place.setText(view.place)
        self._mode.set_value(view.mode)
        now, total = minutes(view.elapsed_s), minutes(view.total_s)
        if now != self._now.text() or self._total.text() != tr("of {total}", total=total):
            self._now.setText(now)
            self._total.setText(tr("of {total}", total=total))
            self._line.set_part(
                view.elapsed_s / view.total_s if view.total_s else 0,
                tr("{now} of {total}", now=now, total=total),
            )


class Footer(QWidget):
    """The controls of a live round, each with its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setFixedHeight(look.size("footer") - 1)
        self._shown: tuple[object, ...] = ()
        self.mute = Button("Mute", "plain", "M")
        self.talk = Button("Hold to talk", "plain", "Space")
        self.think = Button("Let me think", "plain", "T")
        self.repeat = Button("Repeat the question", "plain", "Q")
        self.type = Button("Type", "quiet", "A", name="Type an answer")
        self.captions = Button("Captions", "quiet", "C")
        self.pause = Button("Pause", "quiet", "P")
        self.end = Button("End round", "plain", "Ctrl E")
        for button in (self.mute, self.talk, self.think, self.captions):
            button.setCheckable(True)
        self._words = {self.talk: tr("Talk"), self.think: tr("Think"), self.repeat: tr("Repeat")}
        self._full = {button: button.text() for button in self._words}
        self._caps = True
        self._left = row(self.mute, self.talk, self.think, self.repeat, spacing=12)
        self._right = row(self.type, self.captions, self.pause, 8, self.end, spacing=4)
        self._line = row(self._left, 8, None, self._right)
        self._line.setContentsMargins(look.margin, 0, look.margin, 0)
        self.setLayout(self._line)

    def show_view(self, view: RoomView) -> None:
        """Only what changes the controls is looked at: a view comes several times a second."""
        shown = (
            view.muted,
            view.phase,
            view.talk_held,
            view.holding,
            view.captions,
            view.typed,
            view.watching,
        )
        if shown == self._shown:
            return
        self._shown = shown
        if self.mute.text() != ("Unmute" if view.muted else "Mute"):
            self.mute.set_label("Unmute" if view.muted else "Mute")
        if self.pause.text() != ("Go on" if view.phase == "paused" else "Pause"):
            self.pause.set_label("Go on" if view.phase == "paused" else "Pause")
        self.mute.setChecked(view.muted)
        self.talk.setChecked(view.talk_held)
        self.think.setChecked(view.holding)
        self.captions.setChecked(view.captions)
        running = view.phase not in {"loading", "paused", "ended"}
        for button in (self.talk, self.think, self.repeat):
            button.setEnabled(running)
        for button in (self.mute, self.talk, self.think):
            button.setVisible(not (view.typed or view.watching))  # there is no microphone
        self.repeat.setVisible(not view.watching)
        self.type.setVisible(not (view.typed or view.watching))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(960, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say it shorter where the full words do not fit, then without the keys; the accessible names stay."""
        margin = theme.current().margin if self.width() >= _NARROW else theme.current().space(4)
        self._line.setContentsMargins(margin, 0, margin, 0)
        room = self.width() - 2 * margin - 8
        for words, keys in ((self._full, True), (self._words, True), (self._words, False)):
            for button, text in words.items():
                if button.text() != text:
                    button.setText(text)
                    button.updateGeometry()
            if self._caps != keys:
                self._caps = keys
                for button in self.findChildren(Button):
                    button.show_key(keys)
            if self._wanted() <= room:
                return

    def _wanted(self) -> int:
        """Pixels the controls take with the words they have now."""
        shown = [button for button in self.findChildren(Button) if not button.isHidden()]
        return sum(button.sizeHint().width() for button in shown) + 12 * 3 + 4 * 3 + 8


class Rail(QWidget):
    """What is counted while the candidate speaks; only in the coach's view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_RAIL - 1)
        self.setAccessibleName(tr("Coach"))
        target = float(theme.tokens()["target"]["action_share"])
        self._target = target
        self._counts = Label("", "label", "text2")
        self._pronouns = IWeBar()
        self._i, self._we = Label("", "small", "text3"), Label("", "small", "text3")
        self._share_words = Label("", "label", "text2")
        self._share = ShareBar("action", target)
        self._open = Label("", "label", "accent")
        self._claims = ClaimsLedger()
        self._findings = Findings()
        self._nothing = Label("Nothing so far.", "label", "text3", weight=400)
        inside = column(
            headed(Label("I and we, in the action", "heading", elide=True), self._counts),
            10,
            self._pronouns,
            10,
            row(self._i, None, self._we),
            24,
            headed(Label("Action so far", "heading", elide=True), self._share_words),
            8,
            self._share,
            25,
            headed(Label("Claims", "heading"), self._open),
            12,
            self._claims,
            28,
            Label("Noticed", "heading"),
            4,
            self._nothing,
            self._findings,
            None,
        )
        inside.setContentsMargins(32, 24, theme.current().margin, 16)
        self.setLayout(inside)

    def show_view(self, view: RoomView) -> list[Noticed]:
        """Returns the findings that are new."""
        total = view.i + view.we
        self._counts.setText(tr("{i} to {we}", i=view.i, we=view.we) if total else "not yet")
        self._counts.set_colour("text2" if total else "text3")
        self._pronouns.set_counts(view.i, view.we)
        self._i.setText(tr("I {share}", share=f"{view.i / total:.0%}") if total else "I")
        self._we.setText(tr("we {share}", share=f"{1 - view.i / total:.0%}") if total else tr("we"))
        share = view.action_share
        now = tr("not yet") if share is None else f"{share:.0%}"
        self._share_words.setText(tr("{now}, target {target}", now=now, target=f"{self._target:.0%}"))
        self._share.set_share(share)
        waiting = sum(claim.status == "open" for claim in view.claims)
        self._open.setText(
            tr("{count} open", count=waiting) if waiting else "none open" if view.claims else "no figure yet"
        )
        self._open.set_colour("accent" if waiting else "text3")
        self._claims.set_claims(view.claims)
        self._nothing.setVisible(not view.findings)
        return self._findings.set_findings(view.findings)


class NoticeStrip(QWidget):
    """One sentence on what went wrong and one on the way on, above the controls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", "body", weight=500)
        self._way_on = Label("", "body", "text2", wrap=True)
        inside = row(self._words, 12, self._way_on)
        inside.setStretch(2, 1)
        margin = theme.current().margin
        inside.setContentsMargins(margin, 14, margin, 14)
        self.setLayout(column(Rule(), boxed(inside)))
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        self.setVisible(notice is not None)
        if notice is not None:
            self._words.setText(notice.words)
            self._way_on.setText(notice.way_on)


class TypedAnswer(QWidget):
    """A field for those who can't speak just now. Enter sends, Shift Enter makes a new line."""

    sent = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        margin = theme.current().margin
        self.field = _AnswerField()
        self.field.setPlaceholderText(tr("Type your answer. Enter sends it, Shift Enter makes a new line."))
        self.field.setAccessibleName(tr("Your answer"))
        self.field.sent.connect(self._send)
        self._send_button = Button("Send", "plain", "Enter")
        self._send_button.clicked.connect(self._send)
        self._close_button = Button("Close", "quiet", "Esc")
        self._close_button.clicked.connect(self.closed)
        buttons = column(self._send_button, 8, self._close_button, None)
        inside = row(self.field, 16, buttons)
        inside.setContentsMargins(margin, 16, margin, 16)
        self.setLayout(column(Rule(), boxed(inside)))
        self.hide()

    def open(self, *, may_close: bool) -> None:
        self._close_button.setVisible(may_close)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shut(self) -> None:
        """Close without losing what was typed."""
        self.hide()

    def _send(self) -> None:
        text = " ".join(self.field.toPlainText().split())
        if text:
            self.field.clear()
            self.sent.emit(text)


class _AnswerField(QPlainTextEdit):
    sent = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(88)
        self.setTabChangesFocus(True)
        self.setFont(theme.current().font("transcript"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.sent.emit()
        else:
            super().keyPressEvent(event)
