"""The programs that are measured: each a process on the default sound card that tells what it begins to say.

A program prints JSON lines: `{"event": "ready"}` when its models are loaded, `{"event": "say", "text": ...}` when
it begins to speak a line, `{"event": "heard", "text": ...}`. It ends on SIGTERM, or by itself. Hotseat tells the
same, and more, in its journal.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from content.library import load_library
from models.store import ModelStore
from tests.bench.conversation.journal import Watch
from tests.bench.conversation.lines import Line
from tests.bench.conversation.load import Load

ROUND = "disagree-and-commit"
OURS = "bench"
"""Id of the round made for the measurement: the shipped one with the cases' opening questions."""
READY_SECONDS = 900.0
"""Long enough for a program that makes an environment of its own the first time."""
GOODBYE_SECONDS = 8.0
"""For ending in good order; what it would still write after that is not needed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a conversation is to be held."""

    openings: tuple[str, ...]
    """Opening questions; a program that takes one gets the first."""
    seconds: int
    """Length of the round."""
    headphones: bool = True
    """The program may know that its voice does not reach the microphone; only Hotseat wants to."""
    probes: int = 20
    """After so many probes Hotseat goes on to the next opening question."""
    checkout: Path | None = None
    """The folder whose Hotseat is run; None for the present one."""


class Program:
    """A running program under measurement.

    Args:
        command, env: what is run.
        now: seconds of the recording, to place what the program tells.
        folder: for its output.
        checkout: the folder it is run in.
    """

    def __init__(
        self,
        command: list[str],
        env: Mapping[str, str],
        now: Callable[[], float],
        folder: Path,
        checkout: Path | None = None,
    ) -> None:
        self._now = now
        self._folder = folder
        self._told: list[dict] = []
        self._ready = threading.Event()
        self._errors = (folder / "stderr.txt").open("wb")
        self._process = subprocess.Popen(
            command,
            env=dict(env),
            cwd=checkout,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        self.load = Load(self._process.pid)
        # Its lines are placed by when they come, so a thread waits for them.
        self._reader = threading.Thread(target=self._read, name="program", daemon=True)
        self._reader.start()

    def wait_ready(self) -> None:
        """Raises: RuntimeError when the program ends or is not ready in time."""
        end = time.monotonic() + READY_SECONDS
        while not self.ready:
            if not self.running or time.monotonic() > end:
                raise RuntimeError(f"the program was not ready: {self.last_words()}")
            time.sleep(0.05)
        self.load.start()

    @property
    def ready(self) -> bool:
        return self._ready.is_set()

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    @property
    def lines(self) -> list[Line]:
        """What it has said so far."""
        said = [told for told in list(self._told) if told.get("event") == "say"]
        return [Line(told["at"], str(told.get("text", ""))) for told in said]

    @property
    def journal(self) -> Watch | None:
        """The program's own account, where it keeps one."""
        return None

    def stop(self) -> None:
        self.load.stop()
        if self.running:
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(5)
        self._errors.close()

    def last_words(self) -> str:
        text = (self._folder / "stderr.txt").read_text(errors="replace").strip()
        return text[-400:] or f"exit status {self._process.poll()}, nothing on standard error"

    def _read(self) -> None:
        assert self._process.stdout is not None
        for raw in self._process.stdout:
            try:
                told = json.loads(raw)
            except ValueError:
                continue
            if isinstance(told, dict):
                self._told.append({**told, "at": self._now()})
                if told.get("event") == "ready":
                    self._ready.set()


class HotseatProgram(Program):
    """Hotseat tells what it says in its journal, which is read while it grows."""

    def __init__(
        self,
        command: list[str],
        env: Mapping[str, str],
        now: Callable[[], float],
        folder: Path,
        checkout: Path | None = None,
    ) -> None:
        self._watch = Watch(folder / "home" / "journal.sqlite3", now)
        super().__init__(command, env, now, folder, checkout)
        self._watch.start()

    @property
    def ready(self) -> bool:
        return self._watch.begun

    @property
    def lines(self) -> list[Line]:
        return self._watch.lines

    @property
    def journal(self) -> Watch | None:
        return self._watch

    def stop(self) -> None:
        super().stop()
        self._watch.stop()


@dataclass(frozen=True, slots=True)
class System:
    """A program that can be measured."""

    name: str
    title: str
    start: Callable[[Setting, Mapping[str, str], Callable[[], float], Path], Program]
    cuts_in: bool = False
    """It knows how to interrupt an answer."""


def _start_hotseat(
    setting: Setting, env: Mapping[str, str], now: Callable[[], float], folder: Path
) -> Program:
    home = folder / "home"
    (home / "content" / "rounds").mkdir(parents=True)
    (home / "content" / "rounds" / f"{OURS}.yaml").write_text(_round(setting))
    command = [
        sys.executable,
        "-m",
        "desktop",
        "rehearse",
        "--round",
        OURS,
        "--seconds",
        str(setting.seconds),
    ]
    command += ["--headphones"] if setting.headphones else []
    models = os.environ.get("HOTSEAT_MODELS") or str(ModelStore().folder)
    ours = {"HOTSEAT_HOME": str(home), "HOTSEAT_MODELS": models}
    return HotseatProgram(command, {**env, **ours}, now, folder, setting.checkout)


def _round(setting: Setting) -> str:
    """The shipped round with these opening questions and nothing else changed."""
    spec = load_library().rounds[ROUND].model_dump(exclude_defaults=True)
    spec |= {"id": OURS, "openings": list(setting.openings), "max_probes_per_story": setting.probes}
    return yaml.safe_dump(spec, sort_keys=False)


def _other(module: str) -> Callable[[Setting, Mapping[str, str], Callable[[], float], Path], Program]:
    def start(setting: Setting, env: Mapping[str, str], now: Callable[[], float], folder: Path) -> Program:
        command = [sys.executable, "-m", f"tests.bench.conversation.systems.{module}"]
        command += ["--opening", setting.openings[0], "--seconds", str(setting.seconds)]
        models = os.environ.get("HOTSEAT_MODELS") or str(ModelStore().folder)
        return Program(command, {**env, "HOTSEAT_MODELS": models}, now, folder)

    return start


SYSTEMS = {
    system.name: system
    for system in (
        System("hotseat", "Hotseat", _start_hotseat, cuts_in=True),
        System("plain", "plain pipeline", _other("plain")),
        System("realtime", "RealtimeSTT", _other("realtime_stt")),
    )
}
