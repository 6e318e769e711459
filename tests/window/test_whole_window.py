"""The app in a real window, with the real models and a virtual sound card, by real keys: a round to its replay."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from interviewer.journal import Journal
from models.store import ModelStore
from speech.resample import resample
from speech.voice import PiperVoice
from tests.audio.virtual_card import VirtualCard
from tests.window.screen import App, missing, screen

pytestmark = [pytest.mark.window, pytest.mark.sound, pytest.mark.weights, pytest.mark.timeout(240)]

RATE = 48_000
ANSWER = (
    "Last spring I argued against moving all six depots to the new queue on one day. My manager decided against me. "
    "So I wrote the stop rule that evening. Failed matches went from nine percent to two percent."
)


@pytest.fixture
def display() -> Iterator[Mapping[str, str]]:
    if reason := missing():
        pytest.skip(reason)
    with screen() as settings:
        yield settings


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    voice = PiperVoice(ModelStore().path("piper-en-us-joe"), pace=0.9)
    spoken = [resample(sound.samples, sound.rate, RATE) for sound in voice.synthesise(ANSWER)]
    path = tmp_path / "answer.wav"
    soundfile.write(path, np.concatenate(spoken), RATE)
    return path


def happened(home: Path, *names: str) -> list[str]:
    """Of these kinds, what the newest session's journal holds so far, as JSON."""
    with closing(Journal(home / "journal.sqlite3").open()) as journal:
        newest = next(iter(journal.sessions()), None)
        return [e.body for e in journal.entries(newest.id) if e.name in names] if newest else []


def toured(home: Path) -> None:
    """The tour of the first start has been seen."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.json").write_text('{"toured": true}', encoding="utf-8")


def test_a_round_from_today_to_its_replay(
    card: VirtualCard, display: Mapping[str, str], answer: Path, own_home: Path
) -> None:
    toured(own_home)
    app = App({**card.env, **display})
    try:
        app.wait_for("Today")
        app.press("Return")
        app.wait_for("Checklist")
        app.press("1", "Return")
        app.wait_for("The room", 60)
        app.until(lambda: len(happened(own_home, "PlaybackEnded")) > 1, "the question was not asked", 60)
        card.play(answer)
        asked = '"purpose":"probe"'
        app.until(lambda: any(asked in body for body in happened(own_home, "Say")), "no probe came", 40)
        app.press("ctrl+e")
        app.wait_for("Report", 40)
        app.press("Down", "Return")
        app.wait_for("Replay")
        app.press("Escape")
        app.wait_for("Report")
    finally:
        code, errors = app.close()
    assert code == 0 and "Traceback" not in errors, errors
    with closing(Journal(own_home / "journal.sqlite3").open()) as journal:
        (session,) = journal.sessions()
        assert session.status == "done"
    heard = " ".join(happened(own_home, "WordsCommitted")).lower()
    assert "manager" in heard and "rule" in heard
    sound, rate = soundfile.read(own_home / "sessions" / session.id / "candidate.flac")
    assert rate == 16_000 and np.abs(sound).max() > 0.05


def test_the_first_start_shows_the_tour_once_and_every_page_has_its_key(
    display: Mapping[str, str], own_home: Path
) -> None:
    app = App(display)
    kept = own_home / "settings.json"
    try:
        app.wait_for("Today")
        time.sleep(2)  # the tour comes when the page has settled, and its window has no title of its own
        for _ in range(4):
            app.press("Return")
            time.sleep(0.3)
        app.until(lambda: kept.exists() and '"toured": true' in kept.read_text(), "the tour did not end")
        assert app.title().startswith("Today")
        app.press("ctrl+2")
        app.wait_for("Rounds")
        app.press("ctrl+comma")
        app.wait_for("Settings")
        app.press("Escape")
        app.wait_for("Rounds")
    finally:
        code, errors = app.close()
    assert code == 0 and "Traceback" not in errors, errors


def test_a_second_window_says_why_it_cannot_open(display: Mapping[str, str], own_home: Path) -> None:
    first = App(display)
    try:
        first.wait_for("Today")
        second = App(display)
        try:
            second.until(lambda: "Hotseat" in _titles(second), "no dialog came")
            second._window = second._tool("search", "--onlyvisible", "--name", "^Hotseat$").split()[0]
            second.press("Escape")
            second._process.wait(10)
        finally:
            code, errors = second.close()
        assert code == 1 and "Another Hotseat is running" in errors
    finally:
        assert first.close()[0] == 0


def _titles(app: App) -> list[str]:
    found = app._tool("search", "--onlyvisible", "--name", "Hotseat").split()
    return [app._tool("getwindowname", window).strip() for window in found]
