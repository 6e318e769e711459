"""Keeps the interpreter alive under PySide6 6.12.0 on Python 3.11.

That release is built as if None were immortal, which it is from Python 3.12 on: every call that returns
nothing gives up one reference to None that it never took. On 3.11 the count reaches zero after some thousand
calls and the interpreter aborts ("none_dealloc: deallocating None"). 6.11 and older count correctly.
Raising the count once, far beyond what a process can use up, is what 3.12 does.
"""

from __future__ import annotations

import ctypes
import sys


def raise_count() -> None:
    """Make None's reference count large where None is counted at all."""
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        count = ctypes.c_ssize_t.from_address(id(None))
        if count.value < 1 << 39:
            count.value += 1 << 40
