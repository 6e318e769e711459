"""Through the window after two rounds: the transcript put right, attempts compared, sessions named and deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from content.library import Library, load_library
from desktop import flow as flow_module
from desktop.choices import Choices
from desktop.flow import Flow
from desktop.pages.replay_amend import AmendRow
from desktop.pages.session_detail import NameField
from desktop.paths import data_folder, journal_path, session_folder
from desktop.widgets.compare_rows import PairRow
from desktop.widgets.session_list import SessionList
from desktop.widgets.transcript_edit import WordsEditor
from desktop.window import MainWindow
from interviewer.journal import Journal
from tests.held import hold_sample

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture
def flow(qtbot, library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flow]:
    """A weak round of the 12th and a better one of the 19th are in the journal."""
    monkeypatch.setattr(flow_module, "all_here", lambda store: True)
    with Journal(journal_path()) as journal:
        hold_sample(journal, library, "disagree-weak", "s1", created="2026-11-12T19:40:00")
        hold_sample(journal, library, "disagree-middling", "s2", created="2026-11-19T19:40:00")
    for name in ("s1", "s2"):
        session_folder(name).mkdir(parents=True)
    window = MainWindow()
    choices = Choices(data_folder())
    choices.change(replace(choices.settings, toured=True))  # the tour would take the keys
    made = Flow(window, library, choices)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.begin()
    yield made
    window.close()


def arrive(qtbot, flow: Flow, page: str) -> None:
    qtbot.waitUntil(lambda: flow.window.current_key() == page, timeout=15_000)


def texts(page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def type_words(flow: Flow, text: str) -> None:
    """Open the words at the playhead by key and put others in their place."""
    QTest.keyClick(flow.replay, Qt.Key.Key_E)
    field = flow.replay.findChild(WordsEditor).findChild(QPlainTextEdit)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def settle(qtbot, flow: Flow, corrections: int) -> None:
    qtbot.waitUntil(
        lambda: len(flow.replay._model.corrections) == corrections and not flow.replay._amending.busy,
        timeout=120_000,
    )


def test_words_put_right_change_replay_report_and_files_and_come_back(qtbot, flow: Flow, tmp_path) -> None:
    flow.reading.open_report("s2")
    arrive(qtbot, flow, "report")
    before = flow.report._report
    first = next(answer for answer in before.answers if answer.end > answer.start)
    flow.report.replay_requested.emit(first.start)
    arrive(qtbot, flow, "replay")
    heard = flow.replay._model
    passage = heard.passages[heard.passage_at(first.start)]
    type_words(flow, "We all agreed on everything from the start.")
    settle(qtbot, flow, 1)
    model = flow.replay._model
    assert model.passages[model.passage_at(first.start)].text == "We all agreed on everything from the start."
    assert model.corrected(model.passage_at(first.start))[0].was == passage.text
    assert flow.replay.findChild(AmendRow).text()
    assert flow.replay.position() == first.start
    qtbot.waitUntil(lambda: flow.report._report.corrected == 1, timeout=15_000)
    assert "Scored with one correction of the transcript." in texts(flow.report)
    written = flow.archive.export("s2", "markdown", tmp_path / "s2.md").read_text(encoding="utf-8")
    assert written.count(f"heard as “{passage.text}”") == written.count(passage.text) == 1
    assert written.count("We all agreed on everything from the start.") >= 2
    QTest.keyClick(flow.replay, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, flow, 0)
    qtbot.waitUntil(lambda: flow.report._report == before, timeout=15_000)
    assert flow.replay._model.passages == heard.passages
    assert "correction" not in flow.replay.findChild(AmendRow).text()


def test_the_interviewers_words_and_words_left_as_they_are_change_nothing(qtbot, flow: Flow) -> None:
    flow.reading.open_replay("s2")
    arrive(qtbot, flow, "replay")
    told: list[str] = []
    flow.replay.announced.connect(told.append)
    QTest.keyClick(flow.replay, Qt.Key.Key_E)
    assert any("interviewer" in words for words in told) and flow.replay.findChild(WordsEditor) is None
    spoken = next(p for p in flow.replay._model.passages if p.speaker == "candidate")
    flow.replay.seek(spoken.start)
    with qtbot.assertNotEmitted(flow.replay.correction_wanted, wait=20):
        QTest.keyClick(flow.replay, Qt.Key.Key_E)
        QTest.keyClick(flow.replay.findChild(WordsEditor).findChild(QPlainTextEdit), Qt.Key.Key_Return)
        QTest.keyClick(flow.replay, Qt.Key.Key_E)
        field = flow.replay.findChildren(WordsEditor)[-1].findChild(QPlainTextEdit)
        QTest.keyClicks(field, "dropped")
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert flow.replay.escape() is False


def test_b_sets_two_attempts_side_by_side(qtbot, flow: Flow) -> None:
    flow.reading.open_replay("s2")
    arrive(qtbot, flow, "replay")
    QTest.keyClick(flow.replay, Qt.Key.Key_B)
    arrive(qtbot, flow, "compare")
    shown = texts(flow.compare)
    now, then = (flow.archive.report(name)[1] for name in ("s2", "s1"))
    assert f"{now.overall:.2f} now, up from {then.overall:.2f}." in shown
    assert "In words, then" in shown and "In words, now" in shown
    pairs = flow.compare.findChildren(PairRow)
    assert len(pairs) >= sum(len(table.rows) for table in now.tables)
    assert all(pair.accessibleName() for pair in pairs)
    flow.compare.replay_requested.emit("s1", 16_000 * 20)
    arrive(qtbot, flow, "replay")
    qtbot.waitUntil(lambda: flow.replay.session_id == "s1")
    flow.window.back()
    assert flow.window.current_key() == "compare"


def test_the_report_offers_the_comparison_only_where_there_is_another_attempt(qtbot, flow: Flow) -> None:
    flow.reading.open_report("s2")
    arrive(qtbot, flow, "report")
    assert flow.report._earlier == "12 November" or flow.report._earlier
    flow.report.compare_requested.emit()
    arrive(qtbot, flow, "compare")
    flow.archive.delete("s1")
    flow.window.go("home")
    flow.reading.open_report("s2")
    arrive(qtbot, flow, "report")
    assert not flow.report._earlier


def test_a_session_is_renamed_deleted_and_brought_back(qtbot, flow: Flow) -> None:
    flow.window.go("sessions")
    qtbot.waitUntil(lambda: flow.sessions.shown() == ["s2", "s1"], timeout=15_000)
    rows = flow.sessions.findChild(SessionList)
    flow.sessions.pick("s2")
    QTest.keyClick(rows, Qt.Key.Key_F2)
    field = flow.sessions.findChild(NameField)
    field.setText("The depot story")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: flow.archive.report("s2")[0].name == "The depot story", timeout=15_000)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: flow.sessions.shown() == ["s1"], timeout=15_000)
    assert session_folder("s2").exists()
    QTest.keyClick(flow.sessions, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: flow.sessions.shown() == ["s2", "s1"], timeout=15_000)


def test_what_was_deleted_is_gone_for_good_after_the_window(qtbot, flow: Flow) -> None:
    flow.window.go("sessions")
    qtbot.waitUntil(lambda: flow.sessions.shown() == ["s2", "s1"], timeout=15_000)
    flow.sessions.pick("s2")
    QTest.keyClick(flow.sessions.findChild(SessionList), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: flow.sessions.shown() == ["s1"], timeout=15_000)
    flow.window.close()
    assert not session_folder("s2").exists()
    with Journal(journal_path()) as journal:
        assert [record.id for record in journal.sessions()] == ["s1"]


def test_a_list_that_is_read_beside_a_deletion_takes_nothing_for_good(qtbot, flow: Flow) -> None:
    flow.window.go("sessions")
    qtbot.waitUntil(lambda: flow.sessions.shown() == ["s2", "s1"], timeout=15_000)
    flow.archive.discard("s2")  # as the job of a deletion does, before the page knows that it is done
    flow.window.go("home")
    flow.window.go("sessions")
    qtbot.waitUntil(lambda: flow.sessions.shown() == ["s1"], timeout=15_000)
    assert session_folder("s2").exists()
