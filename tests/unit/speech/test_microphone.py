"""The microphone's behaviour on devices in memory: rates, drops, loss and return."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from sound_library import Fake, Hand, MemoryAudio

from speech.clock import SampleClock
from speech.errors import DeviceError
from speech.events import DeviceLost, DeviceRestored, LevelMeasured, SpeechEvent
from speech.level import FLOOR_DBFS, dbfs, measure_room
from speech.microphone import DeviceMicrophone
from speech.ports import Block


class Ear:
    """Everything a microphone said."""

    def __init__(self, *fakes: Fake, wanted: str | None = None) -> None:
        self.hand = Hand()
        self.audio = MemoryAudio(*fakes)
        self.clock = SampleClock()
        self.microphone = DeviceMicrophone(self.audio, wanted, clock=self.clock, monotonic=self.hand)
        self.blocks: list[Block] = []
        self.events: list[SpeechEvent] = []

    def start(self) -> None:
        self.microphone.start(self.blocks.append, self.events.append)

    def feed(self, fake: Fake, seconds: float, value: float = 0.1) -> None:
        """So much sound in 16 ms callbacks, the clock moving along."""
        rate = int(fake.stream.samplerate)
        for _ in range(round(seconds / 0.016)):
            self.hand.move(0.016)
            fake.stream.feed(np.full(round(rate * 0.016), value))

    def until(self, true: Callable[[], object]) -> None:
        end = time.monotonic() + 5
        while not true():
            assert time.monotonic() < end, (self.events[-5:], self.microphone.now)
            time.sleep(0.002)

    def of(self, kind: type) -> list:
        return [e for e in list(self.events) if isinstance(e, kind)]


@pytest.fixture
def ears() -> Iterator[list[Ear]]:
    made: list[Ear] = []
    yield made
    for ear in made:
        ear.microphone.stop()


def test_blocks_are_contiguous_and_count_the_time(ears: list[Ear]) -> None:
    usb = Fake("USB", inputs=1)
    ears.append(ear := Ear(usb))
    ear.start()
    ear.feed(usb, 1.6)
    ear.until(lambda: ear.microphone.now == 50 * 512)
    assert [b.first_sample for b in ear.blocks] == [512 * k for k in range(50)]
    assert np.concatenate([b.samples for b in ear.blocks]) == pytest.approx(0.1)
    assert ear.clock.sample_at(ear.hand()) == pytest.approx(25_600, abs=16 * 16 + 1)
    assert ear.microphone.name == "USB" and ear.microphone.dropped == 0
    assert {round(e.dbfs) for e in ear.of(LevelMeasured)} == {-20}
    assert [e.sample for e in ear.of(LevelMeasured)][:3] == [800, 1600, 2400]


def test_a_device_that_refuses_our_rate_is_resampled(ears: list[Ear]) -> None:
    stubborn = Fake("Studio", inputs=2, rates=(44_100,), rate=44_100, channels=(2,))
    ears.append(ear := Ear(stubborn))
    ear.start()
    assert stubborn.stream.samplerate == 44_100 and stubborn.stream.channels == 2
    ear.feed(stubborn, 3.2)
    ear.until(lambda: ear.microphone.now > 50_000)
    assert ear.microphone.now <= 51_200
    assert ear.blocks[50].samples == pytest.approx(0.1, abs=0.001)
    # what waits inside the resampler does not make the clock late
    assert ear.clock.sample_at(ear.hand()) == pytest.approx(51_200, abs=300)


def test_a_device_that_refuses_everything_is_named() -> None:
    ear = Ear(Fake("Broken", inputs=1, rates=()))
    with pytest.raises(DeviceError, match="microphone 'Broken' cannot be opened .Invalid sample rate"):
        ear.start()


def test_mute_gives_zeros_on_the_running_clock(ears: list[Ear]) -> None:
    usb = Fake("USB", inputs=1)
    ears.append(ear := Ear(usb))
    ear.microphone.mute(True)
    ear.start()
    ear.feed(usb, 0.32)
    ear.until(lambda: len(ear.blocks) == 10)
    ear.microphone.mute(False)
    ear.feed(usb, 0.32)
    ear.until(lambda: len(ear.blocks) == 20)
    assert not np.concatenate([b.samples for b in ear.blocks[:10]]).any()
    assert ear.blocks[19].samples == pytest.approx(0.1)
    assert ear.of(LevelMeasured)[0].dbfs == FLOOR_DBFS


def test_overflows_are_counted(ears: list[Ear]) -> None:
    usb = Fake("USB", inputs=1)
    ears.append(ear := Ear(usb))
    ear.start()
    usb.stream.feed(np.zeros(256), overflow=True)
    assert ear.microphone.dropped == 1


def test_a_listener_too_slow_costs_sound_but_not_time(ears: list[Ear]) -> None:
    usb = Fake("USB", inputs=1)
    ears.append(ear := Ear(usb))
    hold = [True]

    def slow(block: Block) -> None:
        while hold[0]:
            time.sleep(0.002)
        ear.blocks.append(block)

    ear.microphone.start(slow, ear.events.append)
    ear.feed(usb, 16.0)
    assert ear.microphone.dropped > 0
    hold[0] = False
    ear.until(lambda: len(ear.blocks) > 250)
    ear.feed(usb, 0.064)
    ear.until(lambda: ear.microphone.now >= 502 * 512)
    assert [b.first_sample for b in ear.blocks] == [512 * k for k in range(len(ear.blocks))]


def test_a_failing_listener_does_not_end_the_clock(ears: list[Ear], caplog: pytest.LogCaptureFixture) -> None:
    usb = Fake("USB", inputs=1)
    ears.append(ear := Ear(usb))

    def fail(block: Block) -> None:
        raise ValueError("broken listener")

    ear.microphone.start(fail, ear.events.append)
    ear.feed(usb, 0.32)
    ear.until(lambda: ear.microphone.now == 5120)
    assert "broken listener" in caplog.text


def test_unplugged_silence_goes_on_and_the_default_takes_over(ears: list[Ear]) -> None:
    built_in, usb = Fake("Built-in", inputs=1), Fake("USB Headset", inputs=1)
    ears.append(ear := Ear(built_in, usb, wanted="headset"))
    ear.start()
    ear.feed(usb, 0.64)
    ear.until(lambda: ear.microphone.now == 10_240)
    built_in.present = False
    usb.unplug()
    ear.until(lambda: ear.of(DeviceLost))
    assert ear.of(DeviceLost)[0].device == "microphone"
    assert "'USB Headset' is gone: it was unplugged" in ear.of(DeviceLost)[0].reason
    ear.hand.move(2.1)
    ear.until(lambda: ear.microphone.now >= 10_240 + 31_000)
    assert not ear.blocks[-1].samples.any()

    built_in.present = True
    ear.hand.move(1.1)
    ear.until(lambda: built_in.streams)
    ear.feed(built_in, 0.64)
    ear.until(lambda: ear.of(DeviceRestored))
    ear.until(lambda: bool(ear.blocks[-1].samples.any()))
    assert [e.name for e in ear.of(DeviceRestored)] == ["Built-in"]
    assert len(ear.of(DeviceLost)) == 1
    ends = [b.first_sample + 512 for b in ear.blocks]
    assert [b.first_sample for b in ear.blocks[1:]] == ends[:-1]
    elapsed = 0.64 + 2.1 + 1.1 + 0.64
    ear.until(lambda: abs(ear.microphone.now / 16_000 - elapsed) < 0.12)


def test_a_device_plugged_in_later_is_found_by_a_restart(ears: list[Ear]) -> None:
    usb = Fake("USB", inputs=1)
    ears.append(ear := Ear(usb))
    ear.start()
    ear.feed(usb, 0.32)
    ear.until(lambda: ear.microphone.now == 5120)
    usb.unplug()
    ear.until(lambda: ear.of(DeviceLost))
    new = Fake("New one", inputs=1)
    ear.audio.memory.fakes.append(new)
    for _ in range(3):
        ear.hand.move(1.1)
        time.sleep(0.1)
    ear.until(lambda: new.streams)
    assert ear.audio.memory.restarts >= 1
    ear.feed(new, 0.1)
    ear.until(lambda: ear.of(DeviceRestored))


def test_callbacks_that_stop_coming_count_as_loss(ears: list[Ear]) -> None:
    usb = Fake("USB", inputs=1)
    ears.append(ear := Ear(usb))
    ear.start()
    ear.hand.move(2.0)  # the first callback may take its time
    time.sleep(0.25)
    assert not ear.of(DeviceLost)
    ear.feed(usb, 0.32)
    ear.until(lambda: ear.microphone.now == 5120)
    ear.hand.move(0.75)
    ear.until(lambda: ear.of(DeviceLost))
    assert "silent" in ear.of(DeviceLost)[0].reason
    assert ear.of(DeviceLost)[0].sample == 5120


def test_levels() -> None:
    assert dbfs(np.zeros(800, np.float32)) == FLOOR_DBFS
    assert dbfs(np.zeros(0, np.float32)) == FLOOR_DBFS
    assert dbfs(np.ones(800, np.float32)) == 0.0
    assert dbfs(np.full(800, 0.1, np.float32)) == pytest.approx(-20.0, abs=0.01)


def test_a_room_is_measured() -> None:
    quiet = Block(0, np.full(32_000, 0.001, np.float32))
    speech = Block(32_000, np.full(32_000, 0.1, np.float32))
    room = measure_room([quiet, speech])
    assert room.noise_dbfs == pytest.approx(-60, abs=0.1)
    assert room.speech_above_noise == pytest.approx(40, abs=0.1)
    assert not room.silent and room.clipped == 0.0
    assert measure_room([Block(0, np.zeros(16_000, np.float32))]).silent
    assert measure_room([]).silent
    assert measure_room([Block(0, np.ones(16_000, np.float32))]).clipped == 1.0
