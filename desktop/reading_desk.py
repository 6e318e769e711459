"""Report and replay as they live: opened from the journal, quotes heard, files exported."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.archive import Archive
from desktop.choices import Choices
from desktop.note_taker import NoteTaker
from desktop.notebook import JournalNotes
from desktop.pages.replay import ReplayPage
from desktop.pages.report import FORMATS, ReportPage
from desktop.paths import journal_path, session_folder
from desktop.quote_player import QuotePlayer
from desktop.replay_model import ReplayModel
from desktop.replay_session import Loudspeaker
from desktop.sessions_view import short_day
from desktop.spoken_note import SpokenNote
from desktop.words import tr
from desktop.work import Work
from interviewer.journal import Journal, SessionRecord
from interviewer.report import Report
from speech.portaudio import PortAudio

if TYPE_CHECKING:
    from speech.recognizer import WhisperRecogniser

log = logging.getLogger(__name__)

SUFFIXES = {"html": ".html", "markdown": ".md", "srt": ".srt", "labels": ".txt"}


class ReadingDesk(QObject):
    """Serves both pages, which show one session at a time."""

    page_wanted = Signal(str)
    """report or replay."""
    practise_wanted = Signal(str, str, str)
    """round, company, level of the report shown."""
    compare_wanted = Signal(str)
    """The session that is to stand beside an earlier attempt."""
    trouble = Signal(str, str)
    """What did not work, and why."""

    def __init__(
        self,
        report: ReportPage,
        replay: ReplayPage,
        loudspeaker: Loudspeaker,
        archive: Archive,
        choices: Choices,
        audio: PortAudio,
    ) -> None:
        super().__init__()
        self._report, self._replay, self._loudspeaker = report, replay, loudspeaker
        self._archive, self._choices = archive, choices
        self._audio = audio
        self._quotes = QuotePlayer(audio, self)
        self._record: SessionRecord | None = None
        self._notes: Journal | None = None
        report.play_requested.connect(self._play)
        report.replay_requested.connect(lambda sample: self.open_replay(self.session_id, sample))
        report.practise_again.connect(self._practise_again)
        report.sound_wanted.connect(lambda: self.page_wanted.emit("home"))
        report.export_requested.connect(lambda kind: self._export(self.session_id, kind))
        replay.export_requested.connect(lambda kind: self._export(replay.session_id, kind))
        replay.correction_wanted.connect(self._correct)
        replay.undo_wanted.connect(self._undo)
        replay.compare_requested.connect(lambda: self.compare_wanted.emit(replay.session_id))
        report.compare_requested.connect(lambda: self.compare_wanted.emit(self.session_id))
        replay.take_notes_with(NoteTaker(self._note_by_voice, self))
        self._recogniser: WhisperRecogniser | None = None
        self._quotes.playing.connect(report.set_playing)
        self._quotes.stopped.connect(lambda: report.set_playing(None))
        self._quotes.trouble.connect(lambda words: self.trouble.emit("The quote cannot be heard.", words))

    @property
    def session_id(self) -> str:
        """Of the report shown; empty before the first."""
        return self._record.id if self._record is not None else ""

    def hush(self) -> None:
        """Silence the quote, and give the loudspeaker back."""
        self._quotes.stop()

    def shut(self) -> None:
        """The application is quitting."""
        self.hush()
        if self._notes is not None:
            self._notes.close()
            self._notes = None

    # ------------------------------------------------------------ opening
    def open_report(self, session_id: str) -> None:
        def job() -> tuple[SessionRecord, Report | None, bool, str]:
            record, report = self._archive.report(session_id)
            return record, report, self._archive.has_sound(record.id), self._earlier(record.id)

        self._beside(job, self._show_report, "The report cannot be opened.")

    def _earlier(self, session_id: str) -> str:
        """The day of the attempt a session can be compared with; empty where there is none."""
        others = self._archive.attempts(session_id)
        return short_day(datetime.fromisoformat(others[0].created), datetime.now()) if others else ""

    def _show_report(self, found: tuple[SessionRecord, Report | None, bool, str]) -> None:
        record, report, sound, earlier = found
        if report is None:
            self.trouble.emit(
                "There is no report yet.", "The round was cut off; Sessions can take it to its report."
            )
            return
        self._record = record
        self._report.show_report(
            report, datetime.fromisoformat(record.created), playable=sound, earlier=earlier
        )
        self.page_wanted.emit("report")
        # So that the replay opens at once: stepping through an hour's round takes seconds.
        Work(self, lambda: self._archive.prepare_replay(record.id), lambda _: None, log.info).start()

    def open_replay(self, session_id: str, sample: int = 0) -> None:
        """At a moment of the session's clock, samples."""

        def job() -> tuple[ReplayModel, str]:
            model = self._archive.replay(session_id)
            return model, self._earlier(model.session_id) if model.scored else ""

        def show(found: tuple[ReplayModel, str]) -> None:
            model, earlier = found
            self._loudspeaker.wanted = self._choices.settings.output_device or None
            notes = JournalNotes(self._note_journal(), model.session_id)
            self.page_wanted.emit("replay")
            self._replay.show_session(model, notes, at=sample)
            self._replay.set_earlier(earlier)

        self._beside(job, show, "The replay cannot be opened.")

    # ------------------------------------------------------------ the transcript put right
    def _correct(self, start: int, end: int, said: str) -> None:
        session_id = self._replay.session_id
        self._renew(lambda: self._archive.correct(session_id, (start, end), said))

    def _undo(self) -> None:
        session_id = self._replay.session_id
        self._renew(lambda: self._archive.undo_correction(session_id))

    def _renew(self, job: Callable[[], ReplayModel]) -> None:
        """The replay with the words as they are now; the report behind it too."""

        def renewed(model: ReplayModel) -> None:
            self._replay.renew(model)
            if model.session_id == self.session_id:
                self._beside(
                    lambda: self._archive.report(model.session_id)[1], again, "The report cannot be shown."
                )

        def again(report: Report | None) -> None:
            if report is not None and report.session_id == self.session_id:
                self._report.renew(report)

        Work(self, job, renewed, self._replay.not_renewed).start()

    # ------------------------------------------------------------ notes by voice
    def _note_by_voice(self) -> SpokenNote:
        """On the thread of the note: the microphone of the settings, and a recogniser that stays loaded."""
        from speech.clock import SampleClock
        from speech.microphone import DeviceMicrophone

        wanted = self._choices.settings.input_device or None
        return SpokenNote(DeviceMicrophone(self._audio, wanted, clock=SampleClock()), self._listener)

    def _listener(self) -> WhisperRecogniser:
        from models.store import ModelStore
        from speech.recognizer import WhisperRecogniser

        if self._recogniser is None:
            self._recogniser = WhisperRecogniser(ModelStore().path("whisper-base"))
        self._recogniser.load()
        return self._recogniser

    def _note_journal(self) -> Journal:
        """Of the window's thread, open as long as the window is."""
        if self._notes is None:
            self._notes = Journal(journal_path()).open()
        return self._notes

    # ------------------------------------------------------------ acts
    def _play(self, start: int, end: int) -> None:
        folder = session_folder(self.session_id)
        self._quotes.play(folder, (start, end), self._choices.settings.output_device)

    def _practise_again(self) -> None:
        record = self._record
        if record is not None:
            self.practise_wanted.emit(record.round_id, record.company, record.level)

    def _export(self, session_id: str, kind: str) -> None:
        """Ask where to, write it, say where it is."""
        suffix = SUFFIXES[kind]
        suggested = str(Path.home() / f"hotseat-{session_id}{suffix}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._report.window(), dict(FORMATS)[kind], suggested, f"*{suffix}"
        )
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(chosen + suffix)
        self._beside(
            lambda: self._archive.export(session_id, kind, path),
            lambda written: self._report.announce(tr("Written to {written}.", written=written)),
            "It could not be exported.",
        )

    def _beside(self, job: Callable[[], object], then: Callable[..., None], trouble: str) -> None:
        Work(self, job, then, lambda words: self.trouble.emit(trouble, words)).start()
