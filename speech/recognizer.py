"""Speech to words with faster-whisper, decoding only as much sound as there is.

Whisper is trained on windows of 30 s, and faster-whisper pads every window to that, which costs 1.3 core
seconds for the encoder alone. Encoding the true length plus `PAD_SECONDS` of silence costs a fifth of it
and reads the same words (`tests/bench/streaming.py` compares the two).
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from speech.errors import DecodeCancelled, RecognitionError
from speech.events import SAMPLE_RATE, Word
from speech.guards import cut_loops, drop_unheard, is_noise
from speech.ports import Samples

PAD_SECONDS = 2.0
"""Silence after the sound. With less the decoder loops on short clips, with more it writes into the silence."""

LOOK_EVERY = 0.005
"""Seconds between two looks at whether a decode is done."""

LONGEST_SECONDS = 30.0 - PAD_SECONDS
TOKENS_PER_SECOND = 8
"""Upper bound of text tokens in a second of speech; a decode that needs more is looping."""

_FRAME = 320
"""Samples per alignment step, 20 ms."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One aligned word of a decode; times in seconds from the window's start."""

    text: str
    start: float
    end: float
    probability: float


class WhisperRecogniser:
    """`ports.Recogniser` over a CTranslate2 Whisper folder.

    Args:
        folder: holds model.bin, config.json, tokenizer.json and vocabulary.json; nothing is ever downloaded.
        threads: CPU threads. One is the measured optimum for windows under 15 s: two cost half as much
            processor time again and answer no sooner.
        beam_size: 1 to 10. Five keeps the streamed transcript level with an offline one.
    """

    def __init__(self, folder: Path, *, threads: int = 1, beam_size: int = 5) -> None:
        self._folder = folder
        self._threads = threads
        self._beam_size = beam_size
        self._model: Any = None
        self._tokenizer: Any = None
        self._suppressed: tuple[int, ...] = ()

    def load(self) -> None:
        """Read the weights now rather than at the first decode. Calling it again does nothing.

        Raises:
            RecognitionError: a file is missing or is not a Whisper model.
        """
        if self._model is not None:
            return
        missing = [
            n for n in ("model.bin", "config.json", "tokenizer.json") if not (self._folder / n).is_file()
        ]
        if missing:
            raise RecognitionError(
                f"The speech recogniser in {self._folder} lacks {', '.join(missing)}; run `hotseat models fetch`."
            )
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        try:
            model = WhisperModel(
                str(self._folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=self._threads,
                num_workers=2,  # one for what was cancelled and has not noticed; they share the weights
                local_files_only=True,
            )
            tokenizer = Tokenizer(
                model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language="en"
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise RecognitionError(
                f"The speech recogniser in {self._folder} cannot be loaded ({error}); run `hotseat models verify`."
            ) from error
        self._suppressed = get_suppressed_tokens(tokenizer, [-1])
        self._tokenizer = tokenizer
        self._model = model

    def transcribe(
        self,
        samples: Samples,
        *,
        first_sample: int,
        prompt: str,
        prefix: str = "",
        beam_size: int | None = None,
        cancelled: threading.Event | None = None,
    ) -> tuple[Word, ...]:
        """See `ports.Recogniser`. What was cancelled is left to run out beside the next call, on a core of its own.

        Raises:
            RecognitionError: the weights cannot be loaded, or `samples` is longer than 28 s.
            DecodeCancelled: `cancelled` was set.
        """
        self.load()
        if len(samples) > LONGEST_SECONDS * SAMPLE_RATE:
            raise RecognitionError(f"At most {LONGEST_SECONDS:.0f} s of sound can be decoded at once.")
        if len(samples) < SAMPLE_RATE // 10:
            return ()
        features = self._features(samples)
        encoded = self._model.encode(features)
        if cancelled is not None and cancelled.is_set():
            raise DecodeCancelled
        head = self._tokenizer.encode(" " + prefix.strip()) if prefix.strip() else []
        tail = self._generate(encoded, prompt, head, len(samples), beam_size or self._beam_size, cancelled)
        if not tail:
            return ()
        pieces = self._align(encoded, head + tail, features.shape[-1])[len(prefix.split()) :]
        pieces = drop_unheard(pieces, len(samples) / SAMPLE_RATE)
        return tuple(_placed(p, first_sample, len(samples)) for p in cut_loops(pieces))

    def _features(self, samples: Samples) -> Any:
        """Log-mel features of the sound and its padding, shape (80, an even number of 10 ms frames)."""
        padded = np.pad(samples.astype(np.float32, copy=False), (0, int(PAD_SECONDS * SAMPLE_RATE)))
        features = self._model.feature_extractor(padded, padding=0)
        return np.ascontiguousarray(features[:, : features.shape[-1] // 2 * 2])

    def _generate(
        self,
        encoded: Any,
        prompt: str,
        head: list[int],
        length: int,
        beam_size: int,
        cancelled: threading.Event | None,
    ) -> list[int]:
        """Text tokens after `head`; empty where the decoder heard no speech."""
        tokenizer = self._tokenizer
        start = [tokenizer.sot_prev, *tokenizer.encode(" " + prompt.strip())[-100:]] if prompt.strip() else []
        start += [*tokenizer.sot_sequence, tokenizer.no_timestamps, *head]
        room = int(length / SAMPLE_RATE * TOKENS_PER_SECOND) + 16 - len(head)
        (writing,) = self._model.model.generate(
            encoded,
            [start],
            asynchronous=True,
            beam_size=beam_size,
            max_length=min(448, len(start) + max(16, room)),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=not head,  # after a prefix "nothing more" must stay sayable
            suppress_tokens=list(self._suppressed),
        )
        result = _awaited(writing, cancelled)
        tokens = [t for t in result.sequences_ids[0] if t < tokenizer.eot][
            len(head) :
        ]  # CTranslate2 repeats the prefix
        text = tokenizer.decode(tokens)
        return [] if is_noise(text, result.scores[0], result.no_speech_prob) else tokens

    def _align(self, encoded: Any, tokens: list[int], frames: int) -> list[_Piece]:
        """Words with times, from the cross-attention of the whole text with the sound."""
        found = self._model.find_alignment(self._tokenizer, [tokens], encoded, frames)[0]
        pieces: list[_Piece] = []
        for item in found:
            text = item["word"]
            if not text.strip():
                continue
            new = _Piece(text.strip(), float(item["start"]), float(item["end"]), float(item["probability"]))
            if pieces and not text.startswith(" "):
                new = _joined(pieces.pop(), new)
            pieces.append(new)
        return pieces


def benchmark(recogniser: WhisperRecogniser, samples: Samples) -> float:
    """Seconds of work per second of sound, weights already in memory: below 1 keeps up with speech."""
    recogniser.load()
    started = time.perf_counter()
    recogniser.transcribe(samples, first_sample=0, prompt="")
    return (time.perf_counter() - started) / (len(samples) / SAMPLE_RATE)


def _awaited(writing: Any, cancelled: threading.Event | None) -> Any:
    """The result of a decode under way, given up as soon as it is not wanted any more."""
    while cancelled is not None and not writing.done():
        if cancelled.wait(LOOK_EVERY):
            raise DecodeCancelled
    return writing.result()


def _joined(left: _Piece, right: _Piece) -> _Piece:
    """ "40" and "%" are one word; a bare punctuation mark does not stretch the word's time."""
    end = right.end if any(c.isalnum() for c in right.text) else left.end
    return _Piece(
        left.text + right.text,
        left.start,
        end,
        min(left.probability, right.probability) if end == right.end else left.probability,
    )


def _placed(piece: _Piece, first_sample: int, length: int) -> Word:
    start = min(int(piece.start * SAMPLE_RATE), length)
    end = min(max(int(piece.end * SAMPLE_RATE), start), length)
    return Word(piece.text, first_sample + start, first_sample + end, min(1.0, max(0.0, piece.probability)))
