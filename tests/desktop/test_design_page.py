"""docs/design.md says what the tokens say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from desktop import theme
from tests.desktop.test_theme import GROUNDS, contrast

PAGE = (Path(__file__).parents[2] / "docs" / "design.md").read_text(encoding="utf-8")


def rows(columns: int) -> list[list[str]]:
    """The cells of every table with that many columns, its heads left out."""
    lines = [line.strip("|").split("|") for line in PAGE.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line] for line in lines if len(line) == columns]


def worst(mode: theme.Mode, colour: QColor) -> float:
    return min(contrast(colour, theme.Theme(mode).colour(ground)) for ground in GROUNDS)


def test_every_colour_role_is_there_with_its_values_and_contrast() -> None:
    found = {row[0].strip("`"): row for row in rows(5)}
    for role in theme.tokens()["colour"]["dark"]:
        _, dark, light, _, ratio = found[role]
        looks = {mode: theme.Theme(mode).colour(role) for mode in ("dark", "light")}
        assert (dark, light) == (looks["dark"].name().upper(), looks["light"].name().upper())
        if ratio and "on ember" not in ratio:
            said = [float(part) for part in re.findall(r"[\d.]+", ratio)]
            assert said == [pytest.approx(worst(mode, looks[mode]), abs=0.06) for mode in ("dark", "light")]


def test_every_section_is_there_with_its_values_and_contrast() -> None:
    found = {row[0].split()[0]: row for row in rows(6)}
    for name in theme.SECTIONS:
        _, _, dark, light, ratio, _ = found[name]
        looks = {mode: theme.Theme(mode).section(name) for mode in ("dark", "light")}
        assert (dark, light) == (looks["dark"].name().upper(), looks["light"].name().upper())
        said = [float(part) for part in re.findall(r"[\d.]+", ratio)]
        assert said == [pytest.approx(worst(mode, looks[mode]), abs=0.06) for mode in ("dark", "light")]


def test_every_size_of_type_is_there() -> None:
    found = {row[0].strip("`"): row for row in rows(5)}
    for role, spec in theme.tokens()["type"].items():
        assert [int(found[role][2]), int(found[role][3])] == [spec["size"], spec["line"]]


def test_every_duration_is_there() -> None:
    said = set(re.findall(r"\d+", " ".join(row[1] for row in rows(2))))
    motion = theme.tokens()["motion"]
    wanted = {str(value) for name, value in motion.items() if name.endswith("_ms") and "ring" not in name}
    assert wanted <= said
