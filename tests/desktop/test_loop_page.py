"""The loop in the window: the next round begins with its interviewer, a finished one counts, the meeting is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from content.library import load_library
from desktop.choices import Choices
from desktop.loop_view import LoopRow, LoopView, loop_view, options_of, where_of
from desktop.loops import Loops
from desktop.options import Options
from desktop.pages.base import Page
from desktop.pages.debrief import DebriefPage
from desktop.pages.loop import LoopPage
from desktop.paths import journal_path
from desktop.settings import Settings
from desktop.widgets.controls import Button, Label
from desktop.widgets.drawn_list import DrawnList
from desktop.window import MainWindow
from interviewer.events import SessionStarted
from interviewer.journal import Journal
from interviewer.loop.forms import form
from interviewer.loop.meeting import debrief
from interviewer.loop.shelf import LoopShelf, Run
from tests.desktop.samples import report as sample_report

LIBRARY = load_library()
LOOP = LIBRARY.loops["amazon-sde-2"]
RUN = Run(1, LOOP.id, "sde-2", "2026-11-21T20:00:00", (("a",), ("b", "c")))


def words(page: Page) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def button(page: Page, name: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.accessibleName() == name)


@pytest.fixture
def page(qtbot) -> LoopPage:
    made = LoopPage()
    qtbot.addWidget(made)
    made.resize(1280, 736)
    made.show()
    made.show_view(loop_view(LIBRARY, LOOP.id, RUN, {}))
    made.entered()
    return made


def test_the_next_round_is_chosen_and_enter_begins_it(page, qtbot) -> None:
    said = words(page)
    assert "A whole loop for SDE 2" in said
    assert "Priscilla Ode" in said and "Principal engineer" in said
    with qtbot.waitSignal(page.start, timeout=500) as heard:
        QTest.keyClick(page.findChild(DrawnList), Qt.Key.Key_Return)
    assert heard.args == [2]
    assert not button(page, "Hear the meeting").isVisible()


def test_nobody_is_announced_as_the_bar_raiser(page) -> None:
    listed = page.findChild(DrawnList)
    for number in range(listed.count()):
        listed.setCurrentRow(number)
        assert not any("raiser" in line.lower() for line in words(page))


def test_a_round_that_is_done_can_be_read_and_repeated(page, qtbot) -> None:
    page.findChild(DrawnList).setCurrentRow(1)
    assert any("held 2 times" in line for line in words(page))
    with qtbot.waitSignal(page.report_wanted, timeout=500) as heard:
        button(page, "Read its report").click()
    assert heard.args == ["c"]
    with qtbot.waitSignal(page.start, timeout=500) as heard:
        button(page, "Repeat this round").click()
    assert heard.args == [1]


def test_a_later_round_waits_for_the_ones_before(page, qtbot) -> None:
    listed = page.findChild(DrawnList)
    listed.setCurrentRow(4)
    with qtbot.assertNotEmitted(page.start):
        QTest.keyClick(listed, Qt.Key.Key_Return)


def test_when_all_are_done_they_meet(page, qtbot) -> None:
    whole = replace(RUN, sessions=tuple((str(n),) for n in range(6)))
    page.show_view(loop_view(LIBRARY, LOOP.id, whole, {}))
    assert button(page, "Hear the meeting").isVisible()
    with qtbot.waitSignal(page.meeting_wanted, timeout=500):
        QTest.keyClick(page, Qt.Key.Key_M)


def test_without_loops_that_is_said() -> None:
    assert loop_view(replace(LIBRARY, loops={}), "", None, {}).notice
    row = LoopRow(0, "A", "B", "C", "D", 5, "next")
    assert not LoopView(rows=(row,)).complete


# ---------------------------------------------------------------- the round of an interviewer
def test_a_round_is_held_in_its_interviewers_manner() -> None:
    made = options_of(LIBRARY, LOOP, 1, "sde-2", RUN, Settings(strictness="patient"))
    assert (made.round_id, made.strictness, made.pace) == ("ownership-deep-dive", "strict", 0.94)
    assert made.persona is not None and made.persona.name == "Tomas Reyes"
    assert made.earlier == ()


def test_only_the_bar_raiser_knows_what_was_told_before() -> None:
    raiser = next(n for n, person in enumerate(LOOP.interviewers) if person.part == "bar_raiser")
    made = options_of(LIBRARY, LOOP, raiser, "sde-2", RUN, Settings())
    assert [session for session, _ in made.earlier] == ["a", "c"]
    assert made.earlier[0][1] == where_of(LIBRARY, LOOP.interviewers[0]) == "Customer Obsession and Ownership"


# ---------------------------------------------------------------- through the data folder
@pytest.fixture
def loops(qtbot, tmp_path: Path):
    window = MainWindow()
    qtbot.addWidget(window)
    begun: list[Options] = []
    made = Loops(window, LIBRARY, Choices(tmp_path), begun.append, ask_first=lambda *_: 0)
    made.test_begun = begun
    window.show()
    with qtbot.waitSignal(made.shown, timeout=10_000):
        window.go("loop")
    return made


def recorded(session: str) -> bool:
    with Journal(journal_path()) as journal:
        return LoopShelf(journal).of_session(session) == (LOOP.id, 0)


def finish(session: str, loops: Loops) -> None:
    """A round was held elsewhere: its session and report are in the journal."""
    with Journal(journal_path()) as journal:
        started = SessionStarted(
            0, session, "customer-obsession-opener", "amazon", "sde-2", "coach", "standard", True, 60
        )
        journal.begin(started, "A round", "2026-11-21T21:00:00")
        journal.finish(session, sample_report())


def test_a_loop_is_begun_resumed_and_begun_anew(loops, qtbot) -> None:
    listed = loops.page.findChild(DrawnList)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(loops.test_begun) == 1, timeout=10_000)
    assert loops.test_begun[0].persona.name == "Nadia Brandt"
    finish("one", loops)
    loops.begun(loops.test_begun[0], "one")
    qtbot.waitUntil(lambda: recorded("one"), timeout=10_000)
    with qtbot.waitSignal(loops.shown, timeout=10_000):
        assert loops.finished("one")
    assert any(line.startswith("Done. You hear how it went when they meet.") for line in words(loops.page))
    assert listed.current() == "1"
    assert not loops.finished("another")
    with qtbot.waitSignal(loops.shown, timeout=10_000):
        button(loops.page, "Begin the loop anew").click()
    assert listed.current() == "0"


def test_guardrail_sheets_are_a_key_away(loops, qtbot) -> None:
    with qtbot.waitSignal(loops.sheets.shown, timeout=10_000):
        button(loops.page, "Guardrail sheets").click()
    assert any("holds the figures of one launch" in line for line in words(loops.guardrails))


# ---------------------------------------------------------------- the meeting
def test_the_meeting_shows_outcome_forms_and_what_would_have_changed_it(qtbot) -> None:
    told = sample_report()
    forms = [form(n, person, LIBRARY.principles, f"s{n}", told) for n, person in enumerate(LOOP.interviewers)]
    page = DebriefPage()
    qtbot.addWidget(page)
    page.resize(1280, 736)
    page.show()
    found = debrief(forms, ())
    page.show_debrief(found)
    qtbot.waitUntil(lambda: "Ilse Vant" in words(page), timeout=5000)
    said = words(page)
    assert ("An offer." if found.outcome.offer else "No offer") in " ".join(said)
    assert found.outcome.reason in said
    assert "What would have lost it" in said or "What would have changed it" in said
    assert {"Nadia Brandt", "Tomas Reyes", "Ilse Vant"} <= set(said)
    assert any("the bar raiser" in line for line in said)
    hear = next(b for b in page.findChildren(Button) if b.text().startswith("Hear it at"))
    with qtbot.waitSignal(page.replay_wanted, timeout=500) as heard:
        hear.click()
    assert heard.args[0].startswith("s")
    with qtbot.waitSignal(page.back, timeout=500):
        assert page.escape()
