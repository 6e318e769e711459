"""A conversation that has been held: both sides' sound, what was said when, what the program told. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tests.bench.conversation.journal import Entry, lines_of, offset_of
from tests.bench.conversation.lines import SLACK, Line
from tests.bench.conversation.load import Load
from tests.bench.conversation.sound import RATE, Burst, Samples, bursts, moment
from tests.bench.conversation.spoken import Spoken


@dataclass(frozen=True)
class Said:
    """One thing the candidate said."""

    spoken: Spoken
    began: float
    """Second of the recording at which it was given to the sound card."""
    stopped: float = -1.0
    """Second at which the candidate broke off; -1 where it was said to its end."""


@dataclass(frozen=True, slots=True)
class ThinkingPause:
    """In seconds of the recording."""

    start: float
    end: float
    wanted: float


@dataclass(frozen=True, slots=True)
class Placed:
    """An answer found in the recording, all in its seconds."""

    start: float
    end: float
    sentences: tuple[float, ...]
    pauses: tuple[ThinkingPause, ...]


@dataclass(frozen=True)
class Held:
    """All that is known of a conversation when it is over."""

    candidate: Samples
    speaker: Samples
    said: tuple[Said, ...]
    told: tuple[Line, ...]
    entries: tuple[Entry, ...]
    """Hotseat's journal; empty for other programs."""
    load: Load | None
    """Of the processor, from ready to the end."""
    seconds: float

    @cached_property
    def sounds(self) -> list[Burst]:
        """The interviewer's sounds, silences of a quarter of a second joined."""
        return bursts(self.speaker)

    @cached_property
    def pieces(self) -> list[Burst]:
        """The same, joined only over a tenth of a second."""
        return bursts(self.speaker, merge=0.1)

    @cached_property
    def offset(self) -> float:
        """Seconds from the journal's clock to the recording's, by the lines' own onsets."""
        rough = offset_of(self.entries)
        apart = [
            nearest - line.at for line in lines_of(self.entries, rough) if (nearest := self._onset(line.at))
        ]
        return rough + (statistics.median(apart) if apart else 0.0)

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.entries, self.offset) if self.entries else list(self.told)

    def placed(self, said: Said) -> Placed | None:
        """Where an answer lies; None where the recording does not hold it (the sound card had a gap)."""
        marks, sound = said.spoken.marks, said.spoken.samples
        drift = 0.0
        found: dict[int, float] = {}
        wanted = sorted(
            {marks.start, marks.end, *marks.sentences, *(s for p in marks.pauses for s in (p.start, p.end))}
        )
        for sample in wanted:
            if 0 <= said.stopped < said.began + sample / RATE:
                found[sample] = said.began + drift + sample / RATE
                continue
            at = moment(sound, sample, self.candidate, said.began + drift + sample / RATE)
            if at is None:
                return None
            found[sample], drift = at, at - said.began - sample / RATE
        pauses = tuple(ThinkingPause(found[p.start], found[p.end], p.wanted) for p in marks.pauses)
        return Placed(found[marks.start], found[marks.end], tuple(found[s] for s in marks.sentences), pauses)

    def next_said(self, said: Said) -> float:
        """When the candidate spoke again; the end of the recording where it did not."""
        later = [other.began for other in self.said if other.began > said.began]
        return min(later, default=len(self.speaker) / RATE)

    def _onset(self, at: float) -> float | None:
        near = [b.start for b in self.pieces if abs(b.start - at) <= SLACK]
        return min(near, key=lambda start: abs(start - at), default=None)


def said_so_far(lines: Sequence[Line], until: float) -> list[Line]:
    """Lines that had begun by then."""
    return [line for line in lines if line.at < until]
