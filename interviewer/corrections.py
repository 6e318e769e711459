"""What the user says was said, where the recogniser heard something else: kept beside the events, never over them.

Pure: a correction is laid over the state that the events give, and everything that is heard in the answer is
heard anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from speech.events import Word

if TYPE_CHECKING:
    from interviewer.state import State


@dataclass(frozen=True, slots=True)
class Correction:
    """Words of the candidate, put right."""

    id: int
    start: int
    """Samples at 16 kHz since the session's start: the first of the words that were heard."""
    stop: int
    """Samples: after the last of them."""
    was: str
    said: str
    """Empty where nothing was said at all."""
    made: str
    """Local time, ISO 8601."""


def corrected(state: State, corrections: Iterable[Correction]) -> State:
    """The state as it would be had the recogniser heard this; the corrections in the order they were made.

    What the interviewer did in the round is done: only what is heard in the answers, and what came of the probes,
    changes.
    """
    from interviewer.answer import heard, judged

    kept = tuple(corrections)
    turns = []
    for turn in state.turns:
        words = turn.words
        for one in kept:
            words = put_right(words, one)
        if words != turn.words:
            turn = judged(heard(replace(turn, words=()), words, finished=True))  # noqa: PLW2901
        turns.append(turn)
    return replace(state, turns=tuple(turns))


def put_right(words: tuple[Word, ...], one: Correction) -> tuple[Word, ...]:
    """The words with those that the correction is about replaced; the same words where it is about others."""
    mine = [index for index, word in enumerate(words) if one.start <= word.start < one.stop]
    if not mine:
        return words
    first, last = mine[0], mine[-1] + 1
    return (*words[:first], *_placed(words[first:last], one.said.split()), *words[last:])


def _placed(old: tuple[Word, ...], said: list[str]) -> Iterator[Word]:
    """The new words on the clock: those that stay keep their time, the others share that of what they replace."""
    matcher = SequenceMatcher(
        None, [word.text.casefold() for word in old], [text.casefold() for text in said], autojunk=False
    )
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            for word, text in zip(old[first:last], said[begin:end], strict=True):
                yield replace(word, text=text)
        elif begin < end:
            start = old[first].start if first < last or not first else old[first - 1].end
            stop = old[last - 1].end if first < last else start
            yield from _spread(said[begin:end], start, stop)


def _spread(texts: list[str], start: int, stop: int) -> Iterator[Word]:
    """Evenly by letters; the user is sure of them."""
    letters, done = sum(len(text) for text in texts), 0
    for text in texts:
        begin = start + (stop - start) * done // letters
        done += len(text)
        yield Word(text, begin, start + (stop - start) * done // letters, 1.0)
