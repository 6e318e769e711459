"""The header of a GGUF file: is it one, which version and architecture, and are all its tensors there.

Layout after the GGUF specification: magic, version (u32), tensor count and metadata count (u64 each), the
metadata, the tensors' descriptions, padding, the tensors. Version 1 has narrower counts; llama.cpp no longer
reads it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from models.errors import NotAModelError

_FIXED = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}  # bytes by metadata type
_STRING, _ARRAY = 8, 9
_LONGEST_TEXT = 64 << 20  # bytes; chat templates are kilobytes, so a longer one is a broken file
_MOST_ENTRIES = 1 << 24


class _BrokenError(Exception):
    """The bytes do not follow the format."""


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What is worth knowing of a GGUF file."""

    version: int
    architecture: str
    tensors: int


def read_gguf(path: Path) -> GgufHeader:
    """Read and check the header. Raises NotAModelError with what is wrong; reads no weights."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        if stream.read(4) != b"GGUF":
            raise NotAModelError(f"{path} is not a GGUF file: it does not begin with the letters GGUF.")
        try:
            header, end = _read(stream)
        except _BrokenError as error:
            raise NotAModelError(f"{path} is a damaged GGUF file ({error}): download it again.") from error
    if header.version not in (2, 3):
        raise NotAModelError(f"{path} is GGUF version {header.version}; Hotseat reads versions 2 and 3.")
    if not header.tensors:
        raise NotAModelError(f"{path} is a GGUF file without weights: choose the file of the whole model.")
    if size <= end:
        raise NotAModelError(f"{path} is cut off, its weights are not all there: download it again.")
    return header


def _read(stream: IO[bytes]) -> tuple[GgufHeader, int]:
    """The header, and the byte at which the last tensor begins."""
    version = _number(stream, "<I")
    if version not in (2, 3):  # counts of another width follow: do not read them
        return GgufHeader(version, "", 0), 0
    tensors, entries = _number(stream, "<Q"), _number(stream, "<Q")
    if max(tensors, entries) > _MOST_ENTRIES:
        raise _BrokenError("its counts are impossible")
    metadata = {}
    for _ in range(entries):
        key = _text(stream)
        metadata[key] = _value(stream, _number(stream, "<I"))
    last = max((_tensor_offset(stream) for _ in range(tensors)), default=0)
    alignment = metadata.get("general.alignment") or 32
    if not isinstance(alignment, int):
        raise _BrokenError("its alignment is not a number")
    start = -(-stream.tell() // alignment) * alignment
    return GgufHeader(version, str(metadata.get("general.architecture") or ""), tensors), start + last


def _tensor_offset(stream: IO[bytes]) -> int:
    _text(stream)
    dimensions = _number(stream, "<I")
    if dimensions > 8:
        raise _BrokenError("a tensor has impossible dimensions")
    _bytes(stream, 8 * dimensions + 4)
    return _number(stream, "<Q")


def _value(stream: IO[bytes], kind: int) -> str | int | None:
    """Strings and 32-bit counts as values; of the rest only the length matters."""
    if kind == _STRING:
        return _text(stream)
    if kind == _ARRAY:
        inner, count = _number(stream, "<I"), _number(stream, "<Q")
        if count > _MOST_ENTRIES:
            raise _BrokenError("a list in it has an impossible length")
        if inner in _FIXED:
            stream.seek(_FIXED[inner] * count, 1)
        else:
            for _ in range(count):
                _value(stream, inner)
        return None
    if kind not in _FIXED:
        raise _BrokenError("its metadata has an unknown type")
    raw = _bytes(stream, _FIXED[kind])
    return int.from_bytes(raw, "little") if kind == 4 else None


def _number(stream: IO[bytes], layout: str) -> int:
    return int(struct.unpack(layout, _bytes(stream, struct.calcsize(layout)))[0])


def _text(stream: IO[bytes]) -> str:
    length = _number(stream, "<Q")
    if length > _LONGEST_TEXT:
        raise _BrokenError("a text in it has an impossible length")
    return _bytes(stream, length).decode("utf-8", "replace")


def _bytes(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise _BrokenError("it ends inside its header")
    return data
