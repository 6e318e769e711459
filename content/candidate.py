"""The sample candidate of the demo: which of a sample's answers comes next. Pure but for what was already said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from content.schema import Sample, SampleAnswer

Asked = Literal["opening", "probe", "part", "cut_in"]


class SampleCandidate:
    """Says each answer of its sample once, in the file's order; the replies after an opening belong to its story."""

    def __init__(self, sample: Sample) -> None:
        self._ahead = list(sample.answers)
        self._story: list[SampleAnswer] = []

    def answer(self, asked: Asked, about: str | None = None) -> SampleAnswer | None:
        """The next answer to this kind of question; None when the sample has nothing left to say to it.

        `about` is the probe's code or the part's id. What has no answer of its own gets the next one that fits
        anything.
        """
        if asked == "opening":
            return self._begin_story()
        own = [
            answer for answer in self._story if answer.to == asked and about == (answer.probe or answer.part)
        ]
        fitting = own or [answer for answer in self._story if answer.to == "anything"]
        if not fitting:
            return None
        self._story.remove(fitting[0])
        return fitting[0]

    def _begin_story(self) -> SampleAnswer | None:
        if not self._ahead:
            return None
        opening, *rest = self._ahead
        end = next((index for index, answer in enumerate(rest) if answer.to == "opening"), len(rest))
        self._story, self._ahead = rest[:end], rest[end:]
        return opening
