"""The model of a voice that has finished: files that are not it, and the real weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from speech.errors import RecognitionError
from speech.events import SAMPLE_RATE
from speech.smart_turn import WINDOW, SmartTurn

SPOKEN = Path(__file__).parents[2] / "assets" / "speech" / "disagreed.flac"


def test_a_file_that_is_not_the_model_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.onnx", tmp_path / "broken.onnx"):
        if path.name == "broken.onnx":
            path.write_bytes(b"no model")
        with pytest.raises(RecognitionError, match=path.name):
            SmartTurn(path).load()


@pytest.fixture(scope="module")
def model() -> SmartTurn:
    from models.store import ModelStore

    store = ModelStore()
    if not store.have("smart-turn-v3"):
        pytest.skip("Smart Turn's weights are not here")
    return SmartTurn(store.path("smart-turn-v3"))


@pytest.mark.weights
def test_a_whole_sentence_sounds_more_finished_than_its_beginning(model: SmartTurn) -> None:
    spoken, rate = soundfile.read(SPOKEN, dtype="float32")
    assert rate == SAMPLE_RATE
    whole = np.concatenate([spoken, np.zeros(SAMPLE_RATE // 4, np.float32)])
    cut = [model.probability(spoken[: int(len(spoken) * part)]) for part in (0.3, 0.45, 0.6, 0.75)]
    assert model.probability(whole) > 0.5
    assert model.probability(whole) > max(cut) - 0.2
    assert min(cut) < 0.2


@pytest.mark.weights
@pytest.mark.parametrize("length", [0, 100, SAMPLE_RATE, WINDOW, 2 * WINDOW])
def test_any_length_has_an_answer(model: SmartTurn, length: int) -> None:
    sound = np.random.default_rng(0).normal(0, 0.01, length).astype(np.float32)
    assert 0 <= model.probability(sound) <= 1
