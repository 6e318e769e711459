"""Fits the shipped weights to labelled answers: `python -m interviewer.analysis.calibrate CASES... --read READ.npz`.

`READ.npz` holds what the reader says of cases it was trained without (`tests/cases/train_reader.py` makes it).
Seeded, so the same cases give the same weights. Cases follow the codebook, with `facets`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from interviewer.analysis import chain
from interviewer.analysis.agreement import agreement
from interviewer.analysis.analyse import conclude
from interviewer.analysis.judging import FOLDS, Case
from interviewer.analysis.sentences import from_list
from interviewer.analysis.tagger import FACETS
from interviewer.analysis.training import EMPTY, Looked, Read, fit, on_top, reading, unseen
from interviewer.analysis.weights import SHIPPED, Weights, save
from interviewer.assess import label
from interviewer.scores.story import Story

SEED = 20
Told = dict[str, Any]


def validate(cases: Sequence[Case], looked: Sequence[Looked], rng: np.random.Generator) -> list[Told]:
    """Labels of every case by weights that were fitted without its fifth of the cases, with its `facets`."""
    fold = folds(cases)
    told: dict[int, Told] = {}
    for k in range(FOLDS):
        say(f"fold {k + 1} of {FOLDS}: fitting to the others")
        rest = np.flatnonzero(fold != k).tolist()
        weights = on_top([cases[i] for i in rest], [looked[i] for i in rest], EMPTY, rng)
        told |= {i: tell(cases[i], looked[i], weights) for i in np.flatnonzero(fold == k).tolist()}
    return [told[i] for i in range(len(cases))]


def tell(case: Case, looked: Looked, weights: Weights) -> Told:
    """The labels of one case by these weights."""
    sentences = from_list(case["answer"])
    heard = reading(case, chain.settle(case["answer"], looked.closed, weights), weights)
    analysis = conclude(sentences, heard, weights, absences=True, over=True)
    return label(case, Story(analysis, heard), weights) | {"facets": heard.facets}


def folds(cases: Sequence[Case]) -> np.ndarray[Any, Any]:
    """The fifth that each case is in: of the reader's folds, so that no layer has seen a case it is tried on."""
    return np.random.default_rng(SEED).permutation(len(cases)) % FOLDS


def facet_f1(cases: Sequence[Case], told: Sequence[Told]) -> float:
    pairs = [
        (set(a), set(b))
        for c, t in zip(cases, told, strict=True)
        for a, b in zip(c["facets"], t["facets"], strict=True)
    ]
    return 2 * sum(len(a & b) for a, b in pairs) / max(1, sum(len(a) + len(b) for a, b in pairs))


def figures(cases: Sequence[Case], told: Sequence[Told]) -> dict[str, float]:
    return agreement(cases, told) | {"facet_f1": facet_f1(cases, told)}


def read_cases(paths: Sequence[Path]) -> list[Case]:
    """Every case of the files, in order.

    Raises:
        SystemExit: a file that is not a list of cases with facets; names the file and the case.
    """
    out: list[Case] = []
    for path in paths:
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            if len(case.get("facets", ())) != len(case["answer"]):
                raise SystemExit(f"{path}: case {case.get('id')}: one list of facets per sentence is needed")
            out.append(case)
    return out


def read_readings(path: Path, cases: Sequence[Case]) -> list[Read]:
    """The reader's log-odds of each case.

    Raises:
        SystemExit: a case that it holds no odds of, or of other sentences.
    """
    with np.load(path) as data:
        held: Mapping[str, Any] = {name: np.asarray(data[name], np.float64) for name in data.files}
    out = []
    for case in cases:
        told = [held.get(f"{case['id']}/{kind}") for kind in ("closed", "opened", "whole")]
        if any(odds is None or len(odds) != len(case["answer"]) for odds in told):
            raise SystemExit(f"{path}: case {case['id']}: not read, or changed since; train the reader anew")
        closed, opened, whole = (np.asarray(odds) for odds in told)
        out.append(Read((closed + whole) / 2, opened))
    return out


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--read", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--no-validation", action="store_true", help="fit only")
    args = parser.parse_args(argv)
    cases = read_cases(sorted(args.cases))
    read = read_readings(args.read, cases)
    say(f"{len(cases)} cases: the first look, {FOLDS} times without a fifth of them")
    looked = unseen(cases, read, np.random.default_rng(SEED))
    if not args.no_validation:
        for name, value in figures(cases, validate(cases, looked, np.random.default_rng(SEED))).items():
            print(f"{name:16} {value:.3f}")
    say("all cases: fitting what is shipped")
    save(fit(cases, looked, np.random.default_rng(SEED)), args.out)
    print(f"{len(cases)} cases, {args.out}: {args.out.stat().st_size} bytes; {len(FACETS)} facets")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
