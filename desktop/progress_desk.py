"""Progress as it lives: reads the reports beside the window and shows them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.archive import Archive
from desktop.own_reports import own_reports
from desktop.pages.progress import ProgressPage
from desktop.progress_view import ProgressView, progress_view
from desktop.work import Work

MOST = 60
"""Reports read, the newest."""


class ProgressDesk(QObject):
    """Serves the progress page."""

    trouble = Signal(str, str)

    def __init__(self, page: ProgressPage, archive: Archive) -> None:
        super().__init__()
        self._page, self._archive = page, archive

    def entered(self) -> None:
        """The page is shown: read anew."""
        Work(self, self._read, self._page.show_view, self._tell).start()

    def _tell(self, words: str) -> None:
        self.trouble.emit("The sessions cannot be read.", words)

    def _read(self) -> ProgressView:
        return progress_view(self._archive.library, own_reports(MOST), datetime.now())
