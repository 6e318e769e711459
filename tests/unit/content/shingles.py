"""Runs of eight words, hashed: what no sentence of ours may share with the documents its facts come from.

`python tests/unit/content/shingles.py FOLDER` writes the runs of the text files in FOLDER to source_shingles.bin,
from which nobody can read a sentence.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

RUN = 8
"""Words."""
SIZE = 5
"""Bytes of a hash: one in a million million runs is taken for another."""
STORED = Path(__file__).with_name("source_shingles.bin")

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")


def runs(text: str) -> Iterator[str]:
    """Every run of eight words, in lower case, without what stands between them."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def hashed(run: str) -> bytes:
    return hashlib.blake2b(run.encode(), digest_size=SIZE).digest()


def of_folder(folder: Path) -> set[bytes]:
    """Of every text file in a folder."""
    return {
        hashed(run) for path in sorted(folder.glob("*.txt")) for run in runs(path.read_text(encoding="utf-8"))
    }


def stored() -> set[bytes]:
    raw = STORED.read_bytes()
    return {raw[start : start + SIZE] for start in range(0, len(raw), SIZE)}


if __name__ == "__main__":
    STORED.write_bytes(b"".join(sorted(of_folder(Path(sys.argv[1])))))
