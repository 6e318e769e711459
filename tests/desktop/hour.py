"""An hour's session or a shorter one, invented: a question every forty seconds, everything pinned that can be."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import samples
import soundfile
from PySide6.QtWidgets import QApplication

from content.library import Library
from desktop import peaks, replay_session
from desktop.pages.replay import ReplayPage
from desktop.paths import session_folder
from desktop.replay_session import load_session
from desktop.widgets.timeline import Timeline
from desktop.widgets.transcript import TranscriptView
from interviewer.analysis.findings import Claim, Finding, Gap, Section
from interviewer.events import SessionStarted
from interviewer.journal import Journal
from interviewer.passages import Line, Transcript
from interviewer.recall import Recalled
from interviewer.report import Asked, Report, SectionSpan
from speech.events import PlaybackStarted, Word

S = samples.S
HOUR = 3600 * S
EVERY = 40 * S
PACE = 6400
"""Samples a word: 150 a minute."""
SENTENCE = [
    "I",
    "pulled",
    "the",
    "logs",
    "of",
    "the",
    "two",
    "depots",
    "and",
    "found",
    "that",
    "nine",
    "percent",
    "of",
    "the",
    "matches",
    "had",
    "failed",
    "on",
    "slow",
    "phones.",
]
SECTIONS = (Section.SITUATION, Section.TASK, Section.ACTION, Section.ACTION, Section.RESULT)


def transcript(length: int = HOUR) -> Transcript:
    """Of so many samples; an hour holds ninety questions, some eight thousand words."""
    lines: list[Line] = []
    for start in range(0, length, EVERY):
        lines.append(Line("interviewer", "And what did you do then, and who saw it?", start, start + 3 * S))
        words = tuple(
            Word(SENTENCE[n % len(SENTENCE)], start + 4 * S + n * PACE, start + 4 * S + n * PACE + 5600, 0.9)
            for n in range(88)
        )
        text = " ".join(word.text for word in words)
        lines.append(Line("candidate", text, words[0].start, words[-1].end, words))
    return Transcript(tuple(lines))


def report(length: int = HOUR) -> Report:
    told = [line for line in transcript(length).lines if line.speaker == "candidate"]
    spans, findings, claims, asked = [], [], [], []
    for number, line in enumerate(told):
        share = (line.end - line.start) // len(SECTIONS)
        for part, section in enumerate(SECTIONS):
            begin = line.start + part * share
            spans.append(SectionSpan(section, begin, begin + share))
        for step in (0, 20, 55):
            word = line.words[step]
            findings.append(
                Finding(
                    Gap.NO_BASELINE, 0, word.start, word.end + S, word.text, 0.8, "No baseline.", "Give it."
                )
            )
            claims.append(
                Claim(f"{number}:{step}", "9% failed", 9.0, "percent", "", "", "speaker", "", True, 0, word.start,
                      word.end, word.text, "open")
            )  # fmt: skip
        asked.append(
            Asked(
                line.start - 4 * S,
                "And what did you do then?",
                None,
                "partly",
                "A note.",
                line.start,
                line.end,
            )
        )
    return replace(
        samples.report(),
        seconds=length / S,
        spans=tuple(spans),
        findings=tuple(findings),
        claims=tuple(claims),
        asked=tuple(asked),
    )


def record(folder: Path, length: int = HOUR) -> None:
    """Both tracks as so many samples of FLAC: noise where somebody speaks, and silence."""
    rng = np.random.default_rng(7)
    speech = (rng.standard_normal(36 * S) * 3000).astype(np.int16)
    for name, first, seconds in (("candidate", 4, 36), ("interviewer", 0, 3)):
        block = np.zeros(EVERY, np.int16)
        block[first * S : (first + seconds) * S] = speech[: seconds * S]
        with soundfile.SoundFile(folder / f"{name}.flac", "w", S, 1, subtype="PCM_16") as file:
            for _ in range(length // EVERY):
                file.write(block)


def keep(book: Journal, library: Library, name: str, length: int = HOUR) -> None:
    """The session in the journal, with its recording, its peaks and its transcript as the report page leaves them."""
    started = SessionStarted(0, name, "disagree-and-commit", "", "", "coach", "standard", False, length // S)
    book.begin(started, "Long", "2026-11-19T19:40:00")
    book.append(name, started, [])
    for number in range(length // (9 * S)):
        book.append(name, PlaybackStarted(number * 9 * S, f"u{number}"), [])
    book.finish(name, report(length))
    folder = session_folder(name)
    folder.mkdir(parents=True)
    record(folder, length)
    with patch.object(replay_session, "recall", lambda *_: Recalled(None, transcript(length))):  # type: ignore[arg-type]
        model = load_session(book, name, library)
    assert model.tracks is not None and model.folder is not None
    reader = peaks.PeakReader(model.tracks)
    for _ in reader.pieces():
        pass
    peaks.keep(model.folder, model.tracks, reader.peaks())


def spent(act: Callable[[], object]) -> float:
    """Seconds of this process's own work."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def frames(page: ReplayPage, count: int = 120) -> dict[str, list[float]]:
    """Seconds of work for each of so many frames, the least first: the timeline and the words scrolled, and playing."""
    timeline, words = page.findChild(Timeline), page.findChild(TranscriptView)
    middle = page._model.length // 3

    def along(step: int) -> None:
        timeline.view.scroll(17 if step % 40 < 30 else -40)
        timeline.grab()

    def down(step: int) -> None:
        bar = words.verticalScrollBar()
        bar.setValue(bar.value() + 23)
        words.viewport().grab()

    def on(step: int) -> None:
        page._player.seek(middle + step * S // 8)
        page._show_position()
        QApplication.processEvents()  # paints what has changed, as on a screen

    return {
        name: sorted(spent(lambda act=act, step=step: act(step)) for step in range(count))
        for name, act in (("timeline", along), ("transcript", down), ("playing", on))
    }
