"""The outline of a recording: right at every zoom, kept beside it, made anew where it is damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import samples
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import peaks as peaks_module
from desktop.peaks import BUCKET, PeakReader, Peaks
from desktop.replay_model import TrackFiles
from speech.errors import RecordingError

S = samples.S


@pytest.fixture(scope="module")
def tracks(tmp_path_factory) -> TrackFiles:
    return TrackFiles(*samples.recording(tmp_path_factory.mktemp("recording")))


@given(
    values=st.lists(st.integers(0, 255), min_size=1, max_size=5000),
    first=st.integers(-4000, 900_000),
    width=st.floats(1, 60_000),
    count=st.integers(1, 300),
)
@settings(deadline=None, max_examples=60)
def test_columns_are_the_loudest_below_them(values, first: int, width: float, count: int) -> None:
    finest = np.array(values, np.uint8)
    found = Peaks(finest).columns(first, width, count)
    assert found.shape == (count,) and (found >= 0).all() and (found <= 1).all()
    if width < 4 * BUCKET:  # the finest level answers, so the answer is exact
        edges = np.floor((first + width * np.arange(count + 1)) / BUCKET).astype(int)
        for column in range(count):
            low, high = edges[column], max(edges[column + 1], edges[column] + 1)
            expected = finest[max(0, low) : max(0, high)].max(initial=0) / 255
            assert found[column] == pytest.approx(expected)


def test_zooming_out_never_loses_a_shout() -> None:
    finest = np.zeros(60_000, np.uint8)
    finest[31_234] = 255
    for width in (300, 5_000, 80_000, 2_000_000):
        count = int(60_000 * BUCKET / width) + 1
        assert Peaks(finest).columns(0, width, count).max() == 1


def test_peaks_of_a_file_are_those_of_its_samples(tracks: TrackFiles) -> None:
    reader = PeakReader(tracks)
    done = list(reader.pieces())
    assert done[-1] == 1 and done == sorted(done)
    own, _ = reader.peaks()
    sound, _ = soundfile.read(tracks.candidate, dtype="int16")
    at = 700
    assert own.levels[0][at] == min(
        255, np.abs(sound[at * BUCKET : (at + 1) * BUCKET].astype(int)).max() // 128
    )
    assert len(own.levels[0]) == -(-len(sound) // BUCKET)


def test_peaks_are_kept_and_an_older_recordings_are_not_shown(tracks: TrackFiles, tmp_path: Path) -> None:
    reader = PeakReader(tracks)
    list(reader.pieces())
    assert peaks_module.load(tmp_path, tracks) is None
    peaks_module.keep(tmp_path, tracks, reader.peaks())
    again = peaks_module.load(tmp_path, tracks)
    assert again and np.array_equal(again[0].levels[0], reader.peaks()[0].levels[0])
    assert [file.name for file in tmp_path.iterdir()] == ["peaks.npz"]
    other = tmp_path / "other.wav"
    soundfile.write(other, np.zeros(S, np.float32), S)
    assert peaks_module.load(tmp_path, TrackFiles(other, tracks.interviewer)) is None


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 nonsense", b"\x00" * 5000])
def test_a_damaged_file_of_peaks_is_made_anew(tracks: TrackFiles, tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "peaks.npz").write_bytes(damage)
    assert peaks_module.load(tmp_path, tracks) is None


def test_a_folder_that_cannot_be_written_is_no_error(tracks: TrackFiles, tmp_path: Path) -> None:
    reader = PeakReader(tracks)
    list(reader.pieces())
    peaks_module.keep(tmp_path / "gone", tracks, reader.peaks())


def test_a_track_that_is_no_sound_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound at all")
    broken = TrackFiles(tmp_path / "a.wav", tmp_path / "a.wav")
    with pytest.raises(RecordingError, match="a.wav"):
        list(PeakReader(broken).pieces())
