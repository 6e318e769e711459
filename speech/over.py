"""The decision that an answer is over, put together in each frame of a pause from what is known by then."""

from __future__ import annotations

from typing import Literal

from speech.endpoint import EndpointSeconds, Heard, is_over, voice_matters
from speech.events import SAMPLE_RATE
from speech.turn import Progress

LONGEST_LOOK = 3 * SAMPLE_RATE
"""Samples after a lull in which its decode is over even on a slow machine; others do not wait for it longer."""

WEIGHED_WITHIN = int(0.7 * SAMPLE_RATE)
"""Samples that the words of a pause wait to be weighed, from when they are known. It takes 0.15 s; much longer only
on a machine that has no time, where words that were read late must not end an answer unweighed."""


Verdict = Literal["wait", "judge", "over"]
"""The answer goes on; that hangs on how finished the voice sounded; it has ended."""


class Over:
    """What bears on the end of an answer besides its words. Not thread-safe: the ear's lock is held around it.

    Args:
        weighs: the words of each pause are weighed in a moment; an answer does not end before.
        judges: how finished the voice sounds at a pause can be had, where that matters; it is waited for.
    """

    def __init__(self, seconds: EndpointSeconds, *, weighs: bool, judges: bool) -> None:
        self._seconds = seconds
        self._weighs = weighs
        self._judges = judges
        self._held = False
        self._quiet_since = 0
        """Session sample before which silence does not count."""
        self._weighed: tuple[int, float] = (-1, 0.0)
        """The pause whose words were weighed last, and how likely they end a thought."""
        self._judged: tuple[int, float | None] = (-1, None)
        """The pause whose voice was judged last, and how finished it sounded."""
        self._asked = -1
        """The last pause whose voice was to be judged."""
        self._lull = -1
        self._read_by = 0
        """The session sample by which the words up to the last lull are read and weighed, at the latest."""

    def count_from(self, sample: int) -> None:
        """Silence before that session sample does not count."""
        self._quiet_since = sample

    def hold(self, on: bool, now: int) -> None:
        """While on, silence does not count; let go, it counts from session sample `now`."""
        self._held = on
        self._quiet_since = now

    def reads(self, now: int) -> bool:
        """At session sample `now` the words up to a lull are being read or weighed: it may be the end."""
        return now < self._read_by

    def look(self, voiced_until: int) -> None:
        """The words up to the lull at session sample `voiced_until` begin to be read."""
        self._lull, self._read_by = voiced_until, voiced_until + LONGEST_LOOK

    def looked(self, voiced_until: int, now: int, *, may_end: bool) -> None:
        """They have been read; if they may be the end, they are weighed next."""
        if self._lull == voiced_until:
            self._read_by = now + WEIGHED_WITHIN if may_end and self._weighs else now

    def weigh(self, voiced_until: int, complete: float) -> None:
        """How likely the words up to the pause at session sample `voiced_until` end a thought, 0 to 1."""
        self._weighed = (voiced_until, complete)
        if self._lull == voiced_until:
            self._read_by = 0

    def judge(self, voiced_until: int, finished: float | None) -> None:
        """How finished the voice sounded at the pause at session sample `voiced_until`, 0 to 1; None: unknown."""
        self._judged = (voiced_until, finished)

    def verdict(self, progress: Progress, voiced_until: int, now: int) -> Verdict:
        """At session sample `now`, silent since `voiced_until`; the voice is to be judged once in a pause at most."""
        heard = self._heard(progress, voiced_until, now)
        if heard is None:
            return "wait"
        unknown = self._judges and self._judged[0] != voiced_until
        if unknown and heard.text and voice_matters(heard, self._seconds):
            asked, self._asked = self._asked == voiced_until, voiced_until
            return "wait" if asked else "judge"
        return "over" if is_over(heard, self._seconds) else "wait"

    def _heard(self, progress: Progress, voiced_until: int, now: int) -> Heard | None:
        """What there is to decide on; None until the words of the pause are read and weighed."""
        if progress.settled < voiced_until:
            return None
        weighed_at, weighed = self._weighed
        complete = weighed if weighed_at == voiced_until else None
        if complete is None and self._weighs and now - progress.known_at < WEIGHED_WITHIN:
            return None
        judged_at, judged = self._judged
        finished = judged if judged_at == voiced_until else None
        silence = (now - max(voiced_until, self._quiet_since)) / SAMPLE_RATE
        unread = (voiced_until - progress.words_until) / SAMPLE_RATE
        return Heard(progress.text, silence, self._held, finished, complete, unread, progress.clear)
