"""The days until the interview, and what is honestly not ready."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.practice.plan import A_DAY, DAYS_SHOWN, Facts, Principle, not_ready, plan

TODAY = date(2026, 11, 21)


def principle(number: int, **changed: object) -> Principle:
    fields: dict[str, object] = {"covered": False, "held": False, "score": None, "missed": 0, **changed}
    return Principle(f"p{number}", f"Principle {number}", **fields)  # type: ignore[arg-type]


NOTHING = Facts(tuple(principle(n) for n in range(16)), 0, (), (), 3.0, "Senior", 0, None, (), (0,) * 14, 120)
READY = Facts(
    tuple(principle(n, covered=True, held=True, score=3.3) for n in range(16)),
    9, (), (), 3.0, "Senior", 6, TODAY - timedelta(days=1), (), (0,) * 14, 0,
)  # fmt: skip


def words(facts: Facts, days: int | None) -> str:
    made = plan(facts, TODAY, TODAY + timedelta(days=days) if days is not None else None)
    return "\n".join(item.words for day in made.days for item in day.items)


def test_with_nothing_done_it_says_so_plainly() -> None:
    lines = not_ready(NOTHING)
    assert lines[0].startswith("No story for Principle 0") and "and six more" in lines[0]
    assert any("can be told" in line for line in lines) and any("No whole round" in line for line in lines)
    assert "not ready" in plan(NOTHING, TODAY, TODAY + timedelta(days=8)).headline


def test_with_everything_done_nothing_is_made_up() -> None:
    made = plan(READY, TODAY, TODAY + timedelta(days=5))
    assert made.not_ready == () and "Nothing is missing" in made.headline
    assert made.days and all(day.items for day in made.days)


def test_stories_come_before_drills_and_telling() -> None:
    facts = replace(
        NOTHING, stories=3,
        principles=(principle(0), principle(1, covered=True, score=2.1), principle(2, covered=True), *READY.principles[3:]),
    )  # fmt: skip
    told = words(facts, 8)
    assert told.index("Write a story for Principle 0") < told.index("Drill Principle 1")
    assert told.index("Drill Principle 1") < told.index("Tell your story for Principle 2")


def test_what_does_not_fit_is_said_and_never_squeezed_in() -> None:
    made = plan(NOTHING, TODAY, TODAY + timedelta(days=2))
    assert "will not fit" in made.beyond
    assert all(day.minutes <= A_DAY for day in made.days)
    assert plan(READY, TODAY, TODAY + timedelta(days=2)).beyond == ""


def test_the_last_day_brings_nothing_new() -> None:
    made = plan(NOTHING, TODAY, TODAY + timedelta(days=3))
    assert made.days[-1].items[0].task == "rest" and len(made.days) == 3
    assert "today" in plan(NOTHING, TODAY, TODAY).headline
    assert "passed" in plan(NOTHING, TODAY, TODAY - timedelta(days=1)).headline


def test_without_a_date_there_is_a_week_of_work() -> None:
    made = plan(NOTHING, TODAY, None)
    assert len(made.days) == DAYS_SHOWN and made.headline.startswith("No date is set")


def test_whole_rounds_are_spaced() -> None:
    facts = replace(READY, last_round=None)
    made = plan(facts, TODAY, TODAY + timedelta(days=7))
    mocks = [n for n, day in enumerate(made.days) if any(i.task == "mock" for i in day.items)]
    assert mocks and all(b - a >= 1 for a, b in pairwise(mocks))
    held = plan(READY, TODAY, TODAY + timedelta(days=7))
    assert [n for n, day in enumerate(held.days) if any(i.task == "mock" for i in day.items)] == [2, 5]


def test_the_first_whole_round_comes_after_the_first_stories() -> None:
    made = plan(NOTHING, TODAY, TODAY + timedelta(days=7))
    tasks = [[item.task for item in day.items] for day in made.days]
    assert "story" in tasks[0] and "mock" not in tasks[0]
    assert [n for n, day in enumerate(tasks) if "mock" in day] == [3]


def test_figures_and_weak_points_are_named() -> None:
    facts = replace(READY, open_figures=(("Six depots", 2),), weak_dimensions=("Impact quantification",))
    lines = "\n".join(not_ready(facts))
    assert "Two figures have no baseline" in lines and "impact quantification" in lines
    assert "Find the baseline of two figures in Six depots" in words(facts, 6)


@pytest.mark.parametrize("count", [0, 1, 7])
def test_due_cards_are_counted_on_their_day(count: int) -> None:
    facts = replace(READY, due=(count, *(0,) * 13))
    first = plan(facts, TODAY, TODAY + timedelta(days=6)).days[0]
    assert any("due" in item.words for item in first.items) is (count > 0)


@settings(deadline=None)
@given(st.integers(-3, 60), st.integers(0, 12), st.integers(0, 40))
def test_the_plan_never_asks_for_more_than_a_day_holds(left: int, stories: int, due: int) -> None:
    facts = replace(NOTHING, stories=stories, due=(due,) * 14)
    made = plan(facts, TODAY, TODAY + timedelta(days=left))
    assert all(day.minutes <= A_DAY for day in made.days)
    assert [day.day for day in made.days] == sorted({day.day for day in made.days})
    assert len(made.days) <= max(1, min(max(left, 0), DAYS_SHOWN))
