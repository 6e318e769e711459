"""Sound files as the microphone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speech.clock import SampleClock
from speech.errors import SoundError
from speech.events import LevelMeasured, SpeechEvent
from speech.files import Answer, FileMicrophone, load_answers
from speech.ports import Block, Samples


def tone(seconds: float, rate: int, hertz: float = 440.0) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


@pytest.mark.parametrize(
    ("name", "rate", "channels"),
    [("a.wav", 16_000, 1), ("b.flac", 44_100, 2), ("c.ogg", 48_000, 1), ("d.wav", 8_000, 2)],
)
def test_any_rate_and_channel_count(tmp_path: Path, name: str, rate: int, channels: int) -> None:
    sound = np.repeat(tone(0.5, rate)[:, None], channels, axis=1)
    soundfile.write(tmp_path / name, sound, rate)
    (answer,) = load_answers([tmp_path / name])
    assert answer.samples.dtype == np.int16
    assert len(answer.samples) == pytest.approx(8000, abs=2)
    assert np.abs(answer.samples[1000:7000]).max() / 32_768 == pytest.approx(0.5, abs=0.03)


def test_a_folder_in_natural_order(tmp_path: Path) -> None:
    for name in ("answer10.wav", "answer2.wav", "Answer1.WAV", ".hidden.wav"):
        soundfile.write(tmp_path / name, tone(0.1, 16_000), 16_000, format="WAV")
    (tmp_path / "notes.txt").write_text("not sound")
    extra = tmp_path / "more"
    extra.mkdir()
    soundfile.write(extra / "0.flac", tone(0.1, 16_000), 16_000)
    names = [a.path.name for a in load_answers([tmp_path, extra / "0.flac"])]
    assert names == ["Answer1.WAV", "answer2.wav", "answer10.wav", "0.flac"]


def test_bad_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("not sound at all")
    soundfile.write(tmp_path / "empty.wav", np.zeros(0), 16_000)
    (tmp_path / "folder").mkdir()
    for name, sentence in [
        ("text.wav", "text.wav is not a sound file"),
        ("empty.wav", "empty.wav is empty"),
        ("missing.wav", "missing.wav cannot be read .No such file"),
        ("folder", "folder holds no sound files"),
    ]:
        with pytest.raises(SoundError, match=sentence):
            load_answers([tmp_path / name])
    with pytest.raises(SoundError, match="No sound file was given"):
        load_answers([])


def answer(seconds: float, value: float = 0.5) -> Answer:
    return Answer(Path(f"{value}.wav"), np.full(round(16_000 * seconds), round(value * 32_768), np.int16))


class Room:
    """A microphone at fast pace that stops by itself at a given time."""

    def __init__(self, *answers: Answer, lead_in_s: float = 0.6) -> None:
        self.blocks: list[Block] = []
        self.events: list[SpeechEvent] = []
        self.gate = threading.Semaphore(0)
        self.microphone = FileMicrophone(
            answers, clock=SampleClock(), pace="fast", settle=self._settle, lead_in_s=lead_in_s
        )
        self.microphone.start(self.blocks.append, self.events.append)
        self.until(lambda: self.blocks)

    def _settle(self) -> None:
        self.gate.acquire(timeout=5)

    def run(self, seconds: float) -> None:
        count = len(self.blocks) + round(seconds * 16_000 / 512)
        for _ in range(round(seconds * 16_000 / 512)):
            self.gate.release()
        self.until(lambda: len(self.blocks) == count)

    def until(self, true: Callable[[], object]) -> None:
        end = time.monotonic() + 5
        while not true():
            assert time.monotonic() < end
            time.sleep(0.001)

    @property
    def sound(self) -> Samples:
        return np.concatenate([b.samples for b in self.blocks])


@pytest.fixture
def rooms() -> Iterator[Callable[..., Room]]:
    made: list[Room] = []

    def make(*answers: Answer, lead_in_s: float = 0.6) -> Room:
        made.append(Room(*answers, lead_in_s=lead_in_s))
        return made[-1]

    yield make
    for room in made:
        room.gate.release(10_000)
        room.microphone.stop()


def loud(sound: Samples) -> tuple[int, int]:
    """First sample of sound, and the one after its last."""
    places = np.flatnonzero(np.abs(sound) > 0.05)
    return int(places[0]), int(places[-1]) + 1


def test_the_room_is_quiet_but_not_dead_until_the_cue(rooms: Callable[..., Room]) -> None:
    room = rooms(answer(1.0))
    room.run(2.0)
    assert np.all([b.samples.any() for b in room.blocks])
    assert np.abs(room.sound).max() < 0.001
    assert [b.first_sample for b in room.blocks] == [512 * k for k in range(len(room.blocks))]
    levels = [e.dbfs for e in room.events if isinstance(e, LevelMeasured)]
    assert levels and max(levels) < -75 and min(levels) > -85
    assert not room.microphone.exhausted


def test_each_cue_brings_one_answer_after_the_lead_in(rooms: Callable[..., Room]) -> None:
    room = rooms(answer(0.5, 0.5), answer(0.25, 0.25), lead_in_s=0.6)
    cued = room.microphone.now
    room.microphone.cue()
    room.run(2.0)
    first, last = loud(room.sound)
    # the block in the making when the cue came is the first to hold the wait
    assert first - cued == pytest.approx(0.6 * 16_000, abs=512)
    assert last - first == 8000
    assert not room.microphone.exhausted
    before = len(room.sound)
    room.microphone.cue()
    room.run(1.5)
    first, last = loud(room.sound[before:])
    assert last - first == 4000
    assert room.sound[before + first] == pytest.approx(0.25, abs=0.001)
    assert room.microphone.exhausted
    room.microphone.cue()
    before = len(room.sound)
    room.run(1.0)
    assert np.abs(room.sound[before:]).max() < 0.001


def test_a_cue_within_an_answer_is_kept_for_its_end(rooms: Callable[..., Room]) -> None:
    room = rooms(answer(1.0), answer(0.5, 0.25), lead_in_s=0.0)
    room.microphone.cue()
    room.run(0.5)
    room.microphone.cue()
    room.run(1.5)
    sound = room.sound
    assert np.count_nonzero(sound > 0.4) == 16_000
    assert np.count_nonzero((sound > 0.2) & (sound < 0.3)) == 8_000


def test_an_interrupted_answer_fades_and_is_dropped(rooms: Callable[..., Room]) -> None:
    room = rooms(answer(5.0), answer(0.5, 0.25), lead_in_s=0.0)
    room.microphone.cue()
    room.run(1.0)
    heard = len(room.sound)
    room.microphone.hush()
    room.run(1.0)
    assert loud(room.sound)[1] - heard <= 512 + 480
    room.microphone.cue()
    room.run(1.0)
    assert room.sound[loud(room.sound)[1] - 1] == pytest.approx(0.25, abs=0.001)
    assert room.microphone.exhausted


def test_muted_it_delivers_zeros(rooms: Callable[..., Room]) -> None:
    room = rooms(answer(1.0), lead_in_s=0.0)
    room.microphone.mute(True)
    before = len(room.blocks) + 1
    room.microphone.cue()
    room.run(0.5)
    assert not np.concatenate([b.samples for b in room.blocks[before:]]).any()


def test_the_real_pace_does_not_drift() -> None:
    blocks: list[Block] = []
    clock = SampleClock()
    microphone = FileMicrophone([answer(0.1)], clock=clock)
    begun = time.monotonic()
    microphone.start(lambda block: (time.sleep(0.02), blocks.append(block))[1], lambda event: None)
    time.sleep(1.6)
    elapsed, now = time.monotonic() - begun, microphone.now
    microphone.stop()
    assert now == pytest.approx(elapsed * 16_000, abs=0.1 * 16_000)
    assert clock.sample_at(begun + 1.0) == pytest.approx(16_000, abs=0.03 * 16_000)
