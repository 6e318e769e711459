"""The report page: everything of the report is on it, and it is worked by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
import samples
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from desktop import theme
from desktop.pages.report import FORMATS, ReportPage
from desktop.widgets.answer_row import AnswerRow
from desktop.widgets.change_card import ChangeCard
from desktop.widgets.controls import Button, Label, PlayButton
from desktop.widgets.ledger_rows import ClaimRow, TrapRow
from desktop.widgets.rows import FactRow, Row
from desktop.widgets.scale import Scale
from desktop.widgets.score_table import ScoreLine
from desktop.widgets.timing_bars import TimingBars
from interviewer.report import Report, unscored


@pytest.fixture(autouse=True)
def dressed(qapp) -> None:
    theme.apply(qapp)
    theme.set_mode("dark")


@pytest.fixture
def page(qtbot) -> ReportPage:
    made = ReportPage()
    qtbot.addWidget(made)
    made.resize(1280, 736)
    made.show_report(samples.report(), samples.WHEN)
    made.show()
    made.entered()
    return made


def press(page: ReportPage, key: Qt.Key) -> None:
    QTest.keyClick(page.window().focusWidget() or page, key)


def rows(page: ReportPage, kind: type = Row) -> list:
    return page.findChildren(kind)


def current(page: ReportPage) -> Row:
    return next(row for row in rows(page) if row is page.window().focusWidget())


def test_everything_of_the_report_is_there(page: ReportPage) -> None:
    report = samples.report()
    assert len(rows(page, ScoreLine)) == 12
    assert len(rows(page, ChangeCard)) == 3
    assert len(rows(page, TrapRow)) == len(report.traps)
    assert len(rows(page, ClaimRow)) == len(report.claims)
    assert len(rows(page, FactRow)) == len(report.asked) + len(report.findings)
    texts = [label.text() for label in page.findChildren(QLabel)]
    for text in (
        "Disagree and commit, Thursday 19 November, 3 min 29 s",
        report.headline,
        report.summary,
        "2.65 of 4",
        "Three changes that would move the verdict most",
        "All three: 2.50 to 2.97",
        "2 answered, 1 partly, 2 dodged",
        "2 met, 4 avoided",
        "1 of 5 open",
    ):
        assert text in texts


def test_every_row_and_button_has_a_name_that_says_it_all(page: ReportPage) -> None:
    assert all(row.accessibleName() for row in rows(page))
    assert all(button.accessibleName() for button in page.findChildren(Button))
    name = rows(page, ScoreLine)[2].accessibleName()
    assert "weight 20 per cent, 2 of 4, below the bar" in name and "at 2:14" in name
    assert page.findChild(Scale).accessibleName() == "2.50 of 4, below the bar of 3.00 for Senior"
    assert "action 96 s" in page.findChild(TimingBars).accessibleName()


def test_rows_are_in_reading_order_of_the_page(page: ReportPage) -> None:
    kinds = [type(row) for row in rows(page)]
    order = [ScoreLine, ChangeCard, AnswerRow, TrapRow, ClaimRow, FactRow]
    assert [kinds.index(kind) for kind in order] == sorted(kinds.index(kind) for kind in order)


def test_arrows_walk_the_rows_and_stop_at_the_ends(page: ReportPage) -> None:
    press(page, Qt.Key.Key_Down)
    assert current(page) is rows(page)[0]
    press(page, Qt.Key.Key_Up)
    assert current(page) is rows(page)[0]
    for _ in range(len(rows(page)) + 3):
        press(page, Qt.Key.Key_Down)
    assert current(page) is rows(page)[-1]


def test_only_the_current_row_is_a_stop_for_tab(page: ReportPage) -> None:
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    stops = [row for row in rows(page) if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [current(page)] == [rows(page)[1]]


def test_p_plays_the_quote_and_enter_replays_it(page: ReportPage, qtbot) -> None:
    said = samples.report().tables[0].rows[1].evidence
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.play_requested) as played:
        press(page, Qt.Key.Key_P)
    assert played.args == [said.start, said.end]
    with qtbot.waitSignal(page.replay_requested) as replayed:
        press(page, Qt.Key.Key_Return)
    assert replayed.args == [said.start]


def test_a_score_without_evidence_plays_nothing_and_opens_the_replay_at_its_beginning(
    page: ReportPage, qtbot
) -> None:
    bare = rows(page, ScoreLine)[-1]
    assert bare.span is None and bare.findChild(PlayButton) is None
    bare.setFocus()
    with (
        qtbot.assertNotEmitted(page.play_requested),
        qtbot.waitSignal(page.replay_requested) as replayed,
    ):
        bare.play()
        bare.click()
    assert replayed.args == [0]


def test_the_round_button_plays_and_shows_it(page: ReportPage, qtbot) -> None:
    row = rows(page, FactRow)[1]
    with qtbot.waitSignal(page.play_requested) as played:
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    page.set_playing(*played.args)
    assert row.button.accessibleName() == "Pause"
    page.set_playing(None)
    assert row.button.accessibleName() == "Play from 1:41"


def test_space_or_a_click_opens_the_reason(page: ReportPage, qtbot) -> None:
    press(page, Qt.Key.Key_Down)
    line, flat = current(page), current(page).height_for(560)
    press(page, Qt.Key.Key_Space)
    assert line.is_open() and line.height_for(560) > flat + 20
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert not line.is_open()


def test_a_click_on_the_time_replays_and_a_click_on_a_better_words_quote_plays(
    page: ReportPage, qtbot
) -> None:
    line = rows(page, ScoreLine)[0]
    with qtbot.waitSignal(page.replay_requested):
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.time_rect().center().toPoint())
    assert not line.is_open()
    card = rows(page, ChangeCard)[0]
    with qtbot.waitSignal(page.play_requested) as played:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.quote_rect().center().toPoint())
    said = samples.report().changes[0].said
    assert played.args == [said.start, said.end]


def test_a_section_of_the_bar_replays_its_first_moment(page: ReportPage, qtbot) -> None:
    bars = page.findChild(TimingBars)
    with qtbot.waitSignal(page.replay_requested) as replayed:
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(bars.width() - 5, 10))
    assert replayed.args == [samples.report().spans[-1].start]


def test_what_can_be_exported_is_what_the_menu_offers(page: ReportPage, qtbot) -> None:
    export = next(b for b in page.findChildren(Button) if b.text() == "Export")
    qtbot.mouseClick(export, Qt.MouseButton.LeftButton)
    menu = page.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == [words for _, words in FORMATS]
    with qtbot.waitSignal(page.export_requested) as asked:
        menu.actions()[0].trigger()
    assert asked.args == ["html"]
    menu.close()


def test_without_sound_there_is_nothing_to_press_for_it(page: ReportPage) -> None:
    page.show_report(samples.report(), samples.WHEN, playable=False)
    assert not page.findChild(ReportPage) and not [b for b in page.findChildren(PlayButton)]
    assert len(rows(page, ScoreLine)) == 12


@pytest.mark.parametrize("report", [samples.report(), samples.disqualified(), samples.empty()])
@pytest.mark.parametrize("size", [(1120, 656), (1280, 736), (1920, 1016)])
@pytest.mark.parametrize("mode", ["dark", "light"])
def test_it_draws_at_every_size_without_cutting_a_row(page: ReportPage, report: Report, size, mode) -> None:
    theme.set_mode(mode)
    page.resize(*size)
    page.show_report(report, samples.WHEN)
    assert not page.grab().isNull()
    for row in rows(page):
        assert row.height() == row.height_for(row.width())


def test_the_disqualifier_stands_with_its_words(page: ReportPage) -> None:
    page.show_report(samples.disqualified(), samples.WHEN)
    first = rows(page)[0]
    assert first.accessibleName().startswith("Would be a no at this level, because")
    assert "After that I got behind it" in first.accessibleName()
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert "The round was cut short after four minutes, so take the scores with care." in texts


def test_a_long_name_or_quote_never_reaches_the_figures(page: ReportPage) -> None:
    report = samples.report()
    table = report.tables[0]
    long = replace(table.rows[0], name="A dimension whose name never seems to come to its end " * 3)
    page.show_report(replace(report, tables=(replace(table, rows=(long,)), report.tables[1])), samples.WHEN)
    page.grab()
    assert page.width() == 1280 and rows(page)[0].width() < 600


def test_scores_that_rest_on_nothing_are_a_dash_and_say_so_once(qtbot) -> None:
    page = ReportPage()
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show_report(samples.empty(), samples.WHEN)
    page.show()
    said = [label.text() for label in page.findChildren(Label)]
    assert "Nothing was said, so nothing was scored." in said
    assert sum(words.startswith("No answer was heard. If you spoke, check") for words in said) == 1
    assert "not scored" in said and not any("1.00" in words or "cost most" in words for words in said)
    assert not page.findChildren(ChangeCard)
    with qtbot.waitSignal(page.sound_wanted, timeout=500):
        next(b for b in page.findChildren(Button) if b.text() == "Check the microphone").click()
    page.show_report(unscored(replace(samples.empty(), typed=True), 0), samples.WHEN)
    assert not [b for b in page.findChildren(Button) if b.text() == "Check the microphone"]
    page.show_report(samples.empty(), samples.WHEN)
    (scale,) = page.findChildren(Scale)
    assert scale.accessibleName() == "Not scored; the bar for Senior is 3.00"
    assert all("not scored" in line.accessibleName() for line in page.findChildren(ScoreLine))


def test_the_better_words_of_all_changes_begin_on_one_line(qtbot) -> None:
    page = ReportPage()
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show_report(samples.report(), samples.WHEN)
    page.show()
    cards = page.findChildren(ChangeCard)
    assert len({card.y() + card._better_top(card.width()) for card in cards}) == 1
    assert len({card._said_bottom(card.width()) for card in cards}) > 1  # the quotes are not of one length
