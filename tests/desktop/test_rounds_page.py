"""The rounds: found by words and filters, picked by arrows, started with the company and level chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from content.library import load_library
from desktop.pages.rounds import RoundsPage, matches
from desktop.today import rounds_view
from desktop.view import RoundsView
from desktop.widgets.controls import Label
from desktop.widgets.round_list import RoundList
from interviewer.lifted import ABOUT
from tests.desktop import pictures


@pytest.fixture
def page(qtbot) -> RoundsPage:
    made = RoundsPage()
    qtbot.addWidget(made)
    made.resize(1280, 736)
    made.show_view(pictures.ROUNDS)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.entered()
    return made


def words(page: RoundsPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def box(page: RoundsPage, name: str) -> QComboBox:
    return next(b for b in page.findChildren(QComboBox) if b.accessibleName() == name)


def test_slash_finds_by_any_word(page) -> None:
    QTest.keyClick(page.findChild(RoundList), Qt.Key.Key_Slash)
    field = page.findChild(QLineEdit)
    assert field.hasFocus()
    QTest.keyClicks(field, "dashboard dive")
    assert page.shown() == ["dive-deep"]
    assert "1 of 5 rounds" in words(page)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert len(page.shown()) == 5


def test_what_is_not_found_is_said(page) -> None:
    page.findChild(QLineEdit).setText("zebra")
    assert page.shown() == []
    assert any("No round fits." in line for line in words(page))


def test_filters_narrow_the_list(page) -> None:
    company = next(b for b in page.findChildren(QComboBox) if b.itemText(0) == "Every company")
    company.setCurrentIndex(company.findData("google"))
    assert page.shown() == ["deliver-results", "dive-deep"]


def test_a_filter_with_one_choice_is_not_shown(page) -> None:
    level = next(b for b in page.findChildren(QComboBox) if b.itemText(0) == "Every level")
    assert not level.isVisible()


def test_arrows_pick_and_enter_starts(page, qtbot) -> None:
    rounds = page.findChild(RoundList)
    assert rounds.hasFocus()
    QTest.keyClick(rounds, Qt.Key.Key_Down)
    assert "Deliver results under a fixed date" in words(page)
    with qtbot.waitSignal(page.start, timeout=500) as heard:
        QTest.keyClick(rounds, Qt.Key.Key_Return)
    assert heard.args == ["deliver-results", "google", "senior"]


def test_t_starts_it_with_typed_answers(page, qtbot) -> None:
    with qtbot.waitSignal(page.start_typed, timeout=500) as heard:
        QTest.keyClick(page.findChild(RoundList), Qt.Key.Key_T)
    assert heard.args == ["disagree-and-commit", "amazon", "senior"]


def test_company_and_level_are_chosen_before_the_start(page, qtbot) -> None:
    chooser = [b for b in page.findChildren(QComboBox) if b.accessibleName() == "Level" and b.isVisible()][-1]
    chooser.setCurrentIndex(chooser.findData("staff"))
    assert "The bar is 3.4." in words(page)
    with qtbot.waitSignal(page.start, timeout=500) as heard:
        QTest.keyClick(page.findChild(RoundList), Qt.Key.Key_Return)
    assert heard.args == ["disagree-and-commit", "amazon", "staff"]


def test_the_detail_shows_tables_with_weights_and_traps(page) -> None:
    said = words(page)
    for expected in (
        "Interview framework",
        "Final scorecard",
        "Conflict articulation",
        "20%",
        "The quiet surrender",
    ):
        assert expected in said


def test_a_company_shows_how_it_weighs_and_what_lifts_an_answer_there(qtbot) -> None:
    library = load_library()
    made = RoundsPage()
    qtbot.addWidget(made)
    made.show_view(rounds_view(library, [], company="amazon"))
    made.pick("disagree-and-commit")
    made.show()
    lifts = {each.company: each.elevates for each in library.competencies["have-backbone"].companies}
    assert lifts["amazon"] in words(made) and "What lifts an answer at Amazon" in words(made)
    assert "What Amazon asks about first" in words(made)
    before = [text for text in words(made) if text.endswith("%")]
    chooser = [b for b in made.findChildren(QComboBox) if b.accessibleName() == "Company"][-1]
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    there = chooser.currentData()
    assert there != "amazon"
    qtbot.waitUntil(lambda: lifts["amazon"] not in words(made) and lifts[there] in words(made))
    first = ABOUT[library.tailored("disagree-and-commit", there).probe_priority[2]]
    at = words(made).index(f"What {library.companies[there].name} asks about first")
    assert any(text.lower().startswith(first) for text in words(made)[at + 1 : at + 3])
    said = words(made)
    weights = [
        f"{row.weight}%"
        for t in library.tailored("disagree-and-commit", there).tables
        for row in t.dimensions
    ]
    assert [text for text in said if text.endswith("%")] == weights != before


def test_picking_from_outside_clears_what_hides_it(page) -> None:
    page.findChild(QLineEdit).setText("dashboard")
    page.pick("full-loop")
    assert page.findChild(RoundList).current() == "full-loop"


def test_a_new_picture_keeps_what_was_picked(page) -> None:
    page.pick("dive-deep")
    page.show_view(RoundsView(pictures.ROUNDS.rounds[::-1]))
    assert page.findChild(RoundList).current() == "dive-deep"


def test_rows_are_read_out_whole(page) -> None:
    item = page.findChild(RoundList).item(0)
    read = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert read == "Disagree and commit, Amazon, Senior, 20 min, hard, best 2.6"


@pytest.mark.parametrize(("search", "found"), [("", True), ("AMAZON senior", True), ("commit junior", False)])
def test_matches(search: str, found: bool) -> None:
    assert matches(pictures.ROWS[0], search) == found
