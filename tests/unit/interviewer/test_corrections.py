"""Corrections of the transcript: kept beside the events, everything heard anew, taken back without a trace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.library import Library, load_library
from interviewer.corrections import Correction, corrected, put_right
from interviewer.errors import JournalError
from interviewer.events import SessionStarted
from interviewer.export import to_markdown
from interviewer.journal import Journal
from interviewer.recall import recall
from interviewer.rescoring import correct, undo
from speech.events import Word
from tests.held import hold_sample

NOW = "2026-11-20T08:00:00"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture
def journal(tmp_path: Path, library: Library):
    with Journal(tmp_path / "journal.sqlite3") as opened:
        hold_sample(opened, library, "disagree-middling", "s1")
        yield opened


def words(text: str, first: int = 0) -> tuple[Word, ...]:
    return tuple(
        Word(one, first + 1000 * n, first + 1000 * n + 900, 0.5) for n, one in enumerate(text.split())
    )


def change(start: int, stop: int, said: str) -> Correction:
    return Correction(1, start, stop, "", said, NOW)


# ---------------------------------------------------------------- words
def test_what_stays_keeps_its_time_and_what_is_new_shares_the_old_words_time() -> None:
    heard = words("it fell by four tea per cent last week")
    fixed = put_right(heard, change(3000, 5000, "forty"))
    assert " ".join(word.text for word in fixed) == "it fell by forty per cent last week"
    assert (fixed[3].start, fixed[3].end, fixed[3].probability) == (3000, 4900, 1.0)
    assert fixed[:3] == heard[:3] and fixed[4:] == heard[5:]


def test_a_whole_line_is_aligned_with_what_it_replaces() -> None:
    heard = words("we seen the figures on monday")
    fixed = put_right(heard, change(0, 6000, "We had seen the figures"))
    assert [word.text for word in fixed] == ["We", "had", "seen", "the", "figures"]
    assert (fixed[0].start, fixed[2].start, fixed[4].end) == (0, 1000, 3900)


def test_nothing_was_said_takes_the_words_away() -> None:
    heard = words("so thanks for watching everybody")
    assert put_right(heard, change(1000, 5000, "")) == heard[:1]


def test_words_of_another_time_are_let_be() -> None:
    heard = words("one two", first=50_000)
    assert put_right(heard, change(0, 40_000, "three")) is heard


@given(
    st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=8),
    st.lists(st.text("abc", min_size=1, max_size=4), max_size=8),
    st.integers(0, 8000),
    st.integers(0, 9000),
)
def test_words_stay_in_order_and_inside_the_old_ones(
    heard: list[str], said: list[str], a: int, b: int
) -> None:
    old = words(" ".join(heard))
    fixed = put_right(old, change(min(a, b), max(a, b), " ".join(said)))
    times = [time for word in fixed for time in (word.start, word.end)]
    assert times == sorted(times)
    assert all(old[0].start <= time <= old[-1].end for time in times)


# ---------------------------------------------------------------- the round
def figure(journal: Journal, library: Library) -> Word:
    """The first word of the candidate's first answer."""
    return recall(journal, "s1", library).state.turns[0].words[0]


def test_a_correction_changes_transcript_and_report_but_no_event(journal: Journal, library: Library) -> None:
    before = journal.report("s1")
    events = [(entry.seq, entry.body) for entry in journal.entries("s1")]
    answer = recall(journal, "s1", library).state.turns[0]
    assert before is not None and before.corrected == 0
    span = (answer.answer_start, answer.answer_end)
    report = correct(journal, "s1", library, span, "I did nothing and said nothing at all.", NOW).report
    assert report == journal.report("s1") and report.corrected == 1
    assert report.overall < before.overall
    assert journal.session("s1").overall == report.overall
    assert [(entry.seq, entry.body) for entry in journal.entries("s1")] == events
    said = recall(journal, "s1", library).transcript
    assert any(line.text == "I did nothing and said nothing at all." for line in said.lines)
    (kept,) = journal.corrections("s1")
    assert kept.was == answer.text and kept.made == NOW


def test_the_figure_that_was_misheard_is_in_the_ledger(journal: Journal, library: Library) -> None:
    answer = recall(journal, "s1", library).state.turns[0]
    last = answer.words[-1]
    said = f"{last.text} Failed imports fell from 40 percent to 7 percent."
    report = correct(journal, "s1", library, (last.start, last.end), said, NOW).report
    assert any("7" in claim.text for claim in report.claims)
    assert any(last.start <= claim.start <= last.end for claim in report.claims)


def test_undo_brings_the_first_report_back_as_it_was(journal: Journal, library: Library) -> None:
    first = journal.report("s1")
    word = figure(journal, library)
    correct(journal, "s1", library, (word.start, word.end), "Indeed", NOW)
    correct(journal, "s1", library, (word.start, word.end), "Well", NOW)
    assert [one.said for one in journal.corrections("s1")] == ["Indeed", "Well"]
    again = undo(journal, "s1", library, NOW)
    assert again is not None and again.report.corrected == 1
    assert recall(journal, "s1", library).state.turns[0].words[0].text == "Indeed"
    last = undo(journal, "s1", library, NOW)
    assert last is not None and last.report == first == journal.report("s1")
    assert last.transcript == recall(journal, "s1", library).transcript
    assert journal.corrections("s1") == ()
    assert undo(journal, "s1", library, NOW) is None


def test_silence_cannot_be_corrected(journal: Journal, library: Library) -> None:
    with pytest.raises(JournalError, match="said nothing there"):
        correct(journal, "s1", library, (10**9, 10**9 + 5), "words", NOW)
    assert journal.corrections("s1") == ()


def test_a_round_without_a_report_is_not_corrected(journal: Journal, library: Library) -> None:
    started = SessionStarted(
        0, "s2", "disagree-and-commit", "amazon", "sde-2", "coach", "standard", True, 1200
    )
    journal.begin(started, "Cut off", NOW)
    journal.append("s2", started, ())
    with pytest.raises(JournalError, match="no report yet"):
        correct(journal, "s2", library, (0, 5), "words", NOW)


def test_corrections_go_with_the_session_and_into_the_exports(
    journal: Journal, library: Library, tmp_path: Path
) -> None:
    word = figure(journal, library)
    report = correct(journal, "s1", library, (word.start, word.end), "Unforgettably", NOW).report
    lines = [json.loads(line) for line in journal.export("s1")]
    assert [line["said"] for line in lines if line["kind"] == "correction"] == ["Unforgettably"]
    assert "Unforgettably" in to_markdown(report, recall(journal, "s1", library).transcript)
    journal.delete("s1")
    assert all(b"Unforgettably" not in path.read_bytes() for path in tmp_path.iterdir())


def test_no_correction_leaves_the_state_as_it_is(journal: Journal, library: Library) -> None:
    state = recall(journal, "s1", library).state
    assert corrected(state, ()) == state


# ---------------------------------------------------------------- answers
def test_the_report_keeps_every_answer_with_its_sections(journal: Journal) -> None:
    report = journal.report("s1")
    assert report is not None
    assert [answer.sample for answer in report.answers] == [item.sample for item in report.asked]
    spoken = [answer for answer in report.answers if answer.end > answer.start]
    assert len(spoken) > 2 and all(answer.spans and answer.timing for answer in spoken)
    assert {span.start for span in report.spans} <= {span.start for span in report.told}
    assert len(report.told) > len(report.spans)
    for answer in spoken:
        assert (
            answer.heard is not None and answer.start <= answer.heard.start <= answer.heard.end <= answer.end
        )
