"""The list of sessions as it lives: export, deletion and recovery beside the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.archive import Archive, Shelf
from desktop.pages.sessions import SessionsPage
from desktop.sessions_view import sessions_view
from desktop.words import tr
from desktop.work import Work

SECOND_THOUGHTS = 30_000
"""Milliseconds in which a deleted session can be brought back."""


class SessionsDesk(QObject):
    """Serves the sessions page."""

    report_wanted = Signal(str)
    """A session was recovered: show what came of it."""

    def __init__(self, page: SessionsPage, archive: Archive) -> None:
        super().__init__()
        self._page, self._archive = page, archive
        self._shelf = Shelf((), None)
        self._sizes: dict[str, int] = {}
        self._notice = self._deleted = ""
        self._search: Work | None = None
        self._swept = False
        """What was deleted before a crash is gone for good."""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SECOND_THOUGHTS)
        self._clock.timeout.connect(self._bury)
        page.export_requested.connect(self._export)
        page.delete_requested.connect(self._delete)
        page.undo_requested.connect(self._bring_back)
        page.rename_requested.connect(self._rename)
        page.recover_requested.connect(self._recover)
        page.search_wanted.connect(self._find)
        page.changes_wanted.connect(self._read_changes)

    def entered(self) -> None:
        if not self._deleted:
            self._notice = ""
        self.read()

    def shut(self) -> None:
        """The application is quitting: what was deleted goes for good."""
        self._clock.stop()
        self._archive.bury()

    def read(self) -> None:
        """Read the journal anew and show it; the first time what was deleted before a crash goes for good.

        Only then: later a reading may be under way while a session is deleted, which is to be had back for a while.
        """
        swept, self._swept = self._swept, True

        def job() -> tuple[Shelf, dict[str, int]]:
            if not swept:
                self._archive.bury()
            return self._archive.shelf(), self._archive.sizes()

        self._beside(job, self._on_shelf)

    def _on_shelf(self, found: tuple[Shelf, dict[str, int]]) -> None:
        self._shelf, self._sizes = found
        self._show()

    def _show(self) -> None:
        self._page.show_view(
            sessions_view(
                self._shelf.sessions,
                self._archive.library,
                datetime.now(),
                self._notice,
                sizes=self._sizes,
                deleted=self._deleted,
            )
        )

    def _say(self, words: str) -> None:
        self._notice = words
        self.read()

    def _find(self, words: str) -> None:
        """The newest search counts."""
        if self._search is not None:
            self._search.drop()

        def found(passages: object) -> None:
            self._search = None
            self._page.show_found(words, passages)  # type: ignore[arg-type]

        self._search = Work(self, lambda: self._archive.find(words), found, self._on_trouble).start()

    def _read_changes(self, session_id: str) -> None:
        def job() -> tuple[str, ...]:
            report = self._archive.report(session_id)[1]
            return tuple(change.title for change in report.changes) if report is not None else ()

        self._beside(job, lambda changes: self._page.show_changes(session_id, changes))

    def _export(self, session_id: str, folder: str) -> None:
        def written(paths: list[Path]) -> None:
            self._say(tr("{count} files were written to {folder}.", count=len(paths), folder=folder))

        self._beside(lambda: self._archive.deliver(session_id, Path(folder)), written)

    def _delete(self, session_id: str) -> None:
        """Out of sight at once, for good in half a minute; the one deleted before goes now."""
        name = next((record.name for record in self._shelf.sessions if record.id == session_id), session_id)

        def job() -> None:
            self._archive.discard(session_id)
            self._archive.bury(but=session_id)

        def done(_: object) -> None:
            self._deleted = session_id
            self._clock.start()
            self._say(tr("'{name}' is deleted with its recording, report and notes.", name=name))

        self._beside(job, done)

    def _bring_back(self) -> None:
        session_id, self._deleted = self._deleted, ""
        self._clock.stop()

        def back(_: object) -> None:
            self._say("It is back.")
            self._page.pick(session_id)

        if session_id:
            self._beside(lambda: self._archive.restore(session_id), back)

    def _bury(self) -> None:
        self._deleted = self._notice = ""
        self._beside(self._archive.bury, lambda _: self.read())

    def _rename(self, session_id: str, name: str) -> None:
        self._beside(lambda: self._archive.rename(session_id, name), lambda _: self._say(""))

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
