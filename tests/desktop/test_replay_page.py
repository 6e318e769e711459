"""The replay page: it follows, jumps, loops, finds, keeps notes, and does without a loudspeaker."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop import theme
from desktop.note_taker import NoteTaker
from desktop.pages.replay import ReplayPage
from desktop.pages.replay_parts import FindField
from desktop.peaks import Peaks
from desktop.replay_model import ReplayModel, TrackFiles, build
from desktop.silent_player import SilentPlayer
from desktop.widgets.controls import Button
from desktop.widgets.key_action import KeyAction
from desktop.widgets.lanes import Lanes
from desktop.widgets.note_row import NoteEditor
from desktop.widgets.notes import NotesPanel
from desktop.widgets.play_circle import PlayCircle
from desktop.widgets.time_view import CLOSEST, TimeView
from desktop.widgets.timeline import LABELS, Timeline
from desktop.widgets.transcript import TranscriptView
from desktop.widgets.voice_row import VoiceRow
from desktop.widgets.waveform import Waveform
from interviewer.journal import Note

S = samples.S


class Book:
    """Notes in memory."""

    def __init__(self) -> None:
        self.kept: list[Note] = []
        self._last = 0

    def notes(self) -> tuple[Note, ...]:
        return tuple(sorted(self.kept, key=lambda note: note.sample))

    def add(self, sample: int, text: str, tags: tuple[str, ...], *, spoken: bool = False) -> None:
        self._last += 1
        self.kept.append(Note(self._last, sample, text, tags, spoken))

    def edit(self, note_id: int, text: str, tags: tuple[str, ...]) -> None:
        old = next(note for note in self.kept if note.id == note_id)
        self.kept[self.kept.index(old)] = Note(note_id, old.sample, text, tags)

    def delete(self, note_id: int) -> None:
        self.kept = [note for note in self.kept if note.id != note_id]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


pytestmark = pytest.mark.timeout(60)


@pytest.fixture(autouse=True)
def calm(look) -> None:
    theme.set_reduced_motion(True)


@pytest.fixture
def model() -> ReplayModel:
    return build(
        samples.report(), samples.transcript(), session_id="s", title="Disagree and commit",
        when=samples.WHEN, recorded=214 * S,
    )  # fmt: skip


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def page(qtbot, model: ReplayModel, clock: Clock, book: Book) -> ReplayPage:
    made = ReplayPage(lambda model: (SilentPlayer(model.length, clock=clock), ""))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.show_session(model, book)
    made.entered()
    return made


def press(page: ReplayPage, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.window().focusWidget() or page, key, modifier)


def look(page: ReplayPage) -> None:
    """What the timer does thirty times a second."""
    page._show_position()


# ---------------------------------------------------------------- playing
def test_space_plays_and_stops(page: ReplayPage, clock: Clock) -> None:
    press(page, Qt.Key.Key_Space)
    assert page.playing() and page.findChild(PlayCircle).accessibleName() == "Pause"
    clock.now += 12
    look(page)
    assert page.position() == 12 * S
    assert "We ran bus routes" in page.findChild(TranscriptView).accessibleDescription()
    press(page, Qt.Key.Key_Space)
    assert not page.playing() and page.findChild(PlayCircle).accessibleName() == "Play"


def test_the_timer_follows_by_itself_and_rests_at_the_end(page: ReplayPage, clock: Clock, qtbot) -> None:
    press(page, Qt.Key.Key_Space)
    clock.now += 500
    qtbot.waitUntil(lambda: not page._timer.isActive(), timeout=2000)
    assert page.position() == 214 * S


def test_keys_jump_to_findings_sections_and_seconds(page: ReplayPage, model: ReplayModel) -> None:
    press(page, Qt.Key.Key_J)
    assert page.position() == model.findings[0].start
    press(page, Qt.Key.Key_J)
    assert page.position() == model.findings[1].start
    press(page, Qt.Key.Key_K)
    assert page.position() == model.findings[0].start
    page.seek(0)
    press(page, Qt.Key.Key_BracketRight)
    assert page.position() == model.spans[0].start
    press(page, Qt.Key.Key_BracketRight)
    assert page.position() == model.spans[1].start
    press(page, Qt.Key.Key_BracketLeft)
    assert page.position() == model.spans[0].start
    press(page, Qt.Key.Key_Right)
    assert page.position() == model.spans[0].start + 5 * S
    press(page, Qt.Key.Key_Left)
    press(page, Qt.Key.Key_Left)
    assert page.position() == model.spans[0].start - 5 * S


def test_past_the_last_finding_it_stays_and_says_so(page: ReplayPage, model: ReplayModel, qtbot) -> None:
    page.seek(model.findings[-1].start)
    with qtbot.waitSignal(page.announced) as told:
        press(page, Qt.Key.Key_J)
    assert told.args == ["No later finding"] and page.position() == model.findings[-1].start


def test_up_and_down_step_through_what_was_said(page: ReplayPage, model: ReplayModel, qtbot) -> None:
    page.seek(model.passages[2].start)
    with qtbot.waitSignal(page.announced) as told:
        press(page, Qt.Key.Key_Down)
    assert page.position() == model.passages[3].start
    assert model.passages[3].text in told.args[0]
    press(page, Qt.Key.Key_Up)
    press(page, Qt.Key.Key_Up)
    assert page.position() == model.passages[1].start


def test_speeds_by_key_and_by_button(page: ReplayPage, clock: Clock) -> None:
    press(page, Qt.Key.Key_Plus)
    press(page, Qt.Key.Key_Plus)
    press(page, Qt.Key.Key_Space)
    clock.now += 10
    assert page.position() == 15 * S
    next(b for b in page.findChildren(Button) if b.text() == "2").click()
    clock.now += 1
    assert page.position() == 17 * S
    for _ in range(9):
        press(page, Qt.Key.Key_Minus)
    clock.now += 4
    assert page.position() == 20 * S


def test_a_loop_repeats_the_section(page: ReplayPage, model: ReplayModel, clock: Clock) -> None:
    span = model.spans[1]
    page.seek(span.start + S)
    press(page, Qt.Key.Key_L)
    press(page, Qt.Key.Key_Space)
    clock.now += (span.end - span.start) / S
    look(page)
    assert page.position() == span.start and page.playing()
    assert [action.is_on() for action in page.findChildren(KeyAction)][-1]
    press(page, Qt.Key.Key_L)
    clock.now += (span.end - span.start) / S + 1
    assert page.position() > span.end


def test_leaving_gives_the_loudspeaker_back(page: ReplayPage) -> None:
    press(page, Qt.Key.Key_Space)
    old = page._player
    page.seek(40 * S)
    page.left()
    assert not old.playing and not page.playing() and not page._timer.isActive()
    assert page.position() == 40 * S


def test_coming_back_it_stands_where_it_stood_and_sounds_again(qtbot, model: ReplayModel) -> None:
    opened: list[SilentPlayer] = []

    def opening(model: ReplayModel) -> tuple[SilentPlayer, str]:
        opened.append(SilentPlayer(model.length, clock=Clock()))
        return opened[-1], ""

    page = ReplayPage(opening)
    qtbot.addWidget(page)
    page.show_session(model, at=40 * S)
    page.entered()
    assert len(opened) == 1
    page.set_speed(1.5)
    page.left()
    page.entered()
    assert len(opened) == 2 and page._player is opened[1]
    assert (page.position(), opened[1]._speed) == (40 * S, 1.5)


# ---------------------------------------------------------------- no sound
def test_why_there_is_no_sound_is_said(qtbot, model: ReplayModel) -> None:
    page = ReplayPage(lambda model: (SilentPlayer(model.length), "No loudspeaker was found."))
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.announced) as told:
        page.show_session(model)
    assert page.notice() == told.args[0] == "No loudspeaker was found. The words follow in silence."


def test_a_loudspeaker_that_goes_leaves_the_words_where_they_are(qtbot, model: ReplayModel) -> None:
    class Failing(SilentPlayer):
        failure = "The loudspeaker stopped."

    page = ReplayPage(lambda model: (Failing(model.length, clock=Clock()), ""))
    qtbot.addWidget(page)
    page.show_session(model, at=60 * S)
    page.toggle()
    assert page.playing() and page.notice() == "The loudspeaker stopped. The words follow in silence."
    assert not isinstance(page._player, Failing) and page.position() >= 60 * S


def test_a_loudspeaker_that_comes_back_is_taken_on_the_next_play(qtbot, model: ReplayModel) -> None:
    answers = ["No loudspeaker was found.", "No loudspeaker was found.", ""]
    page = ReplayPage(lambda model: (SilentPlayer(model.length, clock=Clock()), answers.pop(0)))
    qtbot.addWidget(page)
    told: list[str] = []
    page.announced.connect(told.append)
    page.show_session(model, at=60 * S)
    page.toggle()
    assert page.playing() and page.notice() and told == [page.notice()]
    page.toggle()
    page.toggle()
    assert page.playing() and not page.notice() and not answers and page.position() == 60 * S
    page.toggle()
    page.toggle()
    assert page.playing()  # and no further loudspeaker is asked for


# ---------------------------------------------------------------- the timeline
def test_a_press_on_a_mark_goes_to_its_moment(page: ReplayPage, model: ReplayModel, qtbot) -> None:
    lanes = page.findChild(Lanes)
    page.grab()
    spots = [spot for spot in lanes._spots if 0 < spot.box.center().x() < lanes.width()]
    texts = " ".join(spot.text for spot in spots)
    for word in ("Action", "7% late", "What you did next is not told.", "Dodged", "Pause"):
        assert word in texts
    for spot in spots:
        at = spot.box.center()
        expected = lanes.spot_at(at)
        qtbot.mouseClick(lanes, Qt.MouseButton.LeftButton, pos=at.toPoint())
        assert page.position() == expected.sample
        page.seek(0)
        page.grab()


def test_a_press_on_the_waveform_goes_there_and_a_drag_follows(page: ReplayPage, qtbot) -> None:
    timeline = page.findChild(Timeline)
    at = QPoint(LABELS + 400, 50)
    wave = timeline.childAt(at)
    assert isinstance(wave, Waveform)
    qtbot.mousePress(wave, Qt.MouseButton.LeftButton, pos=wave.mapFrom(timeline, at))
    assert page.position() == timeline.view.sample(400)
    qtbot.mouseMove(wave, wave.mapFrom(timeline, QPoint(LABELS + 500, 50)))
    QTest.qWait(1)


def test_the_playhead_never_leaves_the_view_while_it_plays(page: ReplayPage, clock: Clock) -> None:
    view = page.findChild(Timeline).view
    page.findChild(Timeline).zoom(8)
    press(page, Qt.Key.Key_Space)
    for _ in range(60):
        clock.now += 3
        look(page)
        assert 0 <= view.x(page.position()) <= view.width


def wheel(widget, at: QPoint, amount: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(widget.mapToGlobal(at)), QPoint(0, 0), QPoint(0, amount),
        Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    widget.wheelEvent(event)


def test_the_wheel_zooms_at_the_mouse_and_shift_scrolls(page: ReplayPage) -> None:
    timeline = page.findChild(Timeline)
    view = timeline.view
    under = view.first + 500 * view.scale
    wheel(timeline, QPoint(LABELS + 500, 60), 360)
    assert view.first + 500 * view.scale == pytest.approx(under, rel=1e-6)
    zoomed, first = view.scale, view.first
    wheel(timeline, QPoint(LABELS + 500, 60), -120, Qt.KeyboardModifier.ShiftModifier)
    assert view.scale == zoomed and view.first > first


def test_ctrl_plus_and_minus_zoom(page: ReplayPage) -> None:
    view = page.findChild(Timeline).view
    before = view.scale
    page._combination("Ctrl++")
    assert view.scale == pytest.approx(before / 1.4)
    page._combination("Ctrl+-")
    assert view.scale == pytest.approx(before)


def test_the_view_keeps_to_the_session() -> None:
    view = TimeView()
    view.set_width(1000)
    view.reset(3600 * S)
    for _ in range(40):
        view.zoom(3, 500)
    assert view.scale == CLOSEST
    view.scroll(10**9)
    assert view.first + view.width * view.scale == pytest.approx(view.length)
    for _ in range(40):
        view.zoom(0.3, 10)
    assert view.whole() and view.first == 0
    assert len(view.times()) <= 1000 / 120 + 1
    assert view.times()[0] == (0.0, "0:00")


def test_an_hour_opens_and_draws_in_under_a_second(
    page: ReplayPage, model: ReplayModel, clock: Clock
) -> None:
    import numpy as np

    seed = np.random.default_rng(3)
    hour = Peaks(seed.integers(0, 255, 3600 * S // 256, dtype=np.uint8))
    long = build(
        samples.report(),
        samples.transcript(),
        session_id="s",
        title="t",
        when=samples.WHEN,
        recorded=3600 * S,
    )
    begun = time.process_time()
    page.show_session(long)
    page.findChild(Timeline).set_peaks((hour, hour))
    page.grab()
    assert time.process_time() - begun < 1


# ---------------------------------------------------------------- the waveform's file
def test_peaks_are_read_between_events_kept_and_found_again(qtbot, tmp_path: Path, page: ReplayPage) -> None:
    tracks = TrackFiles(*samples.recording(tmp_path))
    model = build(
        samples.report(), samples.transcript(), session_id="s", title="t", when=samples.WHEN,
        tracks=tracks, recorded=214 * S, folder=tmp_path,
    )  # fmt: skip
    page.show_session(model)
    assert page._peaks.reading
    qtbot.waitUntil(lambda: not page._peaks.reading, timeout=5000)
    assert (tmp_path / "peaks.npz").exists()
    wave = page.findChildren(Waveform)[0]
    assert wave._peaks.columns(10 * S, 400, 30).max() > 0.1
    page.show_session(model)
    assert not page._peaks.reading and wave._peaks.columns(10 * S, 400, 30).max() > 0.1
    page.show_session(replace(model, tracks=None))
    assert wave._peaks.columns(10 * S, 400, 30).max() == 0


def test_a_broken_recording_is_said_and_the_rest_works(qtbot, tmp_path: Path, page: ReplayPage) -> None:
    (tmp_path / "a.flac").write_bytes(b"nothing")
    tracks = TrackFiles(tmp_path / "a.flac", tmp_path / "a.flac")
    page.show_session(
        build(None, samples.transcript(), session_id="s", title="t", when=samples.WHEN, tracks=tracks)
    )
    qtbot.waitUntil(lambda: not page._peaks.reading, timeout=5000)
    assert "a.flac" in page.notice()
    press(page, Qt.Key.Key_Right)
    assert page.position() == 5 * S


# ---------------------------------------------------------------- the transcript
def test_a_press_on_a_word_goes_to_it(page: ReplayPage, model: ReplayModel, qtbot) -> None:
    view = page.findChild(TranscriptView)
    item = view._placed[1]
    box = item.word_boxes(5, 5)[0]
    at = QPoint(round(76 + box.center().x()), round(16 + item.top + 8 + box.center().y()))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.position() == model.passages[1].words[5].start


def test_a_press_on_a_pinned_finding_goes_to_it(page: ReplayPage, model: ReplayModel, qtbot) -> None:
    view = page.findChild(TranscriptView)
    index = next(i for i in range(len(model.passages)) if model.pinned(i))
    page.seek(model.passages[index].start)
    item = view._placed[index]
    pin = item.pins[0]
    y = 16 + item.top + 8 - view.verticalScrollBar().value() + pin.box.center().y()
    at = QPoint(round(view._beside() + 60), round(y))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.position() == pin.finding.start


def test_every_words_box_holds_that_word(page: ReplayPage) -> None:
    for item in page.findChild(TranscriptView)._placed[:6]:
        for index in range(len(item.passage.words)):
            middle = item.word_boxes(index, index)[0].center()
            assert item.word_at(middle) == index


def test_the_word_being_said_has_the_ember_field(page: ReplayPage, model: ReplayModel) -> None:
    view = page.findChild(TranscriptView)
    accent = theme.current().colour("accent").rgb()
    word = model.passages[1].words[3]
    page.seek((word.start + word.end) // 2)
    lit = view.viewport().grab().toImage()
    box = view._placed[1].word_boxes(3, 3)[0]
    y = 16 + view._placed[1].top + 8 + 4 - view.verticalScrollBar().value()
    assert lit.pixel(round(76 + box.left() - 1), round(y + box.top())) == accent
    page.seek(0)
    assert view.viewport().grab().toImage().pixel(round(76 + box.left() - 1), round(y + box.top())) != accent


def test_it_scrolls_with_the_words_but_not_against_the_hand(
    page: ReplayPage, model: ReplayModel, clock: Clock
) -> None:
    view = page.findChild(TranscriptView)
    bar = view.verticalScrollBar()
    page.seek(model.passages[-3].start)
    followed = bar.value()
    assert followed > 0
    for _ in range(9):
        wheel(view, QPoint(100, 100), 4000)
    assert bar.value() == 0
    page._player.seek(model.passages[-2].start)
    look(page)
    assert bar.value() == 0
    view._touched = -100.0  # the hand has been away for a while
    page._player.seek(model.passages[-1].start)
    look(page)
    assert bar.value() > 0


# ---------------------------------------------------------------- finding words
def test_ctrl_f_finds_and_enter_walks_the_places(page: ReplayPage, model: ReplayModel) -> None:
    page._combination("Ctrl+F")
    field = page.findChild(FindField)
    assert page.window().focusWidget() is field
    QTest.keyClicks(field, "seven per cent")
    hits = model.find("seven per cent")
    assert page._finder.hits == hits and page._head._count.text() == "1 of 2"
    press(page, Qt.Key.Key_Return)
    assert page.position() == hits[0].start
    press(page, Qt.Key.Key_Return)
    assert page.position() == hits[1].start and page._head._count.text() == "2 of 2"
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.position() == hits[0].start
    field.setText("zebra")
    assert page._head._count.text() == "Not said"
    assert page.escape() and not field.isVisible() and not page._finder.hits
    assert not page.escape()


def test_letters_typed_into_the_search_are_letters(page: ReplayPage) -> None:
    page._combination("Ctrl+F")
    field = page.findChild(FindField)
    QTest.keyClicks(field, "jkln ")
    assert field.text() == "jkln " and page.position() == 0 and not page.playing()
    assert page.findChild(NoteEditor) is None


# ---------------------------------------------------------------- notes
def test_n_writes_a_note_at_the_playhead(page: ReplayPage, book: Book) -> None:
    page.seek(62 * S)
    press(page, Qt.Key.Key_N)
    editor = page.findChild(NoteEditor)
    assert page.window().focusWidget() is editor
    QTest.keyClicks(editor, "Say I rode #retell")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert book.notes() == (Note(1, 62 * S, "Say I rode", ("retell",)),)
    assert page.findChild(NotesPanel).rows()[0].accessibleName() == "Note at 1:02: Say I rode. Tags: retell."
    assert page.window().focusWidget() is page


def test_a_note_dropped_or_empty_is_not_kept(page: ReplayPage, book: Book) -> None:
    for last in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        press(page, Qt.Key.Key_N)
        editor = page.findChildren(NoteEditor)[-1]
        if last == Qt.Key.Key_Escape:
            QTest.keyClicks(editor, "never mind")
        QTest.keyClick(editor, last)
    assert not book.kept and not page.findChild(NotesPanel).editing()


def test_esc_in_a_note_puts_the_note_away_and_not_the_page(page: ReplayPage, book: Book) -> None:
    press(page, Qt.Key.Key_N)
    assert page.escape() and not page.findChild(NotesPanel).editing() and not book.kept
    assert not page.escape()


# ---------------------------------------------------------------- notes by voice
class Taker(NoteTaker):
    """Hears at once what the test says."""

    def __init__(self) -> None:
        super().__init__(lambda: None)  # type: ignore[arg-type, return-value]
        self.began: list[int] = []

    def begin(self, sample: int) -> None:
        self.began.append(sample)
        self._busy, self._sample, self._note = True, sample, object()  # type: ignore[assignment]
        self.recording.emit(0.0)

    def finish(self) -> None:
        self._note = None
        self.writing.emit()

    def drop(self) -> None:
        self._note, self._busy = None, False


def test_v_says_a_note_at_the_playhead(page: ReplayPage, book: Book) -> None:
    taker = Taker()
    page.take_notes_with(taker)
    page.seek(40 * S)
    press(page, Qt.Key.Key_Space)
    press(page, Qt.Key.Key_V)
    assert taker.began == [40 * S] and not page.playing()
    assert page.findChild(VoiceRow).text() == "Listening, 0:00"
    press(page, Qt.Key.Key_V)
    assert page.findChild(VoiceRow).text() == "Writing it down"
    taker._taken("Slower here, tag pace")
    assert book.notes() == (Note(1, 40 * S, "Slower here.", ("pace",), True),)
    assert (
        page.findChild(NotesPanel).rows()[0].accessibleName().startswith("Note at 0:40, spoken: Slower here.")
    )
    assert not page.findChild(VoiceRow).text()


def test_a_spoken_note_is_dropped_by_esc_and_by_leaving(page: ReplayPage, book: Book) -> None:
    taker = Taker()
    page.take_notes_with(taker)
    press(page, Qt.Key.Key_V)
    assert page.escape() and not taker.busy and not page.findChild(VoiceRow).text()
    press(page, Qt.Key.Key_V)
    page.left()
    assert not taker.busy and not book.kept


def test_why_there_is_no_spoken_note_is_said(page: ReplayPage, book: Book, qtbot) -> None:
    taker = Taker()
    page.take_notes_with(taker)
    press(page, Qt.Key.Key_V)
    with qtbot.waitSignal(page.announced) as told:
        taker.failed.emit("The microphone is taken.")
    assert told.args == ["The microphone is taken."] == [page.findChild(VoiceRow).text()]
    taker._taken("")
    assert "No words were understood" in page.findChild(VoiceRow).text() and not book.kept


def test_without_a_recogniser_v_does_nothing(page: ReplayPage) -> None:
    press(page, Qt.Key.Key_V)
    assert not page.findChild(VoiceRow).text()


# ---------------------------------------------------------------- stretches
def test_shift_l_marks_a_stretch_and_the_mouse_does_too(page: ReplayPage, clock: Clock, qtbot) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    page.seek(20 * S)
    press(page, Qt.Key.Key_L, shift)
    page.seek(30 * S)
    press(page, Qt.Key.Key_L, shift)
    assert page.position() == 20 * S or page.position() == 30 * S
    press(page, Qt.Key.Key_Space)
    clock.now += 12
    look(page)
    assert 20 * S <= page.position() < 30 * S
    timeline = page.findChild(Timeline)
    with qtbot.waitSignal(timeline.looped) as marked:
        for kind, x in (("press", 400), ("move", 500), ("release", 500)):
            at = QPointF(LABELS + x, 40)
            drag(timeline, kind, at)
    assert marked.args == [timeline.view.sample(400), timeline.view.sample(500)]
    assert page._deck.loop == (timeline.view.sample(400), timeline.view.sample(500))


def drag(timeline: Timeline, kind: str, at: QPointF) -> None:
    """A part of a drag with Shift."""
    kinds = {
        "press": QEvent.Type.MouseButtonPress,
        "move": QEvent.Type.MouseMove,
        "release": QEvent.Type.MouseButtonRelease,
    }
    left = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == "release" else left
    event = QMouseEvent(kinds[kind], at, at, left, held, Qt.KeyboardModifier.ShiftModifier)
    QApplication.sendEvent(timeline, event)


def test_a_slip_of_the_mouse_is_no_loop(page: ReplayPage) -> None:
    page._looping.set((5 * S, 5 * S + 10))
    assert page._deck.loop is None


def test_a_note_leads_back_is_edited_deleted_and_brought_back(page: ReplayPage, book: Book, qtbot) -> None:
    book.add(30 * S, "First", ("pace",))
    page.show_session(page._model, book)
    panel = page.findChild(NotesPanel)
    panel.rows()[0].click()
    assert page.position() == 30 * S
    QTest.keyClick(panel.rows()[0], Qt.Key.Key_E)
    editor = page.findChildren(NoteEditor)[-1]
    assert editor.toPlainText() == "First #pace"
    editor.setPlainText("Better #pace #calm")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert book.notes()[0].text == "Better" and book.notes()[0].tags == ("pace", "calm")
    QTest.keyClick(panel.rows()[0], Qt.Key.Key_Delete)
    assert not book.kept
    next(b for b in panel.findChildren(Button) if b.text() == "Undo").click()
    assert [(note.sample, note.text) for note in book.notes()] == [(30 * S, "Better")]


def test_without_a_book_there_is_nothing_to_write_in(page: ReplayPage, model: ReplayModel) -> None:
    page.show_session(model)
    press(page, Qt.Key.Key_N)
    assert page.findChild(NoteEditor) is None


# ---------------------------------------------------------------- for everyone
def test_tab_walks_from_above_to_below_and_everything_has_a_name(page: ReplayPage, book: Book) -> None:
    book.add(30 * S, "First", ())
    page.show_session(page._model, book)
    QTest.qWait(1)  # what a layout takes in is shown only then
    page.setFocus()
    walked: list[tuple[str, str]] = []
    for _ in range(9):
        at = page.window().focusWidget()
        walked.append((type(at).__name__, at.accessibleName()))
        QTest.keyClick(at, Qt.Key.Key_Tab)
    kinds = list(dict.fromkeys(kind for kind, _ in walked))
    assert kinds == ["ReplayPage", "Button", "TranscriptView", "NoteRow", "PlayCircle"]
    assert all(name for _, name in walked)
    names = [name for _, name in walked]
    assert names[1] == "Export" and [n for n in names if n.startswith("Speed")] == ["Speed: 1"]
    assert "Add a note at the playhead" in names and "Note at 0:30: First." in names


@pytest.mark.parametrize("name", ["Timeline", "Transcript", "Notes", "Your track", "The interviewer’s track"])
def test_a_screen_reader_finds_every_part(page: ReplayPage, name: str) -> None:
    assert [part for part in page.findChildren(QWidget) if part.accessibleName() == name]


def test_what_is_jumped_to_is_told(page: ReplayPage, model: ReplayModel, qtbot) -> None:
    with qtbot.waitSignal(page.announced) as told:
        press(page, Qt.Key.Key_J)
    assert told.args[0].startswith("0:27, You, situation: There had been a bad spring")


# ---------------------------------------------------------------- the rest
def test_the_way_back_and_the_export(page: ReplayPage, qtbot) -> None:
    esc = page.findChildren(KeyAction)[0]
    with qtbot.waitSignal(page.back):
        qtbot.mouseClick(esc, Qt.MouseButton.LeftButton, pos=QPoint(10, 16))
    next(b for b in page.findChildren(Button) if b.text() == "Export").click()
    menu = page.findChild(QMenu)
    with qtbot.waitSignal(page.export_requested) as asked:
        menu.actions()[2].trigger()
    assert asked.args == ["srt"]
    menu.close()


@pytest.mark.parametrize("size", [(1120, 720), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("mode", ["dark", "light"])
def test_it_draws_everywhere(page: ReplayPage, model: ReplayModel, book: Book, size, mode) -> None:
    theme.set_mode(mode)
    book.add(30 * S, "A longer note that goes over more than one line of the narrow column", ("pace",))
    page.resize(*size)
    page.show_session(model, book, at=174 * S)
    assert not page.grab().isNull()
    panel = page.findChild(NotesPanel)
    QTest.qWait(1)
    assert all(row.height() >= row.heightForWidth(row.width()) for row in panel.rows())


def test_a_session_of_nothing_opens(page: ReplayPage) -> None:
    from interviewer.passages import Transcript

    page.show_session(build(None, Transcript(()), session_id="s", title="t", when=samples.WHEN))
    for key in (Qt.Key.Key_J, Qt.Key.Key_BracketRight, Qt.Key.Key_L, Qt.Key.Key_Down, Qt.Key.Key_Space):
        press(page, key)
    assert not page.grab().isNull()
