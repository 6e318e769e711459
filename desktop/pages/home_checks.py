"""The sound, checked before a round: the ring, a line per part, one sentence there and back, the devices."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from desktop import theme
from desktop.view import Check, Checks, Device, Loopback
from desktop.widgets import paint
from desktop.widgets.controls import Button, Label, Marks, Rule
from desktop.widgets.layout import boxed, clear, column, row
from desktop.widgets.ring import Ring, State
from desktop.words import tr

_MARKS: dict[str, paint.Mark] = {"good": "tick", "waiting": "empty", "wrong": "open", "unknown": "point"}
_HEAR_DBFS = -45.0
"""Above this the ring says that it hears a voice."""
_STEPS: dict[str, str] = {
    "speaking": "Listen to this sentence.",
    "listening": "Now say a sentence.",
    "playing": "This is how you sound.",
}
_RINGS: dict[str, tuple[State, str]] = {
    "speaking": ("speaking", "Listen"),
    "listening": ("listening", "Your turn"),
    "playing": ("speaking", "This is you"),
}


class ChecksPanel(QWidget):
    """The right column of Today."""

    loopback_requested = Signal()
    microphone_chosen = Signal(str)
    loudspeaker_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Sound"))
        self._checks = Checks()
        self._loopback = Loopback()
        self._heard = False
        self.ring = Ring(theme.current().size("ring_check"))
        self._lines = column()
        self._choosers = _Choosers()
        self._choosers.microphone_chosen.connect(self.microphone_chosen)
        self._choosers.loudspeaker_chosen.connect(self.loudspeaker_chosen)
        self._body = QStackedWidget()
        self._body.addWidget(boxed(self._lines))
        self._body.addWidget(self._choosers)
        self._hint = Label("", "small", "text3", wrap=True)
        self._test = Button("Test with one sentence", "link")
        self._test.clicked.connect(self.loopback_requested)
        self._change = Button("Change devices", "link")
        self._change.clicked.connect(self._toggle_choosers)
        self.setLayout(
            column(
                row(None, self.ring, None),
                13,
                self._body,
                12,
                Rule(),
                12,
                self._hint,
                4,
                row(self._test, 16, self._change, None),
            )
        )

    # ------------------------------------------------------------ showing
    def show_checks(self, checks: Checks) -> list[str]:
        """Returns what is newly wrong, in words."""
        before = {line.name: line.state for line in self._checks.lines}
        if checks.lines != self._checks.lines or not self._lines.count():
            clear(self._lines)
            for line in checks.lines:
                self._lines.addWidget(CheckLine(line))
            self._lines.addStretch(1)
        self._choosers.show_devices(checks)
        self._checks = checks
        self._show_ring()
        self._show_hint()
        wrong = [line for line in checks.lines if line.state == "wrong" and before.get(line.name) != "wrong"]
        return [f"{line.name}: {line.words} {line.way_on}".strip() for line in wrong]

    def show_loopback(self, loopback: Loopback) -> str:
        """Returns the new step in words, empty if nothing changed."""
        if loopback == self._loopback:
            return ""
        self._loopback = loopback
        busy = loopback.state in _STEPS
        self._test.setEnabled(not busy)
        self._test.set_label(
            "Test again" if loopback.state in {"good", "wrong"} else "Test with one sentence"
        )
        self._change.setEnabled(not busy)
        if busy:
            self.close_choosers()
        self._show_ring()
        self._show_hint()
        return self._hint.text()

    def set_level(self, dbfs: float) -> None:
        self.ring.set_level(dbfs)
        if dbfs > _HEAR_DBFS and not self._heard:
            self._heard = True
            self._show_ring()

    def _show_ring(self) -> None:
        if self._loopback.state in _RINGS:
            self.ring.set_state(*_RINGS[self._loopback.state])
        elif self._silent():
            self._heard = False
            self.ring.set_state("ready", "No sound")
        elif self._checks.listening:
            self.ring.set_state("listening", "I hear you" if self._heard else "Speak now")
        else:
            self._heard = False
            self.ring.set_state("ready", "Ready")

    def _silent(self) -> bool:
        """Nothing is heard; a microphone that hears badly still moves the ring."""
        wrong = [line for line in self._checks.lines if line.name == "Microphone" and line.state == "wrong"]
        return any(not self._checks.listening or "silence" in line.words for line in wrong)

    def _show_hint(self) -> None:
        loopback = self._loopback
        wrong = next((line for line in self._checks.lines if line.state == "wrong" and line.way_on), None)
        if loopback.state in _STEPS:
            words = _STEPS[loopback.state] + (f" “{loopback.words}”" if loopback.words else "")
        elif loopback.state in {"good", "wrong"}:
            words = f"{loopback.words} {loopback.way_on}".strip()
        elif wrong is not None:
            words = wrong.way_on
        elif self._checks.listening:
            words = "Say a sentence; the ring should move."
        else:
            words = "Hear the voice and yourself once before you start."
        asks = loopback.state == "wrong" or (wrong is not None and loopback.state == "idle")
        self._hint.setText(words)
        self._hint.set_colour("text2" if asks or loopback.state != "idle" else "text3")

    # ------------------------------------------------------------ devices
    def _toggle_choosers(self) -> None:
        opened = self._body.currentIndex() == 0
        self._body.setCurrentIndex(1 if opened else 0)
        self._change.set_label("Done" if opened else "Change devices")
        if opened:
            self._choosers.take_focus()

    def close_choosers(self) -> None:
        if self._body.currentIndex() == 1:
            self._toggle_choosers()


class CheckLine(QWidget):
    """Name, words, mark: 28 high."""

    def __init__(self, check: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(28)
        self.setAccessibleName(f"{check.name}: {check.words}")
        words = Label(check.words, "label", "text" if check.state == "wrong" else "text2", elide=True)
        line = row(
            Label(check.name, "label", "text3", width=_name_width()),
            words,
            12,
            Marks(_MARKS[check.state], check.state),
            align=Qt.AlignmentFlag.AlignVCenter,
        )
        line.setStretchFactor(words, 1)
        self.setLayout(line)


class _Choosers(QWidget):
    """Which microphone and which loudspeaker; a choice is tried at once."""

    microphone_chosen = Signal(str)
    loudspeaker_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, QComboBox] = {}
        made = column(spacing=8)
        for name, chosen in (
            ("Microphone", self.microphone_chosen),
            ("Loudspeaker", self.loudspeaker_chosen),
        ):
            box = QComboBox()
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            box.activated.connect(lambda _, box=box, chosen=chosen: chosen.emit(str(box.currentData())))
            line = row(
                Label(name, "label", "text3", width=_name_width()), box, align=Qt.AlignmentFlag.AlignVCenter
            )
            line.setStretchFactor(box, 1)
            made.addLayout(line)
            self._boxes[name] = box
        made.addStretch(1)
        self.setLayout(made)

    def show_devices(self, checks: Checks) -> None:
        self._fill(self._boxes["Microphone"], checks.microphones, checks.microphone)
        self._fill(self._boxes["Loudspeaker"], checks.loudspeakers, checks.loudspeaker)

    @staticmethod
    def _fill(box: QComboBox, devices: tuple[Device, ...], chosen: str) -> None:
        wanted = [("", "The system's own choice"), *((d.device_id, d.name) for d in devices)]
        present = [(str(box.itemData(n)), box.itemText(n)) for n in range(box.count())]
        if wanted != present:
            box.clear()
            for device_id, name in wanted:
                box.addItem(name, device_id)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def take_focus(self) -> None:
        self._boxes["Microphone"].setFocus(Qt.FocusReason.TabFocusReason)


def _name_width() -> int:
    """Pixels for the names of what is checked, in any language."""
    font = theme.current().font("label")
    widest = max(
        paint.text_width(name, font) for name in ("Microphone", "Loudspeaker", "Headphones", "Voice")
    )
    return max(108, ceil(widest) + 16)
