"""The story bank as it lives: stories read and kept beside the window, sessions looked through, words taken down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.archive import Archive
from desktop.choices import Choices
from desktop.dictation import Dictation
from desktop.pages.stories import StoriesPage
from desktop.pages.story_editor import StoryEditorPage
from desktop.practice_archive import Bank, PracticeArchive
from desktop.stories_view import stories_view, story_card
from desktop.words import tr
from desktop.work import Work
from interviewer.practice.coverage import Coverage, coverage
from interviewer.practice.exchange import read_stories, write_stories
from interviewer.practice.reframing import ears
from interviewer.practice.stories import Story
from interviewer.practice.telling import Telling, Verdict, tellings


@dataclass(frozen=True)
class Known:
    """The bank and what follows from it."""

    bank: Bank
    told: tuple[Telling, ...]
    found: Coverage


class StoriesDesk(QObject):
    """Serves the matrix and the editor."""

    page_wanted = Signal(str)
    """stories or story."""
    practise_wanted = Signal(object, str)
    """A Story, and the principle it is to be told for."""
    trouble = Signal(str, str)
    known_changed = Signal(object)
    """Known, whenever it was worked out anew."""

    def __init__(
        self,
        page: StoriesPage,
        editor: StoryEditorPage,
        archive: Archive,
        practice: PracticeArchive,
        choices: Choices,
        dictation: Dictation,
    ) -> None:
        super().__init__()
        self._page, self._editor = page, editor
        self._archive, self._practice, self._choices = archive, practice, choices
        self._dictation = dictation
        self._known: Known | None = None
        self._notice = ""
        self._reading: Work | None = None
        self._gone = False
        """The application is quitting: what was being read is wanted no more."""
        page.moved.connect(lambda *_: self._show_card())
        page.new_wanted.connect(self.new)
        page.edit_wanted.connect(self.edit)
        page.practise_wanted.connect(self._practise)
        page.delete_wanted.connect(self._delete)
        page.told.connect(self._confirm)
        page.import_chosen.connect(self._import)
        page.export_chosen.connect(self._export)
        editor.changed.connect(self._keep)
        editor.done.connect(self._on_done)
        editor.dictation_wanted.connect(self._dictate)
        dictation.words.connect(editor.take_words)
        dictation.tentative.connect(editor.show_tentative)
        dictation.state.connect(editor.show_dictation)
        dictation.trouble.connect(editor.show_trouble)

    @property
    def known(self) -> Known | None:
        """As last worked out; None before the first look."""
        return self._known

    def shut(self) -> None:
        """The application is quitting."""
        self._gone = True
        self._editor.keep()
        self._dictation.shut()

    # ------------------------------------------------------------ reading
    def entered(self) -> None:
        self._notice = ""
        self.read()

    def read(self) -> None:
        """Read the bank anew, look through sessions that were never looked at, and show it."""
        if self._reading is not None:
            self._reading.drop()
        library = self._archive.library

        def job() -> Known:
            bank = self._practice.bank()
            told = tellings(bank.stories, bank.accounts, bank.verdicts)
            return Known(bank, told, coverage(bank.stories, ears(library), told))

        self._reading = Work(self, job, self._on_known, self._say)
        self._reading.start()

    def _on_known(self, known: Known) -> None:
        if self._gone:
            return
        self._reading = None
        self._known = known
        self._show()
        self.known_changed.emit(known)

    def _show(self) -> None:
        if self._known is None:
            return
        names = {p.id: p.name for p in self._archive.library.principles.values()}
        self._page.show_view(
            stories_view(self._known.bank.stories, self._known.found, names, datetime.now(), self._notice)
        )
        self._show_card()

    def _show_card(self) -> None:
        story = self.story(self._page.matrix.story())
        if story is not None and self._known is not None:
            listening = ears(self._archive.library)
            principle = self._page.matrix.principle()
            self._page.show_card(
                story_card(story, self._known.found, listening, self._known.told, principle, datetime.now())
            )

    def story(self, story_id: str) -> Story | None:
        """One of the bank, as last read."""
        held = self._known.bank.stories if self._known else ()
        return next((story for story in held if story.id == story_id), None)

    def _say(self, words: str) -> None:
        if self._gone:
            return
        self._notice = words
        self._show()
        if self._known is None:
            self.trouble.emit("The stories cannot be read.", words)

    # ------------------------------------------------------------ writing
    def new(self, principle: str = "") -> None:
        """An empty story, kept for this principle if one was chosen."""
        self._open(Story("", "", principles=(principle,) if principle else ()))

    def edit(self, story_id: str) -> None:
        story = self.story(story_id)
        if story is not None:
            self._open(story)

    def _open(self, story: Story) -> None:
        principles = tuple((p.id, p.name) for p in self._archive.library.principles.values())
        held = self._known.bank.stories if self._known else ()
        taken = frozenset(other.id for other in held if other.id != story.id)
        self._editor.show_story(story, principles, taken)
        self.page_wanted.emit("story")

    def _keep(self, story: Story) -> None:
        """Kept at once and in order, on the window's thread: a story is small, and nothing written may be lost."""
        try:
            self._practice.keep(story, datetime.now())
        except Exception as error:  # whatever it is, the text stays on the page
            self._editor.show_trouble(
                tr("The story could not be kept ({error}); it stays here until it can be.", error=error)
            )
            return
        if self._known is not None:
            held = [s for s in self._known.bank.stories if s.id != story.id]
            at = next((n for n, s in enumerate(self._known.bank.stories) if s.id == story.id), len(held))
            held.insert(at, story)
            self._known = replace(self._known, bank=replace(self._known.bank, stories=tuple(held)))

    def _on_done(self, story_id: str) -> None:
        self.page_wanted.emit("stories")
        self.read()
        self._page.matrix.choose(story_id)

    def _delete(self, story_id: str) -> None:
        self._beside(lambda: self._practice.drop(story_id), "Deleted.")

    def _confirm(self, story: str, session: str, part: int, yes: bool) -> None:
        self._beside(lambda: self._practice.confirm(Verdict(session, part, story, yes)), "")

    # ------------------------------------------------------------ files, practice, dictation
    def _import(self, path: str) -> None:
        known = tuple(self._archive.library.principles)

        def job() -> str:
            taken = [story.id for story in self._practice.bank(look=False).stories]
            stories = read_stories(Path(path), known=known, taken=taken)
            for story in stories:
                self._practice.keep(story, datetime.now())
            return tr(
                "{count} {len} imported.", count=len(stories), len="story" if len(stories) == 1 else "stories"
            )

        self._beside(job, "")

    def _export(self, path: str) -> None:
        file = Path(path) if Path(path).suffix else Path(path + ".yaml")

        def job() -> str:
            write_stories(self._practice.bank(look=False).stories, file)
            return tr("Written to {file}.", file=file)

        self._beside(job, "")

    def _practise(self, story_id: str, principle: str) -> None:
        story = self.story(story_id)
        if story is not None:
            self.practise_wanted.emit(story, principle)

    def _dictate(self, on: bool) -> None:
        if on:
            self._dictation.start()
        else:
            self._dictation.stop()

    def _beside(self, job: Callable[[], Any], words: str) -> None:
        """Then read anew; `words` or what the job returned is told."""

        def then(outcome: Any) -> None:
            if self._gone:
                return
            self._notice = outcome if isinstance(outcome, str) else words
            self.read()

        Work(self, job, then, self._say).start()
