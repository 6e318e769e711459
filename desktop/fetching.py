"""The models a first start needs: which are missing, and fetching them beside the window."""

from __future__ import annotations

import shutil
import threading
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.minds import suitable_mind
from desktop.view import FirstRunView, ModelLine
from desktop.work import Work
from models.errors import FetchCancelled
from models.progress import Progress
from models.store import ModelStore, default_set

PURPOSES = {"recogniser": "Listens", "mind": "Words the probes", "voice": "Speaks", "turn": "Hears pauses"}
EVERY = 0.1
"""Seconds between two reports of progress to the window."""
SPEED_OVER = 3.0
"""Seconds over which the speed is measured."""


def needed(store: ModelStore) -> tuple[str, ...]:
    """The default set, with a mind that is here in place of one that would have to be fetched."""
    mind = suitable_mind(store).model_id
    here = [state.model.id for state in store.list() if state.model.kind == "mind" and state.verified]
    return default_set(store, here[0] if here and mind not in here else mind)


def all_here(store: ModelStore) -> bool:
    """Whether nothing has to be fetched; hashes only what was never proven."""
    return all(store.have(name) for name in needed(store))


class Fetching(QObject):
    """One fetch at a time; `changed` carries the whole picture."""

    changed = Signal(object)
    """FirstRunView."""
    _progress = Signal(object)

    def __init__(self, store: ModelStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._cancel = threading.Event()
        self._work: Work | None = None
        self._told = 0.0
        self._speeds: list[tuple[float, int]] = []
        self._progress.connect(self._on_progress)
        self.view = FirstRunView((), folder=str(store.folder))

    def look(self) -> None:
        """See what is here and what is not."""
        states = {state.model.id: state for state in self._store.list()}
        lines = []
        for name in needed(self._store):
            state = states[name]
            model = state.model
            lines.append(
                ModelLine(
                    name,
                    model.title,
                    PURPOSES.get(model.kind, ""),
                    model.size_bytes,
                    model.size_bytes if state.verified else min(model.size_bytes, state.bytes_on_disk),
                    state="ready" if state.verified else "needed",
                    licence=model.licence,
                )
            )
        self.view = replace(self.view, models=tuple(lines), free_bytes=_free(self._store.folder))
        self.changed.emit(self.view)

    def start(self) -> None:
        if self.view.running:
            return
        names = tuple(line.name for line in self.view.models if line.state != "ready")
        self._cancel.clear()
        self._speeds = []
        waiting = (replace(m, state="needed", error="") if m.name in names else m for m in self.view.models)
        self._tell(replace(self.view, models=tuple(waiting), running=True))
        self._work = Work(self, lambda: self._fetch(names), self._on_end, self._on_failed).start()

    def cancel(self) -> None:
        """Stop; what has come is kept."""
        self._cancel.set()

    def shut(self) -> None:
        """The application is quitting."""
        self._cancel.set()
        if self._work is not None and self.view.running:
            self._work.drop()
            self._work.wait(5)

    # ------------------------------------------------------------ beside the window
    def _fetch(self, names: tuple[str, ...]) -> bool:
        """True when all came, False when it was stopped."""
        try:
            self._store.fetch(names, self._report, self._cancel)
        except FetchCancelled:
            return False
        return True

    def _report(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._told >= EVERY or progress.done_bytes >= progress.total_bytes:
            self._told = now
            self._progress.emit(progress)

    # ------------------------------------------------------------ on the window's thread
    def _on_progress(self, progress: Progress) -> None:
        if not self.view.running:
            return
        names = [line.name for line in self.view.models]
        at = names.index(progress.model) if progress.model in names else -1
        lines = list(self.view.models)
        for number, line in enumerate(lines):
            if number != at and line.state in ("fetching", "checking"):
                lines[number] = replace(line, state="ready", bytes_done=line.bytes_total)
        if at >= 0:
            checking = progress.step == "verify"
            lines[at] = replace(
                lines[at],
                state="checking" if checking else "fetching",
                bytes_done=min(lines[at].bytes_total, progress.done_bytes),
                bytes_per_s=0.0 if checking else self._speed(progress.done_bytes),
            )
        self._tell(replace(self.view, models=tuple(lines)))

    def _speed(self, done: int) -> float:
        now = time.monotonic()
        if self._speeds and done < self._speeds[-1][1]:
            self._speeds = []
        self._speeds = [(at, was) for at, was in self._speeds if now - at < SPEED_OVER] + [(now, done)]
        began, was = self._speeds[0]
        return (done - was) / (now - began) if now - began > 0.5 else 0.0

    def _on_end(self, whole: bool) -> None:
        self.view = replace(self.view, running=False)
        self.look()
        if not whole:
            lines = (
                replace(m, state="cancelled") if m.state == "needed" and m.bytes_done else m
                for m in self.view.models
            )
            self._tell(replace(self.view, models=tuple(lines)))

    def _on_failed(self, words: str) -> None:
        """The model that was coming is the one that failed; the rest still waits."""
        coming = next((m.name for m in self.view.models if m.state in ("fetching", "checking")), "")
        self.view = replace(self.view, running=False)
        self.look()
        failed = coming or next((m.name for m in self.view.models if m.state == "needed"), "")
        lines = (replace(m, state="failed", error=words) if m.name == failed else m for m in self.view.models)
        self._tell(replace(self.view, models=tuple(lines)))

    def _tell(self, view: FirstRunView) -> None:
        self.view = view
        self.changed.emit(view)


def _free(folder: Path) -> int | None:
    for place in (folder, *folder.parents):
        if place.exists():
            return shutil.disk_usage(place).free
    return None
