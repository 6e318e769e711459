"""The room in which conversations are measured, and programs that are measured in it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.audio.virtual_card import missing
from tests.bench.conversation.load import Load
from tests.bench.conversation.room import Recorder, Room, clock_error, open_room
from tests.bench.conversation.sound import RATE, bursts, levels, locate
from tests.bench.conversation.system import Program

TELLS = """
import json, signal, sys, time
def tell(**what): print(json.dumps(what), flush=True)
print("loading, not JSON", flush=True)
tell(event="ready")
tell(event="say", text="What happened?")
tell(event="heard", text="It rained.")
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
while True: time.sleep(0.05)
"""


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    if reason := missing():
        pytest.skip(reason)
    with open_room() as running:
        yield running


def noise_file(path: Path, seconds: float) -> np.ndarray:
    sound = (0.1 * np.random.default_rng(4).normal(size=int(seconds * RATE))).astype(np.float32)
    soundfile.write(path, sound, RATE)
    return sound


@pytest.mark.sound
def test_both_sides_are_recorded_on_one_clock(room: Room) -> None:
    assert abs(clock_error(room)) < 0.001


@pytest.mark.sound
def test_what_one_side_says_is_not_on_the_other(room: Room, tmp_path: Path) -> None:
    noise_file(tmp_path / "a.wav", 0.5)
    recorder = Recorder(room)
    recorder.start()
    room.play_to("speaker", tmp_path / "a.wav").wait(20)
    time.sleep(0.3)
    candidate, speaker = recorder.stop()

    assert levels(candidate).max() < -90
    assert [round(b.seconds, 1) for b in bursts(speaker)] == [0.5]


@pytest.mark.sound
def test_an_echo_comes_as_late_and_as_soft_as_asked(room: Room, tmp_path: Path) -> None:
    sound = noise_file(tmp_path / "a.wav", 1.0)
    recorder = Recorder(room)
    recorder.start()
    with room.echo(120, -12.0):
        time.sleep(0.5)
        room.play_to("speaker", tmp_path / "a.wav").wait(20)
        time.sleep(0.5)
    candidate, speaker = recorder.stop()
    piece = sound[RATE // 4 : RATE // 2]
    (late, alike), (first, _) = locate(piece, candidate), locate(piece, speaker)

    assert (late - first) / RATE == pytest.approx(0.12, abs=0.01)
    assert alike > 0.8
    assert levels(candidate).max() - levels(speaker).max() == pytest.approx(-12.0, abs=1.0)


def test_a_program_tells_what_it_says_in_json_lines(tmp_path: Path) -> None:
    program = Program([sys.executable, "-c", TELLS], {}, lambda: 7.5, tmp_path)
    try:
        program.wait_ready()
        deadline = time.monotonic() + 10
        while not program.lines and time.monotonic() < deadline:
            time.sleep(0.01)
    finally:
        program.stop()

    assert [(line.at, line.text) for line in program.lines] == [(7.5, "What happened?")]
    assert not program.running


def test_a_program_that_fails_says_why(tmp_path: Path) -> None:
    program = Program([sys.executable, "-c", "raise SystemExit('no models here')"], {}, lambda: 0.0, tmp_path)
    try:
        with pytest.raises(RuntimeError, match="no models here"):
            program.wait_ready()
    finally:
        program.stop()


def test_the_load_of_a_program_is_told_in_cores(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "import time\nend = time.process_time() + 0.4\nwhile time.process_time() < end: pass\ntime.sleep(30)",
    ]
    program = Program(command, {}, lambda: 0.0, tmp_path)
    load: Load = program.load
    began = time.monotonic()
    load.start()
    try:
        while load.spent < 0.35 and time.monotonic() < began + 20:
            time.sleep(0.05)
    finally:
        program.stop()

    assert load.cores * (time.monotonic() - began) == pytest.approx(0.4, abs=0.25)
