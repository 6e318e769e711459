"""How the pages follow one another: first run, Today, a round, its report, its replay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from content.library import Library
from desktop.about_view import about_view, stored_parts
from desktop.archive import Archive, mark
from desktop.choices import Choices
from desktop.compare_desk import CompareDesk
from desktop.dialogs import ask
from desktop.fetching import Fetching, all_here
from desktop.home_desk import HomeDesk
from desktop.learn_flow import LearnFlow
from desktop.live_session import LiveSession, Make, make_live
from desktop.loops import Loops
from desktop.options import Options
from desktop.pages.about import AboutPage
from desktop.pages.checklist import ChecklistPage
from desktop.pages.compare import ComparePage
from desktop.pages.first_run import FirstRunPage
from desktop.pages.home import HomePage
from desktop.pages.progress import ProgressPage
from desktop.pages.replay import ReplayPage
from desktop.pages.report import ReportPage
from desktop.pages.room import RoomPage
from desktop.pages.rounds import RoundsPage
from desktop.pages.sessions import SessionsPage
from desktop.pages.settings import SettingsPage
from desktop.paths import data_folder
from desktop.practice_flow import PracticeFlow
from desktop.progress_desk import ProgressDesk
from desktop.reading_desk import ReadingDesk
from desktop.replay_session import Loudspeaker
from desktop.retention import keep_to
from desktop.sessions_desk import SessionsDesk
from desktop.settings import options_for
from desktop.settings_desk import SettingsDesk
from desktop.sound_check import SoundCheck
from desktop.window import MainWindow
from desktop.words import tr
from desktop.work import Work
from interviewer.errors import InterviewerError
from interviewer.practice.made import is_made
from models.store import ModelStore
from speech.portaudio import PortAudio

_SETTLED_MS = 400
"""Until a page has its places, so that something can stand beside them."""


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
        self._options: Options | None = None
        self._library: Library | None = None
        """With the running round, where that was made on the fly."""
        self.home, self.rounds, self.first_run = HomePage(), RoundsPage(), FirstRunPage()
        self.checklist, self.room, self.report = ChecklistPage(), RoomPage(), ReportPage()
        self.sessions, self.settings, self.about = SessionsPage(), SettingsPage(), AboutPage()
        loudspeaker = Loudspeaker(self.audio)
        self.replay = ReplayPage(loudspeaker)
        self.reading = ReadingDesk(self.report, self.replay, loudspeaker, self.archive, choices, self.audio)
        self.compare = ComparePage()
        self.comparing = CompareDesk(self.compare, self.archive, choices, self.audio)
        self.desk = HomeDesk(self.home, self.rounds, self.archive, choices, SoundCheck(self.audio, self))
        self.sessions_desk = SessionsDesk(self.sessions, self.archive)
        self.progress = ProgressPage()
        self.progress_desk = ProgressDesk(self.progress, self.archive)
        self.settings_desk = SettingsDesk(self.settings, self.archive, choices, self.audio)
        self.live = LiveSession(library, self.checklist, self.room, make)
        self.fetching = Fetching(ModelStore(), self)
        self.learn = LearnFlow(window, library, choices, self.audio)
        self._add_pages()
        self._connect_home()
        self._connect_live()
        self._connect_reading()
        self._connect_others()
        self.practice = PracticeFlow(window, self.archive, choices, self.audio)
        self.practice.round_wanted.connect(self.begin_round)
        self.practice.replay_wanted.connect(self.reading.open_replay)
        self.practice.trouble.connect(self.tell)
        self.desk.plan = self.practice.desk.today_plan
        self.practice.plan_changed.connect(self.desk.show)
        self.loops = Loops(window, library, choices, self.begin_round)
        self.loops.report_wanted.connect(self.reading.open_report)
        self.loops.replay_wanted.connect(self.reading.open_replay)
        self.loops.trouble.connect(self.tell)
        window.page_changed.connect(self._on_page)
        window.may_close = self.may_close

    def _add_pages(self) -> None:
        add = self.window.add_page
        add("home", self.home, "Today")
        add("rounds", self.rounds, "Rounds")
        self.learn.add_pages()
        add("sessions", self.sessions, "Sessions")
        add("progress", self.progress, "Progress")
        for key, page in (
            ("first_run", self.first_run),
            ("checklist", self.checklist),
            ("room", self.room),
            ("report", self.report),
            ("replay", self.replay),
            ("compare", self.compare),
            ("settings", self.settings),
            ("about", self.about),
        ):
            add(key, page)

    def _connect_home(self) -> None:
        home = self.home
        home.start.connect(self.start)
        for page in (home, self.rounds):
            page.start_typed.connect(lambda r, c, level: self.start(r, c, level, typed=True))
        home.watch_sample.connect(self._watch_sample)
        home.choose.connect(lambda: self.window.go("rounds"))
        home.open_round.connect(self._open_round)
        home.open_report.connect(self.reading.open_report)
        self.rounds.start.connect(self.start)
        self.desk.report_wanted.connect(self.reading.open_report)
        self.desk.trouble.connect(self.tell)
        self.choices.not_kept.connect(self._not_kept)
        self.first_run.fetch_requested.connect(self.fetching.start)
        self.first_run.cancel_requested.connect(self.fetching.cancel)
        self.first_run.continue_requested.connect(lambda: self.window.go_now("home"))
        self.fetching.changed.connect(self.first_run.show_view)

    def _connect_live(self) -> None:
        self.live.page_wanted.connect(self.window.go_now)
        self.live.finished.connect(self._on_finished)
        self.live.left.connect(self._go_back)
        self.live.broke.connect(self._on_broke)
        self.live.captions_changed.connect(lambda on: self._keep(captions=on))
        self.live.view_changed.connect(lambda view: self._keep(view=view))

    def _connect_reading(self) -> None:
        self.reading.page_wanted.connect(self.window.go_now)
        self.reading.practise_wanted.connect(self.start)
        self.reading.trouble.connect(self.tell)
        self.reading.compare_wanted.connect(self.comparing.open)
        self.comparing.page_wanted.connect(self.window.go_now)
        self.comparing.replay_wanted.connect(self.reading.open_replay)
        self.comparing.trouble.connect(self.tell)
        self.replay.back.connect(self.window.back)

    def _connect_others(self) -> None:
        self.sessions.report_requested.connect(self.reading.open_report)
        self.sessions.replay_requested.connect(self.reading.open_replay)
        self.sessions.passage_requested.connect(self.reading.open_replay)
        self.sessions.rounds_requested.connect(lambda: self.window.go("rounds"))
        self.sessions_desk.report_wanted.connect(self.reading.open_report)
        self.progress.practise.connect(self._start_next)
        self.progress_desk.trouble.connect(self.tell)
        self.settings.about_requested.connect(self._open_about)
        self.about.back_requested.connect(self.window.back)
        self.learn.practise_wanted.connect(self._practise)
        self.learn.trouble.connect(self.tell)

    def _open_about(self) -> None:
        store = ModelStore()
        self.about.show_view(about_view(store.list(), stored_parts(data_folder(), store.folder)))
        self.window.go("about")

    # ------------------------------------------------------------ beginning and end
    def begin(self) -> None:
        """The first page: what is missing is fetched first. Sound that is kept no longer goes beside it."""
        keep = self.choices.settings.keep_sound
        self._beside(
            lambda: keep_to(keep, datetime.now()), lambda _: None, "Old recordings could not be deleted."
        )
        if all_here(ModelStore()):
            self.window.go_now("home")
            return
        self.fetching.look()
        self.window.go_now("first_run")

    def may_close(self) -> bool:
        """Asked once in mid-round; then everything is shut in good order."""
        if self.live.running and not self.live.watching and not self._leave_round():
            return False
        self.window.hide()  # models that are still loading can't be interrupted, and nobody need watch that
        self.live.close_now()
        self.fetching.shut()
        self.settings_desk.shut()
        self.desk.left()
        self.learn.shut()
        self.reading.shut()
        self.comparing.hush()
        self.sessions_desk.shut()
        self.practice.shut()
        self.desk.check.wait_closed()
        return True

    def _leave_round(self) -> bool:
        words = "What was said so far is kept, and Today offers to take it to its report."
        return ask(self.window, "Leave in the middle of the round?", words, ("Leave", "Stay")) == 0

    def _on_page(self, key: str) -> None:
        if key == "home":
            self.desk.entered()
            if not self.choices.settings.toured:
                QTimer.singleShot(_SETTLED_MS, self, self._tour)
        else:
            self.desk.left()
        if key == "rounds":
            self.desk.read()
        if key == "sessions":
            self.sessions_desk.entered()
        if key == "progress":
            self.progress_desk.entered()
        if key != "report":
            self.reading.hush()
        if key != "compare":
            self.comparing.hush()

    def _tour(self) -> None:
        """Once, when Today is first seen."""
        if self.window.current_key() == "home" and self.window.isVisible() and not self.live.running:
            steps = self.home.tour_steps(self.window.top_bar())
            self.window.show_tour(steps, lambda: self._keep(toured=True))

    def tell(self, headline: str, words: str) -> None:
        """One piece of bad news."""
        ask(self.window, headline, words, ("Close",))

    def _not_kept(self, words: str) -> None:
        if self.window.current_key() != "settings":  # the settings say it themselves
            self.tell("The choice could not be kept.", words)

    def _keep(self, **choice: object) -> None:
        self.choices.change(replace(self.choices.settings, **choice))  # type: ignore[arg-type]

    # ------------------------------------------------------------ a round
    def _practise(self, round_id: str) -> None:
        """A round at the company and level chosen last."""
        self.start(round_id, self.choices.settings.company, self.choices.settings.level)

    def start(self, round_id: str, company: str, level: str, *, typed: bool = False) -> None:
        """A round as the user chose it; the choices are remembered."""
        if self.practice.again(round_id):
            return
        self._keep(round_id=round_id, company=company, level=level)
        settings = self.choices.settings
        self.begin_round(
            options_for(
                settings,
                skip_checklist=False,
                typed=typed,
                headphones="headphones" if self.desk.check.headphones else settings.headphones,
            )
        )

    def _start_next(self) -> None:
        """What Today would start."""
        self.window.go("home")
        self.home.enter()

    def watch_sample(self, wanted: str = "", seconds: int = 300) -> None:
        """A sample candidate's round, in real time and audible. `wanted`: an id or a quality; empty for the usual one."""
        sample = self.library.samples.get(wanted) or self.library.sample(wanted)
        if sample is not None:
            options = options_for(
                self.choices.settings,
                round_id=sample.round,
                company="",
                level="",
                sample=sample.id,
                seconds=seconds,
            )
            self.begin_round(options)

    def _watch_sample(self) -> None:
        self.watch_sample()

    def begin_round(self, options: Options, library: Library | None = None) -> None:
        """`library` is one with a round that was made on the fly."""
        if self.live.running:
            return
        self._options, self._library = options, library
        self.desk.left()
        try:
            self.live.begin(
                options,
                captions=self.choices.settings.captions,
                before=self.desk.wait_for_devices,
                library=library,
            )
        except InterviewerError as error:
            self.tell("The round cannot be held.", str(error))
            self._go_back()
            return
        self.loops.begun(options, self.live.session_id)
        if options.sample:
            mark("sample", self.live.session_id)  # from the start: it may be cut off

    def _on_finished(self, session_id: str) -> None:
        if self._options is not None and self.practice.finished(session_id, self._options.round_id):
            return
        if self._options is not None and self._options.sample:
            title = self.library.rounds[self._options.round_id].title
            self.archive.rename(session_id, tr("Sample: {title}", title=title))
        out, self.out = self.out, None
        if out is not None:
            self._beside(
                lambda: self.archive.deliver(session_id, out), lambda _: None, "The files were not written."
            )
        if not self.loops.finished(session_id):
            self.reading.open_report(session_id)

    def _go_back(self) -> None:
        """To where the round was begun from: the loop, the drills, or Today."""
        options = self._options
        of_loop = options is not None and options.persona is not None
        drilled = options is not None and is_made(options.round_id)
        self.window.go_now("loop" if of_loop else "drills" if drilled else "home")

    def _on_broke(self, words: str) -> None:
        self._go_back()
        options = self._options
        typed = options is not None and (options.typed or bool(options.sample))
        ways = ("Back",) if typed else ("Try again", "Type instead", "Back")
        chosen = ask(self.window, "The round stopped.", words, ways)
        if options is None or typed or chosen == 2:
            return
        self.begin_round(replace(options, typed=chosen == 1), self._library)

    def _open_round(self, round_id: str) -> None:
        self.window.go("rounds")
        self.rounds.pick(round_id)

    def _beside(self, job: Callable[[], object], then: Callable[..., None], trouble: str) -> None:
        Work(self, job, then, lambda words: self.tell(trouble, words)).start()
