"""Proof that a file's bytes are the catalogue's: SHA-256, and stamps so that a start need not hash again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from models.catalogue import WeightFile

CHUNK = 4 << 20  # bytes read at a time; a report of progress comes once a chunk


def sha256_of(path: Path, on_bytes: Callable[[int], None] | None = None) -> str:
    """Hex digest of a file. `on_bytes` gets the count of each chunk read and may raise to stop."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            if on_bytes:
                on_bytes(len(chunk))
    return digest.hexdigest()


class Stamps:
    """Remembers, per file, the size and time of change with which its SHA-256 was last proven.

    Kept in a small file beside the model, and in memory where that folder is read-only.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stamps: dict[str, dict[str, object]] | None = None

    def proven(self, path: Path, expected: WeightFile) -> bool:
        """True when `path` has not changed since its bytes were proven to be `expected`."""
        try:
            return self._read().get(expected.name) == self._stamp(path, expected.sha256)
        except OSError:
            return False

    def prove(self, path: Path, expected: WeightFile) -> None:
        """Note that `path` was just hashed and is `expected`."""
        self._read()[expected.name] = self._stamp(path, expected.sha256)
        self._write()

    def forget(self, name: str) -> None:
        """Take a file's stamp away: its bytes were found to be wrong."""
        if self._read().pop(name, None):
            self._write()

    @staticmethod
    def _stamp(path: Path, sha256: str) -> dict[str, object]:
        status = path.stat()
        return {"size": status.st_size, "changed_ns": status.st_mtime_ns, "sha256": sha256}

    def _read(self) -> dict[str, dict[str, object]]:
        if self._stamps is None:
            try:
                loaded = json.loads(self._file.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                loaded = {}
            self._stamps = loaded if isinstance(loaded, dict) else {}
        return self._stamps

    def _write(self) -> None:
        fresh = self._file.with_name(self._file.name + ".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(self._stamps, indent=1), encoding="utf-8")
            fresh.replace(self._file)
        except OSError:
            pass  # a read-only folder: the stamp lives as long as this store
