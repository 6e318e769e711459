"""The guardrail page: filled by hand, what follows is shown, a wrong field is named, sheets live in the data folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.guardrail_desk import GuardrailDesk, example
from desktop.guardrail_view import GuardrailsView
from desktop.pages.guardrails import GuardrailsPage
from desktop.pages.guardrails_entry import Entry
from desktop.paths import journal_path
from desktop.widgets.controls import Button, Label
from desktop.widgets.fields import Tick
from desktop.widgets.line_chart import LineChart, round_ticks
from interviewer.guardrails import yaml_form
from interviewer.guardrails.sheet import Sheet
from interviewer.guardrails.shelf import Kept, SheetShelf
from interviewer.journal import Journal


@pytest.fixture
def page(qtbot) -> GuardrailsPage:
    made = GuardrailsPage()
    qtbot.addWidget(made)
    made.resize(1280, 736)
    made.show()
    made.show_view(GuardrailsView((Kept(7, example(), False),), 7))
    return made


def words(page: GuardrailsPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def field(page: GuardrailsPage, name: str) -> QLineEdit:
    return next(each for each in page.findChildren(QLineEdit) if each.accessibleName() == name)


def put(page: GuardrailsPage, name: str, text: str) -> None:
    entry = field(page, name)
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)
    QTest.keyClick(entry, Qt.Key.Key_Return)


def press(page: GuardrailsPage, name: str) -> None:
    next(b for b in page.findChildren(Button) if b.accessibleName() == name).click()


def test_what_follows_is_shown(page) -> None:
    said = words(page)
    assert "25,740, 4.3 days" in said
    assert "0.55 points" in said and "0.38 points" in said
    assert "30.8% errors" in said
    charts = [chart.accessibleName() for chart in page.findChildren(LineChart) if chart.isVisible()]
    assert "30,000 show 0.55 points with 80 percent power" in charts[0]
    assert "nothing at 30.8 percent" in charts[1]


def test_an_edit_is_worked_out_and_goes_out(page, qtbot) -> None:
    with qtbot.waitSignal(page.changed, timeout=2000) as heard:
        put(page, "Rise to find, points", "0.3")
    number, sheet = heard.args
    assert number == 7 and sheet.test.effect == 0.3
    assert any("are too few for 0.3 points" in line for line in words(page))


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("Rate before, %", "many", "Comparison, rate before must be a number"),
        ("KPI 2, threshold", "", "KPI 2, threshold is missing"),
        ("Base, % chance", "60", "Stakes: the chances of the cases add to 110, not 100."),
        ("Name", "", "Name must be"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_lost(page, qtbot, name: str, typed: str, told: str) -> None:
    with qtbot.assertNotEmitted(page.changed):
        entry = field(page, name)
        entry.setText(typed)
        entry.setFocus()
        QTest.keyClick(entry, Qt.Key.Key_Return)
    assert page.notice().startswith(told)
    assert page.notice().endswith("Until then the sheet stays as it was.")


def below(page: GuardrailsPage, name: str) -> str:
    """What is said below a field."""
    return next(e for e in page.findChildren(Entry) if e.control.accessibleName() == name).wrong()


@pytest.mark.parametrize(
    ("name", "typed", "told", "at"),
    [
        ("Canary, % of traffic", "300", "above 0 and below 100, not 300.", ""),
        ("Rate before, %", "99.8", "add to 100.4 percent; they must stay below 100.", "Rise to find, points"),
        ("KPI 1, threshold", "often", "KPI 1, threshold must be a number, not 'often'.", ""),
        (
            "KPI 1, measured",
            "140",
            "140 percent is more than all; give it up to 100, or change the unit.",
            "",
        ),
        ("Rise to find, points", "0", "must be a number above 0 and below 100, not 0.", ""),
        ("Rise to find, points", "0,6", "not '0,6'.", ""),
        ("Confidence, %", "300", "from 50 to 99.99, not 300.", ""),
        ("Rolled back at", "soon", "Stop-loss, rolled back at must be a number, not 'soon'.", ""),
        ("Not before, events", "0.5", "must be a whole number from 0 to", ""),
        ("Worst, % chance", "-5", "Stakes, worst case, chance must be a number from 0 to 100, not -5.", ""),
    ],
)
def test_an_impossible_figure_is_told_at_its_field(page, qtbot, name, typed, told, at) -> None:
    with qtbot.assertNotEmitted(page.changed):
        put(page, name, typed)
    assert told in page.notice()
    assert below(page, at or name)
    assert [e.wrong() for e in page.findChildren(Entry) if e.wrong()] == [below(page, at or name)]
    page.show_view(GuardrailsView((Kept(7, example(), True),), 7))  # something else of the sheet was kept
    assert told in page.notice()
    with qtbot.waitSignal(page.changed, timeout=2000):
        put(page, name, _LEGAL[name])
    assert page.notice() == "" and not any(e.wrong() for e in page.findChildren(Entry))


_LEGAL = {
    "Canary, % of traffic": "30",
    "Rate before, %": "98.8",
    "KPI 1, threshold": "6.5",
    "KPI 1, measured": "6.4",
    "Rise to find, points": "0.2",
    "Confidence, %": "90",
    "Rolled back at": "0.2",
    "Not before, events": "1,000",
    "Worst, % chance": "25",
}


def test_a_rollback_within_the_threshold_is_taken_and_doubted(page, qtbot) -> None:
    with qtbot.waitSignal(page.changed, timeout=2000) as heard:
        put(page, "Rolled back at", "0.2")
    assert heard.args[1].stop_loss.limit == 0.2
    assert any("lies at 0.2, within its threshold of 1.3" in line for line in words(page))


def test_nothing_typed_is_left_out_in_silence(qtbot) -> None:
    page = GuardrailsPage()
    qtbot.addWidget(page)
    page.show()
    page.show_view(GuardrailsView((Kept(7, Sheet(name="New sheet"), False),), 7))
    for name, typed, told in (
        ("Rolled back at", "0.2", "Stop-loss on: choose the KPI that it watches."),
        ("Confidence, %", "300", "Comparison, rate before is missing"),
        ("Best, % errors", "8", "Stakes, a right one brings is missing"),
    ):
        before = field(page, name).text()
        with qtbot.assertNotEmitted(page.changed):
            put(page, name, typed)
        assert page.notice().startswith(told)
        with qtbot.waitSignal(page.changed, timeout=2000):
            entry = field(page, name)
            entry.setText(before)
            QTest.keyClick(entry, Qt.Key.Key_Return)


def test_a_kpi_comes_and_goes(page, qtbot) -> None:
    press(page, "Add a KPI")
    field(page, "KPI 4, name").setText("cost of a thousand")
    with qtbot.waitSignal(page.changed, timeout=2000) as heard:
        put(page, "KPI 4, threshold", "2")
    assert [kpi.name for kpi in heard.args[1].kpis][-1] == "cost of a thousand"
    with qtbot.waitSignal(page.changed, timeout=2000) as heard:
        press(page, "Remove KPI 2")
    assert len(heard.args[1].kpis) == 3
    assert heard.args[1].stop_loss is None  # it stood on the one that is gone


def test_without_sheets_there_is_an_example(qtbot) -> None:
    page = GuardrailsPage()
    qtbot.addWidget(page)
    page.show()
    page.show_view(GuardrailsView())
    qtbot.waitUntil(
        lambda: any("holds the figures of one launch" in line for line in words(page)), timeout=5000
    )
    with qtbot.waitSignal(page.example_wanted, timeout=500):
        press(page, "Begin with an example")


# ---------------------------------------------------------------- through the data folder
@pytest.fixture
def desk(qtbot, tmp_path: Path, monkeypatch) -> GuardrailDesk:
    monkeypatch.setenv("HOTSEAT_HOME", str(tmp_path))
    page = GuardrailsPage()
    qtbot.addWidget(page)
    page.show()
    made = GuardrailDesk(page, ask_first=lambda *_: 0)
    made.setParent(page)
    made.page = page
    return made


def sheets() -> tuple[Kept, ...]:
    with Journal(journal_path()) as journal:
        return SheetShelf(journal).sheets()


def test_a_sheet_is_made_held_exported_deleted_and_imported(desk, qtbot, tmp_path: Path) -> None:
    page = desk.page
    with qtbot.waitSignal(desk.shown, timeout=5000):
        desk.entered()
    press(page, "Begin with an example")
    qtbot.waitUntil(lambda: any("points" in line for line in words(page)), timeout=5000)
    with qtbot.waitSignal(desk.shown, timeout=5000):
        put(page, "Name", "Seats")
    with qtbot.waitSignal(desk.shown, timeout=5000):
        page.findChild(Tick).click()
    (kept,) = sheets()
    assert (kept.sheet.name, kept.held) == ("Seats", True)
    path = tmp_path / "seats.yaml"
    with qtbot.waitSignal(desk.shown, timeout=5000):
        page.export_wanted.emit(kept.id, str(path))
    assert page.notice() == f"The sheet was written to {path}."
    assert yaml_form.read(path) == kept.sheet
    with qtbot.waitSignal(desk.shown, timeout=5000):
        press(page, "Delete")
    assert sheets() == ()
    with qtbot.waitSignal(desk.shown, timeout=5000):
        page.import_wanted.emit(str(path))
    assert len(sheets()) == 1
    path.write_text("name: Seats\ntest: {rate: six}\n", "utf-8")
    page.import_wanted.emit(str(path))
    qtbot.waitUntil(lambda: "seats.yaml, line 2, field test.rate" in page.notice(), timeout=5000)
    assert len(sheets()) == 1


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0.02, 0.31), (-3, 12), (0, 42_000)])
def test_ticks_are_round_and_inside(low: float, high: float) -> None:
    found = round_ticks(low, high)
    assert 2 <= len(found) <= 6
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in found)
