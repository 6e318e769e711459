"""The language model: a protocol, and its adapter on llama.cpp that keeps what it has read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
MOST_WEIGHED = 128
"""Tokens read for `ends` at most, a second."""
ROOM = 128
"""Tokens of the context that the dialogue leaves free, so that it can grow while a wording branches off."""
_ENDERS = (".", "?", "!", ".\n", ".\n\n", '."', '?"', "?\n", "...", "\n", "\n\n", "<|im_end|>")


class Mind(Protocol):
    """Reads and writes text. Not thread-safe: one caller.

    A call that is cancelled raises CancelledError within some tens of milliseconds; what was read before stays read.
    All of them raise MindError, one sentence, when the model is missing, broken or out of memory.
    """

    def load(self) -> None:
        """Read the weights, seconds; every other call loads first where this has not been called."""

    def prime(self, prefix: str, *, cancel: Cancel, between: Callable[[], None] = lambda: None) -> None:
        """Read a text that a later prompt will begin with.

        `between` is called before each step; it may call `ends`.
        """

    def complete(
        self,
        prompt: str,
        *,
        max_tokens: int,
        stop: tuple[str, ...],
        cancel: Cancel,
        between: Callable[[], None] = lambda: None,
    ) -> str:
        """The likeliest continuation, up to and with the first of `stop`. What was primed stays as it is.

        `between` is called several times a second while the model reads and writes; it may call `prime` and `ends`.
        """

    def ends(self, text: str, *, cancel: Cancel) -> float | None:
        """How likely the text, which stops without a full stop, is the end of a sentence: 0 to 1. It is primed with it.

        None where too much of the text was not read yet: an answer that took long would come too late.
        """

    def close(self) -> None: ...


class LlamaMind:
    """A GGUF model on llama.cpp. It keeps the last text it was primed with, and every prompt branches off that.

    So the dialogue is read once, and goes on being read in the middle of a wording.
    """

    def __init__(
        self,
        path: Path,
        *,
        context: int = CONTEXT,
        threads: int = THREADS,
        alone: Callable[[], bool] = lambda: True,
    ) -> None:
        """`context` in tokens; `alone`: whether nobody else uses the processor, asked before every step.

        Beside somebody else one thread fewer is used: of two on two cores one is always
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

    def prime(self, prefix: str, *, cancel: Cancel, between: Callable[[], None] = lambda: None) -> None:
        llama = self._ready()
        self._keep(llama, llama.tokens(prefix), cancel, between)

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
        tokens = llama.tokens(prompt)
        shared = self._branch(llama, tokens, max_tokens)
        for start in range(shared, len(tokens), AT_ONCE):
            self._grow(llama, tokens[start : start + AT_ONCE], cancel, between)
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
            self._grow(llama, [token], cancel, between)
        return written.decode(errors="ignore")

    def ends(self, text: str, *, cancel: Cancel) -> float | None:
        llama = self._ready()
        tokens = llama.tokens(text)
        rest = tokens[min(_alike(self._read, tokens), len(tokens) - 1) :]
        if len(rest) > MOST_WEIGHED or len(tokens) + ROOM > self._context:
            return None
        # Its last token is read again even where it is there, because its logits are needed. The candidate waits
        # for it, so all threads read.
        self._forget(llama, len(tokens) - len(rest))
        llama.use_threads(self._threads)
        self._read_on(llama, rest, cancel)
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

    def _keep(self, llama: Llama, tokens: list[int], cancel: Cancel, between: Callable[[], None]) -> None:
        """Have at least these tokens in memory, reading only from where they differ; more may follow them."""
        self._check(len(tokens) + ROOM)
        while _alike(self._read, tokens) < len(tokens):
            cancel.go_on()
            between()
            if (same := _alike(self._read, tokens)) < len(tokens):
                self._forget(llama, same)
                self._share(llama)
                with _interruptible(cancel):
                    self._read_on(llama, tokens[same : same + AT_ONCE], cancel)

    def _branch(self, llama: Llama, tokens: list[int], room: int) -> int:
        """Branch off what is kept, `room` tokens to be written; how many of these tokens are on the branch."""
        shared = min(_alike(self._read, tokens), len(tokens) - 1)
        own = len(tokens) - shared + room
        if len(self._read) + own + ROOM > self._context:
            self._forget(llama, shared)
        self._check(shared + own + ROOM)
        llama.branch(shared)
        return shared

    def _check(self, tokens: int) -> None:
        if tokens > self._context:
            raise MindError(
                f"The dialogue is too long for the language model: {tokens} tokens of {self._context}."
            )

    def _read_on(self, llama: Llama, tokens: list[int], cancel: Cancel) -> None:
        try:
            llama.read(tokens, cancel)
        except (CancelledError, MindError):
            self._forget(llama, len(self._read))
            raise
        self._read += tokens

    def _grow(self, llama: Llama, tokens: list[int], cancel: Cancel, between: Callable[[], None]) -> None:
        """Read tokens on the branch, again after each interruption."""
        grown = False
        while not grown:
            cancel.go_on()
            between()
            self._share(llama)
            with _interruptible(cancel):
                llama.read_branch(tokens, cancel)
                grown = True

    def _share(self, llama: Llama) -> None:
        llama.use_threads(self._threads if self._alone() else max(1, self._threads - 1))

    def _forget(self, llama: Llama, position: int) -> None:
        llama.forget(position)
        del self._read[position:]


@contextmanager
def _interruptible(cancel: Cancel) -> Iterator[None]:
    """One step, left where it is interrupted."""
    try:
        yield
    except CancelledError:
        if cancel.is_set():
            raise


def _alike(one: list[int], other: list[int]) -> int:
    """How many tokens the two begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
