"""Practice in the window: a drill held, judged and held again; cards turned and rated; the plan and its date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from content.library import load_library
from desktop import flow as flow_module
from desktop.bridge import LiveRound
from desktop.choices import Choices
from desktop.flow import Flow
from desktop.options import Options
from desktop.paths import data_folder
from desktop.practice_archive import PracticeArchive
from desktop.practice_view import cards_line, parsed, spoken_day
from desktop.settings import load_settings
from desktop.widgets.controls import Button, Label
from desktop.window import MainWindow
from interviewer.practice.stories import Story

ANSWER = (
    "In April we moved six depots to one queue. I was answerable for the matching. I argued for one depot first, because "
    "nine percent of the matches had failed, and I lost. I wrote the stop rule that evening and walked six leads "
    "through it. The failure rate went from 9% to 2% in a month, and since then I ask for the rule first."
)


@pytest.fixture
def told() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def flow(qtbot, monkeypatch: pytest.MonkeyPatch, told: list[tuple[str, str]]) -> Iterator[Flow]:
    def ask(_parent: object, headline: str, words: str, ways: tuple[str, ...]) -> int:
        told.append((headline, words))
        return 0

    monkeypatch.setattr(flow_module, "all_here", lambda store: True)
    monkeypatch.setattr(flow_module, "ask", ask)

    def make(options: Options, library: object) -> LiveRound:
        return LiveRound(replace(options, typed=True, mind="none", sample=""), library)  # type: ignore[arg-type]

    window = MainWindow()
    made = Flow(window, load_library(), Choices(data_folder()), make=make)
    qtbot.addWidget(window)
    window.show()
    made.begin()
    qtbot.waitUntil(lambda: made.home._view is not None, timeout=60_000)  # the journal's file is there
    yield made
    window.close()


def arrive(qtbot, flow: Flow, page: str) -> None:
    qtbot.waitUntil(lambda: flow.window.current_key() == page, timeout=60_000)


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget))


def button(widget: QWidget, word: str) -> Button:
    return next(b for b in widget.findChildren(Button) if b.text() == word)


def open_drills(qtbot, flow: Flow) -> None:
    flow.window.go("practice")
    qtbot.waitUntil(lambda: flow.practice.desk._known is not None, timeout=60_000)
    QTest.keyClick(flow.practice.page, Qt.Key.Key_D)
    arrive(qtbot, flow, "drills")
    qtbot.waitUntil(lambda: bool(flow.practice.drills.current()), timeout=60_000)


def hold(qtbot, flow: Flow, answer: str = ANSWER) -> None:
    """The drill that is chosen, answered, to its finding."""
    arrive(qtbot, flow, "room")
    qtbot.waitUntil(lambda: bool(flow.live._state.turns), timeout=60_000)
    flow.room.answer_typed.emit(answer)
    arrive(qtbot, flow, "drill")


# ---------------------------------------------------------------- from a guide
def test_practise_this_leads_from_a_guide_to_its_round(qtbot, flow: Flow) -> None:
    flow.window.go("learn")
    QTest.keyClick(flow.learn.learn._list, Qt.Key.Key_Return)
    arrive(qtbot, flow, "guide")
    QTest.keyClick(flow.learn.guide, Qt.Key.Key_P)
    arrive(qtbot, flow, "checklist")
    assert "Customer Obsession, the opener" in texts(flow.checklist)
    assert flow.live._state.spec.id == load_settings(data_folder())[0].round_id == "customer-obsession-opener"
    flow.live.leave()
    arrive(qtbot, flow, "home")


def test_a_round_of_the_loop_that_is_given_up_leads_back_to_the_loop(qtbot, flow: Flow) -> None:
    flow.loops.start(0)
    arrive(qtbot, flow, "checklist")
    assert flow.live._state.spec.title.endswith("with Nadia Brandt")
    flow.live.leave()
    arrive(qtbot, flow, "loop")


# ---------------------------------------------------------------- drills
def test_a_drill_is_held_judged_and_held_again(qtbot, flow: Flow) -> None:
    open_drills(qtbot, flow)
    practice = flow.practice
    subject = practice.drills.current()
    QTest.keyClick(practice.drills, Qt.Key.Key_Return)
    hold(qtbot, flow)
    assert "What you said" in texts(practice.finding) and ANSWER in texts(practice.finding)
    assert [t.subject for t in practice.kept.kept().tries] == [subject]
    QTest.keyClick(practice.finding, Qt.Key.Key_Return)
    hold(qtbot, flow, "I pass on this one, thank you very much, I have nothing to say about it today.")
    tries = practice.kept.kept().tries
    assert [t.subject for t in tries] == [subject, subject] and "So far" in texts(practice.finding)


def test_next_goes_down_the_list_it_was_chosen_from(qtbot, flow: Flow) -> None:
    open_drills(qtbot, flow)
    practice = flow.practice
    second = practice.drills._list.ids()[1]
    QTest.keyClick(practice.drills, Qt.Key.Key_T)
    hold(qtbot, flow)
    QTest.keyClick(practice.finding, Qt.Key.Key_N)
    hold(qtbot, flow)
    assert practice.kept.kept().tries[-1].subject == second


def test_a_section_is_told_against_its_own_clock_and_leaving_goes_back_to_the_drills(
    qtbot, flow: Flow
) -> None:
    open_drills(qtbot, flow)
    practice = flow.practice
    subject = next(d.subject for d in practice.desk._known.drills if d.subject.endswith(":set_up"))
    practice.desk.start(subject, typed=True)
    arrive(qtbot, flow, "room")
    assert "of 00:50" in texts(flow.room).splitlines() and "00:00" in texts(flow.room).splitlines()
    flow.live.leave()
    arrive(qtbot, flow, "drills")


def test_a_drill_is_a_session_with_report_and_replay_but_no_round_of_its_own(qtbot, flow: Flow) -> None:
    open_drills(qtbot, flow)
    QTest.keyClick(flow.practice.drills, Qt.Key.Key_Return)
    hold(qtbot, flow)
    shelf = flow.archive.shelf()
    (record,) = shelf.sessions
    assert (
        record.status == "done"
        and record.name.startswith("Drill: ")
        and shelf.own == ()
        and shelf.newest is None
    )
    QTest.keyClick(flow.practice.finding, Qt.Key.Key_R)
    arrive(qtbot, flow, "replay")
    assert flow.replay.session_id == record.id
    flow.window.go_now("home")
    flow.reading.open_report(record.id)
    arrive(qtbot, flow, "report")
    flow.report.practise_again.emit()
    hold(qtbot, flow)
    assert len(flow.practice.kept.kept().tries) == 2


def test_a_drill_whose_question_is_gone_says_so(qtbot, flow: Flow, told: list[tuple[str, str]]) -> None:
    open_drills(qtbot, flow)
    flow.start("drill-000000000000", "", "")
    assert told[-1][0] == "This drill cannot be held again."


def test_drills_are_found_by_principle_and_kind(qtbot, flow: Flow) -> None:
    open_drills(qtbot, flow)
    page = flow.practice.drills
    whole = page._list.count()
    page.choose_principle("frugality")
    assert 0 < page._list.count() < whole
    qtbot.waitUntil(lambda: "Frugality" in texts(page))
    page._kinds._buttons["section"].click()
    assert page._list.count() == 4 and "50 seconds" in page._list.item(0).text()


def test_a_story_is_practised_for_the_principle_chosen(qtbot, flow: Flow) -> None:
    story = Story("s", "Six depots", principles=("ownership",), parts=(("action", ANSWER),))
    PracticeArchive(flow.library).keep(story, datetime(2026, 11, 14))
    flow.window.go("stories")
    qtbot.waitUntil(lambda: flow.practice.stories.matrix.story() == "s", timeout=60_000)
    QTest.keyClick(flow.practice.stories, Qt.Key.Key_P)
    hold(qtbot, flow)
    (tried,) = flow.practice.kept.kept().tries
    assert (tried.kind, tried.subject) == ("story", "story:s:ownership")


# ---------------------------------------------------------------- cards
def test_a_card_is_turned_rated_and_comes_back(qtbot, flow: Flow) -> None:
    flow.window.go("practice")
    qtbot.waitUntil(lambda: flow.practice.desk._known is not None, timeout=60_000)
    QTest.keyClick(flow.practice.page, Qt.Key.Key_C)
    arrive(qtbot, flow, "cards")
    page, desk = flow.practice.cards, flow.practice.desk
    first, count = page._card, len(desk._queue)
    QTest.keyClick(page, Qt.Key.Key_3)
    assert page._card is first, "an answer that was not shown cannot be rated"
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert page.turned and first is not None and first.back[0] in [x.text() for x in page.findChildren(Label)]
    QTest.keyClick(page, Qt.Key.Key_1)
    assert page._card is not first and len(desk._queue) == count and desk._queue[-1] is first
    while desk._queue:
        QTest.keyClick(page, Qt.Key.Key_Return)
        QTest.keyClick(page, Qt.Key.Key_4)
    assert f"{count} cards done." in texts(page)
    reviews = flow.practice.kept.kept().reviews
    assert len(reviews) == count + 1 and reviews[0].rating == 1 and reviews[-1].card == first.id
    QTest.keyClick(page, Qt.Key.Key_Return)
    arrive(qtbot, flow, "practice")
    assert f"{count} of {len(desk._known.cards)} seen so far." in texts(flow.practice.page), (
        "at once, not once read"
    )
    qtbot.waitUntil(lambda: not flow.practice.page._start_cards.isEnabled(), timeout=60_000)


def test_what_the_cards_line_says(flow: Flow, qtbot) -> None:
    flow.window.go("practice")
    qtbot.waitUntil(lambda: flow.practice.desk._known is not None, timeout=60_000)
    known = flow.practice.desk._known
    assert known is not None
    assert cards_line(known, datetime.now()).headline == "10 new"
    empty = replace(known.deck, due=(), new=0, next_due=datetime.now(UTC) + timedelta(days=3))
    line = cards_line(replace(known, deck=empty), datetime.now())
    assert line.headline == "None due" and not line.ready and "in three days" in line.words


# ---------------------------------------------------------------- the plan
def test_the_plan_says_what_is_not_ready_and_leads_there(qtbot, flow: Flow) -> None:
    flow.window.go("practice")
    page = flow.practice.page
    qtbot.waitUntil(lambda: "No story for" in texts(page), timeout=60_000)
    assert "Not ready" in texts(page) and "No whole round has been held" in texts(page)
    flow.practice.page.item_wanted.emit("story", "ownership")
    arrive(qtbot, flow, "story")
    assert flow.practice.editor._ticks["ownership"].isChecked()
    flow.practice.page.item_wanted.emit("mock", "")
    assert flow.window.current_key() == "rounds"
    flow.practice.page.item_wanted.emit("drill", "dive-deep")
    assert flow.practice.drills.chosen_filter()[0] == "dive-deep"


def test_the_date_is_kept_and_counted_down_to(qtbot, flow: Flow) -> None:
    flow.window.go("practice")
    page = flow.practice.page
    qtbot.waitUntil(lambda: "No date is set" in texts(page), timeout=60_000)
    day = date.today() + timedelta(days=8)
    page._date.setText(day.isoformat())
    page._date.editingFinished.emit()
    qtbot.waitUntil(lambda: "Eight days left" in texts(page), timeout=60_000)
    assert load_settings(data_folder())[0].interview == day.isoformat()
    page._date.setText("some day")
    page._date.editingFinished.emit()
    assert "“some day” is no date" in texts(page)
    assert load_settings(data_folder())[0].interview == day.isoformat()


def test_today_shows_the_plan_once_there_is_a_date(qtbot, flow: Flow) -> None:
    assert flow.home._view is not None and flow.home._view.plan is None
    day = date.today() + timedelta(days=8)
    flow.choices.change(replace(flow.choices.settings, interview=day.isoformat()))
    awaited = flow.practice.desk.today_plan()
    assert awaited is not None and awaited.lines[0].text == "Today: being worked out"
    flow.window.go("practice")
    flow.window.go("home")

    def worked_out() -> bool:
        plan = flow.home._view.plan if flow.home._view else None
        return plan is not None and "being worked out" not in plan.lines[0].text

    qtbot.waitUntil(worked_out, timeout=60_000)
    shown = flow.home._view.plan
    assert shown is not None and shown.subtitle.startswith("8 days left until")
    assert shown.lines[0].mark == "now" and shown.lines[0].text.startswith("Today: ")


def test_where_practice_cannot_be_read_no_plan_is_waited_for(qtbot, flow: Flow, told, monkeypatch) -> None:
    flow.choices.change(replace(flow.choices.settings, interview=date.today().isoformat()))

    def broken() -> None:
        raise OSError("The journal cannot be read.")

    monkeypatch.setattr(flow.practice.desk._kept, "kept", broken)
    flow.practice.desk.read(flow.practice.plan_changed.emit)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert flow.practice.desk.today_plan() is None
    qtbot.waitUntil(lambda: flow.home._view is not None and flow.home._view.plan is None, timeout=60_000)


TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-29", date(2026, 11, 29)),
        ("29 November", date(2026, 11, 29)),
        ("29. Nov", date(2026, 11, 29)),
        ("3 March", date(2027, 3, 3)),
        ("29.11.26", date(2026, 11, 29)),
        ("31 February", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(text: str, day: date | None) -> None:
    assert parsed(text, TODAY) == day


def test_a_date_is_said_back() -> None:
    assert spoken_day(date(2026, 11, 29), TODAY) == "Sunday 29 November, in eight days"
    assert spoken_day(date(2027, 1, 4), TODAY).startswith("Monday 4 January 2027")
    assert spoken_day(date(2026, 11, 20), TODAY).endswith("in the past")
