"""The comparison as it lives: two attempts fetched from the journal, quotes heard from either recording."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.archive import Archive
from desktop.choices import Choices
from desktop.pages.compare import Attempt, ComparePage, CompareView
from desktop.paths import session_folder
from desktop.quote_player import QuotePlayer
from desktop.sessions_view import moment
from desktop.words import tr
from desktop.work import Work
from interviewer.compare import compare
from interviewer.errors import JournalError
from interviewer.report import Report
from speech.portaudio import PortAudio


class CompareDesk(QObject):
    """Serves the page of two attempts."""

    page_wanted = Signal(str)
    replay_wanted = Signal(str, int)
    """A session's id and the sample to open it at."""
    trouble = Signal(str, str)
    """What did not work, and why."""

    def __init__(self, page: ComparePage, archive: Archive, choices: Choices, audio: PortAudio) -> None:
        super().__init__()
        self._page, self._archive, self._choices = page, archive, choices
        self._now = self._heard = ""
        self._quotes = QuotePlayer(audio, self)
        self._quotes.playing.connect(lambda start, end: page.set_playing(self._heard, start, end))
        self._quotes.stopped.connect(page.set_playing)
        self._quotes.trouble.connect(lambda words: self.trouble.emit("The quote cannot be heard.", words))
        page.play_requested.connect(self._play)
        page.replay_requested.connect(self.replay_wanted)
        page.other_requested.connect(lambda other: self.open(self._now, other))

    def open(self, session_id: str, other: str = "") -> None:
        """This attempt beside another: the one before it where none is named."""
        self._now = session_id
        self._beside(lambda: self._view(session_id, other), self._show)

    def hush(self) -> None:
        """Silence, and the loudspeaker given back."""
        self._quotes.stop()

    def _show(self, view: CompareView) -> None:
        self._page.show_view(view)
        self.page_wanted.emit("compare")

    def _view(self, session_id: str, other: str) -> CompareView:
        """Raises JournalError: there is no other attempt, or one of the two cannot be rebuilt."""
        others = self._archive.attempts(session_id)
        if not others:
            raise JournalError("There is no other attempt at this round yet; practise it again first.")
        chosen = next((record for record in others if record.id == other), others[0])
        reports: list[Report] = []
        for each in (chosen.id, session_id):
            report = self._archive.report(each)[1]
            if report is None:
                raise JournalError(f"The session '{each}' has no report yet; recover it first.")
            reports.append(report)
        now = datetime.now()
        names = [
            (record.id, f"{moment(datetime.fromisoformat(record.created), now)}: {_overall(record.overall)}")
            for record in others
        ]
        attempts = [
            Attempt(self._archive.replay(each), self._archive.has_sound(each))
            for each in (chosen.id, session_id)
        ]
        return CompareView(compare(*reports), attempts[0], attempts[1], names)

    def _play(self, session_id: str, start: int, end: int) -> None:
        if session_id != self._heard:
            self._quotes.stop()  # else the same stretch of the other recording would only end this one
        self._heard = session_id
        self._quotes.play(session_folder(session_id), (start, end), self._choices.settings.output_device)

    def _beside(self, job: Callable[[], CompareView], then: Callable[[CompareView], None]) -> None:
        Work(
            self, job, then, lambda words: self.trouble.emit("The attempts cannot be compared.", words)
        ).start()


def _overall(score: float | None) -> str:
    return f"{score:.2f}" if score is not None else tr("not scored")
