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
KEEPING_TIME = ["tests/audio", "tests/whole", "tests/window"]
OTHERS = ["-n", "2", "--dist", "loadfile", "tests/unit", "tests/desktop", "tests/outside"]


def in_the_background() -> None:
    """Have this process take only what is left of the processor."""
    if hasattr(os, "nice"):
        os.nice(19)


def main() -> int:
    with tempfile.TemporaryFile() as said:
        beside = subprocess.Popen([*PYTEST, *KEEPING_TIME], stdout=said, stderr=subprocess.STDOUT)
        try:
            print(f"{' '.join(KEEPING_TIME)} run beside the others; what they say comes last.", flush=True)
            others = subprocess.run([*PYTEST, *OTHERS], check=False, preexec_fn=in_the_background).returncode
            print(f"{' '.join(KEEPING_TIME)}:", flush=True)
            kept = beside.wait()
        finally:
            beside.kill()
        said.seek(0)
        print(said.read().decode(errors="replace"), flush=True)
    return others or kept


if __name__ == "__main__":
    sys.exit(main())
