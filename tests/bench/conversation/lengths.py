"""Whether a line was said to its end, as the sound tells it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.bench.conversation.lines import Line, sounds_of
from tests.bench.conversation.sound import Burst

WHOLE = 0.85
"""Of the time the same voice needs for the whole line. Piper's own takes of one line differ by up to 8%."""
BREATH = 0.3
"""Seconds between two sentences; longer is a line that was held, or a sentence that was not synthesised yet."""
WORDS_A_SECOND = 4.2
"""Of Piper's voice at its own pace, for a first guess while the line is being said."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long a line was heard."""

    start: float
    """Its first sound, second of the recording."""
    end: float
    """Its last."""
    heard: float
    """Seconds from the first to the last, where longer silences count as the breath between two sentences."""
    expected: float
    """Seconds the whole line takes."""

    @property
    def share(self) -> float:
        """Of the line that was heard, about 1 for all of it."""
        return self.heard / self.expected if self.expected > 0 else 0.0

    @property
    def whole(self) -> bool:
        return self.share >= WHOLE


def length(line: Line, lines: Sequence[Line], sounds: Sequence[Burst], expected: float) -> Length | None:
    """None where the line has no sound."""
    following = min((other.at for other in lines if other.at > line.at), default=float("inf"))
    found = sounds_of(line, following, sounds)
    if not found:
        return None
    breaths = sum(min(b.start - a.end, BREATH) for a, b in pairwise(found))
    return Length(found[0].start, found[-1].end, sum(b.seconds for b in found) + breaths, expected)


def guess(text: str) -> float:
    """Seconds a line takes, roughly."""
    return len(text.split()) / WORDS_A_SECOND
