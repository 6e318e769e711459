"""The model folder as a place on a disk: where it is, whether there is room, and one fetch at a time."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from models.errors import StorageError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def default_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """HOTSEAT_MODELS, else `models` in HOTSEAT_HOME, else `models` in the user's data folder."""
    if chosen := environ.get("HOTSEAT_MODELS"):
        return Path(chosen).expanduser()
    if home := environ.get("HOTSEAT_HOME"):
        return Path(home).expanduser() / "models"
    from platformdirs import user_data_dir

    return Path(user_data_dir("hotseat", appauthor=False)) / "models"


def in_words(size: int) -> str:
    """Bytes for people: `1.3 GB`, `63 MB`, `5 kB`."""
    for unit, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if size >= unit:
            value = size / unit
            return f"{value:.1f} {name}" if value < 10 else f"{value:.0f} {name}"
    return f"{size} bytes"


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn an OSError of the disk into one sentence. A network's errors must be caught before."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise no_room(folder) from error
        if error.errno in _REFUSED:
            raise StorageError(
                f"Hotseat may not write to the model folder {folder}: change its permissions, "
                "or set HOTSEAT_MODELS to another folder."
            ) from error
        raise StorageError(
            f"The model folder {folder} cannot be used ({error.strerror or error}): "
            "set HOTSEAT_MODELS to another folder."
        ) from error


def no_room(folder: Path, needed: int | None = None, free: int | None = None) -> StorageError:
    """The sentence for a full disk, with figures where they are known."""
    figures = f": {in_words(needed)} needed, {in_words(free)} free" if needed and free is not None else ""
    return StorageError(
        f"The disk of the model folder {folder} has no room{figures}; free some space and fetch again, "
        "or set HOTSEAT_MODELS to a folder on another disk (what has come is kept)."
    )


def check_room(folder: Path, needed: int) -> None:
    """Raise StorageError when fewer than `needed` bytes are free where `folder` is or will be."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    with storage_errors(folder):
        free = shutil.disk_usage(place).free
    if free < needed:
        raise no_room(folder, needed, free)


@contextmanager
def one_fetch_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. The system drops it when the process dies, however it dies."""
    from filelock import FileLock, Timeout

    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".fetch.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as busy:
            raise StorageError(
                f"Another Hotseat is fetching models into {folder}: wait until it has finished."
            ) from busy
    try:
        yield
    finally:
        lock.release()
