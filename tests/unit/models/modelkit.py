"""Small things the model tests are made of: tiny wheels, a catalogue for them, a download without pip."""

from __future__ import annotations

import hashlib
import shutil
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from models.errors import SourceError


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def make_wheel(folder: Path, package: str, members: Mapping[str, bytes], version: str = "1.0") -> Path:
    """A wheel that pip accepts and whose code must never run."""
    stem = package.replace("-", "_")
    info = f"{stem}-{version}.dist-info"
    wheel = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    contents = {
        f"{stem}/__init__.py": b"raise SystemExit('imported')\n",
        **members,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": wheel.encode(),
        f"{info}/RECORD": b"",
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return path


class Shop:
    """A package index in memory: parts of one model's file in wheels, and what was asked of it."""

    def __init__(self, folder: Path, parts: Sequence[bytes], settings: bytes = b'{"a": 1}') -> None:
        self.folder, self.parts, self.settings = folder, list(parts), settings
        self.asked: list[str] = []
        self.fails: dict[str, BaseException] = {}
        for number, part in enumerate(parts, 1):
            members = {f"tiny_part{number}/data/part{number}": part}
            if number == len(parts):
                members["tiny_part/data/settings.json"] = settings
            make_wheel(folder, f"tiny-part{number}", members)

    @property
    def whole(self) -> bytes:
        return b"".join(self.parts)

    def entry(self) -> dict[str, object]:
        """The model's entry in a catalogue."""
        wheels = [
            {
                "wheel": f"tiny-part{n}",
                "version": "1.0",
                "take": [take(f"tiny_part{n}/data/part{n}", "tiny.gguf", part)],
            }
            for n, part in enumerate(self.parts, 1)
        ]
        last = wheels[-1]["take"]
        assert isinstance(last, list)
        last.append(take("tiny_part/data/settings.json", "settings.json", self.settings))
        return {
            "id": "tiny",
            "kind": "mind",
            "title": "Tiny",
            "licence": "CC0-1.0",
            "memory": 1000,
            "files": [weight("tiny.gguf", self.whole), weight("settings.json", self.settings)],
            "sources": [{"index": wheels}],
        }

    def download(self, package, version, folder, on_size, cancel):  # type: ignore[no-untyped-def]
        self.asked.append(package)
        if package in self.fails:
            raise self.fails[package]
        found = list(self.folder.glob(f"{package.replace('-', '_')}-{version}-*.whl"))
        if not found:
            raise SourceError(f"the package index has no {package} {version}")
        on_size(found[0].stat().st_size)
        return Path(shutil.copy(found[0], folder))


def take(member: str, into: str, data: bytes) -> dict[str, object]:
    return {"member": member, "into": into, "size": len(data), "sha256": sha(data)}


def weight(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "size": len(data), "sha256": sha(data)}


def write_catalogue(folder: Path, *entries: Mapping[str, object]) -> None:
    """The user's own catalogue of a model folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump({"models": list(entries)}, sort_keys=False)
    (folder / "local.yaml").write_text(text, encoding="utf-8")


def gguf(
    *,
    version: int = 3,
    tensors: int = 2,
    architecture: str = "qwen2",
    weights: int = 4096,
    magic: bytes = b"GGUF",
) -> bytes:
    """A GGUF file of the given version with tensors of 1,024 bytes each, followed by `weights` bytes."""

    def text(value: str) -> bytes:
        raw = value.encode()
        return struct.pack("<Q", len(raw)) + raw

    entries = [
        text("general.architecture") + struct.pack("<I", 8) + text(architecture),
        text("general.name") + struct.pack("<I", 8) + text("Small talker"),
        text("general.alignment") + struct.pack("<II", 4, 32),
        text("some.flag") + struct.pack("<IB", 7, 1),
        text("some.words") + struct.pack("<IIQ", 9, 8, 2) + text("one") + text("two"),
        text("some.numbers") + struct.pack("<IIQ", 9, 6, 3) + struct.pack("<3f", 1, 2, 3),
    ]
    head = magic + struct.pack("<IQQ", version, tensors, len(entries)) + b"".join(entries)
    for index in range(tensors):
        head += text(f"blk.{index}") + struct.pack("<IQIQ", 1, 256, 0, index * 1024)
    head += b"\0" * (-len(head) % 32)
    return head + b"w" * weights
