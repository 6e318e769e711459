from __future__ import annotations

import json
import re
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modelkit import gguf

from models.catalogue import MODEL_ID
from models.errors import CatalogueError, MissingModelError, NotAModelError, VerifyError
from models.gguf import read_gguf
from models.local import Found, name_for
from models.store import ModelStore

SETTINGS = {
    "audio": {"sample_rate": 22050},
    "espeak": {"voice": "en-us"},
    "num_symbols": 256,
    "num_speakers": 1,
    "phoneme_id_map": {"_": [0]},
}


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture
def mind(tmp_path: Path) -> Path:
    path = tmp_path / "My Model Q4.gguf"
    path.write_bytes(gguf())
    return path


@pytest.fixture
def whisper(tmp_path: Path) -> Path:
    folder = tmp_path / "My_Whisper"
    folder.mkdir()
    (folder / "model.bin").write_bytes(struct.pack("<IH", 6, 12) + b"WhisperSpec\0" + b"w" * 100)
    for name in ("config.json", "tokenizer.json"):
        (folder / name).write_text("{}")
    (folder / "vocabulary.txt").write_text("a\nb\n")
    return folder


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    path = tmp_path / "en_GB-someone-medium.onnx"
    path.write_bytes(b"\x08\x08" + b"o" * 100)
    path.with_name(path.name + ".json").write_text(json.dumps(SETTINGS))
    return path


def test_a_gguf_is_added_by_path_and_used_where_it_lies(store: ModelStore, mind: Path) -> None:
    model = store.add(mind)
    assert (model.id, model.kind, model.title) == ("my-model-q4", "mind", "My Model Q4 (qwen2)")
    fresh = ModelStore(store.folder)
    assert fresh.path("my-model-q4") == mind
    assert fresh.fetch(["my-model-q4"]) == ()
    assert {p.name for p in mind.parent.iterdir()} == {mind.name, "models"}


def test_a_whisper_folder_is_added(store: ModelStore, whisper: Path) -> None:
    assert store.add(whisper, kind="recogniser").id == "my-whisper"
    assert store.path("my-whisper") == whisper


@pytest.mark.parametrize("ending", ["", ".json"])
def test_a_voice_is_added_by_either_of_its_files(store: ModelStore, voice: Path, ending: str) -> None:
    model = store.add(voice.with_name(voice.name + ending), name="someone")
    assert model.kind == "voice"
    assert store.path("someone") == voice


def test_several_models_are_kept_and_one_can_be_added_again(
    store: ModelStore, mind: Path, voice: Path
) -> None:
    store.add(mind)
    store.add(voice)
    mind.write_bytes(gguf(weights=9000))
    assert ModelStore(store.folder).add(mind).size_bytes == len(gguf(weights=9000))
    own = [state for state in ModelStore(store.folder).list() if state.model.own_folder]
    assert [state.model.kind for state in own] == ["voice", "mind"]
    assert all(state.verified for state in own)


def test_a_file_that_changed_or_went_is_noticed(store: ModelStore, mind: Path) -> None:
    store.add(mind)
    mind.write_bytes(gguf(architecture="llama"))
    with pytest.raises(VerifyError, match="has changed since it was added"):
        store.path("my-model-q4")
    mind.unlink()
    with pytest.raises(MissingModelError, match="is gone: put it back"):
        store.path("my-model-q4")
    with pytest.raises(MissingModelError, match="put them back"):
        store.fetch(["my-model-q4"])


def test_a_name_of_hotseats_own_is_refused(store: ModelStore, mind: Path) -> None:
    with pytest.raises(NotAModelError, match="'whisper-base' is taken"):
        store.add(mind, name="whisper-base")


def test_a_name_that_cannot_be_a_name_is_refused_and_nothing_is_written(
    store: ModelStore, mind: Path
) -> None:
    with pytest.raises(NotAModelError, match=r"'../x' cannot be a model's name"):
        store.add(mind, name="../x")
    assert not store.folder.exists()


def test_a_file_whose_name_cannot_be_written_down_is_refused(store: ModelStore, mind: Path) -> None:
    with pytest.raises(NotAModelError, match=r"cannot be added: rename it .*must be a file name"):
        store.add(mind.rename(mind.with_name("a:b.gguf")))
    assert not store.folder.exists()


def test_a_title_of_several_lines_becomes_one(store: ModelStore, mind: Path) -> None:
    mind.write_bytes(gguf(architecture="qwen\n 2"))
    assert store.add(mind).title == "My Model Q4 (qwen 2)"


def test_the_wrong_kind_is_refused(store: ModelStore, mind: Path) -> None:
    with pytest.raises(NotAModelError, match="is a mind, not a voice"):
        store.add(mind, kind="voice")
    with pytest.raises(NotAModelError, match="'brain' is not a kind"):
        store.add(mind, kind="brain")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "does not begin with the letters GGUF"),
        (b"<html>404</html>", "does not begin with the letters GGUF"),
        (gguf(version=1), "is GGUF version 1"),
        (gguf(tensors=0), "without weights"),
        (gguf(weights=1000), "cut off"),
        (gguf()[:200], "ends inside its header"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1 << 60, 1), "counts are impossible"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 1, 1, 1 << 50), "impossible length"),
    ],
)
def test_a_gguf_that_is_not_one_is_told_apart(
    store: ModelStore, tmp_path: Path, data: bytes, says: str
) -> None:
    path = tmp_path / "not.gguf"
    path.write_bytes(data)
    with pytest.raises(NotAModelError, match=says) as caught:
        store.add(path)
    assert str(path) in str(caught.value)
    assert not store.folder.exists()


@given(at=st.integers(0, len(gguf(weights=0)) - 1), value=st.integers(0, 255))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_to_a_gguf_gives_another_error(tmp_path: Path, at: int, value: int) -> None:
    data = bytearray(gguf())
    data[at] = value
    path = tmp_path / "any.gguf"
    path.write_bytes(data)
    try:
        read_gguf(path)
    except NotAModelError as error:
        assert "any.gguf" in str(error)


@pytest.mark.parametrize("gone", ["model.bin", "config.json", "tokenizer.json", "vocabulary.txt"])
def test_a_folder_that_lacks_a_file_is_no_whisper_model(store: ModelStore, whisper: Path, gone: str) -> None:
    (whisper / gone).unlink()
    with pytest.raises(NotAModelError, match=gone.replace("txt", "json")):
        store.add(whisper)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("model.bin", b"PK\x03\x04" + b"\0" * 60, "is not a CTranslate2 model"),
        ("model.bin", b"\x06\0", "is not a CTranslate2 model"),
        ("model.bin", struct.pack("<IH", 6, 16) + b"TransformerSpec\0" + b"\0" * 60, "not a Whisper one"),
        ("config.json", b"{", "is not valid JSON"),
        ("tokenizer.json", b"[]", "does not hold a JSON object"),
    ],
)
def test_a_folder_with_a_wrong_file_is_no_whisper_model(
    store: ModelStore, whisper: Path, name: str, data: bytes, says: str
) -> None:
    (whisper / name).write_bytes(data)
    with pytest.raises(NotAModelError, match=says):
        store.add(whisper)


@pytest.mark.parametrize("gone", ["audio", "espeak", "phoneme_id_map", "num_symbols"])
def test_settings_that_lack_a_field_are_no_voice(store: ModelStore, voice: Path, gone: str) -> None:
    text = json.dumps({key: value for key, value in SETTINGS.items() if key != gone})
    voice.with_name(voice.name + ".json").write_text(text)
    with pytest.raises(NotAModelError, match=f"does not describe a Piper voice: it has no {gone}"):
        store.add(voice)


def test_a_voice_without_its_settings_is_no_voice(store: ModelStore, voice: Path) -> None:
    voice.with_name(voice.name + ".json").unlink()
    with pytest.raises(NotAModelError, match=r"two files side by side, and .*\.onnx\.json is not there"):
        store.add(voice)


def test_a_voice_that_is_no_onnx_is_no_voice(store: ModelStore, voice: Path) -> None:
    voice.write_bytes(b"<html>")
    with pytest.raises(NotAModelError, match="is not an ONNX model"):
        store.add(voice)


def test_a_path_that_does_not_exist_is_said(store: ModelStore, tmp_path: Path) -> None:
    with pytest.raises(NotAModelError, match="There is no file or folder"):
        store.add(tmp_path / "nowhere.gguf")


def test_a_broken_local_catalogue_is_named_and_not_overwritten(store: ModelStore, mind: Path) -> None:
    store.folder.mkdir()
    local = store.folder / "local.yaml"
    local.write_text("models:\n  - id: [\n")
    with pytest.raises(CatalogueError, match=r"local\.yaml, line 3"):
        store.add(mind)
    assert local.read_text() == "models:\n  - id: [\n"


@given(stem=st.text(min_size=1, max_size=20))
def test_every_file_name_gives_a_model_name(stem: str) -> None:
    name = name_for(Found("mind", "", Path(), (stem + ".gguf",)))
    assert re.fullmatch(MODEL_ID, name), name
