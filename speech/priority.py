"""Which threads have the processor first where there are too few: sound and picture, then the ear and the voice,
then the mind."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

MODELS = 3
"""The nice value of the recogniser and the voice. With 0, a frame of the window waited up to 79 ms for a processor
on two cores (99 of 100 within 33 ms); with 3, up to 54 (24 ms), by `python -m tests.bench.frames`."""

MIND = 10
"""The nice value of the language model, which fills both cores for seconds while the candidate speaks: decodes took
up to five times longer beside it."""


def give_way(nice: int) -> None:
    """Put the calling thread, and what it starts from now on, behind those with a lower `nice` value (0 to 19).

    Nobody is put forward by it. Linux alone knows a thread's priority; elsewhere, and where it is refused, nothing
    happens.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, max(nice, os.getpriority(os.PRIO_PROCESS, thread)))
