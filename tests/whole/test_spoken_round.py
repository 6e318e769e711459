"""A whole round from outside: answers played into the microphone, questions taken down at the loudspeaker."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
import soundfile
from jiwer import wer

from models.store import ModelStore
from speech.recognizer import LONGEST_SECONDS, WhisperRecogniser
from speech.resample import resample
from tests.audio.virtual_card import VirtualCard
from tests.whole.conftest import ANSWERS
from tests.whole.program import hotseat

pytestmark = [pytest.mark.weights, pytest.mark.sound, pytest.mark.timeout(300)]

RATE = 16_000


def plain(text: str) -> str:
    """Words without case and punctuation."""
    return " ".join(re.findall(r"[a-z0-9']+", text.lower()))


def transcribed(sound: np.ndarray) -> str:
    """What the recogniser makes of 16 kHz sound, in pieces as long as it takes."""
    recogniser = WhisperRecogniser(ModelStore().path("whisper-base"))
    piece = int((LONGEST_SECONDS - 1) * RATE)
    words = [
        word.text
        for at in range(0, len(sound), piece)
        for word in recogniser.transcribe(sound[at : at + piece], first_sample=at, prompt="")
    ]
    return plain(" ".join(words))


def test_it_asks_hears_and_probes_what_was_said(card: VirtualCard, answers: Path, tmp_path: Path) -> None:
    out, heard_at_speaker = tmp_path / "out", tmp_path / "speaker.wav"
    with (
        card.record(heard_at_speaker),
        hotseat("rehearse", "--headphones", "--seconds", "240", "--out", str(out), env=card.env) as round_,
    ):
        round_.wait_for_line("Interviewer", 1)
        card.play(answers / "answer-1.wav")
        first_probe = round_.wait_for_question()
        card.play(answers / "answer-2.wav")
        second_probe = round_.wait_for_question(after=first_probe)
        round_.interrupt()
        assert round_.finish() == 0, "\n".join(round_.lines)
    asked, answered = round_.said("Interviewer"), round_.said("You")

    # Every word of the answers is there, and what came between is a question about them.
    assert wer(plain(ANSWERS[0]), plain(answered[0])) < 0.2
    assert "30 hours" in answered[0] or "thirty hours" in answered[0]
    for probe in (first_probe, second_probe):
        assert not re.search(r"\b(great|good|excellent|impressive|thank)", probe.lower())

    # The loudspeaker gave out the questions that were printed, the probe among them.
    sound, rate = soundfile.read(heard_at_speaker, dtype="float32")
    assert np.abs(sound).max() < 0.99, "clipped"
    at_speaker = transcribed(resample(sound, rate, RATE))
    assert wer(plain(" ".join(asked)), at_speaker) < 0.25, at_speaker
    for probe in (plain(first_probe).split(), plain(second_probe).split()):
        assert sum(word in at_speaker.split() for word in probe) >= 0.7 * len(probe), at_speaker

    # Both tracks, on one clock: what was played into the microphone is on the candidate's.
    candidate, rate = soundfile.read(out / "candidate.flac", dtype="float32")
    interviewer, _ = soundfile.read(out / "interviewer.flac", dtype="float32")
    assert rate == RATE and abs(len(candidate) - len(interviewer)) <= RATE
    assert wer(plain(ANSWERS[0]), transcribed(candidate[: 60 * RATE])) < 0.6
    journal = [json.loads(line) for line in (out / "journal.jsonl").read_text().splitlines()]
    ended = [e["body"] for e in journal if e.get("name") == "PlaybackEnded"]
    for event in ended:
        assert event["sample"] <= len(interviewer) + RATE
    loud = np.abs(interviewer) > 0.05
    assert loud[: ended[0]["sample"]].any()

    # The report rests on what was said.
    report = json.loads((out / "report.json").read_text())
    said = plain(" ".join(answered))
    quotes = [row["evidence"]["quote"] for t in report["tables"] for row in t["rows"] if row["evidence"]]
    assert quotes and all(plain(quote.strip("… ")) in said for quote in quotes)
    assert (out / "report.html").stat().st_size > 10_000


def test_a_round_that_is_killed_loses_at_most_a_second(
    card: VirtualCard, answers: Path, own_home: Path, tmp_path: Path
) -> None:
    with hotseat("rehearse", "--candidate", str(answers), "--mind", "none") as round_:
        round_.wait_for_line("You", 1)
        journal = own_home / "journal.sqlite3"
        assert journal.is_file()
        round_.process.kill()
        round_.finish()
    with hotseat("sessions", "list", "--json") as listed:
        assert listed.finish() == 0
    (record,) = json.loads("\n".join(listed.lines))
    assert record["status"] != "done"
    with hotseat("sessions", "recover", record["id"]) as recovering:
        assert recovering.finish() == 0, recovering.lines
    out = tmp_path / "out"
    with hotseat("sessions", "export", record["id"], "--out", str(out)) as exported:
        assert exported.finish() == 0, exported.lines
    events = [json.loads(line) for line in (out / "journal.jsonl").read_text().splitlines()]
    last = max(e["sample"] for e in events if e.get("kind") == "input")
    candidate = soundfile.info(out / "candidate.flac")
    assert candidate.frames >= last - RATE
    assert wer(plain(ANSWERS[0]), plain(round_.said("You")[0])) < 0.2
    report = json.loads((out / "report.json").read_text())
    assert any(row["evidence"] for table in report["tables"] for row in table["rows"])
