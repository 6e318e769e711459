"""Progress: every figure comes from a report, what is below the bar stands out, an empty page promises what is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.pages.progress import ProgressPage
from desktop.progress_view import ProgressView, progress_view
from desktop.widgets.controls import Button, Label
from desktop.widgets.progress_charts import HabitRow, MistakeRow, PracticeCalendar, TrendChart
from tests.desktop.progress_pictures import LIBRARY, NOW, PROGRESS, held


@pytest.fixture
def page(qtbot) -> ProgressPage:
    made = ProgressPage()
    qtbot.addWidget(made)
    made.resize(1280, 736)
    made.show_view(PROGRESS)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def words(page: ProgressPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


# ---------------------------------------------------------------- the view
def test_the_headline_says_what_is_at_the_bar_and_what_is_not() -> None:
    assert PROGRESS.headline.startswith("Arguing from data is at the bar.")
    assert PROGRESS.headline.endswith("are not.")
    assert PROGRESS.detail == "Eight sessions since 2 November. The dotted line is the Senior bar, 3.0."


def test_scores_go_from_the_oldest_to_the_newest() -> None:
    _, first = PROGRESS.groups[0]
    assert first[0].scores == (2, 2, 2, 3, 3, 3, 3, 3)
    assert first[0].days[0] == "2 November" and first[0].days[-1] == "20 November"
    assert [trend.weak for trend in first] == [False, False, True, True, False, False]


def test_principles_have_the_scores_of_the_rounds_that_listen_for_them() -> None:
    name, charts = PROGRESS.groups[-1]
    assert name == "Principles"
    assert {chart.name for chart in charts} == set(LIBRARY.rounds["disagree-and-commit"].tests)
    assert charts[0].scores == tuple(report.overall for _, report in reversed(held()))


def test_habits_are_measured_against_their_targets() -> None:
    habits = {habit.name: habit for habit in PROGRESS.habits}
    assert habits["Set-up length"].value == "58" and not habits["Set-up length"].within
    assert habits["Action share"].points[0] == pytest.approx(41)
    assert habits["I, inside the action"].value == "74"
    assert habits["Fillers, at least"].unit == "a minute"


def test_rates_are_left_out_where_hardly_anything_was_said() -> None:
    short = [(record, replace(report, asked=())) for record, report in held()]
    names = {habit.name for habit in progress_view(LIBRARY, short, NOW).habits}
    assert "Hedges" not in names and "Set-up length" in names


def test_reports_from_before_it_was_counted_have_no_such_habit() -> None:
    old = [(record, replace(report, agency=None)) for record, report in held()]
    names = {habit.name for habit in progress_view(LIBRARY, old, NOW).habits}
    assert names == {"Set-up length", "Action share"}


def test_only_what_came_more_than_once_comes_back() -> None:
    assert [(m.name, sum(m.seen)) for m in PROGRESS.mistakes] == [
        ("Long set-up", 8),
        ("No baseline", 6),
        ("No commitment", 5),
        ("We, not I", 3),
        ("Hypothetical", 2),
    ]
    assert progress_view(LIBRARY, held(1), NOW).mistakes == ()


def test_the_calendar_has_whole_weeks_and_ends_with_this_one() -> None:
    days = PROGRESS.days
    assert len(days) == 28 and days[0].when.weekday() == 0
    assert [day.when for day in days if day.today] == [NOW.date()]
    assert {day.when.day for day in days if day.minutes} == {2, 4, 8, 10, 12, 16, 19, 20}
    assert [day.when for day in days if day.ahead] == [date(2026, 11, 22)]


def test_days_in_a_row_are_said_and_a_day_off_is_not() -> None:
    assert PROGRESS.practice_words.endswith("on eight days, two in a row")
    later = progress_view(LIBRARY, held(), NOW + timedelta(days=2))
    assert later.practice_words.endswith("on eight days")


def test_one_session_is_a_page_already() -> None:
    view = progress_view(LIBRARY, held(1), datetime(2026, 11, 3, 8, 0))
    assert view.detail.startswith("One session since")
    assert all(len(trend.scores) == 1 for _, group in view.groups for trend in group)


# ---------------------------------------------------------------- the page
def test_it_shows_charts_habits_mistakes_and_days(page) -> None:
    assert len(page.charts()) == 6
    assert len(page.findChildren(HabitRow)) == 5 and len(page.findChildren(MistakeRow)) == 5
    weak = page.charts()[2]
    assert weak.accessibleName().endswith("2.0, below the bar, 3.0")
    assert "1.0 on 2 November" in weak.accessibleDescription()
    calendar = page.findChild(PracticeCalendar)
    assert "20 November" in calendar.accessibleName()
    assert not any(button.isVisible() and button.kind() == "primary" for button in page.findChildren(Button))


def test_the_charts_are_chosen_with_the_arrow_keys_and_read_out(page, qtbot) -> None:
    chosen = next(b for b in page.findChildren(Button) if b.text() == "Framework")
    chosen.setFocus()
    with qtbot.waitSignal(page.announced, timeout=500) as said:
        QTest.keyClick(chosen, Qt.Key.Key_Left)
    assert said.args[0].startswith("Principles: ")
    assert {chart.accessibleName().split(":")[0] for chart in page.charts()} == set(
        LIBRARY.rounds["disagree-and-commit"].tests
    )


def test_a_newer_view_keeps_the_choice(page) -> None:
    page._choose("Principles")
    page.show_view(progress_view(LIBRARY, held(4), NOW))
    assert len(page.charts()) == len(LIBRARY.rounds["disagree-and-commit"].tests)


def test_before_the_first_round_it_says_what_will_stand_here(page, qtbot) -> None:
    page.show_view(ProgressView(0))
    assert "Here your rounds add up." in words(page) and "Habits" in words(page)
    page.setFocus()
    with qtbot.waitSignal(page.practise, timeout=500):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_it_draws_in_both_looks_and_at_one_point(page) -> None:
    page.show_view(progress_view(LIBRARY, held(1), NOW))
    picture = page.grab().toImage()
    assert not picture.isNull() and len(page.charts()[0].points()) == 1


def test_a_long_name_has_two_lines_where_it_does_not_fit_in_one(page) -> None:
    chart = TrendChart(replace(page.charts()[0]._trend, name="Have Backbone; Disagree and Commit"))
    assert (chart.name_lines(224), chart.name_lines(480)) == (2, 1)
    low = chart.height()
    chart.grow(0, 2)
    assert chart.height() == low + chart.LINE


def test_a_large_window_gives_its_room_to_what_is_drawn(page) -> None:
    before = [widget.height() for widget in (page.charts()[0], page.findChild(HabitRow))]
    page.resize(2560, 1376)
    after = [widget.height() for widget in (page.charts()[0], page.findChild(HabitRow))]
    assert all(large > small + 20 for small, large in zip(before, after, strict=True))
