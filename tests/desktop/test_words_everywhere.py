"""Another language reaches every page: no sentence is put together outside `tr`, and longer words are not cut off."""

from __future__ import annotations

import ast
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from desktop import words
from desktop.pages.base import Page
from desktop.widgets.controls import Button, Label
from desktop.window import MainWindow
from desktop.words import APART, SAID_ELSEWHERE, texts
from tests.desktop import screens

FOLDER = Path(words.__file__).parent
TOLD = {"setAccessibleName", "setAccessibleDescription", "setToolTip", "setPlaceholderText", "setWindowTitle"}
"""Qt's own, which translate nothing."""
TERMINAL = ("__main__.py", "app.py", "logbook.py", "words.py")
SPOKEN = ("guide_view.py",)
"""What an English voice reads aloud."""
SCENES = (
    "home", "home-first", "first-run", "rounds", "checklist", "room", "room-real", "report", "replay", "compare", "learn",
    "guide", "stories", "story", "practice", "drills", "drill", "card", "loop", "meeting", "guardrails", "sessions",
    "sessions-empty", "progress", "progress-empty", "settings", "about", "shortcuts",
)  # fmt: skip

PARTLY = ("room", "report", "replay", "guardrails")
"""Scenes that show words, or keys and names alike with them, which are not in the list."""


# ---------------------------------------------------------------- the source
def window_files() -> list[Path]:
    return [
        p
        for p in sorted(FOLDER.rglob("*.py"))
        if p.parent.name not in APART and p.name not in TERMINAL + SPOKEN
    ]


def called(node: ast.AST) -> str:
    function = getattr(node, "func", None)
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def sentences(tree: ast.AST) -> Iterator[ast.JoinedStr]:
    """Texts put together of words and parts that are neither in a log nor in an error."""
    apart = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        or (isinstance(node, ast.Call) and called(node) in SAID_ELSEWHERE)
        or isinstance(node, ast.FormattedValue)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in apart:
            said = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            if " " in said and re.search("[A-Za-z]{2}", said):
                yield node


def bare(tree: ast.AST) -> Iterator[ast.expr]:
    """Words given to Qt as they are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in TOLD and node.args:
            first = node.args[0]
            ways = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            for way in ways:
                if isinstance(way, ast.Constant) and re.search("[A-Za-z]{2}", str(way.value)):
                    yield way


@pytest.mark.parametrize("path", window_files(), ids=lambda p: p.name)
def test_no_text_of_the_window_goes_past_the_translation(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [*sentences(tree), *bare(tree)]
    assert not [f"line {node.lineno}: {ast.unparse(node)}" for node in found]


# ---------------------------------------------------------------- the pages
def longer(text: str) -> str:
    """A language a fifth longer than English, between marks."""
    return f"«{text}{'~' * (len(text) // 5)}»"


@pytest.fixture(scope="module")
def scenes() -> Iterator[dict[str, screens.Arrange]]:
    with tempfile.TemporaryDirectory() as folder:
        yield screens.scenes(Path(folder))


def shown(page: QWidget, kind: type) -> list:
    return [each for each in page.findChildren(kind) if each.isVisible() and each.text().strip()]


class Asked(dict[str, str]):
    """A catalogue that keeps what it was asked for and has no translation of."""

    def __init__(self, made: dict[str, str]) -> None:
        super().__init__(made)
        self.missing: set[str] = set()

    def get(self, text: str, default: str = "") -> str:  # type: ignore[override]
        if text not in self:
            self.missing.add(text)
        return super().get(text, default)


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> Asked:
    catalogue = Asked({text: longer(text) for text in texts(FOLDER)})
    monkeypatch.setattr(words, "_catalogue", catalogue)
    return catalogue


@cache
def literals() -> frozenset[str]:
    """Every text that stands in the window's source as one word or more."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in window_files())
    found = (n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return frozenset(text for text in found if isinstance(text, str) and re.search("[A-Za-z]{2}", text))


@pytest.mark.parametrize("name", SCENES)
def test_every_page_speaks_the_language_and_has_room_for_it(qtbot, foreign, scenes, name: str) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(QSize(1280, 800))
    scenes[name](window)
    window.show()
    QApplication.processEvents()
    page: Page = window.page(window.current_key())
    buttons, labels = shown(page, Button), shown(page, Label)
    ours = [each.text() for each in (*buttons, *labels) if "«" in each.text()]
    assert len(ours) >= 3, "hardly anything is translated"
    unlisted = sorted(foreign.missing & literals())
    assert name in PARTLY or not unlisted, "shown, and not in the list for translators"
    tight = [each.text() for each in buttons if each.width() < each.sizeHint().width()]
    tight += [
        each.text()
        for each in labels
        if not each._wrap and not each._elide and each.width() < each.sizeHint().width() - 1
    ]
    assert not tight
