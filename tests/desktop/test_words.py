"""The window in another language: everything drawn goes through one function, and a broken file costs nothing but itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import words
from desktop.pages.about import AboutPage
from desktop.pages.first_run import FirstRunPage
from desktop.pages.home import HomePage
from desktop.pages.progress import ProgressPage
from desktop.pages.room import RoomPage
from desktop.pages.settings import SettingsPage
from desktop.widgets.controls import Button, Label
from desktop.words import load, speak, texts, tr
from tests.desktop import pictures

EVERY = texts(Path(words.__file__).parent)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    speak({})


def foreign() -> None:
    """Every text with marks around it."""
    speak({text: f"«{text}»" for text in EVERY})


def test_a_text_without_a_translation_stays_as_it_is() -> None:
    speak({"Start": "Anfangen"})
    assert (tr("Start"), tr("Stop")) == ("Anfangen", "Stop")


def test_parts_keep_their_places() -> None:
    speak({"{i} to {we}": "{we} gegen {i}"})
    assert tr("{i} to {we}", i=14, we=5) == "5 gegen 14"


def test_the_list_for_translators_has_what_the_pages_say() -> None:
    assert {"Start", "Captions", "Repeat the question", "Here your rounds add up.", "{count} open"} <= set(
        EVERY
    )


def test_single_words_in_a_table_are_collected_where_they_are_translated(tmp_path: Path) -> None:
    (tmp_path / "standing.py").write_text(
        'STANDING = {"good": "held", "bad": ("missed", 3)}\n_KEYS: dict[str, str] = {"full": "half"}\n'
        'def row(key, late):\n    return tr(STANDING[key]), _KEYS[key], tr("soon" if key == "x" else "later")\n'
        'def day(n):\n    return tr({0: "today"}.get(n, "once"))\n',
        encoding="utf-8",
    )
    assert set(texts(tmp_path)) == {"held", "missed", "soon", "later", "today", "once"}
    assert {"held", "half held", "missed", "usable", "tomorrow", "twelve"} <= set(EVERY)


@pytest.mark.parametrize("kind", [HomePage, RoomPage, ProgressPage, SettingsPage, FirstRunPage, AboutPage])
def test_every_button_and_heading_of_a_page_speaks_the_language(qtbot, kind) -> None:
    foreign()
    page = kind()
    qtbot.addWidget(page)
    spoken = [button.text() for button in page.findChildren(Button) if button.text()]
    spoken += [
        label.text() for label in page.findChildren(Label) if label.text() and label.role() == "heading"
    ]
    plain = [text for text in spoken if "«" not in text and not text[0].isdigit()]
    assert not plain


def test_sentences_with_figures_speak_it_too(qtbot) -> None:
    foreign()
    page = RoomPage()
    qtbot.addWidget(page)
    page.show_view(pictures.ROOM)
    said = [label.text() for label in page.findChildren(Label)]
    assert "«14 to 5»" in said and "«1 open»" in said and "«of 20:00»" in said


def test_a_file_of_the_language_is_taken_or_of_its_family(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "de.json").write_text(json.dumps({"Start": "Anfangen", "Stop": ""}), encoding="utf-8")
    assert load(tmp_path, "de_AT") == "" and tr("Start") == "Anfangen" and tr("Stop") == "Stop"
    assert load(tmp_path, "fr_FR") == ""


@pytest.mark.parametrize("content", ["{", "[1]", '{"Start": 1}'])
def test_a_broken_file_is_named_and_the_window_speaks_english(tmp_path: Path, content: str) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "de.json").write_text(content, encoding="utf-8")
    told = load(tmp_path, "de")
    assert "de.json" in told and told.endswith("speaks English.") and tr("Start") == "Start"
