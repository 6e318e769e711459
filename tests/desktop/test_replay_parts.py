"""The parts of the replay that need no window: the model, peaks, the stretcher, the players, notes."""

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

from desktop import peaks as peaks_module
from desktop.notebook import JournalNotes, join_tags, split_tags
from desktop.peaks import BUCKET, PeakReader, Peaks
from desktop.replay_audio import SoundPlayer, TrackReader, open_player
from desktop.replay_model import ReplayModel, TrackFiles, build, spoken_word, words_in
from desktop.silent_player import SilentPlayer
from desktop.stretch import Stretcher
from interviewer.events import SessionStarted
from interviewer.journal import Journal
from speech.errors import DeviceError, RecordingError

S = samples.S


@pytest.fixture(scope="module")
def model() -> ReplayModel:
    return build(
        samples.report(), samples.transcript(), session_id="s", title="Disagree and commit", when=samples.WHEN
    )


@pytest.fixture(scope="module")
def tracks(tmp_path_factory) -> TrackFiles:
    return TrackFiles(*samples.recording(tmp_path_factory.mktemp("recording")))


# ---------------------------------------------------------------- the model
def test_the_passage_being_said_is_found_at_any_moment(model: ReplayModel) -> None:
    assert model.passage_at(0) == -1
    for index, passage in enumerate(model.passages):
        assert model.passage_at(passage.start) == index
        assert model.passage_at(passage.end - 1) == index


def test_every_finding_is_pinned_to_exactly_one_passage(model: ReplayModel) -> None:
    pinned = [found for index in range(len(model.passages)) for found in model.pinned(index)]
    assert pinned == list(model.findings)


def test_j_and_k_visit_every_finding_and_stop_at_the_ends(model: ReplayModel) -> None:
    starts, at = [], 0
    while (following := model.next_finding(at, 1)) is not None:
        starts.append(following)
        at = following
    assert starts == sorted({found.start for found in model.findings})
    assert model.next_finding(starts[2] + 100, -1) == starts[1]
    assert model.next_finding(starts[2] + 2 * S, -1) == starts[2]
    assert model.next_finding(0, -1) is None


def test_sections_are_stepped_and_looped(model: ReplayModel) -> None:
    first, second = model.spans[0], model.spans[1]
    assert model.next_section(first.start, 1) == second.start
    assert model.next_section(second.end, -1) == second.start
    assert model.span_at(second.start + S) == (second.start, second.end)


def test_pauses_are_silences_of_a_second_before_the_candidate_goes_on(model: ReplayModel) -> None:
    assert model.pauses
    assert all(pause.seconds >= 1 for pause in model.pauses)
    begins = {passage.words[0].start for passage in model.passages if passage.speaker == "candidate"}
    inner = {word.start for p in model.passages if p.speaker == "candidate" for word in p.words}
    assert {pause.end for pause in model.pauses} <= begins | inner


@pytest.mark.parametrize(
    ("wanted", "count", "words"),
    [
        ("seven per cent", 2, 3),
        ("SEVEN PER CENT of what", 1, 5),
        ("pick-ups", 2, 1),
        ("nothing like it", 0, 0),
        ("  ", 0, 0),
    ],
)
def test_words_are_found_whatever_their_case_and_punctuation(
    model, wanted: str, count: int, words: int
) -> None:
    hits = model.find(wanted)
    assert len(hits) == count
    for hit in hits:
        said = " ".join(
            word.text for word in model.passages[hit.passage].words[hit.first : hit.first + hit.count]
        )
        assert wanted.split(maxsplit=1)[0].lower() in said.lower()
        assert hit.count == words


def test_a_quote_is_its_words(model: ReplayModel) -> None:
    found = next(found for found in model.findings if "thirty" in found.quote)
    index = next(i for i in range(len(model.passages)) if found in model.pinned(i))
    own = words_in(model.passages[index], found.start, found.end)
    assert " ".join(model.passages[index].words[i].text for i in own) == found.quote
    assert words_in(model.passages[0], 10**9, 10**9 + 5) == range(0)


def test_between_words_nothing_is_being_said(model: ReplayModel) -> None:
    words = model.passages[1].words
    assert spoken_word(words, words[3].start) == 3
    assert spoken_word(words, words[0].start - 1) is None
    assert spoken_word(words, words[-1].end) is None


def test_a_session_without_report_or_sound_is_still_laid_out() -> None:
    bare = build(None, samples.transcript(), session_id="s", title="t", when=samples.WHEN)
    assert bare.passages and not bare.findings and bare.length == max(p.end for p in bare.passages)
    assert bare.next_finding(0, 1) is None and bare.span_at(0) is None


# ---------------------------------------------------------------- peaks
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
    with pytest.raises(RecordingError, match="a.wav"):
        TrackReader(broken)


# ---------------------------------------------------------------- the stretcher
def voice(seconds: float = 4, hertz: float = 130) -> np.ndarray:
    """A buzz with a vowel's overtones, swelling three times a second."""
    t = np.arange(int(seconds * S)) / S
    buzz = sum(np.sin(2 * np.pi * hertz * k * t) / k for k in (1, 2, 3, 5, 8))
    return (0.2 * buzz * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * t))).astype(np.float32)


def source(sound: np.ndarray):
    def read(first: int, count: int) -> np.ndarray:
        out = np.zeros(count, np.float32)
        low, high = max(0, first), min(len(sound), first + count)
        if high > low:
            out[low - first : high - first] = sound[low:high]
        return out

    return read


def pitch(sound: np.ndarray) -> float:
    strength = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(strength) * S / len(sound))


def test_at_speed_one_not_a_sample_is_changed() -> None:
    sound = voice(1)
    made = Stretcher(source(sound)).render(len(sound) - 700, 1)
    assert np.array_equal(made, sound[: len(made)])


@pytest.mark.parametrize("speed", [0.75, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("hertz", [95.0, 130.0, 240.0])
def test_speed_changes_the_length_and_not_the_pitch(speed: float, hertz: float) -> None:
    sound = voice(4, hertz)
    stretcher = Stretcher(source(sound))
    made = stretcher.render(int(3 * S / speed), speed)
    assert stretcher.position == pytest.approx(3 * S, abs=0.03 * S)
    assert pitch(made[2000:]) == pytest.approx(hertz, rel=0.02)
    assert np.abs(np.diff(made)).max() < 2.2 * np.abs(np.diff(sound)).max()
    assert made.std() == pytest.approx(sound[: 3 * S].std(), rel=0.15)


def test_the_place_follows_seeks_and_changes_of_speed() -> None:
    stretcher = Stretcher(source(voice(6)))
    stretcher.seek(2 * S)
    stretcher.render(S // 2, 2.0)
    assert stretcher.position == pytest.approx(3 * S, abs=0.03 * S)
    stretcher.render(S // 2, 1)
    assert stretcher.position == pytest.approx(3.5 * S, abs=0.05 * S)


@given(st.integers(-5000, 5000), st.sampled_from([0.75, 1.0, 1.5, 2.0]), st.integers(1, 4000))
@settings(deadline=None, max_examples=40)
def test_it_renders_what_was_asked_even_outside_the_source(start: int, speed: float, count: int) -> None:
    stretcher = Stretcher(source(voice(0.2)))
    stretcher.seek(start)
    made = stretcher.render(count, speed)
    assert made.shape == (count,) and np.isfinite(made).all()


# ---------------------------------------------------------------- players
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
        self.rate, self.refuse, self.closed = rate, refuse, False

    def find(self, kind: str, wanted: str | None = None):
        return SimpleNamespace(name=wanted or "paper", rate=self.rate, outputs=2, index=0)

    def open(self, kind: str, device, rates, *, period: float, callback, **_):
        if self.refuse:
            raise DeviceError(self.refuse)
        self.callback, self.size = callback, round(rates[0][0] * period)
        self.stream = SimpleNamespace(samplerate=rates[0][0], latency=0.0, active=True)
        return self.stream

    def join(self, let_go) -> None:
        self.let_go = let_go

    def leave(self, let_go) -> None:
        assert let_go == self.let_go

    def close(self, stream) -> None:
        self.closed = True

    def take(self, player: SoundPlayer, seconds: float, patience: float = 5.0) -> np.ndarray:
        """Play in the feeding thread's own time; what was heard, mono."""
        heard, until = [], time.monotonic() + patience
        while sum(map(len, heard)) < seconds * self.stream.samplerate and time.monotonic() < until:
            if player._order.playing and player._pieces.empty() and player.playing:
                time.sleep(0.002)
                continue
            out = np.full((self.size, 2), 9, np.float32)
            self.callback(out, self.size, None, None)
            heard.append(out[:, 0])
            if not player.playing:
                break
        return np.concatenate(heard)


@pytest.fixture
def sounding(tracks: TrackFiles):
    speaker = Loudspeaker(rate=16_000)
    player = SoundPlayer(TrackReader(tracks), speaker)
    yield speaker, player
    player.close()
    assert speaker.closed and not player._thread.is_alive()


def test_both_tracks_are_heard_as_they_were_recorded(sounding) -> None:
    speaker, player = sounding
    player.seek(4 * S)
    player.play()
    heard = speaker.take(player, 8)
    candidate, interviewer = samples.sound()
    expected = (candidate + interviewer)[4 * S : 4 * S + len(heard)]
    assert np.abs(heard - expected).max() < 1e-3
    assert player.position == pytest.approx(12 * S, abs=0.1 * S)
    assert np.abs(expected).max() > 0.1


def test_after_a_seek_nothing_of_before_is_heard(sounding) -> None:
    speaker, player = sounding
    player.play()
    speaker.take(player, 0.3)
    player.seek(62 * S)
    assert player.position == 62 * S
    heard = speaker.take(player, 1)
    candidate, _ = samples.sound()
    silent = next(i for i in range(0, len(heard), speaker.size) if heard[i : i + speaker.size].any())
    expected = candidate[62 * S : 63 * S][: len(heard) - silent]
    assert np.abs(heard[silent : silent + len(expected)] - expected).max() < 1e-3


def test_pausing_is_silence_and_going_on_loses_nothing(sounding) -> None:
    speaker, player = sounding
    player.seek(10 * S)
    player.play()
    before = speaker.take(player, 0.6)
    player.pause()
    out = np.ones((speaker.size, 2), np.float32)
    speaker.callback(out, speaker.size, None, None)
    assert not out.any() and not player.playing
    player.play()
    after = speaker.take(player, 0.6)
    candidate, _ = samples.sound()
    heard = np.concatenate((before, after))
    assert np.abs(heard - candidate[10 * S : 10 * S + len(heard)]).max() < 1e-3


def test_a_quote_stops_at_its_end(sounding) -> None:
    speaker, player = sounding
    player.seek(10 * S)
    player.play(until=11 * S)
    heard = speaker.take(player, 5)
    assert not player.playing
    assert len(heard) / S == pytest.approx(1, abs=0.1)
    assert player.position == 11 * S


def test_a_loop_comes_round_again(sounding) -> None:
    speaker, player = sounding
    player.set_loop((10 * S, 11 * S))
    player.seek(10 * S)
    player.play()
    heard = speaker.take(player, 2.6)
    assert len(heard) / S >= 2.6 and player.playing
    assert 10 * S <= player.position <= 11.1 * S


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


def test_the_library_may_restart_only_while_nothing_is_heard(sounding) -> None:
    speaker, player = sounding
    player.play()
    assert not speaker.let_go()
    player.pause()
    assert speaker.let_go() and "open the replay again" in player.failure


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
    assert (
        isinstance(player, SilentPlayer)
        and notice == "No loudspeaker was found. The words follow in silence."
    )
    gone = TrackFiles(tmp_path / "gone.wav", tmp_path / "gone.wav")
    player, notice = open_player(gone, 5 * S, Loudspeaker())
    assert isinstance(player, SilentPlayer) and "gone.wav" in notice
    player, notice = open_player(None, 5 * S, None)
    assert isinstance(player, SilentPlayer) and "No sound was kept" in notice


# ---------------------------------------------------------------- notes
def test_notes_live_in_the_journal(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.sqlite3") as journal:
        started = SessionStarted(0, "s1", "r", "", "Senior", "coach", "standard", False, 1200)
        journal.begin(started, "A round", "2026-11-19T19:40:00")
        book = JournalNotes(journal, "s1")
        book.add(5 * S, "Say I wrote", ("retell",))
        book.add(2 * S, "Slower", ())
        assert [(note.sample, note.text, note.tags) for note in book.notes()] == [
            (2 * S, "Slower", ()),
            (5 * S, "Say I wrote", ("retell",)),
        ]
        book.edit(book.notes()[1].id, "Say I wrote it", ())
        book.delete(book.notes()[0].id)
        assert [note.text for note in book.notes()] == ["Say I wrote it"]


def test_tags_are_typed_in_the_note() -> None:
    assert split_tags("Baseline is 52 hours #Baseline, #retell #baseline") == (
        "Baseline is 52 hours",
        ("baseline", "retell"),
    )
    assert split_tags(join_tags("Slower", ("pace",))) == ("Slower", ("pace",))
    assert split_tags("# alone") == ("alone", ())
