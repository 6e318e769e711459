"""The interviewer's lines and the sounds that are them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.conversation.sound import Burst

ASKS = frozenset({"", "question", "probe", "cut_in", "repeat"})
"""Kinds of lines that want an answer; programs that tell no kind have only such."""
LEAD_WORDS = 3
"""A first sentence of at most so many words that asks nothing is an acknowledgement, not the probe."""
SLACK = 0.3
"""Seconds between a line's told beginning and the onset that is taken for it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the program tells it."""

    at: float
    """Second of the recording at which it says it began."""
    text: str
    kind: str = ""
    """Hotseat's purpose; empty where the program tells none."""
    ended: float = -1.0
    """Second at which it says it ended; -1 while it goes on, or where it is not told."""
    completed: bool = True

    @property
    def acknowledges(self) -> bool:
        """Nothing but an acknowledgement."""
        if self.kind:
            return self.kind == "acknowledgement"
        return "?" not in self.text and len(self.text.split()) <= LEAD_WORDS

    @property
    def asks(self) -> bool:
        return not self.acknowledges and self.kind in ASKS

    @property
    def leads_in(self) -> bool:
        """It begins with an acknowledgement and goes on."""
        first, dot, rest = self.text.strip().partition(".")
        return bool(dot and rest.strip()) and "?" not in first and len(first.split()) <= LEAD_WORDS


@dataclass(frozen=True, slots=True)
class FirstWord:
    """When the probe itself was first heard after an answer."""

    at: float
    how: str
    """sound: an onset at the line's beginning; after a lead: the onset after the acknowledgement that begins the
    line; told: the sound went on without a silence, so the program's own word is taken."""


def first_word(sounds: Sequence[Burst], lines: Sequence[Line], end: float, until: float) -> FirstWord | None:
    """The first sound between `end` and `until` that belongs to a line which is no acknowledgement.

    `sounds` are split at silences of a tenth of a second.
    """
    line = next((x for x in lines if not x.acknowledges and end - SLACK < x.at < until), None)
    if line is None:
        return None
    after = [burst for burst in sounds if end <= burst.start < until]
    near = [burst for burst in after if abs(burst.start - line.at) <= SLACK]
    begun = min(near, key=lambda burst: abs(burst.start - line.at), default=None)
    if begun is None:
        return FirstWord(line.at, "told") if line.at >= end else None
    if line.leads_in:
        following = next((burst for burst in after if burst.start > begun.start), None)
        if following is not None and following.start - begun.start < 2.5:
            return FirstWord(following.start, "after a lead")
    return FirstWord(begun.start, "sound")


def sounds_of(line: Line, following: float, sounds: Sequence[Burst]) -> list[Burst]:
    """The stretches that are this line: from its beginning until the next begins at `following`."""
    return [burst for burst in sounds if line.at - SLACK <= burst.start < following - SLACK]
