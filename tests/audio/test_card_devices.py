"""Microphone and loudspeaker on a real PortAudio, on a sound card that exists in software."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from speech.clock import SampleClock
from speech.devices import choose
from speech.errors import DeviceError
from speech.events import (
    DeviceLost,
    DeviceRestored,
    LevelMeasured,
    PlaybackEnded,
    PlaybackStarted,
    SpeechEvent,
)
from speech.microphone import DeviceMicrophone
from speech.player import DevicePlayer
from speech.portaudio import PortAudio
from speech.ports import Block, Samples, Sound
from tests.audio.virtual_card import VirtualCard

pytestmark = [pytest.mark.sound, pytest.mark.timeout(120)]

RATE = 16_000
VOICE_RATE = 22_050
FRAME = 80
"""5 ms at 16 kHz: the resolution of onsets here."""


class Bench:
    """A microphone and a loudspeaker as a session would hold them, and all that came of them."""

    def __init__(self) -> None:
        self.clock, audio = SampleClock(), PortAudio()
        self.microphone = DeviceMicrophone(audio, "pulse", clock=self.clock)
        self.player = DevicePlayer(audio, "pulse", clock=self.clock)
        self.blocks: list[Block] = []
        self.played: list[Block] = []
        self.events: list[SpeechEvent] = []

    def __enter__(self) -> Bench:
        self.microphone.start(self.blocks.append, self.events.append)
        self.player.start(self.played.append, self.events.append)
        self.until(lambda: len(self.blocks) > 10 and len(self.played) > 10)
        return self

    def __exit__(self, *_: object) -> None:
        self.player.stop()
        self.microphone.stop()

    def of(self, kind: type) -> list:
        return [event for event in list(self.events) if isinstance(event, kind)]

    def until(self, true: Callable[[], object], seconds: float = 10.0) -> None:
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"not within {seconds} s; events: {self.of(object)[-5:]}"
            time.sleep(0.01)

    def say(self, name: str, *sounds: Sound) -> None:
        for sound in sounds:
            self.player.play(name, sound)
        self.player.finish(name)

    def ended(self, name: str) -> PlaybackEnded | None:
        return next((e for e in self.of(PlaybackEnded) if e.utterance_id == name), None)


@pytest.fixture
def bench(card: VirtualCard) -> Iterator[Bench]:
    with Bench() as running:
        yield running


def joined(blocks: list[Block]) -> Samples:
    """The blocks as one sound, after checking that each begins where the one before ended."""
    ends = [b.first_sample + len(b.samples) for b in blocks]
    assert [b.first_sample for b in blocks[1:]] == ends[:-1]
    return np.concatenate([b.samples for b in blocks])


def chirp(seconds: float, rate: int, low: float = 300.0, high: float = 3000.0) -> Samples:
    t = np.arange(round(seconds * rate)) / rate
    phase = 2 * np.pi * (low * t + (high - low) * t * t / (2 * seconds))
    return (0.5 * np.sin(phase)).astype(np.float32)


def loud(samples: Samples, frame: int = FRAME) -> np.ndarray:
    """Which frames hold sound, and not the residue of a resampler."""
    whole = samples[: len(samples) // frame * frame].reshape(-1, frame)
    return np.sqrt((whole**2).mean(axis=1)) > 0.05


def place(sound: Samples, within: Samples) -> tuple[int, float]:
    """Where a sound lies in a longer one, by correlation, and how alike it is there, 0 to 1."""
    size = 1 << (len(sound) + len(within)).bit_length()
    product = np.fft.rfft(within, size) * np.conj(np.fft.rfft(sound, size))
    at = int(np.argmax(np.fft.irfft(product, size)[: len(within)]))
    piece = within[at : at + len(sound)]
    alike = float(np.dot(sound[: len(piece)], piece) / (np.linalg.norm(sound) * np.linalg.norm(piece) + 1e-9))
    return at, alike


def test_microphone_hears_what_is_played_into_it(bench: Bench, card: VirtualCard, tmp_path: Path) -> None:
    sound = chirp(2.0, 48_000)
    soundfile.write(tmp_path / "answer.wav", sound, 48_000)
    card.play(tmp_path / "answer.wav")
    time.sleep(0.3)

    heard = joined(list(bench.blocks))
    _, alike = place(np.asarray(soxr.resample(sound, 48_000, RATE), dtype=np.float32), heard)
    assert alike > 0.95
    assert {len(b.samples) for b in bench.blocks} == {512}
    assert bench.microphone.dropped == 0
    assert bench.microphone.now == len(heard) or bench.microphone.now == len(joined(list(bench.blocks)))
    levels = [e.dbfs for e in bench.of(LevelMeasured)]
    assert max(levels) == pytest.approx(-9.0, abs=1.0)
    assert min(levels) == -90.0


def test_a_muted_microphone_keeps_its_clock(bench: Bench, card: VirtualCard, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "answer.wav", chirp(1.0, 48_000), 48_000)
    bench.microphone.mute(True)
    before = bench.microphone.now
    card.play(tmp_path / "answer.wav")
    assert bench.microphone.now - before > 0.9 * RATE
    assert not joined(list(bench.blocks)).any()


def test_player_plays_what_was_asked(bench: Bench, card: VirtualCard, tmp_path: Path) -> None:
    first, second = chirp(0.8, VOICE_RATE), chirp(0.6, VOICE_RATE, 500, 2000)
    with card.record(tmp_path / "out.wav"):
        bench.player.play("q1", Sound("Tell me more.", VOICE_RATE, first))
        bench.until(lambda: bench.of(PlaybackStarted))
        time.sleep(1.3)  # the second sentence is still being synthesised
        assert bench.ended("q1") is None
        bench.say("q1", Sound("What did you do?", VOICE_RATE, second))
        bench.until(lambda: bench.ended("q1"))

    heard, rate = soundfile.read(tmp_path / "out.wav", dtype="float32")
    assert rate == 48_000
    assert np.abs(heard).max() == pytest.approx(0.5, abs=0.05)
    at, alike = place(np.asarray(soxr.resample(first, VOICE_RATE, rate), dtype=np.float32), heard)
    later, alike_later = place(np.asarray(soxr.resample(second, VOICE_RATE, rate), dtype=np.float32), heard)
    assert min(alike, alike_later) > 0.9
    gap = heard[at + round(0.81 * rate) : later - round(0.01 * rate)]
    assert len(gap) > 0.3 * rate
    assert np.abs(gap).max() < 0.001
    ended = bench.ended("q1")
    assert ended is not None and ended.completed
    assert ended.spoken == "Tell me more. What did you do?"
    started = bench.of(PlaybackStarted)[0]
    length = (ended.sample - started.sample) / RATE
    assert length == pytest.approx((later - at) / rate + 0.6, abs=0.06)


def test_sentences_that_are_ready_follow_without_a_gap(
    bench: Bench, card: VirtualCard, tmp_path: Path
) -> None:
    tone = (0.5 * np.sin(2 * np.pi * 440 * np.arange(VOICE_RATE // 2) / VOICE_RATE)).astype(np.float32)
    with card.record(tmp_path / "out.wav"):
        bench.say("q1", Sound("One.", VOICE_RATE, tone), Sound("Two.", VOICE_RATE, tone))
        bench.until(lambda: bench.ended("q1"))
    heard, rate = soundfile.read(tmp_path / "out.wav", dtype="float32")
    sounding = np.flatnonzero(loud(heard, rate // 200))
    assert len(sounding) == pytest.approx(200, abs=4)
    assert (
        sounding[-1] - sounding[0] + 1 - len(sounding) <= 4
    )  # a late callback may cost 20 ms on a busy machine


def test_what_was_played_is_reported_on_the_clock(bench: Bench) -> None:
    sound = chirp(0.7, VOICE_RATE)
    bench.say("q1", Sound("Hello.", VOICE_RATE, sound))
    bench.until(lambda: bench.ended("q1"))
    time.sleep(0.1)  # the last milliseconds are still in the resampler
    track = joined(list(bench.played))
    at, alike = place(np.asarray(soxr.resample(sound, VOICE_RATE, RATE), dtype=np.float32), track)
    assert alike > 0.93  # half a sample of phase takes the rest
    started = bench.of(PlaybackStarted)[0]
    assert bench.played[0].first_sample + at == pytest.approx(started.sample, abs=32)


def test_halt_silences_at_once_and_says_what_was_heard(card: VirtualCard) -> None:
    card.listen_to_self()
    try:
        with Bench() as echo:
            sentence = "one two three four five six seven eight nine ten"
            echo.player.play("q1", Sound(sentence, VOICE_RATE, chirp(4.0, VOICE_RATE)))
            echo.player.play("q1", Sound("Never heard.", VOICE_RATE, chirp(1.0, VOICE_RATE)))
            echo.until(lambda: echo.of(PlaybackStarted))
            time.sleep(1.5)
            asked = echo.clock.sample_at(time.monotonic())
            echo.player.halt()
            echo.until(lambda: echo.ended("q1"))
            time.sleep(0.4)
            heard = joined(list(echo.blocks))
    finally:
        card.listen_to_self(False)
    last = (np.flatnonzero(loud(heard))[-1] + 1) * FRAME
    ended = echo.ended("q1")
    assert ended is not None and not ended.completed
    buffered = 0.1  # the device's own buffer, which cannot be called back
    assert (last - asked) / RATE <= 0.05 + buffered
    assert abs(ended.sample - last) / RATE <= 0.06
    words = ended.spoken.split()
    assert sentence.startswith(ended.spoken) and 2 <= len(words) <= 5
    assert not echo.player._queue.busy


def test_player_and_microphone_share_one_clock(card: VirtualCard) -> None:
    card.listen_to_self()
    errors: list[float] = []
    try:
        with Bench() as echo:
            for name in ("a", "b", "c"):
                time.sleep(0.5)
                echo.say(name, Sound("Beep.", VOICE_RATE, chirp(0.4, VOICE_RATE)))
                echo.until(lambda name=name: echo.ended(name))
            time.sleep(0.4)
            heard = joined(list(echo.blocks))
    finally:
        card.listen_to_self(False)
    sounding = loud(heard)
    onsets = np.flatnonzero(sounding[1:] & ~sounding[:-1]) + 1
    starts = [e.sample for e in echo.of(PlaybackStarted)]
    assert len(starts) == 3
    for start in starts:
        errors.append(float(np.abs(onsets * FRAME - start).min()) / RATE)
    print("loop-back error, ms:", [round(1000 * e) for e in errors])
    assert max(errors) <= 0.06


def test_unplugged_and_plugged_in_again(bench: Bench, card: VirtualCard, tmp_path: Path) -> None:
    bench.player.play("q1", Sound("one two three four", VOICE_RATE, chirp(1.2, VOICE_RATE)))
    bench.player.finish("q1")
    bench.until(lambda: bench.of(PlaybackStarted))
    card.unplug()
    try:
        bench.until(lambda: len(bench.of(DeviceLost)) == 2)
        began, samples = time.monotonic(), bench.microphone.now
        bench.until(lambda: bench.ended("q1"))
        time.sleep(1.5)
        assert bench.microphone.now - samples == pytest.approx(
            (time.monotonic() - began) * RATE, abs=0.15 * RATE
        )
        assert not bench.of(DeviceRestored)
    finally:
        card.replug()
    bench.until(lambda: len(bench.of(DeviceRestored)) == 2)
    ended = bench.ended("q1")
    assert ended is not None and not ended.completed
    assert ended.spoken != "one two three four"
    assert {e.device for e in bench.of(DeviceLost)} == {"microphone", "loudspeaker"}
    assert [e.name for e in bench.of(DeviceRestored)] == ["pulse", "pulse"]

    sound = chirp(1.0, 48_000)
    soundfile.write(tmp_path / "answer.wav", sound, 48_000)
    card.play(tmp_path / "answer.wav")
    with card.record(tmp_path / "out.wav"):
        bench.say("q2", Sound("Go on.", VOICE_RATE, chirp(0.5, VOICE_RATE)))
        bench.until(lambda: bench.ended("q2"))
    _, alike = place(
        np.asarray(soxr.resample(sound, 48_000, RATE), dtype=np.float32), joined(list(bench.blocks))
    )
    assert alike > 0.95
    assert loud(soundfile.read(tmp_path / "out.wav", dtype="float32")[0], 240).sum() > 60
    joined(list(bench.played))
    elapsed = time.monotonic() - began
    assert bench.microphone.now - samples == pytest.approx(elapsed * RATE, abs=0.2 * RATE)


def test_a_microphone_that_falls_silent_is_lost_once(bench: Bench, card: VirtualCard) -> None:
    card.hush_microphone()
    try:
        bench.until(lambda: bench.of(DeviceLost))
        time.sleep(5)  # it can be opened again, yet delivers nothing: tried, and given up quietly
        assert len(bench.of(DeviceLost)) == 1
        assert not bench.of(DeviceRestored)
        assert "silent" in bench.of(DeviceLost)[0].reason
    finally:
        card.hush_microphone(False)
    bench.until(lambda: bench.of(DeviceRestored))
    assert bench.of(DeviceRestored)[0].device == "microphone"
    before = bench.microphone.now
    time.sleep(1)
    assert bench.microphone.now - before == pytest.approx(RATE, abs=0.2 * RATE)
    joined(list(bench.blocks))


def test_a_loudspeaker_that_stops_taking_sound(bench: Bench, card: VirtualCard) -> None:
    card.hush_loudspeaker()
    try:
        bench.say("q1", Sound("one two three four", VOICE_RATE, chirp(1.0, VOICE_RATE)))
        bench.until(lambda: bench.ended("q1"))
        assert [e.device for e in bench.of(DeviceLost)] == ["loudspeaker"]
    finally:
        card.hush_loudspeaker(False)
    bench.until(lambda: bench.of(DeviceRestored))
    bench.say("q2", Sound("Hello.", VOICE_RATE, chirp(0.5, VOICE_RATE)))
    bench.until(lambda: bench.ended("q2"))
    ended = bench.ended("q2")
    assert ended is not None and ended.completed


def test_a_restart_of_the_library_spares_streams_in_use(card: VirtualCard) -> None:
    audio, clock = PortAudio(), SampleClock()
    microphone = DeviceMicrophone(audio, clock=clock)
    player = DevicePlayer(audio, clock=clock)
    events: list[SpeechEvent] = []
    player.start(lambda block: None, events.append)
    assert audio.rescan()  # the idle player lets go and opens its device again
    microphone.start(lambda block: None, events.append)
    assert not audio.rescan()
    player.play("q", Sound("Hello.", RATE, chirp(0.2, RATE)))
    player.finish("q")
    end = time.monotonic() + 5
    while not any(isinstance(e, PlaybackEnded) for e in events) and time.monotonic() < end:
        time.sleep(0.02)
    player.stop()
    microphone.stop()
    assert [e.completed for e in events if isinstance(e, PlaybackEnded)] == [True]
    assert not [e for e in events if isinstance(e, DeviceLost)]


def test_devices_are_listed_and_refusals_are_named(card: VirtualCard) -> None:
    audio = PortAudio()
    devices = audio.devices()
    assert {d.name for d in devices} == {"pulse", "default"}
    assert choose(devices, "microphone").default_input
    assert audio.accepts(choose(devices, "microphone", "pulse"), RATE)
    assert not audio.accepts(choose(devices, "microphone", "pulse"), 11)
    with pytest.raises(DeviceError, match="no loudspeaker 'radio'; there are 'pulse', 'default'"):
        DevicePlayer(audio, "radio", clock=SampleClock()).start(lambda block: None, lambda event: None)
    card.unplug()
    try:
        with pytest.raises(DeviceError, match="'pulse' cannot be opened"):
            DeviceMicrophone(audio, "pulse", clock=SampleClock()).start(lambda b: None, lambda e: None)
    finally:
        card.replug()
