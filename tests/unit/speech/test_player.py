"""The loudspeaker's behaviour on devices in memory: events on the clock, halts, loss and return."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from sound_library import Fake, Hand, MemoryAudio

from speech.clock import SampleClock
from speech.errors import DeviceError
from speech.events import DeviceLost, DeviceRestored, PlaybackEnded, PlaybackStarted, SpeechEvent
from speech.played import PlayedTrack
from speech.player import DevicePlayer
from speech.ports import Block, Samples, Sound

LATENCY = 0.05
"""Of the streams in memory."""


def ones(seconds: float, rate: int = 22_050) -> Samples:
    return np.full(round(seconds * rate), 0.5, np.float32)


class Mouth:
    """A player, and everything it said."""

    def __init__(self, *fakes: Fake, wanted: str | None = None) -> None:
        self.hand = Hand()
        self.audio = MemoryAudio(*fakes)
        self.clock = SampleClock()
        self.tell()
        self.player = DevicePlayer(self.audio, wanted, clock=self.clock, monotonic=self.hand)
        self.played: list[Block] = []
        self.events: list[SpeechEvent] = []

    def tell(self) -> None:
        """The microphone delivers: sample 0 was at 1000 s on the hand-moved clock."""
        now = self.hand()
        self.clock.delivered(round((now - 1000) * 16_000), now)

    def start(self) -> None:
        self.player.start(self.played.append, self.events.append)

    def drain(self, fake: Fake, seconds: float) -> np.ndarray:
        """The device plays so long in 16 ms callbacks; the first channel."""
        out = []
        count = round(fake.stream.samplerate * 0.016)
        for _ in range(round(seconds / 0.016)):
            self.hand.move(0.016)
            self.tell()
            out.append(fake.stream.drain(count)[:, 0])
            self.until(self._taken)
        return np.concatenate(out)

    def _taken(self) -> bool:
        """The player's thread has every report so far; on a busy machine it would fall behind the hand's clock."""
        render = self.player._render
        return render is not None and render._queue.empty()

    def until(self, true: Callable[[], object]) -> None:
        end = time.monotonic() + 30
        while not true():
            assert time.monotonic() < end, self.events[-5:]
            time.sleep(0.0005)

    def of(self, kind: type) -> list:
        return [e for e in list(self.events) if isinstance(e, kind)]


@pytest.fixture
def mouths() -> Iterator[list[Mouth]]:
    made: list[Mouth] = []
    yield made
    for mouth in made:
        mouth.player.stop()


def test_events_fall_on_the_moment_the_sound_is_heard(mouths: list[Mouth]) -> None:
    speakers = Fake("Speakers", outputs=2)
    mouths.append(mouth := Mouth(speakers))
    mouth.start()
    mouth.drain(speakers, 0.48)
    mouth.player.play("q", Sound("Hello there.", 22_050, ones(0.32)))
    mouth.player.finish("q")
    out = mouth.drain(speakers, 0.64)
    mouth.hand.move(0.2)
    mouth.until(lambda: mouth.of(PlaybackEnded))
    assert np.flatnonzero(out > 0.25)[0] < 480 and 0.3 < np.count_nonzero(out > 0.25) / 48_000 < 0.34
    started, ended = mouth.of(PlaybackStarted)[0], mouth.of(PlaybackEnded)[0]
    heard = (0.48 + 0.016 + LATENCY) * 16_000
    assert started.sample == pytest.approx(heard, abs=40)
    assert ended.sample - started.sample == pytest.approx(0.32 * 16_000, abs=20)
    assert ended.completed and ended.spoken == "Hello there."
    assert mouth.player.underflows == 0


def test_events_are_not_said_before_their_sound(mouths: list[Mouth]) -> None:
    speakers = Fake("Speakers", outputs=2)
    mouths.append(mouth := Mouth(speakers))
    mouth.start()
    mouth.player.play("q", Sound("Hello.", 22_050, ones(1.0)))
    for _ in range(8):
        speakers.stream.drain(768)
    mouth.until(lambda: mouth.played)
    time.sleep(0.15)
    assert not mouth.of(PlaybackStarted)
    mouth.hand.move(LATENCY + 0.01)
    mouth.until(lambda: mouth.of(PlaybackStarted))


def test_what_was_played_is_one_unbroken_track(mouths: list[Mouth]) -> None:
    speakers = Fake("Speakers", outputs=2)
    mouths.append(mouth := Mouth(speakers))
    mouth.start()
    for name in "abc":
        mouth.player.play(name, Sound("Words.", 22_050, ones(0.2)))
        mouth.player.finish(name)
        mouth.drain(speakers, 0.48)
    mouth.until(lambda: sum(len(b.samples) for b in mouth.played) > 1.4 * 16_000)
    ends = [b.first_sample + len(b.samples) for b in mouth.played]
    assert [b.first_sample for b in mouth.played[1:]] == ends[:-1]
    whole = np.concatenate([b.samples for b in mouth.played])
    assert np.count_nonzero(whole > 0.25) == pytest.approx(3 * 0.2 * 16_000, abs=60)


def test_halt_says_what_was_heard(mouths: list[Mouth]) -> None:
    speakers = Fake("Speakers", outputs=2)
    mouths.append(mouth := Mouth(speakers))
    mouth.start()
    mouth.player.play("q", Sound("one two three four five six seven eight nine ten", 22_050, ones(1.0)))
    mouth.drain(speakers, 0.512)
    mouth.player.halt()
    out = mouth.drain(speakers, 0.16)
    mouth.hand.move(0.1)
    mouth.until(lambda: mouth.of(PlaybackEnded))
    assert np.abs(out[round(0.016 * 48_000) :]).max() == 0
    assert not mouth.of(PlaybackEnded)[0].completed
    assert mouth.of(PlaybackEnded)[0].spoken == "one two three four five"


def test_unplugged_the_utterance_passes_unheard_and_the_session_goes_on(mouths: list[Mouth]) -> None:
    headset, speakers = (
        Fake("USB Headset", outputs=1, channels=(1,)),
        Fake("Speakers", outputs=2, rates=(44_100,), rate=44_100),
    )
    mouths.append(mouth := Mouth(speakers, headset, wanted="headset"))
    mouth.start()
    assert headset.stream.channels == 1
    mouth.player.play("q", Sound("one two three four", 22_050, ones(1.0)))
    mouth.player.play("q", Sound("five six", 22_050, ones(3.0)))
    mouth.player.finish("q")
    mouth.drain(headset, 0.512)
    mouth.until(lambda: mouth.of(PlaybackStarted))
    speakers.present = False
    headset.unplug()
    mouth.until(lambda: mouth.of(DeviceLost))
    assert "loudspeaker 'USB Headset' is gone" in mouth.of(DeviceLost)[0].reason
    mouth.hand.move(1.1)
    mouth.tell()
    time.sleep(0.1)
    assert not mouth.of(PlaybackEnded)

    speakers.present = True
    mouth.hand.move(1.1)
    mouth.until(lambda: speakers.streams)
    out = mouth.drain(speakers, 2.4)
    mouth.hand.move(0.2)
    mouth.until(lambda: mouth.of(PlaybackEnded))
    assert [e.name for e in mouth.of(DeviceRestored)] == ["Speakers"]
    assert 0.5 < np.count_nonzero(out > 0.25) / 44_100 < 1.6  # the rest of it, at another rate
    ended = mouth.of(PlaybackEnded)[0]
    assert not ended.completed and ended.spoken == "one two"


def test_lost_for_good_every_utterance_still_ends(mouths: list[Mouth]) -> None:
    speakers = Fake("Speakers", outputs=2)
    mouths.append(mouth := Mouth(speakers))
    mouth.start()
    mouth.drain(speakers, 0.1)
    speakers.unplug()
    mouth.until(lambda: mouth.of(DeviceLost))
    mouth.player.play("q", Sound("Not heard.", 22_050, ones(0.5)))
    mouth.player.finish("q")
    mouth.hand.move(0.3)
    time.sleep(0.1)
    assert not mouth.of(PlaybackEnded)
    mouth.hand.move(0.4)
    mouth.until(lambda: mouth.of(PlaybackEnded))
    assert mouth.of(PlaybackEnded)[0].spoken == "" and not mouth.of(PlaybackEnded)[0].completed
    assert len(mouth.of(DeviceLost)) == 1


def test_callbacks_that_stop_coming_count_as_loss(mouths: list[Mouth]) -> None:
    speakers = Fake("Speakers", outputs=2)
    mouths.append(mouth := Mouth(speakers))
    mouth.start()
    mouth.drain(speakers, 0.1)
    mouth.until(lambda: mouth.played)
    mouth.hand.move(0.8)
    mouth.until(lambda: mouth.of(DeviceLost))
    assert "silent" in mouth.of(DeviceLost)[0].reason


def test_a_restart_of_the_library_is_refused_only_in_mid_utterance(mouths: list[Mouth]) -> None:
    speakers = Fake("Speakers", outputs=2)
    mouths.append(mouth := Mouth(speakers))
    mouth.start()
    mouth.drain(speakers, 0.1)
    mouth.player.play("q", Sound("Hello.", 22_050, ones(1.0)))
    assert not mouth.audio.rescan()
    mouth.player.halt()
    mouth.drain(speakers, 0.1)
    assert mouth.audio.rescan()
    mouth.until(lambda: len(speakers.streams) == 2)
    assert not mouth.of(DeviceLost)


def test_no_loudspeaker_is_said_at_the_start() -> None:
    with pytest.raises(DeviceError, match="No loudspeaker was found"):
        Mouth(Fake("USB", inputs=1)).start()


def test_the_track_follows_the_clock_only_where_it_is_silent() -> None:
    clock, played = SampleClock(), []
    clock.delivered(0, 0.0)
    track = PlayedTrack(clock, played.append, 16_000)
    for k in range(100):  # 1.6 s of sound on a device that is 40 ms late by its end
        track.add(np.ones(256, np.float32), 1.0 + k * 0.0164, sounding=True)
    whole = np.concatenate([b.samples for b in played])
    assert whole.all() and len(whole) == 25_600
    for k in range(100):
        track.add(np.zeros(256, np.float32), 2.64 + k * 0.016, sounding=False)
    end = played[-1].first_sample + 256
    assert end == pytest.approx((2.64 + 1.6) * 16_000, abs=80)


def test_the_track_fills_a_real_gap_within_speech() -> None:
    clock, played = SampleClock(), []
    clock.delivered(0, 0.0)
    track = PlayedTrack(clock, played.append, 16_000)
    for k in range(60):
        track.add(np.ones(256, np.float32), 1.0 + k * 0.016 + (0.3 if k >= 20 else 0.0), sounding=True)
    whole = np.concatenate([b.samples for b in played])
    assert np.count_nonzero(whole == 0) == pytest.approx(4800, abs=80)
    assert whole[-1] == 1
