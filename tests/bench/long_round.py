"""A round in real time from sound files: memory, processor, lost sound, and how long the candidate waits.

    python -m tests.bench.long_round [--minutes 20] [--mind ID]

The answers are those of the shipped sample candidates, spoken by the local voice a little quicker than the
interviewer. Waiting is counted from the last sample of the candidate's speech to the first sample of the
interviewer's, on the session's own clock; to compare, run it on two versions, one after the other.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import psutil
import soundfile

from content.library import load_library
from models.store import ModelStore
from speech.events import SAMPLE_RATE
from speech.resample import resample
from speech.voice import PiperVoice

WORDS = 100
"""An answer has at least so many, about 40 s: with shorter ones all stories are told before the time is up."""


def long_enough(texts: list[str]) -> list[str]:
    """Neighbouring texts joined until each has enough words."""
    out = [""]
    for text in texts:
        if len(out[-1].split()) >= WORDS:
            out.append("")
        out[-1] = f"{out[-1]} {text}".strip()
    return out


def speak_answers(folder: Path, seconds: float) -> float:
    """Sound files of at least so many seconds in all."""
    voice = PiperVoice(ModelStore().path("piper-en-us-joe"), pace=0.92)
    texts = long_enough(
        [reply.text for sample in load_library(None).samples.values() for reply in sample.answers]
    )
    total, number = 0.0, 0
    quiet = np.zeros(int(0.35 * SAMPLE_RATE), np.float32)
    while total < seconds:
        pieces = [
            part
            for sound in voice.synthesise(texts[number % len(texts)])
            for part in (resample(sound.samples, sound.rate, SAMPLE_RATE), quiet)
        ]
        sound = np.concatenate(pieces)
        number += 1
        soundfile.write(folder / f"{number}.wav", sound, SAMPLE_RATE)
        total += len(sound) / SAMPLE_RATE
    return total


def watch(process: subprocess.Popen[bytes]) -> tuple[list[float], float]:
    """Resident memory in MB every ten seconds, and the cores used on average."""
    seen = psutil.Process(process.pid)
    memory: list[float] = []
    cores, began = 0.0, time.monotonic()
    while process.poll() is None:
        try:
            memory.append(seen.memory_info().rss / 1e6)
            times = seen.cpu_times()
            cores = (times.user + times.system) / (time.monotonic() - began)
        except psutil.Error:
            break
        if len(memory) % 6 == 1:
            print(
                f"{(time.monotonic() - began) / 60:5.1f} min  {memory[-1]:6.0f} MB  {cores:.2f} cores"
                f"  {seen.num_threads()} threads",
                flush=True,
            )
        time.sleep(10)
    return memory, cores


def waits(journal: Path) -> list[float]:
    """Seconds from the end of an answer to the interviewer's first sound."""
    out: list[float] = []
    end: int | None = None
    for line in journal.read_text().splitlines():
        event = json.loads(line)
        if event.get("name") == "TurnEnded":
            end = event["body"]["speech_end"]
        if event.get("name") == "PlaybackStarted" and end is not None:
            out.append((event["body"]["sample"] - end) / SAMPLE_RATE)
            end = None
    return out


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--minutes", type=float, default=20.0)
    arguments.add_argument("--mind", default="")
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        answers, out = Path(folder) / "answers", Path(folder) / "out"
        answers.mkdir()
        print(f"{speak_answers(answers, wanted.minutes * 60):.0f} s of answers are ready", flush=True)
        command = [
            sys.executable,
            "-m",
            "desktop",
            "rehearse",
            "--candidate",
            str(answers),
            "--out",
            str(out),
        ]
        command += ["--seconds", str(int(wanted.minutes * 60)), "--mind", wanted.mind]
        home = {**os.environ, "HOTSEAT_HOME": str(Path(folder) / "home")}
        home.setdefault("HOTSEAT_MODELS", str(ModelStore().folder))
        with (Path(folder) / "printed").open("wb+") as printed:
            process = subprocess.Popen(command, env=home, stdout=printed, stderr=subprocess.STDOUT)
            memory, cores = watch(process)
            printed.seek(0)
            text = printed.read().decode()
        print(text)
        waited = waits(out / "journal.jsonl")
        print(f"exit status {process.returncode}; {len(waited)} answers followed up")
        print(f"wait median {statistics.median(waited):.2f} s, longest {max(waited):.2f} s")
        print(
            f"peak {max(memory):.0f} MB; after 3 min {memory[min(18, len(memory) - 1)]:.0f} MB, at the end {memory[-1]:.0f} MB"
        )
        print(f"{cores:.2f} cores on average")
        log = Path(home["HOTSEAT_HOME"]) / "hotseat.log"
        trouble = [
            line
            for line in (log.read_text().splitlines() if log.is_file() else [])
            if " WARNING " in line or " ERROR " in line
        ]
        print("log: " + ("\n".join(trouble) or "no warning, nothing lost"))


if __name__ == "__main__":
    main()
