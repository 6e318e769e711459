"""The app's own window in a process of its own, where a round is typed by keys until somebody kills it.

Run by `test_killed_window.py`, with the answer as its argument; prints "shown" once the room shows the answer.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from content.library import load_library
from desktop import flow as flow_module
from desktop import theme
from desktop.choices import Choices
from desktop.flow import Flow
from desktop.pages.room_parts import TypedAnswer
from desktop.paths import data_folder, only_instance
from desktop.widgets.controls import Button
from desktop.window import MainWindow


def main(answer: str) -> None:
    app = QApplication([])
    theme.apply(app)
    flow_module.all_here = lambda _store: True  # type: ignore[attr-defined]  # typed answers need no model
    choices = Choices(data_folder())
    choices.change(replace(choices.settings, toured=True, mind="none"))
    window = MainWindow()
    flow = Flow(window, load_library(), choices)
    steps = iter(act(flow, answer))
    timer = QTimer()
    timer.timeout.connect(lambda: next(steps))
    with only_instance():
        flow.begin()
        window.show()
        timer.start(20)
        app.exec()


def act(flow: Flow, answer: str):  # type: ignore[no-untyped-def]
    """Presses one thing after the other; yields while it waits for the window."""
    typed = next(button for button in flow.home.findChildren(Button) if button.text() == "Type instead")
    while flow.window.current_key() != "checklist":
        typed.click()
        yield
    while flow.window.current_key() != "room":
        QTest.keyClick(flow.checklist, Qt.Key.Key_Return)
        yield
    (row,) = flow.room.findChildren(TypedAnswer)
    while not row.isVisible() or not flow.live._state.turns:
        yield
    QTest.keyClicks(row.field, answer)
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    while len(flow.live._state.turns) < 2:  # the next question stands there: the answer was taken
        yield
    print("shown", flush=True)
    while True:
        yield


if __name__ == "__main__":
    main(sys.argv[1])
