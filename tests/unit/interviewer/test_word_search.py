"""Words found again in what was said: questions, answers, corrections and notes; and gone with their session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.library import load_library
from interviewer.journal import Journal
from interviewer.recall import recall
from interviewer.word_search import Found, find, refresh
from tests.held import hold_sample

LIBRARY = load_library()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rounds of a sample candidate."""
    made = tmp_path_factory.mktemp("journal") / "journal.sqlite3"
    with Journal(made) as journal:
        hold_sample(journal, LIBRARY, "disagree-strong", "s1")
        hold_sample(journal, LIBRARY, "disagree-weak", "s2", created="2026-11-20T10:00:00")
    return made


@pytest.fixture
def journal(path: Path, tmp_path: Path) -> Iterator[Journal]:
    copy = tmp_path / "journal.sqlite3"
    copy.write_bytes(path.read_bytes())
    with Journal(copy) as opened:
        yield opened


def said(journal: Journal, session_id: str, speaker: str) -> str:
    lines = recall(journal, session_id, LIBRARY).transcript.lines
    return next(line.text for line in lines if line.speaker == speaker)


def marked(found: Found) -> list[str]:
    return [found.text[first:last] for first, last in found.marks]


@pytest.mark.parametrize("speaker", ["interviewer", "candidate"])
def test_every_word_of_a_line_leads_to_it(journal: Journal, speaker: str) -> None:
    words = re.findall(r"\w+", said(journal, "s1", speaker))[:6]
    assert any(
        one.session_id == "s1" and one.source == speaker and marked(one)
        for one in find(journal, f'"{" ".join(words[:4])}"')
    )
    for word in words:
        assert any(one.source == speaker for one in find(journal, word)), word


def test_it_leads_to_the_moment_the_replay_shows(journal: Journal) -> None:
    """From the entries alone, the same words at the same samples as from the round stepped through again."""
    lines = recall(journal, "s1", LIBRARY).transcript.lines
    refresh(journal)
    rows = journal.run(
        "select speaker, start, text from passage where session = 's1' order by start"
    ).fetchall()
    for speaker in ("interviewer", "candidate"):
        told = " ".join(line.text for line in lines if line.speaker == speaker).split()
        assert " ".join(text for who, _, text in rows if who == speaker).split() == told
    starts = {word.start for line in lines for word in line.words} | {line.start for line in lines}
    assert all(start in starts or who == "interviewer" for who, start, _ in rows)


def test_the_beginning_of_a_word_is_enough_and_all_words_are_wanted(journal: Journal) -> None:
    word = max(re.findall(r"[a-z]+", said(journal, "s1", "candidate")), key=len)
    (mark, *_) = marked(find(journal, word[:4])[0])
    assert mark.lower().startswith(word[:4])
    assert not find(journal, f"{word} zebra")


def test_the_newest_session_first_and_in_the_order_it_was_said(journal: Journal) -> None:
    found = find(journal, "the")
    assert [one.session_id for one in found] == sorted((one.session_id for one in found), reverse=True)
    first = [one.sample for one in found if one.session_id == "s2"]
    assert first == sorted(first)


@pytest.mark.parametrize("words", ["", "  ", '"', "-- ;", "*", "“”"])
def test_nothing_asked_for_is_nothing_found(journal: Journal, words: str) -> None:
    assert find(journal, words) == ()


@pytest.mark.parametrize("words", ['a "b', "NEAR(x", "text:the", "don't", "40%", "a AND", "x*y", "{", "^the"])
def test_whatever_is_typed_is_words_and_no_command(journal: Journal, words: str) -> None:
    find(journal, words)


def test_notes_and_tags_are_found_too(journal: Journal) -> None:
    journal.add_note("s1", 160, "Say the quokka first", ("retell",))
    assert [(one.source, one.sample, marked(one)) for one in find(journal, "QUOK")] == [
        ("note", 160, ["quok"])
    ]
    assert [one.text for one in find(journal, "retell quokka")] == ["Say the quokka first #retell"]
    assert not find(journal, "uokka")


def test_a_correction_is_found_and_what_had_been_heard_is_not(journal: Journal) -> None:
    lines = recall(journal, "s1", LIBRARY).transcript.lines
    word = next(line for line in lines if line.speaker == "candidate").words[3]
    find(journal, "the")  # indexed as it was heard
    journal.add_correction("s1", word.start, word.start + 1, word.text, "quokka", "2026-11-21T10:00:00")
    assert [one.session_id for one in find(journal, "quokka")] == ["s1"]
    journal.undo_correction("s1", "2026-11-21T10:01:00")
    assert not find(journal, "quokka")


def test_only_what_is_new_is_indexed(journal: Journal) -> None:
    assert refresh(journal) == 2
    assert refresh(journal) == 0
    hold_sample(journal, LIBRARY, "disagree-weak", "s3")
    assert refresh(journal) == 1


def test_a_deleted_session_leaves_no_word_in_the_file(journal: Journal, tmp_path: Path) -> None:
    """Nor in the index, whose words would otherwise stay until it is written anew."""
    hold_sample(journal, LIBRARY, "disagree-weak", "s3")
    start = recall(journal, "s3", LIBRARY).transcript.lines[1].start
    journal.add_correction("s3", start, start + 1, "x", "xylophonic", "2026-11-21T10:00:00")
    assert find(journal, "xylophonic")
    journal.delete("s3")
    assert not find(journal, "xylophonic")
    journal.close()
    assert all(b"xylophonic" not in file.read_bytes() for file in tmp_path.iterdir())
