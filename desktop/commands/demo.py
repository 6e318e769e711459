"""hotseat demo: a round with a sample candidate who speaks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.content import library
from desktop.commands.doctor import has_display
from desktop.commands.rehearse import rehearse
from desktop.options import Options
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from content.library import Library
    from content.schema import Sample


def demo(
    *,
    or_app: bool,
    headless: bool,
    fast: bool | None,
    seconds: int,
    quality: str,
    out: Path | None,
    round_id: str = "",
) -> int:
    """In the window where there is one, in real time; else without, as fast as this machine can unless told otherwise."""
    windowed = has_display() and not headless
    if windowed and or_app:
        from desktop.app import run_app

        return run_app()
    sample = chosen(library(), quality, round_id)
    if windowed and not fast:
        from desktop.app import run_app

        return run_app(sample=sample.id, seconds=seconds, out=out)
    options = Options(round_id=sample.round, sample=sample.id, fast=fast is not False, seconds=seconds)
    return rehearse(options, out, False)


def chosen(content: Library, quality: str, round_id: str) -> Sample:
    """The sample candidate that was asked for.

    Raises:
        InterviewerError: there is no such round, or no such sample of it.
    """
    from content.library import QUALITIES

    if quality and quality not in QUALITIES:
        raise InterviewerError(f"There is no {quality} sample candidate; choose weak, middling or strong.")
    if round_id and round_id not in content.rounds:
        raise InterviewerError(f"There is no round '{round_id}'; there are {', '.join(content.rounds)}.")
    sample = content.sample(quality, round_id)
    if sample is None:
        there = [other.quality for other in content.samples_for(round_id)]
        way_on = f"choose {' or '.join(there)}" if there else "choose another round"
        kind = f"{quality} sample candidate" if quality else "sample candidate"
        raise InterviewerError(f"The round '{round_id}' has no {kind}; {way_on}.")
    return sample
