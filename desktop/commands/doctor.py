"""hotseat doctor: what this machine has for a round, and what to do about what it lacks."""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict

from desktop.commands.errors import known_errors
from desktop.commands.finding import Finding
from desktop.minds import NONE, chosen_mind
from desktop.paths import check_writable, data_folder, journal_path
from desktop.settings import load_settings
from models.choose import LEAST_AVAILABLE
from models.store import ModelStore, default_set

GIGA = 1e9
SPACE_FOR_A_SESSION = 0.5e9
"""Bytes: an hour on two tracks is 230 MB before it is compressed."""


def doctor(as_json: bool) -> int:
    """Exit code 1 when something is wrong."""
    findings = []
    for finding in examine():
        findings.append(finding)
        if not as_json:
            mark = {"good": "ok  ", "note": "note", "wrong": "!!  "}[finding.state]
            print(f"{mark} {finding.name:14} {finding.found}", flush=True)
            if finding.way_on:
                print(f"{'':19} {finding.way_on}", flush=True)
    wrong = any(finding.state == "wrong" for finding in findings)
    if as_json:
        print(
            json.dumps({"ready": not wrong, "findings": [asdict(finding) for finding in findings]}, indent=1)
        )
    else:
        print(_summary(findings))
    return 1 if wrong else 0


def _summary(findings: list[Finding]) -> str:
    wrong = [finding.name.lower() for finding in findings if finding.state == "wrong"]
    if not wrong:
        return "A spoken round can be held here."
    return f"A spoken round cannot be held here yet: see {', '.join(dict.fromkeys(wrong))} above."


def examine() -> Iterator[Finding]:
    """Every finding, in the order in which a round needs the things; what fails in looking is one too."""
    from desktop.commands.benchmark import benchmark

    store = ModelStore()
    settings, notice = load_settings(data_folder())
    if notice:
        yield Finding("Settings", "note", "mended", notice)
    yield _processor()
    yield _memory()
    yield from _look("Data folder", _data_folder)
    yield from _look("Journal", _journal)
    yield from _devices(settings.input_device, settings.output_device)
    yield _display()
    yield from _look("Weights", lambda: _weights(store, settings.mind))
    yield from _look("Benchmark", lambda: benchmark(store, settings.mind))


def _look(name: str, examine_one: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from examine_one()
    except known_errors() as error:
        yield Finding(name, "wrong", "cannot be used", str(error))


def _processor() -> Finding:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    found = f"{cores} cores, {platform.machine()}, Python {platform.python_version()}"
    if cores < 2:
        return Finding("Processor", "wrong", found, "Two cores are needed to listen and think at once.")
    return Finding("Processor", "good", found)


def _memory() -> Finding:
    import psutil

    memory = psutil.virtual_memory()
    found = f"{memory.available / GIGA:.1f} GB of {memory.total / GIGA:.1f} GB free"
    if memory.available < LEAST_AVAILABLE:
        return Finding(
            "Memory",
            "wrong",
            found,
            f"A round needs {LEAST_AVAILABLE / GIGA:.1f} GB: close other programs, "
            'or choose "None" as language model in the settings (--mind none), which needs 0.6 GB.',
        )
    return Finding("Memory", "good", found)


def _data_folder() -> Iterator[Finding]:
    folder = data_folder()
    check_writable(folder)
    free = shutil.disk_usage(folder).free
    if free < SPACE_FOR_A_SESSION:
        yield Finding(
            "Data folder",
            "wrong",
            f"{folder}, {free / GIGA:.1f} GB free",
            "Make room: a long round needs half a gigabyte.",
        )
    else:
        yield Finding("Data folder", "good", f"{folder}, {free / GIGA:.0f} GB free")


def _journal() -> Iterator[Finding]:
    if not journal_path().exists():
        return
    from interviewer.journal import Journal

    with Journal(journal_path()) as journal:
        sessions = journal.sessions()
    yield Finding("Journal", "good", f"{len(sessions)} session{'s' if len(sessions) != 1 else ''}")
    for record in sessions:
        if record.status != "done":
            yield Finding(
                "Session",
                "note",
                f"{record.id} was cut off",
                f"`hotseat sessions recover {record.id}` scores what was said.",
            )


def _devices(microphone: str, loudspeaker: str) -> Iterator[Finding]:
    """Those chosen in the settings, else the system's."""
    from speech.errors import SoundError
    from speech.portaudio import PortAudio

    audio = PortAudio()
    without = "Until then, `hotseat rehearse --typed` works without one."
    for kind, wanted in (("microphone", microphone), ("loudspeaker", loudspeaker)):
        try:
            device = audio.find(kind, wanted or None)  # type: ignore[arg-type]
        except SoundError as error:
            yield Finding(kind.capitalize(), "wrong", "none", f"{error} {without}")
        else:
            extra = ", headphones by its name" if kind == "loudspeaker" and device.likely_headphones else ""
            yield Finding(
                kind.capitalize(), "good", f"{device.name} ({device.host_api}, {device.rate} Hz{extra})"
            )


def _display() -> Finding:
    if has_display():
        return Finding("Display", "good", "there is one")
    return Finding(
        "Display", "note", "none", "The app needs a display; `hotseat rehearse` and `hotseat demo` do not."
    )


def has_display() -> bool:
    """Whether a window can be opened."""
    if platform.system() in ("Darwin", "Windows"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _weights(store: ModelStore, wanted_mind: str) -> Iterator[Finding]:
    """The language model with the reason for it, then each weight a round needs, and room for what is missing."""
    choice = chosen_mind(wanted_mind, store)
    yield Finding("Language model", "good", f"{choice.model_id}: {choice.reason}")
    needed = default_set(store, choice.model_id if choice.model_id != NONE else "")
    missing = [name for name in needed if not store.have(name)]
    for name in needed:
        if name in missing:
            yield Finding(
                "Weights", "wrong", f"{name} is not here", f"`hotseat models fetch {name}` brings it."
            )
        else:
            yield Finding("Weights", "good", f"{name}, verified")
    yield _model_folder(store, sum(store.model(name).size_bytes for name in missing))


def _model_folder(store: ModelStore, missing: int) -> Finding:
    place = store.folder
    while not place.exists() and place != place.parent:
        place = place.parent
    free = shutil.disk_usage(place).free
    found = f"{store.folder}, {free / GIGA:.1f} GB free"
    if free < missing:
        short = (
            f"{missing / GIGA:.1f} GB are to be fetched: make room, or set HOTSEAT_MODELS to another disk."
        )
        return Finding("Model folder", "wrong", found, short)
    return Finding("Model folder", "good", found)
