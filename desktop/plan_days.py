"""The plan as a calendar: what was done this week, what is planned, and the day of the interview. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from desktop.view import Plan, PlanDay, PlanMark
from interviewer.practice.plan import Day

WEEKS, MOST_WEEKS = 2, 3
"""Shown at the least, and at the most where the interview lies in the last of them."""


def plan_days(planned: Iterable[Day], interview: date, today: date) -> tuple[PlanDay, ...]:
    """From this week's Monday on; nothing is known yet of the days before today."""
    first = today - timedelta(days=today.weekday())
    away = (interview - first).days // 7 + 1
    weeks = away if WEEKS <= away <= MOST_WEEKS else WEEKS
    marks: dict[date, PlanMark] = {day.day: _mark(day) for day in planned}
    marks[interview] = "interview"
    days = (first + timedelta(days=number) for number in range(7 * weeks))
    return tuple(PlanDay(day, marks.get(day, "off"), day == today) for day in days)


def practised(plan: Plan, held: Iterable[date]) -> Plan:
    """With the days on which a session was held."""
    done = set(held)
    days = tuple(
        replace(day, mark="done") if day.when in done and day.mark != "interview" else day
        for day in plan.days
    )
    return replace(plan, days=days)


def _mark(day: Day) -> PlanMark:
    tasks = {item.task for item in day.items}
    return "round" if "mock" in tasks else "practice" if tasks else "off"
