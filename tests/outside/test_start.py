"""How a process of Hotseat begins."""

from __future__ import annotations

import subprocess
import sys

from tests.outside.hotseat_process import environment

MAPS = """
import sys
sys.argv = ["hotseat", "rounds"]
from desktop.__main__ import main
try:
    main()
except SystemExit:
    pass
import ctypes, os
getenv = ctypes.CDLL(None).getenv
getenv.restype = ctypes.c_char_p
print("policy", getenv(b"OMP_WAIT_POLICY"))
loaded = [name for name in ("sounddevice", "llama_cpp", "faster_whisper", "PySide6", "numpy") if name in sys.modules]
print("loaded", loaded)
"""


def test_threads_that_wait_sleep_before_any_library_could_make_them_spin() -> None:
    """The policy is read by C code, once; here it must already stand when nothing heavy has been imported."""
    env = environment()
    env.pop("OMP_WAIT_POLICY", None)
    done = subprocess.run([sys.executable, "-c", MAPS], text=True, capture_output=True, check=True, env=env)
    assert "policy b'passive'" in done.stdout
    assert "loaded []" in done.stdout
