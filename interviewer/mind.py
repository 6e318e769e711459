"""The language model: a protocol, and its adapter on llama.cpp that keeps what it has read."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import Protocol

from interviewer.errors import MindError
from interviewer.llama import Cancel, CancelledError, Llama
from interviewer.mind_worker import MindWorker

__all__ = ["LlamaMind", "Mind", "MindWorker"]

CONTEXT = 4096
"""Tokens: 112 MB of memory for the 1.5B model, and a story of 15 minutes."""
THREADS = 2


class Mind(Protocol):
    """Reads and writes text. Not thread-safe: one caller.

    A call that is cancelled raises CancelledError within some tens of milliseconds; what was read before stays read.
    All of them raise MindError, one sentence, when the model is missing, broken or out of memory.
    """

    def load(self) -> None:
        """Read the weights, seconds; every other call loads first where this has not been called."""

    def prime(self, prefix: str, *, cancel: Cancel) -> None:
        """Read a text that a later prompt will begin with."""

    def complete(self, prompt: str, *, max_tokens: int, stop: tuple[str, ...], cancel: Cancel) -> str:
        """The likeliest continuation, up to and with the first of `stop`."""

    def yes_no(self, prompt: str, *, cancel: Cancel) -> float:
        """Logit of " Yes" less that of " No" after the prompt: above 0 for yes."""

    def close(self) -> None: ...


class LlamaMind:
    """A GGUF model on llama.cpp. What two prompts begin with alike is read once."""

    def __init__(self, path: Path, *, context: int = CONTEXT, threads: int = THREADS) -> None:
        """`context` in tokens."""
        self._path = path
        self._context = context
        self._threads = threads
        self._llama: Llama | None = None
        self._read: list[int] = []
        """The tokens in the model's memory, in order."""

    def load(self) -> None:
        if self._llama is None:
            self._llama = Llama(self._path, self._context, self._threads)

    def prime(self, prefix: str, *, cancel: Cancel) -> None:
        llama = self._ready()
        self._take(llama, llama.tokens(prefix), cancel)

    def complete(self, prompt: str, *, max_tokens: int, stop: tuple[str, ...], cancel: Cancel) -> str:
        llama = self._ready()
        self._take(llama, llama.tokens(prompt), cancel, room=max_tokens)
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
            self._step(llama, [token], cancel)
        return written.decode(errors="ignore")

    def yes_no(self, prompt: str, *, cancel: Cancel) -> float:
        llama = self._ready()
        self._take(llama, llama.tokens(prompt), cancel)
        logits = llama.logits()
        yes, no = (llama.tokens(word)[0] for word in ("Yes", "No"))
        return float(logits[yes] - logits[no])

    def close(self) -> None:
        if self._llama is not None:
            self._llama.close()
            self._llama = None
        self._read = []

    def _ready(self) -> Llama:
        self.load()
        assert self._llama is not None
        return self._llama

    def _take(self, llama: Llama, tokens: list[int], cancel: Cancel, *, room: int = 0) -> None:
        """Bring the model's memory to exactly these tokens, reading only from where they differ."""
        if len(tokens) + room > self._context:
            raise MindError(
                f"The dialogue is too long for the language model: {len(tokens)} tokens of {self._context}."
            )
        same = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(self._read, tokens, strict=False))
        )
        # The last token is read again even if it is there, because its logits are needed.
        same = min(same, len(tokens) - 1)
        self._forget(llama, same)
        for start in range(same, len(tokens), 128):
            self._step(llama, tokens[start : start + 128], cancel)

    def _step(self, llama: Llama, tokens: list[int], cancel: Cancel) -> None:
        try:
            llama.read(tokens, cancel)
        except (CancelledError, MindError):
            self._forget(llama, len(self._read))
            raise
        self._read += tokens

    def _forget(self, llama: Llama, position: int) -> None:
        llama.forget(position)
        del self._read[position:]
