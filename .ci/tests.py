"""Run all tests, in two parts beside one another.

    .venv/bin/python .ci/tests.py

Those that keep time with a sound card, a screen or the models run one by one and have the processor first; the others
run two at a time in what they leave. What the first part said is shown when it is over. Exit code 0: all passed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

PYTEST = [sys.executable, "-m", "pytest"]
KEEPING_TIME = "sound or window or paced"
"""The marks (see pyproject.toml) of tests that fail where others take the processor from them."""


def in_the_background() -> None:
    """Have this process and what it starts take only what is left of the processor."""
    os.nice(19)
    if hasattr(os, "SCHED_IDLE"):  # Linux: a nice value alone still holds a processor for some milliseconds
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def main() -> int:
    with tempfile.TemporaryFile() as said:
        beside = subprocess.Popen([*PYTEST, "-m", KEEPING_TIME], stdout=said, stderr=subprocess.STDOUT)
        try:
            print(f"Tests marked {KEEPING_TIME} run beside the others; what they say comes last.", flush=True)
            command = [*PYTEST, "-n", "2", "--dist", "loadfile", "-m", f"not ({KEEPING_TIME})"]
            others = subprocess.run(command, check=False, preexec_fn=in_the_background).returncode
            print(f"Tests marked {KEEPING_TIME}:", flush=True)
            kept = beside.wait()
        finally:
            beside.kill()
        said.seek(0)
        print(said.read().decode(errors="replace"), flush=True)
    return others or kept


if __name__ == "__main__":
    sys.exit(main())
