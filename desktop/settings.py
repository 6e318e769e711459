"""What the user has chosen, kept as `settings.json` in the data folder. No Qt."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

from desktop.options import CutsIn, Headphones, Options
from desktop.paths import DataFolderError
from desktop.words import tr
from interviewer.events import View

FILE = "settings.json"

Look = Literal["system", "dark", "light"]
TextSize = Literal["100", "115", "130", "150", "200"]
"""Percent."""
Keep = Literal["always", "90", "30"]
"""Days."""
VoiceName = Literal["piper", "system"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice with its default."""

    input_device: str = ""
    """Part of the microphone's name; empty for the system's choice."""
    output_device: str = ""
    """Part of the loudspeaker's name; empty for the system's choice."""
    headphones: Headphones = "auto"
    voice: VoiceName = "piper"
    mind: str = ""
    """Id of the language model; empty for the doctor's choice, "none" for wordings without a model."""
    theme: Look = "system"
    view: View = "coach"
    strictness: CutsIn = ""
    """Empty for the round's own."""
    captions: bool = True
    company: str = ""
    """Id of the company chosen last; empty for the round's own."""
    level: str = ""
    """Id of the level chosen last; empty for the round's own."""
    round_id: str = ""
    """The round chosen last; empty for the first start's."""
    interview: str = ""
    """Day of the interview, ISO 8601; empty for none."""
    reduced_motion: bool = False
    """True asks for less motion; False leaves it to the system."""
    contrast: bool = False
    """True asks for more contrast; False leaves it to the system."""
    text_size: TextSize = "100"
    """Of everything in the window, from the next start."""
    keep_sound: Keep = "always"
    """How long recordings stay; words and reports stay anyway."""
    toured: bool = False
    """The tour of the first start has been seen or left."""


def load_settings(folder: Path) -> tuple[Settings, str]:
    """The settings kept in `folder`, and a sentence on what was wrong with the file, or "".

    A missing file gives the defaults. What cannot be understood gives the default in its place; the file as it
    was is kept beside under another name and a whole one is written. Never raises.
    """
    path = folder / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings(), ""
    except OSError as error:
        reason = error.strerror or str(error)
        return Settings(), tr(
            "The settings in {path} cannot be read ({reason}); the defaults are used.",
            path=path,
            reason=reason,
        )
    settings, faults = _read(data)
    if not faults:
        return settings, ""
    kept = _keep(path)
    if kept:
        with suppress(DataFolderError):
            save_settings(folder, settings)
    return settings, tr("In {path}, {faults}.{kept}", path=path, faults="; ".join(faults), kept=kept)


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the file whole or not at all.

    Raises:
        DataFolderError: the folder is read-only or full; the file that was there stays.
    """
    text = json.dumps(asdict(settings), indent=2, ensure_ascii=False) + "\n"
    unfinished = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as file:
            unfinished = file.name
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(folder / FILE)
    except OSError as error:
        if unfinished:
            Path(unfinished).unlink(missing_ok=True)
        raise DataFolderError(
            f"The settings could not be kept in {folder} ({error.strerror or error}); make room or give yourself "
            "the right to it. They hold until Hotseat is closed."
        ) from error


def options_for(settings: Settings, **chosen: Any) -> Options:
    """The next round as the settings have it; `chosen` are fields of `Options` that go before them."""
    return replace(
        Options(
            round_id=settings.round_id,
            company=settings.company,
            level=settings.level,
            view=settings.view,
            strictness=settings.strictness,
            input_device=settings.input_device,
            output_device=settings.output_device,
            headphones=settings.headphones,
            voice=settings.voice,
            mind=settings.mind,
        ),
        **chosen,
    )


# ---------------------------------------------------------------- inside
def _read(file: bytes) -> tuple[Settings, list[str]]:
    """What can be understood of a file, and a clause for each thing that cannot."""
    try:
        data = json.loads(file)
    except ValueError as error:
        line = tr(", line {lineno}", lineno=error.lineno) if isinstance(error, json.JSONDecodeError) else ""
        return Settings(), [
            tr("nothing can be read (it is not JSON text{line}), so the defaults are used", line=line)
        ]
    if not isinstance(data, dict):
        return Settings(), ["there is no object of settings, so the defaults are used"]
    faults = [
        tr("'{name}' is no setting and is left out", name=name) for name in data if name not in _names()
    ]
    if isinstance(data.get("headphones"), bool):  # as it was kept until there was a choice of three
        data["headphones"] = "headphones" if data["headphones"] else "auto"
    good = {}
    for name, allowed, default in _fields():
        if name not in data:
            continue
        if _fits(data[name], allowed):
            good[name] = data[name]
        else:
            faults.append(
                tr(
                    "'{name}' cannot be {dumps}, so {dumps2} is used",
                    name=name,
                    dumps=json.dumps(data[name]),
                    dumps2=json.dumps(default),
                )
            )
    return Settings(**good), faults


def _names() -> set[str]:
    return {field.name for field in fields(Settings)}


def _fields() -> Iterator[tuple[str, Any, Any]]:
    """Name, type and default of every setting."""
    hints = get_type_hints(Settings)
    return ((field.name, hints[field.name], field.default) for field in fields(Settings))


def _fits(value: object, allowed: Any) -> bool:
    choices = get_args(allowed)
    return value in choices if choices else isinstance(value, allowed)


def _keep(path: Path) -> str:
    """Set a copy of a broken file aside; a sentence that says where, or "" where there is no room for it."""
    for number in range(1, 1000):
        kept = path.with_name(f"settings-broken-{number}.json")
        if kept.exists():
            continue
        try:
            kept.write_bytes(path.read_bytes())
        except OSError:
            return ""
        return tr(" The file as it was is kept as {name}.", name=kept.name)
    return ""
