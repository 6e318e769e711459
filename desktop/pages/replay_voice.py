"""Notes by voice in a replay: the key, what is shown meanwhile, and the note that comes of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.note_taker import NoteTaker
from desktop.widgets.notes import NotesPanel

NOTHING = "No words were understood; say the note once more, or write it with N."


class VoiceNotes(QObject):
    """Without a taker the key does nothing and is not offered."""

    def __init__(self, panel: NotesPanel, hush: Callable[[], None], tell: Callable[[str], None]) -> None:
        """`hush` stops the playing, which the microphone would hear; `tell` is for a screen reader."""
        super().__init__(panel)
        self._panel, self._hush, self._tell = panel, hush, tell
        self._taker: NoteTaker | None = None

    def use(self, taker: NoteTaker) -> None:
        self._taker = taker
        taker.recording.connect(self._panel.voice.show_recording)
        taker.writing.connect(self._panel.voice.show_writing)
        taker.taken.connect(self._keep)
        taker.failed.connect(self._fail)
        self._panel.offer_voice(on=True)

    @property
    def busy(self) -> bool:
        return self._taker is not None and self._taker.busy

    def press(self, sample: int) -> None:
        """Begin a note at this moment; pressed again, it is over."""
        taker = self._taker
        if taker is None:
            return
        if taker.listening:
            taker.finish()
            self._tell("Writing it down")
        elif not taker.busy:
            self._hush()
            taker.begin(sample)
            self._tell("Listening. V ends the note, Escape drops it.")

    def drop(self) -> bool:
        """Put away what is being said, or why there is no note; True where there was something."""
        if self.busy and self._taker is not None:
            self._taker.drop()
            self._panel.voice.say("")
            self._tell("Note dropped")
            return True
        shown = bool(self._panel.voice.text())
        self._panel.voice.say("")
        return shown

    def _keep(self, sample: int, text: str) -> None:
        self._panel.voice.say("" if text else NOTHING)
        if text:
            self._panel.keep_said(sample, text)
        else:
            self._tell(NOTHING)

    def _fail(self, words: str) -> None:
        self._panel.voice.say(words)
        self._tell(words)
