"""About names every part with its licence, and says nothing that the project does not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import theme
from desktop.about_view import FONT, PARTS, about_view, version_of
from desktop.pages.about import AboutPage
from desktop.widgets.controls import Button, Label
from models.store import ModelStore
from tests.desktop.sessions_pictures import ABOUT

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def page(qtbot) -> AboutPage:
    made = AboutPage()
    qtbot.addWidget(made)
    made.resize(1280, 736)
    made.show_view(ABOUT)
    made.show()
    return made


def words(page: AboutPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def test_every_dependency_is_named() -> None:
    needed = {re.split(r"[<>=!\[; ]", line, maxsplit=1)[0].lower() for line in PROJECT["dependencies"]}
    assert {name.lower() for name, _, _ in PARTS} == needed


def test_the_licences_are_the_projects(page) -> None:
    assert PROJECT["license"] == "GPL-3.0-or-later"
    said = "\n".join(words(page))
    assert "GNU General Public License, version 3 or later" in said
    assert "SIL Open Font License 1.1" in FONT
    assert "SIL OPEN FONT LICENSE Version 1.1" in (theme.FONT_FOLDER / "OFL.txt").read_text(encoding="utf-8")


def test_it_shows_versions_and_models(page) -> None:
    said = words(page)
    assert f"numpy {version_of('numpy')}" in said
    assert "Whisper base, many languages (CTranslate2)" in said
    assert any("leaves this computer" in line for line in said)


def test_models_that_are_not_here_are_not_named(page, tmp_path) -> None:
    view = about_view(ModelStore(tmp_path).list())
    assert view.models == ()
    page.show_view(view)
    assert "Models on this computer" not in words(page)


def test_a_distribution_that_is_not_installed_has_no_version() -> None:
    assert version_of("no-such-distribution-of-ours") == ""


def test_back(page, qtbot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.entered()
    with qtbot.waitSignal(page.back_requested, timeout=500):
        QTest.keyClick(page.findChild(Button), Qt.Key.Key_Return)
