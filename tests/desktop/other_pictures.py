"""Learn, the loop and its meeting, the guardrail sheets and two attempts to look at: the content's own, and `samples`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import samples
import second_attempt
from practice_pictures import library

from desktop.guardrail_desk import example
from desktop.guardrail_view import GuardrailsView
from desktop.guide_view import entries
from desktop.loop_view import loop_view
from desktop.pages.base import Page
from desktop.pages.compare import ComparePage
from desktop.pages.debrief import DebriefPage
from desktop.pages.guardrails import GuardrailsPage
from desktop.pages.guide import GuidePage
from desktop.pages.learn import LearnPage
from desktop.pages.loop import LoopPage
from desktop.replay_model import ReplayModel
from desktop.window import MainWindow
from interviewer.guardrails.shelf import Kept
from interviewer.journal import SessionRecord
from interviewer.loop.forms import form
from interviewer.loop.meeting import debrief
from interviewer.loop.shelf import Run
from interviewer.report import Report

Put = Callable[[MainWindow, str, Page], None]
LOOP = "amazon-sde-2"
GUIDE = "have-backbone"


def learn(window: MainWindow, put: Put) -> None:
    page = LearnPage()
    page.show_entries(entries(library()))
    put(window, "learn", page)


def guide(window: MainWindow, put: Put) -> None:
    page = GuidePage()
    (entry,) = (each for each in entries(library()) if each.guide is not None and each.guide.id == GUIDE)
    assert entry.guide is not None
    page.show_guide(entry.guide, library(), entry.practice)
    put(window, "guide", page)


def loop(window: MainWindow, put: Put) -> None:
    """Two rounds held, the third is next."""
    page, chosen = LoopPage(), library().loops[LOOP]
    run = Run(1, LOOP, chosen.level, "2026-11-20T20:00:00", (("a",), ("b", "c")))
    page.show_view(loop_view(library(), LOOP, run, _sessions()))
    put(window, "loop", page)


def _sessions() -> Mapping[str, SessionRecord]:
    days = {"a": "2026-11-20T19:00:00", "c": "2026-11-21T19:30:00"}
    return {
        name: SessionRecord(
            name, day, "Ownership", "ownership", "amazon", "sde-2", "done", 900.0, 2.6, "inclined"
        )
        for name, day in days.items()
    }


def meeting(window: MainWindow, put: Put) -> None:
    page, chosen = DebriefPage(), library().loops[LOOP]
    told: tuple[Report, ...] = (samples.report(), second_attempt.report())
    forms = [
        form(n, person, library().principles, f"s{n}", told[n % 2])
        for n, person in enumerate(chosen.interviewers)
    ]
    page.show_debrief(debrief(forms, ()))
    put(window, "meeting", page)


def guardrails(window: MainWindow, put: Put) -> None:
    page = GuardrailsPage()
    page.show_view(GuardrailsView((Kept(7, example(), True),), 7))
    put(window, "guardrails", page)


def compare(window: MainWindow, put: Put, *, model: ReplayModel, down: float = 0.0) -> None:
    page = ComparePage()
    page.show_view(second_attempt.comparison(model))
    put(window, "compare", page)
    window.show()
    window.repaint()
    bar = page._area.verticalScrollBar()
    bar.setValue(round(down * bar.maximum()))
