"""The report as one HTML page that needs nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from interviewer import captions
from interviewer.corrections import Correction
from interviewer.passages import Passage, Transcript, passages
from interviewer.report import Report
from speech.events import SAMPLE_RATE

if TYPE_CHECKING:
    import jinja2
    import numpy as np
    from numpy.typing import NDArray

_BLOCK = 1 << 16
"""Samples given to the encoder at a time: libsndfile keeps some codecs' whole call on the stack."""


@dataclass(frozen=True, slots=True)
class Tracks:
    """Both sides of a recording on the session's clock, 16 kHz, -1 to 1; they may differ in length."""

    candidate: NDArray[np.float32]
    interviewer: NDArray[np.float32]


def to_html(
    report: Report,
    transcript: Transcript,
    tracks: Tracks | None = None,
    *,
    when: datetime | None = None,
    corrections: Sequence[Correction] = (),
) -> str:
    """One page with its own style and, given tracks, the sound inside it; it loads nothing.

    The policy in its head forbids every request; its one script is named by hash. Without the script
    it reads the same, only its quotes do not play.
    """
    script = _file("report.js")
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            captions=captions,
            when=when,
            answers={answer.sample: answer for answer in report.answers},
            passages=[
                (piece, _pinned(report, corrections, piece)) for piece in passages(transcript, report.told)
            ],
            style=_file("report.css"),
            script=script,
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            sound=_encoded(tracks) if tracks is not None else "",
            rate=SAMPLE_RATE,
        )
    )


def _pinned(report: Report, corrections: Sequence[Correction], piece: Passage) -> list[str]:
    """Notes of the findings that begin in the passage, and that its words were put right."""
    if piece.speaker == "interviewer":
        return []
    found = [each.note for each in report.findings if piece.start <= each.start < piece.end]
    amended = [each for each in corrections if each.start <= piece.end and each.stop > piece.start]
    return found + [captions.corrected_note(each) for each in amended[:1]]


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_file),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


@cache
def _file(name: str) -> str:
    return (resources.files("interviewer") / "templates" / name).read_text(encoding="utf-8")


def _encoded(tracks: Tracks) -> str:
    """Both tracks mixed, as a data address: MP3 where this build of libsndfile writes it, else FLAC."""
    import soundfile

    mixed, file = _mixed(tracks), io.BytesIO()
    as_mp3 = "MP3" in soundfile.available_formats()
    kind = (
        {"format": "MP3", "bitrate_mode": "CONSTANT", "compression_level": 0.75}
        if as_mp3
        else {"format": "FLAC"}
    )
    with soundfile.SoundFile(file, "w", SAMPLE_RATE, 1, **kind) as writer:
        for first in range(0, len(mixed), _BLOCK):
            writer.write(mixed[first : first + _BLOCK])
    return f"data:audio/{'mpeg' if as_mp3 else 'flac'};base64,{base64.b64encode(file.getvalue()).decode()}"


def _mixed(tracks: Tracks) -> NDArray[np.float32]:
    import numpy as np

    mixed = np.zeros(max(len(tracks.candidate), len(tracks.interviewer)), np.float32)
    mixed[: len(tracks.candidate)] += tracks.candidate
    mixed[: len(tracks.interviewer)] += tracks.interviewer
    return np.clip(mixed, -1, 1, out=mixed)
