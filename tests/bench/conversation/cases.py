"""The spoken cases, read from the YAML files beside this one and turned into sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from tests.bench.conversation.spoken import PAUSE_MARK, Manner

HERE = Path(__file__).parent
PAUSES = (0.8, 1.0, 1.2, 1.5, 1.8, 2.0, 2.5)
"""Seconds of the thinking pauses; each story takes them in turn, starting elsewhere in the list."""
VOICES = ("piper@1.0", "system@165", "piper@0.88", "piper@1.15", "system@190")
NOISES = (-55.0, -45.0)
"""dBFS of the room."""
SETUP_SECONDS = 50.0
"""After so long a set-up has gone on for too long."""


@dataclass(frozen=True)
class Story:
    """An opening question, its answer, and what is said to the probes that follow."""

    id: str
    question: str
    opening: tuple[str, ...]
    """Sentences; `|` is a stop to think."""
    replies: tuple[tuple[str, ...], ...]
    voice: str = VOICES[0]
    noise: float = NOISES[0]
    cut: bool = False
    first_pause: int = 0
    """Index in PAUSES of the first stop's length."""
    interrupt_after: int | None = None
    """Index of the sentence after which the opening answer is to be interrupted; of a LONG_SETUP None, since there
    it is the one in which second SETUP_SECONDS falls."""
    reason: str = ""
    """ABSTRACTION, HYPOTHETICAL or LONG_SETUP; empty for an answer that is to be heard out."""

    def parts(self) -> Iterator[tuple[str, tuple[str, ...], Manner]]:
        """Opening and replies in order, with how each is said."""
        lengths = cycle(PAUSES[self.first_pause :] + PAUSES[: self.first_pause])
        for number, sentences in enumerate((self.opening, *self.replies)):
            stops = sum(sentence.count(PAUSE_MARK) for sentence in sentences)
            manner = Manner(self.voice, tuple(next(lengths) for _ in range(stops)), self.cut)
            yield "reply" if number else "opening", sentences, manner


@dataclass(frozen=True)
class Cases:
    """All of them, in the order they are run."""

    ends: tuple[Story, ...]
    pauses: tuple[Story, ...]
    drifting: tuple[Story, ...]
    concrete: tuple[Story, ...]
    talk_over: tuple[Story, ...]
    interruptions: tuple[str, ...]
    backchannels: tuple[str, ...]
    follow_ups: tuple[tuple[str, ...], ...] = field(default=())
    """Short concrete replies for where it does not matter what is said."""


def load_cases(folder: Path = HERE) -> Cases:
    """Raises: KeyError, TypeError where a file lacks a field or has one too many."""
    ends = _read(folder / "ends.yaml")
    pauses = _read(folder / "pauses.yaml")
    cut_ins = _read(folder / "cutins.yaml")
    over = _read(folder / "over.yaml")
    return Cases(
        ends=tuple(_stories(ends["stories"])),
        pauses=tuple(_stories(pauses["stories"])),
        drifting=tuple(_stories(cut_ins["drifting"])),
        concrete=tuple(_stories(cut_ins["concrete"])),
        talk_over=tuple(_stories(over["stories"])),
        interruptions=tuple(over["interruptions"]),
        backchannels=tuple(over["backchannels"]),
        follow_ups=tuple(tuple(reply) for reply in over["follow_ups"]),
    )


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _stories(found: list[dict[str, Any]]) -> Iterator[Story]:
    """Voices, rooms, ways of pausing and lengths of pauses go round where a case does not choose."""
    for number, fields in enumerate(found):
        given = {
            "voice": VOICES[number % len(VOICES)],
            "noise": NOISES[number % len(NOISES)],
            "cut": number % 4 < 2,  # so that each way meets each room
            "first_pause": 3 * number % len(PAUSES),
            "replies": (),
            **fields,
        }
        given["opening"] = tuple(given["opening"])
        given["replies"] = tuple(tuple(reply) for reply in given["replies"])
        yield Story(**given)
