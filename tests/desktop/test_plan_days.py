"""The plan's calendar: whole weeks, what was done, what is planned, and the day itself."""

from __future__ import annotations

from datetime import date

from desktop.pages.home_plan import PlanColumn, PlanDots
from desktop.plan_days import plan_days, practised
from desktop.practice_view import awaited_plan, today_plan
from desktop.view import Plan
from desktop.widgets.controls import Label
from interviewer.practice import plan as planning
from tests.desktop import pictures

TODAY, INTERVIEW = date(2026, 11, 18), date(2026, 11, 29)
DAYS = (
    planning.Day(TODAY, (planning.Item("drill", "One drill of your choice", 15),)),
    planning.Day(date(2026, 11, 19), (planning.Item("mock", "One whole round", 25),)),
)


def marks(interview: date = INTERVIEW) -> list[str]:
    return [day.mark for day in plan_days(DAYS, interview, TODAY)]


def test_it_begins_on_monday_and_ends_with_the_interview() -> None:
    days = plan_days(DAYS, INTERVIEW, TODAY)
    assert len(days) == 14 and days[0].when == date(2026, 11, 16)
    assert [day.when for day in days if day.today] == [TODAY]
    assert marks() == ["off", "off", "practice", "round", *["off"] * 9, "interview"]


def test_a_third_week_only_for_an_interview_in_it() -> None:
    assert len(marks(date(2026, 12, 2))) == 21 and marks(date(2026, 12, 2))[16] == "interview"
    assert len(marks(date(2027, 1, 20))) == 14 and "interview" not in marks(date(2027, 1, 20))


def test_days_with_a_session_are_full_and_the_interview_stays_one() -> None:
    plan = Plan("Your plan", "", (), plan_days(DAYS, INTERVIEW, TODAY))
    found = practised(plan, [date(2026, 11, 16), TODAY, INTERVIEW, date(2025, 1, 1)]).days
    assert [day.when.day for day in found if day.mark == "done"] == [16, 18]
    assert found[-1].mark == "interview"


def test_today_marks_the_lines_as_it_marks_the_days() -> None:
    made = today_plan(planning.Plan("", DAYS, (), ""), INTERVIEW, TODAY)
    assert made is not None
    assert [line.mark for line in made.lines] == ["now", "round"]
    assert made.days == plan_days(DAYS, INTERVIEW, TODAY)


def test_until_it_is_worked_out_the_plan_stands_there_in_its_size_and_not_how_a_round_goes(qtbot) -> None:
    awaited = awaited_plan(INTERVIEW, TODAY)
    made = today_plan(planning.Plan("", DAYS, (), ""), INTERVIEW, TODAY)
    assert awaited is not None and made is not None
    assert (awaited.title, awaited.subtitle) == (made.title, made.subtitle)
    column = PlanColumn()
    qtbot.addWidget(column)
    assert "How a round goes" not in [label.text() for label in column.findChildren(Label)]
    sizes = []
    for plan in (awaited, made):
        column.show_plan(plan)
        sizes.append(column.findChild(PlanDots).height())
    assert sizes[0] == sizes[1]
    assert [line.text for line in awaited.lines] == ["Today: being worked out"]
    assert awaited_plan(None, TODAY) is awaited_plan(date(2026, 11, 1), TODAY) is None


def test_the_dots_say_what_they_show_and_a_low_column_keeps_two_lines(qtbot) -> None:
    column = PlanColumn()
    qtbot.addWidget(column)
    column.show_plan(pictures.HOME.plan)
    column.resize(288, 330)
    column.show()
    assert column.findChild(PlanDots).accessibleName().endswith("25 November a whole round, 26 November "
        "planned, 27 November planned, 29 November the interview")  # fmt: skip
    said = [label.text() for label in column.findChildren(Label) if label.isVisible()]
    assert "Wednesday: full mock, two interviewers" in said
    assert "Thursday: the baselines of two figures" not in said
    column.resize(600, 900)
    assert "Thursday: the baselines of two figures" in [
        label.text() for label in column.findChildren(Label) if label.isVisible()
    ]
    column.show_plan(None)
    assert not column.findChild(PlanDots).isVisible()
