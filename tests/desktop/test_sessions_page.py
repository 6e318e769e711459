"""The sessions: found by words and filters, opened, replayed, exported, recovered, deleted after an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from content.library import load_library
from desktop.pages.session_detail import NameField
from desktop.pages.sessions import SessionsPage
from desktop.sessions_view import SessionsView, moment, sessions_view, size_words
from desktop.widgets.controls import Button, Label
from desktop.widgets.found_rows import FoundRow, excerpt
from desktop.widgets.session_list import SessionList, spoken, standing
from interviewer.word_search import Found
from tests.desktop.sessions_pictures import NO_SESSIONS, NOW, RECORDS, SESSIONS


@pytest.fixture
def page(qtbot) -> SessionsPage:
    made = SessionsPage()
    qtbot.addWidget(made)
    made.resize(1280, 736)
    made.show_view(SESSIONS)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.entered()
    return made


def words(page: SessionsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def button(page: SessionsPage, word: str) -> Button:
    return next(b for b in page.findChildren(Button) if b.text() == word)


def box(page: SessionsPage, name: str) -> QComboBox:
    return next(b for b in page.findChildren(QComboBox) if b.accessibleName() == name)


def test_newest_first_with_day_length_score_and_verdict() -> None:
    rows = SESSIONS.sessions
    assert [row.session_id for row in rows] == ["s09", "s08", "s07", "s06", "s05", "s04"]
    assert spoken(rows[0]) == "Disagree and commit, Today, 17:52, Amazon, Senior, Cut off"
    assert (
        spoken(rows[1]) == "Disagree and commit, Today, 9:05, Amazon, Senior, 18 min 13 s, 2.6, not inclined"
    )
    assert rows[1].bar == load_library().levels["senior"].bar


def test_what_the_content_no_longer_has_keeps_its_ids() -> None:
    old = SESSIONS.sessions[-1]
    assert (old.round_title, old.level, old.bar, old.round_known) == ("gone-by", "gone", None, False)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-11-21T00:00:00", "Today, 0:00"),
        ("2026-11-20T23:59:59", "Yesterday, 23:59"),
        ("2026-11-15T08:05:00", "Sunday, 8:05"),
        ("2026-11-14T08:05:00", "14 November, 8:05"),
        ("2025-11-21T08:05:00", "21 November 2025, 8:05"),
        ("2026-11-22T08:05:00", "22 November, 8:05"),  # the clock was set back
    ],
)
def test_days_as_people_say_them(when: str, said: str) -> None:
    assert moment(datetime.fromisoformat(when), NOW) == said


def test_slash_finds_by_any_word(page, qtbot) -> None:
    QTest.keyClick(page.findChild(SessionList), Qt.Key.Key_Slash)
    field = page.findChild(QLineEdit)
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "yesterday INCLINED")
    assert page.shown() == ["s07"]
    assert "1 of 6 sessions" in words(page)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.findChild(SessionList).hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert len(page.shown()) == 6


def test_what_is_not_found_is_said(page) -> None:
    page.findChild(QLineEdit).setText("zebra")
    assert page.shown() == []
    assert "No session fits." not in words(page), "what was said is being searched"
    page.show_found("zebra", ())
    assert "No session fits." in words(page)
    assert not button(page, "Replay").isVisible()


def found(session_id: str, minute: int, text: str, word: str, source: str = "candidate") -> Found:
    first = text.index(word)
    return Found(session_id, minute * 60 * 16_000, source, text, ((first, first + len(word)),))


SAID = (
    found("s08", 3, "I pulled the logs of the two depots myself.", "depots"),
    found("s08", 9, "Which of the depots was the worst?", "depots", "interviewer"),
    found("s05", 4, "Both depots went first.", "depots"),
)


def test_what_was_said_is_searched_once_the_words_stand_still(page, qtbot) -> None:
    field = page.findChild(QLineEdit)
    field.setFocus()
    with qtbot.waitSignal(page.search_wanted, timeout=2000) as heard:
        QTest.keyClicks(field, "the depots")
    assert heard.args == ["the depots"]
    with qtbot.waitSignal(page.announced, timeout=500) as told:
        page.show_found("the depots", SAID)
    assert page.shown() == ["s08", "s05"]
    assert told.args[0].startswith("2 of 6 sessions")


def test_passages_found_stand_beside_the_session_and_open_the_replay_there(page, qtbot) -> None:
    page.findChild(QLineEdit).setText("depots")
    page.show_found("depots", SAID)
    page.pick("s08")
    assert "Two passages with these words" in words(page)
    qtbot.waitUntil(lambda: any(row.isVisible() for row in page.findChildren(FoundRow)))
    rows = [row for row in page.findChildren(FoundRow) if row.isVisible()]
    assert [row.accessibleName() for row in rows] == [
        "You at 3:00: I pulled the logs of the two depots myself.",
        "Interviewer at 9:00: Which of the depots was the worst?",
    ]
    with qtbot.waitSignal(page.passage_requested, timeout=500) as heard:
        QTest.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert heard.args == ["s08", 9 * 60 * 16_000]
    with qtbot.waitSignal(page.passage_requested, timeout=500) as heard:
        QTest.keyClick(rows[0], Qt.Key.Key_Return)
    assert heard.args == ["s08", 3 * 60 * 16_000]
    with qtbot.waitSignal(page.passage_requested, timeout=500) as heard:
        QTest.keyClick(page.findChild(SessionList), Qt.Key.Key_R)
    assert heard.args == ["s08", 3 * 60 * 16_000]


def test_the_list_shows_the_first_passage_of_each_session(page) -> None:
    page.findChild(QLineEdit).setText("depots")
    page.show_found("depots", SAID)
    rows = page.findChild(SessionList)
    told = [rows.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(rows.count())]
    assert "Found: “Both depots went first.”" in told[1]


def test_an_answer_to_words_that_have_changed_is_dropped(page) -> None:
    page.findChild(QLineEdit).setText("depots two")
    page.show_found("depots", SAID)
    assert page.shown() == []
    page.findChild(QLineEdit).setText("")
    page.show_found("depots two", SAID)
    assert len(page.shown()) == 6
    assert not any(row.isVisible() for row in page.findChildren(FoundRow))


@pytest.mark.parametrize("at", range(0, 300, 50))
def test_an_excerpt_holds_the_word_and_little_else(at: int) -> None:
    text = " ".join(["one more word said here"] * 14)
    text = f"{text[:at]} zebra {text[at:]}"
    cut = excerpt(found("s", 0, text, "zebra"))
    assert "zebra" in cut and len(cut) < 90


def test_filters(page) -> None:
    box(page, "Round").setCurrentIndex(box(page, "Round").findData("pushback-short"))
    assert page.shown() == ["s06"]
    box(page, "Round").setCurrentIndex(0)
    box(page, "State").setCurrentIndex(box(page, "State").findData("open"))
    assert page.shown() == ["s09"]


def test_a_filter_with_one_choice_is_not_shown(page) -> None:
    page.show_view(SessionsView(SESSIONS.sessions[1:2]))
    assert not any(box(page, name).isVisible() for name in ("Round", "Level", "State"))
    assert "1 session" in words(page).splitlines()


def test_enter_opens_the_report(page, qtbot) -> None:
    rows = page.findChild(SessionList)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert "Not inclined. 2.61 of 4, the Senior bar is 3.0." in words(page)
    with qtbot.waitSignal(page.report_requested, timeout=500) as heard:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert heard.args == ["s08"]


def test_a_round_that_was_cut_off_is_taken_to_its_report(page, qtbot) -> None:
    assert "What was said is kept" in words(page)
    with qtbot.waitSignal(page.recover_requested, timeout=500) as heard:
        QTest.keyClick(page.findChild(SessionList), Qt.Key.Key_Return)
    assert heard.args == ["s09"]


def test_a_cut_off_round_that_is_gone_is_not_offered_what_cannot_be(page, qtbot) -> None:
    page.show_view(sessions_view([replace(RECORDS[0], round_id="gone-by")], load_library(), NOW))
    assert "its round, 'gone-by', is no longer there" in words(page).lower()
    assert not button(page, "Take it to its report").isEnabled()
    assert not button(page, "Replay").isEnabled()
    with qtbot.assertNotEmitted(page.recover_requested):
        QTest.keyClick(page.findChild(SessionList), Qt.Key.Key_Return)


def test_r_replays(page, qtbot) -> None:
    page.pick("s07")
    with qtbot.waitSignal(page.replay_requested, timeout=500) as heard:
        QTest.keyClick(page.findChild(SessionList), Qt.Key.Key_R)
    assert heard.args == ["s07"]


def test_letters_stay_letters_in_the_search_field(page, qtbot) -> None:
    field = page.findChild(QLineEdit)
    field.setFocus()
    with qtbot.assertNotEmitted(page.replay_requested):
        QTest.keyClicks(field, "re")
    assert field.text() == "re"


def test_export_asks_for_a_folder(page, qtbot) -> None:
    QTest.keyClick(page.findChild(SessionList), Qt.Key.Key_E)
    dialog = page.findChild(QFileDialog)
    page.pick("s05")  # the dialog is about the session it was opened for
    with qtbot.waitSignal(page.export_requested, timeout=500) as heard:
        dialog.fileSelected.emit("/exports")
    assert heard.args == ["s09", "/exports"]
    dialog.reject()


def test_del_deletes_and_it_can_be_brought_back(page, qtbot) -> None:
    page.pick("s06")
    with qtbot.waitSignal(page.delete_requested, timeout=500) as heard:
        QTest.keyClick(page.findChild(SessionList), Qt.Key.Key_Delete)
    assert heard.args == ["s06"]
    rest = tuple(row for row in SESSIONS.sessions if row.session_id != "s06")
    page.show_view(SessionsView(rest, "'Pushback, the short one' is deleted.", "s06"))
    assert button(page, "Bring it back").isVisible()
    with qtbot.waitSignal(page.undo_requested, timeout=500):
        QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(page.undo_requested, timeout=500):
        button(page, "Bring it back").click()
    page.show_view(SESSIONS)
    assert not button(page, "Bring it back").isVisible()
    with qtbot.assertNotEmitted(page.undo_requested):
        QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_f2_renames_in_place(page, qtbot) -> None:
    page.pick("s06")
    QTest.keyClick(page.findChild(SessionList), Qt.Key.Key_F2)
    field = page.findChild(NameField)
    assert field.hasFocus() and field.text() == "Pushback, the short one"
    QTest.keyClicks(field, "The  depot story")
    with qtbot.waitSignal(page.rename_requested, timeout=500) as heard:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard.args == ["s06", "The depot story"]
    assert not field.isVisible() and page.findChild(SessionList).hasFocus()


def test_a_name_dropped_empty_or_the_same_is_not_kept(page, qtbot) -> None:
    for typed, last in (("never", Qt.Key.Key_Escape), (" ", Qt.Key.Key_Return), ("", Qt.Key.Key_Return)):
        QTest.keyClick(page.findChild(SessionList), Qt.Key.Key_F2)
        field = page.findChild(NameField)
        with qtbot.assertNotEmitted(page.rename_requested, wait=20):
            QTest.keyClicks(field, typed)
            QTest.keyClick(field, last)
        assert not field.isVisible()


def test_another_session_puts_the_name_away(page) -> None:
    QTest.keyClick(page.findChild(SessionList), Qt.Key.Key_F2)
    page.pick("s05")
    assert not page.findChild(NameField).isVisible()


def test_what_recordings_take_on_the_disk_is_shown(page) -> None:
    sizes = {"s08": 42_300_000, "s07": 1_160_000_000}
    page.show_view(sessions_view(RECORDS, load_library(), NOW, sizes=sizes))
    assert "6 sessions, 1.2 GB of recordings" in words(page)
    page.pick("s08")
    assert "42 MB of sound" in words(page)
    page.pick("s06")
    assert "of sound" not in words(page)


@pytest.mark.parametrize(
    ("size", "said"), [(1, "1 kB"), (999_999, "1000 kB"), (42_300_000, "42 MB"), (1_160_000_000, "1.2 GB")]
)
def test_sizes_as_people_say_them(size: int, said: str) -> None:
    assert size_words(size) == said


def test_after_a_deletion_the_next_one_is_picked_and_told(page, qtbot) -> None:
    page.pick("s06")
    rest = tuple(row for row in SESSIONS.sessions if row.session_id != "s06")
    with qtbot.waitSignal(page.announced, timeout=500) as heard:
        page.show_view(SessionsView(rest, "Deleted."))
    assert heard.args == ["Deleted."]
    assert page.findChild(SessionList).current() == "s05"


def test_a_new_picture_keeps_what_was_picked(page) -> None:
    page.pick("s07")
    page.show_view(replace(SESSIONS, notice="Exported to /exports."))
    assert page.findChild(SessionList).current() == "s07"
    assert "Exported to /exports." in words(page)


def test_picking_from_outside_clears_what_hides_it(page) -> None:
    page.findChild(QLineEdit).setText("yesterday")
    page.pick("s04")
    assert page.findChild(SessionList).current() == "s04"


def test_sessions_read_after_the_page_was_entered_take_the_focus(page) -> None:
    page.show_view(NO_SESSIONS)
    page.setFocus()
    page.entered()
    page.show_view(SESSIONS)
    assert page.findChild(SessionList).hasFocus()


def test_the_empty_page_leads_on(page, qtbot) -> None:
    page.show_view(NO_SESSIONS)
    assert "Nothing rehearsed yet." in words(page)
    with qtbot.waitSignal(page.rounds_requested, timeout=500):
        button(page, "Choose a round").click()
    with qtbot.waitSignal(page.rounds_requested, timeout=500):
        page.setFocus()
        QTest.keyClick(page, Qt.Key.Key_Return)
    page.show_view(SESSIONS)
    assert page.shown() == [row.session_id for row in SESSIONS.sessions]


def test_what_would_move_it_most_stands_beside_a_session_that_was_scored(page, qtbot) -> None:
    scored = SESSIONS.sessions[1].session_id
    with qtbot.waitSignal(page.changes_wanted, timeout=500) as asked:
        page.pick(scored)
    assert asked.args == [scored]
    page.show_changes(SESSIONS.sessions[2].session_id, ("Not this one",))
    assert "Not this one" not in words(page)
    page.show_changes(scored, ("Say what was yours alone",))
    assert "What would move it most" in words(page) and "Say what was yours alone" in words(page)
    with qtbot.assertNotEmitted(page.changes_wanted):
        page.pick(SESSIONS.sessions[0].session_id)
    assert "Say what was yours alone" not in words(page)


def test_a_session_in_which_nothing_was_said_is_not_called_cut_off(page) -> None:
    silent = replace(SESSIONS.sessions[1], score=None, verdict="")
    page.show_view(SessionsView((silent,)))
    assert standing(silent) == "Not scored"
    assert "Nothing was said that a score could rest on." in words(page)
    assert button(page, "Open the report").isEnabled()
