"""Fit the shipped weights to labelled answers: `python -m interviewer.analysis.calibrate CASES.yaml...`.

Prints what five-fold cross-validation by case says of the fit, then fits to every case and writes
`weights.npz`. Seeded: the same cases give the same weights. Cases follow the codebook (with `facets`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml

from interviewer.analysis import signals
from interviewer.analysis.analyse import Reading
from interviewer.analysis.fitting import Matrix, sigmoid
from interviewer.analysis.gaps import GAPS
from interviewer.analysis.training import DIMENSIONS, FOLDS, Case, fit, reading, settle
from interviewer.analysis.weights import SHIPPED, Weights, save

_SEED = 20


def validate(cases: Sequence[Case], rng: np.random.Generator) -> dict[str, float]:
    """Five-fold cross-validation by case, every layer fitted without the fold."""
    fold = rng.permutation(len(cases)) % FOLDS
    told: dict[int, tuple[Reading, Matrix, Matrix, Weights]] = {}
    for k in range(FOLDS):
        weights = fit([c for c, f in zip(cases, fold, strict=True) if f != k], rng)
        for i in np.flatnonzero(fold == k).tolist():
            heard = reading(cases[i], settle(cases[i], weights), weights)
            x = signals.vector(heard.signals)
            told[i] = heard, sigmoid(x @ weights.gaps), x @ weights.scores, weights
        print(f"fold {k + 1} of {FOLDS}", file=sys.stderr, flush=True)
    return _figures(cases, told)


def _figures(
    cases: Sequence[Case], told: dict[int, tuple[Reading, Matrix, Matrix, Weights]]
) -> dict[str, float]:
    right = total = both = ours = theirs = same = facets_both = facets_all = 0
    errors: list[float] = []
    for i, case in enumerate(cases):
        heard, sure, scores, weights = told[i]
        right += sum(a.value == b for a, b in zip(heard.sections, case["sections"], strict=True))
        total += len(case["sections"])
        for mine, real in zip(heard.facets, case["facets"], strict=True):
            facets_both += 2 * len(set(mine) & set(real))
            facets_all += len(mine) + len(real)
        same += (heard.cut_in is None) == (case["interrupt_after"] is None)
        if "scores" not in case:
            continue
        noted = {g.value for g, p, cut in zip(GAPS, sure, weights.gap_cuts, strict=True) if p > cut}
        both += len(noted & set(case["gaps"]))
        ours += len(noted)
        theirs += len(case["gaps"])
        whole = 1 + (scores[:, None] > weights.score_cuts).sum(axis=1)
        errors += [abs(int(w) - case["scores"][d]) for w, d in zip(whole, DIMENSIONS, strict=True)]
    return {
        "section_acc": right / total, "facet_f1": facets_both / facets_all, "interrupt_acc": same / len(cases),
        "gaps_f1": 2 * both / max(1, ours + theirs), "mae": float(np.mean(errors)),
    }  # fmt: skip


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


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--no-validation", action="store_true", help="fit only")
    args = parser.parse_args(argv)
    cases = read_cases(args.cases)
    if not args.no_validation:
        for name, value in validate(cases, np.random.default_rng(_SEED)).items():
            print(f"{name:16} {value:.3f}")
    save(fit(cases, np.random.default_rng(_SEED)), args.out)
    print(f"{len(cases)} cases, {args.out}: {args.out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
