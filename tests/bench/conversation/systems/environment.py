"""A virtual environment for RealtimeSTT beside the project's, because its pins and torch are not the project's."""

from __future__ import annotations

import logging
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

REQUIREMENTS = ("torch==2.13.0", "RealtimeSTT[recommended]==1.1.2")
"""What its documentation recommends: faster-whisper, and Silero with its weights inside the package, so that
nothing is fetched from torch.hub. Torch is pinned so that a run can be repeated; where pip can choose, set
PIP_EXTRA_INDEX_URL to an index with torch's builds for the processor: the others are several gigabytes."""

VERSIONS = ((3, 11), (3, 12))
"""The Pythons that RealtimeSTT is made for."""
PROOF = "import RealtimeSTT, faster_whisper, llama_cpp, piper, silero_vad, sounddevice"
SECONDS = 1800.0
"""How long an install may take."""

log = logging.getLogger(__name__)


class EnvironmentMissingError(Exception):
    """The environment is not there and cannot be made; one sentence says why."""


def python_of(folder: Path) -> Path:
    """The interpreter of the environment in this folder, which is made first if it is not there.

    Raises:
        EnvironmentMissingError: this Python is too new, a package cannot be installed, or they don't fit.
    """
    python = folder / "bin" / "python"
    done = folder / "hotseat.txt"
    wanted = "\n".join((*REQUIREMENTS, sys.version, _packages()))
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return python
    if sys.version_info[:2] not in VERSIONS:
        raise EnvironmentMissingError(
            "RealtimeSTT 1.1.2 needs Python 3.11 or 3.12; run this with one of them."
        )
    _make(folder, python)
    done.write_text(wanted, encoding="utf-8")
    return python


def _make(folder: Path, python: Path) -> None:
    if folder.exists() and not (folder / "pyvenv.cfg").exists() and any(folder.iterdir()):
        raise EnvironmentMissingError(
            f"{folder} holds other things; name an empty folder for the environment."
        )
    log.info("making an environment for %s in %s", REQUIREMENTS[-1], folder)
    try:
        venv.EnvBuilder(clear=True, with_pip=True).create(folder)
        site = next((folder / "lib").glob("python*/site-packages"))
        # The project's packages come after its own: the same llama.cpp, Piper and faster-whisper serve all systems.
        (site / "project.pth").write_text(_packages() + "\n", encoding="utf-8")
    except (OSError, StopIteration, subprocess.CalledProcessError) as error:
        raise EnvironmentMissingError(f"No environment can be made in {folder} ({error}).") from error
    log.info("installing %s; this takes minutes", ", ".join(REQUIREMENTS))
    _call([str(python), "-m", "pip", "install", "--no-input", *REQUIREMENTS])
    log.info("trying whether everything loads")
    _call([str(python), "-c", PROOF])


def _packages() -> str:
    """The folder of the packages that the project runs with."""
    return sysconfig.get_paths()["purelib"]


def _call(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EnvironmentMissingError(f"RealtimeSTT cannot be installed ({error}).") from error
    if done.returncode == 0:
        return
    log.info("%s%s", done.stdout, done.stderr)
    if "portaudio.h" in done.stdout + done.stderr:
        raise EnvironmentMissingError(
            "RealtimeSTT needs PyAudio, which needs PortAudio's headers; install them (Debian: portaudio19-dev)."
        )
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()] or ["no reason was given"]
    reason = next((line for line in lines if line.startswith("ERROR")), lines[-1]).removeprefix("ERROR: ")
    raise EnvironmentMissingError(f"RealtimeSTT cannot be installed ({reason}).")
