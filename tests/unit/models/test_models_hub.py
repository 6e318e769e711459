from __future__ import annotations

import http.server
import io
import os
import threading
import urllib.error
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from modelkit import sha

from models.catalogue import HubSource, WeightFile
from models.errors import FetchCancelled, SourceError
from models.hub import hub_download, open_url
from models.partial import PartialFile

DATA = os.urandom(600_000)
SOURCE = HubSource("owner/name", "abc123", {"w.bin": "deep/w.bin"})


class Reply:
    def __init__(self, data: bytes, status: int = 200, breaks: bool = False) -> None:
        self.status, self._stream, self._breaks, self.closed = status, io.BytesIO(data), breaks, False

    def read(self, amount: int, /) -> bytes:
        data = self._stream.read(amount)
        if not data and self._breaks:
            raise ConnectionResetError
        return data

    def close(self) -> None:
        self.closed = True


def partial(tmp_path: Path, begun: bytes = b"") -> PartialFile:
    new = PartialFile(tmp_path, WeightFile("w.bin", len(DATA), sha(DATA)))
    if begun:
        new.path.write_bytes(begun)
    return new


def bring(target: PartialFile, opener, cancel: threading.Event | None = None) -> list[int]:  # type: ignore[no-untyped-def]
    sizes: list[int] = []
    hub_download(SOURCE, target, sizes.append, cancel or threading.Event(), opener)
    return sizes


def test_a_file_comes_from_its_repository_and_revision(tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []

    def opener(url: str, first_byte: int) -> Reply:
        asked.append((url, first_byte))
        return Reply(DATA)

    target = partial(tmp_path)
    assert bring(target, opener)[-1] == len(DATA)
    assert target.path.read_bytes() == DATA
    ((url, first),) = asked
    assert url.endswith("/owner/name/resolve/abc123/deep/w.bin") and first == 0


def test_a_broken_off_file_goes_on_where_it_stopped(tmp_path: Path) -> None:
    target = partial(tmp_path)
    with pytest.raises(SourceError, match=r"connection .* broke during deep/w.bin of owner/name"):
        bring(target, lambda url, first: Reply(DATA[:1000], breaks=True))
    assert target.size == 1000
    bring(target, lambda url, first: Reply(DATA[first:], status=206))
    assert target.path.read_bytes() == DATA


def test_a_server_that_cannot_resume_starts_over(tmp_path: Path) -> None:
    target = partial(tmp_path, begun=b"x" * 1000)
    bring(target, lambda url, first: Reply(DATA, status=200))
    assert target.path.read_bytes() == DATA


def test_no_more_is_read_than_the_catalogue_says(tmp_path: Path) -> None:
    target = partial(tmp_path)
    bring(target, lambda url, first: Reply(DATA + b"and much more"))
    assert target.path.read_bytes() == DATA


def test_a_whole_file_asks_for_nothing(tmp_path: Path) -> None:
    assert bring(partial(tmp_path, begun=DATA), lambda url, first: pytest.fail("asked")) == []


def test_a_short_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="too early"):
        bring(partial(tmp_path), lambda url, first: Reply(DATA[:-1]))


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (
            urllib.error.HTTPError("u", 404, "Not Found", Message(), None),
            "the model hub has no deep/w.bin of owner/name",
        ),
        (urllib.error.HTTPError("u", 403, "Forbidden", Message(), None), r"refuses .* \(403 Forbidden\)"),
        (urllib.error.URLError("no route"), "the model hub cannot be reached"),
        (TimeoutError("timed out"), "the model hub cannot be reached"),
    ],
)
def test_what_went_wrong_is_said(tmp_path: Path, error: Exception, says: str) -> None:
    def opener(url: str, first_byte: int) -> Reply:
        raise error

    with pytest.raises(SourceError, match=says):
        bring(partial(tmp_path), opener)


def test_a_wish_to_stop_keeps_what_came_and_closes_the_line(tmp_path: Path) -> None:
    cancel, reply = threading.Event(), Reply(DATA)
    target = partial(tmp_path)

    def on_size(size: int) -> None:
        cancel.set()

    with pytest.raises(FetchCancelled):
        hub_download(SOURCE, target, on_size, cancel, lambda url, first: reply)
    assert 0 < target.size < len(DATA)
    assert reply.closed


class Ranges(http.server.BaseHTTPRequestHandler):
    """Serves DATA, from a byte on when asked."""

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        first = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(DATA) - first))
        self.end_headers()
        self.wfile.write(DATA[first:])

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def server(socket_enabled: None) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ranges) as served:
        thread = threading.Thread(target=served.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}/w.bin"
        served.shutdown()
        thread.join()


@pytest.mark.parametrize("begun", [0, 1, 250_000])
def test_urllib_resumes_at_a_real_server(tmp_path: Path, server: str, begun: int) -> None:
    target = partial(tmp_path, begun=DATA[:begun])
    bring(target, lambda url, first: open_url(server, first))
    assert target.path.read_bytes() == DATA
