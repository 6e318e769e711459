from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from modelkit import Shop, write_catalogue

from models import shelf
from models.choose import LARGER, SMALLER
from models.errors import CatalogueError, FetchCancelled, MissingModelError, UnknownModelError, VerifyError
from models.progress import Progress
from models.storage import default_folder, in_words
from models.store import ModelStore, default_set


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path / "index", [b"one " * 500, b"two " * 500])


@pytest.fixture
def fetched(tmp_path: Path, shop: Shop) -> Path:
    """A model folder with `tiny` in it."""
    write_catalogue(tmp_path / "models", shop.entry())
    ModelStore(tmp_path / "models", download=shop.download).fetch(["tiny"])
    return tmp_path / "models"


def no_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "sha256_of", lambda *_: pytest.fail("hashed"))


def test_a_second_start_does_not_hash(fetched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    no_hashing(monkeypatch)
    store = ModelStore(fetched)
    assert store.have("tiny")
    assert store.path("tiny") == fetched / "tiny" / "tiny.gguf"


def test_listing_never_hashes(fetched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (fetched / "tiny" / ".proven.json").unlink()
    no_hashing(monkeypatch)
    states = {state.model.id: state for state in ModelStore(fetched).list()}
    tiny, whisper = states["tiny"], states["whisper-base"]
    assert tiny.present and not tiny.verified and tiny.bytes_on_disk == tiny.model.size_bytes
    assert not whisper.present and not whisper.verified and whisper.bytes_on_disk == 0


def test_files_put_there_by_hand_are_proven_once(fetched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (fetched / "tiny" / ".proven.json").write_text("broken {")
    assert ModelStore(fetched).have("tiny")
    no_hashing(monkeypatch)
    assert ModelStore(fetched).have("tiny")


def test_a_read_only_folder_is_proven_once_in_each_process(
    fetched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps = fetched / "tiny" / ".proven.json"
    stamps.unlink()
    stamps.with_name(".proven.json.new").mkdir()  # so that no stamp can be written
    store = ModelStore(fetched)
    assert store.have("tiny")
    assert not stamps.exists()
    no_hashing(monkeypatch)
    assert store.have("tiny")


def test_a_missing_model_says_how_to_get_it(tmp_path: Path) -> None:
    store = ModelStore(tmp_path)
    with pytest.raises(MissingModelError, match="run `hotseat models fetch whisper-base`"):
        store.path("whisper-base")
    assert not store.have("whisper-base")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_model_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownModelError, match=r"no model 'whisper-huge'.*whisper-base"):
        ModelStore(tmp_path).path("whisper-huge")


def test_a_truncated_file_is_damaged_and_replaced_by_a_fetch(fetched: Path, shop: Shop) -> None:
    path = fetched / "tiny" / "tiny.gguf"
    os.truncate(path, 100)
    store = ModelStore(fetched, download=shop.download)
    assert not store.have("tiny")
    with pytest.raises(VerifyError, match=r"tiny\.gguf is damaged .* run `hotseat models fetch tiny`"):
        store.path("tiny")
    assert store.fetch(["tiny"]) == ("tiny",)
    assert path.read_bytes() == shop.whole


def test_verify_finds_a_changed_byte_that_left_size_and_time_alone(fetched: Path) -> None:
    path = fetched / "tiny" / "tiny.gguf"
    status, data = path.stat(), bytearray(path.read_bytes())
    data[7] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    store = ModelStore(fetched)
    assert store.have("tiny")
    with pytest.raises(VerifyError, match="is damaged"):
        store.verify("tiny")
    assert not ModelStore(fetched).have("tiny"), "the stamp is gone for good"


def test_a_changed_byte_is_found_at_the_next_start(fetched: Path) -> None:
    path = fetched / "tiny" / "tiny.gguf"
    data = bytearray(path.read_bytes())
    data[7] ^= 1
    path.write_bytes(data)
    assert not ModelStore(fetched).have("tiny")


def test_verify_reports_and_can_be_stopped(fetched: Path) -> None:
    store, seen, cancel = ModelStore(fetched), list[Progress](), threading.Event()
    store.verify("tiny", seen.append)
    assert [p.file for p in seen] == ["tiny.gguf", "settings.json"]
    assert seen[-1].done_bytes == seen[-1].total_bytes == store.model("tiny").size_bytes
    cancel.set()
    with pytest.raises(FetchCancelled):
        store.verify("tiny", seen.append, cancel)


def test_a_local_model_may_not_take_a_name_of_hotseats(tmp_path: Path, shop: Shop) -> None:
    write_catalogue(tmp_path / "models", {**shop.entry(), "id": "whisper-base"})
    with pytest.raises(CatalogueError, match=r"local\.yaml: 'whisper-base'"):
        ModelStore(tmp_path / "models").list()


def test_the_default_set_has_the_chosen_mind(tmp_path: Path) -> None:
    store = ModelStore(tmp_path)
    assert default_set(store, LARGER) == ("whisper-base", "piper-en-us-joe", "smart-turn-v3", LARGER)
    assert default_set(store, SMALLER) == ("whisper-base", "piper-en-us-joe", "smart-turn-v3", SMALLER)
    with pytest.raises(UnknownModelError):
        default_set(store, "no-such-mind")


def test_where_the_models_lie(tmp_path: Path) -> None:
    home, models = str(tmp_path / "home"), str(tmp_path / "models")
    assert default_folder({"HOTSEAT_MODELS": models, "HOTSEAT_HOME": home}) == Path(models)
    assert default_folder({"HOTSEAT_HOME": home}) == Path(home) / "models"
    assert default_folder({}).parts[-2:] == ("hotseat", "models")


def test_making_a_store_touches_nothing(tmp_path: Path) -> None:
    ModelStore(tmp_path / "not" / "there")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("size", "words"),
    [(12, "12 bytes"), (4794, "4.8 kB"), (63_201_294, "63 MB"), (1_117_320_768, "1.1 GB"), (0, "0 bytes")],
)
def test_bytes_in_words(size: int, words: str) -> None:
    assert in_words(size) == words


@pytest.mark.weights
@pytest.mark.parametrize("name", ["whisper-base", "piper-en-us-joe"])
def test_the_real_weights_are_the_catalogues(name: str) -> None:
    store = ModelStore()
    store.verify(name)
    assert store.path(name).exists()
