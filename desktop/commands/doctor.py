"""hotseat doctor: what this machine has for a round, and what to do about what it lacks."""

from __future__ import annotations

import json
import os
import platform
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, TypeVar

from desktop.paths import check_writable, data_folder, journal_path
from models.store import ModelStore

T = TypeVar("T")
GIGA = 1e9
SPACE_FOR_A_SESSION = 0.5e9
"""Bytes: an hour on two tracks is 230 MB before it is compressed."""
SENTENCE = (
    "This sentence is spoken by the interviewer's voice and read back by the recogniser, "
    "so that you know whether this computer can keep up with a person who speaks."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    name: str
    state: Literal["good", "note", "wrong"]
    """wrong: a spoken round cannot be held like this."""
    found: str
    way_on: str = ""
    """What to do, one sentence; empty when nothing is to be done."""


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
    return 1 if wrong else 0


def examine() -> Iterator[Finding]:
    """Every finding, in the order in which a round needs the things."""
    store = ModelStore()
    yield _processor()
    yield from _memory(store)
    yield from _folders(store)
    yield from _devices()
    yield _display()
    yield from _weights(store)
    yield from _benchmark(store)


def _processor() -> Finding:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    found = f"{cores} cores, {platform.machine()}, Python {platform.python_version()}"
    if cores < 2:
        return Finding("Processor", "wrong", found, "Two cores are needed to listen and think at once.")
    return Finding("Processor", "good", found)


def _memory(store: ModelStore) -> Iterator[Finding]:
    from desktop.minds import suitable_mind

    choice = suitable_mind(store)
    small = choice.model_id.endswith("0.5b")
    yield Finding("Language model", "note" if small else "good", f"{choice.model_id}: {choice.reason}")


def _folders(store: ModelStore) -> Iterator[Finding]:
    from interviewer.errors import InterviewerError

    folder = data_folder()
    try:
        check_writable(folder)
    except InterviewerError as error:
        yield Finding("Data folder", "wrong", str(folder), str(error))
        return
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
    if journal_path().exists():
        from interviewer.journal import Journal

        with Journal(journal_path()) as journal:
            open_ones = [record for record in journal.sessions() if record.status != "done"]
        for record in open_ones:
            yield Finding(
                "Session",
                "note",
                f"{record.id} was cut off",
                f"`hotseat sessions recover {record.id}` scores what was said.",
            )
    yield Finding("Model folder", "good", str(store.folder))


def _devices() -> Iterator[Finding]:
    from speech.errors import SoundError
    from speech.portaudio import PortAudio

    audio = PortAudio()
    for kind, without in (
        ("microphone", "Until then, `hotseat rehearse --typed` works without one."),
        ("loudspeaker", "Until then, captions carry the questions."),
    ):
        try:
            device = audio.find(kind)  # type: ignore[arg-type]
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


def _weights(store: ModelStore) -> Iterator[Finding]:
    from desktop.minds import suitable_mind
    from models.store import default_set

    for name in default_set(store, suitable_mind(store).model_id):
        if store.have(name):
            yield Finding("Weights", "good", f"{name}, verified")
        else:
            yield Finding(
                "Weights", "wrong", f"{name} is not here", f"`hotseat models fetch {name}` brings it."
            )


def _benchmark(store: ModelStore) -> Iterator[Finding]:
    """Some ten seconds: speak a sentence, hear it, word a question."""
    needed = ("whisper-base", "piper-en-us-joe")
    if not all(store.have(name) for name in needed):
        return
    import numpy as np

    from speech.events import SAMPLE_RATE
    from speech.recognizer import WhisperRecogniser, benchmark
    from speech.resample import resample
    from speech.voice import PiperVoice

    voice = PiperVoice(store.path("piper-en-us-joe"))
    list(voice.synthesise("Ready."))
    sounds, seconds = _timed(lambda: list(voice.synthesise(SENTENCE)))
    length = sum(len(sound.samples) / sound.rate for sound in sounds)
    yield _speed("Speaking", seconds / length, "s of work per second of speech", 0.7)
    heard = np.concatenate([resample(sound.samples, sound.rate, SAMPLE_RATE) for sound in sounds])
    recogniser = WhisperRecogniser(store.path("whisper-base"))
    recogniser.load()
    yield _speed("Listening", benchmark(recogniser, heard), "s of work per second of speech", 0.6)
    yield from _thinking(store)


def _thinking(store: ModelStore) -> Iterator[Finding]:
    from desktop.minds import mind_path
    from interviewer.errors import InterviewerError
    from interviewer.llama import Cancel
    from interviewer.mind import LlamaMind
    from models.errors import ModelError

    try:
        path: Path | None = mind_path("", store)
    except ModelError:
        return
    if path is None:
        return
    mind = LlamaMind(path)
    try:
        mind.load()
        mind.prime("Say a number.", cancel=Cancel())
        _, seconds = _timed(
            lambda: mind.complete(
                "Say the numbers from one to twenty: one, two,", max_tokens=24, stop=(), cancel=Cancel()
            )
        )
    except InterviewerError as error:
        yield Finding("Thinking", "wrong", path.name, str(error))
        return
    finally:
        mind.close()
    rate = 24 / seconds
    way_on = "" if rate >= 10 else "Close other programs, or choose the smaller model in Settings."
    yield Finding(
        "Thinking", "good" if rate >= 10 else "note", f"{rate:.0f} tokens a second ({path.stem})", way_on
    )


def _speed(name: str, factor: float, unit: str, limit: float) -> Finding:
    way_on = "" if factor < limit else "Close other programs: this computer only just keeps up."
    return Finding(name, "good" if factor < limit else "note", f"{factor:.2f} {unit}", way_on)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    value = work()
    return value, time.perf_counter() - started
