"""One model's place on this disk: what lies there, and whether its bytes are proven."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from models.catalogue import Model, WeightFile
from models.errors import STOPPED, FetchCancelled, MissingModelError, VerifyError
from models.progress import Progress, ProgressCallback
from models.proof import Stamps, sha256_of


class Shelf:
    """The files of `model` in `home`; stamps lie in `notes`, so that a user's own folder stays untouched."""

    def __init__(self, model: Model, home: Path, notes: Path) -> None:
        self.model, self.home = model, home
        self._stamps = Stamps(notes / ".proven.json")

    def file(self, file: WeightFile) -> Path:
        """Where a file of the model lies."""
        return self.home / file.name

    def bytes_on_disk(self) -> int:
        """Bytes of the model's files that are here, those still coming included."""
        return sum(
            _size(self.file(file)) or _size(self.home / ".partial" / file.name) or 0
            for file in self.model.files
        )

    def complete(self) -> bool:
        """True when every file is here with the right size."""
        return all(_size(self.file(file)) == file.size for file in self.model.files)

    def proven(self) -> bool:
        """True when every file is unchanged since its bytes were proven. Hashes nothing."""
        return all(self._stamps.proven(self.file(file), file) for file in self.model.files)

    def stamp(self, file: WeightFile) -> None:
        """Note that a file was just proven."""
        self._stamps.prove(self.file(file), file)

    def missing(self, progress: ProgressCallback, cancel: threading.Event) -> tuple[WeightFile, ...]:
        """The files that are not here or not right."""
        meter = _meter(self.model, progress, cancel)
        return tuple(file for file in self.model.files if not self._good(file, meter, trust_stamps=True))

    def check(
        self, progress: ProgressCallback, cancel: threading.Event | None, *, trust_stamps: bool
    ) -> None:
        """Raise MissingModelError or VerifyError unless every file is here and right."""
        meter = _meter(self.model, progress, cancel)
        for file in self.model.files:
            if not self.file(file).is_file():
                raise self._not_here(file)
            if not self._good(file, meter, trust_stamps=trust_stamps):
                raise self._damaged(file)

    def _good(self, file: WeightFile, meter: Meter, *, trust_stamps: bool) -> bool:
        """True when the bytes are the catalogue's; leaves a stamp, or takes a wrong one away."""
        path = self.file(file)
        if trust_stamps and self._stamps.proven(path, file):
            return True
        try:
            right = _size(path) == file.size and sha256_of(path, meter(file.name)) == file.sha256
        except OSError:
            right = False
        if right:
            self._stamps.prove(path, file)
        else:
            self._stamps.forget(file.name)
        return right

    def _not_here(self, file: WeightFile) -> MissingModelError:
        if self.model.own_folder:
            return MissingModelError(
                f"{self.file(file)}, added as '{self.model.id}', is gone: put it back or add another."
            )
        return MissingModelError(
            f"The model {self.model.id} ({self.model.title}) is not here: "
            f"run `hotseat models fetch {self.model.id}`."
        )

    def _damaged(self, file: WeightFile) -> VerifyError:
        if self.model.own_folder:
            return VerifyError(
                f"{self.file(file)} has changed since it was added: run `hotseat models add` with it again."
            )
        return VerifyError(
            f"{self.file(file)} is damaged (its SHA-256 is not the catalogue's): "
            f"run `hotseat models fetch {self.model.id}` to replace it."
        )


Meter = Callable[[str], Callable[[int], None]]
"""From a file's name to a listener that gets the count of each chunk hashed."""


def _meter(model: Model, progress: ProgressCallback, cancel: threading.Event | None) -> Meter:
    return hash_meter(model.id, model.size_bytes, progress, cancel)


def hash_meter(
    model_id: str, total: int, progress: ProgressCallback, cancel: threading.Event | None = None
) -> Meter:
    """Counts a model's hashed bytes, tells the listener, and raises FetchCancelled when the user wishes."""
    done = 0

    def listener(name: str) -> Callable[[int], None]:
        def count(size: int) -> None:
            nonlocal done
            if cancel and cancel.is_set():
                raise FetchCancelled(STOPPED)
            done += size
            progress(Progress(model_id, name, done, total, "verify", "disk"))

        return count

    return listener


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
