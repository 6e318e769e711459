"""Corrections of the transcript in a replay: opening the words, what came of it, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.replay_model import ReplayModel
from desktop.widgets.controls import Button, Label
from desktop.widgets.layout import column, row
from desktop.widgets.transcript import TranscriptView
from desktop.words import tr
from interviewer.captions import counted

NOT_YOURS = "Only what you said can be put right; this is the interviewer's."
NO_REPORT = "The round was cut off; once it has its report, its words can be put right."


class AmendRow(QWidget):
    """One sentence over the transcript, with the way back; takes no room while there is none."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", "label", "text2", elide=True)
        self._undo = Button("Undo the last", "link", "Ctrl Z", name="Undo the last correction")
        self._undo.clicked.connect(self.undo_wanted)
        line = row(self._words, 16, self._undo)
        line.setStretch(0, 1)
        self.setLayout(column(14, line, 10))
        self.hide()

    def text(self) -> str:
        return self._words.text() if not self.isHidden() else ""

    def say(self, words: str, *, undo: bool) -> None:
        """Empty puts the row away."""
        self._words.setText(words)
        self._undo.setVisible(undo)
        self.setVisible(bool(words))


class Amending(QObject):
    """Knows whether scores are being made anew; asks for what it cannot do itself."""

    correction_wanted = Signal(int, int, str)
    """First and last sample of the words shown, and what was said."""
    undo_wanted = Signal()
    told = Signal(str)
    """For a screen reader."""

    def __init__(self, transcript: TranscriptView, line: AmendRow) -> None:
        super().__init__(transcript)
        self._transcript, self._line = transcript, line
        self._model: ReplayModel | None = None
        self.busy = False
        transcript.put_right.connect(self._correct)
        line.undo_wanted.connect(self.undo)

    def begin(self, model: ReplayModel) -> None:
        """Another session is shown."""
        self._model, self.busy = model, False
        self._say_standing()

    def renewed(self, model: ReplayModel) -> None:
        """The session has other words now, and another report."""
        before, self._model, self.busy = self._model, model, False
        if before is None or before.overall == model.overall:
            self._say_standing()
            self.told.emit(self._line.text() or "The transcript is as it was heard.")
            return
        words = tr(
            "{overall:.2f} has become {overall2:.2f}. {standing}",
            overall=before.overall,
            overall2=model.overall,
            standing=_standing(model),
        ).strip()
        self._line.say(words, undo=bool(model.corrections))
        self.told.emit(words)

    def failed(self, words: str) -> None:
        """It could not be done: one sentence."""
        self.busy = False
        self._line.say(words, undo=bool(self._model and self._model.corrections))
        self.told.emit(words)

    def edit(self, index: int) -> None:
        """Open the words of a passage."""
        if self.busy or self._model is None:
            return
        if not self._model.scored:
            self.told.emit(NO_REPORT)
            self._line.say(NO_REPORT, undo=False)
        elif not self._transcript.edit(index):
            self.told.emit(NOT_YOURS)

    def undo(self) -> None:
        if not self.busy and self._model is not None and self._model.corrections:
            self._wait()
            self.undo_wanted.emit()

    def _correct(self, start: int, end: int, text: str) -> None:
        if self.busy or self._model is None:
            return
        if not self._model.scored:  # a double click opens the words of such a round too
            self.failed(NO_REPORT)
            return
        self._wait()
        self.correction_wanted.emit(start, end, text)

    def _wait(self) -> None:
        self.busy = True
        self._line.say("Reading the round again, scores and report with it …", undo=False)
        self.told.emit("Reading the round again")

    def _say_standing(self) -> None:
        if self._model is not None:
            self._line.say(_standing(self._model), undo=bool(self._model.corrections))


def _standing(model: ReplayModel) -> str:
    number = len(model.corrections)
    if not number:
        return ""
    noun = tr("correction" if number == 1 else "corrections")
    return tr(
        "{counted} {noun} of the transcript; scores and report rest on it.",
        counted=counted(number).capitalize(),
        noun=noun,
    )
