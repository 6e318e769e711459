"""A sheet in its forms: typed, as YAML, in the journal's file; what is wrong with it is told by its field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from interviewer.errors import JournalError, SheetError
from interviewer.guardrails import yaml_form
from interviewer.guardrails.form import checked, number
from interviewer.guardrails.sheet import Sheet
from interviewer.guardrails.shelf import SheetShelf
from interviewer.guardrails.worked_out import work_out
from interviewer.journal import Journal

LAUNCH: dict[str, Any] = {
    "name": "Seat suggestions",
    "decision": "Suggest seats to everybody before the summer sale, or wait ten days.",
    "kpis": [
        {"name": "booking rate", "role": "primary", "baseline": 6.0, "threshold": 6.6, "measured": 6.9},
        {"name": "refund rate", "role": "safety", "better": "lower", "baseline": 1.1, "threshold": 1.3},
        {
            "name": "response time",
            "unit": "milliseconds",
            "role": "performance",
            "better": "lower",
            "threshold": 300,
        },
    ],
    "canary": {"share": 10, "days": 5},
    "stop_loss": {"kpi": "refund rate", "limit": 1.8, "after": 5000},
    "test": {"rate": 6.0, "effect": 0.6, "events_per_day": 60000},
    "stakes": {
        "gain": 4,
        "cost": 9,
        "floor": 0.5,
        "currency": "pounds",
        "days": 30,
        "delay": 10,
        "error_later": 8,
        "cases": [
            {"name": "best", "error_rate": 8, "chance": 25},
            {"name": "base", "error_rate": 15, "chance": 50},
            {"name": "worst", "error_rate": 30, "chance": 25},
        ],
    },
}


def changed(**fields: Any) -> dict[str, Any]:
    return {**LAUNCH, **fields}


def test_what_follows_from_it() -> None:
    found = work_out(checked(LAUNCH))
    assert found.shown is not None and found.worth is not None
    assert found.shown.arm == 30_000
    assert found.shown.needed == 25_740
    assert found.shown.short < found.shown.exact < 0.006
    assert 0.8 < found.shown.power < 0.9
    assert found.worth.break_even == pytest.approx(4 / 13)
    assert found.worth.expected_error == pytest.approx(0.17)
    assert found.worth.spread.best == pytest.approx(0.92 * 4 - 0.08 * 9)
    assert found.worth.now == pytest.approx((0.83 * 4 - 0.17 * 9) * 60_000 * 30)
    assert found.worth.later == pytest.approx((0.92 * 4 - 0.08 * 9) * 60_000 * 20)
    assert found.doubts == ("In the worst case an event is worth 0.1 pounds, under the floor of 0.5.",)


def test_figures_that_do_not_go_together_are_told() -> None:
    test = {**LAUNCH["test"], "arm": 4000}
    kpis = [{**LAUNCH["kpis"][0], "measured": 6.2}, *LAUNCH["kpis"][1:]]
    stop = {"kpi": "Refund rate", "limit": 1.2, "after": 5000}
    told = " ".join(work_out(checked(changed(test=test, kpis=kpis, stop_loss=stop))).doubts)
    for words in (
        "booking rate came out at 6.2, under its threshold of 6.6.",
        "The stop-loss on refund rate lies at 1.2, within its threshold of 1.3",
        "4,000 events in each arm are too few for 0.6 points: that takes 25,740",
        "waits for 5,000 events in each arm; the plan brings 4,000.",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Name must be"),
        ({"test": {**LAUNCH["test"], "rate": 120}}, "Comparison, rate before must be"),
        ({"test": {**LAUNCH["test"], "rate": "many"}}, "Comparison, rate before must be a number"),
        ({"test": {"rate": 5, "events_per_day": 10}}, "Comparison, rise to find is missing"),
        (
            {"test": {"rate": 60, "effect": 50, "events_per_day": 10}},
            "Comparison: the rate and the rise to find add to 110 percent",
        ),
        (
            {"kpis": [{"name": "a", "threshold": 1}, {"name": "b", "threshold": None}]},
            "KPI 2, threshold is missing",
        ),
        (
            {"kpis": [{"name": "a", "threshold": 1}, {"name": "A", "threshold": 2}]},
            "There are two KPIs called 'a'",
        ),
        ({"kpis": []}, "The stop-loss is on 'refund rate'"),
        (
            {"stakes": {**LAUNCH["stakes"], "cases": LAUNCH["stakes"]["cases"][:2]}},
            "Stakes: cases must be best",
        ),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(SheetError) as caught:
        checked(changed(**fields))
    assert str(caught.value).startswith(words)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("typed", "value"), [("1,200", 1200), (" 5.2 %", 5.2), ("", None), ("  ", None), ("a lot", "a lot"), ("−3.5", -3.5),
     ("0,6", "0,6"), ("1,20", "1,20"), ("1e5", "1e5"), ("nan", "nan"), (".5", 0.5), ("-", "-"), ("1,234,567.5", 1234567.5)],
)  # fmt: skip
def test_numbers_as_people_type_them(typed: str, value: object) -> None:
    assert number(typed) == value


@pytest.mark.parametrize(
    ("typed", "limits"),
    [(-5, "events a day must be a number above 0 and at most 1,000,000,000,000, not -5."),
     (0, "events a day must be a number above 0 and at most 1,000,000,000,000, not 0.")],
)  # fmt: skip
def test_an_impossible_figure_is_told_with_its_limits(typed: int, limits: str) -> None:
    with pytest.raises(SheetError) as caught:
        checked({**LAUNCH, "test": {"rate": 6, "effect": 0.6, "events_per_day": typed}})
    assert str(caught.value).endswith(limits)


def test_yaml_and_back(tmp_path: Path) -> None:
    sheet, path = checked(LAUNCH), tmp_path / "seats.yaml"
    yaml_form.write(sheet, path)
    assert yaml_form.read(path) == sheet
    assert "measured: null" not in path.read_text("utf-8")


def test_a_wrong_file_is_told_by_line_and_field(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(
        "name: Seats\ntest:\n  rate: six\n  effect: 0.6\n  events_per_day: 100\nowner: me\n", "utf-8"
    )
    with pytest.raises(SheetError) as caught:
        yaml_form.read(path)
    assert "broken.yaml, line 3, field test.rate: must be a number" in str(caught.value)
    assert "line 6, field owner: is not a field here" in str(caught.value)
    with pytest.raises(SheetError, match="cannot be read"):
        yaml_form.read(tmp_path / "none.yaml")
    with pytest.raises(SheetError, match="could not be written"):
        yaml_form.write(checked(LAUNCH), tmp_path / "nowhere" / "x.yaml")


def test_sheets_are_kept(tmp_path: Path) -> None:
    sheet = checked(LAUNCH)
    with Journal(tmp_path / "journal.db") as journal:
        shelf = SheetShelf(journal)
        first, second = shelf.add(sheet, "2026-11-21T21:00:00"), shelf.add(sheet, "2026-11-21T21:01:00")
        assert [kept.sheet.name for kept in shelf.sheets()] == ["Seat suggestions", "Seat suggestions 2"]
        shelf.hold(first, True)
        assert shelf.held() == (sheet,)
        shelf.change(second, sheet.model_copy(update={"name": "Another"}), "2026-11-21T21:02:00")
        with pytest.raises(JournalError, match="Name: there is another sheet called 'Seat suggestions'"):
            shelf.change(second, sheet, "2026-11-21T21:03:00")
        shelf.remove(first)
        assert [kept.sheet.name for kept in shelf.sheets()] == ["Another"]
        journal.run("update sheet set body = ?", '{"name": "from a newer version", "fresh": 1}')
        assert shelf.sheets() == ()


def test_a_sheet_may_hold_only_a_name() -> None:
    found = work_out(Sheet(name="Bare"))
    assert (found.shown, found.worth, found.doubts) == (None, None, ())
