"""Playing a recording: the right samples at the right time, at any speed, whatever the loudspeaker does."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import samples
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.replay_audio import SILENT_FOR, SOFT, SoundPlayer, find_tracks, open_player
from desktop.replay_model import TrackFiles
from desktop.silent_player import SilentPlayer
from desktop.track_reader import BLOCK, KNEE, TrackReader, bent
from speech.errors import DeviceError, RecordingError

S = samples.S
FADE = round(SOFT * S)
HEARD = bent(sum(samples.sound()))
"""Both tracks as they should be heard."""
pytestmark = pytest.mark.timeout(60)


@pytest.fixture(scope="module")
def tracks(tmp_path_factory) -> TrackFiles:
    return TrackFiles(*samples.recording(tmp_path_factory.mktemp("recording")))


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_silent_player_follows_the_clock() -> None:
    clock = Clock()
    player = SilentPlayer(10 * S, clock=clock)
    clock.now += 5
    assert (player.position, player.playing) == (0, False)
    player.play()
    clock.now += 2
    assert (player.position, player.playing) == (2 * S, True)
    player.set_speed(2)
    clock.now += 1
    assert player.position == 4 * S
    player.pause()
    clock.now += 9
    assert (player.position, player.playing) == (4 * S, False)
    player.play()
    clock.now += 9
    assert (player.position, player.playing) == (10 * S, False)
    player.play()
    assert (player.position, player.playing) == (0, True)


def test_the_silent_player_loops_and_stops_where_asked() -> None:
    clock = Clock()
    player = SilentPlayer(10 * S, clock=clock)
    player.set_loop((S, 2 * S))
    player.seek(S)
    player.play()
    clock.now += 1.1
    assert player.position == S and player.playing
    player.set_loop(None)
    player.play(until=3 * S)
    clock.now += 30
    assert (player.position, player.playing) == (3 * S, False)


class Loudspeaker:
    """A PortAudio on paper: the test is the device and takes blocks when it wants."""

    def __init__(self, rate: int = 48_000, refuse: str = "") -> None:
        self.rate, self.refuse, self.opened, self.clock = rate, refuse, False, 0.0

    def find(self, kind: str, wanted: str | None = None):
        return SimpleNamespace(name=wanted or "paper", rate=self.rate, outputs=2, index=0)

    def open(self, kind: str, device, rates, *, period: float, callback, **_):
        if self.refuse:
            raise DeviceError(self.refuse)
        self.callback, self.size, self.opened = callback, round(rates[0][0] * period), True
        self.stream = SimpleNamespace(samplerate=rates[0][0], latency=0.0, active=True)
        return self.stream

    def join(self, let_go) -> None:
        self.let_go = let_go

    def leave(self, let_go) -> None:
        assert let_go == self.let_go

    def close(self, stream) -> None:
        self.opened = False

    def block(self) -> np.ndarray:
        """What one callback gets, mono."""
        out = np.full((self.size, 2), 9, np.float32)
        self.callback(out, self.size, None, None)
        assert np.array_equal(out[:, 0], out[:, 1])
        return out[:, 0]

    def take(self, player: SoundPlayer, seconds: float, patience: float = 5.0) -> np.ndarray:
        """Play in the feeding thread's own time; what was heard, mono."""
        heard, until = [self.block()[:0]] if not player.playing else [], time.monotonic() + patience
        while sum(map(len, heard)) < seconds * self.stream.samplerate:
            assert time.monotonic() < until, "the feeding thread gave nothing"
            waiting = player._pieces.empty() or player._ready != player._order.generation
            if waiting and player.playing:
                time.sleep(0.002)
                continue
            heard.append(self.block())
            if not player.playing:
                break
        return np.concatenate(heard)


@pytest.fixture
def sounding(tracks: TrackFiles):
    speaker = Loudspeaker(rate=16_000)
    player = SoundPlayer(TrackReader(tracks), speaker, monotonic=lambda: speaker.clock)
    yield speaker, player
    player.close()
    assert not speaker.opened and not player._thread.is_alive()


def test_both_tracks_are_heard_as_they_were_recorded(sounding) -> None:
    speaker, player = sounding
    player.seek(4 * S)
    player.play()
    heard = speaker.take(player, 8)
    expected = HEARD[4 * S : 4 * S + len(heard)]
    assert np.abs(heard - expected)[FADE:].max() < 1e-3
    assert player.position == pytest.approx(12 * S, abs=0.03 * S)
    assert np.abs(expected).max() > 0.1


def test_after_a_seek_nothing_of_before_is_heard(sounding) -> None:
    speaker, player = sounding
    player.play()
    speaker.take(player, 0.3)
    player.seek(62 * S)
    assert player.position == 62 * S
    heard = speaker.take(player, 1)
    silent = next(i for i in range(0, len(heard), speaker.size) if heard[i : i + speaker.size].any())
    expected = HEARD[62 * S : 63 * S][: len(heard) - silent]
    assert np.abs(heard[silent : silent + len(expected)] - expected)[FADE:].max() < 1e-3


def test_pausing_fades_into_silence_and_going_on_loses_nothing(sounding) -> None:
    speaker, player = sounding
    player.seek(10 * S)
    player.play()
    before = speaker.take(player, 0.6)
    player.pause()
    faded, still = speaker.block(), speaker.block()
    assert np.abs(np.diff(faded, prepend=before[-1])).max() < 0.05 and not faded[FADE:].any()
    assert not still.any() and not player.playing
    player.play()
    after = speaker.take(player, 0.6)
    expected = HEARD[10 * S : 10 * S + len(before) + len(after)]
    wrong = np.abs(np.concatenate((before, after)) - expected)
    wrong[len(before) : len(before) + FADE] = 0
    assert wrong[FADE:].max() < 1e-3


def test_a_quote_stops_at_its_end(sounding) -> None:
    speaker, player = sounding
    player.seek(10 * S)
    player.play(until=11 * S)
    heard = speaker.take(player, 5)
    assert not player.playing
    assert len(heard) / S == pytest.approx(1, abs=0.021)
    assert player.position == 11 * S


def test_the_end_is_when_it_has_been_heard(sounding) -> None:
    speaker, player = sounding
    player._delay = 0.1  # a device that holds a tenth of a second
    player.seek(10 * S)
    player.play(until=11 * S)
    speaker.take(player, 1)
    assert player.playing and player.position == pytest.approx(10.9 * S, abs=0.01 * S)
    speaker.clock += 0.06
    assert player.playing and player.position == pytest.approx(10.96 * S, abs=0.01 * S)
    speaker.clock += 0.06
    assert not player.playing and player.position == 11 * S


def test_a_loop_comes_round_again_to_the_sample(sounding) -> None:
    speaker, player = sounding
    begin, end = round(10.2 * S), round(11.3 * S)
    player.set_loop((begin, end))
    player.seek(begin)
    player.play()
    heard = speaker.take(player, 3.5)
    assert player.playing and begin <= player.position <= end
    turn = end - begin
    for number in range(3):
        wrong = heard[number * turn : (number + 1) * turn] - HEARD[begin:end]
        assert np.abs(wrong)[FADE:-FADE].max() < 1e-3
        assert np.abs(heard[number * turn : number * turn + 3]).max() < 0.01


def test_a_loop_switched_off_plays_on(sounding) -> None:
    speaker, player = sounding
    player.set_loop((10 * S, 11 * S))
    player.seek(10 * S)
    player.play()
    speaker.take(player, 0.5)
    player.set_loop(None)
    speaker.take(player, 1)
    assert player.position == pytest.approx(11.5 * S, abs=0.1 * S)


def test_faster_is_shorter(sounding) -> None:
    speaker, player = sounding
    player.set_speed(2.0)
    player.seek(10 * S)
    player.play(until=14 * S)
    assert len(speaker.take(player, 9)) / S == pytest.approx(2, abs=0.15)


def test_a_loudspeaker_that_stops_is_said(sounding) -> None:
    speaker, player = sounding
    player.play()
    speaker.take(player, 0.2)
    speaker.stream.active = False
    assert player.playing and "loudspeaker stopped" in player.failure


def test_a_loudspeaker_that_takes_nothing_any_more_is_said(sounding) -> None:
    speaker, player = sounding
    player.play()
    speaker.take(player, 0.2)
    speaker.clock += SILENT_FOR - 0.1
    assert player.playing and not player.failure
    speaker.clock += 0.2
    assert player.playing and "loudspeaker stopped" in player.failure


def test_a_long_pause_is_no_loss(sounding) -> None:
    speaker, player = sounding
    player.play()
    speaker.take(player, 0.2)
    player.pause()
    speaker.clock += 60
    player.play()
    assert player.playing and not player.failure


def test_the_library_may_restart_only_while_nothing_is_heard(sounding) -> None:
    speaker, player = sounding
    player.seek(10 * S)
    player.play()
    assert not speaker.let_go()
    speaker.take(player, 0.5)
    player.pause()
    assert speaker.let_go() and not speaker.opened
    player.play()
    assert speaker.opened and player.playing and not player.failure
    heard = speaker.take(player, 0.5)
    assert np.abs(heard).max() > 0.05 and player.position == pytest.approx(11 * S, abs=0.1 * S)


def test_a_loudspeaker_that_is_not_there_after_a_restart_is_said(sounding) -> None:
    speaker, player = sounding
    assert speaker.let_go()
    speaker.refuse = "No loudspeaker was found."
    player.play()
    assert player.playing and player.failure == "No loudspeaker was found."


def test_a_recording_that_goes_while_it_plays_is_said(tracks: TrackFiles) -> None:
    class Broken(TrackReader):
        def read(self, first: int, count: int) -> np.ndarray:
            raise RecordingError("The recording a.flac cannot be read.")

    speaker = Loudspeaker()
    player = SoundPlayer(Broken(tracks), speaker)
    player.play()
    until = time.monotonic() + 5
    while not player.failure and time.monotonic() < until:
        time.sleep(0.005)
    assert player.playing and "a.flac" in player.failure
    player.close()


def test_another_rate_is_converted(tracks: TrackFiles) -> None:
    speaker = Loudspeaker(rate=48_000)
    player = SoundPlayer(TrackReader(tracks), speaker)
    player.seek(10 * S)
    player.play(until=12 * S)
    heard = speaker.take(player, 5)
    player.close()
    assert len(heard) / 48_000 == pytest.approx(2, abs=0.12)
    assert np.abs(heard).max() > 0.05


def test_without_a_device_or_a_file_it_follows_in_silence_and_says_why(
    tracks: TrackFiles, tmp_path: Path
) -> None:
    player, notice = open_player(tracks, 5 * S, Loudspeaker(refuse="No loudspeaker was found."))
    assert isinstance(player, SilentPlayer) and notice == "No loudspeaker was found."
    gone = TrackFiles(tmp_path / "gone.wav", tmp_path / "gone.wav")
    player, notice = open_player(gone, 5 * S, Loudspeaker())
    assert isinstance(player, SilentPlayer) and "gone.wav" in notice
    player, notice = open_player(None, 5 * S, None)
    assert isinstance(player, SilentPlayer) and "No sound was kept" in notice


# ---------------------------------------------------------------- the source
def test_the_source_is_the_sum_of_the_tracks_anywhere(tracks: TrackFiles) -> None:
    reader, whole = TrackReader(tracks), np.concatenate((HEARD, np.zeros(S, np.float32)))
    for first, count in ((0, 100), (BLOCK - 50, 100), (7 * BLOCK, 3 * BLOCK), (len(HEARD) - 10, 400)):
        assert np.abs(reader.read(first, count) - whole[first : first + count]).max() < 1e-3
    assert not reader.read(-300, 300).any() and np.abs(reader.read(-5, 10)[5:] - whole[:5]).max() < 1e-3
    assert len(reader._blocks) <= 3
    reader.close()


@given(st.lists(st.floats(-2, 2, width=32), min_size=1, max_size=50))
@settings(deadline=None, max_examples=60)
def test_two_loud_voices_are_bent_and_never_clipped(values: list[float]) -> None:
    mixed = np.array(sorted(values), np.float32)
    made = bent(mixed.copy())
    assert np.abs(made).max() <= 1 and (np.diff(made) >= -1e-6).all()
    quiet = np.abs(mixed) <= KNEE
    assert np.array_equal(made[quiet], mixed[quiet])


def test_a_track_that_is_no_sound_or_of_another_rate_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound at all")
    with pytest.raises(RecordingError, match="a.wav"):
        TrackReader(TrackFiles(tmp_path / "a.wav", tmp_path / "a.wav"))
    soundfile.write(tmp_path / "b.wav", np.zeros(100, np.float32), 44_100)
    with pytest.raises(RecordingError, match="b.wav has 44100 Hz"):
        TrackReader(TrackFiles(tmp_path / "b.wav", tmp_path / "b.wav"))


def test_tracks_are_found_where_they_were_recorded(tmp_path: Path) -> None:
    assert find_tracks(tmp_path) == (None, 0)
    paths = samples.recording(tmp_path)
    assert find_tracks(tmp_path) == (TrackFiles(*paths), 214 * S)
