"""Hotseat as its users start it: another process, seen by its exit code, its output and its files alone."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
NO_SOUND = {
    "PULSE_SERVER": "unix:/nowhere/pulse",
    "PIPEWIRE_REMOTE": "nowhere",
    "DISPLAY": "",
    "WAYLAND_DISPLAY": "",
}
"""A machine without sound server and screen."""
CARDS = Path("/proc/asound/cards")


def has_sound_card() -> bool:
    """Whether there is a real card, which no environment variable takes away."""
    return sys.platform != "linux" or (CARDS.exists() and "[" in CARDS.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Ended:
    """A process that has ended."""

    code: int
    out: str
    err: str

    def sentence(self) -> str:
        """The one sentence on standard error that the process failed with; anything else there fails the test."""
        lines = [
            line
            for line in self.err.splitlines()
            if not line.startswith(("Loading the models", "Ready after"))
        ]
        assert self.code == 1, self
        assert len(lines) == 1, self
        assert lines[0].startswith("hotseat: "), self
        assert "Traceback" not in self.err + self.out, self
        return lines[0]


def environment(**changes: str) -> dict[str, str]:
    """The test's own data folder (see tests/conftest.py), no sound, no screen, and `changes`."""
    ours = {name: value for name, value in os.environ.items() if name != "ALSA_CONFIG_PATH"}
    return {**ours, **NO_SOUND, "PYTHONPATH": str(ROOT), **changes}


def hotseat(
    *args: str | Path, stdin: str = "", env: Mapping[str, str] | None = None, timeout: float = 60
) -> Ended:
    done = subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, args)],
        input=stdin, text=True, capture_output=True, timeout=timeout, check=False, env=dict(env or environment()),
        encoding="utf-8",
    )  # fmt: skip
    return Ended(done.returncode, done.stdout, done.stderr)


def hollow_gguf(weights: int = 2048) -> bytes:
    """A whole header that names one tensor of a kilobyte, and `weights` bytes that are none."""

    def text(value: bytes) -> bytes:
        return struct.pack("<Q", len(value)) + value

    head = b"GGUF" + struct.pack("<IQQ", 3, 1, 1)
    head += text(b"general.architecture") + struct.pack("<I", 8) + text(b"qwen2")
    head += text(b"blk.0") + struct.pack("<IQIQ", 1, 256, 0, 0)
    return head + b"\0" * (-len(head) % 32) + b"w" * weights
