"""The app: one window, one instance per data folder."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from desktop.commands.doctor import has_display

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.choices import Choices

log = logging.getLogger(__name__)

NO_DISPLAY = (
    "hotseat: There is no display to open a window on; "
    "`hotseat rehearse` holds a round here in the terminal, `hotseat demo --headless` shows one."
)
WAKE_MS = 250
"""Milliseconds between two chances for Python to see a signal while Qt waits."""


def run_app(*, sample: str = "", seconds: int = 300, out: Path | None = None) -> int:
    """Open the window and stay until it is closed; the exit code.

    `sample`: id of a sample candidate: begin with its round of `seconds`, whose files also go to `out`.
    """
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return 1
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from desktop import theme
    from desktop.choices import Choices
    from desktop.paths import data_folder
    from desktop.words import load as load_words

    choices = Choices(data_folder())
    _scale(choices.settings.text_size)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Hotseat")
    app.setDesktopFileName("hotseat")
    theme.apply(app)
    if wrong := load_words(data_folder(), QLocale.system().name()):
        log.warning("%s", wrong)
    choices.apply()
    with ExitStack() as held:
        if not _alone(held):
            return 1
        return _open(app, choices, sample, seconds, out)


def _scale(percent: str) -> None:
    """Size everything before Qt looks for it; somebody's own QT_SCALE_FACTOR stays."""
    if percent != "100":
        os.environ.setdefault("QT_SCALE_FACTOR", f"{int(percent) / 100:g}")


def _alone(held: ExitStack) -> bool:
    """Hold the data folder, or say why not and let the user try again."""
    from desktop.dialogs import ask
    from desktop.paths import DataFolderError, only_instance

    while True:
        try:
            held.enter_context(only_instance())
            return True
        except DataFolderError as error:
            print(f"hotseat: {error}", file=sys.stderr)
            if ask(None, "Hotseat cannot open.", str(error), ("Try again", "Quit")) != 0:
                return False


def _open(app: QApplication, choices: Choices, sample: str, seconds: int, out: Path | None) -> int:
    from PySide6.QtCore import QTimer

    from content.library import load_library
    from desktop import smooth
    from desktop.flow import Flow
    from desktop.paths import user_content
    from desktop.window import MainWindow

    smooth.share()
    collector = smooth.Collector(app)
    window = MainWindow()
    flow = Flow(window, load_library(user_content()), choices)
    collector.settle()
    window.page_changed.connect(lambda key: collector.tidy_all() if key != "room" else None)
    flow.begin()
    window.show()
    if sample and window.current_key() == "home":
        flow.out = out
        QTimer.singleShot(0, lambda: flow.watch_sample(sample, seconds))
    with _signals(window.close), _told():
        try:
            return app.exec()
        finally:
            collector.stop()


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong in a page goes to the log, and the window stays."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error(
            "Something went wrong in the window (%s: %s).",
            kind.__name__,
            error,
            exc_info=(kind, error, trace),
        )

    before, sys.excepthook = sys.excepthook, tell
    try:
        yield
    finally:
        sys.excepthook = before


class _signals:  # noqa: N801 - used as a statement
    """Ctrl-C and a request to end close the window in good order."""

    def __init__(self, close: Callable[[], object]) -> None:
        self._close = close

    def __enter__(self) -> None:
        from PySide6.QtCore import QTimer

        self._timer = QTimer()
        self._timer.timeout.connect(lambda: None)  # Qt sleeps in C++; Python sees signals only between calls
        self._timer.start(WAKE_MS)
        self._before = {
            number: signal.signal(number, lambda *_: self._close())
            for number in (signal.SIGINT, signal.SIGTERM)
        }

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        for number, handler in self._before.items():
            signal.signal(number, handler)
