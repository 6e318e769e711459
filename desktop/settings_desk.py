"""Settings as they live: devices and models looked up beside the window, choices kept, models fetched."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop.archive import MARKS, Archive
from desktop.choices import Choices
from desktop.minds import chosen_mind
from desktop.pages.settings import SettingsPage
from desktop.paths import data_folder
from desktop.practice_archive import PracticeArchive
from desktop.settings import FILE, Settings
from desktop.settings_view import ModelRow, SettingsView, device_choices, model_rows
from desktop.view import Device
from desktop.words import tr
from desktop.work import Work
from models.choose import MindChoice
from models.errors import FetchCancelled
from models.progress import Progress
from models.store import ModelStore
from speech.errors import SoundError
from speech.portaudio import PortAudio

EVERY = 0.2
"""Seconds between two reports of a fetch."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a look at the machine gave."""

    microphones: tuple[Device, ...]
    loudspeakers: tuple[Device, ...]
    models: tuple[ModelRow, ...]
    choice: MindChoice
    bytes: int
    sessions: int
    trouble: str


class SettingsDesk(QObject):
    """Serves the settings page."""

    emptied = Signal()
    """Every session has been deleted."""
    _progress = Signal(object)

    def __init__(self, page: SettingsPage, archive: Archive, choices: Choices, audio: PortAudio) -> None:
        super().__init__()
        self._page, self._archive, self._choices, self._audio = page, archive, choices, audio
        self._found: _Found | None = None
        self._notice = choices.problems[0] if choices.problems else ""
        self._cancel = threading.Event()
        self._fetching = ""
        self._failed: tuple[str, str] = ("", "")
        self._share = 0.0
        self._told = 0.0
        page.changed.connect(self._choices.change)
        page.devices_wanted.connect(self.look)
        page.fetch_requested.connect(self._fetch)
        page.fetch_stop_requested.connect(self._cancel.set)
        page.model_file_chosen.connect(self._add)
        page.folder_requested.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
        page.delete_everything_requested.connect(self._delete_everything)
        choices.not_kept.connect(self._say)
        self._progress.connect(self._on_progress)

    def shut(self) -> None:
        """The application is quitting."""
        self._cancel.set()

    # ------------------------------------------------------------ looking
    def look(self) -> None:
        """Look up devices, models and data anew; the page is shown at once with what is known."""
        self._show()
        self._beside(self._look_up, self._on_found)

    def _look_up(self) -> _Found:
        store, trouble = ModelStore(), ""
        try:
            self._audio.rescan()
            devices = self._audio.devices()
        except SoundError as error:
            devices, trouble = [], str(error)
        return _Found(
            device_choices(devices, "microphone"),
            device_choices(devices, "loudspeaker"),
            model_rows(store.list()),
            chosen_mind("", store),
            _bytes_in(data_folder() / "sessions"),
            len(self._archive.shelf().sessions),
            trouble,
        )

    def _on_found(self, found: _Found) -> None:
        self._found = found
        if found.trouble:
            self._notice = found.trouble
        self._show()

    def _show(self) -> None:
        found, store = self._found, ModelStore()
        view = SettingsView(
            self._choices.settings,
            data_folder=str(data_folder()),
            models_folder=str(store.folder),
            notice=self._notice,
        )
        if found is not None:
            view = replace(
                view,
                microphones=found.microphones,
                loudspeakers=found.loudspeakers,
                models=tuple(self._with_fetch(row) for row in found.models),
                suitable_mind=found.choice.model_id,
                suitable_reason=found.choice.reason,
                data_bytes=found.bytes,
                sessions=found.sessions,
            )
        self._page.show_view(view)

    def _with_fetch(self, row: ModelRow) -> ModelRow:
        if row.model_id == self._fetching:
            return replace(row, state="fetching", share=self._share)
        name, words = self._failed
        return replace(row, state="failed", words=words) if row.model_id == name else row

    def _say(self, words: str) -> None:
        self._notice = words
        self._show()

    # ------------------------------------------------------------ models
    def _fetch(self, name: str) -> None:
        if self._fetching:
            return
        self._fetching, self._share, self._failed = name, 0.0, ("", "")
        self._cancel.clear()
        self._show()

        def job() -> None:
            try:
                ModelStore().fetch((name,), self._report, self._cancel)
            except FetchCancelled:
                return

        def ended(_: object) -> None:
            self._fetching = ""
            self.look()

        def failed(words: str) -> None:
            self._fetching, self._failed = "", (name, words)
            self.look()

        Work(self, job, ended, failed).start()

    def _report(self, progress: Progress) -> None:
        """On the fetch's thread."""
        now = time.monotonic()
        if now - self._told >= EVERY:
            self._told = now
            self._progress.emit(progress.done_bytes / max(1, progress.total_bytes))

    def _on_progress(self, share: float) -> None:
        self._share = share
        self._show()

    def _add(self, path: str) -> None:
        def added(model: Any) -> None:
            self._notice = tr("{title} can be chosen now.", title=model.title)
            self.look()

        self._beside(lambda: ModelStore().add(Path(path)), added)

    # ------------------------------------------------------------ data
    def _delete_everything(self) -> None:
        def job() -> None:
            for record in self._archive.shelf().sessions:
                self._archive.delete(record.id)
            PracticeArchive(self._archive.library).forget_everything()
            shutil.rmtree(data_folder() / "sessions", ignore_errors=True)
            for file in (FILE, MARKS):
                (data_folder() / file).unlink(missing_ok=True)
            for broken in data_folder().glob("settings-broken-*.json"):
                broken.unlink(missing_ok=True)

        def deleted(_: object) -> None:
            self._choices.change(Settings())
            self._notice = "Everything is deleted. The models are still here."
            self.look()
            self.emptied.emit()

        self._beside(job, deleted)

    def _beside(self, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        Work(self, job, then, self._say).start()


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0
