"""The language model: a protocol, and its adapter on llama.cpp that keeps what it has read."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from typing import Protocol

import numpy as np

from interviewer.errors import MindError
from interviewer.llama import Cancel, CancelledError, Llama
from interviewer.mind_worker import MindWorker

__all__ = ["LlamaMind", "Mind", "MindWorker"]

CONTEXT = 4096
"""Tokens: 112 MB of memory for the 1.5B model, and a story of 15 minutes."""
THREADS = 2
AT_ONCE = 16
"""Tokens read in one step, 0.12 s: `between`, a cancel and the recogniser's next decode have to wait for it."""
MOST_ASIDE = 128
"""Tokens read for `ends` at most, a second."""
_ENDERS = (".", "?", "!", ".\n", ".\n\n", '."', '?"', "?\n", "...", "\n", "\n\n", "<|im_end|>")


class Mind(Protocol):
    """Reads and writes text. Not thread-safe: one caller.

    A call that is cancelled raises CancelledError within some tens of milliseconds; what was read before stays read.
    All of them raise MindError, one sentence, when the model is missing, broken or out of memory.
    """

    def load(self) -> None:
        """Read the weights, seconds; every other call loads first where this has not been called."""

    def prime(self, prefix: str, *, cancel: Cancel) -> None:
        """Read a text that a later prompt will begin with."""

    def complete(
        self,
        prompt: str,
        *,
        max_tokens: int,
        stop: tuple[str, ...],
        cancel: Cancel,
        between: Callable[[], None] = lambda: None,
    ) -> str:
        """The likeliest continuation, up to and with the first of `stop`.

        `between` is called several times a second while the model reads and writes.
        """

    def ends(self, text: str, *, aside: bool, cancel: Cancel) -> float | None:
        """How likely the text, which stops without a full stop, is the end of a sentence: 0 to 1.

        None where too much of the text was not read yet: an answer that took long would come too late.

        Args:
            aside: leave what has been read as it is, as `between` must in the middle of a `complete`; otherwise
                the text is read as `prime` does.
        """

    def close(self) -> None: ...


class LlamaMind:
    """A GGUF model on llama.cpp. What two prompts begin with alike is read once."""

    def __init__(
        self,
        path: Path,
        *,
        context: int = CONTEXT,
        threads: int = THREADS,
        alone: Callable[[], bool] = lambda: True,
    ) -> None:
        """`context` in tokens; `alone`: waits while somebody needs the processor more, and whether nobody uses it.

        Asked before every step. Beside somebody else one thread fewer is used: of two on two cores one is always
        waited for (a wording took 9.8 s with two beside the recogniser and 6.2 s with one, and its decode 0.7 to 1.8 s
        instead of 0.6).
        """
        self._path = path
        self._context = context
        self._threads = threads
        self._alone = alone
        self._llama: Llama | None = None
        self._read: list[int] = []
        """The tokens in the model's memory, in order."""

    def load(self) -> None:
        if self._llama is None:
            self._llama = Llama(self._path, self._context, self._threads)

    def prime(self, prefix: str, *, cancel: Cancel) -> None:
        llama = self._ready()
        self._take(llama, llama.tokens(prefix), cancel)

    def complete(
        self,
        prompt: str,
        *,
        max_tokens: int,
        stop: tuple[str, ...],
        cancel: Cancel,
        between: Callable[[], None] = lambda: None,
    ) -> str:
        llama = self._ready()
        self._take(llama, llama.tokens(prompt), cancel, room=max_tokens, between=between)
        written = b""
        for _ in range(max_tokens):
            # The likeliest token, always: the same story gets the same question, and a rehearsal replays.
            token = int(llama.logits().argmax())
            if llama.ends(token):
                break
            written += llama.piece(token)
            text = written.decode(errors="ignore")
            ends = [text.index(mark) + len(mark) for mark in stop if mark in text]
            if ends:
                return text[: min(ends)]
            between()
            self._step(llama, [token], cancel)
        return written.decode(errors="ignore")

    def ends(self, text: str, *, aside: bool, cancel: Cancel) -> float | None:
        llama = self._ready()
        tokens = llama.tokens(text)
        same = min(_alike(self._read, tokens), len(tokens) - 1)
        rest = tokens[same:]
        if len(rest) > MOST_ASIDE or len(self._read) + len(rest) > self._context:
            return None
        if aside:
            self._take_turns(llama)
            llama.read_aside(rest, same, cancel)
        else:
            self._take(llama, tokens, cancel)
        scores = llama.logits().astype(np.float64)
        odds = np.exp(scores - scores.max())
        return float(odds[self._enders(llama)].sum() / odds.sum())

    def _enders(self, llama: Llama) -> list[int]:
        """The tokens that end a sentence."""
        return sorted({tokens[0] for mark in _ENDERS if len(tokens := llama.tokens(mark)) == 1})

    def close(self) -> None:
        if self._llama is not None:
            self._llama.close()
            self._llama = None
        self._read = []

    def _ready(self) -> Llama:
        self.load()
        assert self._llama is not None
        return self._llama

    def _take(
        self,
        llama: Llama,
        tokens: list[int],
        cancel: Cancel,
        *,
        room: int = 0,
        between: Callable[[], None] = lambda: None,
    ) -> None:
        """Bring the model's memory to exactly these tokens, reading only from where they differ."""
        if len(tokens) + room > self._context - MOST_ASIDE:
            raise MindError(
                f"The dialogue is too long for the language model: {len(tokens)} tokens of {self._context}."
            )
        # The last token is read again even if it is there, because its logits are needed.
        same = min(_alike(self._read, tokens), len(tokens) - 1)
        self._forget(llama, same)
        for start in range(same, len(tokens), AT_ONCE):
            between()
            self._step(llama, tokens[start : start + AT_ONCE], cancel)

    def _step(self, llama: Llama, tokens: list[int], cancel: Cancel) -> None:
        self._take_turns(llama)
        try:
            llama.read(tokens, cancel)
        except (CancelledError, MindError):
            self._forget(llama, len(self._read))
            raise
        self._read += tokens

    def _take_turns(self, llama: Llama) -> None:
        llama.use_threads(self._threads if self._alone() else max(1, self._threads - 1))

    def _forget(self, llama: Llama, position: int) -> None:
        llama.forget(position)
        del self._read[position:]


def _alike(one: list[int], other: list[int]) -> int:
    """How many tokens the two begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
