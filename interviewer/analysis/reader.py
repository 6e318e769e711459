"""The reader: a small language model, trained to tell each sentence's section and facets from what stands around it.

It is MiniLM-L6 (22 million parameters, kept in 8 bits each and reckoned with as floats), run by onnxruntime on one core; `tests/cases/train_reader.py` tells how
it was made. While an answer is going on, one stretch of it is read per sentence said: it gives the last sentence's
tags as long as nothing follows it, and those of the one before now that something does. A finished answer is read
once more in one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviewer.analysis.wordpiece import FIRST, LAST, pieces, vocabulary

Odds = NDArray[np.float64]
MODEL = Path(__file__).with_name("reader.onnx")
READ = 5
"""Sentences read at once: one, and what stands before it."""
LONGEST_SENTENCE, LONGEST = 80, 400
"""Tokens; what is longer is cut."""
_FAR = 12
"""Sentences into an answer, from which its place makes no difference."""
_BEFORE = 2
"""Sentences read again before a later piece of a long story."""


def readings(texts: Sequence[str], *, finished: bool) -> Odds | None:
    """Log-odds of every sentence, (n, sections + facets) in the tagger's order; None when there is no sentence.

    Pure, and cheap for a growing answer: what was read before is remembered, one stretch is read per new sentence.
    """
    if not texts:
        return None
    passes = [
        _read(tuple(texts[max(0, end - READ) : end]), min(end, _FAR + READ))
        for end in range(1, len(texts) + 1)
    ]
    alone = np.array([*(after[0] for after in passes[1:]), passes[-1][1]])
    return (alone + _in_one_piece(texts)) / 2 if finished else alone


def warm() -> None:
    """Load the model now rather than at the first sentence."""
    _read(("Ready.",), 1)


def _in_one_piece(texts: Sequence[str]) -> Odds:
    """Read whole; a story too long for that in pieces, each with what stands before it and the sentence after."""
    rows: list[tuple[float, ...]] = []
    while len(rows) < len(texts):
        first = max(0, len(rows) - _BEFORE)
        end = _fitting(texts, first)
        read = _piece(tuple(texts[first:end]), min(first, _FAR))
        rows += read[len(rows) - first : len(read) if end == len(texts) else -1]
    return np.array(rows)


def _fitting(texts: Sequence[str], first: int) -> int:
    """Where a piece that begins at `first` must end."""
    total, end = 0, first
    while end < len(texts) and total + len(_sentence_tokens(texts[end])) <= LONGEST:
        total += len(_sentence_tokens(texts[end]))
        end += 1
    return end


@lru_cache(maxsize=256)
def _piece(texts: tuple[str, ...], first: int) -> tuple[tuple[float, ...], ...]:
    """Odds of every sentence of a piece that begins with the answer's `first`-th."""
    ids, spans = _tokens(texts)
    return _run(ids, spans, [first + i for i in range(len(spans))])


@lru_cache(maxsize=1024)
def _read(texts: tuple[str, ...], end: int) -> tuple[tuple[float, ...], ...]:
    """Odds of the last sentence but one, and of the last, of a stretch that ends before the answer's `end`-th."""
    ids, spans = _tokens(texts)
    return _run(ids, (spans[-2:] * 2)[-2:], [end - 2, end - 1])


def _run(ids: list[int], spans: list[tuple[int, int]], index: list[int]) -> tuple[tuple[float, ...], ...]:
    """Odds of the sentences at these spans, which are the `index`-th of their answer; the last ends the text."""
    pool = np.zeros((len(spans), len(ids)), np.float32)
    place = np.zeros((len(spans), 2), np.float32)
    for row, (a, b) in enumerate(spans):
        pool[row, a:b] = 1 / (b - a)
        place[row] = min(max(0, index[row]) / _FAR, 1.0), row == len(spans) - 1
    odds = _session().run(None, {"ids": np.array(ids, np.int64), "pool": pool, "place": place})[0]
    return tuple(tuple(map(float, row)) for row in odds)


def _tokens(texts: tuple[str, ...]) -> tuple[list[int], list[tuple[int, int]]]:
    """The stretch's tokens, and where each sentence's begin and end; the oldest go where it is too long."""
    each = [_sentence_tokens(text) for text in texts]
    while sum(map(len, each)) > LONGEST and len(each) > 2:
        each = each[1:]
    ids, spans = [FIRST], []
    for tokens in each:
        spans.append((len(ids), len(ids) + len(tokens)))
        ids += tokens
    return [*ids, LAST], spans


@lru_cache(maxsize=2048)
def _sentence_tokens(text: str) -> list[int]:
    return pieces(text, vocabulary())[:LONGEST_SENTENCE] or [LAST]


@lru_cache(maxsize=1)
def _session() -> Any:
    """One thread: the other core is the recogniser's."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(
        "session.disable_quant_qdq", "1"
    )  # 8-bit weights to floats at once, not at each run
    return onnxruntime.InferenceSession(str(MODEL), options, providers=["CPUExecutionProvider"])
