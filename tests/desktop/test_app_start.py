"""Opening the app: where it may not open it says why in one sentence; where models are missing it fetches them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from desktop import app as app_module
from desktop import dialogs
from desktop import fetching as fetching_module
from desktop.app import run_app
from desktop.archive import mark, marked
from desktop.dialogs import Dialog
from desktop.fetching import Fetching
from desktop.paths import only_instance
from desktop.view import FirstRunView
from desktop.widgets.controls import Button, Label
from models.errors import FetchCancelled, FetchError
from models.progress import Progress
from models.store import ModelStore


def test_without_a_display_one_sentence_and_exit_code_1(monkeypatch, capsys) -> None:
    monkeypatch.setattr(app_module, "has_display", lambda: False)
    assert run_app() == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "hotseat rehearse" in said


def test_a_second_instance_is_told_and_may_try_again(qapp, monkeypatch, capsys) -> None:
    monkeypatch.setattr(app_module, "has_display", lambda: True)
    heard: list[tuple[str, ...]] = []

    def ask(_parent: object, headline: str, words: str, ways: tuple[str, ...]) -> int:
        heard.append((headline, words))
        return len(ways) - 1 if len(heard) == 2 else 0

    monkeypatch.setattr(dialogs, "ask", ask)
    with only_instance():
        assert run_app() == 1
    assert len(heard) == 2 and "Another Hotseat is running" in heard[0][1]
    assert "Another Hotseat is running" in capsys.readouterr().err


def test_a_dialog_is_as_high_as_its_words_need(qtbot) -> None:
    long = "The data folder cannot be written; make room or give yourself the right to it. " * 4
    dialog = Dialog(None, "Hotseat cannot open.", long, ("Try again", "Quit"))
    qtbot.addWidget(dialog)
    dialog.show()
    for label in dialog.findChildren(Label):
        assert label.height() >= label.heightForWidth(label.width())
    again, leave = dialog.findChildren(Button)
    assert (again.isDefault(), dialog.chosen) == (True, 1)
    again.click()
    assert dialog.chosen == 0
    assert leave.key() == "Esc"


# ---------------------------------------------------------------- the first run
class Store(ModelStore):
    """A store whose fetch does as it is told."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: list[tuple[str, ...]] = []
        self.act: Callable[[Callable[[Progress], None], threading.Event], None] = lambda tell, stop: None

    def fetch(
        self,
        model_ids: Iterable[str],
        progress: Callable[[Progress], None] = lambda p: None,
        cancel: threading.Event | None = None,
    ) -> tuple[str, ...]:
        names = tuple(model_ids)
        self.asked.append(names)
        assert cancel is not None
        self.act(progress, cancel)
        return names


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "models")


@pytest.fixture
def fetching(qapp, store: Store, monkeypatch) -> Fetching:
    made = Fetching(store)
    monkeypatch.setattr(
        fetching_module, "needed", lambda store: ("whisper-base", "piper-en-us-joe", "qwen2.5-coder-0.5b")
    )
    made.look()
    return made


def states(view: FirstRunView) -> list[str]:
    return [model.state for model in view.models]


def test_progress_is_shown_per_model_and_a_failure_names_the_model(qtbot, fetching, store) -> None:
    assert states(fetching.view) == ["needed"] * 3 and fetching.view.free_bytes
    seen: list[FirstRunView] = []
    fetching.changed.connect(seen.append)

    def act(tell: Callable[[Progress], None], _stop: threading.Event) -> None:
        tell(Progress("whisper-base", "model.bin", 10, 10, "verify", "disk"))
        tell(Progress("piper-en-us-joe", "voice.onnx", 63, 63, "download", "package index"))
        raise FetchError("Joe could not be fetched: check the network.")

    store.act = act
    fetching.start()
    assert fetching.view.running
    qtbot.waitUntil(lambda: not fetching.view.running)
    assert store.asked == [("whisper-base", "piper-en-us-joe", "qwen2.5-coder-0.5b")]
    assert any(states(view)[:2] == ["ready", "fetching"] for view in seen)
    failed = next(model for model in fetching.view.models if model.state == "failed")
    assert (failed.name, failed.error) == ("piper-en-us-joe", "Joe could not be fetched: check the network.")


def test_a_stopped_fetch_can_be_taken_up_again(qtbot, fetching, store) -> None:
    def act(_tell: Callable[[Progress], None], stop: threading.Event) -> None:
        if stop.wait(5):
            raise FetchCancelled("stopped")

    store.act = act
    fetching.start()
    fetching.cancel()
    qtbot.waitUntil(lambda: not fetching.view.running)
    assert "failed" not in states(fetching.view)
    store.act = lambda tell, stop: None
    fetching.start()
    qtbot.waitUntil(lambda: not fetching.view.running)
    assert len(store.asked) == 2


# ---------------------------------------------------------------- marks
def test_marks_survive_a_broken_file(own_home: Path) -> None:
    own_home.mkdir()
    (own_home / "marks.json").write_text("{")
    assert marked("left") == frozenset()
    mark("left", "a")
    mark("sample", "b")
    assert (marked("left"), marked("sample")) == (frozenset({"a"}), frozenset({"b"}))
    assert set(json.loads((own_home / "marks.json").read_text())) == {"left", "sample"}
