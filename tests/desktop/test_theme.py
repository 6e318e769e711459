"""Tokens reach Qt unchanged, every promised contrast holds, and dark and light can be switched live."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QLineEdit

from desktop import theme

MODES = ("dark", "light")
GROUNDS = ("bg", "surface", "raised")


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: QColor, second: QColor) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", ["text", "text2", "text3", "accent"])
def test_text_and_accent_can_be_read_on_every_ground(mode: theme.Mode, ground: str, role: str) -> None:
    look = theme.Theme(mode)
    assert contrast(look.colour(role), look.colour(ground)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", theme.SECTIONS)
def test_sections_stand_out_and_carry_their_letter(mode: theme.Mode, name: str) -> None:
    look = theme.Theme(mode)
    assert all(contrast(look.section(name), look.colour(ground)) >= 3 for ground in GROUNDS)
    assert contrast(look.section_ink(name), look.section(name)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_controls_have_edges_that_can_be_seen(mode: theme.Mode) -> None:
    look = theme.Theme(mode)
    assert all(contrast(look.colour("outline"), look.colour(ground)) >= 3 for ground in ("bg", "surface"))
    assert contrast(look.colour("accentInk"), look.colour("accent")) >= 4.5
    assert contrast(look.colour("text"), look.colour("accentQuiet")) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_the_contrasts_written_in_the_tokens_are_true(mode: theme.Mode) -> None:
    look = theme.Theme(mode)
    for role, spec in theme.tokens()["colour"][mode].items():
        for ground, promised in spec.get("contrast", {}).items():
            if ground in GROUNDS:
                assert contrast(look.colour(role), look.colour(ground)) == pytest.approx(promised, abs=0.02)


def test_the_bundled_fonts_are_the_ones_drawn() -> None:
    look = theme.current()
    for role, spec in theme.tokens()["type"].items():
        font = look.font(role)
        assert QFontInfo(font).family() == f"Hotseat {spec['family']}"
        assert font.pixelSize() == spec["size"]
        assert font.weight() == QFont.Weight(spec["weight"])
        assert font.letterSpacing() == pytest.approx(spec["letter_spacing"], abs=1 / 64)


def test_figures_have_one_width() -> None:
    metrics = QFontMetricsF(theme.current().font("body"))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"))


def test_every_colour_in_the_style_sheet_is_known() -> None:
    for mode in MODES:
        theme.set_mode(mode)
        assert "@" not in re.sub(r"/\*.*?\*/", "", theme.stylesheet(), flags=re.DOTALL)


def test_switching_the_mode_repaints_and_tells(qapp, qtbot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitSignal(theme.bus.changed, timeout=1000):
        theme.set_mode("light")
    assert qapp.palette().window().color() == QColor("#F6F6F4")
    assert "#f6f6f4" in qapp.styleSheet()
    field.resize(200, 40)
    assert field.grab().toImage().pixelColor(100, 6) == theme.current().colour("surface")


def test_the_same_mode_again_tells_nobody(qtbot) -> None:
    with qtbot.assertNotEmitted(theme.bus.changed):
        theme.set_mode("dark")


def test_system_follows_the_system(qapp, monkeypatch) -> None:
    hints = type(qapp.styleHints())
    monkeypatch.setattr(hints, "colorScheme", lambda _: Qt.ColorScheme.Light)
    theme.set_mode("system")
    assert theme.current().mode == "light"
    assert theme.choice() == "system"


def test_reduced_motion_can_be_asked_for_and_follows_the_system_otherwise(monkeypatch) -> None:
    theme.set_reduced_motion(True)
    assert theme.current().reduced_motion
    monkeypatch.setenv("HOTSEAT_REDUCED_MOTION", "1")
    theme.set_reduced_motion(None)
    assert theme.current().reduced_motion
    theme.set_reduced_motion(False)
    assert not theme.current().reduced_motion


def test_missing_fonts_are_named(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(theme, "FONT_FOLDER", tmp_path)
    with pytest.raises(FileNotFoundError, match="fonts are missing"):
        theme.load_fonts()
