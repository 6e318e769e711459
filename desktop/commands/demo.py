"""hotseat demo: a round with a sample candidate who speaks."""

from __future__ import annotations

from pathlib import Path

from desktop.commands.content import library
from desktop.commands.rehearse import rehearse
from desktop.options import Options
from interviewer.errors import InterviewerError


def demo(
    *, or_app: bool, headless: bool, fast: bool | None, seconds: int, quality: str, out: Path | None
) -> int:
    """Hold the round without a window, as fast as this machine can unless told otherwise."""
    found = [sample for sample in library().samples.values() if sample.quality == quality]
    if not found:
        raise InterviewerError(f"There is no {quality} sample candidate; choose weak, middling or strong.")
    options = Options(round_id=found[0].round, sample=found[0].id, fast=fast is not False, seconds=seconds)
    return rehearse(options, out, False)
