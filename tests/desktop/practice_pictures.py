"""The practice pages to look at: a bank of five stories, one told twice, a drill that half held, a card turned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache

from content.library import Library, load_library
from desktop.pages.base import Page
from desktop.pages.cards import CardsPage
from desktop.pages.drill_finding import DrillFindingPage
from desktop.pages.drills import DrillsPage
from desktop.pages.practice import PracticePage
from desktop.pages.stories import StoriesPage
from desktop.pages.story_editor import StoryEditorPage
from desktop.practice_facts import Kept, Practice, practice
from desktop.practice_view import FindingView, drill_detail, drill_row, parsed, practice_view
from desktop.stories_view import stories_view, story_card
from desktop.window import MainWindow
from interviewer.practice.drill_results import DrillResult, Noted
from interviewer.practice.drills import Drill, Tried, catalogue, latest
from interviewer.practice.plan import plan
from interviewer.practice.reframing import ears
from interviewer.practice.stories import Story
from interviewer.practice.telling import Account, Verdict

NOW = datetime(2026, 11, 21, 19, 30)
INTERVIEW = "2026-11-29"
Put = Callable[[MainWindow, str, Page], None]


def _story(title: str, principles: tuple[str, ...], setting: str, *parts: str) -> Story:
    keys = ("situation", "task", "action", "result", "reflection")
    held = tuple((key, text) for key, text in zip(keys, parts, strict=False) if text)
    return Story(title.lower().replace(" ", "-"), title, setting=setting, principles=principles, parts=held)


STORIES = (
    _story(
        "Six depots on Monday", ("have-backbone", "deliver-results"), "Spring, freight booking",
        "In April our freight desk was to move six depots to one booking queue on a single Monday.",
        "I was answerable for the matching of loads, and nine percent of the matches had failed in the trial.",
        "I argued for one depot and two weeks, and I showed Tomas the counts from eleven days of logs. He said the date "
        "stood. So that evening I wrote the stop rule, and I walked the six shift leads through it myself.",
        "Failed matches went from 9% to 4% in a month. It saved the leads forty hours a week.",
        "Since then I ask for the stop rule before I argue about the date.",
    ),
    _story(
        "The quiet index", ("dive-deep", "ownership"), "Last winter, search",
        "Our search page took three seconds, and every dashboard was green.",
        "Nobody owned the index behind it, and it wasn't on my list.",
        "I split the traces by tenant and read the raw log of the slowest one. I found an index that was rebuilt on every "
        "write. I changed it to once an hour, and switched it back twice to see the three seconds return.",
        "The page went from 3 seconds to 400 milliseconds, counted over a week.",
        "I read one slow trace a week now, whatever the dashboard says.",
    ),
    _story(
        "Two hires", ("hire-and-develop",), "Autumn, the platform team",
        "We had two open places and a deadline in March.", "I ran the interviews.",
        "I turned down a candidate whom everybody liked, because nobody could say what he had built. I trained two "
        "colleagues to write down acts instead of impressions.",
        "Both people we hired later are still there, and one leads the team.",
    ),
    _story(
        "Refund queue", ("customer-obsession",), "Summer, payments",
        "Customers waited nineteen days for a refund.", "I was the one who answered their letters.",
        "I rang eleven of them and asked what the wait had cost. I took one letter to the director, with the count.",
        "The wait went from 19 days to four. Complaints fell from 310 in June to 120 in September.",
        "I read ten letters before I propose anything.",
    ),
    _story("Label printer", ("frugality",), "", "A label printer jammed every Friday."),
)  # fmt: skip


def _account(session: str, created: str, round_id: str, principles: tuple[str, ...]) -> Account:
    sections = (("situation", 38.0), ("task", 20.0), ("action", 98.0), ("result", 19.0), ("reflection", 9.0))
    return Account(
        session, 0, round_id, "Tell me of a decision you fought and then carried out.", principles, created,
        STORIES[0].text, 184.0, 58.0, 0.57, sections, 3.1, 3.0,
    )  # fmt: skip


@cache
def library() -> Library:
    return load_library()


@cache
def known() -> Practice:
    """What is known of it all; no card was rated yet."""
    every = catalogue(library())
    tries = (
        Tried("d1", every[0].subject, "question", "2026-11-18T19:00:00", "missed"),
        Tried("d2", _follow_up().subject, "follow_up", "2026-11-19T19:00:00", "partly"),
    )
    accounts = (
        _account("s1", "2026-11-14T19:00:00", "disagree-and-commit", ("Have Backbone; Disagree and Commit",)),
        _account("s2", "2026-11-14T20:30:00", "ownership", ("Ownership",)),
    )
    kept = Kept(STORIES, accounts, (Verdict("s1", 0, STORIES[0].id, True),), tries, (), None)
    return practice(library(), kept, NOW, "senior")


def _follow_up() -> Drill:
    return next(drill for drill in catalogue(library()) if drill.kind == "follow_up")


def _names() -> dict[str, str]:
    return {principle.id: principle.name for principle in library().principles.values()}


def stories(window: MainWindow, put: Put, *, principle: str = "") -> None:
    page, found = StoriesPage(), known().found
    page.show_view(stories_view(STORIES, found, _names(), NOW))
    page.matrix.choose(STORIES[0].id, principle)
    page.show_card(story_card(STORIES[0], found, ears(library()), known().told, principle, NOW))
    put(window, "stories", page)


def story(window: MainWindow, put: Put) -> None:
    page = StoryEditorPage()
    page.show_story(STORIES[0], tuple(_names().items()))
    put(window, "story", page)


def plan_page(window: MainWindow, put: Put) -> None:
    page, facts = PracticePage(), known().facts
    made = plan(facts, NOW.date(), parsed(INTERVIEW, NOW.date()))
    page.show_view(practice_view(known(), made, NOW, INTERVIEW))
    put(window, "practice", page)


def drills(window: MainWindow, put: Put) -> None:
    page, last = DrillsPage(), latest(known().kept.tries)
    page.show_drills(tuple(drill_row(d, _names(), last) for d in known().drills), tuple(_names().items()))
    page.pick(_follow_up().subject)
    page.show_detail(drill_detail(_follow_up(), _names(), known().kept.tries, NOW))
    put(window, "drills", page)


def finding(window: MainWindow, put: Put) -> None:
    page, drill = DrillFindingPage(), _follow_up()
    said = "We looked at it together, and in the end it saved the leads forty hours a week."
    noted = Noted(
        "A figure without its baseline: forty hours a week.", "Say where the figure started, over how long, and who counted.",
        "it saved the leads forty hours a week.",
    )  # fmt: skip
    lacks = "The strong reply also says what was counted or measured."
    result = DrillResult("partly", "Half of it was answered.", said, 12.0, None, (noted,), lacks)
    detail = drill_detail(drill, _names(), known().kept.tries, NOW)
    page.show_view(FindingView(detail, result, "d2", known().drills[0].title))
    put(window, "drill", page)


def card(window: MainWindow, put: Put) -> None:
    page = CardsPage()
    page.show_card(known().cards[0], "3 of 14", {1: "1 min", 2: "6 min", 3: "10 min", 4: "8 days"})
    page.turn()
    put(window, "cards", page)
