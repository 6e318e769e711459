"""Which mind fits a machine. Pure: the caller reads the memory."""

from __future__ import annotations

from dataclasses import dataclass

LARGER, SMALLER = "qwen2.5-coder-1.5b", "qwen2.5-coder-0.5b"

# The 1.5B mind, Whisper base and a voice together were measured at 2.5 GB; a system with a browser takes as
# much again.
ENOUGH_TOTAL = 6_000_000_000
ENOUGH_AVAILABLE = 3_500_000_000
LEAST_AVAILABLE = 1_500_000_000
"""Bytes that the 0.5B mind, Whisper base and a voice need (measured 1.2 GB) with a little to spare."""


@dataclass(frozen=True, slots=True)
class MindChoice:
    """A model's name and one sentence that says why."""

    model_id: str
    reason: str


def choose_mind(total_memory_bytes: int, available_memory_bytes: int) -> MindChoice:
    """The 1.5B mind, or the 0.5B one where memory is short. Bytes of the machine, and bytes free now."""
    total, free = f"{total_memory_bytes / 1e9:.1f} GB", f"{available_memory_bytes / 1e9:.1f} GB"
    if available_memory_bytes < LEAST_AVAILABLE:
        return MindChoice(
            SMALLER,
            f"Only {free} of memory are free: the small mind is chosen, and other programs should close.",
        )
    if total_memory_bytes < ENOUGH_TOTAL:
        return MindChoice(SMALLER, f"This machine has {total} of memory, so the small mind is chosen.")
    if available_memory_bytes < ENOUGH_AVAILABLE:
        return MindChoice(SMALLER, f"Only {free} of {total} of memory are free, so the small mind is chosen.")
    return MindChoice(LARGER, f"{free} of {total} of memory are free, enough for the 1.5B mind.")
