"""The recording: one clock for both tracks, kills, full disks, compression."""

from __future__ import annotations

import errno
import os
import queue
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from speech import recorder as recorder_module
from speech.errors import RecordingError
from speech.events import RecordingFailed, SpeechEvent
from speech.ports import Block
from speech.recorder import Recorder, recover
from speech.tracks import open_tracks
from speech.wavefile import HEADER, WaveTrack, header, pcm16


def block(first: int, count: int = 512, value: float = 0.25) -> Block:
    return Block(first, np.full(count, value, np.float32))


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_both_tracks_lie_on_one_clock(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "session", lambda event: None)
    recorder.start()
    for k in range(40):
        recorder.candidate(block(512 * k, value=k / 100))
    recorder.interviewer(block(5000, 1000, 0.5))
    recorder.interviewer(block(9000, 1000, -0.5))
    tracks = recorder.close()
    assert tracks is not None and recorder.dropped == 0
    assert sorted(p.name for p in (tmp_path / "session").iterdir()) == ["candidate.flac", "interviewer.flac"]
    assert tracks.length == 40 * 512
    assert tracks.candidate.shape == tracks.interviewer.shape == (40 * 512,)
    assert tracks.candidate[512 * 7 : 512 * 8] == pytest.approx(0.07, abs=1e-4)
    spoken = tracks.interviewer
    assert np.flatnonzero(spoken)[0] == 5000 and np.flatnonzero(spoken)[-1] == 9999
    assert not spoken[6000:9000].any() and spoken[9500] == pytest.approx(-0.5, abs=1e-4)


def test_any_stretch_can_be_read(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, lambda event: None)
    recorder.start()
    recorder.candidate(Block(0, np.arange(2000, dtype=np.float32) / 4000))
    recorder.stop()
    for suffix, find in ((".wav", lambda: open_tracks(tmp_path)), (".flac", recorder.close)):
        opened = find()
        assert opened is not None and opened.paths["candidate"].suffix == suffix
        assert opened.read("candidate", 100, 102) == pytest.approx([100 / 4000, 101 / 4000], abs=1e-4)
        assert opened.read("candidate", -2, 2) == pytest.approx([0, 0, 0, 1 / 4000], abs=1e-4)
        beyond = opened.read("candidate", 1999, 2005)
        assert beyond.shape == (6,) and beyond[0] > 0.4 and not beyond[1:].any()
        assert opened.read("interviewer", 0, 5).tolist() == [0] * 5
        assert opened.read("candidate", 5000, 5010).tolist() == [0] * 10


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(-300, 300), st.integers(1, 200)), min_size=1, max_size=12))
def test_gaps_are_silence_and_overlaps_are_left_out(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int]]
) -> None:
    track = WaveTrack(tmp_path_factory.mktemp("t") / "a.wav", keep=100_000)
    track.open()
    end, expected = 0, np.zeros(10_000)
    for k, (jump, count) in enumerate(steps, 1):
        first = max(0, end + jump)
        track.add(block(first, count, k / 20))
        if first + count > end:
            expected[max(first, end) : first + count] = k / 20
            end = first + count
        if k % 3 == 0:
            track.sync()
    track.sync()
    track.close()
    with wave.open(str(track._path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 16_000)
        sound = np.frombuffer(file.readframes(20_000), "<i2") / 32_767
    assert sound == pytest.approx(expected[:end], abs=1e-4)


def test_loud_sound_is_clipped_and_does_not_wrap() -> None:
    assert pcm16(np.array([1.7, -1.7, 1.0], np.float32)).tolist() == [32_767, -32_768, 32_767]


KILLED = """
import sys, time
import numpy as np
from pathlib import Path
from speech.ports import Block
from speech.recorder import Recorder
recorder = Recorder(Path(sys.argv[1]), print)
recorder.start()
begun = time.monotonic()
for k in range(10_000):
    time.sleep(max(0.0, begun + k * 0.032 - time.monotonic()))
    recorder.candidate(Block(512 * k, np.full(512, (k % 100) / 200, np.float32)))
    recorder.interviewer(Block(512 * k, np.full(512, -(k % 100) / 200, np.float32)))
    print(512 * (k + 1), flush=True)
"""


def test_a_kill_costs_at_most_a_second(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path / "s")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    told = 0
    while told < 16_000 * 2.3:
        told = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    told = max([told, *(int(line) for line in process.stdout.read().split())])
    process.wait()
    process.stdout.close()

    tracks = recover(tmp_path / "s")
    assert told - tracks.length <= 16_000
    for sound, sign in ((tracks.candidate, 1), (tracks.interviewer, -1)):
        whole = len(sound) // 512
        expected = sign * np.repeat(np.arange(whole) % 100 / 200, 512)
        kept = np.flatnonzero(sound)[-1] + 1
        assert told - kept <= 16_000
        assert sound[: min(kept, whole * 512)] == pytest.approx(expected[:kept], abs=1e-4)
    assert sorted(p.suffix for p in (tmp_path / "s").iterdir()) == [".flac", ".flac"]
    assert recover(tmp_path / "s").length == tracks.length


def test_a_header_that_fell_behind_is_mended(tmp_path: Path) -> None:
    sound = pcm16(np.linspace(-0.5, 0.5, 5000, dtype=np.float32)).tobytes()
    (tmp_path / "candidate.wav").write_bytes(header(1000) + sound + b"\x01")  # half a sample at the end
    (tmp_path / "interviewer.wav").write_bytes(header(0))
    tracks = open_tracks(tmp_path)
    assert tracks.length == 5000
    assert tracks.candidate[-1] == pytest.approx(0.5, abs=1e-4)
    assert not tracks.interviewer.any()
    with wave.open(str(tmp_path / "candidate.wav")) as file:
        assert file.getnframes() == 5000
    assert (tmp_path / "candidate.wav").stat().st_size == HEADER + 10_000


def test_a_wav_that_was_still_being_compressed_wins(tmp_path: Path) -> None:
    for name in ("candidate", "interviewer"):
        (tmp_path / f"{name}.wav").write_bytes(header(100) + bytes(200))
        (tmp_path / f"{name}.flac.part").write_bytes(b"half a file")
    assert recover(tmp_path).length == 100
    assert sorted(p.name for p in tmp_path.iterdir()) == ["candidate.flac", "interviewer.flac"]


@pytest.mark.parametrize("broken", [b"", b"RIFF", b"\x00" * 200])
def test_a_broken_file_is_named_and_kept(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "candidate.wav").write_bytes(broken)
    (tmp_path / "interviewer.wav").write_bytes(header(0))
    with pytest.raises(RecordingError, match=r"candidate\.wav cannot be read"):
        recover(tmp_path)
    assert (tmp_path / "candidate.wav").read_bytes() == broken


def test_a_broken_flac_is_named(tmp_path: Path) -> None:
    (tmp_path / "candidate.flac").write_bytes(b"fLaC, almost")
    (tmp_path / "interviewer.wav").write_bytes(header(0))
    with pytest.raises(RecordingError, match=r"candidate\.flac cannot be read"):
        open_tracks(tmp_path)


def test_no_recording_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="no recording of the candidate"):
        open_tracks(tmp_path / "nowhere")


def test_a_flac_that_differs_does_not_replace_the_wav(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "candidate.wav").write_bytes(header(100) + bytes(200))
    (tmp_path / "interviewer.wav").write_bytes(header(100) + bytes(200))
    write = soundfile.SoundFile.write
    monkeypatch.setattr(soundfile.SoundFile, "write", lambda self, data: write(self, data[:-1]))
    assert recover(tmp_path).length == 100
    assert sorted(p.name for p in tmp_path.iterdir()) == ["candidate.wav", "interviewer.wav"]


def test_an_existing_recording_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "interviewer.wav").write_bytes(header(100) + bytes(200))
    with pytest.raises(RecordingError, match="cannot be written to"):
        Recorder(tmp_path, lambda event: None).start()
    assert (tmp_path / "interviewer.wav").stat().st_size == HEADER + 200


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RecordingError, match="choose another folder"):
        Recorder(tmp_path / "file" / "session", lambda event: None).start()


class Disk:
    """Refuses writes while full, taking a part of the bytes first, as a real one does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        write = WaveTrack._write

        def limited(track: WaveTrack, data: bytes, at: int) -> None:
            if self.full:
                write(track, data[: len(data) // 3], at)
                raise OSError(errno.ENOSPC, "No space left on device")
            write(track, data, at)

        monkeypatch.setattr(WaveTrack, "_write", limited)


def test_a_full_disk_is_said_once_and_nothing_is_lost_when_it_clears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_module, "SYNC_EVERY", 0.02)
    disk, events = Disk(monkeypatch), list[SpeechEvent]()
    recorder = Recorder(tmp_path, events.append)
    recorder.start()
    recorder.candidate(block(0))
    time.sleep(0.3)
    disk.full = True
    for k in range(1, 20):
        recorder.candidate(block(512 * k))
        time.sleep(0.03)
    until(lambda: events)
    disk.full = False
    recorder.candidate(block(512 * 20))
    tracks = recorder.close()
    assert [type(e) for e in events] == [RecordingFailed]
    assert "No space left on device" in events[0].reason and "free some space" in events[0].reason
    assert tracks is not None and tracks.length == 21 * 512
    assert tracks.candidate == pytest.approx(0.25, abs=1e-4)
    assert recorder.dropped == 0


def test_a_disk_full_for_too_long_costs_the_oldest_and_keeps_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    track = WaveTrack(tmp_path / "a.wav", keep=1000)
    track.open()
    track.add(block(0, 400))
    track.sync()
    disk.full = True
    for k in range(5):
        track.add(block(400 + 400 * k, 400, (k + 1) / 10))
        with pytest.raises(OSError, match="No space"):
            track.sync()
    disk.full = False
    track.sync()
    track.close()
    assert track.dropped == 1000
    with wave.open(str(tmp_path / "a.wav")) as file:
        sound = np.frombuffer(file.readframes(9999), "<i2") / 32_767
    assert len(sound) == 2400
    assert sound[:400] == pytest.approx(0.25, abs=1e-4)
    assert sound[1400:1600] == pytest.approx(0.3, abs=1e-4)
    assert sound[2000:] == pytest.approx(0.5, abs=1e-4)


def test_blocks_never_wait_for_the_disk(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, lambda event: None)
    recorder._queue = queue.Queue(3)  # no writer runs: the disk never answers
    for k in range(5):
        recorder.candidate(block(512 * k))
    assert recorder.dropped == 2 * 512
