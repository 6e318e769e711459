"""The pages of practice in the window, and what stands behind them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.archive import Archive
from desktop.choices import Choices
from desktop.dictation import Dictation, real_parts
from desktop.pages.cards import CardsPage
from desktop.pages.drill_finding import DrillFindingPage
from desktop.pages.drills import DrillsPage
from desktop.pages.practice import PracticePage
from desktop.pages.stories import StoriesPage
from desktop.pages.story_editor import StoryEditorPage
from desktop.practice_archive import PracticeArchive
from desktop.practice_desk import PracticeDesk
from desktop.stories_desk import StoriesDesk
from desktop.window import MainWindow
from interviewer.practice.made import is_made
from speech.portaudio import PortAudio


class PracticeFlow(QObject):
    """Owns the pages; `shut` before the window goes."""

    round_wanted = Signal(object, object)
    """Options and a Library that has the round: to be held now."""
    replay_wanted = Signal(str, int)
    trouble = Signal(str, str)
    plan_changed = Signal()
    """Today's plan was made anew."""

    def __init__(self, window: MainWindow, archive: Archive, choices: Choices, audio: PortAudio) -> None:
        super().__init__(window)
        self.window, self._choices = window, choices
        self.kept = PracticeArchive(archive.library)
        self.stories, self.editor = StoriesPage(), StoryEditorPage()
        self.page, self.drills = PracticePage(), DrillsPage()
        self.finding, self.cards = DrillFindingPage(), CardsPage()
        self.dictation = Dictation(lambda: real_parts(audio, choices.settings.input_device), self)
        self.stories_desk = StoriesDesk(
            self.stories, self.editor, archive, self.kept, choices, self.dictation
        )
        self.desk = PracticeDesk(
            self.page, self.drills, self.finding, self.cards, archive, self.kept, choices
        )
        for key, page, word in (
            ("stories", self.stories, "Stories"),
            ("practice", self.page, "Practice"),
            ("story", self.editor, ""),
            ("drills", self.drills, ""),
            ("drill", self.finding, ""),
            ("cards", self.cards, ""),
        ):
            window.add_page(key, page, word)
        self._connect()

    def _connect(self) -> None:
        self.stories_desk.page_wanted.connect(self.window.go_now)
        self.stories_desk.practise_wanted.connect(self.desk.practise_story)
        self.stories_desk.trouble.connect(self.trouble)
        self.desk.page_wanted.connect(self.window.go_now)
        self.desk.round_wanted.connect(self.round_wanted)
        self.desk.replay_wanted.connect(self.replay_wanted)
        self.desk.story_wanted.connect(self.stories_desk.new)
        self.desk.whole_round_wanted.connect(lambda: self.window.go_now("rounds"))
        self.desk.trouble.connect(self.trouble)
        self.window.page_changed.connect(self._on_page)

    def _on_page(self, key: str) -> None:
        if key == "stories":
            self.stories_desk.entered()
        elif key in ("practice", "drills"):
            self.desk.entered()
        elif key == "home" and self._choices.settings.interview:
            self.desk.read(self.plan_changed.emit)

    def finished(self, session_id: str, round_id: str) -> bool:
        """Whether the round that is over was a drill; then its finding is shown."""
        if is_made(round_id):
            self.desk.finished(session_id)
        return is_made(round_id)

    def again(self, round_id: str) -> bool:
        """Whether this round is a drill; then it is held again."""
        if not is_made(round_id):
            return False
        if not self.desk.again_of(round_id):
            self.trouble.emit(
                "This drill cannot be held again.", "Its question is not in the content any more."
            )
        return True

    def shut(self) -> None:
        """The application is quitting."""
        self.stories_desk.shut()
        self.desk.shut()
