"""A session from the journal and its folder: laid out once, and quick from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
import samples

from content.library import load_library
from desktop import replay_session
from desktop.paths import journal_path, session_folder
from desktop.replay_model import TrackFiles
from desktop.replay_session import TRANSCRIPT, Loudspeaker, load_session
from desktop.silent_player import SilentPlayer
from interviewer.errors import JournalError
from interviewer.events import Say, SessionStarted
from interviewer.journal import Journal
from speech.events import PlaybackEnded, PlaybackStarted
from speech.tracks import compress

S = samples.S
QUESTION = "Tell me about a decision you argued against."


@pytest.fixture
def journal(tmp_path: Path, monkeypatch):
    """One finished session with one question spoken in it, from 0:01 to 0:04, and a recording of 3:34."""
    monkeypatch.setenv("HOTSEAT_HOME", str(tmp_path))
    started = SessionStarted(0, "s1", "disagree-and-commit", "", "", "coach", "standard", False, 1200)
    with Journal(journal_path()) as book:
        book.begin(started, "Disagree and commit", "2026-11-19T19:40:00")
        book.append("s1", started, [Say("u1", QUESTION, "question")])
        book.append("s1", PlaybackStarted(S, "u1"), [])
        book.append("s1", PlaybackEnded(4 * S, "u1", True, QUESTION), [])
        book.finish("s1", samples.report())
        session_folder("s1").mkdir(parents=True)
        samples.recording(session_folder("s1"))
        yield book


def test_a_session_is_put_together_from_journal_and_recording(journal: Journal) -> None:
    model = load_session(journal, "s", load_library())
    folder = session_folder("s1")
    assert (model.session_id, model.title, model.when) == ("s1", "Disagree and commit", samples.WHEN)
    assert model.tracks == TrackFiles(folder / "candidate.wav", folder / "interviewer.wav")
    assert (model.length, model.folder) == (214 * S, folder)
    assert [(p.speaker, p.start, p.end, p.text) for p in model.passages] == [
        ("interviewer", S, 4 * S, QUESTION)
    ]
    assert model.findings == samples.report().findings


def test_the_second_opening_does_not_step_through_the_round(journal: Journal, monkeypatch) -> None:
    first = load_session(journal, "s1", load_library())
    monkeypatch.delattr(replay_session, "recall")
    assert load_session(journal, "s1", load_library()) == first


@pytest.mark.parametrize("damage", ["", "{}", '{"entries": 4, "transcript": []}', "[1, 2"])
def test_a_damaged_transcript_is_made_anew(journal: Journal, damage: str) -> None:
    kept = session_folder("s1") / TRANSCRIPT
    first = load_session(journal, "s1", load_library())
    whole = kept.read_text()
    kept.write_text(damage)
    assert load_session(journal, "s1", load_library()) == first and kept.read_text() == whole


def test_a_transcript_of_a_shorter_journal_is_made_anew(journal: Journal) -> None:
    load_session(journal, "s1", load_library())
    journal.append("s1", PlaybackStarted(5 * S, "u2"), [])
    assert '"entries": 4' in (session_folder("s1") / TRANSCRIPT).read_text()
    load_session(journal, "s1", load_library())
    assert '"entries": 5' in (session_folder("s1") / TRANSCRIPT).read_text()


def test_a_session_that_is_not_there_is_named(journal: Journal) -> None:
    with pytest.raises(JournalError, match="'zz'"):
        load_session(journal, "zz", load_library())


def test_without_a_sound_library_the_player_is_silent_and_says_why(journal: Journal) -> None:
    model = load_session(journal, "s1", load_library())
    player, why = Loudspeaker(None)(model)
    player.seek(3 * S)
    assert player.position == 3 * S and why == "Sound is switched off."


def test_a_recording_that_was_compressed_meanwhile_is_found_again(journal: Journal, monkeypatch) -> None:
    model = load_session(journal, "s1", load_library())
    asked: list[TrackFiles | None] = []
    monkeypatch.setattr(
        replay_session, "open_player", lambda tracks, length, *_: (asked.append(tracks), SilentPlayer(length))
    )
    for name in ("candidate", "interviewer"):
        compress(session_folder("s1") / f"{name}.wav")
    Loudspeaker(None)(model)
    assert asked == [TrackFiles(model.folder / "candidate.flac", model.folder / "interviewer.flac")]
