"""Models of the user's own, added by path: recognised by what is in them, written to `local.yaml`."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from models.catalogue import MODEL_ID, Kind, Model, PathSource, read_catalogue
from models.errors import NotAModelError
from models.gguf import read_gguf

_HEAD = "# Written by `hotseat models add`. The form is that of Hotseat's own catalogue.\n"
_VOICE_FIELDS = ("num_symbols", "num_speakers", "phoneme_id_map")  # what Piper cannot do without


@dataclass(frozen=True, slots=True)
class Found:
    """A local model, recognised: the first of `files` is what a loader opens."""

    kind: Kind
    title: str
    folder: Path
    files: tuple[str, ...]


def recognise(path: Path) -> Found:
    """What lies at `path`: a GGUF file, a CTranslate2 Whisper folder or a Piper voice.

    Raises NotAModelError with what is missing or wrong.
    """
    try:
        if path.is_dir():
            return _whisper(path)
        if not path.exists():
            raise NotAModelError(f"There is no file or folder {path}: check the path.")
        return _voice(path) if path.name.endswith((".onnx", ".onnx.json")) else _mind(path)
    except OSError as error:
        raise NotAModelError(f"{path} cannot be read ({error.strerror}): check its permissions.") from error


def name_for(found: Found) -> str:
    """A model name made of the file's or folder's own: `Llama-3.2 3B.gguf` becomes `llama-3.2-3b`."""
    base = found.folder.name if found.kind == "recogniser" else found.files[0].rsplit(".", 1)[0]
    name = re.sub(r"[^a-z0-9.]+", "-", base.lower())
    return re.sub(r"[.-]*-[.-]*|\.{2,}", "-", name).strip(".-") or "model"


def write_local(file: Path, models: Sequence[Model]) -> None:
    """Replace the user's catalogue in one step. Raises OSError, and CatalogueError for what is no catalogue."""
    import yaml

    entries = {"models": [_entry(model) for model in models]}
    text = _HEAD + yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=1000)
    read_catalogue(text, str(file))  # what could not be read again is not written
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(file.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)


def _entry(model: Model) -> dict[str, Any]:
    return {
        "id": model.id,
        "kind": model.kind,
        "title": model.title,
        "licence": model.licence,
        "memory": model.memory_bytes,
        "files": [{"name": f.name, "size": f.size, "sha256": f.sha256} for f in model.files],
        "sources": [{"path": str(s.folder)} for s in model.sources if isinstance(s, PathSource)],
    }


def _mind(path: Path) -> Found:
    header = read_gguf(path)
    # The file's own name, not the title inside it: it tells the quantisation, which authors forget to change.
    title = f"{path.stem} ({header.architecture or 'GGUF'})"
    return Found("mind", " ".join(title.split()), path.parent, (path.name,))


def _whisper(folder: Path) -> Found:
    vocabulary = next((n for n in ("vocabulary.json", "vocabulary.txt") if (folder / n).is_file()), None)
    needed = ("model.bin", "config.json", "tokenizer.json", vocabulary or "vocabulary.json")
    missing = [name for name in needed if not (folder / name).is_file()]
    if missing:
        raise NotAModelError(
            f"The folder {folder} is not a CTranslate2 Whisper model: it has no {', '.join(missing)}."
        )
    for name in ("config.json", "tokenizer.json"):
        _json(folder / name)
    _check_whisper_spec(folder / "model.bin")
    extra = tuple(n for n in ("preprocessor_config.json",) if (folder / n).is_file())
    return Found("recogniser", f"{folder.name} (CTranslate2)", folder, needed + extra)


def _check_whisper_spec(path: Path) -> None:
    """CTranslate2 begins a model with its format's version (u32), then length (u16) and name of its kind."""
    with path.open("rb") as stream:
        head = stream.read(64)
    if len(head) < 18 or not 1 <= struct.unpack_from("<I", head)[0] <= 99:
        raise NotAModelError(f"{path} is not a CTranslate2 model: convert the model with ct2 first.")
    length = struct.unpack_from("<H", head, 4)[0]
    kind = head[6 : 6 + length].rstrip(b"\0").decode("ascii", "replace")
    if kind != "WhisperSpec":
        raise NotAModelError(f"{path} is a CTranslate2 model but not a Whisper one: Hotseat needs Whisper.")


def _voice(path: Path) -> Found:
    onnx = path.with_name(path.name.removesuffix(".json"))
    settings = onnx.with_name(onnx.name + ".json")
    for file in (onnx, settings):
        if not file.is_file():
            raise NotAModelError(f"A Piper voice is two files side by side, and {file} is not there.")
    with onnx.open("rb") as stream:
        if stream.read(1) != b"\x08":  # the first field of an ONNX model is its version, field 1 as a number
            raise NotAModelError(f"{onnx} is not an ONNX model: download the voice again.")
    content = _json(settings)
    missing = [name for name in _VOICE_FIELDS if name not in content]
    if not _inner(content, "audio", "sample_rate"):
        missing.append("audio.sample_rate")
    if not _inner(content, "espeak", "voice"):
        missing.append("espeak.voice")
    if missing:
        raise NotAModelError(f"{settings} does not describe a Piper voice: it has no {', '.join(missing)}.")
    return Found("voice", f"{onnx.stem} (Piper)", onnx.parent, (onnx.name, settings.name))


def _inner(content: dict[str, Any], outer: str, inner: str) -> object:
    part = content.get(outer)
    return part.get(inner) if isinstance(part, dict) else None


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NotAModelError(f"{path} is not valid JSON: download the model again.") from error
    if not isinstance(content, dict):
        raise NotAModelError(f"{path} does not hold a JSON object: download the model again.")
    return content


def check_wishes(path: Path, found: Found, kind: str | None, name: str | None) -> None:
    """Raise NotAModelError when the user said another kind than the file is, or an impossible name."""
    if kind is not None and kind not in get_args(Kind):
        raise NotAModelError(f"'{kind}' is not a kind of model: use one of {', '.join(get_args(Kind))}.")
    if kind is not None and kind != found.kind:
        raise NotAModelError(f"{path} is a {found.kind}, not a {kind}: leave the kind out or change it.")
    if name is not None and not re.fullmatch(MODEL_ID, name):
        raise NotAModelError(
            f"'{name}' cannot be a model's name: use lower-case letters, digits, dots and hyphens."
        )
