"""Hotseat as a program of its own, told apart line by line."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINE = re.compile(r"^ *(\d+):(\d\d)  (Interviewer|You) +(.*)$")


@dataclass
class Running:
    """A started `hotseat`, whose lines are read as they come."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def said(self, who: str) -> list[str]:
        """What the interviewer or "You" has said so far, as printed."""
        found = (LINE.match(line) for line in list(self.lines))
        return [match[4] for match in found if match and match[3] == who]

    def wait_for_line(self, who: str, number: int, seconds: float = 90.0) -> str:
        """The `number`th line of one voice, counted from 1."""
        end = time.monotonic() + seconds
        while len(self.said(who)) < number:
            assert self.process.poll() is None and time.monotonic() < end, "\n".join(self.lines)
            time.sleep(0.05)
        return self.said(who)[number - 1]

    def wait_for_question(self, after: str = "", seconds: float = 90.0) -> str:
        """The interviewer's first probe, or the first after another one; acknowledgements are passed over."""
        end = time.monotonic() + seconds
        while True:
            probes = [line for line in self.said("Interviewer")[1:] if line.endswith("?")]
            probes = probes[probes.index(after) + 1 :] if after else probes
            if probes:
                return probes[0]
            assert self.process.poll() is None and time.monotonic() < end, "\n".join(self.lines)
            time.sleep(0.05)

    def interrupt(self) -> None:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)

    def finish(self, seconds: float = 120.0) -> int:
        """The exit status; everything printed is in `lines` then."""
        return self.process.wait(seconds)


@contextmanager
def hotseat(
    *arguments: str,
    env: Mapping[str, str] | None = None,
    before: tuple[str, ...] = (),
    start: tuple[str, ...] = ("-m", "desktop"),
) -> Iterator[Running]:
    """Run `hotseat` on this tree; `before` is a program to run it under, `start` what Python is to run."""
    process = subprocess.Popen(
        [*before, sys.executable, *start, *arguments],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A run in the background ignores Ctrl-C, and so would what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    running = Running(process)
    assert process.stdout is not None
    output = process.stdout

    def read() -> None:
        for line in output:
            running.lines.append(line.rstrip("\n"))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        yield running
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
        reader.join(5)
        output.close()
