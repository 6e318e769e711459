"""The replay on a real PortAudio: what comes out of the loudspeaker, measured."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from desktop.replay_audio import SoundPlayer, open_player
from desktop.replay_model import TrackFiles
from desktop.silent_player import SilentPlayer
from speech.portaudio import PortAudio
from speech.ports import Samples
from tests.audio.virtual_card import VirtualCard

pytestmark = [pytest.mark.sound, pytest.mark.timeout(120)]

S = 16_000
SIZE = 2**19
ATTEMPTS = 4
"""A machine that does too much at once makes any loudspeaker stutter; once it has to be right to the sample."""
NEAR = round(0.05 * S)
"""Samples: how far from what was asked a seek may land, and from what is heard the playhead may stand."""


def murmur(seconds: float, seed: int) -> Samples:
    """Noise of low frequencies: no stretch of it is like another, so that each is found again.

    Higher ones would be unlike where the recording's samples fall between the source's.
    """
    noise = np.random.default_rng(seed).standard_normal(round(seconds * S))
    spectrum = np.fft.rfft(noise)
    hertz = np.fft.rfftfreq(len(noise), 1 / S)
    spectrum[(hertz < 150) | (hertz > 1500)] = 0
    made = np.fft.irfft(spectrum, len(noise))
    return (0.15 * made / made.std()).astype(np.float32)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[TrackFiles, Samples]:
    """Twenty seconds of both tracks, and their sum; from the fifth to the sixth second nobody speaks."""
    folder = tmp_path_factory.mktemp("recording")
    own, other = murmur(20, 1), murmur(20, 2) * 0.5
    own[5 * S : 6 * S] = other[5 * S : 6 * S] = 0
    tracks = TrackFiles(folder / "candidate.flac", folder / "interviewer.flac")
    soundfile.write(tracks.candidate, own, S, subtype="PCM_16")
    soundfile.write(tracks.interviewer, other, S, subtype="PCM_16")
    return tracks, own + other


@pytest.fixture
def player(card: VirtualCard, source: tuple[TrackFiles, Samples]) -> Iterator[SoundPlayer]:
    made, why = open_player(source[0], 20 * S, PortAudio(), "pulse")
    assert isinstance(made, SoundPlayer), why
    yield made
    made.close()


def heard(card: VirtualCard, path: Path, act: Callable[[], None]) -> Samples:
    """What the loudspeaker gave during the act, 16 kHz, from its first sound to its last."""
    with card.record(path):
        act()
    sound, rate = soundfile.read(path, dtype="float32")
    assert np.abs(sound).max() < 0.99, "clipped"
    sound = soxr.resample(sound, rate, S)
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    return sound[loud[0] : loud[-1] + 1]


@lru_cache(maxsize=1)
def spectrum(whole: bytes) -> np.ndarray:
    return np.fft.rfft(np.frombuffer(whole, np.float32), SIZE)


def place(piece: Samples, whole: Samples) -> tuple[int, float]:
    """Where in the whole a piece comes from, and how like it is there, 0 to 1."""
    product = np.fft.irfft(spectrum(whole.tobytes()) * np.conj(np.fft.rfft(piece, SIZE)), SIZE)
    at = int(np.argmax(product[: len(whole) - len(piece)]))
    there = whole[at : at + len(piece)]
    return at, float(product[at] / np.sqrt((piece**2).sum() * (there**2).sum()))


def play_for(player: SoundPlayer, seconds: float) -> None:
    player.play()
    time.sleep(seconds)
    player.pause()
    time.sleep(0.2)  # what the device still holds


def gaps(sound: Samples, whole: Samples, begin: int) -> list[float]:
    """How unlike the source each quarter of a second is, where it is not just what should be there."""
    found = []
    for first in range(S // 100, len(sound) - S // 4 - 800, S // 4):
        at, likeness = place(sound[first : first + S // 4], whole)
        if abs(at - first - begin) > 1 or likeness < 0.98:
            found.append(likeness)
    return found


def test_every_sample_is_heard_once_and_in_its_place(
    card: VirtualCard, player: SoundPlayer, source: tuple[TrackFiles, Samples], tmp_path: Path
) -> None:
    for attempt in range(ATTEMPTS):
        player.seek(S)
        sound = heard(card, tmp_path / f"{attempt}.wav", lambda: play_for(player, 3.2))
        begin = place(sound[S // 2 : S], source[1])[0] - S // 2
        if not (found := gaps(sound, source[1], begin)):
            break
    assert not found and abs(begin - S) < 0.01 * S
    assert abs(player.position - begin - len(sound)) < NEAR


def test_a_seek_while_it_plays_lands_where_it_should(
    card: VirtualCard, player: SoundPlayer, source: tuple[TrackFiles, Samples], tmp_path: Path
) -> None:
    def act() -> None:
        player.play()
        time.sleep(0.6)
        for second in (12, 3, 17):
            player.seek(second * S)
            time.sleep(0.7)
        player.pause()

    sound = heard(card, tmp_path / "a.wav", act)
    step = round(0.02 * S)
    places = [
        place(sound[first : first + 4 * step], source[1])[0]
        for first in range(0, len(sound) - 4 * step, step)
    ]
    for second in (12, 3, 17):
        after = [at for at in places if second * S - NEAR <= at < second * S + 0.7 * S]
        assert len(after) > 15 and abs(min(after) - second * S) < NEAR


@pytest.mark.parametrize("speed", [0.75, 1.5, 2.0])
def test_at_any_speed_it_takes_that_long_and_keeps_its_pitch(
    card: VirtualCard, tmp_path: Path, speed: float
) -> None:
    t = np.arange(8 * S) / S
    tone = sum(np.sin(2 * np.pi * 160 * k * t) / k for k in (1, 2, 3)) * 0.2
    tracks = TrackFiles(tmp_path / "candidate.flac", tmp_path / "interviewer.flac")
    for path in (tracks.candidate, tracks.interviewer):
        soundfile.write(path, tone if path is tracks.candidate else tone * 0, S)
    player, _ = open_player(tracks, 8 * S, PortAudio(), "pulse")
    player.set_speed(speed)

    def act() -> None:
        player.seek(2 * S)
        player.play(until=5 * S)
        until = time.monotonic() + 8
        while player.playing and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.2)

    try:
        for attempt in range(3):
            sound = heard(card, tmp_path / f"{attempt}.wav", act)
            if whole(sound, speed):  # a machine that stood still for a moment leaves a gap that is not ours
                break
        else:
            pytest.fail("a gap, or the wrong length, three times in a row")
    finally:
        player.close()
    middle = sound[S // 4 : -S // 4]
    strength = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert np.argmax(strength) * S / len(middle) == pytest.approx(160, rel=0.02)


def whole(sound: Samples, speed: float) -> bool:
    """As long as three seconds take at that speed, and never quieter in between."""
    middle = sound[S // 4 : -S // 4]
    level = [middle[i : i + 400].std() for i in range(0, len(middle) - 400, 400)]
    return abs(len(sound) / S - 3 / speed) < 0.08 and min(level) > 0.7 * float(np.median(level))


def test_a_loop_is_heard_again_and_again(
    card: VirtualCard, player: SoundPlayer, source: tuple[TrackFiles, Samples], tmp_path: Path
) -> None:
    begin, end = round(8.0 * S), round(9.1 * S)
    turns = np.tile(source[1][begin:end], 5)
    player.set_loop((begin, end))
    for attempt in range(ATTEMPTS):
        player.seek(begin)
        sound = heard(card, tmp_path / f"{attempt}.wav", lambda: play_for(player, 3.6))
        late = place(sound[800:8000], source[1])[0] - 800 - begin
        assert 0 <= late < NEAR
        expected = turns[late : late + len(sound)]
        likeness = float(np.dot(sound, expected) / np.sqrt((sound**2).sum() * (expected**2).sum()))
        if likeness > 0.97:
            break
    assert likeness == pytest.approx(1, abs=0.03) and 3.4 * S < len(sound) < 4.2 * S


def test_a_loudspeaker_unplugged_while_it_plays_is_noticed_and_the_next_one_taken(
    card: VirtualCard, player: SoundPlayer, source: tuple[TrackFiles, Samples]
) -> None:
    player.play()
    time.sleep(0.4)
    card.unplug()
    try:
        until = time.monotonic() + 6
        while not player.failure and time.monotonic() < until:
            assert player.playing
            time.sleep(0.05)
        assert "The loudspeaker stopped" in player.failure
        player.close()
    finally:
        card.replug()
    again, why = open_player(source[0], 20 * S, PortAudio(), "pulse")
    assert not isinstance(again, SilentPlayer) and not why
    again.play()
    until = time.monotonic() + 5
    while again.position < S // 10 and time.monotonic() < until:
        time.sleep(0.02)
    assert again.position >= S // 10 and not again.failure
    again.close()
