"""Today's sound check on a virtual card: the level, the sentence there and back, a device that goes and comes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.settings import Settings
from desktop.sound_check import SoundCheck
from desktop.view import Check, Checks, Loopback
from speech.portaudio import PortAudio
from tests.audio.virtual_card import VirtualCard

pytestmark = [pytest.mark.sound, pytest.mark.timeout(120)]

SENTENCE = Path(__file__).parents[1] / "assets" / "speech" / "disagreed.flac"


@pytest.fixture
def check(qapp, card: VirtualCard) -> Iterator[SoundCheck]:
    made = SoundCheck(PortAudio())
    made.open(Settings())
    yield made
    made.close()
    made.wait_closed()
    assert not [t for t in threading.enumerate() if t.name in ("sound check", "microphone", "loudspeaker")]


def microphone(checks: Checks) -> Check:
    return next((line for line in checks.lines if line.name == "Microphone"), Check("", "unknown", ""))


def test_a_voice_is_heard_and_a_lost_microphone_told_and_taken_again(qtbot, card, check: SoundCheck) -> None:
    levels: list[float] = []
    check.level.connect(levels.append)
    qtbot.waitUntil(lambda: check.last.listening and len(levels) > 20, timeout=15_000)
    assert check.last.microphones and check.last.loudspeakers
    playing = card.start_playing(SENTENCE)
    qtbot.waitUntil(lambda: microphone(check.last).state == "good", timeout=15_000)
    assert "above the room" in microphone(check.last).words and max(levels) > -40
    playing.wait(20)
    card.unplug()
    try:
        qtbot.waitUntil(lambda: microphone(check.last).state == "wrong", timeout=15_000)
        assert not check.last.listening and microphone(check.last).way_on
    finally:
        card.replug()
    qtbot.waitUntil(lambda: check.last.listening, timeout=20_000)


def test_a_microphone_that_is_not_there_is_named(qtbot, card, check: SoundCheck) -> None:
    check.open(Settings(input_device="Nonesuch"))
    qtbot.waitUntil(lambda: "Nonesuch" in microphone(check.last).way_on, timeout=15_000)
    check.open(Settings())
    qtbot.waitUntil(lambda: check.last.listening, timeout=15_000)


@pytest.mark.weights
def test_one_sentence_there_and_back(qtbot, card, check: SoundCheck, tmp_path: Path) -> None:
    steps: list[Loopback] = []
    check.loopback.connect(steps.append)
    qtbot.waitUntil(lambda: check.last.listening, timeout=15_000)
    check.test()
    qtbot.waitUntil(lambda: bool(steps) and steps[-1].state == "listening", timeout=40_000)
    playing = card.start_playing(SENTENCE)
    qtbot.waitUntil(lambda: steps[-1].state in ("good", "wrong"), timeout=40_000)
    playing.wait(20)
    assert [step.state for step in steps] == ["speaking", "listening", "playing", "good"]
    assert "disagree" in steps[-1].words.lower()
