"""Learn in the window: the list of principles, a guide's page, and the voice that reads it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from content.library import Library
from desktop.choices import Choices
from desktop.guide_view import entries
from desktop.pages.guide import GuidePage
from desktop.pages.learn import LearnPage
from desktop.reading_aloud import Loud, Parts, ReadingAloud
from desktop.window import MainWindow
from models.store import ModelStore
from speech.portaudio import PortAudio
from speech.ports import Voice

VOICE = "piper-en-us-joe"


class LearnFlow(QObject):
    """Owns both pages. `shut` before the window goes."""

    practise_wanted = Signal(str)
    """A round's id."""
    trouble = Signal(str, str)
    """What did not work, and why."""

    def __init__(
        self,
        window: MainWindow,
        library: Library,
        choices: Choices,
        audio: PortAudio,
        *,
        parts: Parts | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._library = window, library
        self._choices, self._audio = choices, audio
        self.learn, self.guide = LearnPage(), GuidePage()
        self.voice = ReadingAloud(parts or self._real_parts, self)
        self._entries = {entry.guide.id: entry for entry in entries(library) if entry.guide is not None}
        self.learn.show_entries(entries(library))
        self.learn.open_guide.connect(self.open_guide)
        self.learn.practise.connect(self.practise_wanted)
        self.guide.practise.connect(self.practise_wanted)
        self.guide.back.connect(window.back)
        self.guide.read_wanted.connect(self.voice.read)
        self.guide.hush_wanted.connect(self.voice.stop)
        self.voice.reading.connect(self.guide.show_spoken)
        self.voice.stopped.connect(self.guide.show_silence)
        self.voice.trouble.connect(lambda words: self.trouble.emit("The guide cannot be read aloud.", words))

    def add_pages(self) -> None:
        """At this place in the navigation."""
        self._window.add_page("learn", self.learn, "Learn")
        self._window.add_page("guide", self.guide)

    def open_guide(self, guide_id: str) -> None:
        """A guide by its id; nothing for one that is not there."""
        entry = self._entries.get(guide_id)
        if entry is None or entry.guide is None:
            return
        self.voice.stop()
        self.guide.show_guide(entry.guide, self._library, entry.practice)
        self._window.go("guide")

    def shut(self) -> None:
        """The application is quitting."""
        self.voice.stop()

    def _real_parts(self) -> tuple[Voice, Loud]:
        """The voice and loudspeaker of the settings; called on the reading's own thread."""
        from speech.clock import SampleClock
        from speech.player import DevicePlayer
        from speech.system_voice import SystemVoice
        from speech.voice import PiperVoice

        settings, store = self._choices.settings, ModelStore()
        piper = settings.voice != "system" and store.have(VOICE)
        voice = PiperVoice(store.path(VOICE)) if piper else SystemVoice()
        return voice, DevicePlayer(self._audio, settings.output_device or None, clock=SampleClock())
