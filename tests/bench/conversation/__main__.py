"""Hold conversations with Hotseat and with others through a virtual sound card, and print what the sound says.

    python -m tests.bench.conversation [--systems hotseat,plain,realtime] [--parts ends,pauses,...] [--quick]

Needs PulseAudio, ALSA's plugin for it, espeak-ng and the model weights; no sound card. Sounds are made once and
kept in the user's cache. Figures are measured in the recording of both sides; what a program says of itself tells
which sound is which line. Seconds throughout. Ctrl-C prints what there is.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from tests.audio.virtual_card import missing
from tests.bench.conversation import tables
from tests.bench.conversation.bench import Bench
from tests.bench.conversation.cases import load_cases
from tests.bench.conversation.floors import beside
from tests.bench.conversation.held import Held
from tests.bench.conversation.parts import answering, cutins, echo, over
from tests.bench.conversation.room import clock_error, open_room
from tests.bench.conversation.sound import RATE
from tests.bench.conversation.system import SYSTEMS, System
from tests.bench.conversation.voices import speaker

Part = Callable[[Bench, System], Iterator[Any]]
PARTS: dict[str, Part] = {
    "ends": answering.ends,
    "pauses": answering.pauses,
    "cutins": cutins.cutins,
    "over": over.over,
    "echo": echo.echo,
}
TABLES = (
    tables.answering,
    tables.cutting_in,
    tables.talked_over,
    tables.open_speakers,
    tables.load,
    tables.skipped,
)
ALIGNED = 0.010
"""Seconds by which the two sides of the recording may be apart."""


def main() -> int:
    chosen = _arguments()
    if reason := missing():
        print(f"no virtual sound card: {reason}", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that no program is left behind
    began, found = time.monotonic(), []
    print(_machine(), flush=True)
    with open_room() as room:
        error = clock_error(room)
        print(f"both sides of the recording are {1000 * error:.1f} ms apart", flush=True)
        if abs(error) > ALIGNED:
            return 1
        keep = _keeper(chosen.sounds) if chosen.sounds else lambda held, name: None
        bench = Bench(
            room, load_cases(), speaker(), chosen.cases or chosen.quick, chosen.quick, chosen.checkout,
            rest=found, keep=keep,
        )  # fmt: skip
        try:
            for part in chosen.parts:
                for name in chosen.systems:
                    _run(PARTS[part], bench, SYSTEMS[name], found)
        except KeyboardInterrupt:
            print("\nstopped; this is what there is", flush=True)
    _print(found, chosen.systems)
    print(f"\n{(time.monotonic() - began) / 60:.1f} minutes; {_machine()}")
    if chosen.out:
        chosen.out.write_text(json.dumps([{"kind": type(f).__name__, **asdict(f)} for f in found], indent=1))
    return 0


def _run(part: Part, bench: Bench, system: System, found: list[Any]) -> None:
    """All of a part; a fault in it is told and the next one comes."""
    try:
        for figure in part(bench, system):
            found.append(figure)
            print(f"    {_short(figure)}", file=sys.stderr, flush=True)
    except Exception as fault:
        bench.skip(system, part.__name__, "the rest", f"{type(fault).__name__}: {fault}")


def _short(figure: Any) -> str:
    shown = {
        k: round(v, 2) if isinstance(v, float) else v
        for k, v in asdict(figure).items()
        if v not in (None, "", ())
    }
    return ", ".join(f"{k} {v}" for k, v in shown.items() if k not in ("system", "part"))


def _print(found: list[Any], systems: list[str]) -> None:
    for name in systems:
        print(f"\n== {SYSTEMS[name].title}")
        for table in TABLES:
            for line in table(found, name):
                print(line)
    print()
    for line in beside(found, systems):
        print(line)


def _machine() -> str:
    return f"load average {' '.join(f'{x:.1f}' for x in os.getloadavg())} on {os.cpu_count()} processors"


def _keeper(folder: Path) -> Callable[[Held, str], None]:
    """Recordings for listening to: left the candidate, right the interviewer, the lines as Audacity labels,
    and the journal with the recording's seconds."""
    folder.mkdir(parents=True, exist_ok=True)

    def keep(held: Held, name: str) -> None:
        both = np.stack([held.candidate, held.speaker], axis=1)
        soundfile.write(folder / f"{name}.flac", both, RATE)
        labels = [f"{x.at:.3f}\t{max(x.ended, x.at):.3f}\t{x.kind} {x.text}" for x in held.lines]
        (folder / f"{name}.txt").write_text("\n".join(labels) + "\n")
        entries = [
            json.dumps({"second": round(e.sample / RATE + held.offset, 3), **asdict(e)}) for e in held.entries
        ]
        (folder / f"{name}.jsonl").write_text("\n".join(entries) + "\n")

    return keep


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--systems", type=_list_of(SYSTEMS), default=list(SYSTEMS), metavar="NAME,NAME")
    parser.add_argument("--parts", type=_list_of(PARTS), default=list(PARTS), metavar="NAME,NAME")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="one short conversation a part: under 8 minutes for Hotseat once its sounds are made",
    )
    parser.add_argument(
        "--cases", type=int, default=0, metavar="N", help="at most so many conversations a part"
    )
    parser.add_argument("--checkout", type=Path, metavar="FOLDER", help="run the Hotseat that lies there")
    parser.add_argument("--out", type=Path, metavar="FILE.json", help="every single figure")
    parser.add_argument("--sounds", type=Path, metavar="FOLDER", help="keep the recordings there")
    return parser.parse_args()


def _list_of(known: dict[str, Any]) -> Callable[[str], list[str]]:
    def parse(text: str) -> list[str]:
        names = [name.strip() for name in text.split(",") if name.strip()]
        if unknown := set(names) - set(known):
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: choose from {', '.join(known)}")
        return names

    return parse


if __name__ == "__main__":
    sys.exit(main())
