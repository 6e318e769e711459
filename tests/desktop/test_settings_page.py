"""The settings: every choice goes out at once, devices come and go, and nothing is deleted without an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QRadioButton, QWidget

from desktop.pages.settings import SettingsPage
from desktop.settings import Settings
from desktop.settings_view import device_choices, model_rows
from desktop.view import Device
from desktop.widgets.controls import Button, Label
from models.store import ModelStore
from speech.devices import Device as SoundDevice
from tests.desktop.settings_pictures import SETTINGS, SETTINGS_ASKING


@pytest.fixture
def page(qtbot) -> SettingsPage:
    made = SettingsPage()
    qtbot.addWidget(made)
    made.resize(1280, 736)
    made.show_view(SETTINGS)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def named(page: QWidget, kind: type, name: str):
    return next(w for w in page.findChildren(kind) if w.accessibleName() == name)


def words(page: SettingsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def chosen(page: SettingsPage, qtbot, act) -> Settings:
    with qtbot.waitSignal(page.changed, timeout=500) as heard:
        act()
    assert heard.args[0] == page.settings()
    return heard.args[0]


def test_a_device_is_chosen_with_the_keyboard(page, qtbot) -> None:
    box = named(page, QComboBox, "Microphone")
    assert box.currentText() == "USB Audio: Jabra Evolve2 40"
    box.setFocus()
    settings = chosen(page, qtbot, lambda: QTest.keyClick(box, Qt.Key.Key_Up))
    assert settings == replace(SETTINGS.settings, input_device="Built-in Audio Analog Stereo")
    assert chosen(page, qtbot, lambda: QTest.keyClick(box, Qt.Key.Key_Up)).input_device == ""


def test_a_device_that_is_away_stays_chosen_and_says_so(page) -> None:
    page.show_view(SETTINGS_ASKING)
    box = named(page, QComboBox, "Loudspeaker")
    assert box.currentText() == "Kitchen speaker (not plugged in)"
    assert page.settings().output_device == "Kitchen speaker"
    named_in_part = replace(SETTINGS.settings, output_device="built-in")
    page.show_view(replace(SETTINGS, settings=named_in_part))
    assert box.currentText() == "built-in"


def test_before_the_first_look_nothing_is_said_of_devices_and_after_it_none_is(page) -> None:
    chosen_before = replace(SETTINGS.settings, input_device="USB Audio: Jabra Evolve2 40")
    page.show_view(replace(SETTINGS, settings=chosen_before, microphones=None, loudspeakers=None))
    assert named(page, QComboBox, "Microphone").currentText() == "USB Audio: Jabra Evolve2 40"
    assert "was found" not in words(page)
    page.show_view(replace(SETTINGS, microphones=(), loudspeakers=()))
    assert "No microphone was found: plug one in" in words(page)
    assert "No loudspeaker was found" in named(page, QComboBox, "Loudspeaker").accessibleDescription()


def test_devices_plugged_in_later_are_offered(page, qtbot) -> None:
    with qtbot.waitSignal(page.devices_wanted, timeout=500):
        named(page, Button, "Look for devices again").click()
    page.show_view(replace(SETTINGS, microphones=(*SETTINGS.microphones, Device("New", "New"))))
    box = named(page, QComboBox, "Microphone")
    assert box.findData("New") >= 0
    assert box.currentText() == "USB Audio: Jabra Evolve2 40"


def test_entering_looks_for_devices(page, qtbot) -> None:
    with qtbot.waitSignal(page.devices_wanted, timeout=500):
        page.entered()


@pytest.mark.parametrize(
    ("name", "field", "before"),
    [
        ("Captions", "captions", True),
        ("Less motion", "reduced_motion", False),
    ],
)
def test_ticks(page, qtbot, name: str, field: str, before: bool) -> None:
    box = named(page, QCheckBox, name)
    assert box.isChecked() is before
    settings = chosen(page, qtbot, lambda: QTest.keyClick(box, Qt.Key.Key_Space))
    assert settings == replace(SETTINGS.settings, **{field: not before})


@pytest.mark.parametrize(
    ("group", "word", "field", "value", "says"),
    [
        ("Voice", "System", "voice", "system", "comes with your system"),
        ("Headphones", "Speakers", "headphones", "speakers", "taken out of what your microphone hears"),
        ("View", "Real", "view", "real", "as in the interview"),
        ("Interviewer", "Strict", "strictness", "strict", "as soon as it drifts"),
        ("Look", "Light", "theme", "light", ""),
    ],
)
def test_one_of_a_few(page, qtbot, group: str, word: str, field: str, value: str, says: str) -> None:
    settings = chosen(page, qtbot, named(page, Button, f"{group}: {word}").click)
    assert settings == replace(SETTINGS.settings, **{field: value})
    assert says in words(page)


def test_each_round_has_its_own_strictness_unless_one_is_chosen(page, qtbot) -> None:
    assert "As each round has it." in words(page)
    chosen(page, qtbot, named(page, Button, "Interviewer: Patient").click)
    again = chosen(page, qtbot, named(page, Button, "Interviewer: By round").click)
    assert again.strictness == "" and "As each round has it." in words(page)


def test_a_new_view_emits_nothing(page, qtbot) -> None:
    with qtbot.assertNotEmitted(page.changed):
        page.show_view(SETTINGS_ASKING)
        page.show_view(SETTINGS)
    assert page.settings() == SETTINGS.settings


def test_models_say_size_licence_and_whether_they_are_here(page) -> None:
    shown = words(page)
    assert "Words the probes, 1.1 GB, Apache-2.0, here" in shown
    assert "Words the probes, 491 MB, Apache-2.0, fetching, 34%" in shown
    assert "Words the probes, 4.7 GB, Apache-2.0, not here" in shown
    assert "Listens, 150 MB, MIT, here" in shown
    assert SETTINGS.suitable_reason in shown
    assert SETTINGS.models_folder in shown


def test_a_mind_that_is_here_can_be_chosen_and_none_too(page, qtbot) -> None:
    radio = named(page, QRadioButton, "Qwen2.5-Coder 1.5B Instruct, Q4_K_M")
    assert chosen(page, qtbot, radio.click).mind == "qwen2.5-coder-1.5b"
    assert chosen(page, qtbot, named(page, QRadioButton, "None").click).mind == "none"
    assert chosen(page, qtbot, named(page, QRadioButton, "What suits this computer").click).mind == ""


def test_a_mind_that_is_not_here_is_fetched_first(page, qtbot) -> None:
    title = "Qwen2.5 7B Instruct, Q4_K_M"
    assert not named(page, QRadioButton, title).isEnabled()
    assert not named(page, Button, f"Fetch: {title}").isEnabled()  # another one is being fetched
    with qtbot.waitSignal(page.fetch_stop_requested, timeout=500):
        named(page, Button, "Stop: Qwen2.5-Coder 0.5B Instruct, Q4_K_M, for small machines").click()
    stopped = tuple(replace(m, state="missing") if m.state == "fetching" else m for m in SETTINGS.models)
    page.show_view(replace(SETTINGS, models=stopped))
    with qtbot.waitSignal(page.fetch_requested, timeout=500) as heard:
        named(page, Button, f"Fetch: {title}").click()
    assert heard.args == ["qwen2.5-7b"]


def test_a_failed_fetch_says_why_and_can_be_tried_again(page, qtbot) -> None:
    failed = tuple(
        replace(m, state="failed", words="The disk is full: free 2 GB.") if m.state == "fetching" else m
        for m in SETTINGS.models
    )
    page.show_view(replace(SETTINGS, models=failed))
    assert "The disk is full: free 2 GB." in words(page)
    with qtbot.waitSignal(page.fetch_requested, timeout=500) as heard:
        next(b for b in page.findChildren(Button) if b.text() == "Try again").click()
    assert heard.args == ["qwen2.5-coder-0.5b"]


def test_a_file_of_ones_own_is_passed_on(page, qtbot) -> None:
    named(page, Button, "Use a GGUF file of your own").click()
    dialog = page.findChild(QFileDialog)
    with qtbot.waitSignal(page.model_file_chosen, timeout=500) as heard:
        dialog.fileSelected.emit("/models/own.gguf")
    assert heard.args == ["/models/own.gguf"]
    dialog.reject()


def test_the_folder_is_opened(page, qtbot) -> None:
    with qtbot.waitSignal(page.folder_requested, timeout=500) as heard:
        named(page, Button, "Open the folder").click()
    assert heard.args == [SETTINGS.data_folder]


def test_everything_is_deleted_only_after_an_answer(page, qtbot) -> None:
    delete = named(page, Button, "Delete everything")
    with qtbot.assertNotEmitted(page.delete_everything_requested):
        delete.click()
        assert "Delete 8 sessions with recordings" in words(page)
        keep = next(b for b in page.findChildren(Button) if b.text() == "Keep")
        assert keep.hasFocus()
        qtbot.waitUntil(lambda: keep.visibleRegion().boundingRect().height() == keep.height())
        QTest.keyClick(keep, Qt.Key.Key_Escape)
        assert "cannot be undone" not in words(page)
        assert delete.hasFocus()
        delete.click()
        assert page.escape()  # the window's Esc keeps too, and does not leave the page
        assert not page.escape()
    delete.click()
    with qtbot.waitSignal(page.delete_everything_requested, timeout=500):
        named(page, Button, "Delete everything for good").click()
    assert "cannot be undone" not in words(page)


def test_where_there_is_nothing_there_is_nothing_to_delete(page) -> None:
    page.show_view(replace(SETTINGS, sessions=0, data_bytes=0))
    assert not named(page, Button, "Delete everything").isEnabled()


def test_a_notice_is_shown_and_read_out(page, qtbot) -> None:
    with qtbot.waitSignal(page.announced, timeout=500) as heard:
        page.show_view(SETTINGS_ASKING)
    assert heard.args == [SETTINGS_ASKING.notice]
    assert SETTINGS_ASKING.notice in words(page)


def test_about_is_reached(page, qtbot) -> None:
    with qtbot.waitSignal(page.about_requested, timeout=500):
        named(page, Button, "About Hotseat, licences").click()


def test_every_control_has_a_name(page) -> None:
    for kind in (Button, QCheckBox, QComboBox, QRadioButton):
        for control in page.findChildren(kind):
            assert control.accessibleName(), control


def test_a_device_is_listed_once_and_under_its_kind() -> None:
    devices = (
        SoundDevice(0, "Array", "MME", 2, 0, 44_100, main_api=False),
        SoundDevice(1, "Array", "Windows WASAPI", 2, 0, 48_000),
        SoundDevice(2, "Speakers", "Windows WASAPI", 0, 2, 48_000),
    )
    assert device_choices(devices, "microphone") == (Device("Array", "Array"),)
    assert device_choices(devices, "loudspeaker") == (Device("Speakers", "Speakers"),)
    assert device_choices((), "microphone") == ()


def test_of_the_other_models_those_a_round_uses_are_listed(tmp_path) -> None:
    rows = model_rows(ModelStore(tmp_path).list())
    assert [row.model_id for row in rows if row.kind == "voice"] == ["piper-en-us-joe"]
    assert {row.state for row in rows} == {"missing"}
    assert [row.kind for row in rows] == sorted(
        (r.kind for r in rows), key=["recogniser", "mind", "voice", "turn"].index
    )
