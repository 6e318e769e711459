"""The guardrail sheets as they live: read from the journal's file, changed there, imported and exported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.dialogs import ask
from desktop.guardrail_view import GuardrailsView
from desktop.pages.guardrails import GuardrailsPage
from desktop.paths import journal_path
from desktop.words import tr
from desktop.work import Work
from interviewer.guardrails import yaml_form
from interviewer.guardrails.sheet import Sheet
from interviewer.guardrails.shelf import Kept, SheetShelf
from interviewer.journal import Journal

EXAMPLE = "example.yaml"


class GuardrailDesk(QObject):
    """Serves the guardrail page. The file is small and local, but a disk may stall: it is read beside the window."""

    shown = Signal()
    """The page has what was last asked for."""

    def __init__(self, page: GuardrailsPage, ask_first: Callable[..., int] = ask) -> None:
        super().__init__()
        self._page, self._ask = page, ask_first
        self._view = GuardrailsView()
        page.changed.connect(lambda number, sheet: self._do(lambda s: s.change(number, sheet, _now())))
        page.held.connect(lambda number, on: self._do(lambda s: s.hold(number, on)))
        page.picked.connect(lambda number: self._show(self._view.sheets, number))
        page.new_wanted.connect(lambda: self._add(Sheet(name="New sheet")))
        page.example_wanted.connect(lambda: self._add(example()))
        page.import_wanted.connect(lambda path: self._begin(lambda: _put(yaml_form.read(Path(path)))))
        page.export_wanted.connect(self._export)
        page.delete_wanted.connect(self._delete)

    def entered(self) -> None:
        self._do(lambda shelf: None)

    def _add(self, sheet: Sheet) -> None:
        self._begin(lambda: _put(sheet))

    def _begin(self, put: Callable[[], int]) -> None:
        """Add a sheet and open it."""
        Work(self, put, self._open, self._tell).start()

    def _open(self, number: int) -> None:
        self._do(lambda shelf: None, current=number)

    def _export(self, number: int, path: str) -> None:
        kept = next(each for each in self._view.sheets if each.id == number)
        done = tr("The sheet was written to {path}.", path=path)
        Work(
            self, lambda: yaml_form.write(kept.sheet, Path(path)), lambda _: self._tell(done), self._tell
        ).start()

    def _delete(self, number: int) -> None:
        name = next((each.sheet.name for each in self._view.sheets if each.id == number), "")
        words = "It cannot be brought back, unless you have exported it."
        if self._ask(self._page.window(), tr("Delete “{name}”?", name=name), words, ("Delete", "Keep")) == 0:
            self._do(lambda shelf: shelf.remove(number))

    def _do(self, act: Callable[[SheetShelf], Any], *, current: int | None = None) -> None:
        """Something to the shelf, then show it."""
        chosen = self._view.current if current is None else current

        def job() -> tuple[Kept, ...]:
            with Journal(journal_path()) as journal:
                shelf = SheetShelf(journal)
                act(shelf)
                return shelf.sheets()

        Work(self, job, lambda sheets: self._show(sheets, chosen), self._tell).start()

    def _show(self, sheets: tuple[Kept, ...], current: int, notice: str = "") -> None:
        if current not in [kept.id for kept in sheets]:
            current = sheets[0].id if sheets else 0
        self._view = GuardrailsView(sheets, current, notice)
        self._page.show_view(self._view)
        self.shown.emit()

    def _tell(self, words: str) -> None:
        self._show(self._view.sheets, self._view.current, words)


def example() -> Sheet:
    """A filled sheet to begin with."""
    return yaml_form.read(Path(str(files("interviewer.guardrails") / EXAMPLE)))


def _put(sheet: Sheet) -> int:
    with Journal(journal_path()) as journal:
        return SheetShelf(journal).add(sheet, _now())


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")
