"""The list of sessions as it lives: export, deletion and recovery beside the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.archive import Archive, Shelf
from desktop.pages.sessions import SessionsPage
from desktop.sessions_view import sessions_view
from desktop.work import Work


class SessionsDesk(QObject):
    """Serves the sessions page."""

    report_wanted = Signal(str)
    """A session was recovered: show what came of it."""

    def __init__(self, page: SessionsPage, archive: Archive) -> None:
        super().__init__()
        self._page, self._archive = page, archive
        self._shelf = Shelf((), None)
        self._notice = ""
        page.export_requested.connect(self._export)
        page.delete_requested.connect(self._delete)
        page.recover_requested.connect(self._recover)

    def entered(self) -> None:
        self._notice = ""
        self.read()

    def read(self) -> None:
        """Read the journal anew and show it."""
        self._beside(self._archive.shelf, self._on_shelf)

    def _on_shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._show()

    def _show(self) -> None:
        self._page.show_view(
            sessions_view(self._shelf.sessions, self._archive.library, datetime.now(), self._notice)
        )

    def _say(self, words: str) -> None:
        self._notice = words
        self.read()

    def _export(self, session_id: str, folder: str) -> None:
        def written(paths: list[Path]) -> None:
            self._say(f"{len(paths)} files were written to {folder}.")

        self._beside(lambda: self._archive.deliver(session_id, Path(folder)), written)

    def _delete(self, session_id: str) -> None:
        self._beside(lambda: self._archive.delete(session_id), lambda _: self._say("Deleted."))

    def _recover(self, session_id: str) -> None:
        def recovered(_: object) -> None:
            self.read()
            self.report_wanted.emit(session_id)

        self._beside(lambda: self._archive.recover(session_id), recovered)

    def _beside(self, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        Work(self, job, then, self._on_trouble).start()

    def _on_trouble(self, words: str) -> None:
        self._notice = words
        self._show()
