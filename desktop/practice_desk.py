"""Practice as it lives: drills held as rounds and judged, cards rated, the plan made anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from content.library import Library
from desktop.archive import Archive
from desktop.choices import Choices
from desktop.options import Options
from desktop.pages.cards import CardsPage
from desktop.pages.drill_finding import DrillFindingPage
from desktop.pages.drills import DrillsPage
from desktop.pages.practice import PracticePage
from desktop.practice_archive import PracticeArchive
from desktop.practice_facts import Practice, practice
from desktop.practice_view import (
    FindingView,
    awaited_plan,
    drill_detail,
    drill_row,
    parsed,
    practice_view,
    today_plan,
)
from desktop.settings import options_for
from desktop.view import Plan
from desktop.words import tr
from desktop.work import Work
from interviewer.practice.cards import Card, deck, intervals
from interviewer.practice.drill_results import DrillResult, following
from interviewer.practice.drills import Drill, latest, make_round, story_drill
from interviewer.practice.made import with_round
from interviewer.practice.plan import plan
from interviewer.practice.store import Review
from interviewer.practice.stories import Story


class PracticeDesk(QObject):
    """Serves the practice page, the drills, their findings and the cards."""

    page_wanted = Signal(str)
    round_wanted = Signal(object, object)
    """Options and a Library that has the round."""
    replay_wanted = Signal(str, int)
    whole_round_wanted = Signal()
    story_wanted = Signal(str)
    """A principle that needs one."""
    trouble = Signal(str, str)

    def __init__(
        self,
        page: PracticePage,
        drills: DrillsPage,
        finding: DrillFindingPage,
        cards: CardsPage,
        archive: Archive,
        kept: PracticeArchive,
        choices: Choices,
    ) -> None:
        super().__init__()
        self._page, self._drills, self._finding, self._cards = page, drills, finding, cards
        self._archive, self._kept, self._choices = archive, kept, choices
        self._known: Practice | None = None
        self._unread = False
        """It could not be read: there is nothing to wait for."""
        self._drill: Drill | None = None
        """The one that is being held, or was held last."""
        self._typed = False
        self._list: tuple[Drill, ...] = ()
        self._order: tuple[Drill, ...] = ()
        """The list a drill was chosen from, as it stood then: what comes next does not move while one practises."""
        self._queue: list[Card] = []
        self._rated = 0
        self._date_trouble = ""
        self._work: Work | None = None
        self._gone = False
        """The application is quitting: what was being read is wanted no more."""
        self._connect(page, drills, finding, cards)

    def _connect(
        self, page: PracticePage, drills: DrillsPage, finding: DrillFindingPage, cards: CardsPage
    ) -> None:
        page.drill_wanted.connect(self._open_drill)
        page.drills_wanted.connect(lambda: self.page_wanted.emit("drills"))
        page.cards_wanted.connect(self.open_cards)
        page.item_wanted.connect(self._do)
        page.date_typed.connect(self._set_date)
        drills.picked.connect(self._show_detail)
        drills.filter_changed.connect(lambda *_: self._show_list())
        drills.start.connect(lambda subject, typed: self.start(subject, typed=typed))
        finding.again.connect(self.again)
        finding.following.connect(self._start_following)
        finding.replay.connect(self.replay_wanted)
        finding.done.connect(lambda: self.page_wanted.emit("drills"))
        cards.rated.connect(self._rate)
        cards.done.connect(self._cards_done)

    @property
    def library(self) -> Library:
        return self._archive.library

    # ------------------------------------------------------------ reading
    def entered(self) -> None:
        """A page of practice is shown: read what is kept anew."""
        self.read()

    def read(self, then: Callable[[], None] = lambda: None) -> None:
        """Read and work everything out beside the window, show it, then go on with `then`."""
        if self._work is not None:
            self._work.drop()
        library, level = self.library, self._choices.settings.level

        def job() -> Practice:
            return practice(library, self._kept.kept(), datetime.now(), level)

        def done(known: Practice) -> None:
            if self._gone:
                return
            self._work, self._known = None, known
            self._show()
            then()

        def failed(words: str) -> None:
            self._unread = True
            if not self._gone:
                then()
            self._tell("Practice cannot be shown.", words)

        self._work = Work(self, job, done, failed)
        self._work.start()

    def _show(self) -> None:
        known = self._known
        if known is None:
            return
        now, interview = datetime.now(), self._choices.settings.interview
        made = plan(known.facts, now.date(), parsed(interview, now.date()))
        self._page.show_view(practice_view(known, made, now, interview, self._date_trouble))
        self._show_list()

    def today_plan(self) -> Plan | None:
        """The plan as Today shows it; without a date None, and where it could not be worked out."""
        today = datetime.now().date()
        day = parsed(self._choices.settings.interview, today)
        if self._known is None:
            return None if self._unread else awaited_plan(day, today)
        return today_plan(plan(self._known.facts, today, day), day, today)

    def _show_list(self) -> None:
        known = self._known
        if known is None:
            return
        principle, kind = self._drills.chosen_filter()
        self._list = tuple(d for d in known.drills if principle in ("", d.principle) and kind in ("", d.kind))
        last = latest(known.kept.tries)
        rows = tuple(drill_row(drill, self._names(), last) for drill in self._list)
        self._drills.show_drills(rows, tuple(self._names().items()))

    def _names(self) -> dict[str, str]:
        return {p.id: p.name for p in self.library.principles.values()}

    def _show_detail(self, subject: str) -> None:
        drill = self._find(subject)
        if drill is not None and self._known is not None:
            tries = self._known.kept.tries
            self._drills.show_detail(drill_detail(drill, self._names(), tries, datetime.now()))

    def _find(self, subject: str) -> Drill | None:
        every = self._known.drills if self._known is not None else ()
        return next((drill for drill in every if drill.subject == subject), None)

    # ------------------------------------------------------------ drills
    def _open_drill(self, subject: str) -> None:
        self.page_wanted.emit("drills")
        self._drills.pick(subject)

    def start(self, subject: str, *, typed: bool = False) -> None:
        """Hold a drill of the list."""
        drill = self._find(subject)
        if drill is not None:
            self._order = self._list if drill in self._list else (drill,)
            self._hold(drill, typed)

    def practise_story(self, story: Story, principle: str) -> None:
        """Tell a story to a principle's question: the one chosen, or the first it is kept for."""
        chosen = principle or next((p for p in story.principles if p in self.library.principles), "")
        chosen = chosen or next(iter(self.library.principles))
        drill = story_drill(self.library, story, chosen)
        self._order = (drill,)
        self._hold(drill, False)

    def again(self) -> None:
        """The same once more, spoken or typed as before."""
        if self._drill is not None:
            self._hold(self._drill, self._typed)

    def again_of(self, round_id: str) -> bool:
        """Hold the drill whose round this was; False where that drill is not in the content any more."""
        made = next((m for m in self._kept.made() if m.id == round_id), None)
        drill = self._find(made.subject) if made is not None else None
        if drill is None:
            return False
        self._order = (drill,)
        self._hold(drill, False)
        return True

    def _start_following(self) -> None:
        drill = following(self._order, self._drill.subject) if self._drill is not None else None
        if drill is not None:
            self._hold(drill, self._typed)

    def _hold(self, drill: Drill, typed: bool) -> None:
        settings = self._choices.settings
        spec = make_round(drill, self.library, settings.company, settings.level)
        try:
            self._kept.begin_drill(spec, drill)
        except Exception as error:  # a journal that cannot be written: the round could not be kept either
            self.trouble.emit("The drill cannot be held.", str(error))
            return
        self._drill, self._typed = drill, typed
        options: Options = options_for(
            settings, round_id=spec.id, company="", level="", seconds=self._seconds(drill), typed=typed,
            skip_checklist=True, view="coach", clock=drill.seconds if drill.kind == "section" else 0,
        )  # fmt: skip
        self.round_wanted.emit(options, with_round(self.library, spec))

    @staticmethod
    def _seconds(drill: Drill) -> int:
        """A section may outlast its clock by half, so that it can be told by how much."""
        return max(45, round(drill.seconds * 1.5)) if drill.kind == "section" else drill.seconds

    def finished(self, session_id: str) -> None:
        """The drill that was held has its report: judge it and show the finding."""
        drill = self._drill
        if drill is None:
            return

        def show(result: DrillResult) -> None:
            self.read(lambda: self._show_finding(drill, result, session_id))

        self._beside(
            lambda: self._kept.finish_drill(session_id, drill), show, "The drill could not be judged."
        )

    def _show_finding(self, drill: Drill, result: DrillResult, session_id: str) -> None:
        tries = self._known.kept.tries if self._known is not None else ()
        detail = drill_detail(drill, self._names(), tries, datetime.now())
        after = following(self._order, drill.subject)
        words = after.title if after is not None and after.subject != drill.subject else ""
        self._finding.show_view(FindingView(detail, result, session_id, words))
        self.page_wanted.emit("drill")

    # ------------------------------------------------------------ cards
    def open_cards(self) -> None:
        """Go through what is due; read anew first, since time has passed."""

        def begin() -> None:
            if self._known is None:
                return  # it could not be read, and that was said
            self._queue = list(self._known.deck.due)
            self._rated = 0
            self.page_wanted.emit("cards")
            self._show_card()

        self.read(begin)

    def _show_card(self) -> None:
        if not self._queue or self._known is None:
            count = self._rated
            words = "One card" if count == 1 else tr("{count} cards", count=count)
            headline = tr("{words} done.", words=words) if count else "No card is due."
            self._cards.show_end(headline, "What you did not know comes back first; Practice says when.")
            return
        card = self._queue[0]
        log = [review for review in self._known.kept.reviews if review.card == card.id]
        place = tr("{rated} of {rated2}", rated=self._rated + 1, rated2=self._rated + len(self._queue))
        self._cards.show_card(card, place, intervals(log, datetime.now(UTC)))

    def _rate(self, card_id: str, rating: int) -> None:
        if not self._queue or self._known is None or self._queue[0].id != card_id:
            return
        review = Review(card_id, datetime.now(UTC), rating)
        try:
            self._kept.rate(review)
        except Exception as error:
            self.trouble.emit("The rating could not be kept.", str(error))
            return
        card = self._queue.pop(0)
        kept = self._known.kept
        self._known = replace(self._known, kept=replace(kept, reviews=(*kept.reviews, review)))
        if rating == 1:
            self._queue.append(card)  # once more before the end, as its schedule says
        else:
            self._rated += 1
        self._show_card()

    def _cards_done(self) -> None:
        """Back to practice, which says at once what was seen: reading anew takes its time."""
        known = self._known
        if known is not None and known.kept.reviews:
            pack = deck(known.cards, known.kept.reviews, datetime.now(UTC))
            self._known = replace(known, deck=pack)
            self._show()
        self.page_wanted.emit("practice")

    # ------------------------------------------------------------ the plan
    def _do(self, task: str, principle: str) -> None:
        """What a line of the plan leads to."""
        if task == "story":
            self.story_wanted.emit(principle)
        elif task == "cards":
            self.open_cards()
        elif task == "mock":
            self.whole_round_wanted.emit()
        elif task in ("told", "rest") and not principle:
            self.page_wanted.emit("stories")
        else:
            self.page_wanted.emit("drills")
            self._drills.choose_principle(principle)

    def _set_date(self, text: str) -> None:
        text = text.strip()
        day = parsed(text, datetime.now().date()) if text else None
        if text and day is None:
            self._date_trouble = tr("“{text}” is no date; write it as 29 November or 2026-11-29.", text=text)
        else:
            self._date_trouble = ""
            kept = day.isoformat() if day else ""
            self._choices.change(replace(self._choices.settings, interview=kept))
        self._show()

    def _beside(self, job: Callable[[], Any], then: Callable[[Any], None], trouble: str) -> None:
        def wanted(outcome: Any) -> None:
            if not self._gone:
                then(outcome)

        Work(self, job, wanted, lambda words: self._tell(trouble, words)).start()

    def _tell(self, headline: str, words: str) -> None:
        if not self._gone:
            self.trouble.emit(headline, words)

    def shut(self) -> None:
        """The application is quitting."""
        self._gone = True
