"""hotseat models: list, fetch, verify, add."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from desktop.minds import suitable_mind
from models.progress import Progress
from models.store import ModelStore, default_set

STEPS = {"download": "fetching", "join": "joining", "verify": "checking"}


class Bar:
    """One line that fills on a terminal; elsewhere a line every five seconds and one at the end."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._shown = ("", "")
        self._at = 0.0
        self._began = 0.0
        self._from = 0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        what = (progress.model, progress.step)
        if what != self._shown:
            self.close()
            self._shown, self._began, self._from, self._at = what, now, progress.done_bytes, 0.0
        ended = progress.done_bytes >= progress.total_bytes
        if not ended and now - self._at < (0.1 if self._terminal else 5.0):
            return
        self._at = now
        self._draw(progress, max(now - self._began, 1e-3))

    def close(self) -> None:
        """End the line that is being drawn."""
        if self._terminal and self._shown[0]:
            print(file=sys.stderr)
        self._shown = ("", "")

    def _draw(self, progress: Progress, seconds: float) -> None:
        share = min(1.0, progress.done_bytes / max(1, progress.total_bytes))
        speed = (progress.done_bytes - self._from) / seconds / 1e6
        line = (
            f"{progress.model:20} {STEPS[progress.step]:9} [{'#' * int(share * 24):24}] {share:4.0%} "
            f"of {progress.total_bytes / 1e6:.0f} MB, {speed:.0f} MB/s, {progress.source}"
        )
        end = "" if self._terminal else "\n"
        print(f"\r{line[:110]:110}" if self._terminal else line, end=end, file=sys.stderr, flush=True)


def list_models() -> int:
    store = ModelStore()
    for state in store.list():
        here = "verified" if state.verified else "here, not verified" if state.present else "not here"
        default = " (default)" if state.model.default else ""
        size = sum(file.size for file in state.model.files) / 1e6
        print(f"{state.model.id:24} {state.model.kind:10} {size:7.0f} MB  {here:18} {state.model.licence}")
        print(f"{'':24} {state.model.title}{default}")
    print(f"They lie in {store.folder}.")
    return 0


def fetch(names: tuple[str, ...]) -> int:
    store = ModelStore()
    if not names:
        choice = suitable_mind(store)
        names = default_set(store, choice.model_id)
        if not all(store.have(name) for name in names):
            print(choice.reason, file=sys.stderr)
    bar = Bar()
    try:
        came = store.fetch(names, bar)
    finally:
        bar.close()
    print(
        f"Fetched and verified: {', '.join(came)}." if came else f"All here and verified: {', '.join(names)}."
    )
    return 0


def verify(names: tuple[str, ...]) -> int:
    store = ModelStore()
    wanted = names or tuple(state.model.id for state in store.list() if state.present)
    bar = Bar()
    for name in wanted:
        store.verify(name, bar)
    bar.close()
    print(
        f"Every byte is right: {', '.join(wanted)}."
        if wanted
        else "No weights are here; `hotseat models fetch` brings them."
    )
    return 0


def add(path: Path, name: str) -> int:
    bar = Bar()
    model = ModelStore().add(path, name=name or None, progress=bar)
    bar.close()
    print(f"Added as '{model.id}' ({model.kind}): {model.title}.")
    return 0
