"""What Hotseat is made of, and under which licences. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from models.store import ModelState

PRIVACY = (
    "Nothing you say or write leaves this computer: the models run here, the recordings stay in your data folder, "
    "and the network is used only to fetch models when you ask for it."
)
LICENCE = (
    "Hotseat is free software under the GNU General Public License, version 3 or later: you may use, study, share "
    "and change it, and it comes without any warranty."
)
FONT = (
    "The typeface is Inter, in a copy under names of its own, with the SIL Open Font License 1.1; the licence's "
    "text lies beside the font files."
)

PARTS = (
    ("PySide6-Essentials", "The window", "LGPL-3.0"),
    ("piper-tts", "The voice", "GPL-3.0-or-later"),
    ("faster-whisper", "Hearing words", "MIT"),
    ("onnxruntime", "Hearing speech begin and end", "MIT"),
    ("llama-cpp-python", "Wording the probes", "MIT"),
    ("pywebrtc-audio", "Echo cancellation", "Apache-2.0"),
    ("sounddevice", "Microphone and loudspeaker", "MIT"),
    ("soundfile", "Sound files", "BSD-3-Clause"),
    ("soxr", "Changing sample rates", "LGPL-2.1-or-later"),
    ("pyttsx3", "The system's voice", "MPL-2.0"),
    ("numpy", "Arithmetic", "BSD-3-Clause"),
    ("pydantic", "Checking content files", "MIT"),
    ("PyYAML", "Reading content files", "MIT"),
    ("Jinja2", "Writing reports", "BSD-3-Clause"),
    ("fsrs", "When a flash card comes back", "MIT"),
    ("typer", "The command line", "MIT"),
    ("huggingface-hub", "Fetching models", "Apache-2.0"),
    ("filelock", "One Hotseat at a time", "MIT"),
    ("platformdirs", "Finding folders", "MIT"),
    ("psutil", "Measuring memory", "BSD-3-Clause"),
)
"""Distribution, what it does here, its licence: the dependencies of pyproject.toml."""


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    version: str
    """Empty where it is not installed or has none."""
    purpose: str
    licence: str


@dataclass(frozen=True, slots=True)
class AboutView:
    version: str
    privacy: str
    licence: str
    font: str
    parts: tuple[Part, ...]
    models: tuple[Part, ...]
    """Those that are here."""
    stored: tuple[Part, ...] = ()
    """What Hotseat keeps: its name, what it is, and as `licence` where it lies."""


def stored_parts(data: Path, models: Path) -> tuple[Part, ...]:
    """Everything that is kept on this computer, and where."""
    rows = (
        ("Journal", "Every word, finding, score and note of your sessions", data / "journal.sqlite3"),
        ("Recordings", "Both voices of each session, as sound files", data / "sessions"),
        ("Settings", "Your choices, and nothing about you", data / "settings.json"),
        ("Your own rounds", "Content files that you have written", data / "content"),
        ("Log", "What went wrong, without what you said", data / "hotseat.log"),
        ("Models", "Fetched once, checked by their hash", models),
    )
    return tuple(Part(name, "", f"{what}: {_short(path)}", "") for name, what, path in rows)


def _short(path: Path) -> str:
    """With ~ for the home folder."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else path.as_posix()


def about_view(states: Iterable[ModelState], stored: tuple[Part, ...] = ()) -> AboutView:
    """`states` as `ModelStore.list` has them, `stored` as `stored_parts`."""
    models = (
        Part(state.model.title, "", _PURPOSES[state.model.kind], state.model.licence)
        for state in states
        if state.present
    )
    parts = (Part(name, version_of(name), purpose, licence) for name, purpose, licence in PARTS)
    return AboutView(version_of("hotseat"), PRIVACY, LICENCE, FONT, tuple(parts), tuple(models), stored)


def version_of(distribution: str) -> str:
    """As installed; empty where it is not."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


_PURPOSES = {"recogniser": "Listens", "mind": "Words the probes", "voice": "Speaks", "turn": "Hears the end"}
