"""How the pages follow one another: first run, Today, a round, its report, its replay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from content.library import Library
from desktop.archive import Archive
from desktop.choices import Choices
from desktop.dialogs import ask
from desktop.fetching import Fetching, all_here
from desktop.home_desk import HomeDesk
from desktop.live_session import LiveSession, Make, make_live
from desktop.notebook import JournalNotes
from desktop.options import Options
from desktop.pages.checklist import ChecklistPage
from desktop.pages.first_run import FirstRunPage
from desktop.pages.home import HomePage
from desktop.pages.replay import ReplayPage
from desktop.pages.report import FORMATS, ReportPage
from desktop.pages.room import RoomPage
from desktop.pages.rounds import RoundsPage
from desktop.paths import journal_path, session_folder
from desktop.quote_player import QuotePlayer
from desktop.replay_model import ReplayModel
from desktop.replay_session import Loudspeaker
from desktop.settings import options_for
from desktop.sound_check import SoundCheck
from desktop.window import MainWindow
from desktop.work import Work
from interviewer.errors import InterviewerError
from interviewer.journal import Journal, SessionRecord
from interviewer.report import Report
from models.store import ModelStore
from speech.portaudio import PortAudio

SUFFIXES = {"html": ".html", "markdown": ".md", "srt": ".srt", "labels": ".txt"}


class Flow(QObject):
    """Owns the pages and everything behind them; the window only shows them."""

    def __init__(
        self, window: MainWindow, library: Library, choices: Choices, *, make: Make = make_live
    ) -> None:
        super().__init__(window)
        self.window, self.choices, self.library = window, choices, library
        self.archive = Archive(library)
        self.audio = PortAudio()
        self.out: Path | None = None
        """Where the next round's files go besides the data folder."""
        self._session = ""
        self._after_report = "home"
        self._options: Options | None = None
        self._notes: Journal | None = None
        self.home, self.rounds, self.first_run = HomePage(), RoundsPage(), FirstRunPage()
        self.checklist, self.room, self.report = ChecklistPage(), RoomPage(), ReportPage()
        self.loudspeaker = Loudspeaker(self.audio)
        self.replay = ReplayPage(self.loudspeaker)
        self.quotes = QuotePlayer(self.audio, self)
        self.desk = HomeDesk(self.home, self.rounds, self.archive, choices, SoundCheck(self.audio, self))
        self.live = LiveSession(library, self.checklist, self.room, make)
        self.fetching = Fetching(ModelStore(), self)
        self._add_pages()
        self._connect_home()
        self._connect_live()
        self._connect_report()
        window.page_changed.connect(self._on_page)
        window.may_close = self.may_close

    def _add_pages(self) -> None:
        add = self.window.add_page
        add("home", self.home, "Today")
        add("rounds", self.rounds, "Rounds")
        for key, page in (
            ("first_run", self.first_run),
            ("checklist", self.checklist),
            ("room", self.room),
            ("report", self.report),
            ("replay", self.replay),
        ):
            add(key, page)

    def _connect_home(self) -> None:
        home = self.home
        home.start.connect(self.start)
        home.start_typed.connect(lambda r, c, level: self.start(r, c, level, typed=True))
        home.watch_sample.connect(self._watch_sample)
        home.choose.connect(lambda: self.window.go("rounds"))
        home.open_round.connect(self._open_round)
        home.open_report.connect(self.open_report)
        self.rounds.start.connect(self.start)
        self.desk.report_wanted.connect(self.open_report)
        self.desk.trouble.connect(self.tell)
        self.choices.not_kept.connect(lambda words: self.tell("The choice could not be kept.", words))
        self.first_run.fetch_requested.connect(self.fetching.start)
        self.first_run.cancel_requested.connect(self.fetching.cancel)
        self.first_run.continue_requested.connect(lambda: self.window.go_now("home"))
        self.fetching.changed.connect(self.first_run.show_view)

    def _connect_live(self) -> None:
        self.live.page_wanted.connect(self.window.go_now)
        self.live.finished.connect(self._on_finished)
        self.live.left.connect(lambda: self.window.go_now("home"))
        self.live.broke.connect(self._on_broke)
        self.live.captions_changed.connect(lambda on: self._keep(captions=on))
        self.live.view_changed.connect(lambda view: self._keep(view=view))

    def _connect_report(self) -> None:
        report = self.report
        report.play_requested.connect(self._play_quote)
        report.replay_requested.connect(lambda sample: self.open_replay(self._session, sample))
        report.practise_again.connect(self._practise_again)
        report.export_requested.connect(lambda kind: self.export(self._session, kind))
        self.quotes.playing.connect(report.set_playing)
        self.quotes.stopped.connect(lambda: report.set_playing(None))
        self.quotes.trouble.connect(lambda words: self.tell("The quote cannot be heard.", words))
        self.replay.back.connect(self.window.back)
        self.replay.export_requested.connect(lambda kind: self.export(self._session, kind))

    # ------------------------------------------------------------ beginning and end
    def begin(self) -> None:
        """The first page: what is missing is fetched first."""
        if all_here(ModelStore()):
            self.window.go_now("home")
            return
        self.fetching.look()
        self.window.go_now("first_run")

    def may_close(self) -> bool:
        """Asked once in mid-round; then everything is shut in good order."""
        if self.live.running and not self._leave_round():
            return False
        self.live.close_now()
        self.fetching.shut()
        self.desk.left()
        self.quotes.stop()
        self.desk.check.wait_closed()
        if self._notes is not None:
            self._notes.close()
            self._notes = None
        return True

    def _leave_round(self) -> bool:
        words = "What was said so far is kept, and Today offers to take it to its report."
        return ask(self.window, "Leave in the middle of the round?", words, ("Leave", "Stay")) == 0

    def _on_page(self, key: str) -> None:
        if key == "home":
            self.desk.entered()
        else:
            self.desk.left()
        if key == "rounds":
            self.desk.read()
        if key != "report":
            self.quotes.stop()

    def tell(self, headline: str, words: str) -> None:
        """One piece of bad news."""
        ask(self.window, headline, words, ("Close",))

    def _keep(self, **choice: object) -> None:
        self.choices.change(replace(self.choices.settings, **choice))  # type: ignore[arg-type]

    # ------------------------------------------------------------ a round
    def start(self, round_id: str, company: str, level: str, *, typed: bool = False) -> None:
        """A round as the user chose it; the choices are remembered."""
        self._keep(round_id=round_id, company=company, level=level)
        settings = self.choices.settings
        self.begin_round(
            options_for(
                settings,
                skip_checklist=False,
                typed=typed,
                headphones=settings.headphones or self.desk.check.headphones,
            )
        )

    def watch_sample(self, quality: str = "middling", seconds: int = 300) -> None:
        """A sample candidate's round, in real time and audible."""
        samples = list(self.library.samples.values())
        found = [sample for sample in samples if sample.quality == quality] or samples
        if found:
            options = options_for(
                self.choices.settings,
                round_id=found[0].round,
                company="",
                level="",
                sample=found[0].id,
                seconds=seconds,
            )
            self.begin_round(options)

    def _watch_sample(self) -> None:
        self.watch_sample()

    def begin_round(self, options: Options) -> None:
        if self.live.running:
            return
        self._options = options
        self.desk.left()
        try:
            self.live.begin(
                options, captions=self.choices.settings.captions, before=self.desk.wait_for_devices
            )
        except InterviewerError as error:
            self.tell("The round cannot be held.", str(error))
            self.window.go_now("home")

    def _on_finished(self, session_id: str) -> None:
        out, self.out = self.out, None
        if out is not None:
            self._beside(
                lambda: self.archive.deliver(session_id, out), lambda _: None, "The files were not written."
            )
        self.open_report(session_id)

    def _on_broke(self, words: str) -> None:
        self.window.go_now("home")
        options = self._options
        typed = options is not None and (options.typed or bool(options.sample))
        ways = ("Back",) if typed else ("Try again", "Type instead", "Back")
        chosen = ask(self.window, "The round stopped.", words, ways)
        if options is None or typed or chosen == 2:
            return
        self.begin_round(replace(options, typed=chosen == 1))

    def _practise_again(self) -> None:
        for record in self.desk.shelf.sessions:
            if record.id == self._session:
                self.start(record.round_id, record.company, record.level)
                return
        self.window.go_now("home")

    def _open_round(self, round_id: str) -> None:
        self.window.go("rounds")
        self.rounds.pick(round_id)

    # ------------------------------------------------------------ report and replay
    def open_report(self, session_id: str) -> None:
        def job() -> tuple[SessionRecord, Report | None, bool]:
            return (*self.archive.report(session_id), self.archive.has_sound(session_id))

        self._beside(job, self._show_report, "The report cannot be opened.")

    def _show_report(self, found: tuple[SessionRecord, Report | None, bool]) -> None:
        record, report, sound = found
        self.desk.read()
        if report is None:
            self.tell("There is no report yet.", "The round was cut off; recover it first.")
            return
        self._session = record.id
        self.report.show_report(report, datetime.fromisoformat(record.created), playable=sound)
        self.window.go_now("report")

    def _play_quote(self, start: int, end: int) -> None:
        self.quotes.play(session_folder(self._session), (start, end), self.choices.settings.output_device)

    def open_replay(self, session_id: str, sample: int = 0) -> None:
        def show(model: ReplayModel) -> None:
            self._session = model.session_id
            self.loudspeaker.wanted = self.choices.settings.output_device or None
            self.replay.show_session(model, JournalNotes(self._note_journal(), model.session_id), at=sample)
            self.window.go_now("replay")

        self._beside(lambda: self.archive.replay(session_id), show, "The replay cannot be opened.")

    def _note_journal(self) -> Journal:
        """Of the window's thread, open as long as the window is."""
        if self._notes is None:
            self._notes = Journal(journal_path()).open()
        return self._notes

    def export(self, session_id: str, kind: str) -> None:
        """Ask where to, write it, say where it is."""
        words = dict(FORMATS)[kind]
        suggested = str(Path.home() / f"hotseat-{session_id}{SUFFIXES[kind]}")
        chosen, _ = QFileDialog.getSaveFileName(self.window, words, suggested, f"*{SUFFIXES[kind]}")
        if not chosen:
            return
        self._beside(
            lambda: self.archive.export(session_id, kind, Path(chosen)),
            lambda path: self.report.announce(f"Written to {path}."),
            "It could not be exported.",
        )

    def _beside(self, job: Callable[[], object], then: Callable[..., None], trouble: str) -> None:
        Work(self, job, then, lambda words: self.tell(trouble, words)).start()
