"""An hour's session, invented: a question every forty seconds, an answer to each, everything pinned that can be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import samples
import soundfile

from interviewer.analysis.findings import Claim, Finding, Gap, Section
from interviewer.passages import Line, Transcript
from interviewer.report import Asked, Report, SectionSpan
from speech.events import Word

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


def transcript() -> Transcript:
    """Ninety questions, some eight thousand words."""
    lines: list[Line] = []
    for start in range(0, HOUR, EVERY):
        lines.append(Line("interviewer", "And what did you do then, and who saw it?", start, start + 3 * S))
        words = tuple(
            Word(SENTENCE[n % len(SENTENCE)], start + 4 * S + n * PACE, start + 4 * S + n * PACE + 5600, 0.9)
            for n in range(88)
        )
        text = " ".join(word.text for word in words)
        lines.append(Line("candidate", text, words[0].start, words[-1].end, words))
    return Transcript(tuple(lines))


def report() -> Report:
    told = [line for line in transcript().lines if line.speaker == "candidate"]
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
        seconds=3600.0,
        spans=tuple(spans),
        findings=tuple(findings),
        claims=tuple(claims),
        asked=tuple(asked),
    )


def record(folder: Path) -> None:
    """Both tracks as one hour of FLAC: noise where somebody speaks, and silence."""
    rng = np.random.default_rng(7)
    speech = (rng.standard_normal(36 * S) * 3000).astype(np.int16)
    for name, first, seconds in (("candidate", 4, 36), ("interviewer", 0, 3)):
        block = np.zeros(EVERY, np.int16)
        block[first * S : (first + seconds) * S] = speech[: seconds * S]
        with soundfile.SoundFile(folder / f"{name}.flac", "w", S, 1, subtype="PCM_16") as file:
            for _ in range(HOUR // EVERY):
                file.write(block)
