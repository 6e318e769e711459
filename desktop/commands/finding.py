"""One thing the doctor looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what to do about it."""

    name: str
    state: Literal["good", "note", "wrong"]
    """wrong: a spoken round cannot be held like this."""
    found: str
    way_on: str = ""
    """What to do, one sentence; empty when nothing is to be done."""
