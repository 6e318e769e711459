"""The window's program is killed in the middle of a round: at its next start nothing said is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import killed_window
from PySide6.QtWidgets import QApplication

from content.library import load_library
from desktop import flow as flow_module
from desktop.choices import Choices
from desktop.flow import Flow
from desktop.paths import data_folder, only_instance
from desktop.widgets.controls import Button, Label
from desktop.window import MainWindow

ROOT = Path(__file__).parents[2]
ANSWER = (
    "My manager moved billing to a new queue in one go. I argued for one depot first, because nine percent of the "
    "matches had failed. I lost. I wrote the stop rule that evening and led the move myself."
)


def kill_in_mid_round() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    program = subprocess.Popen(
        [sys.executable, str(Path(killed_window.__file__)), ANSWER],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, cwd=ROOT,
    )  # fmt: skip
    assert program.stdout is not None
    shown = program.stdout.readline()
    program.kill()
    _, errors = program.communicate()
    assert shown == "shown\n", errors


def test_a_window_that_is_killed_offers_the_round_at_its_next_start(
    qtbot, qapp: QApplication, monkeypatch
) -> None:
    kill_in_mid_round()
    monkeypatch.setattr(flow_module, "all_here", lambda store: True)
    with only_instance():  # the lock went with the process
        window = MainWindow()
        qtbot.addWidget(window)
        flow = Flow(window, load_library(), Choices(data_folder()))
        flow.begin()
        window.show()
        take = next(
            button for button in flow.home.findChildren(Button) if button.text() == "Take it to its report"
        )
        qtbot.waitUntil(take.isVisible, timeout=10_000)
        words = " ".join(label.text() for label in flow.home.findChildren(Label) if label.isVisible())
        assert "was cut off" in words and "what you said is kept" in words
        take.click()
        qtbot.waitUntil(lambda: window.current_key() == "report", timeout=20_000)
        session = flow.reading.session_id
        said = [part for part in flow.archive.replay(session).passages if part.speaker == "candidate"]
        assert " ".join(part.text for part in said) == ANSWER
        assert flow.archive.report(session)[0].status == "done"
        window.go("home")
        qtbot.waitUntil(lambda: not take.isVisible(), timeout=10_000)
        window.close()
