"""hotseat demo: a round with a sample candidate who speaks."""

from __future__ import annotations

from pathlib import Path

from desktop.commands.content import library
from desktop.commands.doctor import has_display
from desktop.commands.rehearse import rehearse
from desktop.options import Options
from interviewer.errors import InterviewerError


def demo(
    *, or_app: bool, headless: bool, fast: bool | None, seconds: int, quality: str, out: Path | None
) -> int:
    """In the window where there is one, in real time; else without, as fast as this machine can unless told otherwise."""
    windowed = has_display() and not headless
    if windowed and or_app:
        from desktop.app import run_app

        return run_app()
    found = [sample for sample in library().samples.values() if sample.quality == quality]
    if not found:
        raise InterviewerError(f"There is no {quality} sample candidate; choose weak, middling or strong.")
    if windowed and not fast:
        from desktop.app import run_app

        return run_app(sample=quality, seconds=seconds, out=out)
    options = Options(round_id=found[0].round, sample=found[0].id, fast=fast is not False, seconds=seconds)
    return rehearse(options, out, False)
