"""The widgets draw what they are told, say it in words, and cost little."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import motion, theme
from desktop.room_view import ClaimChip, Noticed, Span
from desktop.widgets import focus
from desktop.widgets.captions import Captions
from desktop.widgets.chips import Chip, ClaimsLedger
from desktop.widgets.controls import Button, KeyCap, Label, Segmented
from desktop.widgets.findings import Findings
from desktop.widgets.meters import IWeBar, LevelPips, ProgressLine, ShareBar, TrendLine
from desktop.widgets.ring import Ring
from desktop.widgets.section_bar import SectionBar, clock, letter


def picture(widget: QWidget) -> QImage:
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.show()
    return widget.grab().toImage()


def has(image: QImage, colour: QColor) -> bool:
    wanted = colour.rgb()
    return any(image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width()))


# ---------------------------------------------------------------- text and controls
def test_a_wrapped_label_grows_by_its_lines(qtbot) -> None:
    label = Label("One two three four five six seven eight nine ten.", "lead", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(2000) == 26
    assert label.heightForWidth(120) % 26 == 0
    assert label.heightForWidth(120) > 52


def test_a_wrapped_label_gets_its_height_in_a_layout(qtbot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    label = Label("One two three four five six seven eight nine ten.", "title", wrap=True)
    made = QVBoxLayout(outer)
    made.addWidget(label)
    made.addStretch(1)
    outer.resize(260, 500)
    outer.show()
    QTest.qWait(1)
    assert label.height() >= label.heightForWidth(label.width())


def test_a_balanced_headline_has_no_lone_last_word(qtbot) -> None:
    text = "Tell what you did after the decision went against you."
    plain, even = Label(text, "display", wrap=True), Label(text, "display", wrap=True, balance=True)
    for label in (plain, even):
        qtbot.addWidget(label)
    assert even.heightForWidth(840) == plain.heightForWidth(840) == 96
    assert even._layout(840)[1] < plain._layout(840)[1] - 100


def test_a_label_is_a_label_to_a_screen_reader(qtbot) -> None:
    label = Label("Microphone", "label")
    qtbot.addWidget(label)
    assert label.text() == "Microphone"
    assert label.inherits("QLabel")


def test_a_button_says_its_word_and_its_key(qtbot) -> None:
    button = Button("Let me think", "plain", "T")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Let me think"
    assert button.accessibleDescription() == "Key: T"
    button.set_label("Go on")
    assert button.accessibleName() == "Go on"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_keys(qtbot, key) -> None:
    button = Button("Start", "primary")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked, timeout=500):
        QTest.keyClick(button, key)


def test_a_button_can_leave_the_space_bar_to_the_page(qtbot) -> None:
    button = Button("Mute", "plain", "M")
    qtbot.addWidget(button)
    button.leave_space_free()
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_primary_is_the_only_filled_accent(qtbot) -> None:
    accent = theme.current().colour("accent")
    for kind in ("primary", "plain", "quiet", "link", "segment"):
        button = Button("Start", kind)
        qtbot.addWidget(button)
        assert has(picture(button), accent) == (kind == "primary")


def test_segments_move_with_the_arrows(qtbot) -> None:
    choice = Segmented([("coach", "Coach"), ("real", "Real")], name="View")
    qtbot.addWidget(choice)
    choice.show()
    with qtbot.waitSignal(choice.changed, timeout=500) as heard:
        QTest.keyClick(choice, Qt.Key.Key_Right)
    assert heard.args == ["real"]
    assert choice.value() == "real"


def test_setting_a_segment_from_outside_is_silent(qtbot) -> None:
    choice = Segmented(["One", "Two"])
    qtbot.addWidget(choice)
    with qtbot.assertNotEmitted(choice.changed):
        choice.set_value("Two")
    assert choice.value() == "Two"


def test_the_focus_ring_is_drawn_two_pixels_away(qapp, qtbot) -> None:
    if qapp.findChild(focus.FocusRing) is None:
        focus.FocusRing(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 120)
    button = Button("Start", parent=window)
    button.move(40, 40)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.qWait(10)
    image = window.grab().toImage()
    accent = theme.current().colour("accent")
    middle = button.geometry().center().x()
    assert image.pixelColor(middle, 40 - 3) == accent
    assert image.pixelColor(middle, 40 - 4) == accent
    assert image.pixelColor(middle, 40 - 1) != accent


# ---------------------------------------------------------------- ring
@pytest.mark.parametrize("state", ["ready", "listening", "thinking", "speaking", "muted"])
def test_the_ring_names_its_state(qtbot, state) -> None:
    ring = Ring(204)
    qtbot.addWidget(ring)
    ring.set_state(state)
    assert ring.accessibleName() == state.capitalize()


def test_ember_is_only_in_a_ring_that_is_live(qtbot) -> None:
    accent = theme.current().colour("accent")
    for state, live in (("ready", False), ("muted", False), ("listening", True), ("speaking", True)):
        ring = Ring(204)
        qtbot.addWidget(ring)
        ring.set_state(state)
        ring.set_level(-15)
        for _ in range(96):
            ring.advance(42)
        assert has(picture(ring), accent) == live, state


def test_the_ring_keeps_four_seconds(qtbot) -> None:
    ring = Ring(204)
    qtbot.addWidget(ring)
    ring.set_state("listening")
    ring.set_level(-14)
    for _ in range(10):
        ring.advance(42)
    ring.set_level(-90)
    for _ in range(24 * 2):
        ring.advance(1000 / 24)
    levels = list(ring._levels)
    assert max(levels[44:62]) > 0.9
    assert max(levels[:30]) < 0.1
    for _ in range(24 * 3):
        ring.advance(1000 / 24)
    assert max(ring._levels) < 0.1


def test_thinking_is_drawn_after_a_quarter_of_a_second(qtbot) -> None:
    ring = Ring(204)
    qtbot.addWidget(ring)
    ring.set_state("listening")
    ring.set_state("thinking")
    assert ring._shown == "listening"
    qtbot.waitUntil(lambda: ring._shown == "thinking", timeout=1500)


def test_the_frame_clock_rests_when_nothing_moves(qtbot) -> None:
    ring = Ring(204)
    qtbot.addWidget(ring)
    ring.show()
    assert not ring._frame.isActive()
    ring.set_state("listening")
    assert ring._frame.isActive()
    ring.hide()
    assert not ring._frame.isActive()


def test_reduced_motion_shows_the_level_four_times_a_second_and_turns_nothing(qtbot) -> None:
    theme.set_reduced_motion(True)
    ring = Ring(204)
    qtbot.addWidget(ring)
    ring.show()
    ring.set_state("listening")
    assert ring._frame.interval() == 250
    ring.set_state("thinking")
    qtbot.waitUntil(lambda: ring._shown == "thinking", timeout=1500)
    assert not ring._frame.isActive()


def test_a_frame_of_the_ring_is_cheap(qtbot) -> None:
    ring = Ring(288)
    qtbot.addWidget(ring)
    ring.show()
    ring.set_state("listening")
    for step in range(96):
        ring.set_level(-20 - step % 30)
        ring.advance(42)
    ring.repaint()
    times = []
    for _ in range(60):
        start = time.process_time()
        ring.advance(16)
        ring.repaint()
        times.append(time.process_time() - start)
    # Sixty frames a second leave 16.7 ms each; the work of the median is a tenth of it.
    assert sorted(times)[30] < 1 / 60


def test_the_envelope_rises_fast_and_falls_slowly() -> None:
    needle = motion.Envelope()
    up = needle.step(1.0, 30)
    assert up == pytest.approx(0.632, abs=0.01)
    needle.value = 1.0
    assert needle.step(0.0, 180) == pytest.approx(0.368, abs=0.01)


@pytest.mark.parametrize(("dbfs", "part"), [(-90, 0.0), (-60, 0.0), (-37, 0.5), (-14, 1.0), (0, 1.0)])
def test_loudness_lies_between_a_quiet_room_and_a_near_voice(dbfs: float, part: float) -> None:
    assert motion.loudness(dbfs) == pytest.approx(part)


# ---------------------------------------------------------------- section bar
SPANS = (Span("situation", 0, 27), Span("task", 27, 41), Span("action", 41, 102))


def test_the_bar_says_every_section_in_words(qtbot) -> None:
    bar = SectionBar()
    qtbot.addWidget(bar)
    bar.set_answer(SPANS, 102, 150)
    assert bar.accessibleName() == (
        "Sections at 1:42: situation 0:27, task 0:14, action 1:01, result not yet, reflection not yet"
    )


def test_the_bar_fills_what_was_heard_and_leaves_the_rest(qtbot) -> None:
    theme.set_reduced_motion(True)
    bar = SectionBar()
    qtbot.addWidget(bar)
    bar.resize(750, 112)
    bar.set_answer(SPANS, 102, 150)
    image = picture(bar)
    look = theme.current()
    assert image.pixelColor(60, 40) == look.section("situation")
    assert image.pixelColor(160, 40) == look.section("task")
    assert image.pixelColor(400, 40) == look.section("action")
    assert image.pixelColor(600, 40) == look.colour("raised")
    assert image.pixelColor(250, 25) == look.colour("text")  # the 50-second mark


def test_the_bar_grows_with_a_long_answer(qtbot) -> None:
    bar = SectionBar()
    qtbot.addWidget(bar)
    bar.set_answer((Span("action", 0, 200),), 200, 150)
    assert bar._length == 210


def test_speech_outside_the_sections_is_not_counted(qtbot) -> None:
    bar = SectionBar()
    qtbot.addWidget(bar)
    bar.set_answer((Span("other", 0, 5), Span("action", 5, 15)), 15, 150)
    assert bar.seconds() == {"action": 10}


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (59.9, "0:59"), (60, "1:00"), (-3, "0:00")])
def test_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_every_section_has_a_letter() -> None:
    assert "".join(letter(name) for name in theme.SECTIONS) == "STARL"


# ---------------------------------------------------------------- captions
def test_the_newest_words_stay_in_sight(qtbot) -> None:
    captions = Captions()
    qtbot.addWidget(captions)
    captions.resize(600, 96)
    long = " ".join(f"word{n}" for n in range(200))
    captions.set_words((), long, "last", caret=False)
    bottom = captions.grab(captions.rect().adjusted(0, 64, 0, 0)).toImage()
    assert has(bottom, theme.current().colour("text3"))  # the tentative word, on the last line


def test_past_paragraphs_are_laid_out_once_and_only_those_in_sight(qtbot, monkeypatch) -> None:
    captions, broken = Captions(), []
    qtbot.addWidget(captions)
    captions.resize(600, 200)
    lay = captions._break
    monkeypatch.setattr(
        captions, "_break", lambda layout, line: broken.append(layout.text()) or lay(layout, line)
    )
    past = tuple(f"Answer {n} of a long round." for n in range(40))
    captions.set_words(past, "I wrote", "the", caret=True)
    captions.grab()
    first = len(broken)
    assert first < 8 and "Answer 39 of a long round." in broken
    captions.set_words(past, "I wrote the", "stop rule", caret=True)
    captions.grab()
    assert broken[first:] == ["I wrote the stop rule"]


def test_captions_tell_committed_from_tentative(qtbot) -> None:
    captions = Captions()
    qtbot.addWidget(captions)
    captions.resize(700, 200)
    look = theme.current()
    captions.set_words((), "Forty hours", "", caret=False)
    image = picture(captions)
    assert has(image, look.colour("text"))
    assert not has(image, look.colour("text3"))
    captions.set_words((), "", "a week", caret=True)
    image = picture(captions)
    assert has(image, look.colour("text3"))
    assert has(image, look.colour("accent"))
    assert captions.accessibleDescription() == "a week"


# ---------------------------------------------------------------- chips and findings
CLAIMS = (
    ClaimChip("1", "9% failed", "held", "from 4%"),
    ClaimChip("2", "40 hours", "open", "compared with?"),
    ClaimChip("3", "52 hours", "contradicted", "earlier you said 40"),
    ClaimChip("4", "2 weeks", "unprobed", "unprobed"),
)


def test_chips_stand_in_the_order_of_need(qtbot) -> None:
    ledger = ClaimsLedger()
    qtbot.addWidget(ledger)
    ledger.set_claims(CLAIMS)
    assert [claim.status for claim in ledger.shown()] == ["open", "contradicted", "unprobed", "held"]
    assert len(ledger.findChildren(Chip)) == 4


def test_only_the_open_chip_is_in_ember(qtbot) -> None:
    accent = theme.current().colour("accent")
    for claim in CLAIMS:
        chip = Chip(claim)
        qtbot.addWidget(chip)
        assert has(picture(chip), accent) == (claim.status == "open")
        assert claim.status in chip.accessibleName()


def test_chips_wrap_and_leave_out_what_does_not_fit(qtbot) -> None:
    ledger = ClaimsLedger()
    qtbot.addWidget(ledger)
    ledger.set_claims(CLAIMS)
    assert ledger.heightForWidth(312) > 60
    ledger.setFixedSize(QSize(312, 70))
    ledger.show()
    QTest.qWait(1)
    visible = [chip for chip in ledger.findChildren(Chip) if ledger.rect().intersects(chip.geometry())]
    assert 0 < len(visible) < 4
    assert all(chip.geometry().bottom() < 70 for chip in visible)


def test_a_new_finding_stands_out_once(qtbot, monkeypatch) -> None:
    shown = Findings()
    qtbot.addWidget(shown)
    first = Noticed("a", 99, "A figure without its baseline.", new=True)
    assert shown.set_findings((first,)) == [first]
    assert shown.set_findings((first, Noticed("b", 40, "Set-up took 41 seconds."))) == []
    assert shown.freshness(first) == 1.0
    monkeypatch.setattr(motion, "hold", lambda _: 0)
    qtbot.waitUntil(lambda: shown.freshness(first) == 0.0, timeout=2000)


def test_at_most_three_findings(qtbot) -> None:
    shown = Findings()
    qtbot.addWidget(shown)
    shown.set_findings(tuple(Noticed(str(n), n, f"Fact {n}.") for n in range(6)))
    assert shown.accessibleName() == "Noticed: 0:00 Fact 0.; 0:01 Fact 1.; 0:02 Fact 2."


# ---------------------------------------------------------------- meters
def test_meters_say_what_they_show(qtbot) -> None:
    pronouns, share, line = IWeBar(), ShareBar("action", 0.7), ProgressLine()
    pips, trend, cap = LevelPips(3), TrendLine(), KeyCap("Q")
    for widget in (pronouns, share, line, pips, trend, cap):
        qtbot.addWidget(widget)
    pronouns.set_counts(14, 5)
    share.set_share(0.6)
    line.set_part(1.4)
    trend.set_scores((1.8, 2.6), 3.0)
    assert pronouns.accessibleName() == "I 14, we 5"
    assert share.accessibleName() == "Action 60%, target 70%"
    assert line.part() == 1.0
    assert pips.accessibleName() == "3 of 4"
    assert trend.accessibleName().endswith("1.8, 2.6; the bar is 3.0")
    assert cap.accessibleName() == "Key: Q"


def test_the_share_is_drawn_to_scale_with_its_target(qtbot) -> None:
    share = ShareBar("action", 0.7)
    qtbot.addWidget(share)
    share.resize(300, 22)
    share.set_share(0.5)
    image = picture(share)
    look = theme.current()
    assert image.pixelColor(140, 11) == look.section("action")
    assert image.pixelColor(160, 11) == look.colour("raised")
    tick = [image.pixelColor(210 + step, 4).lightness() for step in (-1, 0)]
    assert max(tick) > 150


def test_light_and_dark_draw_the_same_shapes(qtbot) -> None:
    share = ShareBar("result", 0.7)
    qtbot.addWidget(share)
    share.resize(300, 22)
    share.set_share(0.5)
    assert picture(share).pixelColor(100, 11) == QColor("#45DDB0")
    theme.set_mode("light")
    assert picture(share).pixelColor(100, 11) == QColor("#17836B")
