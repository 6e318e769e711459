from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modelkit import sha

from models.catalogue import Take, WeightFile
from models.errors import SourceError
from models.partial import PartialFile

PARTS = (b"first part ", b"and the second ", b"end")
WHOLE = b"".join(PARTS)
TAKES = tuple(Take(f"m{n}", "w.bin", len(part), sha(part)) for n, part in enumerate(PARTS))
FILE = WeightFile("w.bin", len(WHOLE), sha(WHOLE))


@given(length=st.integers(0, len(WHOLE) + 5), flip=st.integers(-1, len(WHOLE) - 1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exactly_the_leading_good_parts_survive_any_damage(tmp_path: Path, length: int, flip: int) -> None:
    data = bytearray((WHOLE + b"extra")[:length])
    if 0 <= flip < length:
        data[flip] ^= 1
    partial = PartialFile(tmp_path, FILE)
    partial.path.write_bytes(data)
    ends = [len(b"".join(PARTS[: n + 1])) for n in range(len(PARTS))]
    good = sum(1 for end in ends if end <= length and not 0 <= flip < end)
    assert partial.keep_good(TAKES) == good
    assert partial.path.read_bytes() == b"".join(PARTS[:good])


def test_nothing_is_there_at_first(tmp_path: Path) -> None:
    partial = PartialFile(tmp_path, FILE)
    assert partial.size == 0
    assert partial.keep_good(TAKES) == 0


@pytest.mark.parametrize("given_bytes", [b"first purt ", b"first part and more", b"short", b""])
def test_a_wrong_part_leaves_the_file_as_it_was(tmp_path: Path, given_bytes: bytes) -> None:
    partial = PartialFile(tmp_path, FILE)
    partial.append_part(TAKES[0], io.BytesIO(PARTS[0]))
    with pytest.raises(SourceError, match="m0 has other content"):
        partial.append_part(TAKES[0], io.BytesIO(given_bytes))
    assert partial.path.read_bytes() == PARTS[0]


def test_a_proven_file_replaces_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "here" / "w.bin"
    target.parent.mkdir()
    target.write_bytes(b"old")
    partial = PartialFile(tmp_path, FILE)
    for take, part in zip(TAKES, PARTS, strict=True):
        partial.append_part(take, io.BytesIO(part))
    hashed: list[int] = []
    partial.publish(target, hashed.append)
    assert target.read_bytes() == WHOLE
    assert hashed[-1] == len(WHOLE)
    assert not partial.path.exists()


@pytest.mark.parametrize("data", [WHOLE[:-1] + b"!", WHOLE[:-1], WHOLE + b"!"])
def test_wrong_bytes_are_thrown_away_and_the_old_file_stays(tmp_path: Path, data: bytes) -> None:
    target = tmp_path / "old.bin"
    target.write_bytes(b"old")
    partial = PartialFile(tmp_path, FILE)
    partial.path.write_bytes(data)
    with pytest.raises(SourceError, match="fails its SHA-256 check"):
        partial.publish(target, lambda _: None)
    assert target.read_bytes() == b"old"
    assert not partial.path.exists()
