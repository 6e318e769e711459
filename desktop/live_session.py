"""A live round on its pages: checklist, room, and the way out at its end. Everything here is on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from content.library import Library
from desktop.heartbeat import Heartbeat
from desktop.live import against, as_asked, checklist_view, room_view
from desktop.options import Options
from desktop.pages.checklist import ChecklistPage
from desktop.pages.room import RoomPage
from desktop.story_reader import StoryReader
from desktop.words import tr
from interviewer.analysis.findings import AnswerAnalysis
from interviewer.conductor import Moment
from interviewer.events import (
    ChecklistDone,
    ChecklistTicked,
    Input,
    MuteChanged,
    Paused,
    RepeatRequested,
    Resumed,
    TalkKeyChanged,
    ThinkRequested,
    View,
    ViewChanged,
)
from interviewer.recall import first_state
from interviewer.state import Phase, State
from speech.events import Word

if TYPE_CHECKING:
    from desktop.bridge import LiveRound

CLOCK_MS = 250
"""Milliseconds between two looks at the checklist's clock and at whether the round still lives."""
STOOD_STILL = "The sound stopped working. What was said is kept, and Today offers to take it to its report."
WATCH = "A sample candidate sits here in a moment. Listen in, and see what is noticed."

Make = Callable[[Options, Library], "LiveRound"]


def make_live(options: Options, library: Library) -> LiveRound:
    """The real round; what it is made of is imported only now, which takes a second."""
    from desktop.bridge import LiveRound

    return LiveRound(options, library)


class LiveSession(QObject):
    """At most one round at a time."""

    page_wanted = Signal(str)
    """checklist or room."""
    finished = Signal(str)
    """The round has its report; the session's id."""
    left = Signal()
    """Given up on the checklist: nothing of it is kept."""
    broke = Signal(str)
    """It could not begin or go on: one sentence."""
    captions_changed = Signal(bool)
    view_changed = Signal(str)

    def __init__(
        self, library: Library, checklist: ChecklistPage, room: RoomPage, make: Make = make_live
    ) -> None:
        super().__init__()
        self._library, self._checklist, self._room, self._make = library, checklist, room, make
        self._live: LiveRound | None = None
        self._left: LiveRound | None = None
        """The one given up last, which may still be closing."""
        self._story = StoryReader()
        self._tentative: tuple[Word, ...] = ()
        self._captions = True
        self._sample = False
        self._answer_clock = 0
        """Seconds; 0 where the clock is the round's."""
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._look)
        self._connect_pages()

    def _connect_pages(self) -> None:
        self._checklist.ticked.connect(self._tick)
        self._checklist.start.connect(self._start_clock)
        self._checklist.back.connect(self.leave)
        room = self._room
        room.mute_toggled.connect(lambda on: self._post(lambda now: MuteChanged(now, on)))
        room.talk_held.connect(lambda held: self._post(lambda now: TalkKeyChanged(now, held)))
        room.think.connect(lambda: self._post(ThinkRequested))
        room.repeat.connect(lambda: self._post(RepeatRequested))
        room.pause_toggled.connect(lambda on: self._post(Paused if on else Resumed))
        room.mode_changed.connect(self._change_view)
        room.captions_toggled.connect(self._change_captions)
        room.end_requested.connect(self._end)
        room.answer_typed.connect(lambda text: self._live.answer(text) if self._live else None)

    # ------------------------------------------------------------ life
    @property
    def running(self) -> bool:
        return self._live is not None

    @property
    def watching(self) -> bool:
        """A sample candidate speaks: nothing of the user's is at stake."""
        return self.running and self._sample

    @property
    def session_id(self) -> str:
        return self._live.session_id if self._live is not None else ""

    def begin(
        self,
        options: Options,
        *,
        captions: bool = True,
        before: Callable[[], None] = lambda: None,
        library: Library | None = None,
    ) -> None:
        """Load and start a round; its first page is asked for at once. `before` as in `LiveRound.start`.

        `library` is one with a round that was made on the fly; the content's own where it is None.

        Raises:
            JournalError: there is no such round, company or level.
        """
        library = library or self._library
        state = first_state(library, options.round_id, options.company, options.level)
        self._live = live = self._make(options, library)
        self._story.close()
        self._story, self._tentative, self._captions = StoryReader(), (), captions
        self._story.changed.connect(self._show)
        self._sample, self._answer_clock = bool(options.sample), options.clock
        self._ready = self._asked = self._closing = self._reported = self._stood_still = False
        self._heartbeat = Heartbeat()
        self._early: list[tuple[str, bool]] = []
        seconds = options.seconds or state.seconds
        self._state = as_asked(state, options, seconds)
        live.moment.connect(self._on_moment)
        live.level.connect(self._on_level)
        live.voice_level.connect(self._on_voice)
        live.tentative.connect(self._on_tentative)
        live.ready.connect(self._on_ready)
        live.failed.connect(self._on_failed)
        live.closed.connect(self._on_closed)
        self._show()
        self.page_wanted.emit("room" if options.skip_checklist else "checklist")
        self._clock.start()
        previous, self._left = self._left, None

        def wait() -> None:
            if previous is not None:
                previous.close_now()
            before()

        live.start(wait)

    def leave(self) -> None:
        """Give the round up before its first question: the page goes at once, the round closes behind it."""
        if self._live is not None and not self._closing:
            live = self._let_go()
            self._left = live
            live.close(discard=True)
            self.left.emit()

    def _let_go(self) -> LiveRound:
        """Hear nothing more of the round."""
        live, self._live = self._live, None
        assert live is not None
        self._clock.stop()
        self._story.close()
        for signal in (
            live.moment,
            live.level,
            live.voice_level,
            live.tentative,
            live.ready,
            live.failed,
            live.closed,
        ):
            signal.disconnect()
        return live

    def close_now(self) -> None:
        """The application is quitting: shut the recording in good order; the round can be recovered."""
        if self._left is not None:
            self._left.close_now()
        if self._live is not None:
            live = self._let_go()
            begun = self._state.started_at >= 0 or bool(self._state.turns)
            live.close_now(discard=self._sample or not begun)

    # ------------------------------------------------------------ from the round
    def _on_moment(self, moment: Moment) -> None:
        if self._live is None:
            return  # it was still on its way when the round was given up
        before, self._state = self._state, moment.state
        turn = moment.state.turn
        if turn is not None:
            self._tentative = tuple(word for word in self._tentative if word.start >= turn.answer_end)
        if before.turns and len(moment.state.turns) != len(before.turns):
            self._tentative = ()
        if moment.report is not None:
            self._reported = True
        if before.phase is Phase.CHECKLIST and moment.state.phase is not Phase.CHECKLIST:
            self.page_wanted.emit("room")
        self._show()
        if self._sample and self._live is not None and self._live.exhausted and not self._asked:
            self._asked = True
            self._live.end()

    def _on_tentative(self, words: tuple[Word, ...]) -> None:
        self._tentative = words
        if self._live is not None:
            self._show()

    def _on_level(self, dbfs: float) -> None:
        if self._state.saying is None:
            self._room.set_level(dbfs)
            self._checklist.set_level(dbfs)

    def _on_voice(self, dbfs: float) -> None:
        if self._state.saying is not None:
            self._room.set_level(dbfs)

    def _on_ready(self) -> None:
        if self._live is None:
            return
        self._ready = True
        early, self._early = self._early, []
        for item, on in early:
            self._tick(item, on)
        if self._asked and not self._sample:
            self._asked = False
            self._start_clock()

    def _on_failed(self, words: str) -> None:
        """Before `ready` nothing was recorded; after it all of it is kept."""
        if self._live is not None:
            self._left = self._let_go()
            self._left.close()
            self.broke.emit(words)

    def _on_closed(self, session_id: str) -> None:
        if self._live is None:
            return
        self._let_go()
        if self._reported:
            self.finished.emit(session_id)
        elif self._stood_still:
            self.broke.emit(STOOD_STILL)
        else:
            self.left.emit()

    def _look(self) -> None:
        """Four times a second: the checklist's clock, and the round's end, good or bad."""
        if self._live is None:
            return
        if self._state.phase is Phase.CHECKLIST and self._ready:
            self._show()
        if self._closing:
            return
        if self._live.over:
            # After a failure no moment follows: closing tells what happened.
            self._closing = True
            self._live.close()
        elif self._ready and not self._state.typed and self._heartbeat.stopped(self._live.now):
            self._closing = self._stood_still = True
            self._live.close()

    # ------------------------------------------------------------ from the pages
    def _post(self, make: Callable[[int], Input]) -> None:
        if self._live is not None and self._ready:
            self._live.post(make)

    def _tick(self, item: str, on: bool) -> None:
        if self._ready:
            ticked = self._state.ticked | {item} if on else self._state.ticked - {item}
            self._state = replace(self._state, ticked=ticked)
            self._post(lambda now: ChecklistTicked(now, item, on))
        else:
            self._early.append((item, on))

    def _start_clock(self) -> None:
        if self._live is None or self._closing or self._state.phase is not Phase.CHECKLIST:
            return
        if self._ready:
            self._post(ChecklistDone)
        else:
            self._asked = True
            self._show()

    def _end(self) -> None:
        if self._live is not None and self._ready and not self._closing:
            self._live.end()
        elif self._live is not None:
            self.leave()

    def _change_view(self, name: str) -> None:
        view: View = "real" if name == "real" else "coach"
        self._post(lambda now: ViewChanged(now, view))
        self.view_changed.emit(view)

    def _change_captions(self, on: bool) -> None:
        self._captions = on
        self.captions_changed.emit(on)
        self._show()

    def _show(self) -> None:
        state = self._state
        if state.phase is Phase.CHECKLIST and not self._sample:
            self._show_checklist(state)
        made = room_view(state, self._tentative, captions_on=self._captions, analysis=self._read(state))
        if self._sample:
            made = replace(made, watching=True, place=tr("{place}, a sample candidate", place=made.place))
        if self._answer_clock:
            made = against(made, state, self._answer_clock)
        if not self._ready:
            words = WATCH if self._sample else ""
            made = replace(made, phase="loading", question=words, probe_label="")
        self._room.show_view(made)

    def _read(self, state: State) -> AnswerAnalysis | None:
        return self._story.of(state) if state.turn is not None else None

    def _show_checklist(self, state: State) -> None:
        ticked = state.ticked | {item for item, on in self._early if on}
        made = checklist_view(replace(state, ticked=ticked))
        self._checklist.show_view(replace(made, ready=self._ready, starting=self._asked and not self._ready))
