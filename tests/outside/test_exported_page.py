"""The exported page in a real browser: its sound plays from a quote to the quote's end, and the words follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from content.library import load_library
from desktop.archive import Archive
from desktop.paths import journal_path, session_folder
from interviewer.journal import Journal
from interviewer.report import Evidence
from tests.held import hold_sample
from tests.outside.browser import PROGRAM, Browser, chromium

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium here (Debian: chromium)"),
    pytest.mark.timeout(300),
]
RATE = 16_000


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Evidence], float]]:
    """A sample round with a recording of its length, exported; the quotes of its scores, and the length in seconds."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOTSEAT_HOME", str(home))
        library = load_library()
        with Journal(journal_path()) as journal:
            report = hold_sample(journal, library, "disagree-middling", "s1")
        seconds = max(answer.end for answer in report.answers) / RATE + 2
        _record(session_folder("s1"), seconds)
        page = Archive(library).export("s1", "html", home / "report.html")
        quotes = [row.evidence for table in report.tables for row in table.rows if row.evidence]
        yield page, quotes, seconds


def _record(folder: Path, seconds: float) -> None:
    """Both tracks: the candidate hums at 300 Hz, the interviewer is silent."""
    folder.mkdir(parents=True)
    time = np.arange(round(seconds * RATE)) / RATE
    soundfile.write(folder / "candidate.flac", 0.2 * np.sin(2 * np.pi * 300 * time), RATE)
    soundfile.write(folder / "interviewer.flac", np.zeros(len(time)), RATE)


@pytest.fixture
def browser(exported: tuple[Path, list[Evidence], float], tmp_path: Path) -> Iterator[Browser]:
    with chromium(tmp_path / "profile") as made:
        made.open(exported[0])
        made.until("document.querySelector('audio').readyState >= 2")
        yield made


def test_the_sound_is_inside_and_of_the_rounds_length(browser: Browser, exported) -> None:
    assert browser.run("document.querySelector('audio').duration") == pytest.approx(exported[2], abs=0.5)
    assert browser.run("document.querySelectorAll('[src^=http], [href^=http]').length") == 0
    assert browser.trouble == []


def test_a_quote_plays_from_its_beginning_to_its_end(browser: Browser, exported) -> None:
    quote = exported[1][0]
    start, end = quote.start / RATE, quote.end / RATE
    browser.click(".tables li button[data-to]")
    browser.until("!document.querySelector('audio').paused")
    assert start - 0.2 <= browser.run("document.querySelector('audio').currentTime") <= end
    browser.until("document.querySelector('.passage.spoken') !== null")
    browser.run("document.querySelector('audio').playbackRate = 8")
    browser.until("document.querySelector('audio').paused")
    assert browser.run("document.querySelector('audio').currentTime") >= end - 0.1


def test_a_moment_of_the_transcript_plays_on_and_lights_its_passage(browser: Browser) -> None:
    browser.run("document.querySelectorAll('.passage')[3].querySelector('button').id = 'there'")
    browser.click("#there")
    browser.until("document.querySelectorAll('.passage')[3].classList.contains('spoken')")
    browser.run("document.querySelector('audio').pause()")
    browser.until("document.querySelector('.passage.spoken') === null")


def test_speeds_keep_the_pitch_and_say_which_is_chosen(browser: Browser) -> None:
    browser.click(".speeds button[data-speed='1.5']")
    assert browser.run("document.querySelector('audio').playbackRate") == 1.5
    assert browser.run("document.querySelector('audio').preservesPitch") is True
    assert browser.run(
        "[...document.querySelectorAll('.speeds [aria-pressed=true]')].map(b => b.textContent)"
    ) == ["1.5"]


def test_every_answer_stands_with_what_was_heard_and_its_sections(browser: Browser) -> None:
    answers = browser.run("document.querySelectorAll('.asked button[data-to] ~ div .bar').length")
    assert answers >= 3
    assert browser.run("document.querySelectorAll('.asked .bar span:empty').length") == 0
