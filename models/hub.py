"""Files from the model hub, by repository, revision and path; a broken-off file goes on where it stopped."""

from __future__ import annotations

import http.client
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Protocol

from models.catalogue import HubSource
from models.errors import STOPPED, FetchCancelled, SourceError
from models.partial import PartialFile

CHUNK = 1 << 18  # bytes; small, so that progress and a wish to stop are seen on a slow line too
TIMEOUT_S = 30.0  # without a byte
PARTIAL_CONTENT = 206


class Response(Protocol):
    """What is needed of an HTTP response."""

    status: int

    def read(self, amount: int, /) -> bytes: ...
    def close(self) -> None: ...


class OpenUrl(Protocol):
    """Opens a URL from a byte on; a server that cannot do that answers with the whole file and status 200."""

    def __call__(self, url: str, first_byte: int) -> Response: ...


class HubDownload(Protocol):
    """Brings the rest of a partial file from the hub; raises as `hub_download` does."""

    def __call__(
        self,
        source: HubSource,
        partial: PartialFile,
        on_size: Callable[[int], None],
        cancel: threading.Event,
    ) -> None: ...


def open_url(url: str, first_byte: int) -> Response:
    """urllib, with the system's proxies and certificates."""
    request = urllib.request.Request(url, headers={"User-Agent": "hotseat"})
    if first_byte:
        request.add_header("Range", f"bytes={first_byte}-")
    response: Response = urllib.request.urlopen(request, timeout=TIMEOUT_S)
    return response


def hub_download(
    source: HubSource,
    partial: PartialFile,
    on_size: Callable[[int], None],
    cancel: threading.Event,
    opener: OpenUrl = open_url,
) -> None:
    """Bring the rest of a file. Raises SourceError (what came is kept) or FetchCancelled."""
    from huggingface_hub import hf_hub_url  # knows the hub's address, and HF_ENDPOINT where a mirror is used

    start = partial.size
    if start == partial.file.size:
        return
    path = source.files[partial.file.name]
    where = f"{path} of {source.repository}"
    response = _open(hf_hub_url(source.repository, path, revision=source.revision), start, where, opener)
    try:
        resumed = start > 0 and response.status == PARTIAL_CONTENT
        with partial.path.open("ab" if resumed else "wb") as target:
            missing = partial.file.size - (start if resumed else 0)
            for chunk in _chunks(response, missing, where):
                if cancel.is_set():
                    raise FetchCancelled(STOPPED)
                target.write(chunk)
                on_size(target.tell())
    finally:
        response.close()


def _open(url: str, start: int, where: str, opener: OpenUrl) -> Response:
    try:
        return opener(url, start)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == http.client.NOT_FOUND:
            raise SourceError(f"the model hub has no {where}") from error
        raise SourceError(f"the model hub refuses {where} ({error.code} {error.reason})") from error
    except (OSError, http.client.HTTPException) as error:
        raise SourceError("the model hub cannot be reached") from error


def _chunks(response: Response, missing: int, where: str) -> Iterator[bytes]:
    """Exactly `missing` bytes, or SourceError."""
    while missing:
        try:
            chunk = response.read(min(CHUNK, missing))
        except (OSError, http.client.HTTPException) as error:
            raise SourceError(f"the connection to the model hub broke during {where}") from error
        if not chunk:
            raise SourceError(f"the model hub ended {where} too early")
        missing -= len(chunk)
        yield chunk
