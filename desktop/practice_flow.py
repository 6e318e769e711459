"""The pages of practice in the window, and what stands behind them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.archive import Archive
from desktop.choices import Choices
from desktop.dictation import Dictation, real_parts
from desktop.pages.stories import StoriesPage
from desktop.pages.story_editor import StoryEditorPage
from desktop.practice_archive import PracticeArchive
from desktop.stories_desk import StoriesDesk
from desktop.window import MainWindow
from speech.portaudio import PortAudio


class PracticeFlow(QObject):
    """Owns the pages; `shut` before the window goes."""

    def __init__(self, window: MainWindow, archive: Archive, choices: Choices, audio: PortAudio) -> None:
        super().__init__(window)
        self.window = window
        self.practice = PracticeArchive(archive.library)
        self.stories, self.editor = StoriesPage(), StoryEditorPage()
        self.dictation = Dictation(lambda: real_parts(audio, choices.settings.input_device), self)
        self.stories_desk = StoriesDesk(
            self.stories, self.editor, archive, self.practice, choices, self.dictation
        )
        window.add_page("stories", self.stories, "Stories")
        window.add_page("story", self.editor)
        self.stories_desk.page_wanted.connect(window.go_now)
        window.page_changed.connect(self._on_page)

    def _on_page(self, key: str) -> None:
        if key == "stories":
            self.stories_desk.entered()

    def shut(self) -> None:
        """The application is quitting."""
        self.stories_desk.shut()
