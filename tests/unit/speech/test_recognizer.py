"""Whisper behind the port: folders that are no model, and the real weights on a real sentence."""

from __future__ import annotations

import itertools
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speech.errors import DecodeCancelled, RecognitionError
from speech.events import SAMPLE_RATE, Word
from speech.ports import Samples
from speech.recognizer import LONGEST_SECONDS, WhisperRecogniser, benchmark

SPOKEN = Path(__file__).parents[2] / "assets" / "speech" / "disagreed.flac"


def test_a_folder_without_the_model_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(
        RecognitionError, match=r"lacks model.bin, tokenizer.json; run `hotseat models fetch`"
    ):
        WhisperRecogniser(tmp_path).load()


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(RecognitionError, match="cannot be loaded"):
        WhisperRecogniser(tmp_path).load()


@pytest.fixture(scope="module")
def spoken() -> Samples:
    sound, rate = soundfile.read(SPOKEN, dtype="float32")
    assert rate == SAMPLE_RATE
    return sound


@pytest.fixture(scope="module")
def recogniser() -> WhisperRecogniser:
    from models.store import ModelStore

    loaded = WhisperRecogniser(ModelStore().path("whisper-base"))
    loaded.load()
    return loaded


def text(words: tuple[Word, ...]) -> str:
    return " ".join(w.text for w in words)


@pytest.mark.weights
class TestRealModel:
    def test_words_with_times_in_order_on_the_sessions_clock(
        self, recogniser: WhisperRecogniser, spoken: Samples
    ) -> None:
        words = recogniser.transcribe(spoken, first_sample=160_000, prompt="")
        assert "disagree" in text(words).lower()
        assert words[0].start >= 160_000 and words[-1].end <= 160_000 + len(spoken)
        assert all(a.start <= a.end <= b.start for a, b in itertools.pairwise(words))
        assert all(0 <= w.probability <= 1 and w.text == w.text.strip() for w in words)
        assert sum(w.probability for w in words) / len(words) > 0.6

    def test_a_prefix_is_gone_on_from_and_not_returned(
        self, recogniser: WhisperRecogniser, spoken: Samples
    ) -> None:
        whole = recogniser.transcribe(spoken, first_sample=0, prompt="")
        half = len(whole) // 2
        rest = recogniser.transcribe(spoken, first_sample=0, prompt="", prefix=text(whole[:half]))
        assert [w.text.lower() for w in rest] == [w.text.lower() for w in whole[half:]]
        assert abs(rest[0].start - whole[half].start) < 0.25 * SAMPLE_RATE

    def test_silence_and_noise_hold_no_words(self, recogniser: WhisperRecogniser) -> None:
        hiss = np.random.default_rng(0).normal(0, 0.001, 3 * SAMPLE_RATE).astype(np.float32)
        for sound in (np.zeros(0, np.float32), np.zeros(3 * SAMPLE_RATE, np.float32), hiss):
            words = recogniser.transcribe(sound, first_sample=0, prompt="")
            assert len(words) <= 1

    def test_too_long_a_window_is_refused(self, recogniser: WhisperRecogniser) -> None:
        with pytest.raises(RecognitionError, match="At most 28 s"):
            recogniser.transcribe(
                np.zeros(int(LONGEST_SECONDS * SAMPLE_RATE) + 1, np.float32), first_sample=0, prompt=""
            )

    def test_a_decode_that_is_not_wanted_any_more_makes_way_at_once(
        self, recogniser: WhisperRecogniser, spoken: Samples
    ) -> None:
        plain = recogniser.transcribe(spoken, first_sample=0, prompt="")
        cancelled = threading.Event()
        cancelled.set()
        with pytest.raises(DecodeCancelled):
            recogniser.transcribe(spoken, first_sample=0, prompt="", cancelled=cancelled)
        assert recogniser.transcribe(spoken, first_sample=0, prompt="") == plain

    def test_it_keeps_up_with_speech(self, recogniser: WhisperRecogniser, spoken: Samples) -> None:
        assert 0 < benchmark(recogniser, spoken) < 5
