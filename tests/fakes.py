"""Stand-ins for the edges: scripted hands for the conductor, scripted replies for the mind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from interviewer.events import Input, ProbeBrief, ProbeWorded
from speech.events import PlaybackEnded, PlaybackStarted


class RecordingHands:
    """Hands that write down what they were told; `carry_out` answers as ideal parts would."""

    def __init__(self) -> None:
        self.told: list[tuple[str, tuple[Any, ...]]] = []
        self.post: Callable[[Input], None] = lambda event: None
        self.carry_out = False
        self.now = 0

    def say(self, utterance_id: str, text: str) -> None:
        self.told.append(("say", (utterance_id, text)))
        if self.carry_out:
            self.post(PlaybackStarted(self.now, utterance_id))
            self.now += 16_000
            self.post(PlaybackEnded(self.now, utterance_id, True, text))

    def word(self, request_id: str, brief: ProbeBrief) -> None:
        self.told.append(("word", (request_id, brief)))
        if self.carry_out:
            self.post(ProbeWorded(self.now, request_id, brief.fallbacks[0], "fallback", ()))

    def stop_saying(self) -> None:
        self.told.append(("stop_saying", ()))

    def hold_saying(self, utterance_id: str) -> None:
        self.told.append(("hold_saying", (utterance_id,)))

    def resume_saying(self, utterance_id: str) -> None:
        self.told.append(("resume_saying", (utterance_id,)))

    def soften_saying(self, utterance_id: str) -> None:
        self.told.append(("soften_saying", (utterance_id,)))

    def open_turn(self) -> None:
        self.told.append(("open_turn", ()))

    def close_turn(self) -> None:
        self.told.append(("close_turn", ()))

    def finish_turn(self) -> None:
        self.told.append(("finish_turn", ()))

    def hold(self, on: bool) -> None:
        self.told.append(("hold", (on,)))

    def mute(self, on: bool) -> None:
        self.told.append(("mute", (on,)))

    def prime(self, *arguments: Any) -> None:
        self.told.append(("prime", arguments))

    def hurry(self, request_id: str) -> None:
        self.told.append(("hurry", (request_id,)))

    def drop(self, request_id: str) -> None:
        self.told.append(("drop", (request_id,)))

    def weigh(self, voiced_until: int, *arguments: Any) -> None:
        self.told.append(("weigh", (voiced_until, *arguments)))

    def prepare(self, texts: tuple[str, ...]) -> None:
        self.told.append(("prepare", (texts,)))

    def names(self) -> list[str]:
        return [name for name, _ in self.told]
