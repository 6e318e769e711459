"""The decision that an answer is over, put together in each frame of a pause from what is known by then."""

from __future__ import annotations

from speech.endpoint import EndpointSeconds, Heard, is_over
from speech.events import SAMPLE_RATE
from speech.turn import Progress

WEIGHED_WITHIN = int(0.7 * SAMPLE_RATE)
"""Samples that the words of a pause wait to be weighed, from when they are known. It takes 0.15 s; much longer only
on a machine that has no time, where words that were read late must not end an answer unweighed."""


class Over:
    """What bears on the end of an answer besides its words. Not thread-safe: the ear's lock is held around it.

    Args:
        weighs: the words of each pause are weighed in a moment; an answer does not end before.
    """

    def __init__(self, seconds: EndpointSeconds, *, weighs: bool) -> None:
        self._seconds = seconds
        self.weighs = weighs
        self._held = False
        self._quiet_since = 0
        """Session sample before which silence does not count."""
        self._weighed: tuple[int, float] = (-1, 0.0)
        """The pause whose words were weighed last, and how likely they end a thought."""

    def count_from(self, sample: int) -> None:
        """Silence before that session sample does not count."""
        self._quiet_since = sample

    def hold(self, on: bool, now: int) -> None:
        """While on, silence does not count; let go, it counts from session sample `now`."""
        self._held = on
        self._quiet_since = now

    def weigh(self, voiced_until: int, complete: float) -> None:
        """How likely the words up to the pause at session sample `voiced_until` end a thought, 0 to 1."""
        self._weighed = (voiced_until, complete)

    def decide(self, progress: Progress, voiced_until: int, now: int) -> bool:
        """Whether the answer has ended at session sample `now`, silent since `voiced_until`."""
        if progress.settled < voiced_until:
            return False
        weighed_at, weighed = self._weighed
        complete = weighed if weighed_at == voiced_until else None
        if complete is None and self.weighs and now - progress.known_at < WEIGHED_WITHIN:
            return False
        silence = (now - max(voiced_until, self._quiet_since)) / SAMPLE_RATE
        unread = (voiced_until - progress.words_until) / SAMPLE_RATE
        heard = Heard(progress.text, silence, self._held, progress.finished, complete, unread)
        return is_over(heard, self._seconds)
