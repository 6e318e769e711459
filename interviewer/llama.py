"""llama.cpp behind the few calls the mind needs, on llama-cpp-python's C interface.

The C interface and not its `Llama` class, for measured reasons: the class points the process's standard
output at the null device while it loads on another thread; it keeps 78 MB for logits nobody reads; and it
can not stop inside a batch. With weights read and not mapped (`LLAMA_LOAD_MODE_NONE`) the 1.5B model takes
1.35 GB instead of 1.97, because the repacked tensors do not lie in memory twice.
"""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviewer.errors import MindError

log = logging.getLogger(__name__)

_GGUF_MAGIC = b"GGUF"
_ABORTED = 2
"""llama_decode's return when the abort callback said stop."""
_BATCH = 512
_MICRO_BATCH = 128
"""Larger ones read no faster on two cores and cost 76 MB of buffer per 128."""
_ERROR_LEVEL = 4
_KEPT, _BRANCH = 0, 1
"""The text that is kept from call to call, and one that branches off it; they share one memory."""


class Cancel:
    """A stop flag that native code reads without the interpreter's lock."""

    def __init__(self) -> None:
        self._flag = ctypes.create_string_buffer(2)
        self._stopped = False

    def set(self) -> None:
        """Stop the work this was given to, from any thread; it ends within one layer's computation."""
        self._stopped = True
        self._flag[0] = b"\1"

    def interrupt(self) -> None:
        """Stop the step that is under way, from any thread; the work is taken up again after `go_on`."""
        self._flag[0] = b"\1"

    def go_on(self) -> None:
        """After an interruption; what was stopped stays stopped."""
        self._flag[0] = b"\0"
        if self._stopped:
            self._flag[0] = b"\1"

    def is_set(self) -> bool:
        """Whether the work is to stop for good."""
        return self._stopped

    @property
    def address(self) -> ctypes.c_void_p:
        return ctypes.cast(self._flag, ctypes.c_void_p)


class CancelledError(Exception):
    """The work was cancelled, or interrupted."""


class Llama:
    """One model with one context. Not thread-safe: one caller."""

    def __init__(self, path: Path, n_ctx: int, n_threads: int) -> None:
        """Load the weights.

        Raises:
            MindError: no such file, not a GGUF, or not enough memory.
        """
        _check_file(path)
        # Waiting OpenMP threads sleep instead of spinning: with the recogniser on the same two cores this
        # was measured seven times faster (10 tokens/s against 1.5). Read once, when the library is loaded.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        import llama_cpp

        self._c: Any = llama_cpp
        self._model: Any = None
        self._context: Any = None
        self._complaints: list[str] = []
        # Kept on self: the library holds bare pointers to both callbacks.
        self._log_callback = llama_cpp.llama_log_callback(self._hear)
        llama_cpp.llama_log_set(self._log_callback, ctypes.c_void_p(0))
        llama_cpp.llama_backend_init()
        self._load(path, n_ctx, n_threads)
        self._vocab = llama_cpp.llama_model_get_vocab(self._model)
        self._vocab_size = llama_cpp.llama_vocab_n_tokens(self._vocab)
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._abort = _abort_callback(llama_cpp)
        self._tip = 0
        """Tokens on the branch, with those it shares."""

    def tokens(self, text: str, *, special: bool = True) -> list[int]:
        """`special`: read "<|im_start|>" and the like as the model's own marks."""
        data = text.encode()
        room = (self._c.llama_token * (len(data) + 8))()
        count = self._c.llama_tokenize(self._vocab, data, len(data), room, len(room), False, special)
        return list(room[:count])

    def piece(self, token: int) -> bytes:
        """The bytes of a token; may be part of a character."""
        room = ctypes.create_string_buffer(64)
        length = self._c.llama_token_to_piece(self._vocab, token, room, len(room), 0, False)
        return room.raw[: max(0, length)]

    def ends(self, token: int) -> bool:
        return bool(self._c.llama_vocab_is_eog(self._vocab, token))

    def use_threads(self, count: int) -> None:
        """From the next `read` on."""
        self._c.llama_set_n_threads(self._context, count, count)

    def forget(self, position: int) -> None:
        """Drop everything read at and after this position."""
        self._c.llama_memory_seq_rm(self._memory, _KEPT, position, -1)

    def read(self, tokens: list[int], cancel: Cancel) -> None:
        """Read tokens on after what has been read, at most `_BATCH` of them.

        Raises:
            CancelledError: cancelled; part of the tokens may have been read, `forget` them.
            MindError: the library refused.
        """
        room = (self._c.llama_token * len(tokens))(*tokens)
        self._decode(self._c.llama_batch_get_one(room, len(tokens)), cancel)

    def branch(self, position: int) -> None:
        """Begin another text that shares the first `position` tokens of what is kept; it replaces the one before."""
        self._c.llama_memory_seq_rm(self._memory, _BRANCH, -1, -1)
        self._c.llama_memory_seq_cp(self._memory, _KEPT, _BRANCH, 0, position)
        self._tip = position

    def read_branch(self, tokens: list[int], cancel: Cancel) -> None:
        """Read tokens on after the branch, at most `_BATCH` of them; what is kept stays as it is.

        Raises:
            CancelledError: cancelled; none of the tokens is on the branch.
            MindError: the library refused.
        """
        c = self._c
        batch = c.llama_batch_init(len(tokens), 0, 1)
        try:
            batch.n_tokens = len(tokens)
            for i, token in enumerate(tokens):
                batch.token[i], batch.pos[i] = token, self._tip + i
                batch.n_seq_id[i], batch.seq_id[i][0] = 1, _BRANCH
                batch.logits[i] = i == len(tokens) - 1
            self._decode(batch, cancel)
        except (CancelledError, MindError):
            c.llama_memory_seq_rm(self._memory, _BRANCH, self._tip, -1)
            raise
        finally:
            c.llama_batch_free(batch)
        self._tip += len(tokens)

    def _decode(self, batch: Any, cancel: Cancel) -> None:
        if cancel.is_set():
            raise CancelledError
        self._c.llama_set_abort_callback(self._context, self._abort, cancel.address)
        result = self._c.llama_decode(self._context, batch)
        if result == _ABORTED:
            raise CancelledError
        if result != 0:
            raise MindError(f"The language model failed ({self._reason(f'code {result}')}); restart the app.")

    def logits(self) -> NDArray[np.float32]:
        """Of the token after the last that was read, kept or on the branch, shape (vocabulary,); until the next read."""
        row = self._c.llama_get_logits_ith(self._context, -1)
        return np.ctypeslib.as_array(row, shape=(self._vocab_size,))

    def close(self) -> None:
        if self._context:
            self._c.llama_free(self._context)
            self._context = None
        if self._model:
            self._c.llama_model_free(self._model)
            self._model = None

    def _load(self, path: Path, n_ctx: int, n_threads: int) -> None:
        c = self._c
        weights = c.llama_model_default_params()
        weights.load_mode = c.LLAMA_LOAD_MODE_NONE
        self._model = c.llama_model_load_from_file(os.fsencode(path), weights)
        if not self._model:
            raise MindError(
                f"The language model {path.name} could not be loaded ({self._reason('not enough memory?')}); "
                "free some memory, or fetch it again with 'hotseat models fetch'."
            )
        shape = c.llama_context_default_params()
        shape.n_ctx, shape.n_batch, shape.n_ubatch = n_ctx, _BATCH, _MICRO_BATCH
        shape.n_seq_max, shape.kv_unified = 2, True  # both share one memory of n_ctx tokens
        shape.n_threads = shape.n_threads_batch = n_threads
        shape.flash_attn_type = c.LLAMA_FLASH_ATTN_TYPE_ENABLED
        shape.no_perf = True
        self._context = c.llama_init_from_model(self._model, shape)
        if not self._context:
            self.close()
            raise MindError(
                f"There is not enough memory to run {path.name}; close other programs or choose a smaller model."
            )

    def _hear(self, level: int, text: bytes, _: object) -> None:
        """The library's log: its errors are kept for our message, nothing is printed."""
        line = text.decode(errors="replace").strip()
        if level == _ERROR_LEVEL and line:
            del self._complaints[:-4]
            self._complaints.append(line)
        if line:
            log.debug("%s", line)

    def _reason(self, otherwise: str) -> str:
        return self._complaints[-1] if self._complaints else otherwise


def _check_file(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except FileNotFoundError:
        raise MindError(
            f"There is no language model at {path}; fetch it with 'hotseat models fetch'."
        ) from None
    except OSError as error:
        raise MindError(f"The language model {path} cannot be read: {error.strerror or error}.") from error
    if magic != _GGUF_MAGIC:
        raise MindError(f"{path} is not a GGUF model; choose another file or fetch it again.")


def _abort_callback(llama_cpp: Any) -> Any:
    """The C library's strlen, as the "stop now?" question llama.cpp asks before every operation.

    The flag is a C string of length 0 or 1, so its length is the answer. A callback in Python would take the
    interpreter's lock some 900 times a token, and wait up to 5 ms for it each time another thread is busy.
    """
    library = ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)
    return ctypes.cast(library.strlen, llama_cpp.ggml_abort_callback)
