"""The stage of a typed round: nothing sounds, and the clock runs as if everything were spoken."""

from __future__ import annotations

from collections.abc import Callable

from interviewer.conductor import Moment
from interviewer.events import AnswerTyped, Exchange, Input, ProbeBrief
from interviewer.mind_worker import MindWorker
from speech.events import SAMPLE_RATE, PlaybackEnded, PlaybackStarted

SAMPLES_PER_WORD = int(SAMPLE_RATE * 60 / 150)
"""Unhurried speech: 150 words a minute."""


class TypedStage:
    """Carries a session's commands out without sound."""

    def __init__(self, make_mind: Callable[[Callable[[Input], None], Callable[[], int]], MindWorker]) -> None:
        """`make_mind(post, now)` gives the mind's worker, which posts its wordings."""
        self._make_mind = make_mind
        self._mind: MindWorker | None = None
        self._post: Callable[[Input], None] = _nowhere
        self._now = 0

    @property
    def now(self) -> int:
        """Samples: how long all that was said would have taken."""
        return self._now

    @property
    def idle(self) -> bool:
        """The mind has nothing to word."""
        return self._mind is None or self._mind.idle

    def begin(self, post: Callable[[Input], None], session_id: str) -> None:
        self._post = post
        self._mind = self._make_mind(post, lambda: self._now)

    def end(self) -> None:
        if self._mind is not None:
            self._mind.close()
            self._mind = None

    def witness(self, moment: Moment) -> None:
        """A typed answer comes when it comes."""

    def answer(self, text: str) -> None:
        """The candidate's next answer."""
        self._now += len(text.split()) * SAMPLES_PER_WORD
        self._post(AnswerTyped(self._now, text))

    def say(self, utterance_id: str, text: str) -> None:
        self._post(PlaybackStarted(self._now, utterance_id))
        self._now += len(text.split()) * SAMPLES_PER_WORD
        self._post(PlaybackEnded(self._now, utterance_id, True, text))

    def prime(self, question: str, dialogue: tuple[Exchange, ...], level: str, company: str) -> None:
        if self._mind is not None:
            self._mind.prime(question, dialogue, level, company)

    def word(self, request_id: str, brief: ProbeBrief) -> None:
        if self._mind is not None:
            self._mind.word(request_id, brief)

    def weigh(self, voiced_until: int, question: str, dialogue: tuple[Exchange, ...]) -> None:
        """A typed answer is over when it is sent."""

    def hurry(self, request_id: str) -> None:
        """Nobody waits for a voice here."""

    def drop(self, request_id: str) -> None:
        if self._mind is not None:
            self._mind.drop(request_id)

    def prepare(self, texts: tuple[str, ...]) -> None:
        """Nothing is synthesised."""

    def stop_saying(self) -> None:
        """Everything is said at once; there is nothing to stop."""

    def hold_saying(self, utterance_id: str) -> None:
        """Nobody talks over a line on the screen."""

    def resume_saying(self, utterance_id: str) -> None:
        """No line is ever held."""

    def soften_saying(self, utterance_id: str) -> None:
        """There is no voice to lower."""

    def open_turn(self) -> None:
        """The keyboard is always open."""

    def close_turn(self) -> None:
        """The keyboard is always open."""

    def finish_turn(self) -> None:
        """A typed answer is whole when it comes."""

    def hold(self, on: bool) -> None:
        """Silence never ends a typed answer."""

    def mute(self, on: bool) -> None:
        """There is no microphone."""


def _nowhere(_: Input) -> None:
    raise RuntimeError("the stage has not begun")
