"""The settings as the window holds them: changed in one place, kept at once, applied to the look."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop import theme
from desktop.paths import DataFolderError
from desktop.settings import Settings, load_settings, save_settings


class Choices(QObject):
    """One for the whole window."""

    changed = Signal(object)
    """Settings."""
    not_kept = Signal(str)
    """The file cannot be written: one sentence. The choice holds until the window closes."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.settings, problem = load_settings(folder)
        self.problems = (problem,) if problem else ()
        """What was wrong with the file."""

    def change(self, settings: Settings) -> None:
        if settings == self.settings:
            return
        self.settings = settings
        self.apply()
        self.changed.emit(settings)
        try:
            save_settings(self._folder, settings)
        except DataFolderError as error:
            self.not_kept.emit(str(error))

    def apply(self) -> None:
        """Look, motion and contrast."""
        theme.set_mode(self.settings.theme)
        theme.set_reduced_motion(self.settings.reduced_motion or None)
        theme.set_contrast(self.settings.contrast or None)
